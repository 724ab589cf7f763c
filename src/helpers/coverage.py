"""How much of each year do the sources cover with a named liaison officer in New York, and did the post exist?

The two questions are kept apart: a post may exist while nobody is recorded in it. Both answers have bounds, because
terms are stated to the month, to the year, or as "about six months in 2000".
"""

from __future__ import annotations

import re
from datetime import date

import pandas as pd

from helpers.dates import MONTH, Span, bounds
from helpers.spans import days_from

__all__ = ["POST", "coverage"]

POST = ("all year", "some of the year", "may have existed", "no source says")
"""How sure the post's existence is in a year, from sure to silent."""
SLACK = 2
"""Months by which an approximate duration may differ from the stated one ("about six": four to eight)."""

Days = frozenset[date]


def coverage(
    officers: pd.DataFrame,
    arrangements: pd.DataFrame,
    *,
    post: str = "new-york-military",
    first: int = 1993,
    as_of: str = "2010-10-21",
) -> pd.DataFrame:
    """Give the share of each year with a named officer in a post, and whether the post existed.

    Assumptions: a term that is stated to the month may begin and end on any day of those months; ``not_before`` and
    ``not_after`` (from the order of the holders) limit it further; a stay of about *n* months somewhere ``within`` a
    year lasts between *n* - 2 and *n* + 2 months and falls into that year; nothing is known after `as_of`.

    Parameters
    ----------
    officers
        The table ``liaison_officers``: ``arrangement``, ``holder_known``, ``term``, ``extent``, ``not_before``,
        ``not_after``, ``as_of``, ``duration``, ``duration_approximate``.
    arrangements
        The table ``liaison_arrangements``: ``id``, ``post``, ``period``, ``extent``, ``post_exists``, ``as_of``.
    post
        The post, by its name in ``arrangements.post``.
    first
        The first year.
    as_of
        The last day of which the sources speak (EDTF day).

    Returns
    -------
    pandas.DataFrame
        A row a year: ``year``, ``days`` (observed), ``lower`` and ``upper`` (shares of the observed days, 0 to 1, with
        a named officer), ``post`` (one of `POST`), ``withdrawn`` (bool: the post may have been withdrawn in the year).

    Raises
    ------
    ValueError
        If no arrangement has that post; the message names those there are.

    Examples
    --------
    >>> posts = pd.DataFrame({"id": ["a"], "post": ["p"], "period": ["2001/"], "extent": ["throughout"]})
    >>> posts = posts.assign(post_exists="yes", as_of="2002-12-31")
    >>> terms = pd.DataFrame({"arrangement": ["a"], "holder_known": ["yes"], "term": ["2001-07/2002"]})
    >>> terms = terms.assign(extent="throughout", not_before=None, not_after=None, as_of=None, duration=None)
    >>> share = coverage(terms, posts, post="p", first=2001, as_of="2002-12-31")
    >>> share[["year", "lower", "upper"]].round(2).values.tolist()
    [[2001.0, 0.42, 0.5], [2002.0, 0.0, 1.0]]
    """
    ours = arrangements[arrangements["post"] == post]
    if ours.empty:
        raise ValueError(f"no arrangement has the post {post!r}; there are: {sorted(set(arrangements['post']))}")
    last = bounds(as_of).latest_end
    assert last is not None
    named = officers[officers["arrangement"].isin(ours["id"]) & (officers["holder_known"] == "yes")]
    served = [_served(row, last) for row in named.to_dict("records")]
    return pd.DataFrame([_year(year, last, served, ours) for year in range(first, last.year + 1)])


def _year(year: int, last: date, served: list[_Served], ours: pd.DataFrame) -> dict[str, object]:
    days = days_from(date(year, 1, 1), min(date(year, 12, 31), last))
    least = len(days & set().union(*(s.certain for s in served))) + sum(s.least(year) for s in served)
    most = len(days & set().union(*(s.possible for s in served))) + sum(s.most(year) for s in served)
    state, withdrawn = _post(days, ours, last)
    return {
        "year": year,
        "days": len(days),
        "lower": min(least / len(days), 1.0),
        "upper": min(most / len(days), 1.0),
        "post": state,
        "withdrawn": withdrawn,
    }


class _Served:
    """The days of one term: those that are sure, those that may be, or a number of days somewhere in one year."""

    def __init__(self, certain: Days, possible: Days, stay: tuple[int, float, float] | None = None):
        self.certain, self.possible, self.stay = certain, possible, stay

    def least(self, year: int) -> float:
        return self.stay[1] if self.stay and self.stay[0] == year else 0

    def most(self, year: int) -> float:
        return self.stay[2] if self.stay and self.stay[0] == year else 0


def _served(row: dict, last: date) -> _Served:
    span = _span(row["term"], row.get("as_of"))
    assert span is not None, f"{row.get('id')}: an officer who is named has a term"
    months = re.fullmatch(r"P(\d+)M", str(row.get("duration")))
    if row["extent"] == "within" and months and span.earliest_start:
        slack = SLACK if row.get("duration_approximate") in ("yes", True) else 0
        low, high = ((int(months[1]) + by) * MONTH for by in (-slack, slack))
        return _Served(frozenset(), frozenset(), (span.earliest_start.year, low, high))
    start, end = span.possible
    not_before, not_after = _span(row.get("not_before")), _span(row.get("not_after"))
    start = max(d for d in (start, not_before and not_before.earliest_start, date.min) if d)
    end = min(d for d in (end, not_after and not_after.latest_end, last) if d)
    certain = days_from(*span.certain) if span.certain and row["extent"] == "throughout" else frozenset()
    return _Served(certain, days_from(start, end))


def _post(days: Days, ours: pd.DataFrame, last: date) -> tuple[str, bool]:
    """Tell how sure the post's existence is on these days, and whether it may have been withdrawn."""
    sure: Days = frozenset()
    some = possible = withdrawn = False
    for row in ours.to_dict("records"):
        span = _span(row["period"], row.get("as_of"))
        if span is None:
            continue
        start, end = span.possible
        reached = bool(days & days_from(start or min(days), min(end or last, last)))
        if row["post_exists"] == "withdrawn":
            withdrawn |= reached
        elif row["post_exists"] == "yes":
            possible |= reached
            if row["extent"] == "throughout" and span.certain:
                begins = start if start and _handed_over(span, ours) else span.certain[0]
                sure |= days_from(begins, span.certain[1])
            elif row["extent"] == "within" and start and end and reached:
                some |= start.year == end.year  # some time within this year
    if days <= sure:
        return POST[0], withdrawn
    if some or days & sure:
        return POST[1], withdrawn
    return POST[2] if possible else POST[3], withdrawn


def _handed_over(span: Span, ours: pd.DataFrame) -> bool:
    """Tell whether another state of the post ends in the very month (year) in which this one begins.

    Then the post existed on every day of that month, whichever of them it was in.
    """
    ends = [_span(p) for p in ours.loc[(ours["post_exists"] == "yes") & (ours["extent"] == "throughout"), "period"]]
    return any(e and (e.earliest_end, e.latest_end) == (span.earliest_start, span.latest_start) for e in ends)


def _span(text: object, as_of: object = None) -> Span | None:
    if not isinstance(text, str) or not text or text[0].isalpha():
        return None
    known = as_of if isinstance(as_of, str) and as_of and not as_of[0].isalpha() else None
    return bounds(text, as_of=known)
