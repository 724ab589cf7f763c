"""The figures and tables of the chapter on liaison, from the tables ``liaison_…`` of the data package.

How much of each year is covered is `helpers.coverage`; here is how it is shown.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from helpers.charts import GRID, INK, MUTED, PALETTE, PAPER, TINT, heading, size, timeline
from helpers.coverage import MONTH, POST
from helpers.data import load
from helpers.dates import bounds, phrase
from helpers.display import Chart, Table, chart, table
from helpers.numbers import between, listed
from helpers.spans import stretches

__all__ = [
    "arrangements_table",
    "certain_share",
    "compare",
    "coverage_chart",
    "functions_chart",
    "months_between",
    "ocha_chart",
    "series_states",
    "terms_chart",
    "terms_table",
    "wide_years",
]

STUDY = "kille-hendrickson-2011"
NEW_YORK = "New York"
PAID = {"home-state": "the officer's state", "nato": "NATO", "un": "the UN"}
MODES = {
    "informs": "inform",
    "follows": "follow",
    "coordinates": "keep contact",
    "meets": "meet",
    "assists": "help",
    "participates": "take part",
    "represents": "represent",
    "advocates": "speak up for",
    "influences": "influence",
}


def _names(ids: pd.Series, vocabulary: str) -> pd.Series:
    """Names for identifiers; a label such as ``not-stated`` becomes missing."""
    return ids.map(load(vocabulary).set_index("id")["name"])


def _named(officers: pd.DataFrame) -> pd.DataFrame:
    """Officers in New York whose names are known, in the order of their terms."""
    known = officers[(officers["place"] == NEW_YORK) & (officers["holder_known"] == "yes")]
    people, states = _names(known["person"], "people"), _names(known["state"], "states")
    shown = known.assign(officer=people, of=states.fillna("NATO’s own post"))
    return shown.sort_values("term").reset_index(drop=True)


def terms_chart(officers: pd.DataFrame, *, until: str = "2011-12-31") -> Chart:
    """Draw each officer's term in New York, with certain, possible and unknown days apart.

    Parameters
    ----------
    officers
        The table ``liaison_officers``.
    until
        Last day of the drawing (EDTF day), after the last of which the study speaks, so that its silence shows.

    Returns
    -------
    Chart

    Examples
    --------
    >>> terms_chart(load("liaison_officers")).payload["tables"]
    ['liaison_officers', 'people', 'states']
    """
    named = _named(officers)
    nameless = officers[(officers["place"] == NEW_YORK) & (officers["holder_known"] == "no")]
    lanes = pd.concat([nameless.assign(lane="Officers on rotation, no names"), named])
    lanes["lane"] = lanes["lane"].fillna(lanes["officer"] + ", " + lanes["of"])
    lanes["printed"] = lanes["term"].map(phrase)
    said = "; ".join(f"{lane}: {term}" for lane, term in zip(lanes["lane"], lanes["printed"], strict=True))
    cut = _stretches(lanes, until)

    def drawn(upright: bool) -> alt.LayerChart:
        title = "Officers have names from 2000 on, and one term is known only by its years"
        return timeline(cut, label="lane", field="printed", until=until, tooltip=["rank"], title=title, upright=upright)

    return chart(
        drawn(False),
        upright=drawn(True),
        description=(
            "Terms of the liaison officers in New York as bars from 1993 to 2011, one below the other in order of "
            f"time: dotted where no source says, outlined where a day is possible, solid where it is certain. {said}. "
            "After 21 October 2010 both open terms are dotted."
        ),
        data=_in_words(named),
        sources=[STUDY],
        tables=["liaison_officers", "people", "states"],
    )


def _stretches(lanes: pd.DataFrame, until: str) -> pd.DataFrame:
    """Stretches to draw: a stay somewhere within a span makes no day of it certain, a nameless one none possible."""
    cut = stretches(lanes, "term", until=until)
    sure = cut["part"] == "certain"
    cut.loc[sure & (cut["extent"] == "within"), "part"] = "possible"
    cut.loc[cut["holder_known"] == "no", "part"] = "unknown"
    # the order of the holders may allow a start only from a month on, and an end only up to one
    opens, closes = _limit(cut["not_before"], "earliest_start"), _limit(cut["not_after"], "latest_end")
    cut["first"] = cut["first"].where(~(cut["first"] < opens), opens)
    cut["last"] = cut["last"].where(~(cut["last"] > closes), closes)
    return cut[cut["first"] < cut["last"]].reset_index(drop=True)


def _limit(dates: pd.Series, edge: str) -> pd.Series:
    """Where each date begins, or the day after its end, as bars are drawn; missing where no date stands."""
    days = [getattr(bounds(text), edge) if text[:1].isdigit() else None for text in dates.fillna("").astype(str)]
    limits = pd.Series(pd.to_datetime(pd.Series(days, dtype="object")).to_numpy(), index=dates.index)
    return limits + pd.Timedelta(days=1) if edge == "latest_end" else limits


def _in_words(frame: pd.DataFrame) -> pd.DataFrame:
    words = {"officer": "Officer", "rank": "Rank", "of": "Sent by", "printed": "Term as stated", "paid_by": "Paid by"}
    frame = frame.assign(
        printed=frame["term"].map(phrase),
        paid_by=frame["paid_by"].map(PAID),
        rank=frame["rank"].where(~frame["rank"].isin(["not-applicable", "not-stated"])),
    )
    return frame[list(words)].rename(columns=words)


def terms_table(officers: pd.DataFrame) -> Table:
    """Set the named officers and their terms in words.

    Examples
    --------
    >>> terms_table(load("liaison_officers")).payload["rows"][0][0]
    'Jo Elte'
    """
    frame = _in_words(_named(officers))
    return table(frame, sources=[STUDY], tables=["liaison_officers", "people", "states"])


def coverage_chart(share: pd.DataFrame) -> Chart:
    """Draw the yearly coverage between its bounds, over a strip that says whether the post existed.

    Parameters
    ----------
    share
        What `helpers.coverage.coverage` gives.

    Returns
    -------
    Chart
    """
    frame = share.assign(
        range_of=[_per_cent(a, b) for a, b in zip(share["lower"], share["upper"], strict=True)],
        middle=(share["lower"] + share["upper"]) / 2,
    )
    named = share.loc[share["upper"] > 0, "year"].min()
    wide = frame[frame["upper"] - frame["lower"] > 0.2]
    return chart(
        _coverage(frame, upright=False),
        upright=_coverage(frame, upright=True),
        description=(
            f"Share of each year from {share['year'].min()} to {share['year'].max()} with a named liaison officer in "
            f"New York. Nothing before {named}; then "
            + "; ".join(f"{row.year}: {row.range_of}" for row in frame[frame["upper"] > 0].itertuples())
            + ". Below, whether the post existed: "
            + "; ".join(f"{state} in {_years(part['year'])}" for state, part in frame.groupby("post", sort=False))
            + f". The bounds lie furthest apart in {_years(wide['year'])}."
        ),
        data=frame[["year", "range_of", "post"]].rename(
            columns={"year": "Year", "range_of": "Days with a named officer", "post": "The post existed"}
        ),
        sources=[STUDY],
        tables=["liaison_officers", "liaison_arrangements"],
    )


def _per_cent(low: float, high: float) -> str:
    one, other = f"{100 * low:.0f}", f"{100 * high:.0f}"
    return f"{one} %" if one == other else f"{one} to {other} %"


def _years(years: pd.Series) -> str:
    """Years with runs joined: ``1994–99, 2001``."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _coverage(frame: pd.DataFrame, *, upright: bool) -> alt.VConcatChart:
    years = alt.Axis(values=list(range(1994, 2011, 4)) if upright else list(range(1993, 2011, 2)), title=None)
    x = alt.X("year:O", axis=years, scale=alt.Scale(paddingInner=0.2))
    base = alt.Chart(frame).encode(x=x)
    tips = [
        alt.Tooltip("year:O", title="Year"),
        alt.Tooltip("range_of:N", title="Days with a named officer"),
        alt.Tooltip("post:N", title="The post existed"),
    ]
    y = alt.Y("lower:Q", title="Share of the year", axis=alt.Axis(format=".0%", values=[0, 0.5, 1]), scale=_unit())
    sure = base.mark_bar(color=PALETTE[0]).encode(y=y, tooltip=tips)
    may = base.mark_bar(fill=TINT, stroke=PALETTE[0], strokeWidth=1.25).encode(y=y, y2="upper:Q", tooltip=tips)
    title = heading(
        "No named officer before 2000; from 2002 on, the terms cover most of each year",
        "Solid: certain share; outlined: possible besides. 2010: to 21 October",
        upright=upright,
    )
    bars = (may.transform_filter("datum.upper > datum.lower") + sure).properties(
        title=title, **size(190, upright=upright)
    )
    return alt.vconcat(bars, _strip(frame, x, upright=upright), spacing=8)


