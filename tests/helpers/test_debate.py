"""The drawings and tables of the debate say what the frames say."""

import pytest

from helpers import debate, debate_map, load
from helpers.stands import stands


@pytest.fixture(scope="module")
def found():
    return stands(load("literature"))


@pytest.mark.parametrize("drawing", ["spec", "upright"])
def test_every_stand_is_drawn_in_both_drawings(found, drawing):
    spec = debate_map.stands_chart(found).payload[drawing]
    drawn = [rows for rows in spec["datasets"].values() if "argued" in rows[0]]
    assert {len(rows) for rows in drawn} == {len(found)}


def test_the_description_names_who_is_for_and_against(found):
    said = debate_map.stands_chart(found).payload["description"]
    assert "Does culture decide? against: Berdal ’01" in said


def test_a_work_without_company_is_not_in_the_matrix():
    said = debate_map.matrix_chart(load("literature"), load("citations")).payload["description"]
    assert "Boothby" not in said
    assert "Jakobsen & Lightburn ’05 with Jakobsen & Lightburn ’05" in said


def test_the_periods_show_zero_where_nobody_asked(found):
    rows = debate.periods_chart(found).payload["data"]["rows"]
    assert ["Subcontractor or partner?", "before 1990", "0"] in rows
    assert len(rows) == 32


def test_advice_to_a_state_is_not_shown_as_its_position():
    rows = debate.states_table(load("state_positions")).payload["rows"]
    assert not any(row[1] == "United States" for row in rows)


def test_tables_have_at_most_five_columns(found):
    made = [
        debate.questions_table(found),
        debate.proposals_table(load("proposals")),
        debate.states_table(load("state_positions")),
    ]
    assert all(len(one.payload["columns"]) <= 5 for one in made)
    assert all(cell for one in made for row in one.payload["rows"] for cell in row)
