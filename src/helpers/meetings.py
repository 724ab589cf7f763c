"""The figures and tables of the chapter on high-level meetings, from ``meetings`` and ``meeting_themes``.

How far apart the meetings were is `helpers.rhythm`; here is how it is shown, and who came according to whom.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from helpers.cells import to_rows
from helpers.charts import GRID, INK, LABEL, PALETTE, PAPER, TINT, heading, size
from helpers.dates import phrase
from helpers.display import Chart, Table, chart, table
from helpers.numbers import between
from helpers.rhythm import intervals
from helpers.sources import STUDY
from helpers.spans import edges

__all__ = [
    "lanes_chart",
    "rhythm_chart",
    "secretariat",
    "series_table",
    "themes_table",
    "when",
]

COUNCIL = "security-council-thematic"
LAST = "2010-10-21"
"""The study's latest dated item: after it, no row speaks of meetings."""
YEARLY = "2005-07-25"
"""First day of the sixth meeting, from which the study has the meetings yearly (event ``annual-rhythm-2005``)."""
DAYS = ["un-press-sg2020-1996", "unsc-res-1197-1998", "un-press-sgsm7706-2001", "un-press-sg2083-2003"]
DAYS += ["un-doc-a-60-341-2005", "un-press-note6032-2006"]
"""Where the days of the second to seventh meetings are read, which the study gives by month."""


def secretariat(meetings: pd.DataFrame) -> pd.DataFrame:
    """Keep the Secretary-General's meetings: the seven high-level ones and the retreat, in order of time.

    Examples
    --------
    >>> from helpers import load
    >>> secretariat(load("meetings"))["id"].tolist()[-2:]
    ['hlm-7', 'retreat-2010']
    """
    ours = meetings[meetings["series"] != COUNCIL]
    return ours.assign(first=edges(ours, "date")["earliest_start"]).sort_values("first").reset_index(drop=True)


def when(date: str) -> str:
    """Put a date into words, with days of one month joined.

    Examples
    --------
    >>> when("2005-07-25/2005-07-26"), when("2006-09-22"), when("1994-08")
    ('25–26 July 2005', '22 September 2006', 'August 1994')
    """
    first, _, last = date.partition("/")
    if last and first[:7] == last[:7]:
        return f"{phrase(first).split()[0]}–{phrase(last)}"
    return phrase(date)


def _short(meetings: pd.DataFrame) -> pd.Series:
    """Names for a chart: the ordinal, or R for the retreat."""
    return meetings["ordinal"].astype("str").where(meetings["ordinal"].notna(), "R")


def rhythm_chart(meetings: pd.DataFrame) -> Chart:
    """Draw each interval between the Secretary-General's meetings as a bar as long and as high as it lasted.

    The two rhythms on record are drawn as lines: every two years, as the UN said in 2003, and every year from 2005.

    Parameters
    ----------
    meetings
        The table ``meetings``.
    """
    ours = secretariat(meetings)
    bars = intervals(ours)
    bars["months"] = [between(a, b) for a, b in zip(bars["least"], bars["most"], strict=True)]
    bars["label"] = [_about(a, b) for a, b in zip(bars["least"], bars["most"], strict=True)]
    names = dict(zip(ours["id"], ours["name"], strict=True))
    words = pd.DataFrame({"From": bars["meeting"].map(names), "To": bars["next"].map(names), "Months": bars["label"]})
    said = words["From"] + " to " + words["To"].str.lower() + ": " + words["Months"]
    by_length = bars.sort_values("least")["label"].tolist()
    points = ours.assign(short=_short(ours), kind=ours["ordinal"].notna().map({True: "numbered", False: "retreat"}))
    return chart(
        _rhythm(bars, points, upright=False),
        upright=_rhythm(bars, points, upright=True),
        description=(
            "Meetings of the UN Secretary-General with regional organizations from 1994 to 2010, as points, and the "
            "months from each to the next, as bars: "
            + "; ".join(said)
            + f". The shortest is {by_length[0]} months, after a yearly rhythm was set in 2005; the longest, "
            f"{by_length[-1]} months, follows it. A dashed line stands at 24 months up to 2005, another at 12 after."
        ),
        data=words,
        sources=[STUDY, *DAYS],
        tables=["meetings", "events"],
    )


def _about(least: float, most: float) -> str:
    """Whole months: one figure where both bounds round to it."""
    low, high = round(least), round(most)
    return f"{low}" if low == high else f"{low}–{high}"


