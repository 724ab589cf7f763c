"""Paper sizes and the type area on them, in millimetres.

The type area has a measure for text and, where the sheet is wide enough, a margin to its left that section numbers
hang in and that wide figures and tables reach into. So a line of text stays readable on a large sheet.
"""

from __future__ import annotations

from dataclasses import dataclass

POINTS = 72 / 25.4


@dataclass(frozen=True)
class Paper:
    """A sheet and its type area, in millimetres.

    Examples
    --------
    >>> PAPERS["a4"].full > PAPERS["a4"].measure
    True
    """

    width: float
    height: float
    left: float
    hang: float
    measure: float
    top: float
    bottom: float

    @property
    def full(self) -> float:
        """Width of text and hanging margin together, in millimetres."""
        return self.hang + self.measure

    def typst(self) -> str:
        """Return the sizes as a Typst dictionary."""
        names = ("width", "height", "left", "hang", "measure", "top", "bottom")
        return "(" + ", ".join(f"{name}: {getattr(self, name):g}mm" for name in names) + ")"


PAPERS = {
    "a4": Paper(width=210, height=297, left=24, hang=40, measure=118, top=30, bottom=34),
    "us-letter": Paper(width=215.9, height=279.4, left=26, hang=40, measure=118, top=28, bottom=30),
    "phone": Paper(width=96, height=170, left=7, hang=0, measure=82, top=12, bottom=12),
}