def _strip(frame: pd.DataFrame, x: alt.X, *, upright: bool) -> alt.LayerChart | alt.FacetChart:
    """Whether the post existed: told by the fill's height as well as by its tone."""
    full = dict(zip(POST, [1.0, 0.6, 0.25, 0.0], strict=True))
    states = frame.assign(height=frame["post"].map(full))
    base = alt.Chart(states).encode(x=x)
    frames = base.mark_bar(fill=PAPER, stroke=MUTED, strokeWidth=0.8).encode(y=alt.Y("top:Q", scale=_unit(), axis=None))
    filled = base.mark_bar(color=MUTED).encode(
        y=alt.Y("height:Q", scale=_unit(), axis=None), tooltip=["year:O", "post:N"]
    )
    note = heading(
        "",
        "Did the post exist? Full: all year; part: some of the year; low: it may have; empty: no source says",
        upright=upright,
    )
    drawn = alt.layer(frames.transform_calculate(top="1"), filled)
    return drawn.properties(
        title=alt.TitleParams(text=note.subtitle, fontSize=13, fontWeight="normal", color=MUTED, offset=6),
        **size(26, upright=upright),
    )


def _unit() -> alt.Scale:
    return alt.Scale(domain=[0, 1])


def arrangements_table(arrangements: pd.DataFrame) -> Table:
    """Set every liaison arrangement in both directions, in order of time where one is known.

    Parameters
    ----------
    arrangements
        The table ``liaison_arrangements``.

    Examples
    --------
    >>> arrangements_table(load("liaison_arrangements")).payload["columns"][0]["label"]
    'Arrangement'
    """
    shown = arrangements[arrangements["post_exists"] != "unknown"].copy()
    way = {"nato-to-un": 0, "un-to-nato": 1, "other": 2}
    shown["when"] = [_when(row) for row in shown.to_dict("records")]
    shown["key"] = shown["direction"].map(way)
    shown["start"] = shown["period"].where(shown["period"].str[:1].str.isdigit(), "9999")
    shown["direction"] = shown["direction"].map(
        {"nato-to-un": "NATO to UN", "un-to-nato": "UN to NATO", "other": "UN to AU"}
    )
    shown["paid_by"] = shown["paid_by"].map(PAID).fillna("not stated")
    words = {
        "name": "Arrangement",
        "direction": "Direction",
        "when": "When",
        "permanence": "Standing",
        "paid_by": "Paid by",
    }
    shown["permanence"] = shown["permanence"].replace(
        {"not-stated": "not stated", "not-applicable": "—", "ad-hoc": "ad hoc"}
    )
    shown = shown.sort_values(["key", "start", "id"])
    return table(shown[list(words)].rename(columns=words), sources=[STUDY], tables=["liaison_arrangements"])


