"""The two drawings of the debate map: who stands where, and who is read with whom.

What they draw is computed in `helpers.stands` and `helpers.company`; the chapter's other figures and its tables are in
`helpers.debate`.
"""

from __future__ import annotations

import re
from typing import Any

import altair as alt
import pandas as pd

from helpers.charts import GRID, MUTED, PALETTE, PAPER, TINT, heading
from helpers.company import in_one_sentence, opposed
from helpers.display import Chart, chart
from helpers.numbers import listed
from helpers.sources import STUDY
from helpers.stands import COLUMNS, NOBODY, QUESTIONS, cited_as, surnames, taking_part

__all__ = ["matrix_chart", "stands_chart"]

SIDES = {"nato": "NATO", "un": "the UN", "both": "both", "member": "one member", "none": "neither"}
SHAPES = ["circle", "square", "diamond", "triangle-up", "cross"]
LANES = list(dict.fromkeys(COLUMNS.values()))
STEP = 15
"""Height of a name in px; labels have 12."""


def stands_chart(found: pd.DataFrame) -> Chart:
    """Draw who stands where: a mark and a name for each holder's stand on each question.

    Parameters
    ----------
    found
        What `helpers.stands.stands` gives.

    Examples
    --------
    >>> from helpers import load
    >>> from helpers.stands import stands
    >>> stands_chart(stands(load("literature"))).payload["tables"]
    ['literature', 'people', 'organizations']
    """
    frame = found.assign(
        asked=found["question"].map(QUESTIONS),
        argued=found["side"].map(SIDES),
        told=found["hollow"].map({True: "second hand or unnamed", False: "the holder's own, as the study tells it"}),
        years=[str(a) if a == b else f"{a}–{b}" for a, b in zip(found["first"], found["last"], strict=True)],
    )
    words = {"asked": "Question", "column": "Stand", "label": "Holder", "years": "Works of"}
    words |= {"argued": "Argued from the interest of", "told": "How it is told", "argument": "Argument"}
    return chart(
        _wide(frame),
        upright=_upright(frame),
        description=_said(frame),
        data=frame[list(words)].rename(columns=words),
        sources=[STUDY],
        tables=["literature", "people", "organizations"],
    )


def _said(frame: pd.DataFrame) -> str:
    """Say for each question who is for and against."""
    said = []
    for question, part in frame.groupby("asked", sort=False):
        lanes = [f"{lane.lower()}: {listed(part.loc[part['column'] == lane, 'label'])}" for lane in LANES]
        said.append(f"{question} {'; '.join(lane for lane in lanes if not lane.endswith(': '))}.")
    return (
        "Names of holders in four columns from against to for, under eight questions, sorted by year; the mark's shape "
        "tells from whose interest the argument is made. " + " ".join(said)
    )


def _marks(base: alt.Chart) -> alt.Chart:
    """Give the dots their shape by side and their filling by who speaks."""
    sides = list(SIDES.values())
    key = alt.Legend(title="Argued from the interest of", symbolFillColor=PALETTE[0], symbolStrokeColor=PALETTE[0])
    tips = [alt.Tooltip(f"{field}:N", title=title) for field, title in (("label", "Holder"), ("argument", "Argument"))]
    return base.mark_point(size=62, strokeWidth=1.5, opacity=1, stroke=PALETTE[0]).encode(
        shape=alt.Shape("argued:N", sort=sides, scale=alt.Scale(domain=sides, range=SHAPES), legend=key),
        fill=alt.condition("datum.hollow", alt.value(PAPER), alt.value(PALETTE[0])),
        tooltip=tips,
    )


STANDS = "Most friends of closer ties argue from both sides’ gain, most critics from one side’s loss"
KEY = "Sorted by year of work. Hollow: unnamed, named in a string only, or telling what others hold"


