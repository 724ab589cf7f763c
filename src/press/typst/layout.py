"""How a table is laid out: its columns, whether it may break over pages, and which rows stay together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from . import widths
from .grid import Cell, Grid

SIZE = 8.7  # points
LINE, ROW = 10.6, 7.2  # points: a line of a cell, and what a row has above and below its lines
LONG = 24  # lines; a longer table may break over pages and stands where it is mentioned
HIGH = 150.0  # points; so may one that is higher than this and does not float, since it would leave a gap
FOOT = 2  # rows that end a long table together, so that none stands alone on a page
LOW = 12  # lines; rows that are higher are not held together
CAPTION = 32.0  # points


@dataclass(frozen=True)
class Layout:
    """How one table is laid out; lengths in points.

    `sizes` are the widths of the columns, empty where all are as wide as what they hold; `whole` are the columns no
    word of which has to be broken; `room` is what must be free on a page for a long table to begin there.
    """

    sizes: tuple[float, ...]
    width: float
    wide: bool
    whole: tuple[int, ...]
    long: bool
    tall: bool
    foot: int
    room: float

    @classmethod
    def of(cls, grid: Grid, sizes: Sequence[float], width: float, *, wide: bool = False, floats: bool = True) -> Layout:
        """Return the layout of a table whose columns have `sizes`.

        Parameters
        ----------
        grid
            The table.
        sizes
            Widths of its columns, empty for those that their cells have.
        width
            Room for the table and the notes below it.
        wide
            Whether it reaches into the margin.
        floats
            Whether it may float to the head or foot of a page while it is short.

        Examples
        --------
        >>> cell = Cell(0, 1, 1, "1993", "left", "")
        >>> of = Layout.of(Grid(1, 1, [[cell]] * 40), [], 300)
        >>> of.long, of.foot, of.room > 3 * LINE
        (True, 2, True)
        """
        lines = [max((_lines(cell, sizes) for cell in row), default=1) for row in grid.rows]
        height = sum(line * LINE + ROW for line in lines)
        long, tall = sum(lines) > LONG or (not floats and height > HIGH), max(lines, default=0) > LONG
        spans = any(cell.rows > 1 for row in grid.rows for cell in row)
        held = long and not spans and sum(lines[-FOOT:]) <= LOW
        first = [line for line in lines[: grid.head + 2] if line <= LOW]
        return cls(
            sizes=tuple(sizes),
            width=round(width, 2),
            wide=wide,
            whole=tuple(i for i, size in enumerate(sizes) if _fits(grid.texts(i), size)),
            long=long,
            tall=tall,
            foot=FOOT if held else 0,
            room=round(CAPTION + sum(line * LINE + ROW for line in first)) if long else 0,
        )


def _fits(texts: Sequence[str], size: float) -> bool:
    """Return whether the longest word of a column fits into it."""
    return all(widths.longest_word(text, SIZE) <= size - widths.INSET for text in texts)


def _lines(cell: Cell, sizes: Sequence[float]) -> float:
    if not sizes:
        return 1
    room = sum(sizes[cell.column : cell.column + cell.columns]) - widths.INSET
    paragraphs = cell.text.split("\n\n")
    return sum(-(-widths.run(text, SIZE * 0.95) // room) or 1 for text in paragraphs) / cell.rows