def _rhythm(bars: pd.DataFrame, points: pd.DataFrame, *, upright: bool) -> alt.LayerChart:
    years = alt.Axis(format="%Y", tickCount={"interval": "year", "step": 4 if upright else 2}, offset=22, grid=False)
    span = alt.Scale(domain=[{"year": 1994, "month": 1}, {"year": 2011, "month": 1}])
    x = alt.X("start:T", title=None, axis=years, scale=span)
    months = alt.Axis(values=[0, 12, 24, 36, 48], gridColor=GRID)
    y = alt.Y("least:Q", title="Months to the next meeting", axis=months, scale=alt.Scale(domain=[0, 48]))
    base = alt.Chart(bars.assign(zero=0))
    tips = [alt.Tooltip("months:N", title="Months to the next"), alt.Tooltip("start:T"), alt.Tooltip("end:T")]
    frame: dict[str, Any] = {"stroke": PALETTE[0], "strokeWidth": 1.25}
    sure = base.mark_rect(fill=PALETTE[0], opacity=0.85, **frame).encode(
        x=x, x2="end:T", y=y, y2="zero:Q", tooltip=tips
    )
    may = (
        base.mark_rect(fill=TINT, **frame)
        .encode(x=x, x2="end:T", y=y, y2="most:Q")
        .transform_filter("datum.most > datum.least")
    )
    over = base.transform_calculate(mid="(time(datum.start) + time(datum.end)) / 2")
    figures = over.mark_text(dy=-9, fontWeight=600).encode(x=alt.X("mid:T", scale=span), y="most:Q", text="label:N")
    rule = pd.DataFrame(
        [("1994-08-01", YEARLY, 24, "every two years"), (YEARLY, LAST, 12, "every year")],
        columns=["from", "to", "months", "said"],
    )
    said = alt.Chart(rule).encode(x=alt.X("from:T", scale=span), x2="to:T", y="months:Q", tooltip=["said:N"])
    lines = [
        said.mark_rule(color=colour, strokeWidth=width, strokeDash=[7, 4]) for colour, width in ((PAPER, 5), (INK, 2.2))
    ]
    held = alt.Chart(points).encode(x=alt.X("first:T", scale=span), y=alt.datum(0))
    shape = alt.Shape(
        "kind:N", legend=None, scale=alt.Scale(domain=["numbered", "retreat"], range=["circle", "diamond"])
    )
    dots = held.mark_point(size=90, fill=PAPER, stroke=INK, strokeWidth=1.6, opacity=1, clip=False).encode(
        shape=shape, tooltip=["name:N", "date:N"]
    )
    under = held.mark_text(dy=16, clip=False).encode(text="short:N")
    late = bars.loc[bars["start"] >= YEARLY, "label"].tolist()
    title = heading(
        f"Meant to be yearly from 2005: one more meeting came after {late[0]} months, a retreat after {late[1]}",
        "Points: meetings by number, R the retreat. Bars: months to the next, outlined where the day is not known. "
        "Dashed: the rhythm that was stated",
        upright=upright,
    )
    drawn: alt.LayerChart = alt.layer(sure, may, *lines, figures, dots, under)  # type: ignore[assignment]
    return drawn.properties(title=title, **size(230, upright=upright))


def lanes_chart(meetings: pd.DataFrame) -> Chart:
    """Draw the Secretary-General's meetings above the Council's, and day by day the two weeks in which both met.

    Parameters
    ----------
    meetings
        The table ``meetings``.
    """
    lane = (meetings["series"] == COUNCIL).map({True: "Security Council", False: "Secretary-General"})
    days = edges(meetings, "date")
    frame = meetings.assign(lane=lane, first=days["earliest_start"], last=days["latest_end"] + pd.Timedelta(days=1))
    frame = frame.sort_values("first").reset_index(drop=True)
    frame["when"] = frame["date"].map(when)
    said = "; ".join(f"{lane}: {', '.join(part['when'])}" for lane, part in frame.groupby("lane", sort=False))
    return chart(
        _lanes(frame, upright=False),
        upright=_lanes(frame, upright=True),
        description=(
            f"Two lanes of meetings from 1994 to 2010. {said}. Two enlarged weeks: in September 2006 the Council meets "
            "on the 20th and the Secretary-General's meeting is on the 22nd; in January 2010 the Secretary-General's "
            "retreat is on the 11th and 12th and the Council meets on the 13th."
        ),
        data=frame[["lane", "name", "when"]].rename(columns={"lane": "Convened by", "name": "Meeting", "when": "When"}),
        sources=[STUDY, "un-press-note6032-2006", "un-press-sc9840-2010"],
        tables=["meetings"],
    )


LANES = ["Secretary-General", "Security Council"]


