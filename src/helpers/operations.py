"""Where NATO and the United Nations met in the field: operations, models of the literature, rules on force.

What the Security Council's resolutions say of them is `helpers.mandates`, the reports that followed
`helpers.letters`, and what came first, field or institution, `helpers.milestones`.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from helpers.charts import GRID, MUTED, PALETTE, PAPER, heading
from helpers.dates import bounds, phrase
from helpers.display import Chart, Table, chart, table
from helpers.numbers import listed, spell
from helpers.sources import STUDY
from helpers.spans import edges, stretches

__all__ = ["models_table", "relations", "rules_table", "span", "theatre_chart"]

RELATIONS = {
    "mandated": "a Council decision",
    "without-mandate": "no mandate",
    "on-request": "a government's request",
    "relief": "relief or support",
    "support-to-other": "relief or support",
    "un-mission": "the UN's own mission",
}
"""What stood behind an operation, in the words of the figures; the two smallest kinds share one."""
KINDS = list(dict.fromkeys(RELATIONS.values()))
SIGNS = ["circle", "cross", "diamond", "triangle-up", "square"]
INKS = [PALETTE[0], PALETTE[1], PALETTE[2], PALETTE[3], MUTED]
THEATRES = {
    "Adriatic Sea": "Adriatic",
    "former Yugoslavia": "Yugoslavia",
    "Bosnia and Herzegovina": "Bosnia",
    "Croatia": "Croatia",
    "Kosovo": "Kosovo",
    "Federal Republic of Yugoslavia": "FR Yugoslavia",
    "Afghanistan": "Afghanistan",
    "Iraq": "Iraq",
    "Pakistan": "Pakistan",
    "Sudan (Darfur)": "Darfur",
    "Gulf of Aden and Somali coast": "Gulf of Aden",
    "Libya": "Libya",
}
NAMES = {
    "eagle-eye": "Eagle Eye",
    "ifor": "IFOR",
    "isaf": "ISAF under NATO",
    "kfor": "KFOR",
    "nato-training-mission-iraq": "training mission",
    "pakistan-earthquake-relief": "earthquake relief",
    "sfor": "SFOR",
    "support-to-amis": "help to AU mission",
    "unprofor": "UNPROFOR",
    "untaes": "UNTAES",
}
UN_PART = {
    "close coordination": "coordination",
    "dual key": "its agreement",
    "close air support on call": "its request",
}
"""What a rule gave the UN, by its words: to coordinate with somebody is less than to need his agreement."""


def relations(operations: pd.DataFrame) -> pd.DataFrame:
    """Count operations by what stood behind them.

    Parameters
    ----------
    operations
        The table ``operations``.

    Returns
    -------
    pandas.DataFrame
        A row a relation that occurs, in the order of the schema: ``relation``, ``operations`` (count), ``ids``.

    Examples
    --------
    >>> few = pd.DataFrame({"id": ["a", "b"], "relation_to_mandate": ["mandated", "mandated"]})
    >>> relations(few).values.tolist()
    [['mandated', 2, ['a', 'b']]]
    """
    groups = operations.groupby("relation_to_mandate")["id"].agg(list)
    rows = [(name, len(groups[name]), groups[name]) for name in RELATIONS if name in groups]
    return pd.DataFrame(rows, columns=["relation", "operations", "ids"])


def _shown(operations: pd.DataFrame) -> pd.DataFrame:
    """Operations with the words of the figure, by theatre (in the order of first use) and start."""
    shown = operations.assign(
        label=operations["theatre"].map(THEATRES) + ": " + operations["id"].map(NAMES).fillna(operations["name"]),
        behind=operations["relation_to_mandate"].map(RELATIONS),
        begun=edges(operations, "start", as_of=None)["earliest_start"],
        span=[span(row) for row in operations.to_dict("records")],
    )
    shown["rank"] = shown["theatre"].map({name: position for position, name in enumerate(THEATRES)})
    return shown.sort_values(["rank", "begun", "id"]).reset_index(drop=True)


def span(row: dict) -> str:
    """Give an operation's time as one EDTF interval.

    Examples
    --------
    >>> span({"start": "1999-06-12", "end": ".."})
    '1999-06-12/..'
    """
    return f"{row['start']}/{row['end']}"


def theatre_chart(operations: pd.DataFrame, *, until: str = "2021-12-31") -> Chart:
    """Draw operations by theatre and time, with a sign at the start for what stood behind each.

    Parameters
    ----------
    operations
        The table ``operations``.
    until
        Last day of the drawing (EDTF day); an operation that goes on ends there with an arrowhead.

    Examples
    --------
    >>> from helpers.data import load
    >>> theatre_chart(load("operations")).payload["tables"]
    ['operations']
    """
    shown = _shown(operations)
    counts = relations(operations).set_index("relation")["operations"]
    lines = [f"{row['label']}, {phrase(row['span'])} ({row['behind']})" for row in shown.to_dict("records")]
    return chart(
        _theatres(shown, until, upright=False),
        upright=_theatres(shown, until, upright=True),
        description=(
            f"{len(shown)} operations as bars from 1992 to 2021, a lane each, grouped by theatre, with a sign at the "
            f"start for what stood behind them: {counts['mandated']} a decision of the Security Council, "
            f"{counts['without-mandate']} none. " + "; ".join(lines) + "."
        ),
        data=pd.DataFrame(
            {
                "Operation": shown["name"],
                "Theatre": shown["theatre"],
                "When": shown["span"].map(phrase),
                "Behind it": shown["behind"],
                "In the study": shown["named_in_study"].map(
                    {"by-name": "by name", "by-description": "described", "no": "no"}
                ),
            }
        ),
        sources=[STUDY, *sorted(set(shown["dates_source"]) - {STUDY})],
        tables=["operations"],
    )


def _theatres(shown: pd.DataFrame, until: str, *, upright: bool) -> alt.LayerChart:
    lanes = list(shown["label"])
    cut = stretches(shown, "span", until=until, as_of=None)
    mandated = int((shown["relation_to_mandate"] == "mandated").sum())
    end = bounds(until).latest_end
    cut["thick"] = cut["part"].map({"certain": 9, "possible": 3, "unknown": 9})
    open_ended = shown[shown["end"] == ".."].assign(at=pd.Timestamp(str(end)))
    wide = 300 if upright else 430
    y = alt.Y(
        "label:N",
        sort=lanes,
        title=None,
        axis=None if upright else alt.Axis(grid=True, gridColor=GRID, labelLimit=230),
        scale=alt.Scale(domain=lanes, paddingInner=0.3),
    )
    years = alt.Axis(format="%Y", tickCount={"interval": "year", "step": 8 if upright else 4}, grid=True)
    x = alt.X("first:T", title=None, axis=years, scale=alt.Scale(domain=["1991-06-01", f"{end}"]))
    colour = alt.Color("behind:N", scale=alt.Scale(domain=KINDS, range=INKS), legend=None)
    tips = [alt.Tooltip("name:N", title="Operation"), alt.Tooltip("behind:N", title="Behind it")]
    tips.append(alt.Tooltip("resolutions:N", title="Resolutions"))
    bars = (
        alt.Chart(cut)
        .mark_bar()
        .encode(x=x, x2="last:T", y=y, color=colour, size=alt.Size("thick:Q", scale=None, legend=None), tooltip=tips)
    )
    signs = (
        alt.Chart(shown)
        .mark_point(filled=True, opacity=1, size=95, stroke=PAPER, strokeWidth=0.8)
        .encode(
            x="begun:T",
            y=y,
            color=colour,
            shape=alt.Shape(
                "behind:N",
                sort=KINDS,
                title="Behind it stood",
                scale=alt.Scale(domain=KINDS, range=SIGNS),
                legend=alt.Legend(columns=1 if upright else 3, symbolStrokeWidth=0, symbolFillColor=MUTED),
            ),
            tooltip=tips,
        )
    )
    on = alt.Chart(open_ended).mark_point(filled=True, shape="triangle-right", size=110, opacity=1)
    layers = [bars, on.encode(x="at:T", y=y, color=colour), signs]
    if upright:
        words = alt.Chart(shown).mark_text(align="left", dy=-14, fontWeight=600)
        layers.append(words.encode(x=alt.value(0), y=y, text="label:N"))
    title = heading(
        f"{spell(mandated).capitalize()} operations carried out a Council decision; one used force without it",
        "Sign at the start: what stood behind it; thin: days that the dates only allow; arrowhead: went on",
        upright=upright,
    )
    drawn: alt.LayerChart = alt.layer(*layers)  # type: ignore[assignment]
    step = 36 if upright else 21
    return drawn.properties(title=title, width=wide, height=step * len(lanes)).resolve_scale(shape="independent")


def models_table(operations: pd.DataFrame) -> Table:
    """Set the models of the literature beside the operations that they reach and those that they do not.

    Parameters
    ----------
    operations
        The table ``operations``.

    Examples
    --------
    >>> from helpers.data import load
    >>> models_table(load("operations")).payload["rows"][0][0]
    'stand-by'
    """
    shown = _shown(operations)
    cases = {"stand-by": "Yugoslavia", "stand-alone": "Afghanistan", "relief": "Pakistan", "training": "Iraq, Sudan"}
    rows = []
    for model, example in [*cases.items(), ("not-stated", "none given")]:
        found = shown[shown["model"] == model]
        rows.append((_words(model), example, len(found), listed(found["label"].str.split(": ").str[1])))
    frame = pd.DataFrame(rows, columns=["Model", "The study's example", "Rows", "Operations"])
    return table(frame, sources=[STUDY, "oertel-2008", "dembinski-forster-2007"], tables=["operations"])


def _words(model: str) -> str:
    return {"not-stated": "no model", "training": "training and assistance"}.get(model, model)


def rules_table(rules: pd.DataFrame) -> Table:
    """Set the rules that tied force in the field to the UN's word, in order of date.

    Parameters
    ----------
    rules
        The table ``operational_rules``; its rows on working and criticism are left out.

    Examples
    --------
    >>> from helpers.data import load
    >>> rules_table(load("operational_rules")).payload["rows"][0][0]
    'close coordination'
    """
    kept = rules[rules["kind"].isin(["rule", "change"])].copy()
    kept["begun"] = edges(kept, "date", as_of=None)["latest_start"]
    kept = kept.sort_values(["begun", "id"])
    when = [_when(row) for row in kept.to_dict("records")]
    frame = pd.DataFrame(
        {
            "Rule": kept["rule"] + kept["kind"].map({"rule": "", "change": ", changed"}),
            "Set": when,
            "The UN had": kept["rule"].map(UN_PART),
            "When": kept["trigger"],
        }
    )
    sources = list(dict.fromkeys(kept["source"]))
    return table(frame, sources=sources, tables=["operational_rules"], shows={"operational_rules": list(kept["id"])})


def _when(row: dict) -> str:
    """A date in words; a month that nobody saw is left out."""
    return phrase(row["date"][:4]) if "month from knowledge" in row["note"] else phrase(row["date"])
