"""The Security Council's clauses in a figure: by resolution, by how each names NATO and by what it does.

What the clauses permit and whom they bind is `helpers.mandates`.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from helpers.charts import GRID, INK, MUTED, PALETTE, PAPER, heading
from helpers.display import Chart, chart
from helpers.mandates import ACTS, NAMED, SEEN, naming, rhythm, seen
from helpers.numbers import listed

__all__ = ["council_chart"]

SIGNS = {
    "permits": "circle",
    "asks for reports": "square",
    "asks for action": "triangle-up",
    "welcomes or endorses": "diamond",
    "lays down or ends a rule": "cross",
}


def council_chart(clauses: pd.DataFrame) -> Chart:
    """Draw each clause by its resolution, by how it names NATO and by what it does.

    Parameters
    ----------
    clauses
        The table ``mandate_clauses``, all of it: what was not seen is drawn open.
    """
    marks = _marks(clauses)
    sure = seen(clauses)
    lines = [
        f"{NAMED[named]}: " + ", ".join(f"{count} {_verb(act)}" for act, count in part.items() if count)
        for named, part in ((key, naming(sure)[words]) for key, words in NAMED.items())
    ]
    return chart(
        _council(marks, upright=False),
        upright=_council(marks, upright=True),
        description=(
            f"{len(clauses)} clauses of {clauses['resolution'].nunique()} resolutions, {marks['of'].iloc[0]} to "
            f"{marks['of'].iloc[-1]}, a row a resolution and a sign a clause, in three columns by how NATO is named; "
            f"{len(clauses) - len(sure)} that nobody saw in a public copy are open. Of those seen, "
            + "; ".join(lines)
            + ". A last column gives the rhythm of reports. "
            + listed(marks.loc[marks["of"].str.endswith("*"), "of"].str[:-2].unique())
            + " are not under Chapter VII, as far as seen."
        ),
        data=pd.DataFrame(
            {
                "Resolution": marks["of"],
                "Paragraph": marks["paragraph"].astype("str").replace("<NA>", "not stated"),
                "NATO": marks["nato_named"].map(NAMED),
                "What it does": marks["act"],
                "To whom": marks["addressee"],
                "Seen": marks["sure"],
            }
        ),
        sources=sorted(set(clauses["source"])),
        tables=["mandate_clauses"],
    )


def _verb(act: object) -> str:
    """The act of one clause in the plural: "asks for reports", but "two ask for reports"."""
    return {"lays down or ends a rule": "lay down or end a rule", "welcomes or endorses": "welcome or endorse"}.get(
        str(act), str(act).replace("permits", "permit").replace("asks", "ask")
    )


def _marks(clauses: pd.DataFrame) -> pd.DataFrame:
    """Clauses in order of date, with their place in the cell of resolution and naming."""
    number = clauses["resolution"].str.extract(r"s-res-(\d+)-(\d+)")
    under = (clauses["chapter_vii"] == "yes").groupby(clauses["resolution"]).transform("any")
    marks = clauses.assign(
        of=number[0] + " (" + number[1] + ")" + under.map({True: "", False: " *"}),
        act=clauses["kind"].map(ACTS),
        sure=clauses["verified"].isin(SEEN).map({True: "seen", False: "from knowledge"}),
        order=clauses["kind"].map({kind: position for position, kind in enumerate(ACTS)}),
    )
    marks = marks.sort_values(["date", "resolution", "nato_named", "order", "id"]).reset_index(drop=True)
    marks["nth"] = marks.groupby(["resolution", "nato_named"]).cumcount()
    return marks


def _council(marks: pd.DataFrame, *, upright: bool) -> alt.LayerChart:
    place = {"yes": 0, "annex": 34, "no": 82} if upright else {"yes": 10, "annex": 120, "no": 240}
    gap, reports, wide = (12, 156, 238) if upright else (18, 372, 500)
    rows = list(dict.fromkeys(marks["of"]))
    shown = marks.assign(x=marks["nato_named"].map(place) + marks["nth"] * gap + 6)
    y = alt.Y("of:N", sort=rows, title=None, scale=alt.Scale(domain=rows, paddingInner=0.2))
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, wide], nice=False))
    kinds = list(SIGNS)
    shape = alt.Shape(
        "act:N",
        sort=kinds,
        title="A clause that",
        scale=alt.Scale(domain=kinds, range=list(SIGNS.values())),
        legend=alt.Legend(columns=1 if upright else 3, offset=44 if upright else 30, symbolStrokeWidth=0),
    )
    lines = alt.Chart(pd.DataFrame({"of": rows, "x": 0, "to": reports - 8})).mark_rule(color=GRID)
    asks = alt.datum.act == "asks for reports"
    signs = (
        alt.Chart(shown)
        .mark_point(size=72 if upright else 90, opacity=1, strokeWidth=1.5, filled=True)
        .encode(
            x=x,
            y=y,
            shape=shape,
            stroke=alt.condition(asks, alt.value(PALETTE[1]), alt.value(PALETTE[0])),
            fill=alt.condition(alt.datum.sure == "seen", "act:N", alt.value(PAPER), legend=None, scale=_inks()),
            tooltip=[alt.Tooltip(f"{name}:N") for name in ("of", "paraphrase", "addressee", "sure")],
        )
    )
    told = _told(marks).assign(x=reports)
    words = (
        alt.Chart(told)
        .mark_text(align="left", fontStyle="normal")
        .encode(x=x, y=y, text="said:N", color=alt.condition(alt.datum.sure, alt.value(INK), alt.value(MUTED)))
    )
    heads = pd.DataFrame({"x": [*place.values(), reports], "head": _heads(upright)})
    above = (
        alt.Chart(heads)
        .mark_text(align="left", baseline="bottom", fontWeight=600, lineBreak="|")
        .encode(x=x, y=alt.value(-22 if upright else -6), text="head:N")
    )
    title = heading(
        "The Council permits states; NATO's name stands where it welcomes, hardly where it permits",
        "Filled: seen in a public copy; open, and words with a question mark: from knowledge only",
        "Star: not under Chapter VII, as far as seen",
        upright=upright,
    )
    drawn: alt.LayerChart = alt.layer(lines.encode(x=x, x2="to:Q", y=y), signs, words, above)  # type: ignore[assignment]
    return drawn.properties(title=title, width=wide, height=(24 if upright else 22) * len(rows))


def _inks() -> alt.Scale:
    inks = [PALETTE[1] if act == "asks for reports" else PALETTE[0] for act in SIGNS]
    return alt.Scale(domain=list(SIGNS), range=inks)


def _heads(upright: bool) -> list[str]:
    if upright:
        return ["by|name", "by|annex", "not|named", "reports"]
    return ["NATO by name", "NATO by annex", "NATO not named", "Reports"]


def _told(marks: pd.DataFrame) -> pd.DataFrame:
    """The rhythms that a resolution asks for, those from knowledge alone with a question mark."""
    asked = marks[marks["reporting_duty"] != "not-applicable"]
    rows = []
    for of, part in asked.groupby("of", sort=False):
        said: dict[str, bool] = {}
        for row in part.to_dict("records"):
            words = rhythm(row["id"], row["report_rhythm"])
            said[words] = said.get(words, False) or row["sure"] == "seen"
        text = ", ".join(words if sure else f"{words}?" for words, sure in said.items())
        rows.append((of, text, any(said.values())))
    return pd.DataFrame(rows, columns=["of", "said", "sure"])