def _lanes(frame: pd.DataFrame, *, upright: bool) -> alt.VConcatChart:
    wide = 290 if upright else 520
    years = alt.Axis(format="%Y", values=[{"year": year} for year in range(1994, 2011, 4)], grid=True)
    span = alt.Scale(domain=[{"year": 1994, "month": 1}, {"year": 2010, "month": 6}])
    x = alt.X("first:T", title=None, axis=years, scale=span)
    base = alt.Chart(frame).encode(
        x=x, y=_lane_axis(labels=not upright), tooltip=["lane:N", "name:N", alt.Tooltip("when:N", title="When")]
    )
    marks = base.mark_point(size=95, opacity=1, strokeWidth=1.8, filled=True, stroke=PALETTE[0]).encode(
        shape=alt.Shape("lane:N", legend=None, scale=alt.Scale(domain=LANES, range=["circle", "square"])),
        fill=alt.Fill("lane:N", legend=None, scale=alt.Scale(domain=LANES, range=[PALETTE[0], PAPER])),
    )
    title = heading(
        "The Council began its meetings in 2003 and soon held more; in September 2006 it went first",
        "A mark: one meeting. Below: the two weeks in which both met, day by day",
        upright=upright,
    )
    whole = (_above(marks) if upright else marks).properties(width=wide, height=110 if upright else 80, title=title)
    weeks = [_week(frame, day, upright=upright) for day in ("2006-09-18", "2010-01-09")]
    below = alt.vconcat(*weeks, spacing=18) if upright else alt.hconcat(*weeks, spacing=24)
    return alt.vconcat(whole, below, spacing=18)


def _lane_axis(*, labels: bool) -> alt.Y:
    apart = alt.Undefined if labels else 0.5
    scale = alt.Scale(domain=LANES, paddingInner=apart, paddingOuter=apart)
    return alt.Y("lane:N", sort=LANES, title=None, axis=alt.Axis() if labels else None, scale=scale)


def _above(drawn: alt.Chart) -> alt.LayerChart:
    """Write the lanes' names above them, for a narrow screen."""
    names = alt.Chart(pd.DataFrame({"lane": LANES})).mark_text(align="left", dy=-20, fontWeight=600)
    return drawn + names.encode(x=alt.value(0), y=_lane_axis(labels=False), text="lane:N")


def _week(frame: pd.DataFrame, first: str, *, upright: bool) -> alt.LayerChart | alt.Chart:
    week = pd.date_range(first, periods=7)
    met = frame.merge(pd.DataFrame({"at": week, "day": week.day}), how="cross").query("first <= at < last")
    bars = (
        alt.Chart(met)
        .mark_rect(stroke=PALETTE[0], strokeWidth=1.5)
        .encode(
            x=alt.X("day:O", title=None, scale=alt.Scale(domain=week.day.tolist())),
            y=_lane_axis(labels=not upright),
            fill=alt.Fill("lane:N", legend=None, scale=alt.Scale(domain=LANES, range=[PALETTE[0], PAPER])),
            tooltip=["name:N", alt.Tooltip("when:N", title="When")],
        )
    )
    label = alt.TitleParams(phrase(first[:7]), fontSize=LABEL, fontWeight=600, offset=4)
    drawn = _above(bars) if upright else bars
    return drawn.properties(width=290 if upright else 195, height=110 if upright else 64, title=label)


_TOLD = {"announced": "set beforehand", "discussed": "talked about", "agreed": "agreed", "purpose": "its purpose"}
_VOICES = {"un": "the UN", "un-security-council": "the Council", "kofi-annan": "Annan", "ban-ki-moon": "Ban"}


def themes_table(themes: pd.DataFrame, meetings: pd.DataFrame) -> Table:
    """Set the themes that a source ties to one of the Secretary-General's meetings, in order of time.

    Examples
    --------
    >>> from helpers import load
    >>> themes_table(load("meeting_themes"), load("meetings")).payload["rows"][0][1]
    'general principles and ways of cooperation in peace and security'
    """
    ours = secretariat(meetings)[["id", "name", "first"]].rename(columns={"id": "meeting"})
    single = themes[themes["scope"] == "single"].merge(ours, on="meeting").sort_values(["first", "id"], kind="stable")
    return _themes(single, {"name": "Meeting"})


def series_table(themes: pd.DataFrame) -> Table:
    """Set the themes that a source tells only of a series as a whole.

    Examples
    --------
    >>> from helpers import load
    >>> len(series_table(load("meeting_themes")).payload["rows"])
    8
    """
    whole = themes[themes["scope"] == "series"].sort_values(["series", "kind", "id"])
    names = {"high-level-meetings": "High-level meetings", COUNCIL: "Council’s meetings"}
    return _themes(whole.assign(name=whole["series"].map(names)), {"name": "Series"})


def _themes(frame: pd.DataFrame, first: dict[str, str]) -> Table:
    words = first | {"theme": "Theme", "kind": "How it is told", "reported_by": "By whom"}
    shown = frame.assign(kind=frame["kind"].map(_TOLD), reported_by=frame["reported_by"].map(_VOICES))
    sources = list(dict.fromkeys(frame["source"]))
    links = {words["name"]: to_rows("meetings", frame["meeting"])}
    shows = {"meeting_themes": list(frame["id"])}
    tables = ["meeting_themes", "meetings"]
    return table(shown[list(words)].rename(columns=words), sources=sources, tables=tables, links=links, shows=shows)
