"""What setting the book costs, at its length and at ten times it, beside others: ``python -m bench.print``.

The book must have been built, as HTML and as PDF. The results go into the snapshot under a key of their own,
``print``; what cannot be measured here is listed there with the reason.
"""

from __future__ import annotations

import argparse
import datetime as dt
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2

from bench.environments import PINS, PinsError, environment, variables
from bench.machine import ROOT
from bench.timing import Run, RunError, command, repeated, reported, summary

SNAPSHOT = Path(__file__).with_name("snapshot.json")
TYPST, HTML = Path("_build/aside/_build/typst"), Path("_build/html")
TIMES = 10  # how much longer the long book is
PAGES = 130  # the length for which times are told
PATIENCE = 240  # seconds; a maker of PDF that takes longer is stopped, and that is its result
LATE = 124  # what `timeout` ends with
MAIN = "#show: main-matter\n"
PLACE = re.compile(r'"((?:note:)?[\w./-]+#[\w.-]*)"')
ARTICLE = re.compile(r"<article.*?</article>", re.S)
UNPRINTED = re.compile(r"<(script|button|nav)\b.*?</\1>|<details.*?</details>", re.S)
STYLE = "@page { size: A4; margin: 30mm 28mm 34mm 64mm } body { font: 10.8pt/1.4 serif } svg { max-width: 100% }"


class SkippedError(Exception):
    """A maker of PDF that is not here; the message is the reason."""


def longer(source: str, times: int) -> str:
    r"""Return the source of a book whose text stands in it several times, each time with places of its own.

    Examples
    --------
    >>> print(longer('front\n#show: main-matter\n#xref("a#b")[see #1]\n', 2), end="")
    front
    #show: main-matter
    #xref("a#b")[see #1]
    #xref("1.a#b")[see #1]
    """
    front, main, text = source.partition(MAIN)
    copies = [PLACE.sub(lambda place, n=n: f'"{n}.{place[1]}"', text) if n else text for n in range(times)]  # type: ignore[misc]
    return front + main + "".join(copies)


