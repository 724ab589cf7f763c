"""What weights could change about the ladder, and what they could not.

A sum over channels treats ordinal levels as if their distances meant something. Whether every measure points one way
does not: if none falls and one rises, no weights that are not negative can turn the sum round.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from helpers.charts import GRID, INK, PALETTE, PAPER, SHAPES, heading
from helpers.display import Chart, chart
from helpers.ladder import CHANNELS, compare

__all__ = ["irreversible", "weighted", "weights_chart"]

SLIDERS = {
    "leaders": "heads",
    "meetings": "meetings",
    "staff": "staff",
    "liaison_new_york": "liaison, New York",
    "liaison_brussels": "liaison, Brussels",
    "texts_un": "UN texts",
}
"""Channels that the two periods share, with the names of their sliders; texts begin at a weight of nothing."""


def irreversible(changes: pd.Series) -> bool:
    """Tell whether no weights could turn the sum of these changes round: none falls, and at least one rises.

    Parameters
    ----------
    changes
        Changes of ordinal measures; NA where a measure is not observed.

    Examples
    --------
    >>> irreversible(pd.Series([1, 0, 2])), irreversible(pd.Series([3, -1])), irreversible(pd.Series([0, 0]))
    (True, False, False)
    """
    seen = changes.dropna()
    return bool((seen >= 0).all() and (seen > 0).any())


def weighted(changes: pd.DataFrame, weights: dict[str, float], *, formality: float = 0.5) -> float:
    """Sum the changes with a weight for each channel and a share for formality.

    Parameters
    ----------
    changes
        What `helpers.ladder.compare` gives.
    weights
        Weight of each channel; a channel that is not named has none.
    formality
        Share of formality, 0 to 1; frequency has the rest.

    Raises
    ------
    ValueError
        If a weight is negative, or the share is not between 0 and 1.

    Examples
    --------
    >>> both = pd.DataFrame({"channel": ["staff"] * 2, "measure": ["frequency", "formality"], "change": [1, 3]})
    >>> weighted(both, {"staff": 2}, formality=0.25)
    3.0
    """
    if any(weight < 0 for weight in weights.values()) or not 0 <= formality <= 1:
        raise ValueError(f"{weights}, {formality}: weights are not negative, and a share lies between 0 and 1")
    share = changes["measure"].map({"formality": formality, "frequency": 1 - formality})
    return float((changes["change"].fillna(0) * share * changes["channel"].map(weights).fillna(0)).sum())


def weights_chart(steps: pd.DataFrame) -> Chart:
    """Draw each channel's change from 1993–95 to 2008–10, times weights that the reader can move, and the sum.

    Parameters
    ----------
    steps
        The table ``ladder_steps``.
    """
    top, low = compare(steps), compare(steps, top=False)
    both = pd.concat([top.assign(reading="highest against highest"), low.assign(reading="lowest against lowest")])
    seen = both[both["channel"].isin(_channels()) & both["change"].notna()]
    frame = seen.assign(
        change=seen["change"].astype(int),
        name=seen["channel"].map(CHANNELS),
        key=seen["channel"].str.replace("-", "_"),
    )[["key", "name", "measure", "reading", "change"]]
    contact = top[top["channel"].isin(_channels()) & ~top["channel"].str.startswith("texts")]
    assert irreversible(contact["change"]), "the title says that no weights can reverse it: it no longer holds"
    title = "Best against best, no weights on the channels of contact turn the sum round; one on UN texts can"
    sums = {
        reading: sum(
            weighted(part, {c: 1 for c in _channels() if not c.startswith("texts")})
            for part in [both[both["reading"] == reading]]
        )
        for reading in ("highest against highest", "lowest against lowest")
    }
    return chart(
        _weights(frame, title, upright=False),
        upright=_weights(frame, title, upright=True),
        description=(
            "Change in level from 1993–95 to 2008–10, channel by channel, frequency and formality half and half, with "
            "a weight of one on each channel of contact and none on texts. "
            + "; ".join(_said(str(name), part) for name, part in frame.groupby("name", sort=False))
            + f". Sum: {sums['highest against highest']:+g} for highest against highest, "
            f"{sums['lowest against lowest']:+g} for lowest against lowest. "
            "In the web book sliders change the weights."
        ),
        data=frame[["name", "measure", "reading", "change"]].rename(columns=str.capitalize),
        tables=["ladder_steps"],
    )


def _channels() -> list[str]:
    return [key.replace("_", "-") for key in SLIDERS]


def _said(name: str, part: pd.DataFrame) -> str:
    top = part[part["reading"].str.startswith("highest")]
    return f"{name}: " + ", ".join(f"{row.measure} {row.change:+d}" for row in top.itertuples())


def _weights(frame: pd.DataFrame, title: str, *, upright: bool) -> alt.VConcatChart:
    sliders = [
        alt.param(
            name=f"weight_{key}",
            value=0 if key.startswith("texts") else 1,
            bind=alt.binding_range(min=0, max=5, step=0.5, name=f"Weight of {name} "),
        )
        for key, name in SLIDERS.items()
    ]
    share = alt.param(
        name="share_formality",
        value=0.5,
        bind=alt.binding_range(min=0, max=1, step=0.1, name="Share of formality "),
    )
    weight = " : ".join(f"datum.key == '{key}' ? weight_{key}" for key in SLIDERS) + " : 0"
    worth = f"datum.change * (datum.measure == 'formality' ? share_formality : 1 - share_formality) * ({weight})"
    scale = alt.Scale(nice=True, zero=True)
    base = alt.Chart(frame).transform_calculate(worth=worth)
    names = [CHANNELS[channel] for channel in _channels()]
    wide = 190 if upright else 470
    readings = ["highest against highest", "lowest against lowest"]

    def drawn(source: alt.Chart, y: alt.Y, axis: alt.Axis | None) -> alt.LayerChart | alt.FacetChart:
        x = alt.X("total:Q", scale=scale, axis=axis)
        tips = [alt.Tooltip("reading:N", title="Reading"), alt.Tooltip("total:Q", title="Weighted change")]
        bars = source.transform_filter(f"datum.reading == '{readings[0]}'").mark_bar(color=PALETTE[0], size=14)
        marks = source.transform_filter(f"datum.reading == '{readings[1]}'").mark_point(
            shape=SHAPES[3], size=80, fill=PAPER, stroke=PALETTE[1], strokeWidth=2, opacity=1
        )
        nought = alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(color=INK)
        zero = nought.encode(x=alt.X("zero:Q", scale=scale, axis=axis))
        return alt.layer(bars.encode(x=x, y=y, tooltip=tips), zero, marks.encode(x=x, y=y, tooltip=tips))

    by_channel = base.transform_aggregate(total="sum(worth)", groupby=["name", "reading"])
    summed = base.transform_aggregate(total="sum(worth)", groupby=["reading"]).transform_calculate(name="'Sum'")
    axis = alt.Axis(title="Weighted change in level, 1993–95 to 2008–10", grid=True, gridColor=GRID, tickCount=6)
    labels = alt.Axis(minExtent=118, maxExtent=118, labelPadding=10)  # clear of a mark below nought
    upper = drawn(by_channel, alt.Y("name:N", sort=names, title=None, axis=labels), None)
    lower = drawn(summed, alt.Y("name:N", title=None, axis=labels), axis)
    key = heading(
        title,
        "Bar: highest level against highest. Diamond: lowest against lowest. As drawn: one on each channel of contact, "
        "nothing on texts, frequency and formality by halves",
        upright=upright,
    )
    both = alt.vconcat(
        upper.properties(width=wide, height=30 * len(names)), lower.properties(width=wide, height=34), spacing=6
    )
    key.anchor, key.frame = "start", "bounds"
    return both.resolve_scale(x="shared").add_params(*sliders, share).properties(title=key)
