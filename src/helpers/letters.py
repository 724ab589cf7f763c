"""The reports on NATO-led forces that reached the Security Council by two letters: NATO's to the UN, the UN's onward.

The duties behind them are `helpers.mandates`. The table holds examples that somebody could see, not the series.
"""

from __future__ import annotations

import re

import altair as alt
import pandas as pd

from helpers.cells import to_rows
from helpers.charts import GRID, PALETTE, PAPER, heading
from helpers.data import load
from helpers.dates import MONTH, phrase
from helpers.dates import days as length
from helpers.display import Chart, Table, chart, table
from helpers.mandates import RHYTHM_UNSEEN, seen
from helpers.numbers import listed
from helpers.spans import edges

__all__ = ["called_for", "days_between", "reports_chart", "transit", "transit_table"]

FORCES = ["ifor", "sfor", "kfor", "isaf"]
MARKS = {"monthly": "circle", "quarterly": "square", "final": "diamond"}


def transit(reports: pd.DataFrame) -> pd.DataFrame:
    """Give the days between NATO's letter and the UN's, for the reports of which both days are known.

    Parameters
    ----------
    reports
        The table ``standing_reports``; only rows that were seen count.

    Returns
    -------
    pandas.DataFrame
        Those reports by the UN's letter, with ``waited`` (days) and ``after`` (days from the end of the time reported
        to the UN's letter, NA where that end is not stated).

    Examples
    --------
    >>> one = pd.DataFrame({"verified": ["yes"], "nato_letter_date": ["2017-08-08"], "un_letter_date": ["2017-08-11"]})
    >>> transit(one.assign(period="2017-04-01/2017-06-30"))[["waited", "after"]].values.tolist()
    [[3, 42]]
    """
    known = reports[reports["verified"] == "yes"]
    full = r"\d{4}-\d\d-\d\d"
    both = known[known["nato_letter_date"].str.fullmatch(full) & known["un_letter_date"].str.fullmatch(full)]
    sent, passed = (pd.to_datetime(both[name]) for name in ("nato_letter_date", "un_letter_date"))
    ends = edges(both, "period", as_of=None)["latest_end"]
    out = both.assign(waited=(passed - sent).dt.days, after=(passed - ends).dt.days.astype("Int64"))
    return out.sort_values("un_letter_date").reset_index(drop=True)


def days_between(first: str, then: str) -> int:
    """Count the days from one day to another.

    Examples
    --------
    >>> days_between("2008-09-10", "2008-09-23")
    13
    """
    return (pd.Timestamp(then) - pd.Timestamp(first)).days


def transit_table(reports: pd.DataFrame) -> Table:
    """Set the letters with both dates, who signed and who sent on, and the days between.

    Parameters
    ----------
    reports
        The table ``standing_reports``.
    """
    both = transit(reports)
    names = load("people").set_index("id")["name"]
    frame = pd.DataFrame(
        {
            "Force": both["operation"].str.upper(),
            "NATO's letter": both["nato_letter_date"].map(phrase),
            "Signed by": both["signed_nato"].map(names).fillna("not stated"),
            "UN's letter, sender": both["un_letter_date"].map(phrase) + ", " + both["transmitted_by"].map(names),
            "Days between": both["waited"].astype("str"),
        }
    )
    return table(
        frame,
        sources=list(both["source"]),
        tables=["standing_reports", "people"],
        links={"Signed by": to_rows("people", both["signed_nato"])},
        shows={"standing_reports": list(both["id"])},
    )


def called_for(
    operations: pd.DataFrame, clauses: pd.DataFrame, forces: tuple[str, ...] = ("ifor", "sfor", "isaf")
) -> int:
    """Count the reports that a seen duty with a rhythm would give if it held for as long as the force stood.

    Assumptions: the rhythm of the first clause holds to the force's end, or for ISAF from the clause's date; later
    resolutions that prolong the duty are not in the table.

    Parameters
    ----------
    operations, clauses
        The tables ``operations`` and ``mandate_clauses``.
    forces
        Ids of the operations; each needs one seen duty with a duration such as ``P1M``.
    """
    total = 0
    for force in operations[operations["id"].isin(forces)].to_dict("records"):
        timed = seen(clauses)[lambda c: c["report_rhythm"].str.fullmatch(r"P\d+M") & (c["kind"] == "reports")]
        ours = timed[(timed["operations"] == force["id"]) & ~timed["id"].isin(RHYTHM_UNSEEN)].iloc[0]
        start = max(force["start"], ours["date"])
        least, _ = length(f"{start}/{force['end']}")
        total += int(least / MONTH / int(re.sub(r"\D", "", ours["report_rhythm"])))
    return total


