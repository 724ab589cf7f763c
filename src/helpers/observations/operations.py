"""Claims on operations and on what they brought."""

from __future__ import annotations

from datetime import date

import pandas as pd

from helpers.observations.coldwar import dealings
from helpers.observations.search import Load, Outcome, about, first_day, last_day, parts, refer, seen_clauses
from helpers.sources import PUBLIC


def _theatres(tables: Load, year: int) -> pd.DataFrame:
    """Clauses of the Council on operations of NATO that ran in a year."""
    operations, clauses = tables("operations").query("lead == 'nato'"), seen_clauses(tables)
    first, last = date(year, 1, 1), date(year, 12, 31)
    running = operations[(operations["start"].map(first_day) <= last) & (operations["end"].map(last_day) >= first)]
    of_operation = clauses.assign(operation=clauses["operations"].str.split(";")).explode("operation")
    held = of_operation.assign(where=of_operation["operation"].map(running.set_index("id")["theatre"]))
    return held[held["where"].notna() & (held["date"].map(first_day) <= last)].drop_duplicates("where")


@about("intertwined")
def _intertwined(tables: Load) -> Outcome:
    then, later, latest = (_theatres(tables, year) for year in (1992, 2010, 2018))
    figures: dict[str, int | str] = {"1992": len(then), "2010": len(later), "2018": len(latest)}
    rows = refer("mandate_clauses", sorted({*then["id"], *later["id"]}))
    return Outcome(len(later) > len(then), rows, figures=figures)


@about("missions-with-un-backing")
def _backing(tables: Load) -> Outcome:
    named = tables("operations").query("lead == 'nato' and named_in_study == 'by-description'")
    clauses = seen_clauses(tables)
    known = set(parts(clauses["operations"]))
    open_ = named[~named["id"].isin(known)]
    with_text = clauses[[bool(set(cell.split(";")) & set(named["id"])) for cell in clauses["operations"]]]
    rows = (*refer("operations", open_["id"]), *refer("mandate_clauses", with_text.drop_duplicates("resolution")["id"]))
    figures: dict[str, int | str] = {"theatres": named["theatre"].nunique(), "open": open_["theatre"].nunique()}
    return Outcome(not named["relation_to_mandate"].eq("without-mandate").any(), rows, figures=figures)


@about("new-missions")
def _new_missions(tables: Load) -> Outcome:
    led = tables("operations").query("lead == 'nato'")
    after = led[led["start"].map(first_day) >= date(1992, 1, 1)]
    public = after[after["independence"] == PUBLIC]
    figures: dict[str, int | str] = {"operations": len(after), "theatres": after["theatre"].nunique()}
    return Outcome(len(after) == len(led) > 0, refer("operations", public["id"]), True, figures)


@about("shared-theatres-raise-contact")
def _theatres_first(tables: Load) -> Outcome:
    begun = min(tables("operations").query("lead == 'nato'")["start"].map(first_day))
    found = dealings(tables)
    earlier = found[found["date"].map(last_day) < begun]
    return Outcome(earlier.empty, ("operations:maritime-guard", "leader_relations:record-worner-informs-1992"), True)
