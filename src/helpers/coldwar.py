"""The Cold War as the sources tell it: what each leader held, and the numbers of the chapter.

The crises of those years are `helpers.crises`, the first record of each way of dealing `helpers.firsts`, how much
the sources say of each decade `helpers.attention`; days in office together are `helpers.overlap`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import altair as alt
import pandas as pd

from helpers.attention import DATED, by_decade, works_by_decade
from helpers.charts import INK, MUTED, PALETTE, PAPER, heading
from helpers.crises import UNTIL, meeting_places
from helpers.dates import bounds, phrase
from helpers.declaration import LINES, lines_chart, names_above
from helpers.display import Chart, chart
from helpers.firsts import SINCE, firsts
from helpers.numbers import share, spell
from helpers.overlap import overlaps
from helpers.relations import surnames
from helpers.sources import LISTS, STUDY

__all__ = [
    "heard_together",
    "held",
    "leaders_chart",
    "numbers",
    "unheard",
]

"""The frame runs from the Treaty's signature to the end of the year in which the Soviet Union ended."""
HELD = ("opposes it (−2)", "sees different ends (−1)", "memoirs silent on it", "no source speaks")
FILLS = dict(zip(HELD, (PALETTE[1], "#f0cfae", PAPER, PAPER), strict=True))
EDGES = dict(zip(HELD, (PALETTE[1], PALETTE[1], INK, "#a0a0a0"), strict=True))
STANCES = {-2: HELD[0], -1: HELD[1]}
REPORTED = {
    "lie-against-nato-founding": "against NATO’s founding",
    "hammarskjold-un-primacy": "UN not to be bypassed",
    "spaak-missions-different": "missions differ",
    "carrington-memoirs-silent": "memoirs silent on it",
}


def held(tenures: pd.DataFrame, relations: pd.DataFrame, *, stances: Mapping[int, str] | None = None) -> pd.DataFrame:
    """Give what the sources report of each leader of the Cold War, in order of office.

    A view counts for the Cold War if its date ends within the frame, or if it has no date and the leader's term ends
    within it: what is told without a date of a leader who served on may be of later years. Statements about an age
    ("the secretaries-general") are evidence for nobody in particular. Two terms of one person are one row.

    Parameters
    ----------
    tenures
        The table ``tenures``.
    relations
        The table ``leader_relations``.
    stances
        Words for the stances that may be met; by default the two that the sources report for these years.

    Returns
    -------
    pandas.DataFrame
        A row a leader whose term touches the frame: ``person``, ``organization``, ``first``, ``last`` (datetime64, cut
        to the frame; the day of handover is the successor's), ``holds`` (one of `HELD`), ``row`` (id of the row in
        `relations`, or missing).

    Raises
    ------
    KeyError
        For a stance without words: the figure would not know how to draw it.

    Examples
    --------
    >>> from helpers import load
    >>> found = held(load("tenures"), load("leader_relations")).set_index("person")
    >>> found.loc[["trygve-lie", "kurt-waldheim"], "holds"].tolist()
    ['opposes it (−2)', 'no source speaks']
    """
    terms = tenures.assign(first=pd.to_datetime(tenures["start"]), last=[_last(row) for _, row in tenures.iterrows()])
    whole = terms.groupby(["organization", "person"], as_index=False).agg(first=("first", "min"), last=("last", "max"))
    start, end = pd.Timestamp(SINCE), pd.Timestamp(UNTIL)
    ours = whole[(whole["first"] <= end) & (whole["last"] >= start)].copy()
    told = [
        _told(who, last <= end, relations, stances or STANCES)
        for who, last in zip(ours["person"], ours["last"], strict=True)
    ]
    ours["holds"], ours["row"] = [words for words, _ in told], [name for _, name in told]
    ours["first"] = ours["first"].where(ours["first"] > start, start)
    ours["last"] = ours["last"].where(ours["last"] < end, end)
    order = ours.assign(house=ours["organization"].map({"un": 0, "nato": 1})).sort_values(["house", "first"])
    return order.drop(columns="house").reset_index(drop=True)


def _last(row: pd.Series) -> pd.Timestamp:
    return pd.Timestamp(row["as_of"] if row["end"] == ".." else row["end"])


