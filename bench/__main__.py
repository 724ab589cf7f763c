"""Measure the book and write the snapshot."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.machine import ROOT, machine
from bench.measures import HTML, copied, measures, pages, pdf_size
from bench.snapshot import put
from bench.timing import RunError
from bench.web import compare
from press.site.weight import BUDGET

LINE = "{name:10} {median:8.3f} s  ({low:.3f} to {high:.3f}, processor {cpu:.3f})"
PACKAGES = ("altair", "jupyter-book", "myst-nb", "pandas", "sphinx", "typst", "vl-convert-python")


def conditions() -> dict[str, Any]:
    """Say what was measured on what, with the versions of the packages that matter."""
    return {**machine(), "packages": {name: version(name) for name in PACKAGES}}


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
                print(LINE.format(**row), flush=True)
                rows.append(row)
        except RunError as error:
            print(f"Nothing was written: {error}", file=sys.stderr)
            return 1
        found |= {"measures": rows, "pdf": pdf_size(project), "budget": BUDGET, "pages": pages(project)}
        found |= {"web": compare(project.folder, project.folder / HTML, args.runs)}
    put(args.out, found)
    for page in found["pages"]:
        print("{total:10,} bytes  {page}".format(**page))
    return 0


if __name__ == "__main__":
    sys.exit(main())
