"""The founding years as a line, and the numbers of the chapter on the founding documents.

Links are selected in `helpers.network` and drawn in `helpers.founding_map`; clauses are drawn and set in
`helpers.founding_clauses`.
"""

from __future__ import annotations

import textwrap

import altair as alt
import pandas as pd

from helpers.charts import PALETTE, heading
from helpers.dates import bounds, phrase
from helpers.display import Chart, chart
from helpers.founding_clauses import USED
from helpers.network import CHARTER, TREATY, across, joined, pairs, pointing, silent
from helpers.numbers import between, listed, spell
from helpers.spans import edges

__all__ = ["months_apart", "numbers", "years_chart"]


def years_chart(events: pd.DataFrame) -> Chart:
    """Draw the founding years, an event a line, with the days or the whole year that its source allows.

    Parameters
    ----------
    events
        The table ``events``.
    """
    some = events[events["theme"] == "founding"]
    days = edges(some, "date")
    frame = some.assign(first=days["earliest_start"], last=days["latest_end"] + pd.Timedelta(days=1))
    frame = frame.assign(
        long=~frame["date"].str.match(r"\d{4}-\d\d"),
        several=frame["date"].str.contains("/"),
        said=frame["date"].map(phrase),
    ).sort_values(["first", "last", "id"])
    return chart(
        _years(frame, upright=False),
        upright=_years(frame, upright=True),
        description=(
            f"{len(frame)} happenings of the founding years, a line each, in order of time, from 1944 to 1949. "
            + "; ".join(f"{said}: {title}" for said, title in zip(frame["said"], frame["title"], strict=True))
            + ". They crowd in the spring of 1945 and in that of 1949; between the Charter's entry into force and the "
            + "resolution of June 1948 there is none with a day."
        ),
        data=frame[["said", "title", "source"]].rename(columns={"said": "When", "title": "What", "source": "Source"}),
        sources=["kille-hendrickson-2011", *sorted(set(frame["source"]) - {"kille-hendrickson-2011"})],
        tables=["events"],
    )


def _years(frame: pd.DataFrame, *, upright: bool) -> alt.LayerChart:
    rows = frame.assign(n=range(len(frame)))
    step = 54 if upright else 21
    span = [pd.Timestamp("1944-07-01"), pd.Timestamp("1950-01-01")]
    ticks = [f"{year}-01-01" for year in range(1945, 1951)]
    x = alt.X(
        "first:T",
        title=None,
        scale=alt.Scale(domain=[s.isoformat() for s in span], nice=False),
        axis=alt.Axis(format="%Y", values=ticks, grid=True, orient="top"),
    )
    down = alt.Scale(domain=[-0.9 if upright else -0.6, len(rows) - 0.4], reverse=True, nice=False, zero=False)
    y = alt.Y("n:Q", axis=None, scale=down)
    base = alt.Chart(rows).encode(y=y, tooltip=["said:N", "title:N", "detail:N"])
    bars = base.transform_filter("datum.long").mark_rule(stroke=PALETTE[1], strokeWidth=7, opacity=0.35)
    spans = base.transform_filter("!datum.long && datum.several").mark_rule(stroke=PALETTE[0], strokeWidth=7)
    points = base.transform_filter("!datum.long && !datum.several")
    points = points.mark_point(size=56, filled=True, color=PALETTE[0], opacity=1)
    late = rows["first"] >= pd.Timestamp("1947-01-01")
    dated = rows["title"] + (", " + rows["said"]).where(~rows["long"], "")
    words = rows.assign(label=pd.Series([textwrap.wrap(s, 52 if upright else 200) for s in dated], index=rows.index))
    if upright:
        above = alt.Y("top:Q", axis=None, scale=down)
        label = alt.Chart(words.assign(top=words["n"] - 0.72))
        label = label.mark_text(align="left", baseline="top", fontSize=12, lineHeight=14)
        texts = [label.encode(x=alt.value(0), y=above, text="label:N")]
    else:
        early = alt.Chart(words[~late]).mark_text(align="left", dx=9, fontSize=12)
        after = alt.Chart(words[late]).mark_text(align="right", dx=-9, fontSize=12)
        texts = [
            early.encode(x=alt.X("last:T"), y=y, text="label:N"),
            after.encode(x=alt.X("first:T"), y=y, text="label:N"),
        ]
    title = heading(
        "Two bursts of drafting, and between them years of which our rows record nothing",
        "Dark marks: days from the public record; pale bars: the study gives only the year",
        upright=upright,
    )
    drawn: alt.LayerChart = alt.layer(  # type: ignore[assignment]
        bars.encode(x=x, x2="last:T"), spans.encode(x=x, x2="last:T"), points.encode(x=x), *texts
    )
    return drawn.properties(title=title, width=300 if upright else 640, height=step * len(rows))


