"""A worked example: steps of the ladder from public sources after the study's last day, kept apart from the coded ones.

The steps are no part of the data package. Nobody coded them twice, and they are finds of an afternoon; they show how
somebody who goes on would go on. They stand in ``examples/ladder-extension.csv``, use the scales of ``ladder_steps``,
and are drawn beside the coded ladder, never in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from typing import Any

import altair as alt
import pandas as pd

from helpers import schema
from helpers.charts import GRID, INK, MUTED, PALETTE, heading
from helpers.dates import bounds, is_valid
from helpers.display import Chart, Table, chart, table
from helpers.ladder import CHANNELS, LEVELS, TONES, levels

__all__ = ["LAST_DAY", "check", "extension", "extension_chart", "extension_table"]

LAST_DAY = "2010-10-21"
"""The study's latest dated item; a step of the extension is later."""
CODED, BEYOND = (2005, 2018), (2011, 2025)
"""First and last year of the two panels of the drawing."""
_JUDGED = ("channel", "direction", "initiator", *LEVELS)
_FIELDS = ("id", *_JUDGED, "date", "observed_until", "step", "rationale", "source", "locator")


def extension() -> pd.DataFrame:
    """Give the steps of the worked example, typed as ``ladder_steps`` is.

    Returns
    -------
    pandas.DataFrame
        ``id``, ``channel``, ``date``, ``step``, ``direction``, ``frequency``, ``formality``, ``stance`` (Int64),
        ``initiator``, ``observed_until``, ``rationale``, ``source``, ``locator``, ``note``.

    Raises
    ------
    ValueError
        If a row is not as `check` asks; the message has all that is wrong.

    Examples
    --------
    >>> bool((extension()["date"] > LAST_DAY).all())
    True
    """
    path = resources.files("helpers").joinpath("examples", "ladder-extension.csv")
    with path.open(encoding="utf-8") as file:
        read = pd.read_csv(file, dtype=str, keep_default_na=False)
    wrong = list(check(read))
    if wrong:
        raise ValueError("\n".join(wrong))
    numbers = {name: pd.to_numeric(read[name], errors="coerce").astype("Int64") for name in LEVELS}
    return read.assign(**numbers)


def check(steps: pd.DataFrame) -> Iterator[str]:
    """Say what is wrong with steps that are to extend the ladder, each with its row and what is valid.

    Parameters
    ----------
    steps
        As read from a CSV file, all text.

    Yields
    ------
    str

    Examples
    --------
    >>> read = extension().astype(str).replace("<NA>", "not-stated")
    >>> list(check(read.assign(date="1999").head(1)))
    ["ladder-extension.csv: row 2: field date: '1999' (valid: an EDTF date after 2010-10-21)"]
    """
    described = schema.read().table("ladder_steps")
    for number, row in enumerate(steps.to_dict("records"), 2):
        where = f"ladder-extension.csv: row {number}: field"
        for name in _FIELDS:
            if not row.get(name):
                yield f"{where} {name}: is empty (valid: a value, or a label of what is missing)"
        for name in _JUDGED:
            field = described.field(name)
            valid = [*map(str, field.categories), *field.missing]
            if row.get(name) and row[name] not in valid:
                yield f"{where} {name}: {row[name]!r} (valid: {', '.join(valid)})"
        if row.get("date") and not (is_valid(row["date"]) and str(bounds(row["date"]).earliest_start) > LAST_DAY):
            yield f"{where} date: {row['date']!r} (valid: an EDTF date after {LAST_DAY})"


def extension_table(steps: pd.DataFrame) -> Table:
    """Set the steps of the extension, with source and place.

    Parameters
    ----------
    steps
        What `extension` gives.
    """
    ordered = steps.sort_values("date")
    codes = [
        " ".join("–" if pd.isna(value) else str(value) for value in row)
        for row in zip(*(ordered[n] for n in LEVELS), strict=True)
    ]
    shown = pd.DataFrame(
        {
            "Date": ordered["date"],
            "Channel": ordered["channel"].map(CHANNELS),
            "Step": ordered["step"],
            "Codes": codes,
            "What was seen": ordered["locator"],
        }
    )
    return table(shown, tables=["ladder_steps"], sources=sorted(set(steps["source"])))


