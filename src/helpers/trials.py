"""The ladder under tests that it could fail: what stands of it without some of its evidence.

The ladder itself is `helpers.ladder`; here its steps are taken away by kind, and what is left is drawn side by side.
"""

from __future__ import annotations

from collections.abc import Callable

import altair as alt
import pandas as pd

from helpers.charts import GRID, INK, MUTED, PALETTE, TINT, heading
from helpers.display import Chart, Table, chart, table
from helpers.ladder import CHANNELS, CONTACT, TONES, compare, levels, without
from helpers.sources import NOT_PUBLIC

__all__ = ["TRIALS", "observed_chart", "recoded", "trials", "trials_chart", "trials_table"]

TRIALS: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "All steps": lambda steps: steps,
    "Without the study": lambda steps: without(steps, independence=["study"]),
    "Without its authors": lambda steps: without(steps, independence=["study-authors"]),
    "Public record only": lambda steps: without(steps, independence=NOT_PUBLIC),
    "Moves only": lambda steps: without(steps, direction="same"),
}
"""The trials by name, and what each leaves of the steps."""
SHORT = ("All", "No study", "No own", "Record", "Moves")
FIRST, SPAN = 1988, 31
"""First year and number of years of the drawing; before it stand the founding texts and a sentence on the Cold War."""


def recoded(steps: pd.DataFrame, codings: pd.DataFrame) -> pd.DataFrame:
    """Give the steps the levels that the second coder gave them, who saw no dates and no names.

    Parameters
    ----------
    steps
        The table ``ladder_steps``.
    codings
        The table ``codings``.

    Examples
    --------
    >>> codes = {"table": "ladder_steps", "row": ["a", "b"], "field": "frequency", "second": ["2", "not-stated"]}
    >>> steps = pd.DataFrame({"id": ["a", "b"], "frequency": [1, 1]}, dtype=object)
    >>> recoded(steps, pd.DataFrame(codes))["frequency"].tolist()
    [2, <NA>]
    """
    codes = codings[codings["table"] == "ladder_steps"].pivot(index="row", columns="field", values="second")
    levels_ = {str(name): pd.to_numeric(codes[name], errors="coerce").astype("Int64") for name in codes}
    return steps.assign(**{name: steps["id"].map(level).astype("Int64") for name, level in levels_.items()})


def trials(steps: pd.DataFrame, codings: pd.DataFrame) -> pd.DataFrame:
    """Count what each trial leaves of the ladder, and in which direction the rest points.

    Parameters
    ----------
    steps
        The table ``ladder_steps``.
    codings
        The table ``codings``, for the trial with the second coder's levels.

    Returns
    -------
    pandas.DataFrame
        A row a trial: ``trial``, ``steps`` (left), ``years`` (channel-years observed), ``measures`` (frequency or
        formality of a channel of contact that both 1993 to 1995 and 2008 to 2010 state), and of these ``higher``,
        ``level`` and ``lower`` in the later period, highest against highest.

    Examples
    --------
    >>> from helpers import load
    >>> found = trials(load("ladder_steps"), load("codings")).set_index("trial")
    >>> bool(found.loc["Public record only", "steps"] < found.loc["All steps", "steps"])
    True
    """
    rows = []
    left_over = {name: leave(steps) for name, leave in TRIALS.items()}
    for name, left in {**left_over, "As recoded blind": recoded(steps, codings)}.items():
        seen = compare(left[left["channel"].isin(CONTACT)])["change"].dropna()
        counts = {"higher": (seen > 0).sum(), "level": (seen == 0).sum(), "lower": (seen < 0).sum()}
        years = int(levels(left)["observed"].sum())
        rows.append({"trial": name, "steps": len(left), "years": years, "measures": len(seen), **counts})
    return pd.DataFrame(rows)


def trials_table(found: pd.DataFrame) -> Table:
    """Set what each trial leaves, and in which direction the rest points.

    Parameters
    ----------
    found
        What `trials` gives.
    """
    directions = [
        f"{row['higher']} higher, {row['level']} level, {row['lower']} lower" if row["measures"] else "none to compare"
        for row in found.to_dict("records")
    ]
    shown = pd.DataFrame(
        {
            "Trial": found["trial"],
            "Steps left": found["steps"],
            "Channel-years observed": found["years"],
            "2008–10 against 1993–95": directions,
        }
    )
    return table(shown, tables=["ladder_steps", "codings"])


