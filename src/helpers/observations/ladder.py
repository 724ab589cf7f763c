"""Claims on liaison and on how often and how firmly the two deal with each other."""

from __future__ import annotations

from datetime import date

import pandas as pd

from helpers.coverage import coverage
from helpers.ladder import CONTACT, compare, levels, without
from helpers.observations.search import SIGNED, Load, Outcome, about, first_day, last_day, refer
from helpers.sources import NOT_PUBLIC, PUBLIC


def _new_posts(tables: Load, first: date, last: date) -> pd.DataFrame:
    posts = tables("liaison_arrangements").query("direction == 'nato-to-un' and post_exists == 'yes'")
    begun = posts.assign(day=posts["period"].map(first_day)).sort_values("day").drop_duplicates("post")
    return begun[[first <= day < last for day in begun["day"]]]


@about("declaration-deepens")
def _deepens(tables: Load) -> Outcome:
    before = _new_posts(tables, date(2006, 9, 23), SIGNED)
    after = _new_posts(tables, SIGNED, date(2010, 9, 23))
    return Outcome(len(after) > len(before), refer("liaison_arrangements", after["id"]), figures={"new": len(after)})


@about("liaison-changed-structure")
def _changed(tables: Load) -> Outcome:
    posts = tables("liaison_arrangements").query("place == 'New York' and post_exists == 'yes'")
    then = posts[posts["period"].map(first_day) <= date(1993, 12, 31)]["post"].nunique()
    open_ = posts[posts["period"].str.endswith("/")]
    figures: dict[str, int | str] = {"then": int(then), "now": len(open_)}
    return Outcome(len(open_) > then, refer("liaison_arrangements", open_["id"]), figures=figures)


@about("liaison-permanent")
def _permanent(tables: Load) -> Outcome:
    officers, arrangements = tables("liaison_officers"), tables("liaison_arrangements")
    share = coverage(officers, arrangements).query("year > 2001")
    series = officers[officers["series_order"].notna()]
    rows = (*refer("liaison_officers", series["id"]), "ladder_steps:new-york-2014-both")
    return Outcome(bool((share["upper"] > 0.999).all()), rows, figures={"sure": int((share["lower"] > 0.999).sum())})


@about("formal-trajectory")
def _trajectory(tables: Load) -> Outcome:
    steps = tables("ladder_steps")
    found = levels(steps, first=2000, last=2010).dropna(subset=["formality_high"]).groupby("channel", sort=False)
    change = found["formality_high"].last() - found["formality_high"].first()
    higher = list(change[change > 0].index)
    figures: dict[str, int | str] = {"channels": len(change), "higher": len(higher), "lower": int((change < 0).sum())}
    top = steps[steps["channel"].isin(higher) & (steps["formality"] == 3) & steps["date"].between("2007", "2011")]
    top = top.drop_duplicates("channel")
    return Outcome(2 * len(higher) >= len(change), refer("ladder_steps", top["id"]), figures=figures)


@about("level-strikingly-different")
def _different(tables: Load) -> Outcome:
    steps = tables("ladder_steps").query("channel in @CONTACT", local_dict={"CONTACT": list(CONTACT)})
    seen = compare(steps).dropna(subset=["change"])
    public = compare(without(steps, independence=NOT_PUBLIC)).dropna(subset=["change"])
    late = steps[steps["date"].between("2008", "2010-10-22") & steps["direction"].eq("rise")]
    figures: dict[str, int | str] = {"measures": len(seen), "higher": int((seen["change"] > 0).sum())}
    figures |= {"lower": int((seen["change"] < 0).sum()), "public": len(public)}
    return Outcome(2 * int((seen["change"] > 0).sum()) > len(seen), refer("ladder_steps", late["id"]), figures=figures)


@about("limited-and-cautious")
def _limited(tables: Load) -> Outcome:
    steps = tables("ladder_steps")
    year = levels(steps, first=2010, last=2010).query("channel in @CONTACT", local_dict={"CONTACT": list(CONTACT)})
    top = year[(year["frequency_high"] == 3) & (year["formality_high"] == 3)]
    rows = ["new-york-2010-civilian", "brussels-2007-ocha-office", "agreement-2010-open", "meetings-2010-01-council"]
    figures: dict[str, int | str] = {"channels": len(year), "top": len(top)}
    return Outcome(2 * len(top) < len(year), refer("ladder_steps", rows), figures=figures)


@about("stronger-basis")
def _basis(tables: Load) -> Outcome:
    """Count texts that both have signed by 1999 and by 2010, on public record alone."""
    steps = tables("ladder_steps")
    signed = steps[steps["channel"].eq("agreement") & steps["independence"].eq(PUBLIC) & (steps["formality"] == 3)]
    signed = signed[signed["direction"].eq("rise")]
    then, now = (signed[signed["date"].map(last_day) <= day] for day in (date(1999, 12, 31), date(2010, 12, 31)))
    return Outcome(len(now) > len(then), refer("ladder_steps", now["id"]), figures={"then": len(then), "now": len(now)})
