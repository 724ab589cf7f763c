"""Who said what in October 2018: collective statements stay collective, and nobody is given a voice."""

import pandas as pd
import pytest

from helpers import load, outlook


@pytest.fixture(scope="module")
def table():
    return load("outlook_2018")


def statement(**change):
    row = {"kind": "opportunity", "voice": "named", "speaker": "rosemary-dicarlo", "about": "nato-un", "theme": "cyber"}
    return {**row, "id": "s", "statement": "It would help.", **change}


def test_what_tells_of_the_visit_or_of_a_practice_does_not_judge():
    kinds = ["fact", "practice", "assessment", "forecast"]
    rows = [statement(kind=kind, about="visit" if kind == "forecast" else "city") for kind in kinds]
    assert outlook.judging(pd.DataFrame(rows))["kind"].tolist() == ["assessment"]


def test_a_joint_statement_counts_once_and_under_its_own_voice():
    both = statement(voice="joint", speaker="rosemary-dicarlo;carlos-loitey")
    found = outlook.voices(pd.DataFrame([both, statement()]))
    assert found.loc["opportunity"].to_dict() == {"named": 1, "joint": 1, "unattributed": 0, "author": 0}


def test_a_joint_statement_is_shown_under_both_names_and_under_neither_alone(table):
    rows = outlook.voices_chart(table).payload["data"]["rows"]
    who = {row[3]: row[1] for row in rows}
    joint = table[(table["voice"] == "joint") & table["speaker"].str.contains("dicarlo")]
    assert {who[said] for said in joint["statement"]} == {"DiCarlo and Loitey"}


def test_an_unattributed_statement_gets_no_name(table):
    rows = outlook.voices_chart(table).payload["data"]["rows"]
    quiet = set(table.loc[table["voice"] == "unattributed", "statement"])
    assert {row[1] for row in rows if row[3] in quiet} == {"no speaker named"}


def test_the_uns_officials_come_first_and_the_item_last(table):
    order = outlook._order(outlook._spoken(table))
    assert order == ["DiCarlo", "DiCarlo and Loitey", "Toft", "Betts and Burns", "no speaker named", "the page itself"]


def test_the_title_holds_on_the_data(table):
    found = outlook.voices(outlook.judging(table))
    assert found.loc["obstacle", ["named", "joint"]].sum() == 0
    gains = table[(table["kind"] == "opportunity") & (table["voice"] == "named")]
    assert set(gains["speaker"]) == {"rosemary-dicarlo"}


def test_every_theme_and_kind_that_judges_has_words_and_a_sign(table):
    said = outlook.judging(table)
    assert set(said["theme"]) <= set(outlook.THEMES)
    assert set(said["kind"]) <= set(outlook.KINDS)
    assert set(said["voice"]) <= set(outlook.VOICES)