def trials_chart(steps: pd.DataFrame) -> Chart:
    """Draw each channel under each trial, a bar a year: height for frequency, tone for formality.

    Parameters
    ----------
    steps
        The table ``ladder_steps``.
    """
    parts = [levels(leave(steps), first=FIRST).assign(trial=name) for name, leave in TRIALS.items()]
    found = pd.concat(parts)
    found["name"], found["next"] = found["channel"].map(CHANNELS), found["year"] + 1
    counts = {name: len(leave(steps)) for name, leave in TRIALS.items()}
    seen = found[found["observed"]].groupby(["name", "trial"], sort=False).size().unstack("trial", fill_value=0)
    seen = seen.reindex(index=list(CHANNELS.values()), columns=list(TRIALS), fill_value=0)
    title = "Without the study’s own steps, nothing is left to compare the early 1990s with"
    return chart(
        _trials(found, title, upright=False),
        upright=_trials(found, title, upright=True),
        description=(
            f"Eight channels, each drawn five times from {FIRST} to 2018, a bar a year. Steps left: "
            + "; ".join(f"{name}, {left}" for name, left in counts.items())
            + ". On public record only, years with a level remain for "
            + "; ".join(
                f"{name}, {row['Public record only']} of {row['All steps']}"
                for name, row in seen.to_dict("index").items()
            )
            + "."
        ),
        data=seen.rename_axis("Channel").reset_index(),
        tables=["ladder_steps"],
    )


def _trials(found: pd.DataFrame, title: str, *, upright: bool) -> alt.LayerChart | alt.FacetChart:
    """Place every bar in one plane, lane by lane and trial by trial: forty charts of their own would not line up."""
    across, down = (SPAN + 4, 6.0) if upright else (SPAN + 5, 4.4)
    lanes = {name: -down * (number + 1) for number, name in enumerate(CHANNELS.values())}
    starts = {trial: across * number for number, trial in enumerate(TRIALS)}
    left = found["trial"].map(starts) - FIRST
    placed = found.assign(
        left=left + found["year"],
        right=left + found["year"] + 1,
        base=found["name"].map(lanes),
        said=found["year"].astype(str),
    )
    placed["top"] = placed["base"] + placed["frequency_high"].astype(float)
    edge = min(lanes.values())
    plane = [-0.5 if upright else -42, across * len(starts) - 3]
    x = alt.X("left:Q", axis=None, scale=alt.Scale(domain=plane, nice=False))
    scale = alt.Scale(domain=[edge - 1.6, 1.2], nice=False, zero=False)
    y, foot = alt.Y("base:Q", axis=None, scale=scale), alt.Y("foot:Q", axis=None, scale=scale)
    grounds = [
        {"left": start, "right": start + SPAN, "base": base} for start in starts.values() for base in lanes.values()
    ]
    heads = [
        {"left": start, "base": -0.3 if upright else 0.3, "name": SHORT[number] if upright else trial}
        for number, (trial, start) in enumerate(starts.items())
    ]
    ticks = [
        {"left": start + year - FIRST, "base": edge - 1.0, "name": str(year), "foot": edge - 0.3}
        for start in starts.values()
        for year in ((2000,) if upright else (1990, 2010))
    ]
    aside, above = (0, 4.0) if upright else (-2, 0.6)
    names = [{"left": aside, "base": base + above, "name": name} for name, base in lanes.items()]
    fill = alt.Fill("formality_high:O", legend=None, scale=alt.Scale(domain=[0, 1, 2, 3], range=list(TONES)))
    tips = [
        alt.Tooltip("name:N", title="Channel"),
        alt.Tooltip("trial:N", title="Trial"),
        alt.Tooltip("said:N", title="Year"),
        alt.Tooltip("frequency_high:Q", title="How often"),
        alt.Tooltip("formality_high:Q", title="How firmly"),
    ]
    fields = ["name", "trial", "said", "left", "right", "base", "top", "frequency_high", "formality_high"]
    seen = alt.Chart(placed[placed["observed"]][fields])  # one set of data for line and bar: the page carries it
    drawn = alt.layer(
        alt.Chart(pd.DataFrame(grounds)).mark_rule(color=GRID, strokeWidth=2).encode(x=x, x2="right:Q", y=y),
        seen.mark_rule(color=INK, strokeWidth=2).encode(x=x, x2="right:Q", y=y),
        seen.transform_filter("isValid(datum.top)")
        .mark_rect(stroke=PALETTE[0], strokeWidth=0.4)
        .encode(x=x, x2="right:Q", y=y, y2="top:Q", fill=fill, tooltip=tips),
        alt.Chart(pd.DataFrame(ticks)).mark_tick(color=MUTED, size=6, orient="vertical").encode(x=x, y=foot),
        alt.Chart(pd.DataFrame(ticks)).mark_text(color=INK, fontSize=12).encode(x=x, y=y, text="name:N"),
        alt.Chart(pd.DataFrame(heads))
        .mark_text(align="left", color=MUTED, fontSize=12)
        .encode(x=x, y=y, text="name:N"),
        alt.Chart(pd.DataFrame(names))
        .mark_text(align="left" if upright else "right", fontWeight=600, fontSize=12)
        .encode(x=x, y=y, text="name:N"),
    )
    key = heading(
        title,
        "Height: how often (0 to 3). Tone: how firmly (light 0 to dark 3; white: not stated). Grey line: silence",
        upright=upright,
    )
    width, unit = (315, 10) if upright else (660, 11)
    return drawn.properties(title=key, width=width, height=int((2.8 - edge) * unit))


