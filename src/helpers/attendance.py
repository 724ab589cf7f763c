"""Who came to the Secretary-General's meetings with regional organizations, how many, and who says so.

When the meetings were held is `helpers.rhythm`; their themes and order are `helpers.meetings`.
"""

from __future__ import annotations

import re
from typing import Literal

import altair as alt
import pandas as pd

from helpers.cells import to_rows
from helpers.charts import MUTED, PALETTE, PAPER, heading, size
from helpers.data import load
from helpers.display import Chart, Table, chart, table
from helpers.meetings import secretariat, when
from helpers.sources import STUDY
from helpers.spans import edges

__all__ = ["attendance_chart", "nato_table", "nato_traces", "participants"]

NUMERALS = {"a dozen": 12, "thirteen": 13, "fourteen": 14}
_COUNTED = re.compile(rf"(more than )?\b({'|'.join(NUMERALS)}) (?:groups|organizations)", re.IGNORECASE)
SAID_BY = {STUDY: "the study", "un-doc-a-60-341-2005": "Annan’s letter", "un-news-regional-2010": "UN News"}
SAID_BY |= {"un-press-sc9840-2010": "Council release", "un-press-db100107-2010": "spokesperson"}


def participants(meetings: pd.DataFrame, row_sources: pd.DataFrame) -> pd.DataFrame:
    """Give every number of participants on record, one row a number, with who says so and how.

    A meeting's own number stands in ``meetings``; numbers of sources that contradict it stand in words in the notes
    of ``row_sources`` ("fourteen organizations", "more than a dozen groups") and are read from there.

    Parameters
    ----------
    meetings
        The table ``meetings``.
    row_sources
        The table ``row_sources``.

    Returns
    -------
    pandas.DataFrame
        ``id``, ``name``, ``first`` (datetime64), ``number`` (int), ``at_least`` (bool: more than the number),
        ``kind`` (counted, expected, announced), ``source`` (BibTeX key), in order of time.

    Examples
    --------
    >>> found = participants(load("meetings"), load("row_sources"))
    >>> found[found["id"] == "retreat-2010"][["number", "at_least", "kind"]].values.tolist()
    [[11, False, 'counted'], [12, True, 'counted'], [14, False, 'announced']]
    """
    ours = secretariat(meetings)
    own = ours[ours["participants"].notna()].assign(at_least=False)
    own = own.rename(columns={"participants": "number", "participants_kind": "kind"}).drop(columns="source")
    own = own.rename(columns={"participants_source": "source"})
    other = row_sources[(row_sources["table"] == "meetings") & (row_sources["relation"] == "contradicts")]
    said = other["note"].str.extract(_COUNTED)
    other = other.assign(
        number=said[1].str.lower().map(NUMERALS),
        at_least=said[0].notna(),
        kind=other["note"].str.contains("Announces").map({True: "announced", False: "counted"}),
    ).dropna(subset="number")
    other = other.drop(columns="id").merge(ours[["id", "name", "first"]], left_on="row", right_on="id")
    columns = ["id", "name", "first", "number", "at_least", "kind", "source"]
    found = pd.concat([own[columns], other[columns]]).sort_values("first", kind="stable")
    return found.astype({"number": "int64", "at_least": "bool"}).reset_index(drop=True)


def attendance_chart(meetings: pd.DataFrame, row_sources: pd.DataFrame) -> Chart:
    """Draw every number of participants on record: shape for how it was told, words for who told it, no line.

    Parameters
    ----------
    meetings, row_sources
        The tables.
    """
    found = participants(meetings, row_sources)
    found["by"] = found["source"].map(SAID_BY).fillna("UN release")
    found["figure"] = found["number"].astype("str").where(~found["at_least"], "over " + found["number"].astype("str"))
    found["words"] = found["figure"] + ", " + found["by"]
    silent = secretariat(meetings).query("participants.isna()")
    shown = found[["name", "first", "figure", "kind", "by"]].assign(first=found["first"].dt.year.astype("str"))
    return chart(
        _attendance(found, silent, upright=False),
        upright=_attendance(found, silent, upright=True),
        description=(
            "Numbers of regional and other organizations at the Secretary-General's meetings. "
            + "; ".join(f"{row.first}: {row.figure} {row.kind} ({row.by})" for row in shown.itertuples())
            + f". For {', '.join(silent['first'].dt.year.astype('str'))} no number is found."
        ),
        data=shown.rename(
            columns={
                "name": "Meeting",
                "first": "Year",
                "figure": "Organizations",
                "kind": "How told",
                "by": "By whom",
            }
        ),
        sources=list(dict.fromkeys(found["source"])),
        tables=["meetings", "row_sources"],
    )


