"""What was said to count against each claim, looked for in the tables: one search a claim.

A search reads tables and says whether the claim survives, on which rows that rests, and with which figures; it gives no
verdict. What verdict follows is the rule of `helpers.audit`; what would count against each claim was written down in
the table ``claims`` before any of these was written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from helpers.coverage import coverage
from helpers.data import load
from helpers.dates import bounds
from helpers.ladder import CONTACT, compare, levels, without

__all__ = ["SEARCHES", "Load", "Outcome", "look"]

Load = Callable[[str], pd.DataFrame]
PUBLIC = "public-record"
SIGNED, STUDY_ENDS, VISIT = date(2008, 9, 23), date(2010, 10, 21), (date(2018, 10, 22), date(2018, 10, 31))
NOT_PUBLIC = ("study", "study-authors", "secondary")


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


def _about(claim: str) -> Callable[[Search], Search]:
    def register(search: Search) -> Search:
        SEARCHES[claim] = search
        return search

    return register


def _rows(table: str, ids: pd.Series | list[str]) -> tuple[str, ...]:
    return tuple(f"{table}:{row}" for row in ids)


def _start(text: str) -> date:
    """Give the first day that a date allows; a label lies after everything."""
    return (bounds(text).earliest_start if text[:1].isdigit() else None) or date.max


def _end(text: str) -> date:
    return (bounds(text).latest_end if text[:1].isdigit() else None) or date.max


def _split(cells: pd.Series) -> pd.Series:
    return cells.str.split(";").explode()


def _clauses(tables: Load) -> pd.DataFrame:
    """Clauses of the Council that somebody has seen."""
    return tables("mandate_clauses").query("verified != 'no'")


# --- founding texts and law ---------------------------------------------------------------------------------------


@_about("ambiguity-gave-leeway")
def _ambiguity(tables: Load) -> Outcome:
    links = tables("provision_links")
    read = links[(links["layer"] != "text") & (links["provision_to"] != "not-applicable")]
    sides = read.assign(other=read["stance"].ne("affirms-tension")).groupby(["provision_from", "provision_to"])["other"]
    disputed = read[sides.transform("nunique") == 2]
    return Outcome(len(disputed) > 0, _rows("provision_links", disputed["id"]), figures={"readings": len(disputed)})


@_about("article-54-all-deliberations")
def _article_54(tables: Load) -> Outcome:
    clause = tables("provisions").set_index("id").loc["unc-54"]
    says = f"{clause['condition']} {clause['paraphrase']}".lower()
    return Outcome("deliberation" in says or "activit" not in says, ("provisions:unc-54",))


@_about("founders-avoided-label")
def _label(tables: Load) -> Outcome:
    links = tables("provision_links")
    text = links[(links["layer"] == "text") & links["provision_from"].str.startswith("nat-")]
    eight = text[text["provision_to"].str.match("unc-5[234]")]
    bound = eight[eight["kind"].isin(["is-subject-to", "must-report-to"])]
    named = text[text["kind"].isin(["invokes", "is-subject-to", "must-report-to"])]
    return Outcome(bound.empty, _rows("provision_links", named["id"]), figures={"chapter-viii": len(eight)})


@_about("kosovo-without-approval")
def _kosovo(tables: Load) -> Outcome:
    clauses, operations = _clauses(tables), tables("operations").set_index("id")
    begun = _start(str(operations.loc["allied-force", "start"]))
    before = clauses[clauses["theatre"].eq("Kosovo") & (clauses["date"].map(_end) < begun)]
    force = before[before["kind"] == "authorizes"]
    return Outcome(force.empty and len(before) > 0, _rows("mandate_clauses", before["id"]))


@_about("mandates-make-hierarchy")
def _hierarchy(tables: Load) -> Outcome:
    clauses, operations = _clauses(tables), tables("operations")
    led = set(operations.loc[operations["lead"] == "nato", "id"])
    by_kind = clauses.assign(operation=clauses["operations"].str.split(";")).explode("operation")
    authorized = set(by_kind.loc[by_kind["kind"] == "authorizes", "operation"]) & led
    reports = by_kind[(by_kind["kind"] == "reports") & by_kind["operation"].isin(authorized)]
    told = set(reports["operation"])
    figures: dict[str, int | str] = {"authorized": len(authorized), "reporting": len(told)}
    figures["open"] = ";".join(sorted(authorized - told))
    return Outcome(
        2 * len(told) > len(authorized), _rows("mandate_clauses", list(dict.fromkeys(reports["id"]))), figures=figures
    )


# --- the Cold War: silence in tables that rest on the study ----------------------------------------------------------


def _dealings(tables: Load) -> pd.DataFrame:
    """Steps of contact between the two on record, without what one sentence says of an era."""
    steps, relations = tables("ladder_steps"), tables("leader_relations")
    eras = set(_rows("leader_relations", relations.loc[relations["unit"] == "era", "id"]))
    of_contact = steps["channel"].isin(CONTACT) & (steps["frequency"].fillna(0) >= 1)
    return steps[of_contact & ~steps["refers_to"].isin(eras)]


@_about("bosnia-first")
def _bosnia_first(tables: Load) -> Outcome:
    dealings = _dealings(tables)
    early = dealings[dealings["date"].map(_start) < date(1992, 1, 1)]
    return Outcome(early.empty, ("leader_relations:record-worner-informs-1992", "operations:maritime-guard"), True)


@_about("rare-contact-in-cold-war")
def _rare_contact(tables: Load) -> Outcome:
    dealings = _dealings(tables)
    early = dealings[dealings["date"].map(_start) < date(1990, 1, 1)]
    return Outcome(early.empty, ("leader_relations:cold-war-little-coordination",), True, {"dealings": len(early)})


@_about("cold-war-blocked-cooperation")
def _blocked(tables: Load) -> Outcome:
    crises = tables("crises")
    efforts = crises[(crises["un_action"] == "acted") & (crises["study_group"] != "question")]
    joint = efforts[efforts["nato_action"] == "acted"]
    return Outcome(joint.empty, _rows("crises", efforts["id"]), True, {"efforts": len(efforts)})


@_about("cold-war-leaders-apart")
def _leaders_apart(tables: Load) -> Outcome:
    relations, tenures = tables("leader_relations"), tables("tenures")
    last = tenures[tenures["end"].str[:1].str.isdigit()].groupby("person")["end"].max()
    old = set(last[last.map(_end) < date(1990, 1, 1)].index)
    theirs = relations[relations["un_leader"].isin(old) | relations["nato_leader"].isin(old)]
    partner = theirs[theirs["stance"].fillna(0) > 0]
    return Outcome(partner.empty, _rows("leader_relations", theirs["id"]), True, {"rows": len(theirs)})


@_about("nato-narrow-in-cold-war")
def _narrow(tables: Load) -> Outcome:
    led = tables("operations").query("lead == 'nato'")
    early = led[led["start"].map(_start) < date(1990, 1, 1)]
    return Outcome(early.empty, ("provisions:nat-6",), True)


# --- operations ------------------------------------------------------------------------------------------------------


def _theatres(tables: Load, year: int) -> pd.DataFrame:
    """Clauses of the Council on operations of NATO that ran in a year."""
    operations, clauses = tables("operations").query("lead == 'nato'"), _clauses(tables)
    first, last = date(year, 1, 1), date(year, 12, 31)
    running = operations[(operations["start"].map(_start) <= last) & (operations["end"].map(_end) >= first)]
    of_operation = clauses.assign(operation=clauses["operations"].str.split(";")).explode("operation")
    held = of_operation.assign(where=of_operation["operation"].map(running.set_index("id")["theatre"]))
    return held[held["where"].notna() & (held["date"].map(_start) <= last)].drop_duplicates("where")


@_about("intertwined")
def _intertwined(tables: Load) -> Outcome:
    then, later, latest = (_theatres(tables, year) for year in (1992, 2010, 2018))
    figures: dict[str, int | str] = {"1992": len(then), "2010": len(later), "2018": len(latest)}
    rows = _rows("mandate_clauses", sorted({*then["id"], *later["id"]}))
    return Outcome(len(later) > len(then), rows, figures=figures)


@_about("missions-with-un-backing")
def _backing(tables: Load) -> Outcome:
    named = tables("operations").query("lead == 'nato' and named_in_study == 'by-description'")
    clauses = _clauses(tables)
    known = set(_split(clauses["operations"]))
    open_ = named[~named["id"].isin(known)]
    with_text = clauses[[bool(set(cell.split(";")) & set(named["id"])) for cell in clauses["operations"]]]
    rows = (*_rows("operations", open_["id"]), *_rows("mandate_clauses", with_text.drop_duplicates("resolution")["id"]))
    figures: dict[str, int | str] = {"theatres": named["theatre"].nunique(), "open": open_["theatre"].nunique()}
    return Outcome(not named["relation_to_mandate"].eq("without-mandate").any(), rows, figures=figures)


@_about("new-missions")
def _new_missions(tables: Load) -> Outcome:
    led = tables("operations").query("lead == 'nato'")
    after = led[led["start"].map(_start) >= date(1992, 1, 1)]
    public = after[after["independence"] == PUBLIC]
    figures: dict[str, int | str] = {"operations": len(after), "theatres": after["theatre"].nunique()}
    return Outcome(len(after) == len(led) > 0, _rows("operations", public["id"]), True, figures)


@_about("shared-theatres-raise-contact")
def _theatres_first(tables: Load) -> Outcome:
    begun = min(tables("operations").query("lead == 'nato'")["start"].map(_start))
    dealings = _dealings(tables)
    earlier = dealings[dealings["date"].map(_end) < begun]
    return Outcome(earlier.empty, ("operations:maritime-guard", "leader_relations:record-worner-informs-1992"), True)


# --- texts -----------------------------------------------------------------------------------------------------------


@_about("concept-1999-without-un-emphasis")
def _concept_1999(tables: Load) -> Outcome:
    said = tables("statements").set_index("id")["level_of_mention"]
    two = ["rome-1991-on-un", "washington-1999-on-un"]
    return Outcome(bool(said[two[1]] <= said[two[0]]), _rows("statements", two))


@_about("summits-2002-2004-little-un")
def _summits(tables: Load) -> Outcome:
    said = tables("statements").set_index("id")["level_of_mention"]
    then, later = ["prague-2002-on-un", "istanbul-2004-on-un"], ["bucharest-2008-on-un", "strasbourg-kehl-2009-on-un"]
    return Outcome(bool(said[then].max() < said[later].min()), _rows("statements", [*then, *later]))


@_about("nato-texts-turn-to-un")
def _texts_turn(tables: Load) -> Outcome:
    said = tables("statements").query("side == 'nato' and date <= '2009-12'").sort_values("date")
    level = said["level_of_mention"]
    figures: dict[str, int | str] = {"texts": len(said), "falls": int((level.diff() < 0).sum())}
    return Outcome(bool(level.iloc[-1] > level.iloc[0]), _rows("statements", said["id"]), figures=figures)


@_about("parallel-shifts")
def _parallel(tables: Load) -> Outcome:
    """Look when texts of each side first call for the other (level 3), and how many years lie between."""
    steps = tables("ladder_steps")
    calls = steps[(steps["frequency"] == 3) & steps["channel"].isin(["texts-nato", "texts-un"])]
    first = calls.assign(day=calls["date"].map(_start)).sort_values("day").drop_duplicates("channel")
    apart = abs((first["day"].iloc[0] - first["day"].iloc[1]).days) / 365.2425
    own = calls[calls["independence"] != PUBLIC].assign(year=lambda f: f["date"].str[:4].astype(int))
    years = own.groupby("channel")["year"].min()
    figures: dict[str, int | str] = {"years": round(apart), "own": int(years["texts-nato"] - years["texts-un"])}
    return Outcome(apart <= 2, _rows("ladder_steps", first["id"]), figures=figures)


@_about("past-the-desirability-debate")
def _past_debate(tables: Load) -> Outcome:
    said = tables("state_positions")
    of_states = (said["state"] != "not-stated") | said["group"].eq("non-aligned")
    about = said["about"].isin(["coordination", "joint-declaration", "nato-image"])
    held = said[of_states & about & said["stance"].eq("critical") & (said["date"].map(_start) > date(2008, 12, 31))]
    return Outcome(held.empty, _rows("state_positions", held["id"]), figures={"positions": len(held)})


# --- meetings and agreements -----------------------------------------------------------------------------------------


@_about("nato-at-every-meeting")
def _every_meeting(tables: Load) -> Outcome:
    series = tables("meetings").query("series == 'high-level-meetings'")
    absent = series[series["nato_attended"] == "no"]
    return Outcome(absent.empty, _rows("meetings", series["id"]), figures={"meetings": len(series)})


@_about("meetings-annual")
def _annual(tables: Load) -> Outcome:
    """Look for another rhythm that was set; years without a meeting count against the practice, not the rule."""
    rules = tables("events").query("theme == 'meetings' and kind == 'proposal'")
    held = {_start(day).year for day in tables("meetings").query("series != 'security-council-thematic'")["date"]}
    missed = [year for year in range(2005, 2011) if year not in held]
    alone = set(rules["id"]) == {"annual-rhythm-2005"}
    return Outcome(alone, _rows("events", rules["id"]), True, {"missed": len(missed)})


@_about("participants-doubled")
def _doubled(tables: Load) -> Outcome:
    counted = tables("meetings").set_index("id")["participants"]
    return Outcome(bool(counted["hlm-1"] == 10 and counted["hlm-6"] == 20), _rows("meetings", ["hlm-1", "hlm-6"]))


@_about("outreach-beyond-nato")
def _outreach(tables: Load) -> Outcome:
    agreed = tables("un_agreements")
    others = agreed[(agreed["partner"] != "nato") & (agreed["independence"] == PUBLIC)]
    return Outcome(len(others) > 0, _rows("un_agreements", others["id"]), figures={"others": len(others)})


@_about("declaration-kept-quiet")
def _quiet(tables: Load) -> Outcome:
    steps = tables("declaration_process").query("declaration == 'joint-declaration-2008'")
    days = steps["date"].map(_start)
    near = (days >= date(2008, 9, 1)) & (days < date(2008, 10, 9)) & steps["action"].isin(["disclosure", "reference"])
    told = ["step-10-signing-kept-quiet", "step-12-lavrov-record", "step-13-text-published-by-tff"]
    return Outcome(steps[near].empty, _rows("declaration_process", told))


@_about("states-sceptical-2018")
def _sceptical(tables: Load) -> Outcome:
    agreed = tables("un_agreements").query("partner == 'nato'")
    then = agreed[[VISIT[0] <= _start(day) <= VISIT[1] for day in agreed["date"]]]
    return Outcome(then.empty, _rows("un_agreements", then["id"]))


@_about("worries-impede")
def _worries(tables: Load) -> Outcome:
    """Look for steps up, on public record, within two years of a member's objection on public record or in its week."""
    steps = tables("ladder_steps")
    ups = steps[steps["direction"].eq("rise") & steps["channel"].isin(CONTACT)]
    worries = steps[steps["initiator"].eq("states") & (steps["stance"].fillna(0) < 0)]
    days = [_start(day) for day in worries["date"]]
    after = ups[[any(0 <= (_start(up) - day).days <= 730 for day in days) for up in ups["date"]]]
    return Outcome(after.empty, _rows("ladder_steps", [*worries["id"], *after["id"]]), figures={"steps": len(after)})


