"""What the study says that each text of the UN and of NATO says of the other side: levels, doubts and tables.

The levels code the study's assertion, not the text. Texts themselves are counted by `helpers.tally`; the themes named
for them are `helpers.wording`, and what the study leaves out is `helpers.omissions`.
"""

from __future__ import annotations

import re
from typing import Any

import altair as alt
import pandas as pd

from helpers.cells import to_rows
from helpers.charts import GRID, MUTED, PALETTE, PAPER, heading
from helpers.dates import phrase
from helpers.display import Chart, Table, chart, table
from helpers.sources import STUDY
from helpers.spans import edges

__all__ = ["SHORT", "charter_openings", "in_order", "levels_chart", "moved_dates", "separation", "side_table"]

SHORT = {
    "a-61-204-on-regions": "Report A/61/204",
    "a-62-1-on-regions": "Report A/62/1",
    "a-res-48-42-on-regions": "Assembly, 48/42",
    "a-res-49-57-on-regions": "Assembly, 49/57",
    "a-res-57-337-on-meetings": "Assembly, 57/337",
    "agenda-for-peace-on-regions": "An Agenda for Peace",
    "bucharest-2008-on-un": "Bucharest summit",
    "dpko-1999-on-nato": "Peacekeeping dept.",
    "in-larger-freedom-on-regions": "In Larger Freedom",
    "istanbul-2004-on-un": "Istanbul summit",
    "more-secure-world-on-regions": "High-Level Panel",
    "nato-web-2010-on-un": "NATO’s web page",
    "oslo-1992-on-un": "Oslo, ministers",
    "prague-2002-on-un": "Prague summit",
    "riga-2006-on-un": "Riga summit",
    "rome-1991-on-un": "Strategic Concept",
    "s-2008-186-on-regions": "Report S/2008/186",
    "s-25184-on-regions": "Council, S/25184",
    "s-25859-on-regions": "Council, S/25859",
    "s-prst-2001-5-on-meetings": "Council, 2001/5",
    "s-res-1197-on-meetings": "Council, res. 1197",
    "strasbourg-kehl-2009-on-un": "Strasbourg/Kehl",
    "washington-1999-on-un": "Strategic Concept",
    "world-summit-on-regions": "World Summit",
}
"""A name for each text that fits beside a mark; titles stand in ``documents``."""
LEVELS = ["left out", "in passing", "in substance", "calls or commits"]
SIDES = {"un": "UN on regional organizations", "nato": "NATO on the UN"}
_ALSO = re.compile(r"could code (\d)|\((\d)\)|borderline case of \d and (not-stated)")


def in_order(statements: pd.DataFrame) -> pd.DataFrame:
    """Put the texts in order of time and add what their own rows admit besides the coded level.

    Parameters
    ----------
    statements
        The table ``statements``: ``id``, ``date``, ``side``, ``level_of_mention``, ``rationale``, ``note``.

    Returns
    -------
    pandas.DataFrame
        The rows in order of their first day, with ``first`` (datetime64), ``year`` (int), ``level`` (int, 0 to 3) and
        ``other`` (a level that the note or the rationale also allows, NA where none), ``or_none`` (bool: the row says
        that no level might be coded at all).

    Examples
    --------
    >>> from helpers import load
    >>> found = in_order(load("statements")).set_index("id")
    >>> found.loc["bucharest-2008-on-un", ["level", "other"]].tolist()
    [2, 3]
    """
    found = statements.assign(
        first=edges(statements, "date", as_of=None)["earliest_start"],
        level=statements["level_of_mention"].astype("int64"),
    )
    words = found["rationale"].fillna("") + " " + found["note"].fillna("")
    also = [_also(text, level) for text, level in zip(words, found["level"], strict=True)]
    found["other"] = pd.array([other for other, _ in also], dtype="Int64")
    found["or_none"] = [none for _, none in also]
    found["year"] = found["first"].dt.year
    return found.sort_values(["first", "id"], kind="stable").reset_index(drop=True)


def _also(words: str, coded: int) -> tuple[int | None, bool]:
    said = [match.groups() for match in _ALSO.finditer(words)]
    levels = {int(level) for groups in said for level in groups[:2] if level} - {coded}
    return (levels.pop() if levels else None), any(groups[2] for groups in said)


