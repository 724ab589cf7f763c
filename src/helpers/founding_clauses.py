"""What the clauses of Charter and Treaty are about and do, and what the study gives of them: a drawing and a table."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from helpers.charts import GRID, INK, PALETTE, PAPER, heading
from helpers.display import Chart, Table, chart, table
from helpers.network import CHARTER, TREATY, modalities

__all__ = ["USED", "left_out_table", "matrix_chart"]

SOURCES = ["un-charter-1945", "north-atlantic-treaty-1949"]
MODALITIES = {
    "declares": "declares",
    "preserves": "preserves",
    "permits": "permits",
    "obliges": "obliges",
    "forbids": "forbids",
}
SUBJECTS = {
    "purposes": "purposes",
    "use-of-force": "use of force",
    "council-authority": "Council’s authority",
    "self-defence": "self-defence",
    "regional-arrangements": "regional arrangements",
    "reporting": "reporting",
    "primacy": "which duty prevails",
    "consultation": "consultation, organs",
    "capacity": "means of defence",
    "scope": "where it applies",
    "duration": "ratification, review",
}
DOCUMENTS = {CHARTER: "Charter", TREATY: "Treaty"}
USED = ("quoted", "described")
QUOTED = {("un-charter", "51"), ("un-charter", "53"), ("un-charter", "54"), (TREATY, "5")}
"""Articles of which the study quotes or describes words."""


def matrix_chart(provisions: pd.DataFrame) -> Chart:
    """Draw the clauses of both documents by what they are about and what they do to their actor.

    Parameters
    ----------
    provisions
        The table ``provisions``.

    Examples
    --------
    >>> from helpers import load
    >>> matrix_chart(load("provisions")).payload["tables"]
    ['provisions']
    """
    frame = provisions.assign(
        subject=provisions["about"].map(SUBJECTS),
        text=provisions["document"].map(DOCUMENTS),
        used=provisions["in_study"].isin(USED),
        told=provisions["in_study"].map({"quoted": "quoted", "described": "described", "named": "article named"}),
    ).sort_values(["document", "position"], ascending=[False, True])
    frame["told"] = frame["told"].fillna("not mentioned")
    frame["nth"] = frame.groupby(["subject", "modality"]).cumcount()
    said = [
        f"{SUBJECTS[row['about']]}, {row['modality']}: {row['clauses']} of the {DOCUMENTS[row['document']]}"
        for row in modalities(provisions).to_dict("records")
    ]
    columns = {"text": "Document", "article": "Article", "clause": "Clause", "subject": "About"}
    columns |= {"modality": "What it does", "told": "In the study"}
    return chart(
        _matrix(frame, upright=False),
        upright=_matrix(frame, upright=True),
        description=(
            f"A grid of {len(frame)} clauses by subject and by what they do: circles for the Charter, squares for the "
            f"Treaty, filled where the study quotes or describes the clause. Self-defence is preserved by the Charter; "
            f"regional arrangements are permitted, bound and forbidden. {'; '.join(said)}."
        ),
        data=frame.sort_values(["document", "position"], ascending=[False, True])[list(columns)].rename(
            columns=columns
        ),
        sources=SOURCES,
        tables=["provisions"],
    )


def _matrix(frame: pd.DataFrame, *, upright: bool) -> alt.LayerChart:
    left, cell, step = (118, 37, 34) if upright else (158, 96, 30)
    pitch, across_cell, room = (9, 3, 60) if upright else (15, 6, 26)
    subjects, modes = list(SUBJECTS), list(MODALITIES)
    column, row = frame["nth"] % across_cell, frame["nth"] // across_cell
    placed = frame.assign(
        x=left + frame["modality"].map(modes.index) * cell + 8 + column * pitch,
        y=frame["about"].map(subjects.index) * step + step / 2 + (row - 0.5 * upright) * 10,
    )
    wide, high = left + cell * len(modes) + 6, step * len(subjects)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, wide], nice=False, zero=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-room, high], nice=False, zero=False, reverse=True))
    rules = alt.Chart(pd.DataFrame({"y": [n * step for n in range(len(subjects) + 1)]})).mark_rule(color=GRID)
    names = alt.Chart(
        pd.DataFrame({"y": [(n + 0.5) * step for n in range(len(subjects))], "x": 0, "label": list(SUBJECTS.values())})
    )
    heads = alt.Chart(
        pd.DataFrame({"x": [left + n * cell for n in range(len(modes))], "y": -12, "label": list(MODALITIES.values())})
    )
    turned: dict[str, Any] = {"fontSize": 12, "fontWeight": 600, "align": "left", "dx": 2}
    if upright:
        turned |= {"angle": 310, "dx": 8}
    shapes = alt.Scale(domain=list(DOCUMENTS.values()), range=["circle", "square"])
    marks = (
        alt.Chart(placed)
        .mark_point(size=42 if upright else 74, strokeWidth=1.5, opacity=1)
        .encode(
            x=x,
            y=y,
            shape=alt.Shape("text:N", scale=shapes, legend=alt.Legend(title=None, symbolStrokeColor=INK)),
            stroke=alt.Stroke("text:N", scale=alt.Scale(domain=shapes.domain, range=list(PALETTE[:2])), legend=None),
            fill=alt.condition(
                "datum.used",
                alt.Fill("text:N", scale=alt.Scale(domain=shapes.domain, range=list(PALETTE[:2])), legend=None),
                alt.value(PAPER),
            ),
            tooltip=[alt.Tooltip("article:N", title="Article"), alt.Tooltip("paraphrase:N", title="What it provides")],
        )
    )
    title = heading(
        "Self-defence is preserved; regional arrangements are permitted, bound and forbidden",
        "A mark: one clause. Filled: the study quotes or describes it; hollow: it names the article at most",
        upright=upright,
    )
    drawn: alt.LayerChart = alt.layer(  # type: ignore[assignment]
        rules.encode(y=y),
        names.mark_text(align="left", baseline="middle", fontSize=12).encode(x=x, y=y, text="label:N"),
        heads.mark_text(**turned).encode(x=x, y=y, text="label:N"),
        marks,
    )
    return drawn.properties(title=title, width=wide, height=high + room)


def left_out_table(provisions: pd.DataFrame, errata: pd.DataFrame) -> Table:
    """Set the clauses of the articles that the study quotes or describes, with what it gives and what it leaves out.

    Parameters
    ----------
    provisions, errata
        The tables of those names; a clause whose wording an erratum corrects is given in part, or otherwise.

    Examples
    --------
    >>> from helpers import load
    >>> rows = left_out_table(load("provisions"), load("errata")).payload["rows"]
    >>> [row[1] for row in rows if row[0] == "Charter 54"]
    ['in other words']
    """
    faults = errata[errata["kind"].isin(["trap", "attribution"])]["affects"].str.split(";").explode()
    corrected = set(faults.str.removeprefix("provisions:"))
    articles = [key in QUOTED for key in zip(provisions["document"], provisions["article"], strict=True)]
    shown = provisions[articles].sort_values(["document", "position"], ascending=[False, True])
    frame = pd.DataFrame(
        {
            "Article": [f"{DOCUMENTS[d]} {a}" for d, a in zip(shown["document"], shown["article"], strict=True)],
            "In the study": [_given(s, i in corrected) for s, i in zip(shown["in_study"], shown["id"], strict=True)],
            "What the clause provides": shown["paraphrase"].str.rstrip("."),
            "On condition": shown["condition"].replace("not-applicable", "—"),
        }
    )
    return table(
        frame,
        sources=[*SOURCES, "kille-hendrickson-2011"],
        tables=["provisions", "errata"],
        shows={"provisions": list(shown["id"])},
    )


def _given(in_study: str, corrected: bool) -> str:
    if in_study == "quoted":
        return "quoted in part" if corrected else "quoted"
    if in_study == "described":
        return "in other words" if corrected else "described"
    return "left out"
