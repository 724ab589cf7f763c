"""What the delegation of October 2018 heard, and with whose voice.

Where it went, and the visit of June 2008 beside it, is `helpers.visits`; which questions of 2010 the statements take
up again is `helpers.questions`.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from helpers.charts import GRID, INK, MUTED, PALETTE, heading
from helpers.data import load
from helpers.display import Chart, chart
from helpers.numbers import listed
from helpers.sources import ITEM

__all__ = ["judging", "voices", "voices_chart"]

TELLS = ("fact", "practice")
"""Kinds that tell of the visit or of a practice; all others judge, foresee or advise."""
KINDS = {
    "assessment": "circle",
    "opportunity": "triangle-up",
    "obstacle": "square",
    "risk": "diamond",
    "forecast": "triangle-right",
    "proposal": "cross",
}
VOICES = {
    "named": "by name",
    "joint": "together",
    "unattributed": "no speaker named",
    "author": "the page itself",
}
UN = {"rosemary-dicarlo", "carlos-loitey"}
"""Those of the speakers who were UN officials."""
THEMES = {
    "working-level": "working level",
    "political-level": "political level",
    "peace-operations": "peace operations",
    "information-sharing": "sharing information",
    "cyber": "cyber security",
    "best-practices": "best practices",
    "preventive-diplomacy": "prevention",
    "regions": "regions of concern",
    "scepticism": "doubts about NATO",
    "assistance": "NATO's help",
    "multilateralism": "multilateral order",
    "populism": "populism",
    "technology": "technology",
}


def judging(outlook: pd.DataFrame) -> pd.DataFrame:
    """Keep the statements that judge, foresee or advise; leave out what tells of the visit or of a practice.

    Parameters
    ----------
    outlook
        The table ``outlook_2018``.

    Examples
    --------
    >>> rows = pd.DataFrame({"kind": ["fact", "risk", "forecast"], "about": ["city", "world-order", "visit"]})
    >>> judging(rows)["kind"].tolist()
    ['risk']
    """
    return outlook[~outlook["kind"].isin(TELLS) & (outlook["about"] != "visit")]


def voices(outlook: pd.DataFrame) -> pd.DataFrame:
    """Count statements by kind and voice.

    Parameters
    ----------
    outlook
        The table ``outlook_2018``, or the part of it that is `judging`.

    Returns
    -------
    pandas.DataFrame
        A row a kind, a column a voice (named, joint, unattributed, author), in counts; a joint statement counts once.

    Examples
    --------
    >>> voices(pd.DataFrame({"kind": ["risk", "risk"], "voice": ["named", "joint"]})).loc["risk"].tolist()
    [1, 1, 0, 0]
    """
    counts = pd.crosstab(outlook["kind"], outlook["voice"])
    return counts.reindex(columns=list(VOICES), fill_value=0)


def _spoken(outlook: pd.DataFrame) -> pd.DataFrame:
    """Judging statements with a name for who speaks, in the order of the themes."""
    names = load("people").set_index("id")["sort_name"].str.split(",").str[0]
    said = judging(outlook).copy()
    said["who"] = [
        VOICES[voice] if voice in ("unattributed", "author") else listed(names[key] for key in speaker.split(";"))
        for voice, speaker in zip(said["voice"], said["speaker"], strict=True)
    ]
    said["on"] = said["theme"].map(THEMES)
    order = {kind: place for place, kind in enumerate(KINDS)}
    said = said.sort_values(["theme", "who", "kind", "id"], key=lambda c: c.map(order) if c.name == "kind" else c)
    said["nth"] = said.groupby(["theme", "who"]).cumcount()
    return said.reset_index(drop=True)


def voices_chart(outlook: pd.DataFrame) -> Chart:
    """Draw who said what kind of thing on which theme in October 2018.

    Parameters
    ----------
    outlook
        The table ``outlook_2018``.
    """
    said = _spoken(outlook)
    counts = voices(said)
    lines = [
        f"{who}: " + ", ".join(f"{kind} {count}" for kind, count in part["kind"].value_counts().items())
        for who, part in said.groupby("who", sort=False)
    ]
    return chart(
        _across(said),
        upright=_down(said),
        description=(
            f"{len(said)} statements that judge, foresee or advise, a sign each, by theme and by who speaks, with the "
            f"kind as shape. All {counts.loc['obstacle'].sum()} obstacles stand with no speaker or with the page "
            "itself. " + "; ".join(sorted(lines)) + "."
        ),
        data=pd.DataFrame(
            {"Theme": said["on"], "Who speaks": said["who"], "Kind": said["kind"], "Statement": said["statement"]}
        ),
        sources=[ITEM],
        tables=["outlook_2018", "people"],
    )


FINDING = "One official by name sees what could be gained; nobody by name says what is in the way"


def _shape(columns: int, offset: int) -> alt.Shape:
    return alt.Shape(
        "kind:N",
        sort=list(KINDS),
        title="Kind of statement",
        scale=alt.Scale(domain=list(KINDS), range=list(KINDS.values())),
        legend=alt.Legend(columns=columns, offset=offset, symbolFillColor=PALETTE[0], symbolStrokeWidth=0),
    )


def _inks() -> alt.Color:
    """Obstacles and risks in the second colour, besides their shapes."""
    inks = [PALETTE[1] if kind in ("obstacle", "risk") else PALETTE[0] for kind in KINDS]
    return alt.Color("kind:N", scale=alt.Scale(domain=list(KINDS), range=inks), legend=None)


def _marks(frame: pd.DataFrame, x: alt.X, y: alt.Y, shape: alt.Shape) -> alt.Chart:
    tips = [alt.Tooltip(name) for name in ("who:N", "kind:N", "statement:N")]
    return (
        alt.Chart(frame)
        .mark_point(size=85, filled=True, opacity=1)
        .encode(x=x, y=y, shape=shape, color=_inks(), tooltip=tips)
    )


def _order(said: pd.DataFrame) -> list[str]:
    """Who speaks: the UN's officials first, then the other experts, then nobody and the item."""
    ranks = said.assign(
        rank=said["voice"].map({voice: place for place, voice in enumerate(VOICES)}),
        late=said["voice"].isin(["unattributed", "author"]),
        outside=[not set(speaker.split(";")) <= UN for speaker in said["speaker"]],
    )
    return list(ranks.sort_values(["late", "outside", "rank", "who"])["who"].unique())


