"""The audit's rule, its searches on hand-made tables, and the table of verdicts that is held to both."""

import pandas as pd
import pytest

from helpers import load
from helpers.audit import INDEPENDENCE, VERDICTS, audit, audit_table, independence, ruled, said
from helpers.observations import SEARCHES, Outcome, look
from helpers.verdicts import verdicts_chart

FOUND = audit()


def tables(**changed):
    """Give the book's tables, but for those changed."""
    return lambda name: changed[name] if name in changed else load(name)


def changed(name, identifier, **values):
    frame = load(name)
    for column, value in values.items():
        frame.loc[frame["id"] == identifier, column] = value
    return frame


# --- the rule --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("survives", "test", "rests_on", "verdict"),
    [
        (True, "hoop", "public-record", "supported"),
        (True, "hoop", "mixed", "consistent"),
        (True, "doubly-decisive", "silence", "consistent"),
        (False, "hoop", "study", "contradicted"),
        (True, "straw-in-the-wind", "public-record", "consistent"),
        (False, "straw-in-the-wind", "public-record", "not-testable"),
    ],
)
def test_the_rule_gives_each_outcome_its_verdict(survives, test, rests_on, verdict):
    assert ruled(Outcome(survives, ()), test, rests_on) == verdict


def test_rows_of_two_kinds_are_mixed_and_silence_is_silence_whatever_the_rows():
    rows = pd.DataFrame({"id": ["a", "b"], "independence": ["study", "public-record"]})
    assert independence(["t:a"], lambda name: rows) == "study"
    assert independence(["t:a", "t:b"], lambda name: rows) == "mixed"
    assert independence(["t:b"], lambda name: rows, silence=True) == "silence"
    assert independence([], lambda name: rows) == "not-applicable"


# --- the table is held to the rule and the searches ------------------------------------------------------------------


@pytest.mark.parametrize("claim", sorted(SEARCHES))
def test_the_verdict_in_the_table_is_what_the_search_and_the_rule_give(claim):
    row = FOUND.set_index("id").loc[claim]
    assert row["verdict"] == row["ruled"]
    assert row["independence"] == row["rests_on"]
    assert row["evidence_rows"] == ";".join(look(claim).rows)


def test_every_claim_has_one_verdict():
    assert sorted(FOUND["id"]) == sorted(load("claims")["id"])
    assert FOUND["id"].is_unique


def test_no_claim_without_a_search_is_supported_or_contradicted():
    argued = FOUND[~FOUND["computed"]]
    assert set(argued["verdict"]) <= {"consistent", "not-testable"}


def test_what_no_row_bears_on_is_not_testable():
    assert set(FOUND.loc[FOUND["independence"] == "not-applicable", "verdict"]) == {"not-testable"}


def test_the_independence_of_an_argued_verdict_is_that_of_its_rows():
    for row in FOUND[~FOUND["computed"] & (FOUND["evidence_rows"] != "not-applicable")].to_dict("records"):
        assert row["independence"] == independence(row["evidence_rows"].split(";")), row["id"]


def test_a_search_is_only_written_for_a_claim_there_is():
    assert set(SEARCHES) <= set(load("claims")["id"])
    with pytest.raises(KeyError, match="populism-to-stay"):
        look("populism-to-stay")


# --- a changed datum flips its test ----------------------------------------------------------------------------------

FLIPS = {
    "kosovo-without-approval": ("mandate_clauses", "res-1203-op-3", {"kind": "authorizes"}),
    "nato-at-every-meeting": ("meetings", "hlm-4", {"nato_attended": "no"}),
    "participants-doubled": ("meetings", "hlm-1", {"participants": 11}),
    "states-sceptical-2018": ("un_agreements", "agreement-nato-2018", {"date": "2018-12-01"}),
    "article-54-all-deliberations": ("provisions", "unc-54", {"paraphrase": "Deliberations are made known."}),
    "founders-avoided-label": ("provision_links", "text-nat-12-invokes-unc-52-p1", {"kind": "is-subject-to"}),
    "annan-catalyst": ("events", "liaison-2000-annan-asks-robertson", {"date": "2001-06"}),
    "cold-war-leaders-apart": ("leader_relations", "spaak-missions-different", {"stance": 1}),
    "nato-narrow-in-cold-war": ("operations", "maritime-monitor", {"start": "1988-07"}),
    "concept-1999-without-un-emphasis": ("statements", "washington-1999-on-un", {"level_of_mention": 2}),
    "summits-2002-2004-little-un": ("statements", "prague-2002-on-un", {"level_of_mention": 2}),
    "cold-war-blocked-cooperation": ("crises", "korea", {"nato_action": "acted"}),
    "declaration-deepens": ("liaison_arrangements", "new-york-2010-civilian", {"period": "2011-05/"}),
    "stronger-basis": ("ladder_steps", "agreement-2008-09-signed", {"date": "1998-09-23"}),
    "good-since-2008": ("leader_relations", "record-rasmussen-ban-2011-09", {"stance": -1}),
    "parallel-shifts": ("ladder_steps", "texts-nato-1992-12-nac", {"frequency": 2}),
    "rare-contact-in-cold-war": ("ladder_steps", "meetings-1994-08-first", {"date": "1974-08"}),
    "bosnia-first": ("ladder_steps", "leaders-1992-11-letter", {"date": "1990-11-18"}),
}


