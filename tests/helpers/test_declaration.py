"""The declaration's steps and the reactions to it, against the tables and against cases worked out by hand."""

import pandas as pd
import pytest

from helpers import load
from helpers.declaration import STEPS, steps, steps_chart, when
from helpers.reactions import HOLDERS, KINDS, SAID, STANDS, WITNESSES, reactions, reactions_chart, secrecy_table


@pytest.fixture
def process():
    return load("declaration_process")


@pytest.fixture
def said(process):
    return reactions(process, load("state_positions"), load("literature"))


def test_the_timeline_runs_in_order_of_time(process):
    found = steps(process)
    assert len(found) == len(STEPS)
    assert found["first"].is_monotonic_increasing


def test_nobody_asks_for_a_copy_before_there_is_a_text(process):
    found = steps(process).set_index("step")
    asked = found.loc["Two scholars need leave for a copy"]
    assert asked["first"] == pd.Timestamp("2008-09-23")
    assert asked["last"] == pd.Timestamp("2009-12-31")


def test_a_step_known_to_the_month_is_a_mark_and_a_longer_one_a_bar(process):
    found = steps(process).set_index("step")["long"]
    assert not found["NATO proposes a declaration"]
    assert found["Efforts begin again"]


def test_a_step_that_the_table_lacks_is_refused_by_its_name(process):
    with pytest.raises(KeyError, match="step-08-signature"):
        steps(process[process["id"] != "step-08-signature"])


def test_months_are_shortened_for_the_figure():
    assert when("2008-09-23") == "23 Sept 2008"
    assert when("2007-01/2008-09") == "Jan 2007 to Sept 2008"


def test_objections_are_against_and_defences_for(said):
    stands = said.set_index("id")["stand"]
    assert stands["step-12-lavrov-record"] == "against"
    assert stands["step-12-montas-record"] == "for"
    assert stands["jakobsen-2008-officials"] == "with a reservation"
    assert stands["turkiye-2010-symposium"] == "for"


def test_every_reaction_has_a_stand_and_a_kind_that_the_figure_knows(said):
    assert len(said) == len(HOLDERS)
    assert set(said["stand"]) <= set(STANDS)
    assert set(said["kind"]) == set(KINDS)


def test_all_who_object_are_russian_as_the_title_says(process, said):
    against = said[said["stand"] == "against"]
    assert against["holder"].str.contains("Russia|Russian").all()
    objectors = process.loc[process["action"] == "objection", "actors"].str.split(";").explode()
    assert set(objectors) <= {"russia", "tass", "associated-press", "sergey-lavrov", "andrei-nesterenko"}


def test_every_witness_has_words_that_fit_a_cell(process):
    assert list(WITNESSES) == list(SAID)
    assert max(len(words) for words in SAID.values()) <= 48
    assert len(secrecy_table(process).payload["columns"]) == 4


def test_the_figures_say_in_words_what_they_show(process):
    assert "23 Sept 2008 (kept quiet)" in steps_chart(process).payload["description"]
    drawn = reactions_chart(process, load("state_positions"), load("literature")).payload
    assert "All four objections are Russian" in drawn["description"]
    assert drawn["upright"] is not None
