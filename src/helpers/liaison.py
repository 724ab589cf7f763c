"""NATO's officers in New York and their terms, from the table ``liaison_officers``.

The posts and what is done in them are `helpers.posts`; how much of each year is covered is `helpers.coverage`.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from helpers.cells import to_rows
from helpers.charts import timeline
from helpers.data import load
from helpers.dates import MONTH, bounds, phrase
from helpers.display import Chart, Table, chart, table
from helpers.numbers import between
from helpers.sources import STUDY
from helpers.spans import stretches

__all__ = ["PAID", "STUDY", "certain_share", "months_between", "series_states", "terms_chart", "terms_table"]

NEW_YORK = "New York"
PAID = {"home-state": "the officer's state", "nato": "NATO", "un": "the UN"}


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
        told = {"lane": "Officer", "printed": "Term as stated", "rank": "Rank"}
        bars = timeline(cut, label="lane", field="printed", until=until, tooltip=told, title=title, upright=upright)
        return bars if upright else bars.properties(width=470)  # beside the long names of the lanes

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
    named = _named(officers)
    return table(
        _in_words(named),
        sources=[STUDY],
        tables=["liaison_officers", "people", "states"],
        links={"Officer": to_rows("people", named["person"]), "Sent by": to_rows("states", named["state"])},
        shows={"liaison_officers": list(named["id"])},
    )


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
