"""Break ten things on purpose, each in a copy, and see that tests notice: ``python -m bench.mutate``.

Before a thing is broken, the same tests must pass: else any failure would count as noticing.
A mutation that no test notices is a hole in the suite. The snapshot, ``bench/mutations.json``, is what the book shows.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.measures import Project, copied

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Mutation:
    """One thing broken, and the narrowest part of the tests that must notice."""

    name: str
    file: str
    change: Callable[[str], str]
    tests: tuple[str, ...]


def swap(old: str, new: str) -> Callable[[str], str]:
    """Put one text, which must stand in the file, in the place of another, once."""

    def change(text: str) -> str:
        if old not in text:
            raise LookupError(f"{old!r} is no longer there to be broken")
        return text.replace(old, new, 1)

    return change


def without_row(key: str) -> Callable[[str], str]:
    """Leave out the row of a table."""

    def change(text: str) -> str:
        lines = text.splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith(f"{key},")]
        if len(kept) != len(lines) - 1:
            raise LookupError(f"no row {key!r} to be dropped")
        return "".join(kept)

    return change


def exchanged(one: str, other: str) -> Callable[[str], str]:
    """Exchange the next occurrences of two texts."""

    def change(text: str) -> str:
        if one not in text or other not in text:
            raise LookupError(f"{one!r} or {other!r} is no longer there to be exchanged")
        return text.replace(one, "\0", 1).replace(other, one, 1).replace("\0", other, 1)

    return change


MUTATIONS = (
    Mutation("drop a row", "data/liaison_officers.csv", without_row("heeze-2007"), ("tests/data/test_package.py",)),
    Mutation(
        "shift a date",
        "data/liaison_officers.csv",
        swap(",2007-08/2009-09,", ",2007-08/2009-10,"),
        ("tests/data/test_package.py",),
    ),
    Mutation(
        "swap two sources",
        "data/un_agreements.csv",
        exchanged(",study,kille-hendrickson-2011,", ",public-record,eu-council-12510-2003,"),
        ("tests/data/test_package.py",),
    ),
    Mutation(
        "remove an alternative text",
        "src/press/nodes.py",
        swap(' role="img" aria-label="{label}"', ' role="img"'),
        ("tests/press/test_renderers.py::test_a_hostile_chart_is_text",),
    ),
    Mutation(
        "break a link",
        "src/press/nodes.py",
        swap("html.escape(relative_uri(here, path))", "html.escape(path)"),
        ("tests/press/test_renderers.py::test_data_are_for_download_under_the_name_of_their_figure",),
    ),
    Mutation(
        "loosen the cache key",
        "src/press/cache.py",
        swap(" + hashlib.sha256(path.read_bytes()).digest()", ""),
        ("tests/press/test_cache.py",),
    ),
    Mutation(
        "print instead of return",
        "src/helpers/display.py",
        swap("    return Chart(drawing, payload)", "    print(Chart(drawing, payload))"),
        ("tests/helpers/test_display.py",),
    ),
    Mutation(
        "skip a footnote in the PDF",
        "src/press/typst/references.py",
        swap("    def visit_footnote_reference(self, node: nodes.Element) -> None:\n",
             "    def visit_footnote_reference(self, node: nodes.Element) -> None:\n        raise SkipNode\n"),
        ("tests/press/typst/test_typst_handlers.py",),
    ),
    Mutation(
        "call a CDN",
        "src/press/site/theme/layout.html",
        swap("{%- block css %}", '{%- block css %}\n    <script src="https://cdn.example/x.js"></script>'),
        ("tests/press/site/test_site_pages.py",),
    ),
    Mutation(
        "leave a number uncomputed",
        "chapters/liaison-office.md",
        swap("{glue:text}`ocha-brussels-staff` people", "8 people"),
        ("tests/repo/test_prose.py",),
    ),
)  # fmt: skip


def caught(project: Project, mutation: Mutation) -> str | None:
    """Break a copy, run the tests, mend it; return the name of a test that noticed, or None.

    Raises
    ------
    LookupError
        If what was to be broken is no longer there.
    RuntimeError
        If the tests did not run, or fail already before anything is broken.
    """
    if before := failing(project, mutation.tests):
        raise RuntimeError(f"{mutation.name}: {before} fails before anything is broken")
    path = project.folder / mutation.file
    whole = path.read_text("utf-8")
    path.write_text(mutation.change(whole), "utf-8")
    try:
        return failing(project, mutation.tests)
    finally:
        path.write_text(whole, "utf-8")


def failing(project: Project, tests: tuple[str, ...]) -> str | None:
    """Run tests in a copy; return the first that fails, or None."""
    command = ["pytest", "-x", "-p", "no:cacheprovider", "--no-header", "-rfE", "-m", "not slow", *tests]
    ended = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=project.folder,
        env=project.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode not in (0, 1):
        raise RuntimeError(f"the tests did not run:\n{ended.stdout[-2000:]}{ended.stderr[-2000:]}")
    named = [line.split()[1] for line in ended.stdout.splitlines() if line.startswith(("FAILED ", "ERROR "))]
    return named[0].partition("[")[0] if ended.returncode and named else None


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns 1 if any mutation passed unnoticed."""
    parser = argparse.ArgumentParser(prog="python -m bench.mutate", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("mutations.json"))
    parser.add_argument("--only", default="", help="only mutations whose name holds this")
    args = parser.parse_args(argv)
    rows = []
    with tempfile.TemporaryDirectory(prefix="mutate-") as folder:
        project = copied(ROOT, Path(folder))
        for command in (["init", "-q"], ["add", "-A"]):  # some tests ask git which files there are
            subprocess.run(["git", *command], cwd=project.folder, check=True)
        for mutation in (m for m in MUTATIONS if args.only in m.name):
            test = caught(project, mutation)
            print(f"{mutation.name:28} {test or 'NOT CAUGHT'}", flush=True)
            rows.append({"mutation": mutation.name, "file": mutation.file, "caught": test})
    if not args.only:
        found = {"taken": dt.datetime.now(dt.UTC).date().isoformat(), "mutations": rows}
        args.out.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return int(any(row["caught"] is None for row in rows))


if __name__ == "__main__":
    sys.exit(main())