@_about("good-since-2008")
def _good_since(tables: Load) -> Outcome:
    relations = tables("leader_relations")
    since = relations["date"].map(_start).between(SIGNED, VISIT[1])
    breaks = relations[relations["unit"].eq("pair") & since & (relations["stance"].fillna(0) < 0)]
    return Outcome(breaks.empty, ("declaration_process:step-20-five-years", "outlook_2018:good-since-2008"))


@_about("links-will-increase")
def _links(tables: Load) -> Outcome:
    agreed = tables("un_agreements").query("partner == 'nato'")
    operations = tables("operations").query("lead == 'nato' and relation_to_mandate == 'mandated'")
    new = agreed[agreed["date"].map(_start) > STUDY_ENDS]
    begun = operations[operations["start"].map(_start) > STUDY_ENDS]
    rows = (*_rows("un_agreements", new["id"]), *_rows("operations", begun["id"]))
    return Outcome(len(rows) > 0, rows, figures={"new": len(rows)})


# --- leaders ---------------------------------------------------------------------------------------------------------


def _pairs(tables: Load) -> pd.DataFrame:
    """Relations of two heads in office with a stance, without letters that carry a report the Council asked for."""
    relations = tables("leader_relations")
    held = relations["unit"].eq("pair") & relations["stance"].notna() & (relations["episode"] != "before his election")
    duty = relations["form"].eq("letter") & relations["stance"].eq(0)
    found = relations[held & ~duty]
    return found.assign(pair=found["un_leader"] + "+" + found["nato_leader"])


