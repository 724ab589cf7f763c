"""How the Joint Declaration of 2008 came about and came out, step by step.

The days between the steps are `helpers.waits`; who said what of it is `helpers.reactions`; what the text says,
`helpers.matters`; and like texts of the UN, `helpers.agreements`.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from helpers.charts import INK, MUTED, PALETTE, PAPER, TINT, heading
from helpers.dates import bounds, phrase
from helpers.display import Chart, chart
from helpers.sources import STUDY

__all__ = ["above_line", "lines_chart", "names_above", "steps", "steps_chart", "when"]

RECORD = ["gutterman-2008", "tff-2008", "wikileaks-un-nato-2009", "nato-news-103374-2013", "nato-news-160002-2018"]
SIGNATURE = "2008-09-23"
STEPS = {
    "step-01-climate": "UN favours regional bodies",
    "step-04-proposal": "NATO proposes a declaration",
    "step-05-wording-not-approved": "Ban takes over, wording open",
    "step-06-begun-again": "Efforts begin again",
    "step-07-heeze-expectation": "NATO’s officer favours a text",
    "step-08-signature": "Both Secretaries-General sign",
    "step-11-authors-need-approval": "Two scholars need leave for a copy",
    "step-12-lavrov-record": "Russia objects",
    "step-12-montas-record": "Both spokespersons answer",
    "step-13-text-published-by-tff": "A foundation prints the text",
    "step-13-wikileaks": "WikiLeaks shows a scan",
    "step-14-strasbourg-kehl": "NATO’s summit commits to it",
    "step-15-csto-signature": "UN and CSTO sign theirs",
    "step-16-web-page": "NATO’s web page refers to it",
    "step-20-five-years": "NATO looks back on five years",
    "step-21-meeting-2018": "Heads meet before the update",
    "step-22-update": "Update concluded",
    "step-23-update-announced": "NATO prints the update",
}
"""The steps that the timeline draws, as it calls them; assessments and second records of a step are left out."""
PUBLICITY = {
    "public": ("in public", "circle", PALETTE[0]),
    "quiet": ("kept quiet", "square", PALETTE[1]),
    "leaked": ("brought out by others", "triangle-up", PALETTE[2]),
    "not-stated": ("no source says how public", "diamond", PAPER),
}
LINES = alt.Axis(grid=True, gridColor="#eeeeee", domain=False, ticks=False, labelPadding=6)


def steps(process: pd.DataFrame) -> pd.DataFrame:
    """Give the steps that the timeline draws, in order of time, with the days each may span.

    A copy cannot have been asked for before there was a text, so no such step is drawn before the signature.

    Parameters
    ----------
    process
        The table ``declaration_process``.

    Returns
    -------
    pandas.DataFrame
        A row a step of `STEPS`: ``step`` (words), ``when`` (words), ``public`` (words), ``first``, ``last`` (days),
        ``long`` (bool: more than a month).
    """
    shown = process.set_index("id").loc[list(STEPS)].reset_index()
    spans = shown["date"].map(bounds)
    first = pd.to_datetime(spans.map(lambda span: span.earliest_start))
    withheld = shown["action"] == "withholding"
    return pd.DataFrame(
        {
            "step": shown["id"].map(STEPS),
            "when": shown["date"].map(when),
            "public": shown["publicity"].map(lambda value: PUBLICITY[value][0]),
            "first": first.mask(withheld & (first < pd.Timestamp(SIGNATURE)), pd.Timestamp(SIGNATURE)),
            "last": pd.to_datetime(spans.map(lambda span: span.latest_end)),
        }
    ).assign(long=lambda frame: (frame["last"] - frame["first"]).dt.days > 31)


def when(edtf: str) -> str:
    """Put a date into the few words that fit beside a mark or into a cell.

    Examples
    --------
    >>> when("2008-09-23"), when("2008~/2009~")
    ('23 Sept 2008', 'late 2008, early 2009')
    """
    months = {"January": "Jan", "August": "Aug", "September": "Sept", "October": "Oct", "December": "Dec"}
    words = phrase(edtf)
    for long, short in months.items():
        words = words.replace(long, short)
    return words.replace("about 2008 to about 2009", "late 2008, early 2009")


def steps_chart(process: pd.DataFrame) -> Chart:
    """Draw the declaration's steps, one below the other, by date and by how public each was.

    Parameters
    ----------
    process
        The table ``declaration_process``.
    """
    frame = steps(process)
    return chart(
        _steps(frame, upright=False),
        upright=_steps(frame, upright=True),
        description=(
            f"{len(frame)} steps of the Joint Declaration from 2004 to 2018, one a line, with how public each was: "
            + "; ".join(f"{row.step}, {row.when} ({row.public})" for row in frame.itertuples())
            + ". Three years lie between proposal and signature, weeks between the signature and others' print of the "
            "text, eight years without a step but one between 2010 and 2018, and five days between the update and its "
            "print."
        ),
        data=frame[["step", "when", "public"]].set_axis(["Step", "When", "How public"], axis=1),
        sources=[STUDY, *RECORD],
        tables=["declaration_process"],
    )


def _steps(frame: pd.DataFrame, *, upright: bool) -> alt.LayerChart:
    lanes = frame["step"].tolist()
    placed = frame.assign(late=frame["first"] >= "2011")  # their dates stand on the left, or they would not fit
    x = alt.X(
        "first:T",
        title=None,
        scale=alt.Scale(domain=["2003-10-01", "2019-06-30"]),
        axis=alt.Axis(format="%Y", grid=False, values=[f"{year}-01-01" for year in range(2004, 2020, 2 + 2 * upright)]),
    )
    y = alt.Y("step:N", sort=lanes, title=None, axis=None if upright else LINES, scale=alt.Scale(domain=lanes))
    base = alt.Chart(placed).encode(x=x, y=y)
    spans = base.transform_filter("datum.long").mark_bar(fill=TINT, stroke=PALETTE[0], strokeWidth=1, height=8)
    words, shapes, fills = (list(column) for column in zip(*PUBLICITY.values(), strict=True))
    legend = alt.Legend(columns=1 if upright else 4)
    marks = base.mark_point(size=85, strokeWidth=1.5, stroke=INK, opacity=1).encode(
        shape=alt.Shape("public:N", title=None, sort=words, scale=alt.Scale(domain=words, range=shapes), legend=legend),
        fill=alt.Fill("public:N", title=None, sort=words, scale=alt.Scale(domain=words, range=fills)),
        tooltip=[alt.Tooltip(f"{name}:N", title=name) for name in ("step", "when", "public")],
    )
    layers: list[alt.Chart] = [*_bands(frame, x), spans.encode(x2="last:T"), marks]
    if upright:
        layers.append(names_above(placed, "step", y))
    else:
        dates = base.encode(text="when:N")
        layers.append(dates.transform_filter("!datum.late && !datum.long").mark_text(align="left", dx=10, color=MUTED))
        layers.append(dates.transform_filter("datum.late").mark_text(align="right", dx=-10, color=MUTED))
    title = heading(
        "Three years to a signature, weeks until others printed it; in 2018, five days",
        "Pale: from proposal to signature; darker: on to NATO’s first text in our rows that names it. "
        "Bars: the step lasted, or may fall anywhere within",
        upright=upright,
    )
    return lines_chart(layers, title, len(lanes), upright=upright)


def _bands(frame: pd.DataFrame, x: alt.X) -> list[alt.Chart]:
    """Shade the wait for the signature, and the time until NATO itself put the declaration's name into a text."""
    days = frame.set_index("step")["first"]
    signed = days["Both Secretaries-General sign"]
    spans = [
        (days["NATO proposes a declaration"], signed, "#f3f3f3"),
        (signed, days["NATO’s summit commits to it"], "#d4d4d4"),
    ]
    return [
        alt.Chart(pd.DataFrame({"first": [first], "last": [last]})).mark_rect(color=tone).encode(x=x, x2="last:T")
        for first, last, tone in spans
    ]


