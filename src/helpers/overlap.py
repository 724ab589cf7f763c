"""On how many days did each pair of Secretaries-General, one of the UN and one of NATO, hold office together?

Here live the days and what the pairs can tell apart; what sources say of a pair is `helpers.relations`.

Conventions. A term covers its first and its last day. A day on which a successor of the same organization starts is the
successor's alone, so that nobody's last day counts twice. An acting head counts as a head and is told apart. An open
term is counted to the day in ``as_of``. Two terms of one person (Thant's acting year and his regular term) are one
stay. Where other lists print another first or last day, the overlap has two bounds: over the shortest stay that any
list allows, and over the longest.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pandas as pd

from helpers.dates import bounds
from helpers.spans import days_from

__all__ = ["by_year", "overlaps", "spare_comparisons", "vacancies"]

UN, NATO = "un", "nato"
_DAY = timedelta(days=1)

Days = frozenset[date]


def overlaps(tenures: pd.DataFrame, *, acting: bool = True) -> pd.DataFrame:
    """Give the days that each UN head shared with each NATO head.

    Parameters
    ----------
    tenures
        The table ``tenures``: ``person``, ``organization``, ``kind``, ``start``, ``end``, ``as_of``, ``other_start``,
        ``other_end``.
    acting
        Whether heads who only ever acted have pairs of their own. The acting year of somebody appointed later counts
        in either case.

    Returns
    -------
    pandas.DataFrame
        A row a pair that may have shared a day, in order of time: ``un_leader``, ``nato_leader`` (person ids),
        ``first`` and ``last`` (datetime64; first and last day together, NaT if there is none by the dates of the
        table), ``days``, ``least`` and ``most`` (whole days), ``acting`` (bool: one of the two only ever acted).

    Raises
    ------
    ValueError
        If a term neither ends nor says in ``as_of`` when it still ran.

    Examples
    --------
    >>> columns = ["person", "organization", "kind", "start", "end", "as_of", "other_start", "other_end"]
    >>> terms = pd.DataFrame(
    ...     [
    ...         ("lie", "un", "appointed", "1946-02-02", "1953-04-10", None, None, "1952-11-10"),
    ...         ("ismay", "nato", "appointed", "1952-04-04", "1957-05-16", None, None, None),
    ...     ],
    ...     columns=columns,
    ... )
    >>> overlaps(terms)[["days", "least", "most"]].values.tolist()
    [[372, 221, 372]]
    """
    stays = {organization: _stays(tenures, organization, acting=acting) for organization in (UN, NATO)}
    rows = [
        {"un_leader": un, "nato_leader": nato, **_shared(ours, theirs), "acting": only_un or only_nato}
        for un, (ours, only_un) in stays[UN].items()
        for nato, (theirs, only_nato) in stays[NATO].items()
    ]
    found = pd.DataFrame([row for row in rows if row["most"]])
    if found.empty:
        return pd.DataFrame(columns=["un_leader", "nato_leader", "first", "last", "days", "least", "most", "acting"])
    for name in ("first", "last"):
        found[name] = pd.to_datetime(found[name]).astype("datetime64[s]")
    return found.sort_values(["first", "last"]).reset_index(drop=True)


Stay = dict[str, Days]


def by_year(tenures: pd.DataFrame) -> pd.DataFrame:
    """Give the days of each year that each UN head shared with each NATO head, by the dates of the table ``tenures``.

    Returns
    -------
    pandas.DataFrame
        A row a year and pair with a day together, in order of both: ``year``, ``un_leader``, ``nato_leader``,
        ``days`` (1 to 366). Over the years, the days of a pair add up to those that `overlaps` gives.

    Examples
    --------
    >>> from helpers import load
    >>> by_year(load("tenures")).query("year == 1961")["days"].tolist()
    [151, 110, 59]
    """
    stays = {organization: _stays(tenures, organization, acting=True) for organization in (UN, NATO)}
    rows = [
        (year, un, nato, days)
        for un, (ours, _) in stays[UN].items()
        for nato, (theirs, _) in stays[NATO].items()
        for year, days in Counter(day.year for day in ours["days"] & theirs["days"]).items()
    ]
    found = pd.DataFrame(rows, columns=["year", "un_leader", "nato_leader", "days"])
    return found.sort_values(["year", "un_leader", "nato_leader"]).reset_index(drop=True)


def _stays(tenures: pd.DataFrame, organization: str, *, acting: bool) -> dict[str, tuple[Stay, bool]]:
    """Give for each head the days in office by the table, by the shortest and by the longest reading."""
    ours = tenures[tenures["organization"] == organization]
    starts = {_day(text) for field in ("start", "other_start") for text in ours[field]} - {None}
    found: dict[str, tuple[Stay, bool]] = {}
    for person, rows in ours.groupby("person", sort=False):
        only = bool((rows["kind"] == "acting").all())
        if only and not acting:
            continue
        read = [_read(row, starts) for row in rows.to_dict("records")]
        found[str(person)] = ({key: frozenset().union(*(r[key] for r in read)) for key in read[0]}, only)
    return found


def _read(row: dict, starts: set[date | None]) -> Stay:
    start, end = _day(row["start"]), _day(row["end"]) or _day(row["as_of"])
    if start is None or end is None:
        raise ValueError(f"tenures: row {row.get('id', row['person'])!r}: needs a start, and an end or as_of")
    firsts = [start, _day(row["other_start"]) or start]
    lasts = [day - _DAY if day in starts else day for day in (end, _day(row["other_end"]) or end)]
    return {
        "days": days_from(start, lasts[0]),
        "least": days_from(max(firsts), min(lasts)),
        "most": days_from(min(firsts), max(lasts)),
    }


def _shared(ours: Stay, theirs: Stay) -> dict[str, object]:
    together = ours["days"] & theirs["days"]
    counts = {key: len(ours[key] & theirs[key]) for key in ("days", "least", "most")}
    return {"first": min(together, default=None), "last": max(together, default=None), **counts}


def _day(text: object) -> date | None:
    if not isinstance(text, str) or not text[:1].isdigit():
        return None  # a label, or two dots
    return bounds(text).earliest_start


def vacancies(tenures: pd.DataFrame) -> pd.DataFrame:
    """Give the stretches between two terms of the table ``tenures`` in which an office had no head.

    Returns
    -------
    pandas.DataFrame
        A row a stretch: ``organization``, ``after`` and ``before`` (person ids), ``first``, ``last`` (datetime64),
        ``days``. By the dates of the table; the bounds of other lists are not used.

    Examples
    --------
    >>> from helpers import load
    >>> vacancies(load("tenures"))[["after", "days"]].values.tolist()
    [['dag-hammarskjold', 45], ['javier-solana', 7]]
    """
    rows = []
    for organization in (UN, NATO):
        ours = tenures[tenures["organization"] == organization].sort_values("start").to_dict("records")
        for one, then in pairwise(ours):
            end, start = _day(one["end"]), _day(then["start"])
            if end and start and (start - end).days > 1:
                gap = (end + _DAY, start - _DAY)
                rows.append((organization, one["person"], then["person"], *gap, (gap[1] - gap[0]).days + 1))
    found = pd.DataFrame(rows, columns=["organization", "after", "before", "first", "last", "days"])
    return found.assign(**{name: pd.to_datetime(found[name]).astype("datetime64[s]") for name in ("first", "last")})


def spare_comparisons(pairs: pd.DataFrame) -> int:
    """Count the comparisons that would be left to tell an era from its leaders.

    Suppose that each head adds an amount of their own to how well a pair works together. In a set of pairs that hang
    together, the amounts of all heads can then be chosen to fit every pair exactly, unless some pair closes a ring: A
    with X, X with B, B with Y, Y with A. The number of such rings is what is left over to see anything else by, an era
    for instance. Heads who follow one another, each serving once, make none, however many they are.

    Parameters
    ----------
    pairs
        A row a pair, with ``un_leader`` and ``nato_leader``.

    Returns
    -------
    int
        Pairs, less heads, plus groups of pairs that hang together.

    Examples
    --------
    >>> chain = pd.DataFrame({"un_leader": ["a", "a", "b"], "nato_leader": ["x", "y", "y"]})
    >>> spare_comparisons(chain)
    0
    >>> ring = pd.DataFrame({"un_leader": ["a", "a", "b", "b"], "nato_leader": ["x", "y", "y", "x"]})
    >>> spare_comparisons(ring)
    1
    """
    links = {((UN, un), (NATO, nato)) for un, nato in zip(pairs["un_leader"], pairs["nato_leader"], strict=True)}
    group = {head: head for link in links for head in link}

    def root(head: tuple[str, str]) -> tuple[str, str]:
        while group[head] != head:
            head = group[head]
        return head

    rings = 0
    for one, other in sorted(links):
        if root(one) == root(other):
            rings += 1
        group[root(one)] = root(other)
    return rings