@_about("cooperation-varies-by-issue")
def _varies(tables: Load) -> Outcome:
    """Call a pair alike on all issues if some stance lies within the range of each of them."""
    issues = _pairs(tables).groupby(["pair", "issue"])["stance"].agg(["min", "max"]).reset_index()
    several = issues[issues.groupby("pair")["issue"].transform("count") > 1].groupby("pair")
    varied = [pair for pair, part in several if part["min"].max() > part["max"].min()]
    pairs = _pairs(tables)
    rows = pairs[pairs["pair"].isin(varied)].sort_values("stance").groupby("pair")["id"].agg(["first", "last"])
    figures: dict[str, int | str] = {"pairs": len(several), "varied": len(varied)}
    return Outcome(
        2 * len(varied) > len(several), _rows("leader_relations", sorted(rows.to_numpy().ravel())), figures=figures
    )


@_about("leaders-cooperate-more")
def _cooperate_more(tables: Load) -> Outcome:
    pairs = _pairs(tables)
    best = pairs.sort_values("stance").drop_duplicates("pair", keep="last")
    early = best[best["un_leader"] == "boutros-boutros-ghali"]
    later = best[best["un_leader"] != "boutros-boutros-ghali"]
    worse = later[later["stance"] < early["stance"].max()]
    figures: dict[str, int | str] = {"early": len(early), "later": len(later)}
    return Outcome(worse.empty, _rows("leader_relations", sorted(best["id"])), figures=figures)