def _told(person: object, ended: bool, relations: pd.DataFrame, stances: Mapping[int, str]) -> tuple[str, str | None]:
    alone = relations[(relations["un_leader"] == person) | (relations["nato_leader"] == person)]
    for row in alone.to_dict("records"):
        dated = row["date"][:1].isdigit()
        within = ended if not dated else (bounds(row["date"]).latest_end or date.max) <= UNTIL
        if not within:
            continue
        if row["basis"] == "documented-silence":
            return HELD[2], row["id"]
        if row["basis"] == "stated":
            return stances[int(row["stance"])], row["id"]
    return HELD[3], None


def heard_together(found: pd.DataFrame) -> int:
    """Count the days on which both offices were held by leaders of whom a view is reported.

    Parameters
    ----------
    found
        What `held` gives.

    Examples
    --------
    >>> columns = ["organization", "first", "last", "holds"]
    >>> days = [pd.Timestamp(f"1960-01-{n:02}") for n in (1, 11, 6, 31)]
    >>> rows = [("un", days[0], days[1], HELD[1]), ("nato", days[2], days[3], HELD[1])]
    >>> heard_together(pd.DataFrame(rows, columns=columns))
    5
    """
    spans = {house: _days(part) for house, part in found[found["holds"].isin(HELD[:2])].groupby("organization")}
    return len(spans.get("un", set()) & spans.get("nato", set()))


