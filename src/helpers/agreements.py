"""What the Joint Declaration says, beside its update of 2018 and beside the UN's other declarations.

How it came about is `helpers.declaration`. Two rules hold here: what was not found is never counted as absent, since
neither text was seen from end to end; and what a row calls uncorroborated is drawn as such.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from helpers.charts import INK, MUTED, PALETTE, PAPER, heading
from helpers.dates import phrase
from helpers.declaration import LINES, lines_chart, names_above
from helpers.display import Chart, chart
from helpers.numbers import spell

__all__ = ["agreements_chart", "features", "matters", "matters_chart"]

STUDY = "kille-hendrickson-2011"
OLD, NEW = "joint-declaration-2008", "joint-declaration-2018"
ALIKE = {
    "protection of civilians": "protecting civilians",
    "support to UN peace operations": "coordination and supporting operations",
}
"""Matters of 2018 whose own rows count them as in the text of 2008, in other words; one line for both."""
BELONGS = ("in both", "in 2008, not found in 2018", "in 2018, not found in 2008", "can only be in 2018")
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
READ = {"study": "read through the study", "text": "seen in a public text or announcement"}
REGIONS = {"Africa", "Balkans", "Middle East"}
"""Not compared: the texts of 2008 and 2018 name regions too, which is coded in ``declaration_points`` alone."""


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

    Returns
    -------
    Chart
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
    lines = rules.encode(y=_above("matter", order, upright=upright))
    words = alt.Chart(firsts).mark_text(align="left", color=MUTED)
    named = words.encode(x=alt.value(185), y=alt.Y("matter:N", sort=order), text="belongs:N")
    return [lines] if upright else [lines, named]


def _above(field: str, order: list[str], *, upright: bool) -> alt.Y:
    """Give the place just above a line; all layers of a chart must agree on whether there is an axis."""
    y = alt.Y(f"{field}:N", sort=order, bandPosition=0, title=None)
    return y.axis(None) if upright else y


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

    Returns
    -------
    Chart
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
    layers = [marks, line.encode(y=_above("feature", order, upright=upright))]
    if upright:
        layers.append(names_above(frame, "feature", y))
    title = heading(
        "One of six was kept quiet; only CSTO and SCO are said to have had a resolution first",
        "Above the line: form; below: topics as coded from the text or its announcement. Blank: not coded",
        upright=upright,
    )
    return lines_chart(layers, title, len(order), upright=upright)