@_about("annan-catalyst")
def _catalyst(tables: Load) -> Outcome:
    asked = str(tables("events").set_index("id").loc["liaison-2000-annan-asks-robertson", "date"])
    made = str(tables("liaison_arrangements").set_index("id").loc["new-york-2001-permanent", "period"])
    rows = ("events:liaison-2000-annan-asks-robertson", "liaison_arrangements:new-york-2001-permanent")
    return Outcome(_start(asked) <= _start(made), rows)


@_about("leaders-brought-coordination")
def _brought(tables: Load) -> Outcome:
    steps = tables("ladder_steps")
    disputes = steps[steps["channel"].eq("leaders") & (steps["stance"].fillna(0) < 0) & (steps["direction"] == "fall")]
    years = {_start(day).year for day in disputes["date"]}
    ups = steps[steps["direction"].eq("rise") & steps["channel"].isin(set(CONTACT) - {"leaders"})]
    against = ups[ups["date"].map(lambda day: _start(day).year in years) | ups["initiator"].eq("states")]
    rows = _rows("ladder_steps", sorted([*disputes["id"], *against["id"]]))
    return Outcome(against.empty, rows, figures={"steps": len(against)})


# --- liaison and the ladder ------------------------------------------------------------------------------------------


def _new_posts(tables: Load, first: date, last: date) -> pd.DataFrame:
    posts = tables("liaison_arrangements").query("direction == 'nato-to-un' and post_exists == 'yes'")
    begun = posts.assign(day=posts["period"].map(_start)).sort_values("day").drop_duplicates("post")
    return begun[[first <= day < last for day in begun["day"]]]


