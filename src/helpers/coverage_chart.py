"""The coverage of the years in a figure and in words: its two bounds, and whether the post existed.

The measure itself is `helpers.coverage`.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from helpers.charts import MUTED, PALETTE, PAPER, TINT, heading, size
from helpers.coverage import POST
from helpers.display import Chart, chart
from helpers.numbers import listed
from helpers.sources import STUDY

__all__ = ["compare", "coverage_chart", "wide_years"]


def coverage_chart(share: pd.DataFrame) -> Chart:
    """Draw the yearly coverage between its bounds, over a strip that says whether the post existed.

    Parameters
    ----------
    share
        What `helpers.coverage.coverage` gives.
    """
    frame = share.assign(
        range_of=[_per_cent(a, b) for a, b in zip(share["lower"], share["upper"], strict=True)],
        middle=(share["lower"] + share["upper"]) / 2,
    )
    named = share.loc[share["upper"] > 0, "year"].min()
    wide = frame[frame["upper"] - frame["lower"] > 0.2]
    return chart(
        _coverage(frame, upright=False),
        upright=_coverage(frame, upright=True),
        description=(
            f"Share of each year from {share['year'].min()} to {share['year'].max()} with a named liaison officer in "
            f"New York. Nothing before {named}; then "
            + "; ".join(f"{row.year}: {row.range_of}" for row in frame[frame["upper"] > 0].itertuples())
            + ". Below, whether the post existed: "
            + "; ".join(f"{state} in {_years(part['year'])}" for state, part in frame.groupby("post", sort=False))
            + f". The bounds lie furthest apart in {_years(wide['year'])}."
        ),
        data=frame[["year", "range_of", "post"]].rename(
            columns={"year": "Year", "range_of": "Days with a named officer", "post": "The post existed"}
        ),
        sources=[STUDY],
        tables=["liaison_officers", "liaison_arrangements"],
    )


def _per_cent(low: float, high: float) -> str:
    one, other = f"{100 * low:.0f}", f"{100 * high:.0f}"
    return f"{one} %" if one == other else f"{one} to {other} %"


def _years(years: pd.Series) -> str:
    """Years with runs joined: ``1994–99, 2001``."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _coverage(frame: pd.DataFrame, *, upright: bool) -> alt.VConcatChart:
    years = alt.Axis(values=list(range(1994, 2011, 4)) if upright else list(range(1993, 2011, 2)), title=None)
    x = alt.X("year:O", axis=years, scale=alt.Scale(paddingInner=0.2))
    base = alt.Chart(frame).encode(x=x)
    tips = [
        alt.Tooltip("year:O", title="Year"),
        alt.Tooltip("range_of:N", title="Days with a named officer"),
        alt.Tooltip("post:N", title="The post existed"),
    ]
    y = alt.Y("lower:Q", title="Share of the year", axis=alt.Axis(format=".0%", values=[0, 0.5, 1]), scale=_unit())
    sure = base.mark_bar(color=PALETTE[0]).encode(y=y, tooltip=tips)
    may = base.mark_bar(fill=TINT, stroke=PALETTE[0], strokeWidth=1.25).encode(y=y, y2="upper:Q", tooltip=tips)
    title = heading(
        "No named officer before 2000; from 2002 on, the terms cover most of each year",
        "Solid: certain share; outlined: possible besides. 2010: to 21 October",
        upright=upright,
    )
    bars = (may.transform_filter("datum.upper > datum.lower") + sure).properties(
        title=title, **size(190, upright=upright)
    )
    return alt.vconcat(bars, _strip(frame, x, upright=upright), spacing=8)


def _strip(frame: pd.DataFrame, x: alt.X, *, upright: bool) -> alt.LayerChart | alt.FacetChart:
    """Whether the post existed: told by the fill's height as well as by its tone."""
    full = dict(zip(POST, [1.0, 0.6, 0.25, 0.0], strict=True))
    states = frame.assign(height=frame["post"].map(full))
    base = alt.Chart(states).encode(x=x)
    frames = base.mark_bar(fill=PAPER, stroke=MUTED, strokeWidth=0.8).encode(y=alt.Y("top:Q", scale=_unit(), axis=None))
    filled = base.mark_bar(color=MUTED).encode(
        y=alt.Y("height:Q", scale=_unit(), axis=None), tooltip=["year:O", "post:N"]
    )
    note = heading(
        "",
        "Did the post exist? Full: all year; part: some of the year; low: it may have; empty: no source says",
        upright=upright,
    )
    drawn = alt.layer(frames.transform_calculate(top="1"), filled)
    return drawn.properties(
        title=alt.TitleParams(text=note.subtitle, fontSize=13, fontWeight="normal", color=MUTED, offset=6),
        **size(26, upright=upright),
    )


def _unit() -> alt.Scale:
    return alt.Scale(domain=[0, 1])


def compare(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Set two coverages side by side, for the years in which they differ.

    Parameters
    ----------
    before, after
        What `helpers.coverage.coverage` gives, for the same years.

    Returns
    -------
    pandas.DataFrame
        Years, and the bounds before and after, in words.

    Examples
    --------
    >>> one = pd.DataFrame({"year": [2004], "lower": [0.0], "upper": [1.0]})
    >>> compare(one, one.assign(lower=0.5)).values.tolist()
    [[2004, '0 to 100 %', '50 to 100 %']]
    """
    both = before.merge(after, on="year", suffixes=("", "_after"), validate="one_to_one")
    both = both[(both["lower"] != both["lower_after"]) | (both["upper"] != both["upper_after"])]
    return pd.DataFrame(
        {
            "Year": both["year"],
            "Before": [_per_cent(a, b) for a, b in zip(both["lower"], both["upper"], strict=True)],
            "After": [_per_cent(a, b) for a, b in zip(both["lower_after"], both["upper_after"], strict=True)],
        }
    )


def wide_years(share: pd.DataFrame, gap: float = 0.2) -> str:
    """Name the years in which the bounds lie further apart than `gap` (a share of the year), in words.

    Examples
    --------
    >>> wide_years(pd.DataFrame({"year": [2003, 2004], "lower": [1.0, 0.4], "upper": [1.0, 1.0]}))
    '2004'
    """
    return listed(share.loc[share["upper"] - share["lower"] > gap, "year"])