def extension_chart(coded: pd.DataFrame, steps: pd.DataFrame) -> Chart:
    """Draw the coded ladder and, after a break, the steps of the extension on an axis of their own.

    Parameters
    ----------
    coded
        The table ``ladder_steps``.
    steps
        What `extension` gives.

    Returns
    -------
    Chart
    """
    panels = [
        levels(coded, first=CODED[0], last=CODED[1]).assign(part="Coded for this book"),
        levels(steps, first=BEYOND[0], last=BEYOND[1]).assign(part="Example: found later, coded once"),
    ]
    found = pd.concat(panels)
    found["name"] = found["channel"].map(CHANNELS)
    seen = found[found["observed"]]
    counts = seen.groupby(["name", "part"], sort=False).size().unstack("part", fill_value=0)
    counts = counts.reindex(list(CHANNELS.values()), fill_value=0)
    years = "; ".join(f"{name}, {row.iloc[0]} and {row.iloc[1]}" for name, row in counts.iterrows())
    return chart(
        _drawing(panels, upright=False),
        upright=_drawing(panels, upright=True),
        description=(
            f"Two panels that do not touch. The first has the coded ladder of {CODED[0]} to {CODED[1]}, eight channels "
            "as rows of bars, height for how often and tone for how firmly; the second, with dashed bars, the "
            f"{len(steps)} steps of the example, {BEYOND[0]} to {BEYOND[1]}. Years of which a source speaks, coded and "
            f"in the example: {years}."
        ),
        data=counts.rename_axis("Channel").reset_index(),
        tables=["ladder_steps"],
        sources=sorted(set(steps["source"])),
    )


def _drawing(panels: list[pd.DataFrame], *, upright: bool) -> alt.HConcatChart | alt.VConcatChart:
    key = heading(
        "Beyond the coded years there are single finds, and most years stay empty",
        "Height: how often (0 to 3). Tone: how firmly (light 0 to dark 3; white: not stated). "
        "Solid: coded for this book; dashed, after the break: the example",
        upright=upright,
    )
    wide = 300 if upright else 255
    drawn = [_panel(panel, wide, dashed=bool(i), names=upright or not i) for i, panel in enumerate(panels)]
    joined = alt.vconcat(*drawn, spacing=34) if upright else alt.hconcat(*drawn, spacing=44)
    return joined.properties(title=key).resolve_scale(fill="shared")


def _panel(panel: pd.DataFrame, wide: int, *, dashed: bool, names: bool) -> alt.LayerChart | alt.FacetChart:
    """One panel: a lane a channel, from its base line upwards; a dark base where a source speaks without a level."""
    lanes = {channel: len(CHANNELS) - 1 - i for i, channel in enumerate(CHANNELS)}
    frame = panel.assign(base=panel["channel"].map(lanes), next=panel["year"] + 1)
    frame["top"] = frame["base"] + 0.56 * frame["frequency_high"].astype("Float64") / 3
    first, last = int(frame["year"].min()), int(frame["year"].max()) + 1
    axis = alt.Axis(format="d", values=list(range(first - first % 5 + 5, last, 5)), title=None, grid=False)
    x = alt.X("year:Q", scale=alt.Scale(domain=[first, last], nice=False), axis=axis)
    y = alt.Y("base:Q", scale=alt.Scale(domain=[-0.1, len(CHANNELS)]), axis=None)
    edge: dict[str, Any] = (
        {"stroke": PALETTE[1], "strokeDash": [3, 2], "strokeWidth": 1.4}
        if dashed
        else {"stroke": PALETTE[0], "strokeWidth": 0.6}
    )
    fill = alt.Fill("formality_high:O", legend=None, scale=alt.Scale(domain=[0, 1, 2, 3], range=list(TONES)))
    tips = [alt.Tooltip("year:Q", format="d", title="Year"), alt.Tooltip("frequency_high:Q", title="How often")]
    bars = frame[frame["frequency_high"].notna()]
    firm, loose = bars[bars["formality_high"].notna()], bars[bars["formality_high"].isna()]
    labels = pd.DataFrame(
        {"year": first, "base": [lane + 0.79 for lane in lanes.values()], "name": list(CHANNELS.values())}
    )
    layers = [
        alt.Chart(frame).mark_rule(color=GRID, strokeWidth=2).encode(x=x, x2="next:Q", y=y),
        alt.Chart(firm).mark_rect(**edge).encode(x=x, x2="next:Q", y=y, y2="top:Q", fill=fill, tooltip=tips),
        alt.Chart(loose).mark_rect(fill="#ffffff", **edge).encode(x=x, x2="next:Q", y=y, y2="top:Q", tooltip=tips),
        alt.Chart(frame[frame["observed"]]).mark_rule(color=INK, strokeWidth=2).encode(x=x, x2="next:Q", y=y),
    ]
    if names:
        layers.append(alt.Chart(labels).mark_text(align="left", fontWeight=600).encode(x=x, y=y, text="name:N"))
    else:
        faint = alt.Chart(labels).mark_text(align="left", color=MUTED)
        layers.append(faint.encode(x=x, y=y, text="name:N"))
    title = alt.Title(str(panel["part"].iloc[0]), anchor="start", fontSize=13, fontWeight=600)
    return alt.layer(*layers).properties(width=wide, height=8 * 44, title=title)
