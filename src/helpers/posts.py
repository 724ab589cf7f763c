"""The posts of liaison in both directions: which there are, what their officers do, and the two offices of OCHA.

Who held NATO's post in New York, and when, is `helpers.liaison`.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from helpers.charts import GRID, INK, PALETTE, PAPER, TINT, heading
from helpers.dates import phrase
from helpers.display import Chart, Table, chart, table
from helpers.liaison import PAID
from helpers.numbers import listed
from helpers.sources import STUDY

__all__ = ["arrangements_table", "functions_chart", "ocha_chart"]

MODES = {
    "informs": "inform",
    "follows": "follow",
    "coordinates": "keep contact",
    "meets": "meet",
    "assists": "help",
    "participates": "take part",
    "represents": "represent",
    "advocates": "speak up for",
    "influences": "influence",
}


def arrangements_table(arrangements: pd.DataFrame) -> Table:
    """Set every liaison arrangement in both directions, in order of time where one is known.

    Parameters
    ----------
    arrangements
        The table ``liaison_arrangements``.

    Examples
    --------
    >>> from helpers import load
    >>> arrangements_table(load("liaison_arrangements")).payload["columns"][0]["label"]
    'Arrangement'
    """
    shown = arrangements[arrangements["post_exists"] != "unknown"].copy()
    way = {"nato-to-un": 0, "un-to-nato": 1, "other": 2}
    shown["when"] = [_when(row) for row in shown.to_dict("records")]
    shown["key"] = shown["direction"].map(way)
    shown["start"] = shown["period"].where(shown["period"].str[:1].str.isdigit(), "9999")
    shown["direction"] = shown["direction"].map(
        {"nato-to-un": "NATO to UN", "un-to-nato": "UN to NATO", "other": "UN to AU"}
    )
    shown["paid_by"] = shown["paid_by"].map(PAID).fillna("not stated")
    words = {
        "name": "Arrangement",
        "direction": "Direction",
        "when": "When",
        "permanence": "Standing",
        "paid_by": "Paid by",
    }
    shown["permanence"] = shown["permanence"].replace(
        {"not-stated": "not stated", "not-applicable": "—", "ad-hoc": "ad hoc"}
    )
    shown = shown.sort_values(["key", "start", "id"])
    return table(
        shown[list(words)].rename(columns=words),
        sources=[STUDY],
        tables=["liaison_arrangements"],
        shows={"liaison_arrangements": list(shown["id"])},
    )


def _when(row: dict) -> str:
    if not row["period"][:1].isdigit():
        return "not stated"
    said = phrase(row["period"])
    return f"at some time, {said}" if row["extent"] == "within" else said


def functions_chart(functions: pd.DataFrame) -> Chart:
    """Draw what liaison officers do, by kind of activity and by post.

    Parameters
    ----------
    functions
        The table ``liaison_functions``.
    """
    posts = {
        "military": "NATO’s officer",
        "field": "NATO’s officer",
        "civilian": "NATO’s civilian",
        "humanitarian": "OCHA in Brussels",
    }
    told = {"initial": "part of the post", "general": "part of the post", "with-post": "part of the post"}
    told |= {"recent": "named as more recent", "planned": "intended in 2010"}
    frame = functions.assign(
        does=functions["mode"].map(MODES), who=functions["kind"].map(posts), told=functions["since_wording"].map(told)
    )
    frame = frame.sort_values(["who", "mode", "since_wording", "id"]).reset_index(drop=True)
    frame["nth"] = frame.groupby(["who", "does"]).cumcount()
    counts = frame["does"].value_counts()
    return chart(
        _functions(frame, upright=False),
        upright=_functions(frame, upright=True),
        description=(
            f"{len(frame)} functions of liaison officers, a mark each, by what they do and whose officer it is. The "
            f"most marks, {counts.iloc[0]}, stand at “{counts.index[0]}”, then come "
            + listed([f"“{kind}” ({n})" for kind, n in counts.iloc[1:3].items()])
            + "; none "
            f"stands for deciding or negotiating. {(frame['told'] == 'named as more recent').sum()} are named as more "
            f"recent and {(frame['told'] == 'intended in 2010').sum()}, all of the civilian, as intended."
        ),
        data=frame[["who", "does", "function", "told"]].rename(
            columns={"who": "Whose", "does": "Kind", "function": "What", "told": "How the source tells it"}
        ),
        sources=[STUDY],
        tables=["liaison_functions"],
    )


def _functions(frame: pd.DataFrame, *, upright: bool) -> alt.FacetChart | alt.LayerChart:
    order = [word for word in MODES.values() if word in set(frame["does"])]
    whose = list(frame["who"].value_counts().index)
    tells = ["part of the post", "named as more recent", "intended in 2010"]
    marks = (
        alt.Chart(frame)
        .mark_point(size=95, strokeWidth=1.6, opacity=1, filled=True)
        .encode(
            x=alt.X("nth:Q", axis=None, scale=alt.Scale(domain=[-0.5, max(frame["nth"]) + 0.5])),
            y=alt.Y("does:N", sort=order, title=None, axis=alt.Axis(grid=True, gridColor=GRID)),
            shape=alt.Shape(
                "told:N",
                sort=tells,
                title=None,
                scale=alt.Scale(domain=tells, range=["circle", "triangle-up", "diamond"]),
            ),
            fill=alt.Fill(
                "told:N", sort=tells, legend=None, scale=alt.Scale(domain=tells, range=[PALETTE[0], PAPER, PAPER])
            ),
            stroke=alt.value(PALETTE[0]),
            tooltip=[alt.Tooltip("function:N", title="What"), alt.Tooltip("told:N", title="Told")],
        )
    )
    column = alt.Facet("who:N", sort=whose, title=None, header=alt.Header(labelColor=INK))
    title = heading(
        "The commonest task is keeping contact; none is to decide",
        "A mark: one function. Filled: part of the post; open triangle: more recent; open diamond: intended in 2010",
        upright=upright,
    )
    drawn = marks.properties(width=190 if upright else 160, height=190)
    return (
        drawn.facet(column, columns=1 if upright else 3)
        .properties(title=title)
        .resolve_axis(y="shared" if not upright else "independent")
    )


def ocha_chart(arrangements: pd.DataFrame) -> Chart:
    """Compare the two liaison offices of the UN's humanitarian office in staff and budget.

    The African Union office's budget is stated only as a ratio; it is drawn as one.

    Parameters
    ----------
    arrangements
        The table ``liaison_arrangements``.
    """
    both = arrangements[arrangements["staff"].notna()].set_index("id")
    brussels, union = both.loc["brussels-ocha-office-2007"], both.loc["african-union-ocha-office-2008"]
    ratio = float(union["budget_ratio"])  # type: ignore[arg-type]
    rows = [
        ("Staff", "Brussels", brussels["staff"], f"{brussels['staff']}", "reported"),
        ("Staff", "African Union", union["staff"], f"{union['staff']}", "reported"),
        ("Budget (Brussels = 1)", "Brussels", 1, f"1 = {brussels['budget_usd']:,} dollars", "reported"),
        ("Budget (Brussels = 1)", "African Union", ratio, f"{ratio:.0f}, “double”", "as a ratio only"),
    ]
    frame = pd.DataFrame(rows, columns=["measure", "office", "value", "said", "kind"])
    return chart(
        _ocha(frame, upright=False),
        upright=_ocha(frame, upright=True),
        description=(
            f"Two pairs of bars. Staff: {brussels['staff']} in Brussels, {union['staff']} at the African Union. "
            f"Budget: {brussels['budget_usd']:,} dollars in Brussels, and double that at the African Union, for which "
            "no sum is given."
        ),
        data=frame[["measure", "office", "said", "kind"]].rename(
            columns={"measure": "Measure", "office": "Office", "said": "Value", "kind": "How it is stated"}
        ),
        sources=[STUDY],
        tables=["liaison_arrangements"],
    )


def _ocha(frame: pd.DataFrame, *, upright: bool) -> alt.VConcatChart | alt.HConcatChart:
    panels = []
    for measure, part in frame.groupby("measure", sort=False):
        top = float(part["value"].max())
        base = alt.Chart(part).encode(
            y=alt.Y("office:N", sort=["Brussels", "African Union"], title=None),
            x=alt.X("value:Q", axis=None, scale=alt.Scale(domain=[0, top * 1.9])),
        )
        bars = base.mark_bar(stroke=PALETTE[0], strokeWidth=1.25, height=22).encode(
            fill=alt.Fill(
                "kind:N", legend=None, scale=alt.Scale(domain=["reported", "as a ratio only"], range=[PALETTE[0], TINT])
            )
        )
        words = base.mark_text(align="left", dx=6).encode(text="said:N")
        panels.append(
            (bars + words).properties(
                title=alt.TitleParams(str(measure), fontSize=13), width=260 if upright else 230, height=70
            )
        )
    title = heading("The office at the African Union had four times the staff and twice the money", upright=upright)
    joined = alt.vconcat(*panels) if upright else alt.hconcat(*panels)
    return joined.properties(title=title)
