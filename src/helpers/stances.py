"""The figures of the chapter on the Secretaries-General that count statements: by issue, and by what they rest on.

The terms and pairs are drawn by `helpers.leaders`; the counts are `helpers.relations`.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from helpers.charts import GRID, MUTED, PALETTE, PAPER, TINT, heading
from helpers.dates import is_valid, phrase
from helpers.display import Chart, Table, chart, table
from helpers.numbers import listed
from helpers.relations import ISSUES, OTHER, by_issue, outside_share, pair_names, pair_rows
from helpers.sources import STUDY

__all__ = ["RESTS", "independence_chart", "issues_chart", "within_table"]

COLUMNS = [*ISSUES.values(), OTHER]
MINUS = "\N{MINUS SIGN}"
STEPS = {2: "+2 joint act", 1: "+1 support", 0: "0 contact", -1: f"{MINUS}1 reserve", -2: f"{MINUS}2 condemns"}
SHAPES = ("triangle-up", "triangle-up", "square", "triangle-down", "triangle-down")
STEP_FILLS = (PALETTE[0], TINT, PAPER, "#f3dcc8", PALETTE[1])
STEP_EDGES = (PALETTE[0], PALETTE[0], MUTED, PALETTE[1], PALETTE[1])
RESTS = {
    "study": "the study’s own word",
    "study-authors": "its authors’ earlier works",
    "secondary": "other scholars it reports",
    "public-record": "public record",
}
"""What a row rests on, in words."""
SHORT = dict(zip(RESTS, ("the study", "its authors", "other scholars", "public record"), strict=True))


def issues_chart(relations: pd.DataFrame, pairs: pd.DataFrame) -> Chart:
    """Draw every coded statement on a pair, by pair and issue, with its stance.

    Parameters
    ----------
    relations
        The table ``leader_relations``.
    pairs
        What `helpers.overlap.overlaps` gives.
    """
    rows = pair_rows(relations, pairs).dropna(subset="stance").sort_values("stance", ascending=False, kind="stable")
    names = pair_names(pairs)
    rows = rows.assign(pair=pair_names(rows))
    order = [name for name in names if name in set(rows["pair"])]
    rows["nth"] = rows.groupby(["pair", "topic"]).cumcount()
    rows["said"] = rows["stance"].astype(int).map(STEPS)
    both = by_issue(relations, pairs).query("lowest < 0 < highest")
    told = [
        f"{name}: " + ", ".join(f"{topic} {_signed(part['stance'])}" for topic, part in _topics(rows, name))
        for name in order
    ]
    return chart(
        _issues(rows, order, upright=False),
        upright=_issues(rows, order, upright=True),
        description=(
            f"A grid of {len(order)} pairs by issue, in order of time, with a mark for each of {len(rows)} statements "
            f"or documents, its stance told by shape and fill. {'; '.join(told)}. Marks on both sides of zero: "
            f"{listed(pair_names(both))}."
        ),
        data=rows[["pair", "issue", "episode", "said", "independence"]].rename(
            columns={
                "pair": "Pair",
                "issue": "Issue",
                "episode": "Episode",
                "said": "Stance",
                "independence": "Rests on",
            }
        ),
        sources=_sources(rows),
        tables=["leader_relations", "tenures", "people"],
    )


def _sources(rows: pd.DataFrame) -> list[str]:
    """Give the keys of the sources of some rows, the study first."""
    return list(dict.fromkeys([STUDY, *sorted(rows["source"])]))


def _topics(rows: pd.DataFrame, name: str) -> list[tuple[str, pd.DataFrame]]:
    ours = rows[rows["pair"] == name]
    return [(topic, ours[ours["topic"] == topic]) for topic in COLUMNS if (ours["topic"] == topic).any()]


def _signed(stances: pd.Series) -> str:
    """Range of stances as text: ``0 to +2``, ``−1``."""
    ends = sorted({int(stances.min()), int(stances.max())})
    return " to ".join("0" if end == 0 else f"{end:+d}".replace("-", MINUS) for end in ends)


def _issues(rows: pd.DataFrame, order: list[str], *, upright: bool) -> alt.LayerChart:
    """Marks stand four to a line within a cell; names stand above their rows on a narrow screen."""
    width, step, mark = (296, 52, 55) if upright else (440, 38, 75)
    apart = 11 if upright else 14
    cell = width / len(COLUMNS)
    frame = rows[["pair", "topic", "said", "episode"]].assign(
        x=[
            (COLUMNS.index(topic) + 0.5) * cell + (nth % 4 - (min(many, 4) - 1) / 2) * apart
            for topic, nth, many in zip(
                rows["topic"], rows["nth"], rows.groupby(["pair", "topic"])["nth"].transform("size"), strict=True
            )
        ],
        y=[
            order.index(pair) * step + (32 if upright else 19) + (nth // 4) * 14 - (6 if many > 4 else 0)
            for pair, nth, many in zip(
                rows["pair"], rows["nth"], rows.groupby(["pair", "topic"])["nth"].transform("size"), strict=True
            )
        ],
    )
    height = step * len(order)
    across, down = alt.Scale(domain=[0, width], nice=False), alt.Scale(domain=[height, 0], nice=False)
    kept = [name for name in STEPS.values() if name in set(frame["said"])]
    places = [list(STEPS.values()).index(name) for name in kept]

    def scale(values: tuple[str, ...]) -> alt.Scale:
        return alt.Scale(domain=kept, range=[values[place] for place in places])

    legend = alt.Legend(title=None, columns=2 if upright else 4, symbolSize=90, offset=66)
    headings = pd.DataFrame({"topic": COLUMNS, "x": [(i + 0.5) * cell for i in range(len(COLUMNS))]})
    lines = pd.DataFrame({"y": [i * step for i in range(len(order) + 1)]})
    names = pd.DataFrame({"pair": order, "y": [i * step + (13 if upright else step / 2) for i in range(len(order))]})
    base = alt.Y("y:Q", scale=down, axis=None)
    layers = [
        alt.Chart(lines).mark_rule(color=GRID).encode(y=base),
        alt.Chart(headings)
        .mark_text(angle=310, align="left", baseline="middle", dx=2)
        .encode(x=alt.X("x:Q", scale=across, axis=None), y=alt.value(-8), text="topic:N"),
        alt.Chart(names)
        .mark_text(align="left" if upright else "right", baseline="middle", fontWeight=600 if upright else 400)
        .encode(x=alt.value(0 if upright else -8), y=base, text="pair:N"),
        alt.Chart(frame)
        .mark_point(size=mark, strokeWidth=1.4, opacity=1)
        .encode(
            x=alt.X("x:Q", scale=across, axis=None),
            y=base,
            shape=alt.Shape("said:N", scale=scale(SHAPES), legend=legend),
            fill=alt.Fill("said:N", scale=scale(STEP_FILLS), legend=legend),
            stroke=alt.Stroke("said:N", scale=scale(STEP_EDGES), legend=legend),
            tooltip=["pair:N", "topic:N", "episode:N", "said:N"],
        ),
    ]
    title = heading(
        "Two pairs stand on both sides of zero, one of them in a single year",
        "A mark: a statement or document on the pair. Pairs and issues in order of time",
        upright=upright,
    )
    title.frame = "bounds"
    drawn: alt.LayerChart = alt.layer(*layers)  # type: ignore[assignment]
    return drawn.properties(title=title, width=width, height=height)


def within_table(relations: pd.DataFrame, pairs: pd.DataFrame, chosen: pd.DataFrame) -> Table:
    """Set the statements on a few pairs, in order of time as far as the sources give any.

    Parameters
    ----------
    relations, pairs
        As for `issues_chart`.
    chosen
        The pairs to show (``un_leader``, ``nato_leader``).

    Raises
    ------
    ValueError
        If none of the pairs has a row.
    """
    keys = ["un_leader", "nato_leader"]
    rows = pair_rows(relations, pairs).dropna(subset="stance").merge(chosen[keys], on=keys)
    if rows.empty:
        raise ValueError(f"no row speaks of any of {pair_names(chosen).tolist()}")
    when = [phrase(text) if is_valid(text) else "not stated" for text in rows["date"]]
    key = rows["date"].where(rows["date"].map(is_valid), "9999")
    frame = pd.DataFrame(
        {
            "Pair": pair_names(rows),
            "When": when,
            "Episode": rows["issue"].map(ISSUES).fillna(rows["issue"]) + ": " + rows["episode"],
            "Stance": [_signed(pd.Series([stance])) for stance in rows["stance"]],
            "Rests on": rows["independence"].map(SHORT),
        }
    )
    place = rows["un_leader"].map({name: i for i, name in enumerate(pairs["un_leader"])})
    order = pd.DataFrame({"place": place, "key": key}).sort_values(["place", "key"], kind="stable").index
    shows = {"leader_relations": list(rows.loc[order, "id"])}
    return table(frame.loc[order], sources=_sources(rows), tables=["leader_relations"], shows=shows)


def independence_chart(relations: pd.DataFrame, pairs: pd.DataFrame) -> Chart:
    """Draw every row of the table by whom it speaks of and what it rests on.

    Parameters
    ----------
    relations, pairs
        As for `issues_chart`.
    """
    ours = pair_rows(relations, pairs)
    rest = relations[~relations["id"].isin(ours["id"])]
    early = rest[rest["unit"] == "pair"]
    others = [
        early.assign(group=pair_names(early) + ", before"),
        rest[rest["unit"] == "person"].assign(group="one head alone"),
        rest[rest["unit"] == "era"].assign(group="an era, nobody named"),
    ]
    rows = pd.concat([ours.assign(group=pair_names(ours)), *others])
    rows["rests"] = rows["independence"].map(RESTS)
    order = list(dict.fromkeys(rows["group"]))
    rows["rank"] = rows["independence"].map({key: i for i, key in enumerate(RESTS)})
    rows = rows.sort_values("rank", kind="stable")
    rows["nth"] = rows.groupby("group").cumcount()
    shares = outside_share(relations)
    counts = rows["rests"].value_counts()
    by_group = [f"{name}: {_counted(rows[rows['group'] == name])}" for name in order]
    return chart(
        _independence(rows, order, shares, upright=False),
        upright=_independence(rows, order, shares, upright=True),
        description=(
            f"{len(rows)} rows, a mark each, by whom they speak of and what they rest on: "
            + listed(f"{counts.get(word, 0)} on {word}" for word in RESTS.values())
            + f". {'; '.join(by_group)}."
        ),
        data=rows.groupby(["group", "rests"], sort=False)
        .size()
        .reset_index(name="rows")
        .rename(columns={"group": "Of whom", "rests": "Rests on", "rows": "Rows"}),
        sources=_sources(rows),
        tables=["leader_relations"],
    )


def _counted(rows: pd.DataFrame) -> str:
    counts = rows["rests"].value_counts()
    return ", ".join(f"{counts[word]} {word}" for word in RESTS.values() if word in counts)


def _independence(rows: pd.DataFrame, order: list[str], shares: pd.Series, *, upright: bool) -> alt.LayerChart:
    most = int(rows["nth"].max()) + 1
    width, step, mark = (290, 42, 50) if upright else (420, 25, 85)
    legend = alt.Legend(title=None, columns=1 if upright else 2, symbolSize=90)
    domain = list(RESTS.values())
    y = alt.Y("group:N", sort=order, title=None, axis=None if upright else alt.Axis(domain=False, ticks=False))
    layers: list[alt.Chart] = [
        alt.Chart(rows[["group", "nth", "rests", "episode"]])
        .mark_point(size=mark, strokeWidth=1.4, opacity=1, yOffset=8 if upright else 0)
        .encode(
            x=alt.X("nth:Q", axis=None, scale=alt.Scale(domain=[-0.7, most], nice=False)),
            y=y,
            shape=alt.Shape(
                "rests:N",
                scale=alt.Scale(domain=domain, range=["circle", "circle", "square", "triangle-up"]),
                legend=legend,
            ),
            fill=alt.Fill(
                "rests:N",
                scale=alt.Scale(domain=domain, range=[PAPER, PALETTE[0], PALETTE[1], PALETTE[0]]),
                legend=legend,
            ),
            stroke=alt.Stroke(
                "rests:N",
                scale=alt.Scale(domain=domain, range=[PALETTE[0], PALETTE[0], PALETTE[1], PALETTE[0]]),
                legend=legend,
            ),
            tooltip=["group:N", "rests:N", "episode:N"],
        )
    ]
    if upright:
        names = alt.Chart(pd.DataFrame({"group": order})).mark_text(align="left", dy=-9, fontWeight=600)
        layers.append(names.encode(x=alt.value(0), y=y, text="group:N"))
    own = shares["study"] + shares["study-authors"]
    title = heading(
        f"{100 * own:.0f} per cent of the rows rest on the study or its authors’ earlier works",
        f"A mark: a row, {len(rows)} in all. A row is a statement, not an event",
        upright=upright,
    )
    title.frame = "bounds"
    drawn: alt.LayerChart = alt.layer(*layers)  # type: ignore[assignment]
    return drawn.properties(title=title, width=width, height=step * len(order))
