"""What the Security Council's resolutions say of NATO, and who must report.

Only clauses that somebody saw in a public copy count in an analysis (`seen`); the rest is shown as from knowledge.
The clauses in a figure are `helpers.council`; the reports that followed are `helpers.letters`.
"""

from __future__ import annotations

import pandas as pd

from helpers.cells import to_rows
from helpers.display import Table, table
from helpers.operations import NAMES

__all__ = [
    "ACTS",
    "NAMED",
    "RHYTHM_UNSEEN",
    "SEEN",
    "duties",
    "duties_table",
    "naming",
    "permissions",
    "rhythm",
    "seen",
]

SEEN = ("yes", "content")
NAMED = {"yes": "by name", "annex": "through an annex", "no": "not named"}
ACTS = {
    "authorizes": "permits",
    "extends": "permits",
    "reports": "asks for reports",
    "calls-upon": "asks for action",
    "coordinates": "asks for action",
    "endorses": "welcomes or endorses",
    "imposes": "lays down or ends a rule",
}
"""What a clause does, in the words of the figure."""
RHYTHMS = {
    "P1M": "monthly",
    "P3M": "quarterly",
    "regular": "regularly",
    "periodic": "periodically",
    "once": "once",
    "immediate": "at once",
    "not-stated": "no rhythm",
}
OTHERS = {"res-1575-op-10"}
"""Permissions that are for another organization's force (the EU's)."""
RHYTHM_UNSEEN = {"res-1575-op-reports"}
"""Duties that were seen, but not how often; their rows say so in the note."""


def seen(clauses: pd.DataFrame) -> pd.DataFrame:
    """Keep the clauses whose content somebody saw in a public copy.

    Parameters
    ----------
    clauses
        The table ``mandate_clauses``.

    Examples
    --------
    >>> seen(pd.DataFrame({"id": ["a", "b", "c"], "verified": ["yes", "content", "no"]}))["id"].tolist()
    ['a', 'b']
    """
    return clauses[clauses["verified"].isin(SEEN)]


def permissions(clauses: pd.DataFrame) -> pd.DataFrame:
    """Keep the clauses that permit measures to others than the UN's own mission or another organization's force.

    Parameters
    ----------
    clauses
        The table ``mandate_clauses``, or the part of it that was `seen`.
    """
    permits = clauses["kind"].map(ACTS) == "permits"
    return clauses[permits & (clauses["addressee_kind"] != "un") & ~clauses["id"].isin(OTHERS)]


def naming(clauses: pd.DataFrame) -> pd.DataFrame:
    """Count clauses by what they do and by how they name NATO.

    Returns
    -------
    pandas.DataFrame
        A row a kind of act, a column a way of naming (`NAMED`), in counts.

    Examples
    --------
    >>> naming(pd.DataFrame({"kind": ["authorizes", "endorses"], "nato_named": ["no", "yes"]})).loc["permits"].tolist()
    [0, 0, 1]
    """
    counts = pd.crosstab(clauses["kind"].map(ACTS), clauses["nato_named"].map(NAMED))
    return counts.reindex(
        index=[act for act in dict.fromkeys(ACTS.values()) if act in counts.index],
        columns=list(NAMED.values()),
        fill_value=0,
    )


def duties(operations: pd.DataFrame, clauses: pd.DataFrame) -> pd.DataFrame:
    """Say of each mandated operation whether those who act must report, as far as the clauses were seen.

    A duty of the Secretary-General alone does not count: it binds the UN, not those who act.

    Parameters
    ----------
    operations
        The table ``operations``.
    clauses
        The table ``mandate_clauses``.

    Returns
    -------
    pandas.DataFrame
        A row a mandated operation: ``id``, ``operation``, ``duty`` (seen, from knowledge, none coded) and ``clauses``
        (list of ids).

    Examples
    --------
    >>> led = pd.DataFrame({"id": ["x"], "name": ["X"], "relation_to_mandate": ["mandated"], "start": ["1999"]})
    >>> told = pd.DataFrame({"id": ["c"], "operations": ["x"], "reporting_duty": ["states to the Council"]})
    >>> duties(led, told.assign(verified="no"))["duty"].tolist()
    ['from knowledge']
    """
    binding = clauses[_binds_those_who_act(clauses)]
    rows = []
    mandated = operations[operations["relation_to_mandate"] == "mandated"]
    for row in mandated.sort_values("start").itertuples():
        ours = binding[binding["operations"].str.split(";").map(lambda held, key=row.id: key in held).astype("bool")]
        sure = seen(ours)
        duty = "seen" if len(sure) else "from knowledge" if len(ours) else "none coded"
        rows.append((row.id, row.name, duty, list((sure if len(sure) else ours)["id"])))
    return pd.DataFrame(rows, columns=["id", "operation", "duty", "clauses"])


def _binds_those_who_act(clauses: pd.DataFrame) -> pd.Series:
    duty = clauses["reporting_duty"]
    return (duty != "not-applicable") & ~duty.str.startswith("Secretary-General")


def duties_table(found: pd.DataFrame, clauses: pd.DataFrame) -> Table:
    """Set what each mandated operation had to report, and how sure that is.

    Parameters
    ----------
    found
        What `duties` gives.
    clauses
        The table ``mandate_clauses``.
    """
    rows = clauses.set_index("id")
    shown = []
    for row in found.to_dict("records"):
        held = rows.loc[row["clauses"]]
        often = [rhythm(key, asked) for key, asked in held["report_rhythm"].items()]
        name = NAMES.get(row["id"], row["operation"]).removesuffix(" under NATO")
        whom = "; ".join(dict.fromkeys(held["reporting_duty"]))
        shown.append((name, whom or "—", "; ".join(dict.fromkeys(often)) or "—", row["duty"]))
    frame = pd.DataFrame(shown, columns=["Operation", "Who reports to whom", "How often", "The clause was"])
    keys = [key for held in found["clauses"] for key in held]
    return table(
        frame,
        sources=list(dict.fromkeys(rows.loc[keys, "source"])),
        tables=["mandate_clauses", "operations"],
        links={"Operation": to_rows("operations", found["id"])},
        shows={"mandate_clauses": list(found["clauses"])},
    )


def rhythm(key: object, asked: str) -> str:
    """Give a clause's rhythm of reports in words, by its id and its code.

    Examples
    --------
    >>> rhythm("res-1031-op-25", "P1M")
    'monthly'
    """
    return "rhythm not seen" if key in RHYTHM_UNSEEN else RHYTHMS[asked]