def _wide(frame: pd.DataFrame) -> alt.LayerChart:
    """Four columns of names, one block a question."""
    placed, rules, top = [], [], 0.0
    for question, part in frame.groupby("asked", sort=False):
        nth = part.groupby("column").cumcount()
        deep = max(int(nth.max()) + 1, len(_broken(str(question))))
        placed.append(part.assign(x=part["column"].map({n: i for i, n in enumerate(LANES)}), y=top + 1 + nth))
        rules.append({"asked": _broken(str(question)), "y": top + 1, "rule": top + 0.2})
        top += deep + 0.55
    everyone, heads = pd.concat(placed), pd.DataFrame(rules)
    down = alt.Scale(domain=[-1.2, top + 0.2], reverse=True, nice=False, zero=False)
    across = alt.Scale(domain=[-0.78, 3.92], nice=False, zero=False)

    def at(field: str) -> dict[str, Any]:
        return {"y": alt.Y(f"{field}:Q", axis=None, scale=down)}

    x = alt.X("x:Q", axis=None, scale=across)
    base = alt.Chart(everyone).encode(x=x, **at("y"))
    names = base.mark_text(align="left", dx=8, fontSize=12).encode(text="label:N")
    lines = alt.Chart(heads).mark_rule(color=GRID).encode(**at("rule"))
    asked = alt.Chart(heads).mark_text(
        align="left", baseline="middle", fontWeight=600, fontSize=12, lineHeight=STEP - 1
    )
    asked = asked.encode(x=alt.value(0), text="asked:N", **at("y"))
    columns = pd.DataFrame({"x": range(len(LANES)), "y": -0.5, "lane": LANES})
    header = alt.Chart(columns).mark_text(align="left", dx=-5, fontWeight=600).encode(x=x, text="lane:N", **at("y"))
    drawn: alt.LayerChart = alt.layer(lines, asked, header, names, _marks(base))  # type: ignore[assignment]
    return drawn.properties(title=heading(STANDS, KEY), width=660, height=int((top + 1.4) * STEP))


def _broken(question: str) -> list[str]:
    """Break a question into lines that fit its column."""
    words, lines = question.split(), [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) > 14:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _upright(frame: pd.DataFrame) -> alt.LayerChart:
    """A line a holder, the mark in one of four narrow columns, the name beside them."""
    rows, heads, top = [], [], 0
    for question, part in frame.groupby("asked", sort=False):
        heads.append({"asked": question, "y": top})
        rows.append(
            part.assign(
                x=part["column"].map({n: i for i, n in enumerate(LANES)}), y=range(top + 1, top + 1 + len(part))
            )
        )
        top += len(part) + 2
    everyone, asked = pd.concat(rows), pd.DataFrame(heads)
    down = alt.Scale(domain=[-1, top - 1], reverse=True, nice=False, zero=False)
    across = alt.Scale(domain=[-0.4, 12], nice=False, zero=False)
    y, x = alt.Y("y:Q", axis=None, scale=down), alt.X("x:Q", axis=None, scale=across)
    base = alt.Chart(everyone).encode(x=x, y=y)
    names = base.mark_text(align="left", fontSize=13).encode(x=alt.value(106), text="label:N")
    lanes = pd.DataFrame({"x": range(len(LANES))})
    rails = alt.Chart(lanes).mark_rule(color=GRID).encode(x=x)
    titles = (
        alt.Chart(asked)
        .mark_text(align="left", fontWeight=600, fontSize=13)
        .encode(x=alt.value(106), y=y, text="asked:N")
    )
    drawn: alt.LayerChart = alt.layer(rails, names, titles, _marks(base))  # type: ignore[assignment]
    note = "Columns from left to right: " + "; ".join(lane.lower() for lane in LANES)
    return drawn.properties(title=heading(STANDS, note, KEY, upright=True), width=300, height=(top + 1) * STEP)


def matrix_chart(literature: pd.DataFrame, citations: pd.DataFrame) -> Chart:
    """Draw which works with a stand the study names in one sentence, and which it sets against each other.

    Parameters
    ----------
    literature, citations
        The tables of those names.
    """
    works = _works(literature)
    same, against = in_one_sentence(citations).assign(kind=SAME), opposed(literature).assign(kind=AGAINST)
    pairs = pd.concat([same[["one", "other", "kind"]], against], ignore_index=True)
    pairs = pairs[pairs["one"].isin(works.index) & pairs["other"].isin(works.index)]
    order = works.loc[works.index.isin(set(pairs["one"]) | set(pairs["other"]))]
    place = {work: n for n, work in enumerate(order.index)}
    both = pd.concat([pairs, pairs.rename(columns={"one": "other", "other": "one"})]).drop_duplicates()
    both = both.assign(x=both["one"].map(place), y=both["other"].map(place))
    names = order.assign(n=range(len(order)))
    told = pairs.assign(a=pairs["one"].map(order["label"]), b=pairs["other"].map(order["label"]))
    return chart(
        _matrix(both, names, upright=False),
        upright=_matrix(both, names, upright=True),
        description=(
            f"A square matrix of {len(order)} works, ordered by question. Filled squares, in one sentence: "
            f"{_pairs(told[told['kind'] == SAME])}. Open diamonds, set against each other: "
            f"{_pairs(told[told['kind'] == AGAINST])}."
        ),
        data=told[["a", "b", "kind"]].rename(columns={"a": "Work", "b": "Work beside it", "kind": "How"}),
        sources=[STUDY],
        tables=["literature", "citations", "people", "organizations"],
    )


