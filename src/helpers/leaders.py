"""The figures and tables of the chapter on the Secretaries-General that show terms and pairs.

Days together are `helpers.overlap`, what sources say of a pair `helpers.relations`; the figures that count statements
are `helpers.stances`.
"""

from __future__ import annotations

from statistics import fmean

import altair as alt
import pandas as pd

from helpers.cells import to_rows
from helpers.charts import INK, MUTED, PALETTE, PAPER, TINT, heading
from helpers.data import load
from helpers.dates import phrase
from helpers.display import Chart, Table, chart, table
from helpers.numbers import spell
from helpers.relations import RELATIONS, VOICES, pair_names, surnames
from helpers.sources import LISTS, STUDY

__all__ = ["matrix_chart", "overlap_table", "terms_chart"]

FILLS = dict(zip(VOICES, (PALETTE[0], TINT, PAPER), strict=True))
EDGES = dict(zip(VOICES, (PAPER, PALETTE[0], MUTED), strict=True))
SIGNS = {
    "support": ("circle", PALETTE[0], PALETTE[0]),
    "support and reserve": ("diamond", PALETTE[1], PALETTE[1]),
    "reserve only": ("triangle-down", PALETTE[1], PALETTE[1]),
    "contact only": ("square", TINT, PALETTE[0]),
    "none": ("circle", PAPER, MUTED),
}
WORDS = dict(zip(RELATIONS, (*RELATIONS[:4], "no source here speaks"), strict=True))


def terms_chart(tenures: pd.DataFrame, pairs: pd.DataFrame) -> Chart:
    """Draw the terms of both houses beside each other, and between them which pairs a source speaks of.

    Parameters
    ----------
    tenures
        The table ``tenures``.
    pairs
        What `helpers.relations.of_pairs` gives.
    """
    terms = _terms(tenures)
    spoken = {voice: pair_names(part) for voice, part in pairs.groupby("voice")}
    acting = terms[terms["kind"] == "acting"]
    return chart(
        _terms_drawing(terms, pairs, upright=False),
        upright=_terms_drawing(terms, pairs, upright=True),
        description=(
            f"Terms of the heads of the UN (left) and of NATO (right) from {terms['first'].min().year} to "
            f"{terms['last'].max().year}, time running down, and between them a block for each of {len(pairs)} pairs "
            f"who held office together. Of {len(spoken[VOICES[0]])} pairs the study speaks: "
            f"{'; '.join(spoken[VOICES[0]])}. Of {len(spoken[VOICES[1]])} only public records do: "
            f"{'; '.join(spoken[VOICES[1]])}. All come after 1991; every block before is "
            "empty. Acting terms are outlined: "
            f"{'; '.join(acting['said'])}."
        ),
        data=terms.assign(printed=terms["start"].map(phrase) + terms["until"])[
            ["house", "name", "kind", "printed"]
        ].rename(columns={"house": "House", "name": "Head", "kind": "Capacity", "printed": "Term"}),
        sources=[*LISTS, STUDY],
        tables=["tenures", "leader_relations", "people"],
    )


def _terms(tenures: pd.DataFrame) -> pd.DataFrame:
    """Terms with days to draw and words to print; an open term is drawn to the day in ``as_of``."""
    open_ = ~tenures["end"].str[:1].str.isdigit()
    last = tenures["end"].where(~open_, tenures["as_of"])
    names = tenures["person"].map(load("people").set_index("id")["name"])
    frame = tenures.assign(
        first=pd.to_datetime(tenures["start"]).astype("datetime64[s]"),
        last=pd.to_datetime(last).astype("datetime64[s]"),
        until=[
            f", in office on {phrase(day)}" if still else f" to {phrase(day)}"
            for still, day in zip(open_, last, strict=True)
        ],
        name=names,
        short=surnames(tenures["person"]),
        house=tenures["organization"].str.upper(),
    )
    frame["years"] = [_years(a.year, b.year) for a, b in zip(frame["first"], frame["last"], strict=True)]
    frame["years"] = frame["years"].where(~open_, frame["first"].dt.strftime("%Y") + "–")
    frame["said"] = frame["name"] + ", " + frame["years"]
    return frame.sort_values("first").reset_index(drop=True)


def _years(first: int, last: int) -> str:
    if first == last:
        return str(first)
    return f"{first}–{last % 100:02d}" if first // 100 == last // 100 else f"{first}–{last}"


