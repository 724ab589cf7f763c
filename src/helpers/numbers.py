"""Numbers and lists as the book's prose writes them.

Dates in words are `helpers.dates.phrase`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

__all__ = ["between", "listed", "share", "spell"]

_WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def spell(count: int, *, zero: str = "no") -> str:
    """Write a count: words to twelve, figures above.

    Parameters
    ----------
    count
        A whole number, not negative.
    zero
        The word for none ("no officer", "none of them", "zero").

    Raises
    ------
    ValueError
        If it is not a whole number of things.

    Examples
    --------
    >>> spell(7), spell(12), spell(13), spell(1600)
    ('seven', 'twelve', '13', '1,600')
    >>> spell(0, zero="none")
    'none'
    """
    if count != int(count) or count < 0:
        raise ValueError(f"{count} is not a count")
    if count == 0:
        return zero
    return _WORDS[int(count)] if count <= 12 else f"{int(count):,}"


def between(least: float, most: float | None, unit: str = "", *, places: int = 0) -> str:
    """Write a quantity known between two bounds.

    Parameters
    ----------
    least, most
        The bounds; `most` is None where nothing limits it.
    unit
        What is counted, in the plural ("months").
    places
        Decimal places. The lower bound is rounded down and the upper up, so that the words claim no more than is known.

    Raises
    ------
    ValueError
        If the bounds are the wrong way round.

    Examples
    --------
    >>> between(4, 8, "months"), between(4, 4, "months"), between(4, None, "months")
    ('between four and eight months', 'four months', 'at least four months')
    >>> between(12.31, 24.07, "months", places=1)
    'between 12.3 and 24.1 months'
    """
    if most is not None and most < least:
        raise ValueError(f"at least {least} but at most {most}")
    low = _rounded(least, places, math.floor)
    high = None if most is None else _rounded(most, places, math.ceil)
    words = f"at least {low}" if high is None else low if low == high else f"between {low} and {high}"
    return f"{words} {unit}".rstrip()


def _rounded(value: float, places: int, way: object) -> str:
    moved = way(round(value * 10**places, 9)) / 10**places  # type: ignore[operator]
    return spell(int(moved), zero="zero") if places == 0 else f"{moved:,.{places}f}"


def share(part: float, whole: float = 1, *, places: int = 0) -> str:
    """Write a share in per cent.

    Raises
    ------
    ZeroDivisionError
        If there is no whole.

    Examples
    --------
    >>> share(0.1234), share(1, 8, places=1)
    ('12 per cent', '12.5 per cent')
    """
    return f"{100 * part / whole:.{places}f} per cent"


def listed(words: Iterable[object], *, last: str = "and") -> str:
    """Write a list in words.

    Examples
    --------
    >>> listed(["Italy", "Denmark", "Belgium"]), listed(["Italy"]), listed(["yes", "no"], last="or")
    ('Italy, Denmark and Belgium', 'Italy', 'yes or no')
    """
    *rest, final = [str(word) for word in words] or [""]
    return f"{', '.join(rest)} {last} {final}" if rest else final
