"""What the texts say, against cases worked out by hand."""

import pandas as pd
import pytest

from helpers import load
from helpers.agreements import FORMS, SIGNS, TOPICS, agreements_chart, features
from helpers.matters import BELONGS, matters, matters_chart

OLD, NEW = "joint-declaration-2008", "joint-declaration-2018"
COLUMNS = ["id", "document", "point", "issue_area", "in_2008", "in_2018", "reported_by_study"]


def text(*rows):
    return pd.DataFrame([(str(n), *row) for n, row in enumerate(rows)], columns=COLUMNS)


def test_a_matter_that_both_texts_have_is_one_row_and_keeps_that_the_study_reports_it():
    found = matters(
        text(
            (OLD, "4", "protecting civilians", "yes", "yes", "yes"),
            (NEW, "priority", "protection of civilians", "yes", "yes", "not-applicable"),
        )
    )
    assert found.values.tolist() == [["Protecting civilians", "yes", "yes", "study", BELONGS[0]]]


def test_what_was_not_found_is_never_counted_as_absent():
    found = matters(
        text(
            (OLD, "2", "Pakistan 2005", "yes", "not-found", "no"),
            (NEW, "2", "dialogue", "no", "yes", "x"),
            (NEW, "3", "terror", "not-found", "yes", "x"),
        )
    )
    assert found["belongs"].tolist() == [BELONGS[1], BELONGS[2], BELONGS[3]]
    assert found["in_2018"].tolist() == ["not-found", "yes", "yes"]


def test_a_matter_is_found_if_any_of_its_rows_finds_it():
    found = matters(
        text(
            (OLD, "4", "coordination and supporting operations", "yes", "not-found", "yes"),
            (NEW, "priority", "support to UN peace operations", "yes", "yes", "x"),
        )
    )
    assert found["belongs"].tolist() == [BELONGS[0]]


def test_a_statement_about_the_whole_text_is_no_matter():
    assert matters(
        text((OLD, "structure", "length", "yes", "not-found", "yes"), (OLD, "1", "peace", "yes", "yes", "yes"))
    )["matter"].tolist() == ["Peace"]


def test_in_the_data_every_matter_belongs_to_a_group_and_all_four_are_met():
    found = matters(load("declaration_points"))
    assert set(found["belongs"]) == set(BELONGS)
    assert found["matter"].is_unique


def test_one_declaration_of_the_six_was_not_public_at_once():
    found = features(load("un_agreements"))
    public = found[found["feature"] == FORMS[0]].set_index("agreement")["sign"]
    assert len(public) == 6
    assert public[public == "no"].index.tolist() == ["NATO 2008"]


def test_an_earlier_resolution_that_is_only_reported_is_not_on_record():
    found = features(load("un_agreements"))
    before = found[found["feature"] == FORMS[1]].set_index("agreement")["sign"]
    assert set(before[["CSTO 2010", "SCO 2010"]]) == {"said, not corroborated"}
    assert set(before.drop(["CSTO 2010", "SCO 2010"])) == {"not found"}


def test_topics_from_knowledge_of_a_text_are_not_drawn_as_on_record():
    found = features(load("un_agreements"))
    assert set(found.loc[(found["agreement"] == "EU 2003") & found["feature"].isin(TOPICS), "sign"]) == {
        "said, not corroborated"
    }


def test_every_sign_has_a_shape_and_every_feature_a_place():
    found = features(load("un_agreements"))
    assert set(found["sign"]) <= set(SIGNS)
    assert set(found["feature"]) == {*FORMS, *TOPICS}


def test_a_topic_that_no_group_gathers_is_refused():
    changed = load("un_agreements")
    changed.loc[0, "topics"] = "space"
    with pytest.raises(KeyError, match="space"):
        features(changed)


def test_the_figures_say_in_words_what_they_show():
    assert "in 2008, not found in 2018" in matters_chart(load("declaration_points")).payload["description"]
    assert (
        "NATO 2008, 23 September 2008: Public at once (no)"
        in agreements_chart(load("un_agreements")).payload["description"]
    )
