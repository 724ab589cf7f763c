"""Which words travelled: the themes that the study names for the texts of each side, and titles that hold them.

The themes come from a closed list (``statements.themes``); a theme is there because the study names it.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from helpers.charts import GRID, PALETTE, PAPER, heading
from helpers.display import Chart, chart
from helpers.numbers import listed, spell
from helpers.sources import STUDY
from helpers.statements import SHORT, in_order

__all__ = ["in_titles", "shared", "themes", "themes_chart"]

NAMES = {"un": "UN", "nato": "NATO"}
_HYPHENS = {"high-level-meetings": "high-level meetings", "civil-military": "civil-military"}


def themes(statements: pd.DataFrame) -> pd.DataFrame:
    """Give one row for each theme of each text, in order of time.

    Parameters
    ----------
    statements
        The table ``statements``; its ``themes`` are joined by semicolons.

    Returns
    -------
    pandas.DataFrame
        ``theme``, ``id``, ``side``, ``first`` (datetime64). Texts without a stated theme give none.

    Examples
    --------
    >>> from helpers import load
    >>> themes(load("statements")).query("theme == 'partnership'")["side"].tolist()
    ['nato', 'un']
    """
    found = in_order(statements)[["id", "side", "first", "themes"]]
    found = found.assign(theme=found["themes"].str.split(";")).explode("theme")
    return found[found["theme"] != "not-stated"].drop(columns="themes").reset_index(drop=True)


def shared(found: pd.DataFrame) -> list[str]:
    """Give the themes that are named for texts of both sides.

    Parameters
    ----------
    found
        What `themes` gives.

    Examples
    --------
    >>> one = pd.DataFrame({"theme": ["a", "a", "b"], "side": ["un", "nato", "un"]})
    >>> shared(one)
    ['a']
    """
    sides = found.groupby("theme", sort=False)["side"].nunique()
    return sides.index[sides == 2].tolist()


def in_titles(documents: pd.DataFrame, words: str) -> pd.DataFrame:
    """Give the documents whose title holds some words, in order of adoption, whatever the study says of them.

    Parameters
    ----------
    documents
        The table ``documents``.
    words
        Looked for as they stand, in capitals or small letters; a hyphen matches a blank.

    Returns
    -------
    pandas.DataFrame
        ``id``, ``title``, ``body``, ``date_adopted``.

    Examples
    --------
    >>> from helpers import load
    >>> in_titles(load("documents"), "comprehensive approach")["id"].tolist()
    ['s-prst-2001-5', 'comprehensive-approach-2006']
    """
    plain = documents["title"].str.lower().str.replace("-", " ")
    held = plain.str.contains(words.lower().replace("-", " "), regex=False)
    return (
        documents.loc[held, ["id", "title", "body", "date_adopted"]].sort_values("date_adopted").reset_index(drop=True)
    )


def themes_chart(statements: pd.DataFrame) -> Chart:
    """Draw the themes by text in order of time: a row a theme, the UN's mark above NATO's.

    Parameters
    ----------
    statements
        The table ``statements``.
    """
    found = themes(statements)
    found["text"] = found["first"].dt.year.astype("str") + " " + found["id"].map(SHORT)
    found["theme"] = found["theme"].map(_HYPHENS).fillna(found["theme"].str.replace("-", " "))
    found["by"] = found["side"].map(NAMES)
    both = shared(found)
    said = "; ".join(
        f"{theme}: " + ", ".join(part["by"] + " " + part["text"]) for theme, part in found.groupby("theme", sort=False)
    )
    return chart(
        _themes(found, both, upright=False),
        upright=_themes(found, both, upright=True),
        description=(
            f"{found['theme'].nunique()} themes as rows, with a mark for each text for which the study names the "
            f"theme, by year from 1991 to 2010. {said}. Of them {_both(both)}."
        ),
        data=found[["theme", "by", "text"]].rename(columns={"theme": "Theme", "by": "Side", "text": "Text"}),
        sources=[STUDY],
        tables=["statements"],
    )


def _themes(found: pd.DataFrame, both: list[str], *, upright: bool) -> alt.LayerChart:
    order = found["theme"].drop_duplicates().tolist()
    sides = list(NAMES.values())
    span = alt.Scale(domain=[{"year": 1991, "month": 1}, {"year": 2011, "month": 1}])
    years = alt.Axis(format="%Y", tickCount={"interval": "year", "step": 6 if upright else 3}, grid=False)
    step = 52 if upright else 34
    y = alt.Y(
        "theme:N",
        sort=order,
        title=None,
        axis=None if upright else alt.Axis(grid=True, gridColor=GRID, tickBand="extent"),
        scale=alt.Scale(domain=order, padding=0),
    )
    look: dict[str, Any] = {"size": 80, "strokeWidth": 1.6, "opacity": 1, "filled": True}
    marks = (
        alt.Chart(found)
        .mark_point(**look)
        .encode(
            x=alt.X("first:T", title=None, axis=years, scale=span),
            y=y,
            yOffset=alt.YOffset("by:N", sort=sides, scale=alt.Scale(domain=sides, range=_offsets(step, upright))),
            shape=alt.Shape("by:N", title=None, scale=alt.Scale(domain=sides, range=["circle", "square"])),
            fill=alt.Fill("by:N", legend=None, scale=alt.Scale(domain=sides, range=[PALETTE[0], PAPER])),
            stroke=alt.Stroke("by:N", legend=None, scale=alt.Scale(domain=sides, range=list(PALETTE[:2]))),
            tooltip=["theme:N", "by:N", "text:N"],
        )
    )
    layers: list[Any] = [marks]
    if upright:
        lines = alt.Chart(pd.DataFrame({"theme": order}))
        names = lines.mark_text(align="left", fontWeight=600, dy=-17).encode(x=alt.value(0), y=y, text="theme:N")
        layers = [lines.mark_rule(color=GRID, yOffset=step / 2).encode(y=y), marks, names]
    title = heading(
        f"Of {spell(len(order))} themes that the study names, {_both(both)}",
        "A mark: one text for which the study names the theme; circles UN, squares NATO",
        upright=upright,
    )
    drawn: alt.LayerChart = alt.layer(*layers)  # type: ignore[assignment]
    return drawn.properties(title=title, width=300 if upright else 520, height=step * len(order))


def _both(words: list[str]) -> str:
    if not words:
        return "none stands on both sides"
    return f"{spell(len(words))} {'stands' if len(words) == 1 else 'stand'} on both sides: {listed(words)}"


def _offsets(step: int, upright: bool) -> list[float]:
    """Where in a row the two sides stand: the UN above NATO; below the row's name on a narrow screen."""
    return [step * 0.5, step * 0.8] if upright else [step * 0.3, step * 0.7]