def _attendance(found: pd.DataFrame, silent: pd.DataFrame, *, upright: bool) -> alt.LayerChart:
    kinds = ["counted", "expected", "announced"]
    span = alt.Scale(domain=[{"year": 1993, "month": 6}, {"year": 2014 if upright else 2012, "month": 6}])
    years = alt.Axis(format="%Y", values=[{"year": y} for y in range(1994, 2011, 4)], grid=False)
    x = alt.X("first:T", title=None, axis=years, scale=span)
    y = alt.Y("number:Q", title=None, axis=alt.Axis(values=[0, 5, 10, 15, 20, 25]), scale=alt.Scale(domain=[0, 27]))
    base = alt.Chart(found).encode(x=x, y=y)
    marks = base.mark_point(size=110, strokeWidth=1.8, opacity=1, filled=True, stroke=PALETTE[0]).encode(
        shape=alt.Shape(
            "kind:N",
            title=None,
            scale=alt.Scale(domain=kinds, range=["circle", "square", "triangle-up"]),
            legend=alt.Legend(symbolFillColor=PAPER, symbolStrokeColor=PALETTE[0], symbolOpacity=1),
        ),
        fill=alt.Fill("kind:N", legend=None, scale=alt.Scale(domain=kinds, range=[PALETTE[0], PAPER, PAPER])),
        tooltip=["name:N", "figure:N", "kind:N", "by:N"],
    )
    text = "figure:N" if upright else "words:N"
    words = [
        base.mark_text(align=align, dx=dx, dy=dy).encode(text=text).transform_filter(test)
        for align, dx, dy, test in _placed()
    ]
    none = alt.Chart(silent).encode(x=alt.X("first:T", scale=span), y=alt.datum(0))
    gap = none.mark_text(color=MUTED, dy=-12, align="center").encode(text=alt.value("1998: none found"))
    cross = none.mark_point(shape="cross", size=70, color=MUTED, angle=45, opacity=1, filled=True)
    told = found[(found["kind"] == "counted") & found["id"].str.startswith("hlm-")]
    then = told.iloc[1:]
    steps = [f"{n} by {year}" for n, year in zip(then["number"], then["first"].dt.year, strict=True)]
    title = heading(
        f"By the counts alone, {told['number'].iloc[0]} became {' and '.join(steps)}; the retreat was smaller",
        "Number of organizations. Filled: told after the meeting; open: told before",
        upright=upright,
    )
    drawn: alt.LayerChart = alt.layer(marks, *words, cross, gap)  # type: ignore[assignment]
    return drawn.properties(title=title, **size(250, upright=upright))


def _placed() -> list[tuple[Literal["left", "center", "right"], int, int, str]]:
    """Where the words beside a point go: to its right, but where they would run into another."""
    left = "datum.number == 11 || datum.number == 18"
    above = "datum.number == 23 || (datum.number == 20 && datum.kind == 'expected')"
    return [
        ("left", 11, 0, f"!({left}) && !({above})"),
        ("right", -11, 3, left),
        ("center", 0, -14, above),
    ]


def nato_traces(meetings: pd.DataFrame, row_sources: pd.DataFrame) -> pd.Series:
    """Give for each meeting the sources apart from the study that put NATO there (or expected it).

    A meeting's own row counts where public record is its source and it says that NATO came; a further source counts
    where its note names NATO.

    Returns
    -------
    pandas.Series
        Lists of BibTeX keys, by the identifier of the meeting; empty where the study alone speaks.

    Examples
    --------
    >>> traces = nato_traces(load("meetings"), load("row_sources"))
    >>> traces["hlm-2"], traces["hlm-4"]
    (['un-press-sg2020-1996'], [])
    """
    further = row_sources[(row_sources["table"] == "meetings") & (row_sources["source"] != STUDY)]
    named = further[further["note"].str.contains("NATO")].groupby("row")["source"].agg(list)
    own = meetings[(meetings["independence"] == "public-record") & (meetings["nato_attended"] == "yes")]
    found = own.set_index("id")["source"].map(lambda key: [key])
    both = pd.concat([named, found])
    return pd.Series([list(both.get(row, [])) for row in meetings["id"]], index=list(meetings["id"]))


def nato_table(meetings: pd.DataFrame, row_sources: pd.DataFrame) -> Table:
    """Set who spoke for NATO at each meeting where a source says that NATO came.

    Examples
    --------
    >>> nato_table(load("meetings"), load("row_sources")).payload["rows"][1][2]
    'Gebhardt von Moltke, Assistant Secretary General'
    """
    people = load("people").set_index("id")["name"]
    known = nato_traces(meetings, row_sources)
    came = meetings[meetings["nato_attended"] == "yes"].copy()
    came = came.assign(first=edges(came, "date")["earliest_start"]).sort_values("first")
    person = came["nato_representative"].map(people)
    office = came["nato_represented_by"].where(came["nato_represented_by"] != "not-stated")
    came["who"] = (person + ", " + office).fillna(office).fillna("not stated")
    came["apart"] = ["yes" if known[row] else "no" for row in came["id"]]
    came["when"] = came["date"].map(when)
    words = {"name": "Meeting", "when": "When", "who": "For NATO", "apart": "Other source"}
    sources = [STUDY, *dict.fromkeys(key for row in came["id"] for key in known[row])]
    return table(
        came[list(words)].rename(columns=words),
        sources=sources,
        tables=["meetings", "people", "row_sources"],
        links={"For NATO": to_rows("people", came["nato_representative"])},
        shows={"meetings": list(came["id"])},
    )
