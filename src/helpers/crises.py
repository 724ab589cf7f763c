"""Where could the two organizations have met? The crises of the Cold War that the literature debates.

The table names who was involved and whether an organ of either organization acted, where that was looked up.
"""

from __future__ import annotations

from datetime import date

import altair as alt
import pandas as pd

from helpers.charts import MUTED, PALETTE, TINT, heading
from helpers.data import load
from helpers.dates import bounds
from helpers.declaration import LINES, lines_chart, names_above
from helpers.display import Chart, chart
from helpers.numbers import spell
from helpers.sources import STUDY
from helpers.spans import stretches

__all__ = ["crises_chart", "meeting_places"]

UNTIL = date(1991, 12, 31)
ACTS = ("acted", "not stated")
SHORT = {
    "Collective defence or engagement beyond the area": "Engaging out of area",
    "German containment and membership": "The German question",
}


def meeting_places(crises: pd.DataFrame) -> pd.DataFrame:
    """Give the crises and questions that the literature debates, in order of time, with who is known to have acted.

    Parameters
    ----------
    crises
        The table ``crises``.

    Returns
    -------
    pandas.DataFrame
        ``crisis``, ``period`` (words), ``members`` (how many NATO members are named as involved, in
        figures; a dash where no state is), ``un`` and ``nato``
        (one of `ACTS`), and all fields of `crises` that a drawing needs.

    Examples
    --------
    >>> from helpers import load
    >>> found = meeting_places(load("crises"))
    >>> found.loc[found.crisis == "Suez crisis", ["members", "un", "nato"]].values.tolist()
    [['2', 'acted', 'not stated']]
    """
    days = crises["period"].map(lambda period: bounds(period).earliest_start)
    shown = crises.assign(start=pd.to_datetime(days)).sort_values(["start", "id"])
    words = {"acted": ACTS[0], "none-found": "none found", "not-stated": ACTS[1]}
    return shown.assign(
        crisis=shown["name"],
        when=shown["period"].map(_years),
        members=[_count(named, of) for named, of in zip(shown["nato_members_involved"], shown["states"], strict=True)],
        un=shown["un_action"].map(words),
        nato=shown["nato_action"].map(words),
    ).reset_index(drop=True)


def _count(members: str, states: str) -> str:
    if states == "not-applicable":
        return "–"
    return "0" if members == "not-applicable" else str(len(members.split(";")))


def _years(edtf: str) -> str:
    span = bounds(edtf)
    assert span.earliest_start
    assert span.latest_end
    first, last = span.earliest_start.year, span.latest_end.year
    return f"{'about ' if span.approximate else ''}{first} to {last}" if first != last else str(first)


def crises_chart(crises: pd.DataFrame) -> Chart:
    """Draw the crises of the Cold War by period, with who was involved and whether either organization acted.

    Parameters
    ----------
    crises
        The table ``crises``.
    """
    frame = meeting_places(crises)
    frame["label"] = frame["crisis"].replace(SHORT)
    told = "; ".join(
        f"{row['crisis']}, {row['when']}: UN {row['un']}, NATO {row['nato']}, {row['members']} members named"
        for row in frame.to_dict("records")
    )
    acted = (frame["un"] == ACTS[0]).sum()
    shown = frame[["crisis", "when", "members", "un", "nato"]]
    return chart(
        _crises(frame, upright=False),
        upright=_crises(frame, upright=True),
        description=(
            f"{len(frame)} crises and questions of the Cold War as bars from 1949 to 1991, with two marks each for "
            f"whether the UN and NATO acted. The UN acted in {spell(int(acted))}; for NATO an act was looked up in one "
            f"and nothing is stated in the others. {told}."
        ),
        data=shown.set_axis(["Crisis or question", "Period", "NATO members", "UN", "NATO"], axis=1),
        sources=[STUDY, *_acts()],
        tables=["crises", "row_sources"],
    )


def _acts() -> list[str]:
    """Keys of the resolutions and protocols in which the acts were looked up."""
    further = load("row_sources")
    return sorted(set(further.loc[further["table"] == "crises", "source"]))


def _crises(frame: pd.DataFrame, *, upright: bool) -> alt.LayerChart:
    lanes = frame["label"].tolist()
    cut = stretches(frame, "period", until=UNTIL)
    edge = 168 if upright else 250
    years = alt.Axis(
        format="%Y", grid=False, values=[f"{year}-01-01" for year in range(1950, 1992, 20 if upright else 10)]
    )
    x = alt.X("first:T", title=None, axis=years, scale=alt.Scale(domain=["1949-01-01", "1992-06-01"], range=[0, edge]))
    y = alt.Y("label:N", sort=lanes, title=None, axis=None if upright else LINES)
    bars = alt.Chart(cut[["label", "part", "first", "last"]]).encode(x=x, x2="last:T", y=y)
    sure = bars.transform_filter("datum.part == 'certain'").mark_bar(color=PALETTE[0], height=10)
    may = bars.transform_filter("datum.part != 'certain'")
    layers: list[alt.Chart] = [may.mark_bar(fill=TINT, stroke=PALETTE[0], strokeWidth=1, height=9), sure]
    base = alt.Chart(frame[["label", "members", "un", "nato"]]).encode(y=y)
    places = [edge + gap for gap in ((35, 82, 120) if upright else (65, 140, 190))]
    layers.append(base.encode(x=alt.value(places[0]), text="members:N").mark_text())
    for name, place in zip(("un", "nato"), places[1:], strict=True):
        mark = base.encode(x=alt.value(place))
        acted = mark.transform_filter(f"datum.{name} == 'acted'")
        layers.append(acted.mark_point(shape="square", size=110, fill=PALETTE[0], stroke=PALETTE[0], opacity=1))
        unknown = mark.transform_filter(f"datum.{name} != 'acted'")
        layers.append(unknown.mark_text(text="?", color=MUTED, fontWeight=600, fontSize=15))
    top = alt.Chart(frame[["label"]].head(1)).encode(y=alt.value(-10))
    heads = ("members", "UN", "NATO") if upright else ("NATO members", "UN", "NATO")
    layers += [
        top.encode(x=alt.value(place)).mark_text(text=head, fontWeight=600)
        for place, head in zip(places, heads, strict=True)
    ]
    if upright:
        layers.append(names_above(frame[["label"]], "label", y))
    title = heading(
        "The UN acted in most of them; of NATO the tables mostly do not say",
        "Number: members of NATO named as involved. Square: acted; question mark: not stated, which is not “no”",
        upright=upright,
    )
    title["offset"] = 28
    return lines_chart(layers, title, len(lanes), upright=upright)
