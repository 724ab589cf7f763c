"""What the Joint Declaration and its update of 2018 speak of, matter by matter.

What was not found is never counted as absent, since neither text was seen from end to end. How the declaration came
about is `helpers.declaration`; the UN's other declarations beside it are `helpers.agreements`.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from helpers.charts import MUTED, PALETTE, PAPER, heading
from helpers.declaration import LINES, above_line
from helpers.display import Chart, chart
from helpers.numbers import spell
from helpers.sources import STUDY

__all__ = ["BELONGS", "matters", "matters_chart"]

OLD, NEW = "joint-declaration-2008", "joint-declaration-2018"
ALIKE = {
    "protection of civilians": "protecting civilians",
    "support to UN peace operations": "coordination and supporting operations",
}
"""Matters of 2018 whose own rows count them as in the text of 2008, in other words; one line for both."""
BELONGS = ("in both", "in 2008, not found in 2018", "in 2018, not found in 2008", "can only be in 2018")
READ = {"study": "read through the study", "text": "seen in a public text or announcement"}


def matters(points: pd.DataFrame) -> pd.DataFrame:
    """Give what either text speaks of, one row a matter, with where it was found.

    A matter that the table has once for each text is one row here; it is found in a text if any of its rows finds it.
    Statements about a text as a whole (its length) are left out.

    Parameters
    ----------
    points
        The table ``declaration_points``.

    Returns
    -------
    pandas.DataFrame
        ``matter``, ``in_2008``, ``in_2018`` (``yes``, ``not-found`` or ``no``), ``read`` (``study`` if the study
        reports it, else ``text``: seen in a public text or announcement only), ``belongs`` (one of `BELONGS`), in the
        order of `BELONGS` and of the texts.

    Examples
    --------
    >>> rows = [("a", OLD, "1", "peace", "yes", "not-found", "yes"), ("b", NEW, "1", "peace", "yes", "yes", "x")]
    >>> names = ["id", "document", "point", "issue_area", "in_2008", "in_2018", "reported_by_study"]
    >>> matters(pd.DataFrame(rows, columns=names))[["matter", "belongs"]].values.tolist()
    [['Peace', 'in both']]
    """
    order = {point: nth for nth, point in enumerate(["opening", "1", "2", "3", "4", "5", "priority"])}
    named = points["issue_area"].replace(ALIKE).map(lambda words: words[0].upper() + words[1:])
    rows = points[points["point"] != "structure"].assign(matter=named)
    rows = rows.assign(place=rows["point"].map(order), later=rows["document"] == NEW).sort_values(["later", "place"])
    found = rows.groupby("matter", sort=False).agg(
        in_2008=("in_2008", _best), in_2018=("in_2018", _best), read=("reported_by_study", _read)
    )
    found["belongs"] = [_belongs(a, b) for a, b in zip(found["in_2008"], found["in_2018"], strict=True)]
    found["group"] = found["belongs"].map(BELONGS.index)
    return found.sort_values("group", kind="stable").drop(columns="group").reset_index()


def _best(values: pd.Series) -> str:
    return next(value for value in ("yes", "not-found", "no") if value in set(values))


def _read(values: pd.Series) -> str:
    return "study" if "yes" in set(values) else "text"


def _belongs(old: str, new: str) -> str:
    if old == new == "yes":
        return BELONGS[0]
    if old == "yes":
        return BELONGS[1]
    return BELONGS[3] if old == "no" else BELONGS[2]


def matters_chart(points: pd.DataFrame) -> Chart:
    """Draw the texts of 2008 and 2018 matter by matter.

    Parameters
    ----------
    points
        The table ``declaration_points``.
    """
    frame = matters(points)
    said = "; ".join(f"{word}: {', '.join(part['matter'])}" for word, part in frame.groupby("belongs", sort=False))
    return chart(
        _matters(frame, upright=False),
        upright=_matters(frame, upright=True),
        description=(
            f"{len(frame)} matters of the declarations of 2008 and 2018, a line each, with a filled mark where a text "
            f"was found to have it and an open one where the part that was seen does not. {said}. "
            f"{spell(int((frame['read'] == 'text').sum())).capitalize()} of them were seen only in a public text or "
            "announcement, not in the study. None can be shown to have been dropped."
        ),
        data=frame.set_axis(["Matter", "2008", "2018", "Read in", "Belongs"], axis=1),
        sources=[STUDY, "joint-declaration-2008-text", "nato-official-text-160004-2018", "nato-news-160002-2018"],
        tables=["declaration_points"],
    )


def _matters(frame: pd.DataFrame, *, upright: bool) -> alt.LayerChart:
    long = frame.melt(["matter", "read", "belongs"], ["in_2008", "in_2018"], var_name="text", value_name="found")
    long = long[long["found"] != "no"].assign(
        text=long["text"].str[3:],
        sign=long["found"].map({"yes": "found", "not-found": "not found in what was seen"}),
        # the study is older than the update, which was read in public texts alone
        read=long["read"].where(long["text"] == "in_2008", "text").map(READ),
    )
    order = frame["matter"].tolist()
    y = alt.Y("matter:N", sort=order, title=None, axis=None if upright else LINES)
    top = alt.Axis(orient="top", labelFontWeight=600, domain=False, ticks=False)
    places = alt.Scale(range=[0, 80] if upright else [0, 170])
    signs = ["found", "not found in what was seen"]
    legend = alt.Legend(columns=1 if upright else 2, symbolFillColor=PAPER, symbolStrokeColor=PALETTE[0])
    marks = (
        alt.Chart(long)
        .mark_point(size=95, strokeWidth=1.5, stroke=PALETTE[0], opacity=1)
        .encode(
            x=alt.X("text:N", title=None, axis=top, scale=places),
            y=y,
            shape=alt.Shape(
                "read:N",
                title=None,
                scale=alt.Scale(domain=list(READ.values()), range=["circle", "square"]),
                legend=legend,
            ),
            fill=alt.Fill("sign:N", legend=None, scale=alt.Scale(domain=signs, range=[PALETTE[0], PAPER])),
            tooltip=[alt.Tooltip(f"{name}:N", title=name) for name in ("matter", "text", "sign", "read")],
        )
    )
    both = spell(int((frame["belongs"] == BELONGS[0]).sum())).capitalize()
    title = heading(
        f"{both} matters stand in both texts; none can be shown to have been dropped",
        "Filled: found; open: not found in what was seen of that text; no mark: cannot be there",
        upright=upright,
    )
    title["frame"] = "bounds"
    layers = [marks, *_groups(frame, order, upright=upright)]
    if upright:
        names = alt.Chart(frame).mark_text(align="left").encode(x=alt.value(90), y=y, text="matter:N")
        layers.append(names)
    drawn: alt.LayerChart = alt.layer(*layers)  # type: ignore[assignment]  # a facet only if a layer is one
    return drawn.properties(title=title, width=310 if upright else 370, height=22 * len(order))


def _groups(frame: pd.DataFrame, order: list[str], *, upright: bool) -> list[alt.Chart]:
    """Draw a line above the first matter of each group, and say beside it which group it is."""
    firsts = frame[frame["belongs"] != frame["belongs"].shift()]
    rules = alt.Chart(firsts.iloc[1:]).mark_rule(color=MUTED, strokeDash=[3, 3])
    lines = rules.encode(y=above_line("matter", order, upright=upright))
    words = alt.Chart(firsts).mark_text(align="left", color=MUTED)
    named = words.encode(x=alt.value(185), y=alt.Y("matter:N", sort=order), text="belongs:N")
    return [lines] if upright else [lines, named]
