"""Work that is measured inside a fresh process, so that its start and imports do not count: ``python -m bench.inside``.

Each prints the seconds it took, of the clock and of processor.
"""

from __future__ import annotations

import ast
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path


def tables() -> Callable[[], object]:
    """Load every table of the data package, for the first time in this process."""
    import helpers

    return lambda: [helpers.load(name) for name in helpers.tables()]


def typst() -> Callable[[], object]:
    """Compile the book that the builder left as Typst; the same process would reuse what it once laid out."""
    import typst as compiler

    from press.publish import ASIDE
    from press.typst import fonts

    folder = ASIDE / "_build" / "typst"
    faces = fonts.fonts([])
    return lambda: compiler.Compiler(str(folder / "book.typ"), root=str(folder), font_paths=faces).compile(
        format="pdf", pdf_standards=["ua-1"]
    )


def cells() -> Callable[[], object]:
    """Run every cell of a book in this one process, and compute what each shows, with nothing around it."""
    import jupytext
    from IPython.core.formatters import DisplayFormatter

    folder = Path(sys.argv[2])
    pages = [path for path in _sources(folder) if path.read_text("utf-8").startswith("---")]
    shows = DisplayFormatter().format

    def run() -> None:
        for page in pages:
            os.chdir(page.parent)
            names: dict[str, object] = {"__name__": "__main__"}
            for cell in jupytext.read(page, fmt="md:myst").cells:
                if cell.cell_type == "code":
                    _run_cell(cell.source, names, shows)

    return run


def _sources(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*.md")) if "_build" not in path.parts]


def _run_cell(source: str, names: dict[str, object], shows: Callable[[object], object]) -> None:
    """Run a cell, and compute what its last line shows if that is an expression."""
    tree = ast.parse(source)
    last = tree.body[-1] if tree.body else None
    if isinstance(last, ast.Expr):
        tree.body.pop()
    exec(compile(tree, "cell", "exec"), names)
    if isinstance(last, ast.Expr):
        value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
        shows(value) if value is not None else None


if __name__ == "__main__":
    work = {"tables": tables, "typst": typst, "cells": cells}[sys.argv[1]]()
    begun, used = time.perf_counter(), time.process_time()
    work()
    print(time.perf_counter() - begun, time.process_time() - used)