def _terms_drawing(terms: pd.DataFrame, pairs: pd.DataFrame, *, upright: bool) -> alt.LayerChart:
    """Time runs down, so that names have room beside their bars on a page and on a telephone."""
    height, width = 600, 296 if upright else 560
    lanes = {"UN": (104, 120), "pairs": (126, 152), "NATO": (158, 174)}
    if not upright:
        lanes = {"UN": (220, 244), "pairs": (252, 300), "NATO": (308, 332)}
    since, until = pd.Timestamp("1944-06-01"), pd.Timestamp("2028-01-01")
    day = height / (until - since).days
    axis = alt.Axis(
        title=None,
        values=[{"year": y, "month": 1, "date": 1} for y in range(1950, 2030, 10)],
        format="%Y",
        domain=False,
    )
    scale = alt.Scale(domain=[_date(since), _date(until)], reverse=True)
    y = alt.Y("first:T", axis=axis, scale=scale)
    blocks = pairs.dropna(subset="first").assign(pair=pair_names, last=lambda f: f["last"] + pd.Timedelta(days=1))
    layers: list[alt.Chart | alt.LayerChart] = []
    for voice in reversed(VOICES):  # an acting head who served twice spans somebody else, who is drawn over him
        marks = alt.Chart(blocks[blocks["voice"] == voice][["pair", "voice", "days", "first", "last"]])
        layers.append(
            marks.mark_rect(fill=FILLS[voice], stroke=EDGES[voice], strokeWidth=1).encode(
                y=y,
                y2="last:T",
                x=alt.value(lanes["pairs"][0]),
                x2=alt.value(lanes["pairs"][1]),
                tooltip=["pair:N", "days:Q", "voice:N"],
            )
        )
    for house, side in (("UN", -1), ("NATO", 1)):
        ours = terms[terms["house"] == house].copy()
        ours["at"] = _apart(
            [((a + (b - a) / 2) - since).days * day for a, b in zip(ours["first"], ours["last"], strict=True)],
            gap=17,
        )
        ours["text"] = ours["short"] if upright else ours["said"]
        ours["text"] = ours["text"].where(ours["kind"] != "acting", ours["text"] + (" *" if upright else " (acting)"))
        left, right = lanes[house]
        layers += [_bars(ours, y, left, right), *_labels(ours, left if side < 0 else right, side, since, day)]
    key = heading(
        "Every pair of whom a source here speaks came together after 1991",
        "Left the UN, right NATO; acting terms outlined" + (" and starred" if upright else ""),
        "Between them a block a pair: dark, the study speaks of it; pale, only public records do; empty, none",
        upright=upright,
    )
    drawn: alt.LayerChart = alt.layer(*layers)  # type: ignore[assignment]
    return drawn.properties(title=key, width=width, height=height)


def _date(day: pd.Timestamp) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "date": day.day}


def _apart(places: list[float], *, gap: float) -> list[float]:
    """Move labels as little as keeps them `gap` px apart: labels that would touch become a block about their mean."""
    blocks: list[list[float]] = []  # where each label would have the block start
    for i, place in enumerate(places):
        blocks.append([place - i * gap])
        while len(blocks) > 1 and fmean(blocks[-2]) > fmean(blocks[-1]):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    starts = [fmean(block) for block in blocks for _ in block]
    return [start + i * gap for i, start in enumerate(starts)]


def _bars(terms: pd.DataFrame, y: alt.Y, left: int, right: int) -> alt.LayerChart:
    kept = ["said", "kind", "first", "last"]
    base = alt.Chart(terms[kept]).encode(y=y, y2="last:T", tooltip=["said:N", "kind:N"])
    full = base.transform_filter(alt.datum.kind == "appointed")
    acting = base.transform_filter(alt.datum.kind == "acting")
    drawn: alt.LayerChart = alt.layer(
        full.mark_rect(fill=MUTED, stroke=PAPER, strokeWidth=1.5).encode(x=alt.value(left), x2=alt.value(right)),
        acting.mark_rect(fill=PAPER, stroke=INK, strokeWidth=1.25).encode(x=alt.value(left), x2=alt.value(right)),
    )  # type: ignore[assignment]
    return drawn


def _labels(terms: pd.DataFrame, edge: int, side: int, since: pd.Timestamp, day: float) -> list[alt.Chart]:
    """Names beside the bars, each with a line to the middle of its bar."""
    frame = pd.DataFrame({"text": terms["text"], "name": terms["name"]})
    frame["middle"] = terms["first"] + (terms["last"] - terms["first"]) / 2
    frame["label"] = since + pd.to_timedelta((terms["at"] / day).round().astype(int), unit="D")
    lines = (
        alt.Chart(frame[["middle", "label"]])
        .mark_rule(strokeWidth=0.8)
        .encode(y="middle:T", y2="label:T", x=alt.value(edge + side * 1), x2=alt.value(edge + side * 9))
    )
    words = (
        alt.Chart(frame[["text", "label"]])
        .mark_text(align="right" if side < 0 else "left", baseline="middle", dx=side * 11)
        .encode(y="label:T", x=alt.value(edge), text="text:N")
    )
    return [lines, words]


