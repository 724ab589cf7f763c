"""Claims on the founding texts and on law."""

from __future__ import annotations

from helpers.observations.search import Load, Outcome, about, first_day, last_day, refer, seen_clauses


@about("ambiguity-gave-leeway")
def _ambiguity(tables: Load) -> Outcome:
    links = tables("provision_links")
    read = links[(links["layer"] != "text") & (links["provision_to"] != "not-applicable")]
    sides = read.assign(other=read["stance"].ne("affirms-tension")).groupby(["provision_from", "provision_to"])["other"]
    disputed = read[sides.transform("nunique") == 2]
    return Outcome(len(disputed) > 0, refer("provision_links", disputed["id"]), figures={"readings": len(disputed)})


@about("article-54-all-deliberations")
def _article_54(tables: Load) -> Outcome:
    clause = tables("provisions").set_index("id").loc["unc-54"]
    says = f"{clause['condition']} {clause['paraphrase']}".lower()
    return Outcome("deliberation" in says or "activit" not in says, ("provisions:unc-54",))


@about("founders-avoided-label")
def _label(tables: Load) -> Outcome:
    links = tables("provision_links")
    text = links[(links["layer"] == "text") & links["provision_from"].str.startswith("nat-")]
    eight = text[text["provision_to"].str.match("unc-5[234]")]
    bound = eight[eight["kind"].isin(["is-subject-to", "must-report-to"])]
    named = text[text["kind"].isin(["invokes", "is-subject-to", "must-report-to"])]
    return Outcome(bound.empty, refer("provision_links", named["id"]), figures={"chapter-viii": len(eight)})


@about("kosovo-without-approval")
def _kosovo(tables: Load) -> Outcome:
    clauses, operations = seen_clauses(tables), tables("operations").set_index("id")
    begun = first_day(str(operations.loc["allied-force", "start"]))
    before = clauses[clauses["theatre"].eq("Kosovo") & (clauses["date"].map(last_day) < begun)]
    force = before[before["kind"] == "authorizes"]
    return Outcome(force.empty and len(before) > 0, refer("mandate_clauses", before["id"]))


@about("mandates-make-hierarchy")
def _hierarchy(tables: Load) -> Outcome:
    clauses, operations = seen_clauses(tables), tables("operations")
    led = set(operations.loc[operations["lead"] == "nato", "id"])
    by_kind = clauses.assign(operation=clauses["operations"].str.split(";")).explode("operation")
    authorized = set(by_kind.loc[by_kind["kind"] == "authorizes", "operation"]) & led
    reports = by_kind[(by_kind["kind"] == "reports") & by_kind["operation"].isin(authorized)]
    told = set(reports["operation"])
    figures: dict[str, int | str] = {"authorized": len(authorized), "reporting": len(told)}
    figures["open"] = ";".join(sorted(authorized - told))
    return Outcome(
        2 * len(told) > len(authorized), refer("mandate_clauses", list(dict.fromkeys(reports["id"]))), figures=figures
    )