@pytest.mark.parametrize("claim", sorted(FLIPS))
def test_a_changed_datum_flips_the_test_of_its_claim(claim):
    name, identifier, values = FLIPS[claim]
    before = look(claim).survives
    assert look(claim, tables(**{name: changed(name, identifier, **values)})).survives != before


# --- searches by hand ------------------------------------------------------------------------------------------------


def test_an_operation_counts_for_a_theatre_only_with_a_clause_that_was_seen_by_the_year():
    operations = pd.DataFrame(
        [
            ("a", "A", "1992-03", "1993"),
            ("b", "B", "2001", ".."),
            ("c", "C", "2005", "2012"),
            ("d", "C", "2009", "2010"),
        ],
        columns=["id", "theatre", "start", "end"],
    ).assign(lead="nato")
    clauses = pd.DataFrame(
        [
            ("1", "1992-02", "a", "yes"),
            ("2", "2000", "b;d", "content"),
            ("3", "2004", "c", "no"),
            ("4", "2015", "c", "yes"),
        ],
        columns=["id", "date", "operations", "verified"],
    )
    outcome = look("intertwined", {"operations": operations, "mandate_clauses": clauses}.__getitem__)
    # 1992: A; 2010: B, and C through d alone; 2018: B
    assert outcome.figures == {"1992": 1, "2010": 2, "2018": 1}
    assert outcome.rows == ("mandate_clauses:1", "mandate_clauses:2")


def test_a_pair_varies_if_no_stance_fits_all_its_issues():
    relations = pd.DataFrame(
        [
            ("1", "x", "y", "iraq", -1, "view"),
            ("2", "x", "y", "kosovo", 1, "meeting"),
            ("3", "x", "z", "iraq", 0, "meeting"),  # 0 to 2 and 1 meet at 1
            ("4", "x", "z", "iraq", 2, "meeting"),
            ("5", "x", "z", "kosovo", 1, "meeting"),
            ("6", "w", "z", "kosovo", 1, "meeting"),  # a single issue
            ("7", "w", "z", "bosnia", 0, "letter"),  # a duty of reporting
        ],
        columns=["id", "un_leader", "nato_leader", "issue", "stance", "form"],
    ).assign(unit="pair", episode="in office")
    outcome = look("cooperation-varies-by-issue", {"leader_relations": relations}.__getitem__)
    assert outcome.figures == {"pairs": 2, "varied": 1}
    assert not outcome.survives  # one of two is not most
    assert outcome.rows == ("leader_relations:1", "leader_relations:2")


def test_a_steps_level_counts_as_formality_gained_only_between_years_that_state_one():
    columns = ["id", "channel", "date", "observed_until", "frequency", "formality", "stance"]
    rows = [
        ("a", "staff", "2001", "2001", 1, 1, 1),
        ("b", "staff", "2009", "2009", 1, 3, 1),
        ("c", "meetings", "2001", "2001", 1, 2, 1),
        ("d", "meetings", "2009", "2009", 1, pd.NA, 1),
        ("e", "leaders", "2003", "2003", 1, 2, 1),
        ("f", "leaders", "2010", "2010", 1, 1, 1),
    ]
    steps = pd.DataFrame(rows, columns=columns)
    steps[["frequency", "formality", "stance"]] = steps[["frequency", "formality", "stance"]].astype("Int64")
    outcome = look("formal-trajectory", {"ladder_steps": steps}.__getitem__)
    assert outcome.figures == {"channels": 3, "higher": 1, "lower": 1}
    assert not outcome.survives
    assert outcome.rows == ("ladder_steps:b",)


# --- what a chapter shows --------------------------------------------------------------------------------------------


def test_each_verdict_has_a_table_and_together_they_hold_all_claims():
    assert sum(len(audit_table(FOUND, verdict).payload["rows"]) for verdict in VERDICTS) == 50


def test_the_chart_says_how_many_claims_stand_in_each_cell():
    drawn = verdicts_chart(FOUND)
    counts = FOUND.groupby(["verdict", "independence"]).size()
    for (verdict, rests), count in counts.items():
        assert f"{VERDICTS[verdict]}, {INDEPENDENCE[rests]}: {count}" in drawn.payload["description"]
    assert drawn.payload["upright"]


def test_a_verdict_is_said_in_the_words_of_the_chapter():
    assert said("kosovo-without-approval") == "supported"
