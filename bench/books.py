"""Books to be built by any of the tools: synthetic ones of any length, and this one as each tool needs it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

HEAD = """---
jupytext:
  text_representation: {extension: .md, format_name: myst}
kernelspec: {display_name: Python 3, language: python, name: python3}
---

"""
HELPERS = '''"""What the chapters of a synthetic book import."""

from pathlib import Path

import altair as alt
import pandas as pd

TABLE = Path(__file__).parents[1] / "data" / "demo.csv"


def load():
    """Read the table."""
    return pd.read_csv(TABLE)


def means(frame):
    """Return the mean of each region."""
    return frame.groupby("region", as_index=False)["value"].mean().round(2)


def lines(frame, title):
    """Draw a line for each region."""
    return alt.Chart(frame, title=title).mark_line().encode(x="year:O", y="value:Q", color="region:N")


def bars(frame, title):
    """Draw a bar for each region."""
    return alt.Chart(frame, title=title).mark_bar().encode(x="region:N", y="value:Q")
'''
PROSE = "Each paragraph of this chapter says the same, for what is measured is the work around it. " * 6
REGIONS = ("North", "South", "East", "West", "Centre")
MARK = "computed by chapter"
"""What each chapter prints with a number that only its execution can tell."""


@dataclass(frozen=True)
class Part:
    """A paragraph of a chapter and the cell that follows it."""

    prose: str
    code: str


def parts(number: int) -> list[Part]:
    """Return what chapter `number` of a synthetic book says and runs: a table read, two tables and two charts."""
    path = "import sys\nsys.path.insert(0, '../src')\nimport book_helpers as helpers, pandas as pd, altair as alt"
    return [
        Part(f"# Chapter {number}\n\n{PROSE}", path),
        Part(f"## Rows\n\n{PROSE}", f"rows = helpers.load()\nrows = rows[rows.year > {2000 + number % 15}]\nlen(rows)"),
        Part(f"## Means\n\n{PROSE}", "helpers.means(rows)"),
        Part(f"## Summary\n\n{PROSE}", f"rows.describe().style.format('{{:.2f}}').set_caption('Table {number}')"),
        Part(f"## Years\n\n{PROSE}", f"helpers.lines(rows, 'Chapter {number}')"),
        Part(f"## Regions\n\n{PROSE}", "helpers.bars(helpers.means(rows), 'Regions')"),
        Part("## End", f"print('{MARK}', {number}, 'is', {number} * 1000 + 17)"),
    ]


def shown(number: int) -> str:
    """Return what a page shows if chapter `number` was executed.

    Examples
    --------
    >>> shown(3)
    'computed by chapter 3 is 3017'
    """
    return f"{MARK} {number} is {number * 1000 + 17}"


def names(chapters: int) -> list[str]:
    """Return the names of the chapters of a synthetic book, in order."""
    return [f"chapter-{number:03d}" for number in range(1, chapters + 1)]


def write(folder: Path, chapters: int) -> None:
    """Write the sources of a synthetic book that all tools share: chapters as MyST and as notebooks, table, helpers."""
    for name, text in {"src/book_helpers.py": HELPERS, "data/demo.csv": "".join(_rows())}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    (folder / "chapters").mkdir()
    (folder / "index.md").write_text("# A synthetic book\n\nIts chapters are all alike.\n", "utf-8")
    for number, name in enumerate(names(chapters), 1):
        text = HEAD + "".join(f"{p.prose}\n\n```{{code-cell}} ipython3\n{p.code}\n```\n\n" for p in parts(number))
        (folder / f"chapters/{name}.md").write_text(text, "utf-8")


def as_notebooks(folder: Path) -> None:
    """Put notebooks in the place of a synthetic book's MyST chapters, for tools that read no MyST."""
    for path in sorted((folder / "chapters").glob("*.md")):
        cells = []
        for part in parts(int(path.stem[-3:])):
            cells += [new_markdown_cell(part.prose), new_code_cell(part.code)]
        for index, cell in enumerate(cells):
            cell["id"] = f"cell-{index}"
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), path.with_suffix(".ipynb"))
        path.unlink()


def edit(chapter: Path, number: int) -> None:
    """Change one cell of a chapter so that its code differs from any before, and its output does not."""
    text, line = chapter.read_text("utf-8"), f"edited = {number}"
    if chapter.suffix == ".ipynb":
        notebook = nbformat.read(chapter, as_version=4)
        cell = next(cell for cell in notebook.cells if cell.cell_type == "code")
        cell.source = re.sub(r"\nedited = \d+", "", cell.source) + f"\n{line}"
        nbformat.write(notebook, chapter)
        return
    text = re.sub(r"\nedited = \d+", "", text)
    fence = re.search(r"(?ms)^```\{code-cell\}.*?(?=\n```$)", text)
    if fence is None:
        raise ValueError(f"{chapter.name} has no code cell to edit")
    chapter.write_text(f"{text[: fence.end()]}\n{line}{text[fence.end() :]}", "utf-8")


def _rows() -> Iterator[str]:
    yield "region,year,value,share\n"
    for place, region in enumerate(REGIONS, 1):
        for year in range(2000, 2025):
            yield f"{region},{year},{100 + year - 2000 + (place * year) % 17},{(place * year) % 97 / 97:.3f}\n"