def observed_chart(steps: pd.DataFrame, rows: pd.DataFrame) -> Chart:
    """Draw of how many channel-years a source speaks, decade by decade, with the attention that the sources pay.

    Parameters
    ----------
    steps
        The table ``ladder_steps``.
    rows
        What `helpers.ladder.attention` gives.
    """
    every = levels(steps)
    public = levels(TRIALS["Public record only"](steps))
    frame = every.assign(decade=every["year"] // 10 * 10, public=public["observed"], any=every["observed"])
    sums = frame.groupby("decade").agg(years=("any", "size"), observed=("any", "sum"), public=("public", "sum"))
    sums = sums.join(rows.set_index("decade")["rows"]).reset_index()
    sums["other"] = sums["observed"] - sums["public"]
    sums["label"] = [_decade(decade) for decade in sums["decade"]]
    for part in ("public", "observed"):
        sums[f"{part}_share"] = sums[part] / sums["years"]
    said = [
        f"{row['label']}: {row['observed_share']:.0%} observed, {row['public_share']:.0%} on public record, "
        f"{row['rows']} dated rows"
        for row in sums.to_dict("records")
    ]
    title = "Where the sources look, the channels appear; on public record alone, few do"
    shown = {"label": "Decade", "years": "Channel-years", "observed": "Observed", "public": "On public record"}
    shown["rows"] = "Dated rows"
    return chart(
        _observed(sums, title, upright=False),
        upright=_observed(sums, title, upright=True),
        description="Share of channel-years of which a source speaks, by decade. " + "; ".join(said) + ".",
        data=sums[list(shown)].rename(columns=shown),
        tables=["ladder_steps", "events"],
    )


def _decade(decade: int) -> str:
    return {1940: "1945–49", 2010: "2010–18"}.get(decade, f"{decade}s")


def _observed(sums: pd.DataFrame, title: str, *, upright: bool) -> alt.LayerChart | alt.FacetChart:
    order = list(sums["label"])
    y = alt.Y("label:N", sort=order, title=None)
    scale = alt.Scale(domain=[0, 1])
    axis = alt.Axis(format=".0%", values=[0, 0.5, 1], title="Share of channel-years")
    base = alt.Chart(sums).encode(y=y, tooltip=["label:N", "observed:Q", "public:Q", "rows:Q"])
    seen = base.mark_bar(fill=TINT, stroke=PALETTE[0], strokeWidth=1.25)
    key = heading(
        title,
        "Outlined: some source speaks; solid: the public record does. Number: dated rows, the sources’ attention",
        upright=upright,
    )
    drawn = alt.layer(
        seen.encode(x=alt.X("observed_share:Q", scale=scale, axis=axis)),
        base.mark_bar(color=PALETTE[0]).encode(x=alt.X("public_share:Q", scale=scale, axis=axis)),
        base.mark_text(align="left", dx=6).encode(x=alt.X("observed_share:Q", scale=scale, axis=axis), text="rows:Q"),
    )
    return drawn.properties(title=key, width=220 if upright else 540, height=8 * 28)