@_about("declaration-deepens")
def _deepens(tables: Load) -> Outcome:
    before = _new_posts(tables, date(2006, 9, 23), SIGNED)
    after = _new_posts(tables, SIGNED, date(2010, 9, 23))
    return Outcome(len(after) > len(before), _rows("liaison_arrangements", after["id"]), figures={"new": len(after)})


@_about("liaison-changed-structure")
def _changed(tables: Load) -> Outcome:
    posts = tables("liaison_arrangements").query("place == 'New York' and post_exists == 'yes'")
    then = posts[posts["period"].map(_start) <= date(1993, 12, 31)]["post"].nunique()
    open_ = posts[posts["period"].str.endswith("/")]
    figures: dict[str, int | str] = {"then": int(then), "now": len(open_)}
    return Outcome(len(open_) > then, _rows("liaison_arrangements", open_["id"]), figures=figures)


@_about("liaison-permanent")
def _permanent(tables: Load) -> Outcome:
    officers, arrangements = tables("liaison_officers"), tables("liaison_arrangements")
    share = coverage(officers, arrangements).query("year > 2001")
    series = officers[officers["series_order"].notna()]
    rows = (*_rows("liaison_officers", series["id"]), "ladder_steps:new-york-2014-both")
    return Outcome(bool((share["upper"] > 0.999).all()), rows, figures={"sure": int((share["lower"] > 0.999).sum())})


