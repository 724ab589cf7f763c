"""The figure of the ladder: height for how often, tone for how firmly, an empty line for silence.

The levels that it draws are `helpers.ladder`.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from helpers.charts import GRID, INK, MUTED, PALETTE, PAPER, heading
from helpers.dates import bounds
from helpers.display import Chart, chart
from helpers.ladder import CHANNELS, LEVELS, TONES, levels

__all__ = ["ladder_chart"]

SHOWN = ("frequency_low", "frequency_high", "formality_high")


def ladder_chart(steps: pd.DataFrame, rows: pd.DataFrame, *, title: str = "") -> Chart:
    """Draw the ladder: height for frequency, tone for formality, an empty line for silence, and attention below.

    Parameters
    ----------
    steps
        The table ``ladder_steps``, or some of its rows.
    rows
        What `attention` gives.
    title
        The finding.
    """
    found = levels(steps)
    found["name"] = found["channel"].map(CHANNELS)
    stated = found[found["frequency_high"].notna()].copy()
    seen = found[found["observed"]]
    early = stated[(stated["year"] < 1990) & (stated["channel"] == "leaders")]
    years = seen.groupby("name", sort=False)["year"].agg(["min", "count"])
    return chart(
        _drawing(found, steps, rows, title, upright=False),
        upright=_drawing(found, steps, rows, title, upright=True),
        description=(
            "Eight channels as rows of small bars by year, 1945 to 2018; a bar's height is how often the channel was "
            "used, its tone how firmly, a dashed part the room between a year's lowest and highest step, and a bare "
            "line means that no source speaks. Years of which a source speaks: "
            + "; ".join(f"{name}, {row['count']}, the first in {row['min']}" for name, row in years.iterrows())
            + f". {len(stated[stated['year'] < 1990])} of {len(stated)} bars stand before 1990, "
            f"{len(early)} of them on the heads of the two; {(steps['direction'] == 'fall').sum()} steps are falls."
        ),
        data=_words(seen),
        tables=["ladder_steps", "events"],
    )


def _words(seen: pd.DataFrame) -> pd.DataFrame:
    said = {f"{name} level".capitalize(): _range(seen, name) for name in LEVELS}
    return pd.DataFrame({"Channel": seen["name"], "Year": seen["year"], **said})


def _range(frame: pd.DataFrame, name: str) -> list[str]:
    pairs = zip(frame[f"{name}_low"], frame[f"{name}_high"], strict=True)
    said = ("not stated" if pd.isna(low) else f"{low}" if low == high else f"{low} to {high}" for low, high in pairs)
    return [text.replace("-", "\N{MINUS SIGN}") for text in said]


def _drawing(
    found: pd.DataFrame, steps: pd.DataFrame, rows: pd.DataFrame, title: str, *, upright: bool
) -> alt.VConcatChart:
    wide = 320 if upright else 640
    lanes = [_lane(part, steps, wide) for _, part in found.groupby("channel", sort=False)]
    key = heading(
        title,
        "Height: how often (0 to 3); dashed: from the year’s lowest step to its highest. "
        "Tone: how firmly (light 0 to dark 3). Triangle: a fall. Grey line: silence",
        upright=upright,
    )
    drawn = alt.vconcat(*lanes, _attention(rows, wide, upright=upright), spacing=4)
    return drawn.properties(title=key).resolve_scale(x="shared")


def _x(field: str = "year:Q", *, ticks: list[int] | None = None) -> alt.X:
    axis = alt.Axis(format="d", values=ticks, title=None) if ticks else None
    return alt.X(field, scale=alt.Scale(domain=[1945, 2019], nice=False), axis=axis)


def _level(value: float) -> alt.YDatum:
    return alt.YDatum(value, scale=alt.Scale(domain=[0, 4.2]), axis=None)


def _lane(part: pd.DataFrame, steps: pd.DataFrame, wide: int) -> alt.LayerChart | alt.FacetChart:
    """One channel: its name, a line for the years, bars where a level is stated, triangles where it falls."""
    part = part.assign(next=part["year"] + 1)
    stated = part[part["frequency_high"].notna()]
    pairs = zip(_range(stated, "frequency"), _range(stated, "formality"), strict=True)
    stated = stated.assign(said=[f"{often}; {firmly}" for often, firmly in pairs])
    down = steps[(steps["channel"] == part["channel"].iloc[0]) & (steps["direction"] == "fall")]
    falls = down.assign(year=[bounds(day).earliest_start.year + 0.5 for day in down["date"]])  # type: ignore[union-attr]
    tips = [alt.Tooltip("year:Q", format="d", title="Year"), alt.Tooltip("said:N", title="How often; how firmly")]
    fallen = [alt.Tooltip("date:N", title="When"), alt.Tooltip("step:N", title="Fall")]
    fill = alt.Fill("formality_high:O", legend=None, scale=alt.Scale(domain=[0, 1, 2, 3], range=list(TONES)))
    scale = alt.Scale(domain=[0, 4.2])
    low, high = (alt.Y(f"frequency_{end}:Q", scale=scale, axis=None) for end in ("low", "high"))
    years, shown = part[["year", "next"]], stated[["year", "next", *SHOWN, "said"]]
    apart, bars = alt.Chart(shown[shown["frequency_low"] < shown["frequency_high"]]), alt.Chart(shown)
    name = alt.Chart(pd.DataFrame({"year": [1945], "name": part["name"].iloc[:1].tolist()}))
    return alt.layer(
        alt.Chart(years).mark_rule(color=GRID, strokeWidth=2).encode(x=_x(), x2="next:Q", y=_level(0)),
        alt.Chart(years[part["observed"]]).mark_rule(color=INK, strokeWidth=2).encode(x=_x(), x2="next:Q", y=_level(0)),
        apart.mark_rect(fill=PAPER, stroke=PALETTE[0], strokeWidth=0.8, strokeDash=[2, 2]).encode(
            x=_x(), x2="next:Q", y=high, y2="frequency_low:Q", tooltip=tips
        ),
        bars.mark_rect(stroke=PALETTE[0], strokeWidth=0.6).encode(
            x=_x(), x2="next:Q", y=low, y2=alt.Y2Datum(0), fill=fill, tooltip=tips
        ),
        alt.Chart(falls[["year", "step", "date"]])
        .mark_point(shape="triangle-down", size=40, filled=True, color=PALETTE[1], opacity=1)
        .encode(x=_x(), y=_level(3.8), tooltip=fallen),
        name.mark_text(align="left", dx=2, fontWeight=600).encode(x=_x(), y=_level(3.2), text="name:N"),
    ).properties(width=wide, height=40)


def _attention(rows: pd.DataFrame, wide: int, *, upright: bool) -> alt.LayerChart | alt.FacetChart:
    """The band that keeps the reader honest: how many dated rows speak of each decade."""
    ends = rows.assign(year=rows["decade"].clip(lower=1945), next=(rows["decade"] + 10).clip(upper=2019))
    ends = ends[(ends["next"] > 1945) & (ends["year"] < 2019)].assign(middle=lambda f: (f["year"] + f["next"]) / 2)
    scale = alt.Scale(domain=[0, float(ends["rows"].max()) * 2.1])
    ticks = [1950, 1970, 1990, 2010] if upright else list(range(1950, 2020, 10))
    high = alt.Y("rows:Q", scale=scale, axis=None)
    name = alt.Chart(pd.DataFrame({"year": [1945], "name": ["The sources’ attention: dated rows by decade"]}))
    return alt.layer(
        alt.Chart(ends)
        .mark_rect(fill=PAPER, stroke=MUTED)
        .encode(x=_x(ticks=ticks), x2="next:Q", y=high, y2=alt.Y2Datum(0), tooltip=["decade:O", "rows:Q"]),
        alt.Chart(ends)
        .mark_text(dy=-8, color=INK, fontSize=12)
        .encode(x=_x("middle:Q", ticks=ticks), y=high, text="rows:Q"),
        name.mark_text(align="left", dx=2, color=MUTED).encode(x=_x(ticks=ticks), y=alt.value(4), text="name:N"),
    ).properties(width=wide, height=56)
