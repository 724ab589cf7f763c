"""Did cooperation in the field come before the institutions? Posts and declarations against operations under way.

The operations themselves are `helpers.operations`; how firm each channel was, step by step, is `helpers.ladder`.
"""

from __future__ import annotations

from datetime import date, timedelta

import altair as alt
import pandas as pd

from helpers.charts import GRID, PALETTE, TINT, heading
from helpers.dates import MONTH, Span, bounds, phrase
from helpers.display import Chart, Table, chart, table
from helpers.numbers import between
from helpers.operations import span
from helpers.spans import edges

__all__ = ["lags", "milestones", "milestones_table", "order_chart", "random_lag", "running"]

SOURCES = ["kille-hendrickson-2011", "nato-news-160002-2018"]
TABLES = ["operations", "liaison_arrangements", "declaration_process"]
MILESTONES = {
    "new-york-1993-initiated": "Officer in New York",
    "brussels-ocha-officer-1999": "UN officer in Brussels",
    "new-york-2001-permanent": "Permanent series of officers",
    "step-04-proposal": "Declaration proposed",
    "brussels-ocha-office-2007": "UN office in Brussels",
    "step-08-signature": "Joint Declaration",
    "new-york-2010-civilian": "Civilian in New York",
    "step-22-update": "Declaration updated",
}
"""Posts and declarations whose start a source dates: rows of ``liaison_arrangements`` and ``declaration_process``."""


def milestones(arrangements: pd.DataFrame, process: pd.DataFrame) -> pd.DataFrame:
    """Give the posts and declarations between the two organizations whose beginning a source dates.

    Parameters
    ----------
    arrangements
        The table ``liaison_arrangements``; a post's date is the start of its period.
    process
        The table ``declaration_process``.

    Returns
    -------
    pandas.DataFrame
        ``id``, ``step`` (words), ``date`` (EDTF), ``kind`` (post, declaration), in order of date.

    Raises
    ------
    KeyError
        If one of the rows is no longer in its table.
    """
    posts = arrangements.set_index("id")["period"].str.split("/").str[0]
    acts = process.set_index("id")["date"]
    rows = [
        (
            key,
            words,
            acts[key] if key.startswith("step-") else posts[key],
            "declaration" if key[:5] == "step-" else "post",
        )
        for key, words in MILESTONES.items()
    ]
    frame = pd.DataFrame(rows, columns=["id", "step", "date", "kind"])
    frame["first"] = edges(frame, "date", as_of=None)["earliest_start"]
    return frame.sort_values(["first", "id"]).drop(columns="first").reset_index(drop=True)


def running(operations: pd.DataFrame, first: str, last: str) -> pd.DataFrame:
    """Count NATO-led operations under way on the first day of each month.

    Parameters
    ----------
    operations
        The table ``operations``.
    first, last
        First and last month (EDTF).

    Returns
    -------
    pandas.DataFrame
        ``month`` (datetime64), ``least`` and ``most``: operations certainly and possibly under way on that day.

    Examples
    --------
    >>> one = pd.DataFrame({"lead": ["nato"], "start": ["1992-07"], "end": ["1992-11"]})
    >>> running(one, "1992-07", "1992-09")[["least", "most"]].values.tolist()
    [[0, 1], [1, 1], [1, 1]]
    """
    terms = _led_by_nato(operations)
    months = pd.date_range(_first_day(first), _first_day(last), freq="MS")
    least = [sum(_certain(term, month.date()) for term in terms) for month in months]
    most = [sum(_possible(term, month.date()) for term in terms) for month in months]
    return pd.DataFrame({"month": months, "least": least, "most": most})


def _led_by_nato(operations: pd.DataFrame) -> list[Span]:
    return [bounds(span(row)) for row in operations[operations["lead"] == "nato"].to_dict("records")]


def _certain(term: Span, day: date) -> bool:
    if term.latest_start is None or term.earliest_end is None:
        raise ValueError(f"{term}: an operation has a start")
    return term.latest_start <= day and (term.continues or day <= term.earliest_end)


def _possible(term: Span, day: date) -> bool:
    if term.earliest_start is None:
        raise ValueError(f"{term}: an operation has a start")
    return term.earliest_start <= day and (term.latest_end is None or day <= term.latest_end)


def _first_day(edtf: str) -> date:
    day = bounds(edtf).earliest_start
    assert day is not None
    return day


def lags(found: pd.DataFrame, operations: pd.DataFrame) -> pd.DataFrame:
    """Give the time between each step and the last start of a NATO-led operation before it.

    Assumption: a step or a start may have fallen on any day that its date allows.

    Parameters
    ----------
    found
        What `milestones` gives: ``step``, ``date``.
    operations
        The table ``operations``.

    Returns
    -------
    pandas.DataFrame
        `found` with ``least`` and ``most`` (months), missing where no operation can have started before the step.

    Examples
    --------
    >>> led = pd.DataFrame({"lead": ["nato"], "start": ["2009-08-17"], "end": ["2016-12-15"]})
    >>> lags(pd.DataFrame({"step": ["civilian"], "date": ["2010-05"]}), led)[["least", "most"]].round(1).values.tolist()
    [[8.4, 9.4]]
    """
    starts = [(s.earliest_start, s.latest_start) for s in _led_by_nato(operations)]
    waits = [_over(bounds(text), starts) for text in found["date"]]
    nan = float("nan")
    least = [min(days) / MONTH if days else nan for days in waits]
    most = [max(days) / MONTH if days else nan for days in waits]
    return found.assign(least=least, most=most)


def _over(step: Span, starts: list) -> list[int]:
    """Waits on each day on which the step may have fallen."""
    if step.earliest_start is None or step.latest_end is None:
        raise ValueError(f"{step}: a step has a date with both bounds")
    days = pd.date_range(step.earliest_start, step.latest_end)
    return [wait for day in days for wait in _waits(day.date(), starts)]


