"""How often and how firmly each channel between the two organizations was used, as far as a source speaks.

A year that no step touches is unobserved: nothing is ever carried forward into silence. Here is the analysis; its
figure is `helpers.ladder_chart`, and what the levels mean is in the schema and in ``CODING.md``.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

import pandas as pd

from helpers.dates import bounds

__all__ = ["CHANNELS", "CONTACT", "LEVELS", "TONES", "attention", "compare", "levels", "without"]

CHANNELS = {
    "agreement": "Agreement",
    "leaders": "Heads of the two",
    "meetings": "Meetings",
    "staff": "Staff",
    "liaison-new-york": "Liaison, New York",
    "liaison-brussels": "Liaison, Brussels",
    "texts-nato": "NATO’s texts on the UN",
    "texts-un": "UN texts on regions",
}
"""Channels in the order of the figure, and their names there."""
CONTACT = ("agreement", "leaders", "meetings", "staff", "liaison-new-york", "liaison-brussels")
"""Channels in which the two deal with each other; the rest measure what a text says and cannot be set beside them."""
EARLY, LATE = (1993, 1995), (2008, 2010)
"""The periods that the claims audit compares, first and last year."""
TONES = ("#e3e3e3", "#a9bfe3", "#5f86c4", "#144398")
"""Fill for formality 0 to 3, from light to dark."""
LEVELS = ("frequency", "formality", "stance")


def levels(steps: pd.DataFrame, *, first: int = 1945, last: int = 2018) -> pd.DataFrame:
    """Give each channel's level in each year, between the lowest and the highest step that touches it.

    Assumptions: a step holds from the first day that its date allows to the last day of ``observed_until``, and not a
    day longer; where ``observed_until`` is not stated, it is one moment inside ``date``, which bounds the years it may
    touch. Levels are ordinal: they are never averaged, within a year or over channels.

    Parameters
    ----------
    steps
        The table ``ladder_steps``, or some of its rows.
    first, last
        The years.

    Returns
    -------
    pandas.DataFrame
        A row a channel and year: ``channel``, ``year``, ``observed`` (bool), ``steps`` (how many touch the year), and
        for each of frequency, formality and stance ``…_low`` and ``…_high`` (Int64, NA where no step states a level).

    Examples
    --------
    >>> steps = pd.DataFrame({"channel": ["staff"], "date": ["2004"], "observed_until": ["2005"]})
    >>> found = levels(steps.assign(frequency=2, formality=1, stance=1), first=2003, last=2006)
    >>> found.loc[found.channel == "staff", "observed"].tolist()
    [False, True, True, False]
    """
    touching = [
        {"channel": row["channel"], "year": year, **{name: row[name] for name in LEVELS}}
        for row in steps.to_dict("records")
        for year in _years(row, first, last)
    ]
    touched = pd.DataFrame(touching, columns=["channel", "year", *LEVELS])
    touched[list(LEVELS)] = touched[list(LEVELS)].astype("Int64")
    grid = pd.MultiIndex.from_product([CHANNELS, range(first, last + 1)], names=["channel", "year"])
    groups = touched.groupby(["channel", "year"])
    found = pd.DataFrame(index=grid)
    found["steps"] = groups.size().reindex(grid, fill_value=0)
    found["observed"] = found["steps"] > 0
    for name in LEVELS:
        found[f"{name}_low"] = groups[name].min().reindex(grid)
        found[f"{name}_high"] = groups[name].max().reindex(grid)
    return found.reset_index()


def _years(row: Mapping[Hashable, object], first: int, last: int) -> range:
    begun = bounds(str(row["date"]))
    until = str(row["observed_until"])
    ended = bounds(until) if until[:1].isdigit() else begun
    start, end = begun.earliest_start, ended.latest_end
    assert start is not None, f"{row}: a step has a date"
    assert end is not None, f"{row}: what a source speaks of has an end"
    return range(max(first, start.year), min(last, end.year) + 1)


def compare(
    steps: pd.DataFrame, *, early: tuple[int, int] = EARLY, late: tuple[int, int] = LATE, top: bool = True
) -> pd.DataFrame:
    """Set each channel's level in a later period against that in an earlier one.

    Assumption: a period's level is the highest that any step in it states, or the lowest; levels are ordinal, so only
    the direction of a change means something, not its size.

    Parameters
    ----------
    steps
        The table ``ladder_steps``, or some of its rows.
    early, late
        First and last year of the periods.
    top
        Whether to take each period's highest level, or its lowest.

    Returns
    -------
    pandas.DataFrame
        A row a channel and measure: ``channel``, ``measure`` (frequency, formality), ``early``, ``late`` and ``change``
        (Int64, NA where no step of that period states a level).

    Examples
    --------
    >>> rows = {"channel": ["staff", "staff"], "date": ["1994", "2009"], "observed_until": ["1994", "2009"]}
    >>> steps = pd.DataFrame(rows).assign(frequency=[1, 3], formality=[pd.NA, 1], stance=1)
    >>> found = compare(steps).set_index(["channel", "measure"])
    >>> found.loc[("staff", "frequency"), "change"], found["change"].notna().sum()
    (np.int64(2), np.int64(1))
    """
    found, side = levels(steps), "high" if top else "low"
    parts = []
    for measure in ("frequency", "formality"):
        level = found.set_index(["channel", "year"])[f"{measure}_{side}"]
        part = pd.DataFrame({"measure": measure}, index=pd.Index(CHANNELS, name="channel"))
        for name, (first, last) in {"early": early, "late": late}.items():
            within = level[level.index.get_level_values("year").isin(range(first, last + 1))].groupby("channel")
            part[name] = (within.max() if top else within.min()).reindex(part.index)
        parts.append(part.assign(change=part["late"] - part["early"]).reset_index())
    both = pd.concat(parts)
    both["order"] = both["channel"].map(list(CHANNELS).index)
    return both.sort_values("order", kind="stable").drop(columns="order").reset_index(drop=True)


def without(
    steps: pd.DataFrame,
    *,
    independence: Iterable[str] = (),
    source: str | None = None,
    direction: str | None = None,
) -> pd.DataFrame:
    """Leave out steps that rest on some kind of evidence, to see what of the ladder stands without it.

    Parameters
    ----------
    steps
        The table ``ladder_steps``.
    independence
        Values of that field to leave out (``study``, ``study-authors``, ``secondary``, ``public-record``).
    source
        A BibTeX key to leave out.
    direction
        A direction to leave out (``same``: then only moves count).

    Raises
    ------
    ValueError
        If no step has such a value: a test that removes nothing tests nothing.

    Examples
    --------
    >>> steps = pd.DataFrame({"independence": ["study", "public-record"], "source": ["a", "b"]})
    >>> without(steps, independence=["study"])["source"].tolist()
    ['b']
    """
    gone = steps["independence"].isin(list(independence)) | (steps["source"] == source)
    if direction is not None:
        gone |= steps["direction"] == direction
    if not gone.any():
        raise ValueError(f"no step has {list(independence) or source or direction!r}; nothing would be left out")
    return steps[~gone]


def attention(*tables: pd.DataFrame, field: str = "date") -> pd.DataFrame:
    """Count the rows that speak of each decade: the sources' attention, not activity.

    Parameters
    ----------
    tables
        Frames with a column of EDTF dates; a row counts for the decade in which its date begins.
    field
        That column.

    Returns
    -------
    pandas.DataFrame
        ``decade`` (first year) and ``rows``, for every decade between the first and the last.

    Examples
    --------
    >>> attention(pd.DataFrame({"date": ["1949-04-04", "1968/1970", "not-stated"]})).values.tolist()
    [[1940, 1], [1950, 0], [1960, 1]]
    """
    dates = pd.concat([table[field] for table in tables])
    years = dates[dates.str[:4].str.isdigit()].str[:4].astype(int)
    counts = (years // 10 * 10).value_counts().sort_index()
    decades = range(int(counts.index.min()), int(counts.index.max()) + 1, 10)
    return counts.reindex(decades, fill_value=0).rename_axis("decade").rename("rows").reset_index()
