"""Since when is there a record of each way in which the two organizations could deal with each other?

Texts that one writes about the other are older (the Treaty speaks of the Charter) and are not dealings. A first record
is the first that the tables hold: what they were not made to look for they cannot have.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from helpers.cells import ROW
from helpers.dates import bounds, phrase
from helpers.display import Table, table

__all__ = ["SINCE", "firsts", "firsts_table"]

SINCE = date(1949, 4, 4)
"""The day on which the Treaty was signed."""
CONTACTS = {"meeting", "visit", "letter", "press-conference", "joint-statement", "conference", "consultation"}


def firsts(frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Give the first dated record of each channel between the two organizations, as far as the tables go.

    Parameters
    ----------
    frames
        The tables ``operations``, ``leader_relations``, ``operational_rules``,
        ``liaison_arrangements``, ``meetings`` and ``declaration_process``, by name.

    Returns
    -------
    pandas.DataFrame
        In order of time: ``channel``, ``date`` (EDTF), ``row`` (``table:id``), ``source`` (BibTeX key).
    """
    relations, operations = frames["leader_relations"], frames["operations"]
    process = frames["declaration_process"]
    served = operations[(operations["relation_to_mandate"] == "mandated") & (operations["lead"] == "nato")]
    looked = [
        ("An operation of NATO’s that served the Council’s decisions", "operations", served, "start"),
        ("A message or meeting of the heads", "leader_relations", relations[relations["form"].isin(CONTACTS)], "date"),
        ("A rule for deciding together", "operational_rules", frames["operational_rules"], "date"),
        ("An officer at the other’s seat", "liaison_arrangements", frames["liaison_arrangements"], "period"),
        ("A meeting that both attend", "meetings", frames["meetings"], "date"),
        ("A joint text, proposed", "declaration_process", process[process["action"] == "proposal"], "date"),
    ]
    rows = []
    for channel, name, frame, field in looked:
        dated = frame[frame[field].str[:1].str.isdigit()]
        spans = [bounds(text) for text in dated[field]]
        # of rows that begin together, the one known most closely
        known = [(span.earliest_start or date.max, span.latest_end or date.max) for span in spans]
        first = dated.iloc[known.index(min(known))]
        rows.append((channel, first[field], f"{name}:{first['id']}", first["source"]))
    found = pd.DataFrame(rows, columns=["channel", "date", "row", "source"])
    return found.sort_values("date", key=lambda days: days.str[:10]).reset_index(drop=True)


def firsts_table(frames: Mapping[str, pd.DataFrame]) -> Table:
    """Set the first record of each channel beside the years that had passed since the Treaty.

    Parameters
    ----------
    frames
        As for `firsts`.
    """
    found = firsts(frames)
    years = [((bounds(text).earliest_start or date.max) - SINCE).days / 365.2425 for text in found["date"]]
    shown = pd.DataFrame(
        {
            "Way of dealing": found["channel"],
            "First record": found["date"].map(phrase),
            "Years after the Treaty": years,
            "Row": found["row"],
        }
    )
    return table(
        shown,
        formats={"Years after the Treaty": "{:.0f}"},
        sources=list(dict.fromkeys(found["source"])),
        tables=list(dict.fromkeys(found["row"].str.split(":").str[0])),
        links={"Row": list(ROW + found["row"])},
    )
