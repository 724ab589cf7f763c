"""The code of this book in one picture: its rooms, which of them import which, and what goes between without one.

A test holds `IMPORTS` to what the modules really import, so that the picture cannot age.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from helpers.charts import INK, MUTED, PALETTE, PAPER, TINT, heading
from helpers.display import Chart, chart

__all__ = ["IMPORTS", "ROOMS", "Room", "architecture_chart", "room_of"]


@dataclass(frozen=True)
class Room:
    """Modules that belong together, and where their box stands: left, top and width in px, one of two columns."""

    holds: str
    x: int
    y: int
    width: int
    modules: tuple[str, ...] = ()
    """Full names; those within count as well. Without any, a folder beside the code."""


def _named(package: str, modules: str) -> tuple[str, ...]:
    return tuple(f"{package}.{name}" for name in modules.split())


HIGH, SHIFT = 46, (320, 380)
"""Height of a box, and how far right the second column stands, or on a narrow screen how far down."""
ROOMS = {
    "chapters": Room("the argument, cell by cell", 10, 0, 300),
    "analyses": Room("frames in, frames and charts out", 10, 76, 300, ("helpers",)),
    "checks": Room(
        "rules of the data", 10, 152, 142, _named("helpers", "validate rules rows canonical provenance borrowing")
    ),
    "showing": Room("as data, never markup", 168, 152, 142, _named("helpers", "display cells charts numbers economy")),
    "tables and dates": Room(
        "schema, loading, EDTF with bounds",
        10,
        228,
        300,
        _named("helpers", "schema data dates spans sources conventions bibliography texts report"),
    ),
    "data": Room("the rows, and what they mean", 10, 304, 300),
    "execution": Room(
        "one child a chapter, cached by inputs",
        330,
        76,
        300,
        _named(
            "press",
            "execute engines interpreter forkserver foresight shell stable chapters cache guard changes checks clock",
        ),
    ),
    "nodes": Room("figures, tables, downloads, sources", 330, 152, 300, ("press",)),
    "site": Room("web pages", 330, 228, 84, ("press.site",)),
    "typst": Room("PDF", 438, 228, 84, ("press.typst",)),
    "epub": Room("EPUB", 546, 228, 84, ("press.epub",)),
    "publishing": Room(
        "built aside, exchanged whole",
        330,
        304,
        300,
        _named("press", "publish unfinished search serve release"),
    ),
}
IMPORTS = {
    ("chapters", "analyses"),
    ("analyses", "checks"),
    ("analyses", "showing"),
    ("analyses", "tables and dates"),
    ("checks", "tables and dates"),
    ("showing", "tables and dates"),
    ("execution", "nodes"),
    ("nodes", "typst"),
    ("nodes", "publishing"),
    ("site", "nodes"),
    ("site", "typst"),
    ("site", "publishing"),
    ("epub", "nodes"),
    ("epub", "typst"),
}
"""Which room's modules, or pages, import which room's."""
HANDED = {
    ("chapters", "execution"): "cells",
    ("showing", "nodes"): "two MIME types",
    ("data", "tables and dates"): "CSV",
    ("nodes", "site"): "documents",
    ("nodes", "epub"): "documents",
    ("typst", "publishing"): "a file",
    ("epub", "publishing"): "a file",
}
"""What goes from room to room without an import."""


def room_of(module: str) -> str:
    """Give the room of a module: the one that names it most closely.

    Examples
    --------
    >>> room_of("helpers.dates"), room_of("helpers.coverage"), room_of("press.typst.text")
    ('tables and dates', 'analyses', 'typst')
    """
    fits = [
        (len(name), room)
        for room, described in ROOMS.items()
        for name in described.modules
        if module == name or module.startswith(f"{name}.")
    ]
    return max(fits)[1]


def architecture_chart() -> Chart:
    """Draw the rooms of the code, who imports whom, and what is handed over.

    Examples
    --------
    >>> architecture_chart().payload["description"][:24]
    'Boxes in two columns, he'
    """
    arrows = [(one, other, "imports") for one, other in sorted(IMPORTS)]
    arrows += [(one, other, f"hands over {what}") for (one, other), what in HANDED.items()]
    return chart(
        _drawing(upright=False),
        upright=_drawing(upright=True),
        description=(
            "Boxes in two columns, helpers on the left between chapters and data, press on the right. "
            + "; ".join(f"{one} {how} {'to ' * (how != 'imports')}{other}" for one, other, how in arrows)
            + ". No arrow of an import leads from one column to the other."
        ),
        data=pd.DataFrame(arrows, columns=["From", "To", "How"])[["From", "How", "To"]],
    )


def _corner(name: str, upright: bool) -> tuple[int, int]:
    room = ROOMS[name]
    second = room.x >= SHIFT[0]
    return (room.x - SHIFT[0], room.y + SHIFT[1] - 50) if upright and second else (room.x, room.y)


def _way(one: str, other: str, upright: bool) -> list[tuple[float, float]]:
    """Give the points of an arrow: down, up, across, or round the edge where one column stands above the other."""
    (left, top), (to, below) = _corner(one, upright), _corner(other, upright)
    wide, far = ROOMS[one].width, ROOMS[other].width
    if (one, other) == ("chapters", "execution"):
        if upright:
            return [(left, top + 23), (left - 8, top + 23), (left - 8, below + 23), (to, below + 23)]
        return [(left + wide, top + 23), (to + far / 2, top + 23), (to + far / 2, below)]
    if (one, other) == ("showing", "nodes") and upright:
        return [
            (left + wide, top + 23),
            (left + wide + 8, top + 23),
            (left + wide + 8, below + 23),
            (to + far, below + 23),
        ]
    if top == below:
        return [(left + wide, top + 23), (to, top + 23)] if to > left else [(left, top + 23), (to + far, top + 23)]
    if (one, other) == ("nodes", "publishing"):
        gap = to + 204  # between two boxes
        return [(gap, top + HIGH), (gap, below)]
    x = left + wide / 2 if wide <= far else to + far / 2
    if {(one, other), (other, one)} <= {*IMPORTS, *HANDED}:
        x += 12 if below > top else -12  # there is one the other way
    return [(x, top + HIGH), (x, below)] if below > top else [(x, top), (x, below + HIGH)]


def _drawing(*, upright: bool) -> alt.LayerChart:
    width, height = (328, 690) if upright else (650, 352)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False))
    rows = []
    for name, room in ROOMS.items():
        left, top = _corner(name, upright)
        rows.append((name, room.holds, left, left + room.width, top, top + HIGH, bool(room.modules)))
    boxes = pd.DataFrame(rows, columns=["name", "holds", "x", "x2", "y", "y2", "code"])
    boxes = boxes.assign(middle=(boxes["x"] + boxes["x2"]) / 2)
    base = alt.Chart(boxes)
    fill = alt.condition(alt.datum.code, alt.value(TINT), alt.value(PAPER))
    frames = base.mark_rect(stroke=PALETTE[0], strokeWidth=1).encode(x=x, x2="x2:Q", y=y, y2="y2:Q", fill=fill)
    words = base.encode(x=alt.X("middle:Q", axis=None))
    names = words.mark_text(dy=16, baseline="middle", fontWeight=600, color=INK).encode(y=y, text="name:N")
    held = words.mark_text(dy=33, baseline="middle", fontSize=12, color=MUTED).encode(y=y, text="holds:N")
    ways = dict.fromkeys(IMPORTS, False) | dict.fromkeys(HANDED, True)
    heads = [(ROOMS[room].modules[0].split(".")[0], *_corner(room, upright)) for room in ("analyses", "execution")]
    packages = alt.Chart(pd.DataFrame(heads, columns=["name", "x", "y"])).mark_text(align="left", dy=-10, color=INK)
    layers = [*_arrows(ways, x, y, upright), frames, names, held, packages.encode(x=x, y=y, text="name:N")]
    title = heading(
        "Two packages that never import each other; between them go data",
        "Solid arrow: imports. Dashed: hands over, without an import. White: folders beside the code",
        upright=upright,
    )
    drawn: alt.LayerChart = alt.layer(*layers)  # type: ignore[assignment]  # a facet only if a layer is one
    return drawn.properties(title=title, width=width, height=height)


def _arrows(ways: dict[tuple[str, str], bool], x: alt.X, y: alt.Y, upright: bool) -> Sequence[alt.Chart]:
    points, heads = [], []
    for number, ((one, other), dashed) in enumerate(sorted(ways.items())):
        way = _way(one, other, upright)
        points += [(number, nth, px, py, dashed) for nth, (px, py) in enumerate(way)]
        (ax, ay), (bx, by) = way[-2:]
        turn = (90 if bx > ax else 270) if ay == by else (180 if by > ay else 0)
        back = {90: (-5, 0), 270: (5, 0), 180: (0, -5), 0: (0, 5)}[turn]
        heads.append((bx + back[0], by + back[1], turn))
    line = alt.Chart(pd.DataFrame(points, columns=["way", "nth", "x", "y", "dashed"]))
    dash = alt.condition(alt.datum.dashed, alt.value([4, 3]), alt.value([1, 0]))
    tips = alt.Chart(pd.DataFrame(heads, columns=["x", "y", "turn"]))
    return [
        line.mark_line(color=MUTED, strokeWidth=1.5).encode(x=x, y=y, detail="way:N", order="nth:Q", strokeDash=dash),
        tips.mark_point(shape="triangle-up", size=60, filled=True, color=MUTED, opacity=1).encode(
            x=x, y=y, angle=alt.Angle("turn:Q", scale=None)
        ),
    ]
