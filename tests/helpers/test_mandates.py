"""What the Council says to whom: only what somebody saw counts."""

import pandas as pd
import pytest

from helpers import council, load, mandates

BASE = {
    "kind": "reports",
    "addressee_kind": "states-in-force",
    "nato_named": "no",
    "operations": "isaf",
    "reporting_duty": "states to the Council",
    "verified": "yes",
}


def clauses(*changes):
    return pd.DataFrame([{"id": f"c{n}", **BASE, **change} for n, change in enumerate(changes)])


@pytest.fixture(scope="module")
def table():
    return load("mandate_clauses")


def test_a_clause_from_knowledge_is_not_seen():
    assert mandates.seen(clauses({}, {"verified": "content"}, {"verified": "no"}))["id"].tolist() == ["c0", "c1"]


def test_a_permission_for_the_uns_own_mission_is_not_one_for_others():
    told = clauses({"kind": "authorizes"}, {"kind": "extends"}, {"kind": "authorizes", "addressee_kind": "un"}, {})
    assert mandates.permissions(told)["id"].tolist() == ["c0", "c1"]


def test_naming_counts_acts_by_how_nato_is_named():
    told = clauses({"kind": "authorizes", "nato_named": "annex"}, {"kind": "extends"}, {"kind": "endorses"})
    assert mandates.naming(told).loc["permits"].tolist() == [0, 1, 1]


@pytest.mark.parametrize(
    ("changes", "duty"),
    [
        ([{}], "seen"),
        ([{"verified": "no"}], "from knowledge"),
        ([{"reporting_duty": "not-applicable"}], "none coded"),
        ([{"reporting_duty": "Secretary-General to the Security Council"}], "none coded"),
        ([{"operations": "kfor;isaf"}, {"verified": "no"}], "seen"),
        ([{"operations": "kfor"}], "none coded"),
    ],
)
def test_a_duty_counts_if_it_binds_those_who_act_and_somebody_saw_it(changes, duty):
    led = pd.DataFrame({"id": ["isaf"], "name": ["ISAF"], "relation_to_mandate": ["mandated"], "start": ["2003"]})
    assert mandates.duties(led, clauses(*changes))["duty"].tolist() == [duty]


def test_a_rhythm_is_called_unseen_where_the_row_says_that_it_is_from_knowledge(table):
    told = table[(table["verified"] != "no") & table["note"].str.contains("Rhythm from knowledge")]
    assert set(told["id"]) == mandates.RHYTHM_UNSEEN


def test_every_rhythm_and_kind_has_words(table):
    assert set(table["report_rhythm"]) - {"not-applicable"} <= set(mandates.RHYTHMS)
    assert set(table["kind"]) <= set(mandates.ACTS)
    assert set(mandates.ACTS.values()) == set(council.SIGNS)


def test_a_clause_that_nobody_saw_is_drawn_open(table):
    payload = council.council_chart(table).payload
    rows = [row for dataset in payload["spec"]["datasets"].values() for row in dataset if "paraphrase" in row]
    assert len(rows) == len(table)
    assert {row["id"] for row in rows if row["sure"] != "seen"} == set(table.loc[table["verified"] == "no", "id"])
