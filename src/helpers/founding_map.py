"""The two-column drawing of Charter and Treaty: clauses, the links that their words make, and those that readers make.

What is linked is computed in `helpers.network`; the chapter's other figures and its tables are in `helpers.founding`.
Positions are in px, so that labels, curves and the list of readers keep their distances at either width.
"""

from __future__ import annotations

import textwrap
from typing import Any

import altair as alt
import pandas as pd

from helpers.charts import INK, PALETTE, PAPER, heading
from helpers.display import Chart, chart
from helpers.network import CHARTER, TREATY, across, joined, pairs, silent
from helpers.numbers import listed

__all__ = ["STANCES", "clause_name", "links_chart", "reader_name"]

CLAUSES = {
    "unc-1-p1": "1 purposes",
    "unc-2-p3": "2 settle in peace",
    "unc-2-p4": "2 no force",
    "unc-24-p1": "24 Council’s primacy",
    "unc-33-p1": "33 means of settlement",
    "unc-51-s1": "51 self-defence",
    "unc-51-s1-until": "51 until the Council acts",
    "unc-51-s2": "51 report",
    "unc-52-p1": "52 regional arrangements",
    "unc-53-p1-s2": "53 no enforcement alone",
    "unc-54": "54 keep informed",
    "unc-103": "103 Charter prevails",
    "nat-preamble-faith": "Preamble: faith in the Charter",
    "nat-1-settle": "1 settle in peace",
    "nat-1-refrain": "1 no force",
    "nat-4": "4 consult",
    "nat-5-p1-assist": "5 assist the attacked",
    "nat-5-p2-report": "5 report",
    "nat-5-p2-terminate": "5 end when the Council acts",
    "nat-7-rights": "7 Charter rights kept",
    "nat-7-council": "7 Council’s primacy kept",
    "nat-12": "12 review",
}
"""Short names of the clauses that are drawn."""
KINDS = {
    "invokes": "names",
    "echoes": "repeats",
    "is-subject-to": "bows to",
    "must-report-to": "bows to",
    "limits": "prevails over",
}
"""The kinds of the text's links as the drawing tells them apart, each by its line."""
DASHES = {"names": [1, 0], "repeats": [2, 3], "bows to": [7, 4], "prevails over": [10, 3, 2, 3]}
READERS = {
    "kent-kille;ryan-hendrickson": "Kille and Hendrickson",
    "arthur-vandenberg": "Vandenberg",
    "lawrence-kaplan": "Kaplan",
    "eelco-van-kleffens": "The Hague",
    "bruno-simma": "Simma",
    "jane-meyer": "Meyer",
    "authors-founders-not-regional": "the founders",
    "authors-founders-not-regional-53": "the founders",
    "critics-article-5-chapter-viii": "critics of 1949",
    "unnamed-analysts-deny-subordination": "unnamed analysts",
}
"""Readers as the drawing calls them; a reading without a named reader goes by its row."""
STANCES = {
    ("is-subject-to", "resolves"): "bound",
    ("is-subject-to", "denies"): "not bound",
    ("limits", "resolves"): "goes before",
    ("permits", "resolves"): "leaves room",
    ("stands-in-tension-with", "affirms-tension"): "tension",
    ("stands-in-tension-with", "denies"): "no tension",
}
"""What a reader holds of a link, by its kind and the reader's stance."""
READING = PALETTE[1]
PLACES = (10, 6, 5, 14, 9, 13, 7, 12)
"""Where on its line (of 20 steps) the number of each reading stands, so that none hides another."""


def clause_name(clause: str, *, full: bool = False) -> str:
    """Give the short name of a clause, with its document's if asked.

    Examples
    --------
    >>> clause_name("unc-51-s1", full=True)
    'Charter 51 self-defence'
    """
    document = "Charter" if clause.startswith("unc-") else "Treaty"
    return f"{document} {CLAUSES[clause]}" if full else CLAUSES[clause]


def reader_name(row: str, reader: str) -> str:
    """Give the short name of a reading's reader.

    Parameters
    ----------
    row
        Id of the reading.
    reader
        Ids of people joined by semicolons, or ``not-stated``.

    Examples
    --------
    >>> reader_name("simma-1999-primacy", "bruno-simma")
    'Simma'
    """
    return READERS[row if reader == "not-stated" else reader]