def names_above(frame: pd.DataFrame, field: str, y: alt.Y) -> alt.Chart:
    """Write the name of each line above it: on a narrow screen there is no room beside.

    Parameters
    ----------
    frame
        The rows of the chart.
    field
        The column that names the lines.
    y
        The channel of the chart that the names belong to.
    """
    text = alt.Chart(frame.drop_duplicates(field)).mark_text(align="left", dy=-13)
    return text.encode(x=alt.value(0), y=y, text=f"{field}:N")


def above_line(field: str, order: list[str], *, upright: bool) -> alt.Y:
    """Give the place just above a line; all layers of a chart must agree on whether there is an axis."""
    y = alt.Y(f"{field}:N", sort=order, bandPosition=0, title=None)
    return y.axis(None) if upright else y


def lines_chart(layers: list[alt.Chart], title: alt.TitleParams, lines: int, *, upright: bool) -> alt.LayerChart:
    """Put layers together as a chart of named lines, with room for the names.

    Parameters
    ----------
    layers
        What is drawn, from back to front.
    title
        What `helpers.charts.heading` gives.
    lines
        How many lines there are.
    upright
        Whether it is for a narrow screen, where names stand above their lines.
    """
    title["frame"] = "bounds"  # names stand left of the plot, and the title above them
    drawn: alt.LayerChart = alt.layer(*layers)  # type: ignore[assignment]  # a facet only if a layer is one
    width, step = (300, 40) if upright else (400, 25)
    return drawn.properties(title=title, width=width, height=step * lines)
