"""Names and labels of the figures on the Secretaries-General, and that the figures say what the data say."""

import pandas as pd
import pytest

from helpers import leaders, load, stances
from helpers.overlap import overlaps
from helpers.relations import VOICES, of_pairs, pair_names, surnames

TENURES, RELATIONS = load("tenures"), load("leader_relations")
PAIRS = of_pairs(overlaps(TENURES), RELATIONS)


@pytest.mark.parametrize(
    ("person", "name"),
    [
        ("kofi-annan", "Annan"),
        ("jaap-de-hoop-scheffer", "de Hoop Scheffer"),
        ("ban-ki-moon", "Ban"),
        ("u-thant", "Thant"),
        ("javier-perez-de-cuellar", "Pérez de Cuéllar"),
    ],
)
def test_a_surname_keeps_its_particles_and_knows_which_name_comes_first(person, name):
    assert surnames(pd.Series([person])).tolist() == [name]


def test_every_head_has_a_surname():
    assert surnames(TENURES["person"]).notna().all()


def test_labels_that_would_touch_are_moved_apart_about_their_middle():
    assert leaders._apart([0, 50, 52, 100], gap=10) == [0, 46, 56, 100]
    assert leaders._apart([5, 5, 5], gap=10) == [-5, 5, 15]


@pytest.mark.parametrize(
    ("first", "last", "said"), [(1997, 2006, "1997–2006"), (2004, 2009, "2004–09"), (1994, 1994, "1994")]
)
def test_years_are_shortened_only_within_a_century(first, last, said):
    assert leaders._years(first, last) == said


def test_the_drawing_of_terms_has_a_block_for_every_pair_and_a_bar_for_every_term():
    payload = leaders.terms_chart(TENURES, PAIRS).payload
    assert len(payload["data"]["rows"]) == len(TENURES)
    drawn = [name for rows in payload["spec"]["datasets"].values() for name in (r.get("pair") for r in rows) if name]
    assert sorted(drawn) == sorted(pair_names(PAIRS))


def test_the_matrix_names_each_pair_that_is_spoken_of():
    said = leaders.matrix_chart(PAIRS).payload["description"]
    for pair in pair_names(PAIRS[PAIRS["voice"] != VOICES[2]]):
        assert pair in said


def test_each_statement_with_a_stance_has_one_mark():
    payload = stances.issues_chart(RELATIONS, PAIRS).payload
    marks = [rows for rows in payload["spec"]["datasets"].values() if "said" in rows[0]]
    assert [len(rows) for rows in marks] == [len(payload["data"]["rows"])]
    assert len({(r["x"], r["y"]) for r in marks[0]}) == len(marks[0])  # none hides another


def test_each_row_of_the_table_has_one_mark_by_what_it_rests_on():
    payload = stances.independence_chart(RELATIONS, PAIRS).payload
    marks = [rows for rows in payload["spec"]["datasets"].values() if "rests" in rows[0]]
    assert [len(rows) for rows in marks] == [len(RELATIONS)]


def test_a_pair_without_rows_is_refused_by_name():
    with pytest.raises(ValueError, match="Guterres – Rutte"):
        stances.within_table(RELATIONS, PAIRS, PAIRS[PAIRS["nato_leader"] == "mark-rutte"])
