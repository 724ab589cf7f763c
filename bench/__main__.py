"""Measure the book and write the snapshot."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import sys
import tempfile
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.measures import copied, measures, pages, pdf_size
from bench.timing import RunError
from press.site.weight import BUDGET

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("altair", "jupyter-book", "myst-nb", "pandas", "sphinx", "typst", "vl-convert-python")


def conditions() -> dict[str, Any]:
    """Say what was measured on what: versions and the machine's kind, but no name and no path of it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {
        "taken": dt.datetime.now(dt.UTC).date().isoformat(),
        "version": project["version"],
        "machine": {
            "cores": os.cpu_count(),
            "architecture": platform.machine(),
            "system": platform.system(),
            "python": platform.python_version(),
            "load_before": round(os.getloadavg()[0], 1),  # above the cores: others used the machine too
        },
        "packages": {name: version(name) for name in PACKAGES},
    }


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="how often each build is run (default: 3)")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("snapshot.json"))
    args = parser.parse_args(argv)
    found = conditions()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        project = copied(ROOT, Path(folder))
        rows = []
        try:
            for row in measures(project, args.runs):
                row["load"] = round(os.getloadavg()[0], 1)  # each measure beside what else the machine did
                print(
                    "{name:10} {median:8.3f} s  ({low:.3f} to {high:.3f}, processor {cpu:.3f})".format(**row),
                    flush=True,
                )
                rows.append(row)
        except RunError as error:
            print(f"Nothing was written: {error}", file=sys.stderr)
            return 1
        found |= {"measures": rows, "pdf": pdf_size(project), "budget": BUDGET, "pages": pages(project)}
    args.out.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", "utf-8")
    for page in found["pages"]:
        print("{total:10,} bytes  {page}".format(**page))
    return 0


if __name__ == "__main__":
    sys.exit(main())
