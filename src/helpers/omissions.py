"""What the study's line of texts leaves out: NATO texts of the public record, and the Council's decisions beside them.

The texts that the study reads are `helpers.statements`.
"""

from __future__ import annotations

from itertools import pairwise

import altair as alt
import pandas as pd

from helpers.charts import GRID, PALETTE, PAPER, heading
from helpers.dates import MONTH, phrase
from helpers.display import Chart, chart
from helpers.sources import STUDY
from helpers.spans import edges
from helpers.statements import SHORT, in_order

__all__ = ["beside", "longest_gap", "skipped_chart", "within"]

LANES = ["Texts the study reads", "Texts it does not", "Council decisions", "NATO operations begun"]
_READ, _SKIPPED, _DECISIONS, _OPERATIONS = LANES


def beside(
    statements: pd.DataFrame, events: pd.DataFrame, clauses: pd.DataFrame, operations: pd.DataFrame
) -> pd.DataFrame:
    """Set NATO's texts beside the Council's decisions and NATO's operations, on one line of time.

    Texts that the study does not read are the declarations of theme ``summits`` in ``events`` that rest on public
    record; decisions are resolutions of which at least one clause was verified (``yes`` or ``content``).

    Parameters
    ----------
    statements, events, clauses, operations
        The tables ``statements``, ``events``, ``mandate_clauses`` and ``operations``.

    Returns
    -------
    pandas.DataFrame
        ``lane`` (one of the four), ``what`` (words), ``date`` (EDTF), ``first`` (datetime64: first possible day),
        ``level`` (Int64, of texts that the study reads), in order of time.
    """
    read = in_order(statements).query("side == 'nato'")
    read = pd.DataFrame({"what": read["id"].map(SHORT), "date": read["date"], "level": read["level"]})
    told = events.query("theme == 'summits' and kind == 'declaration' and independence == 'public-record'")
    skipped = pd.DataFrame({"what": told["title"], "date": told["date"]})
    sure = clauses[clauses["verified"].isin(["yes", "content"])].drop_duplicates("resolution")
    number = sure["resolution"].str.extract(r"s-res-(\d+)-")[0]
    decided = pd.DataFrame({"what": "Resolution " + number, "date": sure["date"]})
    ours = operations[operations["lead"].str.contains("nato")]
    begun = pd.DataFrame({"what": ours["name"], "date": ours["start"]})
    parts = [part.assign(lane=lane) for lane, part in zip(LANES, [read, skipped, decided, begun], strict=True)]
    found = pd.concat(parts, ignore_index=True)
    found["first"] = edges(found, "date", as_of=None)["earliest_start"]
    found["level"] = found["level"].astype("Int64")
    return found.sort_values(["first", "what"], kind="stable").reset_index(drop=True)[
        ["lane", "what", "date", "first", "level"]
    ]