SAME, AGAINST = "named in one sentence", "set against each other"


def _pairs(told: pd.DataFrame) -> str:
    return "; ".join(f"{a} with {b}" for a, b in zip(told["a"], told["b"], strict=True))


def _works(literature: pd.DataFrame) -> pd.DataFrame:
    """Give the works with a part in the debate, in order of the first question they take up; the index is the key."""
    rows = taking_part(literature)
    rows = rows[(rows["work"] != STUDY) & (rows["holder"] != NOBODY)]
    short, rank = surnames(rows["holder"]), {question: n for n, question in enumerate(QUESTIONS)}
    made = []
    for work, part in rows.groupby("work"):
        holders = dict.fromkeys(h for held in part["holder"] for h in held.split(";"))
        letter = (re.search(r"\d{4}([a-z])$", str(work)) or ["", ""])[1]
        year, first = int(part["passage_year"].iloc[0]), min(part["question"], key=lambda q: rank[q])
        label = f"{cited_as([short[h] for h in holders])} ’{year % 100:02d}{letter}"
        made.append((work, label, first, rank[first], year))
    frame = pd.DataFrame(made, columns=["work", "label", "question", "rank", "year"])
    return frame.sort_values(["rank", "year", "label"]).set_index("work")


def _matrix(both: pd.DataFrame, names: pd.DataFrame, *, upright: bool) -> alt.LayerChart:
    """Labels, cells and the names of the questions stand on one scale, so that the title begins where the labels do."""
    count, step, wide = len(names), 15, 7.2 if upright else 15
    left, right = 150 / wide, 0 if upright else 170 / wide
    scale = alt.Scale(domain=[-0.5 - left, count - 0.5 + right], nice=False, zero=False)
    down = alt.Scale(domain=[-0.5, count - 0.5], nice=False, zero=False, reverse=True)

    def at(x: str, y: str) -> dict[str, Any]:
        return {"x": alt.X(f"{x}:Q", axis=None, scale=scale), "y": alt.Y(f"{y}:Q", axis=None, scale=down)}

    groups = names.groupby("question", sort=False)["n"].agg(["min", "max"]).reset_index()
    groups = groups.assign(low=groups["min"] - 0.5, high=groups["max"] + 0.5, asked=groups["question"].map(QUESTIONS))
    groups = groups.assign(mid=(groups["low"] + groups["high"]) / 2, edge=count - 0.5)
    rows = alt.Chart(names.assign(start=-0.5, end=count - 0.5))
    blocks = alt.Chart(groups).mark_rect(fill=TINT, stroke=MUTED, strokeWidth=0.6)
    side = 7 if upright else 11
    base = alt.Chart(both).encode(**at("x", "y"))
    layers: list[Any] = [
        rows.mark_rule(color=GRID, strokeWidth=0.6).encode(**at("start", "n"), x2="end:Q"),
        blocks.encode(**at("low", "low"), x2="high:Q", y2="high:Q"),
        rows.mark_text(align="right", dx=-5, fontSize=12).encode(**at("start", "n"), text="label:N"),
        base.transform_filter(alt.datum.kind == SAME).mark_square(size=side**2, color=PALETTE[0], opacity=1),
        base.transform_filter(alt.datum.kind == AGAINST).mark_point(
            shape="diamond", size=(side + 3) ** 2, filled=False, stroke=PALETTE[1], strokeWidth=2, opacity=1
        ),
    ]
    if not upright:
        asked = alt.Chart(groups).mark_text(align="left", dx=8, fontSize=12, color=MUTED)
        layers.append(asked.encode(**at("edge", "mid"), text="asked:N"))
    title = heading(
        "Works on opposite sides of a question hardly ever share a sentence",
        "Filled: named in one sentence. Open diamond: set against each other. Shaded: works on one question",
        upright=upright,
    )
    drawn: alt.LayerChart = alt.layer(*layers)  # type: ignore[assignment]
    return drawn.properties(title=title, width=round((left + count + right) * wide), height=count * step)