def links_chart(provisions: pd.DataFrame, links: pd.DataFrame) -> Chart:
    """Draw the clauses that the two documents' words or their readers link.

    Parameters
    ----------
    provisions, links
        The tables ``provisions`` and ``provision_links``.

    Raises
    ------
    KeyError
        If a linked clause has no short name here.
    """
    found = joined(provisions, links)
    between = across(found)
    text = between[~between["read"]]
    read = _read(found)
    ends = set(text["provision_from"]) | set(text["provision_to"]) | set(read["one"]) | set(read["other"])
    nodes = provisions[provisions["id"].isin(ends)].sort_values(["document", "position"])
    nodes = nodes.assign(label=[CLAUSES[clause] for clause in nodes["id"]])
    data = pd.concat([_text_rows(text), _read_rows(read)])
    return chart(
        _drawn(nodes, text, read, upright=False),
        upright=_drawn(nodes, text, read, upright=True),
        description=(
            f"Two columns of clauses, {int((nodes['document'] == CHARTER).sum())} of the Charter and "
            f"{int((nodes['document'] == TREATY).sum())} of the Treaty, joined by lines. The words themselves link: "
            + "; ".join(f"{a} {how} {b}" for a, how, b, _ in _text_rows(text).itertuples(index=False))
            + f". No word leads to Articles {listed(silent(found, ('51', '52', '53', '54')))} of the Charter. "
            + "Readers link, numbered in the drawing: "
            + "; ".join(f"{n} {said}" for n, said in zip(read["number"], read["said"], strict=True))
            + "."
        ),
        data=data,
        sources=["un-charter-1945", "north-atlantic-treaty-1949", "kille-hendrickson-2011", "frus-1949-v04"],
        tables=["provisions", "provision_links", "people"],
    )


def _text_rows(text: pd.DataFrame) -> pd.DataFrame:
    rows = [
        (clause_name(a, full=True), KINDS[kind], clause_name(b, full=True), "the words")
        for a, kind, b in zip(text["provision_from"], text["kind"], text["provision_to"], strict=True)
    ]
    return pd.DataFrame(rows, columns=["Clause", "Link", "Other clause", "Who links them"])


def _read_rows(read: pd.DataFrame) -> pd.DataFrame:
    rows = [
        (clause_name(a, full=True), "read", clause_name(b, full=True), who)
        for a, b, who in zip(read["one"], read["other"], read["who"], strict=True)
    ]
    return pd.DataFrame(rows, columns=["Clause", "Link", "Other clause", "Who links them"])


def _read(found: pd.DataFrame) -> pd.DataFrame:
    """Pairs with readings, numbered, with readers and stances in words."""
    read = pairs(found)
    order = {clause: n for n, clause in enumerate(CLAUSES)}
    read = read.sort_values(["one", "other"], key=lambda c: c.map(order)).reset_index(drop=True)
    said, names = [], []
    for one, other in zip(read["one"], read["other"], strict=True):
        both = {one, other}
        part = found[found["read"] & found["provision_from"].isin(both) & found["provision_to"].isin(both)]
        words: dict[str, list[str]] = {}
        for row in part.to_dict("records"):
            who = reader_name(row["id"], row["reader"])
            words.setdefault(STANCES[row["kind"], row["stance"]], []).append(who)
        names.append("; ".join(f"{stance} ({', '.join(who)})" for stance, who in words.items()))
        said.append(f"{clause_name(one, full=True)} – {_other(one, other)}: {names[-1]}")
    return read.assign(number=range(1, len(read) + 1), said=said, who=names)


def _other(one: str, other: str) -> str:
    """Name the other clause, its document only where it is not the same."""
    return clause_name(other, full=one[:3] != other[:3])


