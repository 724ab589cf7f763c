"""Which questions that the study left open in 2010 return in the item of 2018, and with whose voice.

The statements themselves, their voices and themes are `helpers.outlook`.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from helpers.charts import GRID, MUTED, PALETTE, PAPER, heading
from helpers.display import Chart, chart
from helpers.numbers import spell
from helpers.outlook import THEMES, VOICES, judging
from helpers.sources import ITEM, STUDY

__all__ = ["added", "questions_chart", "returned"]

QUESTIONS = {
    "limited-in-practice": "How far it goes in practice",
    "legitimacy": "Legitimacy of NATO's acts",
    "approach-to-security": "The best approach to security",
    "response-to-new-threats": "New threats and challenges",
    "trends-continue": "Whether the trends go on",
    "declaration-implemented": "How the declaration is carried out",
    "form-of-coordination": "Which form of coordination",
    "structures-and-cultures": "Whether the two can mesh",
    "subcontractor-or-partner": "Subcontractor or partner",
}
OPEN = {"opportunity", "obstacle", "risk", "proposal", "forecast"}
"""Kinds that leave a question open: something to gain, to fear, to overcome or to see."""
STATUS = ("returned", "answered", "not mentioned")
SIGNS = {"named": "circle", "joint": "square", "unattributed": "diamond", "author": "triangle-up"}


def returned(outlook: pd.DataFrame) -> pd.DataFrame:
    """Say of each open question of 2010 what became of it in the item of 2018.

    Rule: a question that no statement bears on is *not mentioned*; one on which only assessments bear is *answered*,
    by that voice; any other has *returned*. What a page does not mention is not thereby settled.

    Parameters
    ----------
    outlook
        The table ``outlook_2018``.

    Returns
    -------
    pandas.DataFrame
        A row a question: ``question``, ``status`` (one of `STATUS`), ``statements`` (count) and one count a voice.

    Examples
    --------
    >>> said = pd.DataFrame({"kind": ["assessment"], "voice": ["joint"], "about": ["nato-un"]})
    >>> found = returned(said.assign(open_question_of_2010="legitimacy")).set_index("question")
    >>> found.loc["legitimacy", "status"], found.loc["form-of-coordination", "status"]
    ('answered', 'not mentioned')
    """
    said = judging(outlook)
    rows = []
    for key in QUESTIONS:
        ours = said[said["open_question_of_2010"] == key]
        status = STATUS[2] if ours.empty else STATUS[0] if set(ours["kind"]) & OPEN else STATUS[1]
        rows.append((key, status, len(ours), *(int((ours["voice"] == voice).sum()) for voice in VOICES)))
    return pd.DataFrame(rows, columns=["question", "status", "statements", *VOICES])


def added(outlook: pd.DataFrame) -> pd.DataFrame:
    """Give the themes of 2018 on which statements judge and none bears on an open question of 2010.

    Returns
    -------
    pandas.DataFrame
        ``theme``, ``statements`` (count) and one count a voice, the most frequent first.

    Examples
    --------
    >>> said = pd.DataFrame({"kind": "risk", "voice": "named", "about": "allies", "theme": ["populism", "cyber"]})
    >>> added(said.assign(open_question_of_2010=["not-applicable", "legitimacy"]))["theme"].tolist()
    ['populism']
    """
    said = judging(outlook)
    tied = set(said.loc[said["open_question_of_2010"] != "not-applicable", "theme"])
    free = said[~said["theme"].isin(tied)]
    counts = pd.crosstab(free["theme"], free["voice"]).reindex(columns=list(VOICES), fill_value=0)
    counts.insert(0, "statements", counts.sum(axis=1))
    return counts.sort_values("statements", ascending=False).rename_axis("theme").reset_index()


def questions_chart(outlook: pd.DataFrame) -> Chart:
    """Draw the open questions of 2010 with the statements of 2018 that bear on each, by voice, and what was added.

    Parameters
    ----------
    outlook
        The table ``outlook_2018``.
    """
    found, new = returned(outlook), added(outlook)
    lines = [
        f"{QUESTIONS[row['question']]}: {row['status']}" + (f", {row['statements']}" if row["statements"] else "")
        for row in found.to_dict("records")
    ]
    lines += [f"{THEMES[row['theme']]}: added, {row['statements']}" for row in new.to_dict("records")]
    return chart(
        _questions(outlook, found, new, upright=False),
        upright=_questions(outlook, found, new, upright=True),
        description=(
            f"{len(found)} questions that the study left open, a lane each, with a sign for each statement of 2018 "
            "that bears on it, and a last lane for what is new. "
            + "; ".join(lines)
            + ". On legitimacy no named voice speaks."
        ),
        data=pd.DataFrame(
            {
                "Question or theme": [*found["question"].map(QUESTIONS), *new["theme"].map(THEMES)],
                "In 2018": [*found["status"], *["added"] * len(new)],
                "Statements": [*found["statements"], *new["statements"]],
            }
        ),
        sources=[STUDY, ITEM],
        tables=["outlook_2018"],
    )


def _dots(outlook: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    said = judging(outlook)
    bears = said[said["open_question_of_2010"].isin(list(QUESTIONS))]
    bears = bears.assign(lane=bears["open_question_of_2010"].map(QUESTIONS))
    fresh = said[said["theme"].isin(new["theme"])]
    dots = pd.concat([bears, fresh.assign(lane="Added: " + fresh["theme"].map(THEMES))])
    order = {voice: place for place, voice in enumerate(SIGNS)}
    dots = dots.sort_values(["lane", "voice", "id"], key=lambda c: c.map(order) if c.name == "voice" else c)
    dots["nth"] = dots.groupby("lane").cumcount()
    return dots.assign(voiced=dots["voice"].map(VOICES)).reset_index(drop=True)


def _questions(outlook: pd.DataFrame, found: pd.DataFrame, new: pd.DataFrame, *, upright: bool) -> alt.LayerChart:
    dots = _dots(outlook, new)
    lanes = pd.DataFrame(
        {
            "lane": [*found["question"].map(QUESTIONS), *("Added: " + new["theme"].map(THEMES))],
            "status": [*found["status"], *["added"] * len(new)],
        }
    )
    names = list(lanes["lane"])
    wide, gap = (300, 18) if upright else (390, 26)
    y = alt.Y(
        "lane:N",
        sort=names,
        title=None,
        axis=None if upright else alt.Axis(),
        scale=alt.Scale(domain=names, paddingInner=0.2),
    )
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, wide], nice=False))
    shown = dots.assign(x=dots["nth"] * gap + (8 if upright else 14))
    said = list(VOICES.values())
    signs = (
        alt.Chart(shown)
        .mark_point(size=95, opacity=1, filled=True, strokeWidth=1.6)
        .encode(
            x=x,
            y=y,
            shape=alt.Shape(
                "voiced:N",
                sort=said,
                title="Who speaks",
                scale=alt.Scale(domain=said, range=[SIGNS[voice] for voice in VOICES]),
                legend=alt.Legend(columns=2 if upright else 4, symbolStrokeWidth=1.6),
            ),
            fill=alt.Fill(
                "voiced:N", sort=said, scale=alt.Scale(domain=said, range=[PALETTE[0], PALETTE[0], PAPER, PAPER])
            ),
            stroke=alt.Stroke("voiced:N", sort=said, scale=alt.Scale(domain=said, range=[PALETTE[0]] * len(said))),
            tooltip=[alt.Tooltip("statement:N"), alt.Tooltip("voiced:N", title="Who speaks")],
        )
    )
    ends = lanes.assign(x=wide, to=0, until=wide if upright else wide - 105)
    lines = alt.Chart(ends).mark_rule(color=GRID).encode(x=alt.X("until:Q", axis=None), x2="to:Q", y=y)
    words = alt.Chart(ends).mark_text(align="right", color=MUTED, dy=-17 if upright else 0, dx=0 if upright else -2)
    layers = [lines, signs, words.encode(x=x, y=y, text="status:N")]
    if upright:
        heads = alt.Chart(lanes).mark_text(align="left", dy=-17, fontWeight=600)
        layers.append(heads.encode(x=alt.value(0), y=y, text="lane:N"))
    counts = found["status"].value_counts()
    title = heading(
        f"{spell(counts['returned']).capitalize()} of {spell(len(found))} open questions return; "
        f"on {spell(counts['not mentioned'])} the page is silent",
        "Filled: somebody answers for it by name, alone or together; open: nobody does, or the page itself",
        upright=upright,
    )
    drawn: alt.LayerChart = alt.layer(*layers)  # type: ignore[assignment]
    return drawn.properties(title=title, width=wide, height=(44 if upright else 27) * len(names))