def months_apart(events: pd.DataFrame, first: str, then: str) -> str:
    """Say how many whole months lie between two dated events.

    Parameters
    ----------
    events
        The table ``events``.
    first, then
        Ids of events whose dates are days.

    Raises
    ------
    KeyError
        If there is no such event.

    Examples
    --------
    >>> from helpers import load
    >>> months_apart(load("events"), "charter-in-force-1945", "vandenberg-resolution-1948")
    '31'
    """
    dates = events.set_index("id")["date"]
    one, other = bounds(dates[first]).latest_end, bounds(dates[then]).earliest_start
    assert one is not None
    assert other is not None
    months = (other.year - one.year) * 12 + other.month - one.month - (other.day < one.day)
    return between(months, months)


def numbers(provisions: pd.DataFrame, links: pd.DataFrame, events: pd.DataFrame) -> dict[str, str]:
    """Give the numbers that the chapter says of clauses, links and years, by name, in words.

    Parameters
    ----------
    provisions, links, events
        The tables ``provisions``, ``provision_links`` and ``events``.

    Examples
    --------
    >>> from helpers import load
    >>> numbers(load("provisions"), load("provision_links"), load("events"))["naming"]
    'its preamble and Articles 1, 5, 7 and 12'
    """
    found = joined(provisions, links)
    between_them, read = across(found), pairs(found)
    text = between_them[~between_them["read"]]
    used = provisions["in_study"].isin(USED)
    founding = events[events["theme"] == "founding"]
    regional = provisions[provisions["about"] == "regional-arrangements"]
    said = {
        "clauses": len(provisions),
        "charter-clauses": int((provisions["document"] == CHARTER).sum()),
        "treaty-clauses": int((provisions["document"] == TREATY).sum()),
        "used": int(used.sum()),
        "unmentioned": int((provisions["in_study"] == "no").sum()),
        "text-links": len(text),
        "text-51": int((text["article_to"] == "51").sum()),
        "readings": int(found["read"].sum()),
        "pairs": len(read),
        "contested": int(read["contested"].sum()),
        "most-read": int(read["readings"].max()),
        "nodes": len(set(text["provision_from"]) | set(text["provision_to"]) | set(read["one"]) | set(read["other"])),
        "regional-clauses": len(regional),
        "regional-oblige": int((regional["modality"] == "obliges").sum()),
        "events": len(founding),
        "year-only": int((~founding["date"].str.match(r"\d{4}-\d\d")).sum()),
    }
    named = _naming(found)
    return {name: spell(count) for name, count in said.items()} | {
        "naming": f"its preamble and Articles {listed(named)}",
        "places": spell(len(named) + 1),
        "silent": listed(silent(found, ("51", "52", "53", "54"))),
        "gap": months_apart(events, "charter-in-force-1945", "vandenberg-resolution-1948"),
        "signing-gap": months_apart(events, "charter-signed-1945", "treaty-signed-1949"),
    }


def _naming(found: pd.DataFrame) -> list[str]:
    """Articles of the Treaty (besides its preamble) whose words name the Charter or take over its duties by its words.

    A duty that is merely alike (``echoes``) names nothing.
    """
    kinds = ("invokes", "is-subject-to")
    return [article for article in pointing(found, TREATY, kinds=kinds) if article.isdigit()]
