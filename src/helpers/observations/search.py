"""What a search for counter-evidence is: what it reads, what it finds, and how it is registered for its claim."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from helpers.dates import bounds
from helpers.sources import NOT_PUBLIC, PUBLIC

__all__ = [
    "NOT_PUBLIC",
    "PUBLIC",
    "SEARCHES",
    "SIGNED",
    "STUDY_ENDS",
    "VISIT",
    "Load",
    "Outcome",
    "about",
    "first_day",
    "last_day",
    "parts",
    "refer",
    "seen_clauses",
]

Load = Callable[[str], pd.DataFrame]
SIGNED, STUDY_ENDS, VISIT = date(2008, 9, 23), date(2010, 10, 21), (date(2018, 10, 22), date(2018, 10, 31))


@dataclass(frozen=True)
class Outcome:
    """What a search found.

    Attributes
    ----------
    survives
        Whether the observation that would count against the claim is absent.
    rows
        Rows that decide it, as ``table:id``.
    silence
        Whether it survives only because nothing was found in tables that rest mostly on the claim's own source.
    figures
        Numbers for prose, by name.
    """

    survives: bool
    rows: tuple[str, ...]
    silence: bool = False
    figures: Mapping[str, int | str] = field(default_factory=dict)


Search = Callable[[Load], Outcome]
SEARCHES: dict[str, Search] = {}
"""The searches by the claim they bear on."""


def about(claim: str) -> Callable[[Search], Search]:
    """Register a search as the one for a claim."""

    def register(search: Search) -> Search:
        SEARCHES[claim] = search
        return search

    return register


def refer(table: str, ids: pd.Series | list[str]) -> tuple[str, ...]:
    """Name rows as ``table:id``."""
    return tuple(f"{table}:{row}" for row in ids)


def first_day(text: str) -> date:
    """Give the first day that a date allows; a label lies after everything."""
    return (bounds(text).earliest_start if text[:1].isdigit() else None) or date.max


def last_day(text: str) -> date:
    """Give the last day that a date allows; a label lies after everything."""
    return (bounds(text).latest_end if text[:1].isdigit() else None) or date.max


def parts(cells: pd.Series) -> pd.Series:
    """Give each part of cells that hold lists."""
    return cells.str.split(";").explode()


def seen_clauses(tables: Load) -> pd.DataFrame:
    """Clauses of the Council that somebody has seen."""
    return tables("mandate_clauses").query("verified != 'no'")
