"""Claims on what texts of each side say of the other."""

from __future__ import annotations

from datetime import date

from helpers.observations.search import Load, Outcome, about, first_day, refer
from helpers.sources import PUBLIC


@about("concept-1999-without-un-emphasis")
def _concept_1999(tables: Load) -> Outcome:
    said = tables("statements").set_index("id")["level_of_mention"]
    two = ["rome-1991-on-un", "washington-1999-on-un"]
    return Outcome(bool(said[two[1]] <= said[two[0]]), refer("statements", two))


@about("summits-2002-2004-little-un")
def _summits(tables: Load) -> Outcome:
    said = tables("statements").set_index("id")["level_of_mention"]
    then, later = ["prague-2002-on-un", "istanbul-2004-on-un"], ["bucharest-2008-on-un", "strasbourg-kehl-2009-on-un"]
    return Outcome(bool(said[then].max() < said[later].min()), refer("statements", [*then, *later]))


@about("nato-texts-turn-to-un")
def _texts_turn(tables: Load) -> Outcome:
    said = tables("statements").query("side == 'nato' and date <= '2009-12'").sort_values("date")
    level = said["level_of_mention"]
    figures: dict[str, int | str] = {"texts": len(said), "falls": int((level.diff() < 0).sum())}
    return Outcome(bool(level.iloc[-1] > level.iloc[0]), refer("statements", said["id"]), figures=figures)


@about("parallel-shifts")
def _parallel(tables: Load) -> Outcome:
    """Look when texts of each side first call for the other (level 3), and how many years lie between."""
    steps = tables("ladder_steps")
    calls = steps[(steps["frequency"] == 3) & steps["channel"].isin(["texts-nato", "texts-un"])]
    first = calls.assign(day=calls["date"].map(first_day)).sort_values("day").drop_duplicates("channel")
    apart = abs((first["day"].iloc[0] - first["day"].iloc[1]).days) / 365.2425
    own = calls[calls["independence"] != PUBLIC].assign(year=lambda f: f["date"].str[:4].astype(int))
    years = own.groupby("channel")["year"].min()
    figures: dict[str, int | str] = {"years": round(apart), "own": int(years["texts-nato"] - years["texts-un"])}
    return Outcome(apart <= 2, refer("ladder_steps", first["id"]), figures=figures)


@about("past-the-desirability-debate")
def _past_debate(tables: Load) -> Outcome:
    said = tables("state_positions")
    of_states = (said["state"] != "not-stated") | said["group"].eq("non-aligned")
    about = said["about"].isin(["coordination", "joint-declaration", "nato-image"])
    held = said[of_states & about & said["stance"].eq("critical") & (said["date"].map(first_day) > date(2008, 12, 31))]
    return Outcome(held.empty, refer("state_positions", held["id"]), figures={"positions": len(held)})
