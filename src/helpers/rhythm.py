"""How far apart are meetings, and how often does a series keep the rhythm that somebody set for it?

Dates may be known to the month only, so every interval has a least and a greatest length. How the meetings are shown
is `helpers.meetings`.
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from helpers.dates import MONTH, bounds
from helpers.spans import edges

__all__ = ["due", "intervals", "met_in"]


def intervals(meetings: pd.DataFrame) -> pd.DataFrame:
    """Give the time from the first day of each meeting to the first day of the next.

    Parameters
    ----------
    meetings
        Meetings of one series, in any order: ``id`` and ``date`` (EDTF).

    Returns
    -------
    pandas.DataFrame
        A row a pair of neighbours, in order of time: ``meeting`` and ``next`` (identifiers), ``start`` and ``end``
        (datetime64: the earliest first day of the one and the latest of the other), ``least`` and ``most`` (months of
        30.44 days, between which the interval lies; equal where both days are known).

    Raises
    ------
    ValueError
        If a date is missing, or if two meetings may have begun in either order; the message names them.

    Examples
    --------
    >>> held = pd.DataFrame({"id": ["one", "two"], "date": ["1994-08", "1996-02-15/1996-02-16"]})
    >>> intervals(held)[["meeting", "next", "least", "most"]].round(1).values.tolist()
    [['one', 'two', 17.5, 18.5]]
    """
    days = edges(meetings, "date", as_of=None)
    found = meetings[["id"]].assign(first=days["earliest_start"], last=days["latest_start"])
    if found["first"].isna().any():
        raise ValueError(f"no date: {', '.join(found.loc[found['first'].isna(), 'id'])}")
    found = found.sort_values("first").reset_index(drop=True)
    then = found.shift(-1).iloc[:-1]
    found = found.iloc[:-1]
    unclear = found["last"] > then["first"]
    if unclear.any():
        pairs = zip(found.loc[unclear, "id"], then.loc[unclear, "id"], strict=True)
        raise ValueError(f"which came first? {'; '.join(' or '.join(pair) for pair in pairs)}")
    return pd.DataFrame(
        {
            "meeting": found["id"],
            "next": then["id"],
            "start": found["first"],
            "end": then["last"],
            "least": (then["first"] - found["last"]).dt.days / MONTH,
            "most": (then["last"] - found["first"]).dt.days / MONTH,
        }
    )


def due(first: str, until: str, *, every: int = 12) -> int:
    """Count the meetings that a rhythm would have brought after a first one, up to a last day.

    Parameters
    ----------
    first
        Date of the meeting from which the rhythm runs (EDTF); its first day counts.
    until
        Last day of which the sources speak (EDTF).
    every
        Months from one meeting to the next.

    Returns
    -------
    int
        Whole periods that have run out.

    Raises
    ------
    ValueError
        If either date is open on the side that counts.

    Examples
    --------
    >>> due("2005-07-25/2005-07-26", "2010-10-21")
    5
    >>> due("2005-07-25", "2006-07-24")
    0
    """
    start, end = bounds(first).earliest_start, bounds(until).latest_end
    if start is None or end is None:
        raise ValueError(f"{first} and {until}: a rhythm needs a first and a last day")
    months = 12 * (end.year - start.year) + end.month - start.month - (end.day < start.day)
    return max(months, 0) // every


def met_in(meetings: pd.DataFrame, first: int, last: int) -> list[int]:
    """Give the years, from `first` to `last`, in which at least one of the meetings certainly fell.

    A meeting whose date leaves the year open counts for none.

    Examples
    --------
    >>> met_in(pd.DataFrame({"date": ["1994-08", "1996-02-15/1996-02-16", "1994/1995"]}), 1994, 1996)
    [1994, 1996]
    """
    spans = [bounds(text) for text in meetings["date"]]
    years = {_year(span.earliest_start, span.latest_end) for span in spans}
    return [year for year in range(first, last + 1) if year in years]


def _year(start: date | None, end: date | None) -> int | None:
    return start.year if start and end and start.year == end.year else None
