"""Claims on meetings, agreements and what states held."""

from __future__ import annotations

from datetime import date

from helpers.ladder import CONTACT
from helpers.observations.search import SIGNED, STUDY_ENDS, VISIT, Load, Outcome, about, first_day, refer
from helpers.sources import PUBLIC


@about("nato-at-every-meeting")
def _every_meeting(tables: Load) -> Outcome:
    series = tables("meetings").query("series == 'high-level-meetings'")
    absent = series[series["nato_attended"] == "no"]
    return Outcome(absent.empty, refer("meetings", series["id"]), figures={"meetings": len(series)})


@about("meetings-annual")
def _annual(tables: Load) -> Outcome:
    """Look for another rhythm that was set; years without a meeting count against the practice, not the rule."""
    rules = tables("events").query("theme == 'meetings' and kind == 'proposal'")
    held = {first_day(day).year for day in tables("meetings").query("series != 'security-council-thematic'")["date"]}
    missed = [year for year in range(2005, 2011) if year not in held]
    alone = set(rules["id"]) == {"annual-rhythm-2005"}
    return Outcome(alone, refer("events", rules["id"]), True, {"missed": len(missed)})


@about("participants-doubled")
def _doubled(tables: Load) -> Outcome:
    counted = tables("meetings").set_index("id")["participants"]
    return Outcome(bool(counted["hlm-1"] == 10 and counted["hlm-6"] == 20), refer("meetings", ["hlm-1", "hlm-6"]))


@about("outreach-beyond-nato")
def _outreach(tables: Load) -> Outcome:
    agreed = tables("un_agreements")
    others = agreed[(agreed["partner"] != "nato") & (agreed["independence"] == PUBLIC)]
    return Outcome(len(others) > 0, refer("un_agreements", others["id"]), figures={"others": len(others)})


@about("declaration-kept-quiet")
def _quiet(tables: Load) -> Outcome:
    steps = tables("declaration_process").query("declaration == 'joint-declaration-2008'")
    days = steps["date"].map(first_day)
    near = (days >= date(2008, 9, 1)) & (days < date(2008, 10, 9)) & steps["action"].isin(["disclosure", "reference"])
    told = ["step-10-signing-kept-quiet", "step-12-lavrov-record", "step-13-text-published-by-tff"]
    return Outcome(steps[near].empty, refer("declaration_process", told))


@about("states-sceptical-2018")
def _sceptical(tables: Load) -> Outcome:
    agreed = tables("un_agreements").query("partner == 'nato'")
    then = agreed[[VISIT[0] <= first_day(day) <= VISIT[1] for day in agreed["date"]]]
    return Outcome(then.empty, refer("un_agreements", then["id"]))


@about("worries-impede")
def _worries(tables: Load) -> Outcome:
    """Look for steps up, on public record, within two years of a member's objection on public record or in its week."""
    steps = tables("ladder_steps")
    ups = steps[steps["direction"].eq("rise") & steps["channel"].isin(CONTACT)]
    worries = steps[steps["initiator"].eq("states") & (steps["stance"].fillna(0) < 0)]
    days = [first_day(day) for day in worries["date"]]
    after = ups[[any(0 <= (first_day(up) - day).days <= 730 for day in days) for up in ups["date"]]]
    return Outcome(after.empty, refer("ladder_steps", [*worries["id"], *after["id"]]), figures={"steps": len(after)})


@about("good-since-2008")
def _good_since(tables: Load) -> Outcome:
    relations = tables("leader_relations")
    since = relations["date"].map(first_day).between(SIGNED, VISIT[1])
    breaks = relations[relations["unit"].eq("pair") & since & (relations["stance"].fillna(0) < 0)]
    return Outcome(breaks.empty, ("declaration_process:step-20-five-years", "outlook_2018:good-since-2008"))


@about("links-will-increase")
def _links(tables: Load) -> Outcome:
    agreed = tables("un_agreements").query("partner == 'nato'")
    operations = tables("operations").query("lead == 'nato' and relation_to_mandate == 'mandated'")
    new = agreed[agreed["date"].map(first_day) > STUDY_ENDS]
    begun = operations[operations["start"].map(first_day) > STUDY_ENDS]
    rows = (*refer("un_agreements", new["id"]), *refer("operations", begun["id"]))
    return Outcome(len(rows) > 0, rows, figures={"new": len(rows)})