def _across(said: pd.DataFrame) -> alt.LayerChart:
    """Themes down, voices across."""
    widths = said.groupby("who")["nth"].max() + 1
    order = _order(said)
    place, at = {}, 0
    for who in order:
        place[who] = at
        at += max(16 * int(widths[who]) + 14, 7 * max(len(word) for word in _broken(who).split("|")) + 14)
    themes = [words for words in THEMES.values() if words in set(said["on"])]
    shown = said.assign(x=said["who"].map(place) + 16 * said["nth"] + 6)
    y = alt.Y("on:N", sort=themes, title=None, scale=alt.Scale(domain=themes, paddingInner=0.2))
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, at], nice=False))
    rules = pd.DataFrame({"on": themes, "x": 0, "to": at})
    heads = pd.DataFrame({"x": list(place.values()), "head": [_broken(who) for who in place]})
    lines = alt.Chart(rules).mark_rule(color=GRID).encode(x=x, x2="to:Q", y=y)
    above = alt.Chart(heads).mark_text(align="left", baseline="top", fontWeight=600, lineBreak="|")
    drawn = alt.layer(lines, _marks(shown, x, y, _shape(3, 46)), above.encode(x=x, y=alt.value(-38), text="head:N"))
    drawn = drawn.properties(title=heading(FINDING, "A sign: one statement"), width=at, height=24 * len(themes))
    return drawn.resolve_scale(shape="independent")


def _broken(who: str) -> str:
    return who.replace(" and ", "|and ").replace("no speaker ", "no speaker|").replace("the page ", "the page|")


def _down(said: pd.DataFrame) -> alt.LayerChart:
    """Voices and their themes down, for narrow screens."""
    order = _order(said)
    themes = list(THEMES.values())
    rows = []
    for who in order:
        rows.append((who, "", f"{who}"))
        held = set(said.loc[said["who"] == who, "on"])
        rows += [(who, theme, f"{who}: {theme}") for theme in themes if theme in held]
    lanes = pd.DataFrame(rows, columns=["who", "on", "lane"])
    y = alt.Y("lane:N", sort=list(lanes["lane"]), title=None, axis=None, scale=alt.Scale(domain=list(lanes["lane"])))
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 300], nice=False))
    shown = said.assign(lane=said["who"] + ": " + said["on"], x=160 + 17 * said["nth"])
    heads = alt.Chart(lanes[lanes["on"] == ""]).mark_text(align="left", fontWeight=600, color=INK)
    names = alt.Chart(lanes[lanes["on"] != ""]).mark_text(align="left", color=MUTED)
    drawn = alt.layer(
        heads.encode(x=alt.value(0), y=y, text="who:N"),
        names.encode(x=alt.value(12), y=y, text="on:N"),
        _marks(shown, x, y, _shape(2, 4)),
    )
    drawn = drawn.properties(
        title=heading(FINDING, "A sign: one statement", upright=True), width=300, height=21 * len(lanes)
    )
    return drawn.resolve_scale(shape="independent")
