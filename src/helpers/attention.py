"""How much the sources say of each decade, and on what their word rests: attention, not activity.

Years that no row speaks of are years of which these sources are silent; `helpers.ladder` carries the same count as a
band below the ladder.
"""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from helpers.charts import INK, MUTED, PALETTE, PAPER, heading
from helpers.dates import bounds
from helpers.display import Chart, chart
from helpers.sources import STUDY

__all__ = ["DATED", "attention_chart", "by_decade", "undated", "works_by_decade"]

DATED = {
    "crises": "period",
    "declaration_process": "date",
    "events": "date",
    "leader_relations": "date",
    "meetings": "date",
    "operations": "start",
    "proposals": "date",
    "staff_contacts": "date",
    "state_positions": "date",
    "statements": "date",
}
"""Tables of happenings and statements, with the field that dates them. The same happening may stand in two."""
RESTS = {
    "study": "the study’s own word",
    "study-authors": "its authors’ earlier works",
    "secondary": "other scholars, or officials",
    "public-record": "public record",
}
TONES = (PALETTE[0], "#5f86c6", "#b9cbe8", PAPER)
DECADES = range(1940, 2020, 10)


def by_decade(frames: Mapping[str, pd.DataFrame], dated: Mapping[str, str] = DATED) -> pd.DataFrame:
    """Count the dated rows of each decade by what they rest on.

    A row counts once, for the decade in which its date begins; rows without a date count nowhere (see `undated`).

    Parameters
    ----------
    frames
        Tables by name.
    dated
        The field of each that dates its rows.

    Returns
    -------
    pandas.DataFrame
        ``decade`` (first year), ``rests`` (one of `RESTS`), ``rows``; every decade from the 1940s to the 2010s with
        every basis, zeros included.

    Examples
    --------
    >>> events = pd.DataFrame({"date": ["1963", "1992/1998", "not-stated"], "independence": "study"})
    >>> found = by_decade({"events": events}, {"events": "date"})
    >>> found[found["rows"] > 0].values.tolist()
    [[1960, 'study', 1], [1990, 'study', 1]]
    """
    rows = [
        {"decade": start.year // 10 * 10, "rests": rests}
        for name, field in dated.items()
        for text, rests in zip(frames[name][field], frames[name]["independence"], strict=True)
        if text[:1].isdigit() and (start := bounds(text).earliest_start)
    ]
    index = pd.MultiIndex.from_product([DECADES, RESTS], names=["decade", "rests"])
    counts = pd.DataFrame(rows, columns=["decade", "rests"]).value_counts()
    return counts.reindex(index, fill_value=0).rename("rows").reset_index()


def undated(frames: Mapping[str, pd.DataFrame], dated: Mapping[str, str] = DATED) -> int:
    """Count the rows that no decade can claim, because no source dates them.

    Parameters
    ----------
    frames, dated
        As for `by_decade`.
    """
    return sum(int((~frames[name][field].str[:1].str.isdigit()).sum()) for name, field in dated.items())


def works_by_decade(works: pd.DataFrame) -> pd.DataFrame:
    """Count the works of the study's list by the decade in which they appeared.

    Parameters
    ----------
    works
        The table ``works``: ``year`` (Common Era), ``in_list``.

    Returns
    -------
    pandas.DataFrame
        ``decade`` and ``works``, zeros included.
    """
    ours = works[works["in_list"].astype(str).str.lower().isin(["yes", "true"])]
    years = pd.to_numeric(ours["year"], errors="coerce").dropna().astype(int)
    counts = (years // 10 * 10).value_counts().reindex(DECADES, fill_value=0)
    return counts.rename_axis("decade").rename("works").reset_index()


def attention_chart(frames: Mapping[str, pd.DataFrame], works: pd.DataFrame) -> Chart:
    """Draw the dated rows of each decade by basis, above the works that the study cites by decade of publication.

    Parameters
    ----------
    frames
        Tables by name, those of `DATED`.
    works
        The table ``works``.
    """
    rows, cited = by_decade(frames), works_by_decade(works)
    totals = rows.groupby("decade")["rows"].sum()
    wide = rows.pivot(index="decade", columns="rests", values="rows")[list(RESTS)]
    shown = wide.set_axis(list(RESTS.values()), axis=1).assign(works=cited.set_index("decade")["works"])
    return chart(
        _attention(rows, cited, upright=False),
        upright=_attention(rows, cited, upright=True),
        description=(
            "Dated rows of the tables by decade: "
            + "; ".join(f"{decade}s {count}" for decade, count in totals.items())
            + ". Works of the study's list by decade of publication: "
            + "; ".join(f"{row.decade}s {row.works}" for row in cited.itertuples())
            + ". The four decades of the Cold War are all but empty in both."
        ),
        data=shown.rename(columns={"works": "Works cited"}).rename_axis("Decade").reset_index(),
        sources=[STUDY],
        tables=[*DATED, "works"],
    )


def _attention(rows: pd.DataFrame, cited: pd.DataFrame, *, upright: bool) -> alt.VConcatChart:
    width = 280 if upright else 560
    named = rows.assign(
        decade=rows["decade"].astype(str) + "s",
        order=rows["rests"].map(list(RESTS).index),
        basis=rows["rests"].map(RESTS),
    )
    axis = alt.Axis(labelExpr="'’' + slice(datum.label, 2)" if upright else "datum.label", labelPadding=4)
    x = alt.X("decade:N", title=None, axis=axis)
    basis = list(RESTS.values())
    base = alt.Chart(named).encode(x=x)
    bars = base.mark_bar(stroke=PALETTE[0], strokeWidth=1).encode(
        y=alt.Y("rows:Q", title="Rows", axis=alt.Axis(tickCount=4)),
        order=alt.Order("order:Q"),
        fill=alt.Fill(
            "basis:N",
            title=None,
            sort=basis,
            scale=alt.Scale(domain=basis, range=list(TONES)),
            legend=alt.Legend(columns=1 if upright else 4, symbolStrokeColor=PALETTE[0]),
        ),
        tooltip=["decade:N", "basis:N", "rows:Q"],
    )
    totals = base.mark_text(dy=-8, color=INK).encode(y="sum(rows):Q", text="sum(rows):Q")
    works = alt.Chart(cited.assign(decade=cited["decade"].astype(str) + "s")).encode(x=x)
    below = works.mark_bar(color=MUTED).encode(y=alt.Y("works:Q", title="Works cited", axis=alt.Axis(tickCount=3)))
    counts = works.mark_text(dy=-8, color=INK).encode(y="works:Q", text="works:Q")
    title = heading(
        "Four decades of arm’s length, and hardly a row: the sources look after 1990",
        "Above: dated rows, by what they rest on; below: works of the study’s list, by decade of publication",
        upright=upright,
    )
    upper = alt.layer(bars, totals).properties(width=width, height=190)
    lower = alt.layer(below, counts).properties(width=width, height=90)
    return alt.vconcat(upper, lower, spacing=22).properties(title=title)