def _when(row: dict) -> str:
    if not row["period"][:1].isdigit():
        return "not stated"
    said = phrase(row["period"])
    return f"at some time, {said}" if row["extent"] == "within" else said


def functions_chart(functions: pd.DataFrame) -> Chart:
    """Draw what liaison officers do, by kind of activity and by post.

    Parameters
    ----------
    functions
        The table ``liaison_functions``.

    Returns
    -------
    Chart
    """
    posts = {
        "military": "NATO’s officer",
        "field": "NATO’s officer",
        "civilian": "NATO’s civilian",
        "humanitarian": "OCHA in Brussels",
    }
    told = {"initial": "part of the post", "general": "part of the post", "with-post": "part of the post"}
    told |= {"recent": "named as more recent", "planned": "intended in 2010"}
    frame = functions.assign(
        does=functions["mode"].map(MODES), who=functions["kind"].map(posts), told=functions["since_wording"].map(told)
    )
    frame = frame.sort_values(["who", "mode", "since_wording", "id"]).reset_index(drop=True)
    frame["nth"] = frame.groupby(["who", "does"]).cumcount()
    counts = frame["does"].value_counts()
    return chart(
        _functions(frame, upright=False),
        upright=_functions(frame, upright=True),
        description=(
            f"{len(frame)} functions of liaison officers, a mark each, by what they do and whose officer it is. The "
            f"most marks, {counts.iloc[0]}, stand at “{counts.index[0]}”, then come "
            + listed([f"“{kind}” ({n})" for kind, n in counts.iloc[1:3].items()])
            + "; none "
            f"stands for deciding or negotiating. {(frame['told'] == 'named as more recent').sum()} are named as more "
            f"recent and {(frame['told'] == 'intended in 2010').sum()}, all of the civilian, as intended."
        ),
        data=frame[["who", "does", "function", "told"]].rename(
            columns={"who": "Whose", "does": "Kind", "function": "What", "told": "How the source tells it"}
        ),
        sources=[STUDY],
        tables=["liaison_functions"],
    )


