"""How wide text runs and how wide the columns of a table should be, in points."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import sqrt
from pathlib import Path

from fontTools.ttLib import TTFont

from .fonts import sans_folder

INSET = 8.0  # left and right of a cell together


@lru_cache(maxsize=1)
def _advances() -> tuple[dict[int, float], float]:
    """Return the advance of each character of the sans face in ems, and that of a character it lacks."""
    with TTFont(Path(sans_folder()) / "SourceSansPro-Semibold.otf", lazy=True) as font:
        em = font["head"].unitsPerEm
        metrics = font["hmtx"].metrics
        return {code: metrics[glyph][0] / em for code, glyph in font.getBestCmap().items()}, 0.6


def run(text: str, size: float) -> float:
    """Return the width of `text` in points, set in the sans face at `size` points, unbroken.

    >>> run("", 9.0)
    0.0
    >>> run("iii", 9.0) < run("mmm", 9.0)
    True
    """
    advances, missing = _advances()
    return sum(advances.get(ord(character), missing) for character in text) * size


def longest_word(text: str, size: float) -> float:
    """Return the width of the longest word of `text`, in points."""
    return max((run(word, size) for word in text.replace("/", "/ ").replace("-", "- ").split()), default=0.0)


def share(columns: Sequence[Sequence[str]], available: float, size: float) -> list[float] | None:
    """Return widths of columns that together are `available` points wide, None where all fit unbroken.

    A column that fits into its share is given its natural width: numbers, dates and names stay whole. The rest is
    divided by the root of how much text a column holds, so that rows come out about even, and never below the
    longest word.

    Parameters
    ----------
    columns
        Per column the texts of its cells.
    available
        Width of the table in points.
    size
        Size of the type in points.

    Examples
    --------
    >>> share([["1993"], ["a long account " * 20]], 200, 9)[0] < 40
    True
    >>> share([["1993"], ["short"]], 200, 9) is None
    True
    """
    natural = [max((run(text, size) for text in texts), default=0.0) + INSET for texts in columns]
    if sum(natural) <= available:
        return None
    least = [max((longest_word(text, size) for text in texts), default=0.0) + INSET for texts in columns]
    weight = [sqrt(sum(run(text, size) for text in texts) + 1) for texts in columns]
    widths: dict[int, float] = {}
    while len(widths) < len(columns):
        rest = available - sum(widths.values())
        open_ = [i for i in range(len(columns)) if i not in widths]
        total = sum(weight[i] for i in open_)
        part = {i: rest * weight[i] / total for i in open_}
        fixed = {i: natural[i] for i in open_ if natural[i] <= part[i]}
        fixed = fixed or {i: least[i] for i in open_ if least[i] > part[i] and least[i] < rest}
        widths |= fixed or part
    scale = available / sum(widths.values())
    return [round(widths[i] * min(scale, 1.0), 2) for i in range(len(columns))]
