"""Who spoke for the Joint Declaration and who against it, and who calls it secret.

The steps that they react to are `helpers.declaration`.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from helpers.charts import PALETTE, PAPER, heading
from helpers.dates import bounds
from helpers.declaration import LINES, lines_chart, names_above, when
from helpers.display import Chart, Table, chart, table
from helpers.numbers import spell
from helpers.sources import STUDY

__all__ = ["reactions", "reactions_chart", "secrecy_table"]

WITNESSES = {
    "step-10-signing-kept-quiet": "Three analysts, in the study",
    "step-11-authors-need-approval": "The study’s authors",
    "step-12-lavrov-record": "Lavrov, Russia",
    "step-12-nesterenko-record": "Nesterenko, Russia",
    "step-12-appathurai-record": "Appathurai, NATO",
    "step-12-montas-record": "Montas, UN",
    "step-13-text-published-by-tff": "A peace foundation",
    "step-13-wikileaks": "A visitor, on WikiLeaks",
}
SAID = {
    "step-10-signing-kept-quiet": "Signing kept quiet on purpose",
    "step-11-authors-need-approval": "A copy took asking, and approval on both sides",
    "step-12-lavrov-record": "Knew of a draft; signed secretively",
    "step-12-nesterenko-record": "The UN had promised notice before signing",
    "step-12-appathurai-record": "Russia had been fully briefed",
    "step-12-montas-record": "No approval by members was needed",
    "step-13-text-published-by-tff": "Secret; NATO gives copies, the UN prints none",
    "step-13-wikileaks": "In Nov 2008 NATO handed out copies at once",
}
HOLDERS = {
    "step-12-lavrov-record": "Lavrov, Russia’s foreign minister",
    "step-12-nesterenko-record": "Nesterenko, Russian ministry",
    "step-12-montas-record": "Montas, for the UN",
    "step-12-appathurai-record": "Appathurai, for NATO",
    "step-14-strasbourg-kehl": "NATO’s summit",
    "step-20-five-years": "NATO, five years on",
    "russia-2008-competence": "Russian officials, on authority",
    "russia-2008-not-consulted": "Russian officials, on consultation",
    "turkiye-2010-symposium": "Türkiye’s mission",
    "heeze-2008-formal-agreement": "Heeze, NATO’s liaison officer",
    "shea-2010-step-forward": "Shea, from NATO’s side",
    "jakobsen-2008-officials": "Jakobsen, analyst",
    "study-declaration-impact-open": "Kille and Hendrickson, analysts",
}
STANDS = ("against", "with a reservation", "for")
KINDS = ("state", "organization", "scholar")


def secrecy_table(process: pd.DataFrame) -> Table:
    """Set side by side what each witness says of the quiet around the text.

    Parameters
    ----------
    process
        The table ``declaration_process``.

    Examples
    --------
    >>> from helpers import load
    >>> secrecy_table(load("declaration_process")).payload["rows"][-1][0]
    'A visitor, on WikiLeaks'
    """
    rows = process.set_index("id").loc[list(WITNESSES)]
    weight = {
        "study": "the study",
        "study-authors": "own experience",
        "secondary": "works the study cites",
        "public-record": "public record",
    }
    shown = pd.DataFrame(
        {
            "Who": list(WITNESSES.values()),
            "Says": [SAID[row] for row in WITNESSES],
            "When": [when(date) for date in rows["date"]],
            "Rests on": rows["independence"].map(weight).tolist(),
        }
    )
    return table(
        shown,
        sources=[STUDY, "gutterman-2008", "tff-2008", "wikileaks-un-nato-2009"],
        tables=["declaration_process"],
        shows={"declaration_process": list(WITNESSES)},
    )


def reactions(process: pd.DataFrame, positions: pd.DataFrame, literature: pd.DataFrame) -> pd.DataFrame:
    """Gather what was said for and against the declaration, from the three tables that code it.

    An objection counts as against and a defence as for; a state's stance and a scholar's position count as coded. That
    NATO's summit promised to carry the text out, and its page of 2013 praised it, counts as for: a judgement of this
    chapter. Readings that report what others hold (Harsch and Varwick on the message sent) are left out.

    Parameters
    ----------
    process, positions, literature
        The tables ``declaration_process``, ``state_positions`` and ``literature``.

    Returns
    -------
    pandas.DataFrame
        A row a reaction, in order of time: ``holder``, ``date`` (EDTF), ``stand`` (one of `STANDS`), ``kind`` (one of
        `KINDS`), ``independence``.

    Raises
    ------
    KeyError
        If a row that the chapter draws is not in the tables.
    """
    acts = process.assign(
        stand=process["action"].map({"objection": "against", "defence": "for"}).fillna("for"),
        kind=process["action"].map({"objection": "state"}).fillna("organization"),
    )
    states = positions.assign(
        stand=positions["stance"].map({"critical": "against", "favourable": "for", "mixed": "with a reservation"}),
        kind="state",
    )
    works = literature.assign(
        date=literature["passage_year"].astype(str),
        stand=literature["position"].replace("conditional", "with a reservation"),
        kind=literature["id"].map({"heeze-2008-formal-agreement": "organization", "shea-2010-step-forward": KINDS[1]}),
    )
    works["kind"] = works["kind"].fillna("scholar")
    columns = ["id", "date", "stand", "kind", "independence"]
    found = pd.concat([frame[columns] for frame in (acts, states, works)]).set_index("id").loc[list(HOLDERS)]
    found.insert(0, "holder", list(HOLDERS.values()))
    found["start"] = [bounds(date).earliest_start for date in found["date"]]
    order = found.assign(stand_order=found["stand"].map(STANDS.index)).sort_values(["stand_order", "start", "holder"])
    return order.drop(columns=["start", "stand_order"]).reset_index()


def reactions_chart(process: pd.DataFrame, positions: pd.DataFrame, literature: pd.DataFrame) -> Chart:
    """Draw who spoke for the declaration, who against, and who with a reservation."""
    frame = reactions(process, positions, literature)
    frame["label"] = frame["holder"] + " (" + frame["date"].str[:4] + ")"
    frame["rests"] = frame["independence"].map({"public-record": "public record"}).fillna("the study")
    said = "; ".join(f"{stand}: {', '.join(part['label'])}" for stand, part in frame.groupby("stand", sort=False))
    counts = frame["stand"].value_counts()
    return chart(
        _reactions(frame, upright=False),
        upright=_reactions(frame, upright=True),
        description=(
            f"{len(frame)} reactions to the Joint Declaration by stand and by who holds them. {said}. "
            f"All {spell(int(counts['against']))} objections are Russian; the reservations are scholars'."
        ),
        data=frame[["holder", "date", "stand", "kind", "rests"]].set_axis(
            ["Who", "When", "Stand", "Kind", "Seen in"], axis=1
        ),
        sources=[STUDY, "gutterman-2008", "nato-news-103374-2013"],
        tables=["declaration_process", "state_positions", "literature"],
    )


def _reactions(frame: pd.DataFrame, *, upright: bool) -> alt.LayerChart:
    labels = frame["label"].tolist()
    axis = alt.Axis(orient="top", labelPadding=8, domain=False, ticks=False)
    x = alt.X("stand:N", sort=list(STANDS), title=None, axis=axis, scale=alt.Scale(domain=list(STANDS)))
    y = alt.Y("label:N", sort=labels, title=None, axis=None if upright else LINES)
    rests = ["public record", "the study"]
    legend = alt.Legend(columns=3, symbolFillColor=PAPER, symbolStrokeColor=PALETTE[0])
    marks = (
        alt.Chart(frame)
        .mark_point(size=110, strokeWidth=1.5, stroke=PALETTE[0], opacity=1)
        .encode(
            x=x,
            y=y,
            shape=alt.Shape(
                "kind:N",
                title=None,
                sort=list(KINDS),
                scale=alt.Scale(domain=list(KINDS), range=["square", "circle", "triangle-up"]),
                legend=legend,
            ),
            fill=alt.Fill("rests:N", legend=None, sort=rests, scale=alt.Scale(domain=rests, range=[PALETTE[0], PAPER])),
            tooltip=[alt.Tooltip(f"{name}:N", title=name) for name in ("holder", "date", "stand", "rests")],
        )
    )
    title = heading(
        "Every objection in our rows is Russian; the reservations are scholars’",
        "Filled: seen in the public record; open: through the study",
        upright=upright,
    )
    layers = [marks, names_above(frame, "label", y)] if upright else [marks]
    return lines_chart(layers, title, len(labels), upright=upright)