def _functions(frame: pd.DataFrame, *, upright: bool) -> alt.FacetChart | alt.LayerChart:
    order = [word for word in MODES.values() if word in set(frame["does"])]
    whose = list(frame["who"].value_counts().index)
    tells = ["part of the post", "named as more recent", "intended in 2010"]
    marks = (
        alt.Chart(frame)
        .mark_point(size=95, strokeWidth=1.6, opacity=1, filled=True)
        .encode(
            x=alt.X("nth:Q", axis=None, scale=alt.Scale(domain=[-0.5, max(frame["nth"]) + 0.5])),
            y=alt.Y("does:N", sort=order, title=None, axis=alt.Axis(grid=True, gridColor=GRID)),
            shape=alt.Shape(
                "told:N",
                sort=tells,
                title=None,
                scale=alt.Scale(domain=tells, range=["circle", "triangle-up", "diamond"]),
            ),
            fill=alt.Fill(
                "told:N", sort=tells, legend=None, scale=alt.Scale(domain=tells, range=[PALETTE[0], PAPER, PAPER])
            ),
            stroke=alt.value(PALETTE[0]),
            tooltip=[alt.Tooltip("function:N", title="What"), alt.Tooltip("told:N", title="Told")],
        )
    )
    column = alt.Facet("who:N", sort=whose, title=None, header=alt.Header(labelColor=INK))
    title = heading(
        "The commonest task is keeping contact; none is to decide",
        "A mark: one function. Filled: part of the post; open triangle: more recent; open diamond: intended in 2010",
        upright=upright,
    )
    drawn = marks.properties(width=190 if upright else 160, height=190)
    return (
        drawn.facet(column, columns=1 if upright else 3)
        .properties(title=title)
        .resolve_axis(y="shared" if not upright else "independent")
    )


def ocha_chart(arrangements: pd.DataFrame) -> Chart:
    """Compare the two liaison offices of the UN's humanitarian office in staff and budget.

    The African Union office's budget is stated only as a ratio; it is drawn as one.

    Parameters
    ----------
    arrangements
        The table ``liaison_arrangements``.

    Returns
    -------
    Chart
    """
    both = arrangements[arrangements["staff"].notna()].set_index("id")
    brussels, union = both.loc["brussels-ocha-office-2007"], both.loc["african-union-ocha-office-2008"]
    ratio = float(union["budget_ratio"])  # type: ignore[arg-type]
    rows = [
        ("Staff", "Brussels", brussels["staff"], f"{brussels['staff']}", "reported"),
        ("Staff", "African Union", union["staff"], f"{union['staff']}", "reported"),
        ("Budget (Brussels = 1)", "Brussels", 1, f"1 = {brussels['budget_usd']:,} dollars", "reported"),
        ("Budget (Brussels = 1)", "African Union", ratio, f"{ratio:.0f}, “double”", "as a ratio only"),
    ]
    frame = pd.DataFrame(rows, columns=["measure", "office", "value", "said", "kind"])
    return chart(
        _ocha(frame, upright=False),
        upright=_ocha(frame, upright=True),
        description=(
            f"Two pairs of bars. Staff: {brussels['staff']} in Brussels, {union['staff']} at the African Union. "
            f"Budget: {brussels['budget_usd']:,} dollars in Brussels, and double that at the African Union, for which "
            "no sum is given."
        ),
        data=frame[["measure", "office", "said", "kind"]].rename(
            columns={"measure": "Measure", "office": "Office", "said": "Value", "kind": "How it is stated"}
        ),
        sources=[STUDY],
        tables=["liaison_arrangements"],
    )