def unheard(found: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Give the longest stretch in which no leader in office is heard or has left memoirs that a source calls silent.

    Parameters
    ----------
    found
        What `held` gives.

    Returns
    -------
    tuple of pandas.Timestamp
        Its first and last day.
    """
    days = set().union(*(_days(part) for _, part in found[found["holds"] != HELD[3]].groupby("organization")))
    frame = pd.date_range(found["first"].min(), pd.Timestamp(UNTIL))
    silent = pd.Series([day not in days for day in frame], index=frame)
    runs = silent.ne(silent.shift()).cumsum()[silent]
    longest = runs.index[runs == runs.value_counts().idxmax()]
    return longest[0], longest[-1]


def _days(part: pd.DataFrame) -> set[pd.Timestamp]:
    """Days in office; the last day is the successor's."""
    spans = zip(part["first"], part["last"], strict=True)
    return {day for first, last in spans for day in pd.date_range(first, last, inclusive="left")}


def leaders_chart(tenures: pd.DataFrame, relations: pd.DataFrame) -> Chart:
    """Draw the leaders of both houses in order of office, filled where a source reports what they held.

    Parameters
    ----------
    tenures, relations
        As for `held`.
    """
    frame = held(tenures, relations)
    house = frame["organization"].map({"un": "UN", "nato": "NATO"})
    frame["leader"] = surnames(frame["person"]) + ", " + house
    frame["said"] = frame["row"].map(REPORTED).fillna("")
    told = "; ".join(f"{row.leader}: {row.holds}" for row in frame.itertuples())
    heard = frame["holds"].isin(HELD[:2]).sum()
    return chart(
        _leaders(frame, upright=False),
        upright=_leaders(frame, upright=True),
        description=(
            f"Terms of the {len(frame)} Secretaries-General of both organizations from 1949 to 1991 as bars, filled "
            f"where a source reports a view of the other organization: {spell(int(heard))} of them. {told}. All "
            "who are heard had left office by September 1961."
        ),
        data=frame[["leader", "holds", "said"]].set_axis(["Leader", "What is reported", "In words"], axis=1),
        sources=[STUDY, *LISTS],
        tables=["tenures", "leader_relations", "people"],
    )


def _leaders(frame: pd.DataFrame, *, upright: bool) -> alt.LayerChart:
    lanes = frame["leader"].tolist()
    years = alt.Axis(format="%Y", grid=False, values=[f"{year}-01-01" for year in range(1950, 1992, 10)])
    x = alt.X("first:T", title=None, axis=years, scale=alt.Scale(domain=["1949-01-01", "1992-03-01"]))
    y = alt.Y("leader:N", sort=lanes, title=None, axis=None if upright else LINES)
    base = alt.Chart(frame.assign(late=frame["first"] >= "1975")).encode(x=x, y=y)
    legend = alt.Legend(columns=1 if upright else 4, symbolType="square", symbolSize=180)
    bars = base.mark_bar(height=12, strokeWidth=1.4).encode(
        x2="last:T",
        fill=alt.Fill(
            "holds:N",
            title=None,
            sort=list(HELD),
            scale=alt.Scale(domain=list(HELD), range=list(FILLS.values())),
            legend=legend,
        ),
        stroke=alt.Stroke(
            "holds:N",
            title=None,
            sort=list(HELD),
            scale=alt.Scale(domain=list(HELD), range=list(EDGES.values())),
            legend=legend,
        ),
        tooltip=[alt.Tooltip(f"{name}:N", title=name) for name in ("leader", "holds", "said")],
    )
    layers: list[alt.Chart] = [bars]
    if upright:
        layers.append(names_above(frame, "leader", y))
    else:
        words = base.encode(text="said:N")
        layers.append(
            words.transform_filter("!datum.late").encode(x="last:T").mark_text(align="left", dx=6, color=MUTED)
        )
        layers.append(words.transform_filter("datum.late").mark_text(align="right", dx=-6, color=MUTED))
    heard = spell(int(frame["holds"].isin(HELD[:2]).sum())).capitalize()
    title = heading(
        f"{heard} of {spell(len(frame))} leaders are heard, and none of them after 1961",
        "Filled: a view is reported, of some moment of the term; hollow: none is",
        upright=upright,
    )
    return lines_chart(layers, title, len(lanes), upright=upright)


def numbers(tenures: pd.DataFrame, frames: Mapping[str, pd.DataFrame], works: pd.DataFrame) -> dict[str, str]:
    """Give the numbers of the chapter's prose, by the names that the prose calls them.

    Parameters
    ----------
    tenures, works
        The tables of those names.
    frames
        The tables of `helpers.attention.DATED`, ``liaison_arrangements`` and ``operational_rules``, by name.
    """
    found = held(tenures, frames["leader_relations"])
    silent = unheard(found)
    pairs = overlaps(tenures)
    both = pd.date_range("1952-04-04", pd.Timestamp(UNTIL))  # NATO had no Secretary General before
    first = firsts(frames)["date"].tolist()
    texts = frames["statements"].loc[frames["statements"]["side"] == "nato", "date"]
    next_text = min(bounds(text).earliest_start or date.max for text in texts)
    places, rows, cited = meeting_places(frames["crises"]), by_decade(frames), works_by_decade(works)
    cold = rows["decade"].between(1950, 1980)
    in_crises = by_decade(frames, {"crises": DATED["crises"]})
    own = int(in_crises.loc[in_crises["decade"].between(1950, 1980), "rows"].sum())
    members = ~places["members"].isin(["0", "–"])
    counts = {
        "leaders": len(found),
        "heard": int(found["holds"].isin(HELD[:2]).sum()),
        "pairs": int((pairs["first"] <= pd.Timestamp(UNTIL)).sum()),
        "crises": len(places),
        "un": int((places["un"] == "acted").sum()),
        "members": int(members.sum()),
        "members-un": int((members & (places["un"] == "acted")).sum()),
        "texts-gap": (next_text - SINCE).days // 365,
        "silent": (silent[1] - silent[0]).days // 365,
        "both": heard_together(found),
        "rows": int(rows["rows"].sum()),
        "rows-cold": int(rows.loc[cold, "rows"].sum()),
        "rows-crises": own,
        "rows-own": int(rows.loc[cold, "rows"].sum()) - own,
        "channels": len(first),
        "conflicts": int((frames["crises"]["study_group"] == "conflict-of-members").sum()),
        "tables": len(DATED),
        "works": int(cited["works"].sum()),
        "works-cold": int(cited.loc[cited["decade"] < 1990, "works"].sum()),
    }
    words = {name: spell(count) for name, count in counts.items()}
    return words | {
        "both-share": share(counts["both"], len(both)),
        "first": phrase(first[0]),
        "last": phrase(first[-1]),
    }