def longest_gap(found: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp, int]:
    """Give the longest stretch between two neighbouring texts that the study reads on NATO's side.

    Parameters
    ----------
    found
        What `beside` gives.

    Returns
    -------
    tuple
        First day of the one text, first day of the next, whole months between them.

    Examples
    --------
    >>> days = pd.to_datetime(["1991-11-07", "1992-06-04", "1999-04-01"])
    >>> longest_gap(pd.DataFrame({"lane": LANES[0], "first": days}))[2]
    81
    """
    days = sorted(found.loc[found["lane"] == _READ, "first"])
    start, end = max(pairwise(days), key=lambda pair: pair[1] - pair[0])
    return start, end, int((end - start).days // MONTH)


def within(found: pd.DataFrame, lane: str, start: pd.Timestamp, end: pd.Timestamp) -> int:
    """Count what stands in a lane strictly between two days.

    Raises
    ------
    ValueError
        If there is no such lane; the message names those there are.

    Examples
    --------
    >>> day = pd.Timestamp("1993-04-12")
    >>> one = pd.DataFrame({"lane": [LANES[3]], "first": [day]})
    >>> within(one, LANES[3], pd.Timestamp("1992-06-04"), pd.Timestamp("1999-04-01"))
    1
    """
    if lane not in LANES:
        raise ValueError(f"no lane {lane!r}; there are {LANES}")
    ours = found.loc[found["lane"] == lane, "first"]
    return int(((ours > start) & (ours < end)).sum())


def skipped_chart(found: pd.DataFrame) -> Chart:
    """Draw what the study reads above what it skips, with decisions and operations below.

    Parameters
    ----------
    found
        What `beside` gives.
    """
    start, end, months = longest_gap(found)
    shown = found[found["first"] < "2011-01-01"].assign(when=lambda f: f["date"].map(phrase))
    said = "; ".join(
        f"{lane}: " + ", ".join(part["what"] + " (" + part["when"] + ")")
        for lane, part in ((lane, shown[shown["lane"] == lane]) for lane in LANES)
    )
    return chart(
        _skipped(shown, start, end, months, upright=False),
        upright=_skipped(shown, start, end, months, upright=True),
        description=(
            f"Four lanes from 1991 to 2010. {said}. Between {start.year} and {end.year} the study reads no NATO text "
            f"for at least {months} months; {within(shown, _DECISIONS, start, end)} of the decisions and "
            f"{within(shown, _OPERATIONS, start, end)} of the operations fall into them."
        ),
        data=shown[["lane", "what", "when"]].rename(columns={"lane": "Lane", "what": "What", "when": "When"}),
        sources=[STUDY, "nato-nac-december-1992", "nato-dpc-december-1992", "nato-prague-iraq-2002"],
        tables=["statements", "events", "mandate_clauses", "operations"],
    )


def _skipped(
    shown: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp, months: int, *, upright: bool
) -> alt.LayerChart:
    span = alt.Scale(domain=[{"year": 1991, "month": 1}, {"year": 2011, "month": 1}])
    years = alt.Axis(format="%Y", tickCount={"interval": "year", "step": 6 if upright else 3}, grid=False)
    step = 62 if upright else 46
    y = alt.Y("lane:N", sort=LANES, title=None, axis=None if upright else alt.Axis(), scale=alt.Scale(domain=LANES))
    band = (
        alt.Chart(pd.DataFrame({"from": [start], "to": [end]}))
        .mark_rect(fill=GRID, opacity=0.6)
        .encode(x=alt.X("from:T", title=None, axis=years, scale=span), x2="to:T")
    )
    base = alt.Chart(shown).encode(x=alt.X("first:T", scale=span), y=y, tooltip=["lane:N", "what:N", "when:N"])
    shapes = ["circle", "diamond", "square", "triangle-up"]
    marks = base.mark_point(size=85, opacity=1, strokeWidth=1.6, filled=True, stroke=PALETTE[0]).encode(
        shape=alt.Shape("lane:N", legend=None, scale=alt.Scale(domain=LANES, range=shapes)),
        fill=alt.Fill(
            "lane:N", legend=None, scale=alt.Scale(domain=LANES, range=[PALETTE[0], PAPER, PALETTE[0], PAPER])
        ),
    )
    figures = base.mark_text(dy=-14, fontWeight=600).encode(text="level:Q").transform_filter("isValid(datum.level)")
    layers: list[alt.Chart] = [band, marks, figures]
    if upright:
        names = alt.Chart(pd.DataFrame({"lane": LANES})).mark_text(align="left", fontWeight=600, dy=-24)
        layers.append(names.encode(x=alt.value(0), y=y, text="lane:N"))
        layers[2] = (
            base.mark_text(dy=14, fontWeight=600).encode(text="level:Q").transform_filter("isValid(datum.level)")
        )
    title = heading(
        f"The study’s longest gap between NATO texts, at least {months} months, spans the years of Bosnia",
        "Figures: level of mention as the study has it. Grey: its longest gap",
        upright=upright,
    )
    drawn: alt.LayerChart = alt.layer(*layers)  # type: ignore[assignment]
    return drawn.properties(title=title, width=300 if upright else 500, height=step * len(LANES))