def _waits(day: date, starts: list) -> list[int]:
    """Shortest and longest wait that a day can have had since the last start on or before it."""
    may = [min(latest, day) for earliest, latest in starts if earliest <= day]
    sure = [earliest for earliest, latest in starts if latest <= day]
    return [(day - max(dates)).days for dates in (may, sure) if dates]


def random_lag(operations: pd.DataFrame, first: str, last: str) -> float:
    """Give the mean wait since the last start, in months, on a day picked at random between two days.

    It is what a step would show that had nothing to do with the operations. Starts known to a month or a year count
    from their first day.

    Examples
    --------
    >>> led = pd.DataFrame({"lead": "nato", "start": ["2000-01-01", "2002-01-01"], "end": ["2003", "2003"]})
    >>> round(random_lag(led, "2000-01-01", "2003-12-31"), 1)
    12.0
    """
    starts = sorted(s.earliest_start for s in _led_by_nato(operations) if s.earliest_start)
    days = pd.date_range(_first_day(first), _first_day(last))
    waits = [(day.date() - max(s for s in starts if s <= day.date())).days for day in days]
    return sum(waits) / len(waits) / MONTH


def milestones_table(found: pd.DataFrame) -> Table:
    """Set each step with its date and the wait since the last start.

    Parameters
    ----------
    found
        What `lags` gives.
    """
    wait = [between(least, most, "months") for least, most in zip(found["least"], found["most"], strict=True)]
    frame = pd.DataFrame({"Step": found["step"], "Date": found["date"].map(phrase), "Since the last start": wait})
    shows = {name: list(found["id"]) for name in ("declaration_process", "liaison_arrangements")}
    return table(frame, sources=SOURCES, tables=TABLES, shows=shows)


def order_chart(count: pd.DataFrame, found: pd.DataFrame) -> Chart:
    """Draw the operations under way over the dates of posts and declarations.

    Parameters
    ----------
    count
        What `running` gives.
    found
        What `lags` gives.
    """
    busy = count[count["least"] > 0]
    idle = int((count.loc[count["month"] > busy["month"].min(), "least"] == 0).sum())
    return chart(
        _order(count, found, upright=False),
        upright=_order(count, found, upright=True),
        description=(
            f"Above, NATO-led operations under way by month: none before {busy['month'].min():%B %Y}, then never none "
            f"({idle} idle months), at most {count['most'].max()}. Below, {len(found)} posts and declarations by date: "
            + "; ".join(f"{step}, {phrase(when)}" for step, when in zip(found["step"], found["date"], strict=True))
            + ". All come after the first operation."
        ),
        data=pd.DataFrame({"Step": found["step"], "Date": found["date"].map(phrase), "Kind": found["kind"]}),
        sources=SOURCES,
        tables=TABLES,
    )


def _order(count: pd.DataFrame, found: pd.DataFrame, *, upright: bool) -> alt.VConcatChart:
    wide = 300 if upright else 430
    domain = alt.Scale(domain=["1990-01-01", "2019-01-01"])
    years = alt.Axis(format="%Y", tickCount={"interval": "year", "step": 8 if upright else 4}, grid=True)
    above = alt.Chart(count)
    x = alt.X("month:T", scale=domain, axis=alt.Axis(labels=False, ticks=False, grid=True), title=None)
    may = above.mark_area(interpolate="step-after", fill=TINT, stroke=PALETTE[0], strokeWidth=1).encode(
        x=x, y=alt.Y("most:Q", title="Operations under way", axis=alt.Axis(tickMinStep=1))
    )
    sure = above.mark_area(interpolate="step-after", color=PALETTE[0]).encode(x=x, y="least:Q")
    title = heading(
        "The field came first in 1992; since then there has never been a month without an operation",
        "Above, solid: certainly under way; pale: possibly. Below: square, a post; diamond, a declaration",
        upright=upright,
    )
    top = (may + sure).properties(title=title, width=wide, height=110)
    return alt.vconcat(top, _lanes(found, domain, years, wide, upright=upright), spacing=6)


def _lanes(found: pd.DataFrame, domain: alt.Scale, years: alt.Axis, wide: int, *, upright: bool) -> alt.LayerChart:
    days = edges(found, "date", as_of=None)
    marks = found.assign(first=days["earliest_start"], last=days["latest_end"] + timedelta(days=1))
    marks["middle"] = marks["first"] + (marks["last"] - marks["first"]) / 2
    lanes = list(found["step"])
    y = alt.Y(
        "step:N",
        sort=lanes,
        title=None,
        axis=None if upright else alt.Axis(grid=True, gridColor=GRID),
        scale=alt.Scale(domain=lanes, paddingInner=0.3),
    )
    base = alt.Chart(marks).encode(y=y, tooltip=["step:N", "date:N", "kind:N"])
    spans = base.mark_bar(size=6, color=PALETTE[1]).encode(
        x=alt.X("first:T", scale=domain, axis=years, title=None), x2="last:T"
    )
    signs = base.mark_point(filled=True, size=80, opacity=1, color=PALETTE[1]).encode(
        x="middle:T",
        shape=alt.Shape(
            "kind:N", legend=None, scale=alt.Scale(domain=["post", "declaration"], range=["square", "diamond"])
        ),
    )
    layers = [spans, signs]
    if upright:
        words = alt.Chart(marks).mark_text(align="left", dy=-14, fontWeight=600)
        layers.append(words.encode(x=alt.value(0), y=y, text="step:N"))
    drawn: alt.LayerChart = alt.layer(*layers)  # type: ignore[assignment]
    return drawn.properties(width=wide, height=(36 if upright else 22) * len(lanes))
