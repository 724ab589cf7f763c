"""The debate map: who stands where on which question, when, and whose camps overlap.

It shows what the study cites and how the study reports it, not "the literature": no coder has read the works. How it
is drawn is `helpers.debate_map`; which works the study names together is `helpers.company`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from helpers.data import load
from helpers.sources import STUDY

__all__ = [
    "COLUMNS",
    "NOBODY",
    "PERIODS",
    "QUESTIONS",
    "STUDY",
    "by_period",
    "cited_as",
    "crossings",
    "stands",
    "surnames",
    "taking_part",
]

NOBODY = "not-stated"
QUESTIONS = {
    "desirable": "Desirable?",
    "effective": "Effective?",
    "form": "Formal or ad hoc?",
    "status": "Subcontractor or partner?",
    "legitimacy": "Whose legitimacy?",
    "culture": "Does culture decide?",
    "law": "Does the Charter rank above?",
    "outlook": "Growing?",
}
"""The questions in the order in which the study raises them, and then the two that its later sections add."""
COLUMNS = {
    "against": "Against",
    "frames": "Takes no side",
    "reports-others": "Takes no side",
    "conditional": "On conditions",
    "for": "For",
}
"""Where a position is drawn; who sets out a question and who reports others both take no side."""
PERIODS = {"before 1990": (1900, 1989), "1990–99": (1990, 1999), "2000–04": (2000, 2004), "2005–10": (2005, 2010)}


def taking_part(literature: pd.DataFrame) -> pd.DataFrame:
    """Give the rows that stand for a holder's part in the debate.

    Two kinds do not: works for which no holder is coded (they are named for a fact), and works that are only named, in
    a string, with no stand of their own told.

    Parameters
    ----------
    literature
        The table ``literature``.

    Examples
    --------
    >>> "rivlin-1992" in set(taking_part(load("literature"))["work"])
    False
    """
    fact = (literature["holder"] == NOBODY) & (literature["work"] != STUDY)
    string = (literature["mode"] == "string-citation") & literature["position"].isin(["frames", "reports-others"])
    return literature[~fact & ~string]


def stands(literature: pd.DataFrame) -> pd.DataFrame:
    """Give a row for each holder's stand on each question, however many works or passages it rests on.

    Views that the study gives to nobody are each a stand of their own, because nothing says that two of them are one
    person's. Rows that take no stand of anybody's are left out (`taking_part`).

    Parameters
    ----------
    literature
        The table ``literature``.

    Returns
    -------
    pandas.DataFrame
        A row a stand, in the order of `QUESTIONS`, of `COLUMNS` and of years: ``question``, ``column``, ``holder`` (ids
        joined by semicolons, or ``not-stated``), ``label``, ``first`` and ``last`` (years of the works), ``side``,
        ``hollow`` (unattributed, another's view, or a work named in a string only), ``study`` (the study's own
        authors), ``passages`` (count), ``argument``.

    Examples
    --------
    >>> stands(load("literature")).query("holder == 'dick-leurdijk' and question == 'status'")["label"].tolist()
    ['Leurdijk ’03–08']
    """
    held = taking_part(literature).copy()
    held["column"] = held["position"].map(COLUMNS)
    held["own"] = (held["holder"] != NOBODY) & (held["position"] != "reports-others")
    held["own"] &= held["mode"] != "string-citation"
    held["who"] = held["holder"].where(held["holder"] != NOBODY, held["id"])
    # the argument shown is the holder's own where there is one
    held = held.sort_values(["own", "passage_year", "id"], ascending=[False, True, True], kind="stable")
    found = held.groupby(["question", "column", "who"], sort=False).agg(
        holder=("holder", "first"),
        first=("passage_year", "min"),
        last=("passage_year", "max"),
        side=("side", "first"),
        hollow=("own", lambda own: not own.any()),
        study=("work", lambda works: set(works) == {STUDY}),
        passages=("passage", "nunique"),
        argument=("argument", "first"),
    )
    found = found.reset_index()
    found["study"] &= found["holder"] != NOBODY
    found["label"] = _labels(found)
    order = {"question": list(QUESTIONS), "column": list(dict.fromkeys(COLUMNS.values()))}
    found = found.sort_values(
        ["question", "column", "first", "label"],
        key=lambda c: c.map({v: n for n, v in enumerate(order[str(c.name)])}) if c.name in order else c,
    )
    return found.drop(columns="who").reset_index(drop=True)


def surnames(holders: Iterable[str]) -> dict[str, str]:
    """Give short names for holders: surnames, with a first name where two of them share one; bodies by short name.

    Parameters
    ----------
    holders
        Ids of people or organizations, several joined by semicolons; ``not-stated`` is passed over.

    Examples
    --------
    >>> surnames(["edwin-smith;david-yost", "martin-smith"])["edwin-smith"]
    'Edwin Smith'
    """
    people, bodies = load("people").set_index("id"), load("organizations").set_index("id")
    full, sort = people["name"].to_dict(), people["sort_name"].to_dict()
    ids = sorted({one for held in holders for one in held.split(";")} - {NOBODY})
    short = {i: str(sort[i]).split(",")[0] for i in ids if i in sort}
    shared = {name for name, count in Counter(short.values()).items() if count > 1}
    first = {i: f"{str(full[i]).split()[0]} {name}" for i, name in short.items() if name in shared}
    return {str(i): str(name) for i, name in bodies["short_name"].items() if i in ids} | short | first


def cited_as(names: list[str]) -> str:
    """Join names as a citation would: one, two with "&", or the first of more.

    Examples
    --------
    >>> cited_as(["Harsch", "Varwick"]), cited_as(["Petersen", "Binnendijk", "Barry"])
    ('Harsch & Varwick', 'Petersen et al.')
    """
    return " & ".join(names) if len(names) < 3 else f"{names[0]} et al."


def _labels(found: pd.DataFrame) -> list[str]:
    short = surnames(found["holder"])
    labels = []
    for row in found.to_dict("records"):
        first, last = int(row["first"]), int(row["last"])
        years = f"’{first % 100:02d}" + (f"–{last % 100:02d}" if last > first else "")
        if row["study"]:
            labels.append("the study")
        elif row["holder"] == NOBODY:
            labels.append("unnamed")
        else:
            labels.append(f"{cited_as([short[h] for h in row['holder'].split(';')])} {years}")
    return labels


def by_period(found: pd.DataFrame) -> pd.DataFrame:
    """Count the named holders of each question by the period of their (first) work; the study's authors left out.

    Returns
    -------
    pandas.DataFrame
        A row for each question and period: ``question``, ``period``, ``holders`` (0 where there is none).

    Examples
    --------
    >>> by_period(stands(load("literature"))).shape
    (32, 3)
    """
    named = found[(found["holder"] != NOBODY) & ~found["study"]]
    rows = []
    for question in QUESTIONS:
        for period, (start, end) in PERIODS.items():
            some = named[(named["question"] == question) & named["first"].between(start, end)]
            rows.append((question, period, some["holder"].nunique()))
    return pd.DataFrame(rows, columns=["question", "period", "holders"])


def crossings(found: pd.DataFrame) -> pd.DataFrame:
    """Give the named holders with a stand of their own on more than one question, and where each stands.

    Returns
    -------
    pandas.DataFrame
        A row a holder: ``holder``, ``label`` (without years), ``for``, ``against``, ``other`` (questions, joined by
        commas), ``mixed`` (for on one question, against on another).

    Examples
    --------
    >>> crossings(stands(load("literature"))).query("mixed")["label"].tolist()
    ['Edwin Smith']
    """
    own = found[(found["holder"] != NOBODY) & ~found["study"] & ~found["hollow"]]
    rows = []
    for holder, part in own.groupby("holder", sort=False):
        if part["question"].nunique() < 2:
            continue
        asked = {name: part.loc[part["column"] == name, "question"].tolist() for name in ("For", "Against")}
        other = part.loc[~part["column"].isin(["For", "Against"]), "question"].tolist()
        label = part["label"].iloc[0].split(" ’")[0]
        mixed = bool(asked["For"]) and bool(asked["Against"])
        rows.append((holder, label, *(", ".join(q) for q in (asked["For"], asked["Against"], other)), mixed))
    return pd.DataFrame(rows, columns=["holder", "label", "for", "against", "other", "mixed"]).sort_values("label")