def _drawn(nodes: pd.DataFrame, text: pd.DataFrame, read: pd.DataFrame, *, upright: bool) -> alt.LayerChart:
    wide, left, right, step = (316, 108, 208, 36) if upright else (660, 200, 450, 30)
    place: dict[str, tuple[float, float]] = {}
    rows = []
    for document, x in ((CHARTER, left), (TREATY, right)):
        some = nodes[nodes["document"] == document]
        tall = step * 12
        for n, (clause, label) in enumerate(zip(some["id"], some["label"], strict=True)):
            place[clause] = (x, 34 + (n + 0.5) * tall / len(some))
            lines = textwrap.wrap(label, 17) if upright else [label]
            rows.append({"x": x, "y": place[clause][1], "label": lines, "document": document})
    bottom = 34 + step * 12 + 16
    keys, height = [], bottom
    for number, said in zip(read["number"], read["said"], strict=True):
        lines = textwrap.wrap(f"{number} · {said}", 52 if upright else 108)
        keys.append({"y": height, "x": 0, "label": lines})
        height += 16 * len(lines) + 3
    x, y = _scale("x", wide), _scale("y", height, reverse=True)
    curves, marks = _curves(text, read, place, inward=34 if upright else 74)
    heads = pd.DataFrame(
        [
            {"x": left, "y": 12, "label": "UN Charter, 1945"},
            {"x": right, "y": 12, "label": "North Atlantic Treaty, 1949"},
        ]
    )
    if upright:
        heads["label"] = ["Charter", "Treaty"]
    labels = alt.Chart(pd.DataFrame(rows)).encode(x=x, y=y, text="label:N")
    written = alt.Chart(curves[~curves["read"]]).mark_line(stroke=PALETTE[0], strokeWidth=1.5)
    kinds = alt.Scale(domain=list(DASHES), range=list(DASHES.values()))
    legend = alt.Legend(title="Words of one clause …", symbolStrokeColor=PALETTE[0], symbolSize=600, titleLimit=0)
    if upright:
        legend.columns = 2

    def argued(differ: bool) -> alt.Chart:
        some = curves[curves["read"] & (curves["contested"] == differ)]
        return alt.Chart(some).mark_line(stroke=READING, strokeWidth=3.6 if differ else 1.4)

    badges = alt.Chart(marks).encode(x=x, y=y)
    layers: list[Any] = [
        written.encode(
            x=x, y=y, detail="link:N", order="t:Q", strokeDash=alt.StrokeDash("kind:N", scale=kinds, legend=legend)
        ),
        *(argued(differ).encode(x=x, y=y, detail="link:N", order="t:Q") for differ in (False, True)),
        alt.Chart(pd.DataFrame(rows)).mark_point(size=34, color=INK, opacity=1).encode(x=x, y=y),
        badges.mark_circle(size=270, color=PAPER, stroke=READING, strokeWidth=1.4, opacity=1),
        badges.mark_text(fontSize=12, fontWeight=600, color=READING, baseline="middle").encode(text="number:N"),
    ]
    sides: list[tuple[str, int, dict[str, Any]]] = [
        (CHARTER, left, {"align": "right", "dx": -9}),
        (TREATY, right, {"align": "left", "dx": 9}),
    ]
    for document, x0, mark in sides:
        ours = labels.transform_filter(alt.datum.document == document)
        layers.append(ours.mark_text(fontSize=12, lineHeight=13, baseline="middle", **mark))
        over = alt.Chart(heads[heads["x"] == x0]).mark_text(fontWeight=600, **mark)
        layers.append(over.encode(x=x, y=y, text="label:N"))
    listed = alt.Chart(pd.DataFrame(keys)).encode(x=x, y=y, text="label:N")
    layers.append(listed.mark_text(align="left", baseline="top", fontSize=12, lineHeight=16))
    title = heading(
        "The Treaty’s words point to self-defence and the Council; no word of it points to Articles 53 and 54",
        "Blue: what the words link. Brown and numbered: what readers link; thick where they differ",
        upright=upright,
    )
    drawn: alt.LayerChart = alt.layer(*layers)  # type: ignore[assignment]
    return drawn.properties(title=title, width=wide, height=height)


def _scale(channel: str, size: float, *, reverse: bool = False) -> Any:
    scale = alt.Scale(domain=[0, size], nice=False, zero=False, reverse=reverse)
    return alt.X("x:Q", axis=None, scale=scale) if channel == "x" else alt.Y("y:Q", axis=None, scale=scale)


def _curves(
    text: pd.DataFrame, read: pd.DataFrame, place: dict[str, tuple[float, float]], *, inward: float
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Points of every line, and where the numbers of the readings stand on theirs."""
    points, marks = [], []
    for a, b, kind in zip(text["provision_from"], text["provision_to"], text["kind"], strict=True):
        line = _bezier(place[a], place[b], inward=inward, lift=0)
        points += [
            {"link": f"{a}-{b}-{kind}", "kind": KINDS[kind], "read": False, "contested": False, **p} for p in line
        ]
    for row in read.to_dict("records"):
        line = _bezier(place[row["one"]], place[row["other"]], inward=inward, lift=13 if row["text"] else 0)
        about = {"link": f"read-{row['number']}", "kind": "read", "read": True, "contested": row["contested"]}
        points += [{**about, **p} for p in line]
        marks.append({"number": str(row["number"]), **line[PLACES[row["number"] % len(PLACES) - 1]]})
    return pd.DataFrame(points), pd.DataFrame(marks)


def _bezier(
    a: tuple[float, float], b: tuple[float, float], *, inward: float, lift: float, steps: int = 20
) -> list[dict]:
    """A straight line between the columns (lifted where another shares its ends), a bow within one column."""
    bow = inward if a[0] == b[0] else 0
    middle = ((a[0] + b[0]) / 2 + bow * 2 * (0.5 + abs(a[1] - b[1]) / 400), (a[1] + b[1]) / 2 - 2 * lift)
    points = []
    for n in range(steps + 1):
        t = n / steps
        x, y = ((1 - t) ** 2 * a[i] + 2 * t * (1 - t) * middle[i] + t**2 * b[i] for i in (0, 1))
        points.append({"t": n, "x": round(x, 1), "y": round(y, 1)})
    return points