@_about("formal-trajectory")
def _trajectory(tables: Load) -> Outcome:
    steps = tables("ladder_steps")
    found = levels(steps, first=2000, last=2010).dropna(subset=["formality_high"]).groupby("channel", sort=False)
    change = found["formality_high"].last() - found["formality_high"].first()
    higher = list(change[change > 0].index)
    figures: dict[str, int | str] = {"channels": len(change), "higher": len(higher), "lower": int((change < 0).sum())}
    top = steps[steps["channel"].isin(higher) & (steps["formality"] == 3) & steps["date"].between("2007", "2011")]
    top = top.drop_duplicates("channel")
    return Outcome(2 * len(higher) >= len(change), _rows("ladder_steps", top["id"]), figures=figures)


@_about("level-strikingly-different")
def _different(tables: Load) -> Outcome:
    steps = tables("ladder_steps").query("channel in @CONTACT", local_dict={"CONTACT": list(CONTACT)})
    seen = compare(steps).dropna(subset=["change"])
    public = compare(without(steps, independence=NOT_PUBLIC)).dropna(subset=["change"])
    late = steps[steps["date"].between("2008", "2010-10-22") & steps["direction"].eq("rise")]
    figures: dict[str, int | str] = {"measures": len(seen), "higher": int((seen["change"] > 0).sum())}
    figures |= {"lower": int((seen["change"] < 0).sum()), "public": len(public)}
    return Outcome(2 * int((seen["change"] > 0).sum()) > len(seen), _rows("ladder_steps", late["id"]), figures=figures)


@_about("limited-and-cautious")
def _limited(tables: Load) -> Outcome:
    steps = tables("ladder_steps")
    year = levels(steps, first=2010, last=2010).query("channel in @CONTACT", local_dict={"CONTACT": list(CONTACT)})
    top = year[(year["frequency_high"] == 3) & (year["formality_high"] == 3)]
    rows = ["new-york-2010-civilian", "brussels-2007-ocha-office", "agreement-2010-open", "meetings-2010-01-council"]
    figures: dict[str, int | str] = {"channels": len(year), "top": len(top)}
    return Outcome(2 * len(top) < len(year), _rows("ladder_steps", rows), figures=figures)


@_about("stronger-basis")
def _basis(tables: Load) -> Outcome:
    """Count texts that both have signed by 1999 and by 2010, on public record alone."""
    steps = tables("ladder_steps")
    signed = steps[steps["channel"].eq("agreement") & steps["independence"].eq(PUBLIC) & (steps["formality"] == 3)]
    signed = signed[signed["direction"].eq("rise")]
    then, now = (signed[signed["date"].map(_end) <= day] for day in (date(1999, 12, 31), date(2010, 12, 31)))
    return Outcome(len(now) > len(then), _rows("ladder_steps", now["id"]), figures={"then": len(then), "now": len(now)})