def matrix_chart(pairs: pd.DataFrame) -> Chart:
    """Draw UN heads against NATO heads: area for days together, shape and fill for what the coded rows say.

    Parameters
    ----------
    pairs
        What `helpers.relations.of_pairs` gives; pairs with somebody who only acted are left to the table.
    """
    ours = pairs[~pairs["acting"] & (pairs["days"] > 0)]
    frame = ours.assign(
        un=surnames(ours["un_leader"]), nato=surnames(ours["nato_leader"]), says=ours["relation"].map(WORDS)
    )[["un", "nato", "days", "says", "rows"]]
    by_days = frame.sort_values("days")
    short, long = by_days.iloc[0], by_days.iloc[-1]
    groups = sorted(frame.groupby("says"), key=lambda group: list(WORDS.values()).index(str(group[0])))
    told = "; ".join(
        f"{word}: {', '.join(part['un'] + ' – ' + part['nato'])}" for word, part in groups if word != WORDS["none"]
    )
    return chart(
        _matrix(frame, long, short, upright=False),
        upright=_matrix(frame, long, short, upright=True),
        description=(
            f"A matrix of {frame['un'].nunique()} UN heads by {frame['nato'].nunique()} NATO heads in order of office. "
            f"{len(frame)} cells have a mark, along the diagonal, its area the days together, from {short['days']} "
            f"({short['un']} – {short['nato']}) to {long['days']:,} ({long['un']} – {long['nato']}). {told}. The other "
            f"{(frame['says'] == WORDS['none']).sum()} marks are empty circles: no source here speaks of the pair."
        ),
        data=frame.rename(
            columns={"un": "UN head", "nato": "NATO head", "days": "Days together", "says": "Rows say", "rows": "Rows"}
        ),
        sources=[*LISTS, STUDY],
        tables=["tenures", "leader_relations", "people"],
    )


def _matrix(frame: pd.DataFrame, long: pd.Series, short: pd.Series, *, upright: bool) -> alt.Chart:
    un, nato = (list(dict.fromkeys(frame[side])) for side in ("un", "nato"))
    signs = {WORDS[key]: sign for key, sign in SIGNS.items()}
    domain = list(signs)

    def scale(place: int) -> alt.Scale:
        return alt.Scale(domain=domain, range=[sign[place] for sign in signs.values()])

    legend = alt.Legend(title=None, columns=1 if upright else 3, symbolSize=130)
    top = alt.Axis(orient="top", labelAngle=-90 if upright else -40, title=None, grid=True, domain=False, ticks=False)
    side = alt.Axis(title=None, grid=True, domain=False, ticks=False)
    known = frame[frame["says"] != WORDS["none"]]
    support, reserve = (known["says"].str.contains(word).sum() for word in ("support", "reserve"))
    title = heading(
        f"Of {spell(len(known))} pairs spoken of, {spell(support)} show support and {spell(reserve)} reserve",
        f"Area: days in office together, from {short['days']} to {long['days']:,}",
        upright=upright,
    )
    title.frame = "bounds"  # above the names of the rows too
    return (
        alt.Chart(frame)
        .mark_point(strokeWidth=1.5, opacity=1)
        .encode(
            x=alt.X("un:N", sort=un, axis=top, scale=alt.Scale(domain=un)),
            y=alt.Y("nato:N", sort=nato, axis=side, scale=alt.Scale(domain=nato)),
            size=alt.Size("days:Q", legend=None, scale=alt.Scale(range=[20, 380] if upright else [40, 640], zero=True)),
            shape=alt.Shape("says:N", scale=scale(0), legend=legend),
            fill=alt.Fill("says:N", scale=scale(1), legend=legend),
            stroke=alt.Stroke("says:N", scale=scale(2), legend=legend),
            tooltip=["un:N", "nato:N", "days:Q", "says:N", "rows:Q"],
        )
        .properties(title=title, width=200 if upright else 440, height=14 * (26 if upright else 30))
    )


def overlap_table(pairs: pd.DataFrame) -> Table:
    """Set every pair with its days, the bounds where lists differ, and who speaks of it.

    Parameters
    ----------
    pairs
        What `helpers.relations.of_pairs` gives.

    Examples
    --------
    >>> from helpers.overlap import overlaps
    >>> from helpers.relations import of_pairs
    >>> overlap_table(of_pairs(overlaps(load("tenures")), load("leader_relations"))).payload["rows"][0]
    ['Lie', 'Ismay', '371', '221 to 382', 'no source here']
    """
    star = pairs["acting"].map({True: " (acting)", False: ""})
    bounds = [
        f"{least:,} to {most:,}" if least != most else "the same"
        for least, most in zip(pairs["least"], pairs["most"], strict=True)
    ]
    frame = pd.DataFrame(
        {
            "UN": surnames(pairs["un_leader"]),
            "NATO": surnames(pairs["nato_leader"]) + star,
            "Days": pairs["days"],
            "Other lists": bounds,
            "Who speaks": pairs["voice"],
        }
    )
    return table(
        frame,
        sources=LISTS,
        tables=["tenures", "leader_relations"],
        formats={"Days": "{:,}"},
        links={name: to_rows("people", pairs[who]) for name, who in (("UN", "un_leader"), ("NATO", "nato_leader"))},
    )