def pages(path: Path) -> int:
    """Count the pages of a PDF."""
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def typst(source: Path, out: Path) -> Run:
    """Compile a book that the builder left, in a fresh process; the start of Python does not count."""
    work = (
        "import os, sys, time, pathlib, typst; from press.typst import fonts; "
        "source, out = map(pathlib.Path, sys.argv[1:]); faces = fonts.fonts([]); "
        "begun, used = time.perf_counter(), os.times(); "
        "out.write_bytes(typst.Compiler(str(source), root=str(source.parent), font_paths=faces)"
        ".compile(format='pdf', pdf_standards=['ua-1'])); "
        "own, system = (now - then for now, then in zip(os.times()[:2], used)); "
        "print(time.perf_counter() - begun, own + system, system)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return reported([sys.executable, "-c", work, str(source), str(out)], source.parent, environment)


def one_page(folder: Path) -> str:
    """Return the text of all pages of the web book as one page, without scripts and without data behind figures."""
    found = [folder / "index.html", folder / "preface.html", *sorted(folder.glob("*/*.html"))]
    articles = [
        UNPRINTED.sub("", article[0])
        for path in found
        if path.exists() and path.parent.name != "_static" and (article := ARTICLE.search(path.read_text("utf-8")))
    ]
    head = f'<meta charset="utf-8"><title>{html.escape(folder.name)}</title><style>{STYLE}</style>'
    return f'<!doctype html><html lang="en">{head}{"".join(articles)}'


def weasyprint(commands: Path, folder: Path) -> Run:
    """Set the pages of the web book with WeasyPrint.

    Raises
    ------
    SkippedError
        When the libraries that it needs are not on this machine.
    """
    loads = [str(commands / "python"), "-c", "import weasyprint"]
    asked = subprocess.run(loads, capture_output=True, text=True, check=False)
    if asked.returncode:
        raise SkippedError(asked.stderr.strip().splitlines()[-1])
    (folder / "book.html").write_text(one_page(ROOT / HTML), "utf-8")
    arguments = ["timeout", str(PATIENCE), str(commands / "weasyprint"), "--quiet", "book.html", "weasyprint.pdf"]
    return command(arguments, folder, variables(commands))


def latex(folder: Path) -> Run:
    """Set the book with XeLaTeX, from Sphinx's own builder.

    Raises
    ------
    SkippedError
        When it is not installed.
    """
    if not (shutil.which("latexmk") and shutil.which("xelatex")):
        raise SkippedError("latexmk and xelatex are not installed")
    build = ["build", ".", "--builder", "custom", "--custom-builder", "latex", "--path-output"]
    command([sys.executable, "-m", "jupyter_book", *build, str(folder)], ROOT, os.environ)
    made = folder / "_build" / "latex"
    [source] = made.glob("*.tex")
    arguments = ["timeout", str(PATIENCE), "latexmk", "-xelatex", "-interaction=batchmode", source.name]
    run = command(arguments, made, os.environ)
    shutil.copy(source.with_suffix(".pdf"), folder / "latex.pdf")
    return run


def measures(runs: int, rounds: int, kept: Path) -> Iterator[dict[str, Any]]:
    """Measure one maker of PDF after the other; a row has seconds and pages, or why there are none.

    Parameters
    ----------
    runs
        How often what is quick is run.
    rounds
        How often the long book is set. The first of them is dear on a machine that has not handed out so much memory
        before, so one round says less than the median of three.
    kept
        Where environments of other tools are kept.
    """
    with tempfile.TemporaryDirectory(prefix="bench-print-") as made:
        folder = Path(made)
        shutil.copytree(ROOT / TYPST, folder / "typst")
        book = folder / "typst" / "book.typ"
        long = book.with_name("longer.typ")
        long.write_text(longer(book.read_text("utf-8"), TIMES), "utf-8")

        def book_runs(out: Path) -> list[Run]:
            return repeated(lambda: typst(book, out), runs)

        def long_runs(out: Path) -> list[Run]:
            return repeated(lambda: typst(long, out), rounds)

        short = _row("typst-book", "Typst, the book", folder / "1.pdf", book_runs)
        yield short
        found = _row("typst-longer", f"Typst, {TIMES} times the book", folder / "10.pdf", long_runs)
        yield found | growth(short, found)

        def others() -> list[Run]:
            try:
                return [weasyprint(environment("weasyprint", kept), folder)]
            except PinsError as error:
                raise SkippedError(str(error)) from error

        version = re.findall(r"^weasyprint==(\S+)", (PINS / "weasyprint.txt").read_text("utf-8"), re.M)[0]
        yield _row(
            "weasyprint",
            f"WeasyPrint {version}, the pages of the web book",
            folder / "weasyprint.pdf",
            lambda _: others(),
        )
        yield _row("latex", "XeLaTeX, the book", folder / "latex.pdf", lambda _: [latex(folder)])


def growth(short: dict[str, Any], long: dict[str, Any]) -> dict[str, float]:
    """Return how many times dearer a page is in the longer book; 1 is linear growth.

    By the clock, by all time of processor, and without that of the system: handing out the gigabytes that a long book
    takes may cost a machine many times more a piece than the first of them, which says nothing of the maker.

    Examples
    --------
    >>> short = {"median": 4.0, "cpu": 7.0, "system": 1.0, "pages": 250}
    >>> growth(short, {"median": 44.0, "cpu": 80.0, "system": 20.0, "pages": 2500})
    {'per_page': 1.1, 'cpu_per_page': 1.14, 'own_per_page': 1.0}
    """
    if "skipped" in short or "skipped" in long:
        return {}
    times = long["pages"] / short["pages"]
    return {
        "per_page": round(long["median"] / short["median"] / times, 2),
        "cpu_per_page": round(long["cpu"] / short["cpu"] / times, 2),
        "own_per_page": round((long["cpu"] - long["system"]) / (short["cpu"] - short["system"]) / times, 2),
    }


def _row(name: str, what: str, out: Path, work: Callable[[Path], list[Run]]) -> dict[str, Any]:
    try:
        found = summary(work(out))
    except SkippedError as reason:
        return {"name": name, "what": what, "skipped": str(reason)}
    except RunError as error:
        ended = str(error).splitlines()[0]
        late = ended.endswith(f"status {LATE}")
        why = f"stopped after {PATIENCE} s" if late else ended[-200:]
        return {"name": name, "what": what, "skipped": why}
    length = pages(out)
    each = round(found["cpu"] * PAGES / length, 3)
    load = round(os.getloadavg()[0], 1)
    return {"name": name, "what": what, "unit": "s", **found, "pages": length, "cpu_per_130_pages": each, "load": load}


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.print", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="how often Typst sets the book (default: 3)")
    parser.add_argument("--rounds", type=int, default=1, help="how often it sets the long book (default: 1)")
    parser.add_argument("--kept", type=Path, default=ROOT / "_build" / "bench", help="where environments are kept")
    parser.add_argument("--out", type=Path, default=SNAPSHOT)
    args = parser.parse_args(argv)
    for built in (TYPST / "book.typ", HTML / "index.html"):
        if not (ROOT / built).exists():
            print(f"{built} is missing: build the book first (make book)", file=sys.stderr)
            return 1
    rows = []
    for row in measures(args.runs, args.rounds, args.kept):
        said = row.get("skipped") or "{median:.2f} s for {pages} pages, processor {cpu:.2f}".format(**row)
        print(f"{row['name']:14} {said}", flush=True)
        rows.append(row)
    snapshot = json.loads(args.out.read_text("utf-8")) if args.out.exists() else {}
    snapshot["print"] = {"taken": dt.datetime.now(dt.UTC).date().isoformat(), "measures": rows}
    args.out.write_text(json.dumps(snapshot, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
