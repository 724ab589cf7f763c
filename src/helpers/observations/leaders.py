"""Claims on the heads of the two organizations."""

from __future__ import annotations

import pandas as pd

from helpers.ladder import CONTACT
from helpers.observations.search import Load, Outcome, about, first_day, refer


def _pairs(tables: Load) -> pd.DataFrame:
    """Relations of two heads in office with a stance, without letters that carry a report the Council asked for."""
    relations = tables("leader_relations")
    held = relations["unit"].eq("pair") & relations["stance"].notna() & (relations["episode"] != "before his election")
    duty = relations["form"].eq("letter") & relations["stance"].eq(0)
    found = relations[held & ~duty]
    return found.assign(pair=found["un_leader"] + "+" + found["nato_leader"])


@about("cooperation-varies-by-issue")
def _varies(tables: Load) -> Outcome:
    """Call a pair alike on all issues if some stance lies within the range of each of them."""
    issues = _pairs(tables).groupby(["pair", "issue"])["stance"].agg(["min", "max"]).reset_index()
    several = issues[issues.groupby("pair")["issue"].transform("count") > 1].groupby("pair")
    varied = [pair for pair, part in several if part["min"].max() > part["max"].min()]
    pairs = _pairs(tables)
    rows = pairs[pairs["pair"].isin(varied)].sort_values("stance").groupby("pair")["id"].agg(["first", "last"])
    figures: dict[str, int | str] = {"pairs": len(several), "varied": len(varied)}
    return Outcome(
        2 * len(varied) > len(several), refer("leader_relations", sorted(rows.to_numpy().ravel())), figures=figures
    )


@about("leaders-cooperate-more")
def _cooperate_more(tables: Load) -> Outcome:
    pairs = _pairs(tables)
    best = pairs.sort_values("stance").drop_duplicates("pair", keep="last")
    early = best[best["un_leader"] == "boutros-boutros-ghali"]
    later = best[best["un_leader"] != "boutros-boutros-ghali"]
    worse = later[later["stance"] < early["stance"].max()]
    figures: dict[str, int | str] = {"early": len(early), "later": len(later)}
    return Outcome(worse.empty, refer("leader_relations", sorted(best["id"])), figures=figures)


@about("annan-catalyst")
def _catalyst(tables: Load) -> Outcome:
    asked = str(tables("events").set_index("id").loc["liaison-2000-annan-asks-robertson", "date"])
    made = str(tables("liaison_arrangements").set_index("id").loc["new-york-2001-permanent", "period"])
    rows = ("events:liaison-2000-annan-asks-robertson", "liaison_arrangements:new-york-2001-permanent")
    return Outcome(first_day(asked) <= first_day(made), rows)


@about("leaders-brought-coordination")
def _brought(tables: Load) -> Outcome:
    steps = tables("ladder_steps")
    disputes = steps[steps["channel"].eq("leaders") & (steps["stance"].fillna(0) < 0) & (steps["direction"] == "fall")]
    years = {first_day(day).year for day in disputes["date"]}
    ups = steps[steps["direction"].eq("rise") & steps["channel"].isin(set(CONTACT) - {"leaders"})]
    against = ups[ups["date"].map(lambda day: first_day(day).year in years) | ups["initiator"].eq("states")]
    rows = refer("ladder_steps", sorted([*disputes["id"], *against["id"]]))
    return Outcome(against.empty, rows, figures={"steps": len(against)})
