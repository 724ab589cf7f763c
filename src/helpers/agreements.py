"""The Joint Declaration beside the UN's declarations with other organizations.

What a row calls uncorroborated is drawn as such. What the Joint Declaration itself says is `helpers.matters`.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from helpers.charts import INK, MUTED, PALETTE, PAPER, heading
from helpers.dates import phrase
from helpers.declaration import LINES, above_line, lines_chart, names_above
from helpers.display import Chart, chart
from helpers.numbers import spell
from helpers.sources import STUDY

__all__ = ["FORMS", "SIGNS", "TOPICS", "agreements_chart", "features"]

NAMES = {
    "agreement-eu-2003": "EU 2003",
    "agreement-eu-2007": "EU 2007",
    "agreement-nato-2008": "NATO 2008",
    "agreement-csto-2010": "CSTO 2010",
    "agreement-sco-2010": "SCO 2010",
    "agreement-nato-2018": "NATO 2018",
}
UNSURE = {"agreement-eu-2003"}
"""Agreements whose topics rest, by the note on the row, on knowledge of the text and not on a copy at hand."""
SIGNS = {
    "on record": ("square", PALETTE[0]),
    "said, not corroborated": ("diamond", PAPER),
    "not found": ("circle", PAPER),
    "no": ("cross", PALETTE[1]),
}
FORMS = ("Public at once", "Assembly resolution before", "Cooperation at large")
TOPICS = {
    "Crises and conflicts": ["crisis management", "conflict prevention and resolution"],
    "Peace operations": ["peacekeeping", "operational coordination", "UN peace operations"],
    "Training, capacities": ["training", "capacity-building and training"],
    "Planning, lessons": ["planning", "best practices", "lessons learned and contingency planning"],
    "Communication": ["communication"],
    "Protection of civilians": ["protection of civilians"],
    "Counter-terrorism": ["counter-terrorism"],
    "Crime, drugs, migration": ["drug trafficking", "irregular migration", "organized crime"],
    "Women, Peace and Security": ["women, peace and security"],
    "Arms, development, environment": ["non-proliferation", "sustainable development", "environment"],
}
"""Topics of ``un_agreements`` as the figure gathers them."""
REGIONS = {"Africa", "Balkans", "Middle East"}
"""Not compared: the texts of 2008 and 2018 name regions too, which is coded in ``declaration_points`` alone."""


def features(agreements: pd.DataFrame) -> pd.DataFrame:
    """Give what can be compared among the UN's declarations, a row an agreement and a feature.

    Parameters
    ----------
    agreements
        The table ``un_agreements``.

    Returns
    -------
    pandas.DataFrame
        ``agreement`` (as in `NAMES`), ``feature`` (one of `FORMS` or of `TOPICS`), ``sign`` (one of `SIGNS`). A topic
        that is not coded for an agreement has no row.

    Raises
    ------
    KeyError
        If a topic of the table is neither in `TOPICS` nor one of `REGIONS`.

    Examples
    --------
    >>> from helpers import load
    >>> found = features(load("un_agreements"))
    >>> found.loc[(found.feature == "Public at once") & (found.sign == "no"), "agreement"].tolist()
    ['NATO 2008']
    """
    gathered = {topic: name for name, topics in TOPICS.items() for topic in topics}
    seen = {"yes": "on record", "partly": "said, not corroborated", "no": "not found"}
    rows: set[tuple[str, str, str]] = set()
    for row in agreements.to_dict("records"):
        name = NAMES[row["id"]]
        rows.add((name, FORMS[0], "on record" if row["publicity"] == "public" else "no"))
        rows.add((name, FORMS[1], seen[row["prior_seen"]]))
        rows.add((name, FORMS[2], "on record" if row["scope"] == "secretariat-cooperation" else "no"))
        sign = "said, not corroborated" if row["id"] in UNSURE else "on record"
        rows |= {(name, gathered[topic], sign) for topic in row["topics"].split(";") if topic not in REGIONS}
    order = [*NAMES.values(), *FORMS, *TOPICS]
    ordered = sorted(rows, key=lambda row: [order.index(word) for word in row[:2]])
    return pd.DataFrame(ordered, columns=["agreement", "feature", "sign"])


def agreements_chart(agreements: pd.DataFrame) -> Chart:
    """Draw the UN's declarations with other organizations side by side.

    Parameters
    ----------
    agreements
        The table ``un_agreements``.
    """
    frame = features(agreements)
    days = {NAMES[row["id"]]: phrase(row["date"]) for row in agreements.to_dict("records")}
    words = frame["feature"] + " (" + frame["sign"] + ")"
    said = "; ".join(f"{name}, {day}: {', '.join(words[frame['agreement'] == name])}" for name, day in days.items())
    return chart(
        _agreements(frame, upright=False),
        upright=_agreements(frame, upright=True),
        description=(
            f"Six declarations of the UN with other organizations as columns, {spell(len(FORMS))} features of form and "
            f"{spell(len(TOPICS))} fields as lines. Only NATO 2008 was not public at once; only CSTO and SCO are said "
            f"to have had an Assembly resolution before. {said}."
        ),
        data=frame.set_axis(["Declaration", "Feature", "What is known"], axis=1),
        sources=[STUDY, "eu-council-12510-2003", "reliefweb-un-eu-2007", "un-sg-statement-sco-2010"],
        tables=["un_agreements"],
    )


def _agreements(frame: pd.DataFrame, *, upright: bool) -> alt.LayerChart:
    order = [*FORMS, *TOPICS]
    columns = alt.Axis(
        orient="top",
        labelExpr="split(datum.label, ' ')",
        labelFontWeight=600,
        labelPadding=34 if upright else 24,
        domain=False,
        ticks=False,
    )
    y = alt.Y("feature:N", sort=order, title=None, axis=None if upright else LINES)
    signs, (shapes, fills) = list(SIGNS), zip(*SIGNS.values(), strict=True)
    marks = (
        alt.Chart(frame)
        .mark_point(size=100, strokeWidth=1.5, stroke=INK, opacity=1)
        .encode(
            x=alt.X("agreement:N", sort=list(NAMES.values()), title=None, axis=columns),
            y=y,
            shape=alt.Shape(
                "sign:N",
                title=None,
                sort=signs,
                scale=alt.Scale(domain=signs, range=list(shapes)),
                legend=alt.Legend(columns=2 if upright else 4),
            ),
            fill=alt.Fill("sign:N", title=None, sort=signs, scale=alt.Scale(domain=signs, range=list(fills))),
            tooltip=[alt.Tooltip(f"{name}:N", title=name) for name in ("agreement", "feature", "sign")],
        )
    )
    line = alt.Chart(pd.DataFrame({"feature": [next(iter(TOPICS))]})).mark_rule(color=MUTED, strokeDash=[3, 3])
    layers = [marks, line.encode(y=above_line("feature", order, upright=upright))]
    if upright:
        layers.append(names_above(frame, "feature", y))
    title = heading(
        "One of six was kept quiet; only CSTO and SCO are said to have had a resolution first",
        "Above the line: form; below: topics as coded from the text or its announcement. Blank: not coded",
        upright=upright,
    )
    return lines_chart(layers, title, len(order), upright=upright)
