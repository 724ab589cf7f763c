"""What was said to count against each claim, looked for in the tables: one search a claim.

A search reads tables and says whether the claim survives, on which rows that rests, and with which figures; it gives no
verdict. What verdict follows is the rule of `helpers.audit`; what would count against each claim was written down in
the table ``claims`` before any of these was written.
"""

from __future__ import annotations

from helpers.data import load
from helpers.observations import coldwar, ladder, law, leaders, meetings, operations, texts
from helpers.observations.search import SEARCHES, Load, Outcome

__all__ = ["SEARCHES", "Load", "Outcome", "look"]

ROOMS = (coldwar, ladder, law, leaders, meetings, operations, texts)
"""Each registers its own searches as it is imported."""


def look(claim: str, tables: Load = load) -> Outcome:
    """Search the tables for what would count against a claim.

    Parameters
    ----------
    claim
        Identifier of a claim that has a search.
    tables
        What gives a table by its name; by default the book's own.

    Raises
    ------
    KeyError
        If the claim has no search; the message names those that have.

    Examples
    --------
    >>> look("kosovo-without-approval").survives
    True
    """
    if claim not in SEARCHES:
        raise KeyError(f"{claim!r} has no search; there are {', '.join(sorted(SEARCHES))}")
    return SEARCHES[claim](tables)
