"""A table as rows of cells: where each stands, how far it reaches, and how numbers stand in line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from docutils import nodes

from .escape import content

FIGURE_SPACES = "\u2007\u2008 "
_NUMBER = re.compile(r"^(?P<whole>[^.]*)(?P<part>\.\d+)?(?P<after>\D*)$")


@dataclass
class Cell:
    """A cell: where it stands, how far it reaches, its text and its Typst content."""

    column: int
    columns: int
    rows: int
    text: str
    align: str
    body: str


@dataclass
class Grid:
    """A table as rows of cells; `head` counts the rows of the head."""

    columns: int
    head: int = 0
    rows: list[list[Cell]] = field(default_factory=list)
    given: list[float] = field(default_factory=list)  # widths that the author gave, as parts of the whole

    def texts(self, column: int) -> list[str]:
        """Return the texts of the cells that stand in one column alone, each line of a cell by itself."""
        cells = [cell for row in self.rows for cell in row if cell.column == column and cell.columns == 1]
        return [line for cell in cells for line in cell.text.split("\n\n")]

    def aligns(self) -> list[str]:
        """Return the alignment of each column: that of its first cell below the head."""
        chosen = ["left"] * self.columns
        for row in reversed(self.rows[self.head :] or self.rows):
            for cell in row:
                if cell.columns == 1:
                    chosen[cell.column] = cell.align
        return chosen


def align_of(entry: nodes.Element) -> str:
    """Return the alignment that the classes of a cell name."""
    if "decimal" in entry["classes"]:
        return "decimal"
    for name in entry["classes"]:
        if name in ("text-right", "text-center", "text-left"):
            return name.removeprefix("text-")
    return "left"


def padding(text: str, digits: int) -> str:
    """Return the room that a number needs after it for `digits` places, so that points stand in line.

    >>> padding("12", 2)
    '#hide[#".00";];'
    >>> padding("1.25", 2), padding("n/a", 2)
    ('', '')
    """
    places = decimals(text)
    if places is None or places >= digits:
        return ""
    missing = "0" * (digits - places)
    return f"#hide[{content(missing if places else '.' + missing)}];"


def decimals(text: str) -> int | None:
    """Return how many places a number has after its point, None where the text is no number.

    >>> decimals("1.25"), decimals("12"), decimals("n/a")
    (2, 0, None)
    """
    number = text.rstrip(FIGURE_SPACES)
    match = _NUMBER.match(number)
    if not match or not any(c.isdigit() for c in number) or match["after"].strip("% "):
        return None
    return len(match["part"] or ".") - 1