def _ocha(frame: pd.DataFrame, *, upright: bool) -> alt.VConcatChart | alt.HConcatChart:
    panels = []
    for measure, part in frame.groupby("measure", sort=False):
        top = float(part["value"].max())
        base = alt.Chart(part).encode(
            y=alt.Y("office:N", sort=["Brussels", "African Union"], title=None),
            x=alt.X("value:Q", axis=None, scale=alt.Scale(domain=[0, top * 1.9])),
        )
        bars = base.mark_bar(stroke=PALETTE[0], strokeWidth=1.25, height=22).encode(
            fill=alt.Fill(
                "kind:N", legend=None, scale=alt.Scale(domain=["reported", "as a ratio only"], range=[PALETTE[0], TINT])
            )
        )
        words = base.mark_text(align="left", dx=6).encode(text="said:N")
        panels.append(
            (bars + words).properties(
                title=alt.TitleParams(str(measure), fontSize=13), width=260 if upright else 230, height=70
            )
        )
    title = heading("The office at the African Union had four times the staff and twice the money", upright=upright)
    joined = alt.vconcat(*panels) if upright else alt.hconcat(*panels)
    return joined.properties(title=title)


def compare(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Set two coverages side by side, for the years in which they differ.

    Parameters
    ----------
    before, after
        What `helpers.coverage.coverage` gives, for the same years.

    Returns
    -------
    pandas.DataFrame
        Years, and the bounds before and after, in words.

    Examples
    --------
    >>> one = pd.DataFrame({"year": [2004], "lower": [0.0], "upper": [1.0]})
    >>> compare(one, one.assign(lower=0.5)).values.tolist()
    [[2004, '0 to 100 %', '50 to 100 %']]
    """
    both = before.merge(after, on="year", suffixes=("", "_after"), validate="one_to_one")
    both = both[(both["lower"] != both["lower_after"]) | (both["upper"] != both["upper_after"])]
    return pd.DataFrame(
        {
            "Year": both["year"],
            "Before": [_per_cent(a, b) for a, b in zip(both["lower"], both["upper"], strict=True)],
            "After": [_per_cent(a, b) for a, b in zip(both["lower_after"], both["upper_after"], strict=True)],
        }
    )


def wide_years(share: pd.DataFrame, gap: float = 0.2) -> str:
    """Name the years in which the bounds lie further apart than `gap` (a share of the year), in words.

    Examples
    --------
    >>> wide_years(pd.DataFrame({"year": [2003, 2004], "lower": [1.0, 0.4], "upper": [1.0, 1.0]}))
    '2004'
    """
    return listed(share.loc[share["upper"] - share["lower"] > gap, "year"])


def certain_share(officers: pd.DataFrame, person: str) -> float:
    """Give the share of the days that an officer's term may cover on which he certainly served.

    Raises
    ------
    KeyError
        If nobody of that identifier is in the table.

    Examples
    --------
    The years 2004 and 2007 alone are printed; his predecessor's and successor's months limit them further.

    >>> round(certain_share(load("liaison_officers"), "tommy-paulsen"), 2)
    0.62
    """
    found = _stretches(_named(officers).query("person == @person").assign(lane=person), "2010-10-21")
    if found.empty:
        raise KeyError(f"{person!r} has no term in liaison_officers; there are {sorted(set(officers['person']))}")
    days = (found["last"] - found["first"]).dt.days
    return float(days[found["part"] == "certain"].sum() / days.sum())


def series_states(officers: pd.DataFrame) -> int:
    """Count the states that sent an officer of the permanent series."""
    return int(officers.loc[officers["series_order"].notna(), "state"].nunique())


def months_between(first: str, then: str) -> str:
    """Say how many months lie between two dates of which either may be coarse.

    Examples
    --------
    >>> months_between("2008-09-23", "2010-05")
    'between 19 and 21'
    """
    one, other = bounds(first), bounds(then)
    if not (one.latest_end and one.earliest_start and other.latest_end and other.earliest_start):
        raise ValueError(f"{first} and {then}: both need a start and an end")
    least, most = (other.earliest_start - one.latest_end).days, (other.latest_end - one.earliest_start).days
    return between(least / MONTH, most / MONTH)