def separation(found: pd.DataFrame, side: str, year: int) -> tuple[int, int]:
    """Give the highest level of a side's texts before a year and the lowest from it on, under the worst coding.

    Every doubtful level is taken at the value that brings the two closest, so that what still lies apart does not
    depend on how a doubt was settled. A text that might bear no level at all is kept with the one it has.

    Parameters
    ----------
    found
        What `in_order` gives.
    side
        ``un`` or ``nato``.
    year
        The year that divides.

    Returns
    -------
    tuple
        Highest before, lowest from it on.

    Raises
    ------
    ValueError
        If the side has no text on one side of the year.

    Examples
    --------
    >>> from helpers import load
    >>> separation(in_order(load("statements")), "nato", 2006)
    (1, 2)
    """
    ours = found[found["side"] == side]
    high = ours[["level", "other"]].max(axis=1)[ours["year"] < year]
    low = ours[["level", "other"]].min(axis=1)[ours["year"] >= year]
    if high.empty or low.empty:
        raise ValueError(f"{side}: no text {'before' if high.empty else 'from'} {year}")
    return int(high.max()), int(low.min())


def moved_dates(statements: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Give the texts for which the study prints another day than that of adoption.

    Only where both are known to the day.

    Returns
    -------
    pandas.DataFrame
        ``document``, ``date_printed``, ``date_adopted`` (EDTF days) and ``days`` (int: printed after adopted).

    Examples
    --------
    >>> from helpers import load
    >>> moved_dates(load("statements"), load("documents")).set_index("document").loc["s-res-1197-1998", "days"]
    np.int64(1)
    """
    ours = documents[documents["id"].isin(statements["document"])].rename(columns={"id": "document"})
    days = ours["date_printed"].str.fullmatch(r"\d{4}-\d\d-\d\d") & ours["date_adopted"].str.fullmatch(
        r"\d{4}-\d\d-\d\d"
    )
    ours = ours[days & (ours["date_printed"] != ours["date_adopted"])][["document", "date_printed", "date_adopted"]]
    late = pd.to_datetime(ours["date_printed"]) - pd.to_datetime(ours["date_adopted"])
    return ours.assign(days=late.dt.days).reset_index(drop=True)


def charter_openings(statements: pd.DataFrame, row_sources: pd.DataFrame) -> list[str]:
    """Give NATO's summit declarations whose opening, by a public copy of the text, holds to the UN Charter.

    Returns
    -------
    list
        Identifiers of rows of ``statements``, in order of time.

    Examples
    --------
    >>> from helpers import load
    >>> charter_openings(load("statements"), load("row_sources"))[0]
    'prague-2002-on-un'
    """
    seen = row_sources[(row_sources["table"] == "statements") & (row_sources["source"] != STUDY)]
    told = set(seen.loc[seen["note"].str.contains(r"[Oo]pening.*Charter"), "row"])
    ours = in_order(statements)
    return ours.loc[(ours["kind"] == "summit-declaration") & ours["id"].isin(told), "id"].tolist()


def side_table(statements: pd.DataFrame, side: str) -> Table:
    """Set one side's texts in order of time, with what the study says each says of the other side.

    Parameters
    ----------
    statements
        The table ``statements``.
    side
        ``un`` or ``nato``.

    Examples
    --------
    >>> from helpers import load
    >>> side_table(load("statements"), "nato").payload["rows"][0][:2]
    ['November 1991', 'Strategic Concept']
    """
    ours = in_order(statements).query("side == @side")
    frame = pd.DataFrame(
        {
            "When": [phrase(text.split("/")[0]) for text in ours["date"]],
            "Text": ours["id"].map(SHORT),
            "What it says of the other side, by the study": ours["says_of_other"].str.rstrip("."),
            "Level": _levels(ours),
        }
    )
    return table(
        frame,
        sources=[STUDY],
        tables=["statements", "documents"],
        links={"Text": to_rows("documents", ours["document"])},
        shows={"statements": list(ours["id"])},
    )


def _levels(ours: pd.DataFrame) -> list[str]:
    """The level in figures, with what the row admits besides: ``2 (or 3)``."""
    rows = zip(ours["level"], ours["other"], ours["or_none"], strict=True)
    return [f"{a} (or {b})" if pd.notna(b) else f"{a} (or none)" if none else f"{a}" for a, b, none in rows]


def levels_chart(statements: pd.DataFrame) -> Chart:
    """Draw each text's level in order of time, the UN's lane beside NATO's, with doubtful codings marked.

    Parameters
    ----------
    statements
        The table ``statements``.
    """
    found = in_order(statements)
    found["text"] = found["year"].astype("str") + "  " + found["id"].map(SHORT)
    found["lane"] = found["side"].map(SIDES)
    found["coded"] = _levels(found)
    said = "; ".join(
        f"{lane}: " + ", ".join(part["text"].str.replace("  ", " ") + " " + part["coded"])
        for lane, part in found.groupby("lane", sort=False)
    )
    high, low = separation(found, "nato", 2006)
    return chart(
        _levels_drawn(found, upright=False),
        upright=_levels_drawn(found, upright=True),
        description=(
            f"Levels from 0 (left out) to 3 (calls or commits) for {len(found)} texts in order of time. {said}. "
            f"NATO's texts stay at {high} or below until 2004 and at {low} or above from 2006; the UN's lie at 2 and 3 "
            "throughout. The two lanes do not measure the same: the UN speaks of regional organizations as a class."
        ),
        data=found[["lane", "year", "id", "coded"]]
        .assign(id=found["id"].map(SHORT))
        .rename(columns={"lane": "Lane", "year": "Year", "id": "Text", "coded": "Level"}),
        sources=[STUDY],
        tables=["statements"],
    )


def _levels_drawn(found: pd.DataFrame, *, upright: bool) -> alt.HConcatChart | alt.VConcatChart:
    lanes = [_lane(part, str(lane), upright=upright) for lane, part in found.groupby("lane", sort=False)]
    lanes.sort(key=lambda lane: lane.title.text != SIDES["un"])
    title = heading(
        "As the study tells it, NATO’s texts speak of the UN in substance only from 2006",
        "0 left out, 1 in passing, 2 in substance, 3 calls or commits. Open: another coding that the row admits; "
        "cross: perhaps none. The lanes do not measure the same",
        upright=upright,
    )
    title.frame = "bounds"  # the labels leave the plots little room
    joined = alt.vconcat(*lanes, spacing=18) if upright else alt.hconcat(*lanes, spacing=22)
    return joined.properties(title=title)


def _lane(part: pd.DataFrame, lane: str, *, upright: bool) -> alt.LayerChart:
    order = part["text"].tolist()
    level = alt.Axis(values=[0, 1, 2, 3], format="d", orient="top", gridColor=GRID)
    scale = alt.Scale(domain=[-0.3, 3.3], nice=False)
    y = alt.Y("text:N", sort=order, title=None, axis=alt.Axis(grid=True, gridColor=GRID, labelLimit=200))
    tips = [alt.Tooltip("text:N", title="Text"), alt.Tooltip("coded:N", title="Level"), "says_of_other:N"]
    base = alt.Chart(part[["text", "level", "other", "or_none", "coded", "says_of_other"]]).encode(y=y)
    x = alt.X("level:Q", title=None, axis=level, scale=scale)
    colour, shape = (PALETTE[0], "circle") if lane == SIDES["un"] else (PALETTE[1], "square")
    look: dict[str, Any] = {"shape": shape, "size": 95, "stroke": colour, "strokeWidth": 1.6, "opacity": 1}
    doubt = base.transform_filter("isValid(datum.other)")
    link = doubt.mark_rule(color=colour).encode(x=x, x2="other:Q")
    open_ = doubt.mark_point(fill=PAPER, **look).encode(x=alt.X("other:Q", scale=scale), tooltip=tips)
    coded = base.mark_point(fill=colour, **look).encode(x=x, tooltip=tips)
    none = base.transform_filter("datum.or_none").mark_text(text="×", fontSize=15, dx=14, color=MUTED).encode(x=x)
    drawn: alt.LayerChart = alt.layer(link, open_, coded, none)  # type: ignore[assignment]
    label = alt.TitleParams(lane, fontSize=13, fontWeight=600, offset=8)
    return drawn.properties(title=label, width=130 if upright else 150, height=19 * len(order))
