"""The look of the book's charts, and the drawings that more than one chapter makes.

Importing this module sets Altair's theme. Here live colours, sizes and drawings; what is drawn comes as frames from
`helpers.data`, `helpers.spans` and the analyses, and leaves through `helpers.display.chart`.

Colour is never the only sign: where categories matter, a chart gives shape, dash or place as well. The palette's
colours stand 4.5:1 against white, so that a label may have the colour of its line, and stay apart for readers who
confuse red and green or blue and yellow (a test measures both).
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

import altair as alt
import pandas as pd

from helpers.spans import PARTS, stretches

__all__ = [
    "DASHES",
    "FONT",
    "GRID",
    "INK",
    "MUTED",
    "PALETTE",
    "PAPER",
    "SHAPES",
    "TINT",
    "hatching",
    "heading",
    "size",
    "timeline",
]

FONT = "Source Sans Pro"
INK, MUTED, GRID, PAPER = "#212020", "#5c5c5c", "#dedede", "#ffffff"
PALETTE = ("#144398", "#9d4503", "#14835a", "#a25990", "#212020")
TINT = "#dbe4f4"
"""Fill of what is possible rather than certain, behind an outline of the first colour."""
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
DASHES = ((1, 0), (6, 3), (2, 2), (8, 3, 2, 3), (1, 3))
WIDE, NARROW = 560, 300
"""Widths in px of the plot itself: of a page, and of a telephone held upright."""
LABEL = 13


@alt.theme.register("book", enable=True)
def theme() -> alt.theme.ThemeConfig:
    """Give Altair the settings that all charts share."""
    words: dict[str, Any] = {"labelFont": FONT, "titleFont": FONT, "labelColor": INK, "titleColor": INK}
    words |= {"labelFontSize": LABEL, "titleFontSize": LABEL, "titleFontWeight": "normal"}
    settings: dict[str, Any] = {
        "background": PAPER,
        "width": WIDE,
        "padding": 4,
        "config": {
            "font": FONT,
            "locale": {"number": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", ""]}},
            "view": {"stroke": None},
            "title": {
                **{"font": FONT, "fontSize": 16, "fontWeight": 600, "color": INK},
                **{"anchor": "start", "frame": "group", "offset": 12},
                **{"subtitleFont": FONT, "subtitleFontSize": LABEL, "subtitleColor": MUTED},
            },
            "axis": {**words, "gridColor": GRID, "domainColor": MUTED, "tickColor": MUTED, "labelLimit": 260},
            "axisX": {"titleAnchor": "end", "labelAngle": 0},
            "axisY": {"titleAnchor": "end", "titleAngle": 0, "titleAlign": "left", "titleY": -10},
            "axisBand": {"grid": False, "domain": False, "ticks": False, "labelPadding": 6},
            "header": {**words, "titleFontSize": LABEL, "labelAnchor": "start", "labelFontWeight": 600},
            "legend": {**words, "orient": "top", "titleAnchor": "start", "symbolStrokeWidth": 2, "labelLimit": 0},
            "range": {"category": list(PALETTE), "symbol": list(SHAPES), "ordinal": {"scheme": "blues"}},
            "mark": {"color": PALETTE[0]},
            "text": {"font": FONT, "fontSize": LABEL, "color": INK},
            "point": {"size": 70, "filled": True},
            "line": {"strokeWidth": 2},
            "rule": {"color": MUTED},
        },
    }
    return cast("alt.theme.ThemeConfig", settings)


# All rows of a chart travel with it; a limit would only turn a large table into an error.
alt.data_transformers.disable_max_rows()


def size(height: int, *, upright: bool = False) -> dict[str, int]:
    """Give the width and height in px of a drawing, for ``.properties(**size(200))``.

    Parameters
    ----------
    height
        Of the plot.
    upright
        Whether it is the drawing for narrow screens.

    Examples
    --------
    >>> size(200)
    {'width': 560, 'height': 200}
    """
    return {"width": NARROW if upright else WIDE, "height": height}


def heading(finding: str, *lines: str, upright: bool = False) -> alt.TitleParams:
    """Make a title that says the finding, broken into lines that fit the drawing.

    Parameters
    ----------
    finding
        What the chart shows, in a clause.
    lines
        What stands below it in smaller letters: units, how to read the signs.
    upright
        Whether it is for a narrow screen.

    Examples
    --------
    >>> heading("Five officers in a row, with gaps that no source fills", upright=True).text
    ['Five officers in a row, with', 'gaps that no source fills']
    """
    wide, small = (40, 50) if upright else (78, 92)
    below = [part for line in lines for part in _even(line, small)]
    return alt.TitleParams(_even(finding, wide), subtitle=below or alt.Undefined)


def _even(words: str, widest: int) -> list[str]:
    """Break words into as few lines as fit, of about equal length: no line of one last word."""
    lines = textwrap.wrap(words, widest)
    for narrower in range(widest - 1, 0, -1):
        closer = textwrap.wrap(words, narrower)
        if len(closer) > len(lines):
            break
        lines = closer
    return lines


def timeline(
    frame: pd.DataFrame,
    *,
    label: str,
    field: str,
    until: date | str,
    since: date | str | None = None,
    order: Sequence[str] | None = None,
    tooltip: Mapping[str, str] | None = None,
    title: str = "",
    upright: bool = False,
) -> alt.LayerChart:
    """Draw a row's span of time as a bar: solid where certain, outlined where possible, dotted where no source says.

    Parameters
    ----------
    frame
        Rows to draw; a column ``as_of`` bounds ends that are not known (see `helpers.spans`). Or what
        `helpers.spans.stretches` gives, where an analysis knows more of some stretch than its dates say.
    label
        Column that names the lanes; rows of one name share a lane.
    field
        Column of EDTF dates or intervals.
    until, since
        Last and first day of the drawing, for spans without a known end or start.
    order
        Names of the lanes from top to bottom; by default in order of appearance.
    tooltip
        Columns to show when a bar is touched, with what each is called there; by default lane and date. What kind of
        stretch it is always stands last.
    title
        The finding, in a clause; the key to the signs stands below it.
    upright
        Whether to draw it for a narrow screen: names above their bars.

    Examples
    --------
    >>> terms = pd.DataFrame({"officer": ["Heeze"], "term": ["2007-08/2009-09"]})
    >>> drawn = timeline(terms, label="officer", field="term", until="2010-10-21").to_dict()
    >>> [layer["mark"]["type"] for layer in drawn["layer"]]
    ['bar', 'bar', 'rule']
    """
    cut = frame if "part" in frame else stretches(frame, field, until=until, since=since)
    told = {**(tooltip or {label: label.capitalize(), field: field.capitalize()}), "part": "How sure"}
    cut = cut[[*dict.fromkeys([label, field, *told, "first", "last"])]]
    lanes = list(order) if order is not None else list(dict.fromkeys(cut[label]))
    step = 46 if upright else 30
    base = alt.Chart(cut).encode(
        x=alt.X("first:T", title=None, axis=alt.Axis(format="%Y", tickCount={"interval": "year", "step": 2})),
        x2="last:T",
        y=alt.Y(
            f"{label}:N",
            sort=lanes,
            title=None,
            axis=None if upright else alt.Axis(),
            scale=alt.Scale(domain=lanes, paddingInner=0.35, paddingOuter=0.2),
        ),
        tooltip=[alt.Tooltip(f"{name}:N", title=called) for name, called in told.items()],
    )
    layers: list[Any] = [_part(base, name, 14 if upright else 18) for name in PARTS]
    if upright:
        names = alt.Chart(pd.DataFrame({label: lanes})).mark_text(align="left", dy=-17, fontWeight=600)
        layers.append(names.encode(x=alt.value(0), y=alt.Y(f"{label}:N", sort=lanes), text=f"{label}:N"))
    key = heading(title, "Solid: certain; outlined: possible; dotted: no source says", upright=upright)
    drawn: alt.LayerChart = alt.layer(*layers)  # type: ignore[assignment]  # a facet only if a layer is one
    return drawn.properties(title=key, **size(step * max(len(lanes), 1), upright=upright))


def _part(base: alt.Chart, part: str, thick: int) -> alt.Chart:
    some = base.transform_filter(alt.datum.part == part)
    if part == "certain":
        return some.mark_bar(color=PALETTE[0], size=thick)
    if part == "possible":
        return some.mark_bar(fill=TINT, stroke=PALETTE[0], strokeWidth=1.25, size=thick - 1)
    return some.mark_rule(color=PALETTE[0], strokeDash=[2, 4], strokeWidth=3)


def hatching(frame: pd.DataFrame, *, x: alt.X, y: alt.Y, side: int = 18) -> alt.Chart:
    """Hatch cells of which no source speaks, to be layered under the marks of a chart with bands.

    Parameters
    ----------
    frame
        A row a cell.
    x, y
        The channels of the chart it goes under.
    side
        Side of the hatched square in px.

    Examples
    --------
    >>> silent = pd.DataFrame({"year": [1970], "channel": ["liaison"]})
    >>> hatching(silent, x=alt.X("year:O"), y=alt.Y("channel:N")).to_dict()["mark"]["type"]
    'point'
    """
    strokes = " ".join(
        f"M{-0.5 + i / 4},0.5 L0.5,{-0.5 + i / 4} M-0.5,{0.5 - i / 4} L{0.5 - i / 4},-0.5" for i in range(4)
    )
    return (
        alt.Chart(frame)
        .mark_point(shape=strokes, size=side**2, filled=False, stroke=MUTED, strokeWidth=0.7, tooltip=False)
        .encode(x=x, y=y)
    )
