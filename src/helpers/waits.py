"""How long did each stage of the Joint Declaration take? Days between dates that may be known to the month only.

The stages and their dates are rows of ``declaration_process``; drawing them is `helpers.declaration`.
"""

from __future__ import annotations

import pandas as pd

from helpers.dates import bounds, phrase
from helpers.display import Table, table
from helpers.numbers import between

__all__ = ["SHORT", "gap", "share_under_ban", "steps_between", "waits", "waits_table"]

WAITS = [
    ("From the proposal to Ban’s first day", "step-04-proposal", "ban"),
    ("From Ban’s first day to the signature", "ban", "step-08-signature"),
    ("From the proposal to the signature", "step-04-proposal", "step-08-signature"),
    ("From the signature to Russia’s objection", "step-08-signature", "step-12-lavrov-record"),
    ("From the signature to the text in others’ print", "step-08-signature", "step-13-text-published-by-tff"),
    ("From the signature to NATO’s summit text", "step-08-signature", "step-14-strasbourg-kehl"),
    ("From the update of 2018 to NATO’s print of it", "step-22-update", "step-23-update-announced"),
]
SHORT = ("annan", "ban", "signature", "objection", "print", "summit", "update")
"""The stages' names for prose, in the order of `WAITS`."""


def gap(first: str, then: str) -> tuple[int, int]:
    """Give the least and greatest number of days from one date to another, either of which may be coarse.

    Parameters
    ----------
    first, then
        EDTF dates.

    Returns
    -------
    tuple of int
        Days, the day of departure not counted.

    Raises
    ------
    ValueError
        If one of them has no start.

    Examples
    --------
    >>> gap("2008-09-23", "2008-12")
    (69, 99)
    """
    one, other = bounds(first), bounds(then)
    if not (one.earliest_start and one.latest_start and other.earliest_start and other.latest_start):
        raise ValueError(f"{first} and {then}: both need a start")
    return (other.earliest_start - one.latest_start).days, (other.latest_start - one.earliest_start).days


def waits(process: pd.DataFrame, tenures: pd.DataFrame) -> pd.DataFrame:
    """Give how long each stage of the declaration lasted, between two bounds.

    Parameters
    ----------
    process
        The table ``declaration_process``.
    tenures
        The table ``tenures``, for Ban’s first day.

    Returns
    -------
    pandas.DataFrame
        A row a stage: ``stage``, ``start``, ``end`` (EDTF), ``least`` and ``most`` (days), ``rows`` (ids of the steps
        that begin and end it).

    Examples
    --------
    >>> from helpers import load
    >>> waits(load("declaration_process"), load("tenures"))[["least", "most"]].values[-1].tolist()
    [5, 5]
    """
    when = process.set_index("id")["date"].to_dict()
    when["ban"] = tenures.loc[tenures["person"] == "ban-ki-moon", "start"].iloc[0]
    rows = [(stage, when[start], when[end], *gap(when[start], when[end]), [start, end]) for stage, start, end in WAITS]
    return pd.DataFrame(rows, columns=["stage", "start", "end", "least", "most", "rows"])


def share_under_ban(found: pd.DataFrame) -> str:
    """Say how much of the wait for the signature fell under Ban, in per cent, between two bounds.

    Parameters
    ----------
    found
        What `waits` gives.

    Examples
    --------
    >>> share_under_ban(pd.DataFrame({"least": [100, 50, 150], "most": [110, 50, 160]}))
    'between 31 and 34'
    """
    under_ban, whole = found.iloc[1], found.iloc[2]
    return between(100 * under_ban["least"] / whole["most"], 100 * under_ban["most"] / whole["least"])


def steps_between(process: pd.DataFrame, first: str, last: str) -> int:
    """Count the steps that must have begun between two days, both included.

    A coarse date that may also lie outside does not count.

    Parameters
    ----------
    process
        The table ``declaration_process``.
    first, last
        EDTF days.

    Examples
    --------
    >>> steps_between(pd.DataFrame({"date": ["2010", "2013-09-23", "not-stated"]}), "2010-10-22", "2018-08-31")
    1
    """
    latest = gap(first, last)[1]  # days from the first day to the last
    spans = [gap(first, date) for date in process["date"] if date[0].isdigit()]
    return sum(start >= 0 and end <= latest for start, end in spans)


def waits_table(process: pd.DataFrame, tenures: pd.DataFrame) -> Table:
    """Set the stages and how long they lasted, in days between two bounds."""
    found = waits(process, tenures)
    shown = pd.DataFrame(
        {
            "Stage": found["stage"],
            "From": found["start"].map(phrase),
            "To": found["end"].map(phrase),
            "Days, at least": found["least"],
            "Days, at most": found["most"],
        }
    )
    days = {"Days, at least": "{:,}", "Days, at most": "{:,}"}
    return table(
        shown,
        formats=days,
        sources=["kille-hendrickson-2011", "gutterman-2008", "tff-2008", "nato-news-160002-2018"],
        tables=["declaration_process", "tenures"],
        shows={"declaration_process": list(found["rows"])},
    )
