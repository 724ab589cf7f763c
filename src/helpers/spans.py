"""A table's column of dates as columns of days, and as stretches that a chart can draw.

One date is read by `helpers.dates`; here are whole tables: `edges` for arithmetic, `stretches` for drawing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

import pandas as pd

from helpers.dates import Span, bounds

__all__ = ["PARTS", "days_from", "edges", "stretches"]

EDGES = ("earliest_start", "latest_start", "earliest_end", "latest_end")
PARTS = ("certain", "possible", "unknown")
"""How sure it is that a stretch belongs to a span: it must, it may, no source says."""
_DAY = timedelta(days=1)


@lru_cache(maxsize=1024)
def days_from(first: date, last: date) -> frozenset[date]:
    """Give every day from one to another, both included; none if the second is before the first.

    Examples
    --------
    >>> sorted(day.isoformat() for day in days_from(date(1993, 2, 28), date(1993, 3, 1)))
    ['1993-02-28', '1993-03-01']
    """
    return frozenset(map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1)))


def edges(frame: pd.DataFrame, field: str, *, as_of: str | None = "as_of") -> pd.DataFrame:
    """Give the bounds of a column of dates as columns.

    Parameters
    ----------
    frame
        Any table.
    field
        Its column of EDTF dates. A cell that is missing, or holds a label for why it is missing, gives no bounds.
    as_of
        The column that says when a source last knew the row to go on; None, or a column that the table lacks, if none.

    Returns
    -------
    pandas.DataFrame
        With the index of `frame` and columns ``earliest_start``, ``latest_start``, ``earliest_end``, ``latest_end``
        (datetime64, NaT where nothing limits them), and ``approximate``, ``end_known`` (bool).

    Raises
    ------
    DateError
        For the first cell that is neither a date nor a label.

    Examples
    --------
    >>> edges(pd.DataFrame({"term": ["2004/2007"]}), "term").latest_end.dt.strftime("%Y-%m-%d").tolist()
    ['2007-12-31']
    """
    found = _read(frame, field, as_of)
    days = {
        name: pd.Series([getattr(s, name, None) for s in found], index=frame.index, dtype="datetime64[s]")
        for name in EDGES
    }
    flags = {name: [bool(s and getattr(s, name)) for s in found] for name in ("approximate", "end_known")}
    return pd.DataFrame(days | flags, index=frame.index)


def stretches(
    frame: pd.DataFrame, field: str, *, until: date | str, since: date | str | None = None, as_of: str | None = "as_of"
) -> pd.DataFrame:
    """Cut each row's span into the stretches it must cover, may cover, and of which no source says.

    Parameters
    ----------
    frame, field, as_of
        As for `edges`. Rows without bounds give no stretch.
    until, since
        The last and first day of the drawing: how far a stretch goes of which the end (or start) is not known.

    Returns
    -------
    pandas.DataFrame
        All columns of `frame`, once for each stretch, and ``part`` (one of `PARTS`), ``first`` and ``last``
        (datetime64; `last` is the day after, so that a bar of one day has a width).

    Examples
    --------
    >>> terms = pd.DataFrame({"officer": ["Paulsen"], "term": ["2004/2007"]})
    >>> stretches(terms, "term", until="2010-10-21")["part"].tolist()
    ['possible', 'certain', 'possible']
    """
    end = _day(until)
    start = None if since is None else _day(since)
    rows = [
        (position, part, first, last + _DAY)
        for position, span in enumerate(_read(frame, field, as_of))
        if span
        for part, first, last in _cut(span, start, end)
        if first <= last
    ]
    out = frame.iloc[[row[0] for row in rows]].reset_index(drop=True)
    out["part"] = pd.Series([row[1] for row in rows], dtype="str")
    for place, name in ((2, "first"), (3, "last")):
        out[name] = pd.Series([row[place] for row in rows], dtype="datetime64[s]")
    return out


def _cut(span: Span, since: date | None, until: date) -> Iterator[tuple[str, date, date]]:
    certain = span.certain
    first, last = span.possible
    from_, to = first or since, last or until
    if certain is None:  # nowhere sure: where the end is not known, the start still has its bounds
        known = last or span.latest_start or until
        if from_:
            yield ("possible" if first else "unknown"), from_, min(known, until)
        if not last:
            yield "unknown", known + _DAY, to
        return
    if from_:
        yield ("possible" if first else "unknown"), from_, certain[0] - _DAY
    yield "certain", *certain
    yield ("possible" if last else "unknown"), certain[1] + _DAY, to


def _read(frame: pd.DataFrame, field: str, as_of: str | None) -> list[Span | None]:
    seen = frame[as_of] if as_of in frame.columns else [None] * len(frame)
    return [
        None if _is_label(text) else bounds(text, as_of=None if _is_label(day) else day)
        for text, day in zip(frame[field], seen, strict=True)
    ]


def _is_label(value: object) -> bool:
    """Tell a label such as ``not-stated``, a blank or NA from a date: no date starts with a letter."""
    return not isinstance(value, str) or value == "" or value[0].isalpha()


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else bounds(value).latest_end or date.max