def reports_chart(reports: pd.DataFrame, operations: pd.DataFrame, signed: dict[str, str]) -> Chart:
    """Draw the reports that were seen, by force and date, over the life of each force.

    Parameters
    ----------
    reports
        The table ``standing_reports``.
    operations
        The table ``operations``.
    signed
        Words and dates (EDTF days) of what to mark across all forces, such as the Joint Declaration.
    """
    dots = _dots(reports)
    single = dots[dots["unit"] == "report"]
    counts = single[single["verified"] == "yes"]["operation"].str.upper().value_counts()
    told = "; ".join(f"{force} {count}" for force, count in counts.items())
    return chart(
        _reports(dots, operations, signed, upright=False),
        upright=_reports(dots, operations, signed, upright=True),
        description=(
            f"Four forces as lanes from 1995 to 2021, with a sign for each report to the Council seen ({told}), "
            "and a bar for the monthly series on IFOR of 1996. Circles, monthly, stand from 1997 to 2008 on SFOR and "
            "KFOR; squares, quarterly, on ISAF in 2006 and KFOR from 2016; one open diamond, a final report on ISAF in "
            "2014, was not seen. Upright lines mark "
            + listed(f"the {words} of {phrase(day)}" for words, day in signed.items())
            + "; reports stand on both sides of each."
        ),
        data=pd.DataFrame(
            {
                "Force": dots["operation"].str.upper(),
                "Reports on": [phrase(p) if p[0].isdigit() else "not stated" for p in dots["period"]],
                "UN's letter": [phrase(d) if d[0].isdigit() else "not stated" for d in dots["un_letter_date"]],
                "Called": dots["rhythm"],
                "Seen": dots["verified"],
            }
        ),
        sources=sorted(set(reports["source"])),
        tables=["standing_reports", "operations"],
    )


def _dots(reports: pd.DataFrame) -> pd.DataFrame:
    """Reports with the day they stand at: of the UN's letter, else the end of the time reported on."""
    sent = pd.to_datetime(reports["un_letter_date"].where(reports["un_letter_date"].str.fullmatch(r"\d{4}-\d\d-\d\d")))
    spans = edges(reports, "period", as_of=None)
    dots = reports.assign(at=sent.fillna(spans["latest_end"]), begun=spans["earliest_start"])
    return dots.sort_values(["operation", "at", "id"]).reset_index(drop=True)


def _reports(dots: pd.DataFrame, operations: pd.DataFrame, signed: dict[str, str], *, upright: bool) -> alt.LayerChart:
    wide = 270 if upright else 500
    lives = operations[operations["id"].isin(FORCES)].copy()
    lives["begun"] = pd.to_datetime(lives["start"])
    lives["over"] = pd.to_datetime(lives["end"].where(lives["end"] != "..", "2021-12-31"))
    lanes = [force.upper() for force in FORCES]
    lives["force"], dots = lives["id"].str.upper(), dots.assign(force=dots["operation"].str.upper())
    y = alt.Y("force:N", sort=lanes, title=None, scale=alt.Scale(domain=lanes, paddingInner=0.2))
    years = alt.Axis(format="%Y", tickCount={"interval": "year", "step": 8 if upright else 4}, grid=True)
    x = alt.X("begun:T", title=None, axis=years, scale=alt.Scale(domain=["1995-01-01", "2021-12-31"]))
    life = alt.Chart(lives).mark_bar(color=GRID, size=26).encode(x=x, x2="over:T", y=y)
    series = alt.Chart(dots[dots["unit"] == "series"]).mark_bar(color=PALETTE[0], size=6)
    rules = pd.DataFrame({"word": list(signed), "at": pd.to_datetime(list(signed.values()))})
    across = alt.Chart(rules).mark_rule(color=PALETTE[1], strokeDash=[5, 3], strokeWidth=1.5).encode(x="at:T")
    words = (
        alt.Chart(rules)
        .mark_text(align="center", baseline="bottom", color=PALETTE[1])
        .encode(x="at:T", y=alt.value(-4), text="word:N")
    )
    single = dots[dots["unit"] == "report"]
    shape = alt.Shape(
        "rhythm:N",
        title="Report called",
        scale=alt.Scale(domain=list(MARKS), range=list(MARKS.values())),
        legend=alt.Legend(symbolFillColor=PALETTE[0], symbolStrokeWidth=0, offset=26),
    )
    tips = [alt.Tooltip(f"{name}:N") for name in ("force", "period", "un_letter_date", "symbol", "verified")]
    points = [
        alt.Chart(single[(single["verified"] == "yes") == was_seen])
        .mark_point(size=80, opacity=1, strokeWidth=1.5, filled=True, stroke=PALETTE[0], fill=fill)
        .encode(x="at:T", y=y, shape=shape, tooltip=tips)
        for was_seen, fill in ((True, PALETTE[0]), (False, PAPER))
    ]
    title = heading(
        "Letters on the forces reached the Council before and after each declaration",
        "Grey: the force under NATO; bar: a series known as a whole; open: not seen. Between the signs: not looked at",
        upright=upright,
    )
    drawn: alt.LayerChart = alt.layer(  # type: ignore[assignment]
        life, series.encode(x=x, x2="at:T", y=y), across, words, *points
    )
    return drawn.properties(title=title, width=wide, height=190)
