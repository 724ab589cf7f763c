"""How wide text runs and how wide the columns of a table should be, in points."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import ceil
from pathlib import Path

from fontTools.ttLib import TTFont

from .escape import breakable
from .fonts import sans_folder

CELL = 14  # characters; a longer word in a cell, such as the name of a column, may break at its joints
INSET = 8.0  # left and right of a cell together
WHOLE = 10.0  # ems; a column of shorter texts, such as dates, is not broken to make room for others
USUAL = 0.85  # part of the cells of a column that decides whether it is one of shorter texts
SYLLABLES = 7.0  # ems; a column of running text may be so narrow, since longer words are hyphenated
PATIENCE = 1.2  # times as long a table may get so that its columns of shorter texts stay whole
RAGGED = 1.07  # lines end where words do, and so hold a little less


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
    words = text.replace("/", "/ ").replace("-", "- ").split()
    return max((run(piece, size) for word in words for piece in breakable(word, CELL)), default=0.0)


def share(columns: Sequence[Sequence[str]], available: float, size: float) -> list[float] | None:
    """Return widths of columns that together are `available` points wide, None where all fit unbroken.

    A column that fits into its share is given its natural width: numbers, dates and names stay whole. What is left
    moves between the columns until the rows are as low as they get; no column gets so narrow that words which are
    not long break, unless all columns together are too wide.

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
    if sum(least) >= available:
        return [round(width, 2) for width in _fair(least, [0.0] * len(least), available)]
    narrow = [min(word, SYLLABLES * size + INSET) for word in least]
    short = [max(_usual(texts, size) + INSET, word) for texts, word in zip(columns, least, strict=True)]
    heads = [_folded(texts[0], size) + INSET if texts else 0.0 for texts in columns]
    fair = _fair(natural, least, available)
    first = _evened(columns, fair, _floors(short, narrow, heads, [min(width, WHOLE * size) for width in fair]), size)
    # Once more with every column of shorter texts whole, if the table gets little longer by it.
    whole = _floors(short, narrow, heads, [WHOLE * size] * len(short))
    if sum(whole) <= available:
        second = _evened(
            columns, _fair([max(pair) for pair in zip(natural, whole, strict=True)], whole, available), whole, size
        )
        if _height_of(columns, second, size) <= PATIENCE * _height_of(columns, first, size):
            first = second
    return [round(width, 2) for width in first]


def _floors(
    short: Sequence[float], narrow: Sequence[float], heads: Sequence[float], most: Sequence[float]
) -> list[float]:
    """Return how narrow each column may get: as its shorter texts are wide, if that is not more than `most`."""
    return [
        max(one if one <= limit else least, min(head, limit))
        for one, least, head, limit in zip(short, narrow, heads, most, strict=True)
    ]


def _folded(text: str, size: float) -> float:
    """Return the least width in which a text takes two lines.

    >>> _folded("What became of it", 9.0) < run("What became of", 9.0)
    True
    """
    words = text.split()
    halves = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words) + 1))
    return min((max(run(one, size), run(two, size)) for one, two in halves), default=0.0)


def _usual(texts: Sequence[str], size: float) -> float:
    """Return the width that all but the longest few texts of a column keep to."""
    runs = sorted(run(text, size) for text in texts)
    return runs[ceil(USUAL * len(runs)) - 1] if runs else 0.0


def _fair(natural: Sequence[float], least: Sequence[float], available: float) -> list[float]:
    """Return natural widths where they fit into a fair share of what is left, the share elsewhere."""
    widths = list(least)
    open_ = sorted(range(len(natural)), key=lambda i: natural[i] - least[i])
    rest = available - sum(least)
    while open_:
        i = open_.pop(0)
        more = min(natural[i] - least[i], rest / (len(open_) + 1))
        widths[i] += more
        rest -= more
    widths[max(range(len(natural)), key=lambda i: natural[i])] += rest
    return widths


def _evened(columns: Sequence[Sequence[str]], widths: list[float], floors: Sequence[float], size: float) -> list[float]:
    """Move width from column to column while that makes the table shorter, none below its floor."""
    runs = _runs(columns, size)
    cost = _height(runs, widths)
    for step in (96.0, 48.0, 24.0, 12.0, 6.0):
        better = True
        while better:
            better = False
            for giver in range(len(widths)):
                for taker in range(len(widths)):
                    if giver == taker or widths[giver] - step < floors[giver]:
                        continue
                    tried = list(widths)
                    tried[giver] -= step
                    tried[taker] += step
                    if (height := _height(runs, tried)) < cost - 1e-9:
                        widths, cost, better = tried, height, True
    return widths


def _runs(columns: Sequence[Sequence[str]], size: float) -> list[list[float]]:
    return [[run(text, size) for text in texts] for texts in columns]


def _height_of(columns: Sequence[Sequence[str]], widths: Sequence[float], size: float) -> float:
    return _height(_runs(columns, size), widths)


def _height(runs: Sequence[Sequence[float]], widths: Sequence[float]) -> float:
    """Return how many lines the rows take; a little for each line of each cell, so that ties settle evenly."""
    lines = [
        [1 if width <= room - INSET + 0.01 else ceil(width * RAGGED / max(room - INSET, 1)) for width in texts]
        for texts, room in zip(runs, widths, strict=True)
    ]
    rows = max((len(column) for column in lines), default=0)
    tallest = sum(max(column[row] for column in lines if row < len(column)) for row in range(rows))
    return tallest + sum(map(sum, lines)) / 1000
