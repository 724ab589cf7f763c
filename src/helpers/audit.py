"""The claims audit: what the sources claim, what would have counted against it, what was found, and the verdict.

The verdicts are judgements and stand in the table ``claim_verdicts``; the rule that binds them is here (`ruled`), and a
test holds the table to it. The searches whose outcomes the rule judges are in `helpers.observations`, and the figure of
the verdicts in `helpers.verdicts`.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from helpers.data import load
from helpers.display import Table, table
from helpers.observations import SEARCHES, Load, Outcome, look

__all__ = ["INDEPENDENCE", "TESTS", "VERDICTS", "audit", "audit_table", "independence", "ruled", "said"]

VERDICTS = {
    "supported": "supported",
    "consistent": "consistent with its own account",
    "contradicted": "contradicted",
    "not-testable": "not testable with these data",
}
"""The verdicts in the order of the chapter, and their names."""
INDEPENDENCE = {
    "public-record": "public record",
    "mixed": "record and account",
    "secondary": "cited works, the item",
    "study-authors": "authors’ own works",
    "study": "the study alone",
    "silence": "nothing found",
    "not-applicable": "no test",
}
"""On what a verdict rests, from independent to not at all, and its names in figures."""
TESTS = {
    "doubly-decisive": "doubly decisive",
    "hoop": "hoop",
    "smoking-gun": "smoking gun",
    "straw-in-the-wind": "straw in the wind",
}


def independence(rows: Iterable[str], tables: Load = load, *, silence: bool = False) -> str:
    """Say how independent of the claims' sources the rows are that decide a claim.

    Parameters
    ----------
    rows
        Rows as ``table:id``, of tables that have a field ``independence``.
    tables
        What gives a table by its name.
    silence
        Whether what decides is that nothing was found.

    Returns
    -------
    str
        A key of `INDEPENDENCE`.

    Examples
    --------
    >>> independence(["provisions:unc-54"])
    'public-record'
    """
    if silence:
        return "silence"
    kinds = set()
    for row in rows:
        name, _, identifier = row.partition(":")
        kinds.add(tables(name).set_index("id").loc[identifier, "independence"])
    return "not-applicable" if not kinds else str(kinds.pop()) if len(kinds) == 1 else "mixed"


def ruled(outcome: Outcome, test: str, rests_on: str) -> str:
    """Give the verdict that the rule allows for what a search found.

    A straw in the wind decides nothing: what bends it the claim's way leaves the claim consistent with its own account,
    what bends it the other way leaves it untestable here. Any other test contradicts a claim when it finds what counts
    against it, whoever tells that. A claim that survives is supported only on public record, and never by silence.

    Parameters
    ----------
    outcome
        What the search found.
    test
        Strength of the test, as in ``claims.test``.
    rests_on
        What `independence` says of the outcome's rows.

    Examples
    --------
    >>> ruled(Outcome(True, ("provisions:unc-54",)), "hoop", "public-record")
    'supported'
    >>> ruled(Outcome(True, ("provisions:unc-54",)), "straw-in-the-wind", "public-record")
    'consistent'
    """
    if test == "straw-in-the-wind":
        return "consistent" if outcome.survives else "not-testable"
    if not outcome.survives:
        return "contradicted"
    return "supported" if rests_on == "public-record" else "consistent"


def audit(tables: Load = load) -> pd.DataFrame:
    """Join claims, verdicts and, where a claim has a search, what the rule makes of its outcome.

    Parameters
    ----------
    tables
        What gives a table by its name.

    Returns
    -------
    pandas.DataFrame
        A row a claim: the fields of ``claims`` and ``claim_verdicts`` (those of the verdict with the ending
        ``_of_verdict`` where both have them), ``computed`` (bool), ``ruled`` and ``rests_on`` (NA where not computed),
        in the order of `VERDICTS`.

    Examples
    --------
    >>> found = audit().query("computed")
    >>> bool((found["ruled"] == found["verdict"]).all())
    True
    """
    claims, verdicts = tables("claims"), tables("claim_verdicts")
    both = claims.merge(verdicts, left_on="id", right_on="claim", suffixes=("", "_of_verdict"))
    both["computed"] = both["id"].isin(list(SEARCHES))
    strength = claims.set_index("id")["test"]
    made: dict[str, tuple[str, str]] = {}
    for claim in both.loc[both["computed"], "id"]:
        outcome = look(claim, tables)
        rests_on = independence(outcome.rows, tables, silence=outcome.silence)
        made[claim] = ruled(outcome, str(strength[claim]), rests_on), rests_on
    both["ruled"] = both["id"].map({claim: pair[0] for claim, pair in made.items()})
    both["rests_on"] = both["id"].map({claim: pair[1] for claim, pair in made.items()})
    order = both["verdict"].map(list(VERDICTS).index)
    return both.assign(order=order).sort_values(["order", "id"]).drop(columns="order").reset_index(drop=True)


def said(claim: str) -> str:
    """Say the verdict on a claim in words.

    Examples
    --------
    >>> said("article-54-all-deliberations")
    'contradicted'
    """
    verdicts = load("claim_verdicts").set_index("claim")["verdict"]
    return VERDICTS[str(verdicts[claim])]


def audit_table(found: pd.DataFrame, verdict: str) -> Table:
    """Set the claims that got a verdict: what would have counted against each, what was found, and on what that rests.

    Parameters
    ----------
    found
        What `audit` gives.
    verdict
        A key of `VERDICTS`.

    Examples
    --------
    >>> len(audit_table(audit(), "contradicted").payload["columns"])
    5
    """
    part = found[found["verdict"] == verdict]
    shown = pd.DataFrame(
        {
            "Claim": part["claim"],
            "Would count against it": part["would_count_against"],
            "What was found": part["reasoning"],
            "Test": part["test"].map(TESTS),
            "Rests on": part["independence"].map(INDEPENDENCE),
        }
    )
    # a claim's row leads on to the verdict's
    return table(shown, tables=["claims", "claim_verdicts"], shows={"claims": list(part["id"])})
