"""Claims on the Cold War, which survive by silence in tables that rest on the study."""

from __future__ import annotations

from datetime import date

import pandas as pd

from helpers.ladder import CONTACT
from helpers.observations.search import Load, Outcome, about, first_day, last_day, refer


def dealings(tables: Load) -> pd.DataFrame:
    """Steps of contact between the two on record, without what one sentence says of an era."""
    steps, relations = tables("ladder_steps"), tables("leader_relations")
    eras = set(refer("leader_relations", relations.loc[relations["unit"] == "era", "id"]))
    of_contact = steps["channel"].isin(CONTACT) & (steps["frequency"].fillna(0) >= 1)
    return steps[of_contact & ~steps["refers_to"].isin(eras)]


@about("bosnia-first")
def _bosnia_first(tables: Load) -> Outcome:
    found = dealings(tables)
    early = found[found["date"].map(first_day) < date(1992, 1, 1)]
    return Outcome(early.empty, ("leader_relations:record-worner-informs-1992", "operations:maritime-guard"), True)


@about("rare-contact-in-cold-war")
def _rare_contact(tables: Load) -> Outcome:
    found = dealings(tables)
    early = found[found["date"].map(first_day) < date(1990, 1, 1)]
    return Outcome(early.empty, ("leader_relations:cold-war-little-coordination",), True, {"dealings": len(early)})


@about("cold-war-blocked-cooperation")
def _blocked(tables: Load) -> Outcome:
    crises = tables("crises")
    efforts = crises[(crises["un_action"] == "acted") & (crises["study_group"] != "question")]
    joint = efforts[efforts["nato_action"] == "acted"]
    return Outcome(joint.empty, refer("crises", efforts["id"]), True, {"efforts": len(efforts)})


@about("cold-war-leaders-apart")
def _leaders_apart(tables: Load) -> Outcome:
    relations, tenures = tables("leader_relations"), tables("tenures")
    last = tenures[tenures["end"].str[:1].str.isdigit()].groupby("person")["end"].max()
    old = set(last[last.map(last_day) < date(1990, 1, 1)].index)
    theirs = relations[relations["un_leader"].isin(old) | relations["nato_leader"].isin(old)]
    partner = theirs[theirs["stance"].fillna(0) > 0]
    return Outcome(partner.empty, refer("leader_relations", theirs["id"]), True, {"rows": len(theirs)})


@about("nato-narrow-in-cold-war")
def _narrow(tables: Load) -> Outcome:
    led = tables("operations").query("lead == 'nato'")
    early = led[led["start"].map(first_day) < date(1990, 1, 1)]
    return Outcome(early.empty, ("provisions:nat-6",), True)
