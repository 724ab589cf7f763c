"""The debate map against cases worked out by hand."""

import pandas as pd
import pytest

from helpers import load
from helpers.company import clashes, in_one_sentence, opposed
from helpers.stands import COLUMNS, QUESTIONS, STUDY, by_period, crossings, stands, surnames, taking_part

FIELDS = ["id", "work", "holder", "passage", "answers_to", "passage_year", "mode", "question", "position", "side"]


def rows(*made):
    return pd.DataFrame(made, columns=FIELDS).assign(argument="An argument.")


def row(id, holder="david-yost", work=None, position="for", question="form", **more):
    whole = {"passage": id, "answers_to": "not-applicable", "passage_year": 2007, "mode": "quoted", "side": "both"}
    whole |= {"id": id, "work": work or f"{holder}-2007", "holder": holder, "position": position, "question": question}
    return [(whole | more)[field] for field in FIELDS]


def test_four_works_of_one_holder_make_one_stand_with_their_years():
    found = stands(
        rows(
            row("a", "dick-leurdijk", "leurdijk-2003", passage="p", passage_year=2003),
            row("b", "dick-leurdijk", "leurdijk-2008", passage="p", passage_year=2008),
        )
    )
    assert found[["label", "passages"]].values.tolist() == [["Leurdijk ’03–08", 1]]


def test_two_authors_of_one_work_who_disagree_make_two_stands():
    found = stands(rows(row("a", work="debate-2005"), row("b", "seyom-brown", "debate-2005", "against")))
    assert found["column"].tolist() == ["Against", "For"]


def test_views_without_a_name_are_each_a_stand_and_hollow():
    found = stands(rows(row("a", "not-stated", STUDY), row("b", "not-stated", STUDY)))
    assert found["label"].tolist() == ["unnamed", "unnamed"]
    assert found["hollow"].all()


@pytest.mark.parametrize(
    "silent",
    [
        row("a", "not-stated", "rivlin-1992"),
        row("a", mode="string-citation", position="reports-others"),
        row("a", mode="string-citation", position="frames"),
    ],
    ids=["a work named for a fact", "a work named behind what others hold", "a work named in a string"],
)
def test_a_row_without_a_stand_of_anybody_is_left_out(silent):
    assert stands(rows(silent, row("b")))["label"].tolist() == ["Yost ’07"]


def test_what_a_holder_reports_of_others_is_hollow_and_takes_no_side():
    found = stands(rows(row("a", position="reports-others"), row("b")))
    assert dict(zip(found["column"], found["hollow"], strict=True)) == {"Takes no side": True, "For": False}


def test_a_stand_told_twice_is_the_holders_own_if_one_telling_is():
    found = stands(rows(row("a", mode="string-citation"), row("b", mode="quoted")))
    assert found["hollow"].tolist() == [False]


def test_holders_who_share_a_surname_keep_their_first_names():
    assert surnames(["edwin-smith", "martin-smith", "david-yost"]) == {
        "edwin-smith": "Edwin Smith",
        "martin-smith": "Martin Smith",
        "david-yost": "Yost",
    }


def test_a_holder_counts_in_the_period_of_the_first_work_only():
    found = stands(rows(row("a", passage_year=1984), row("b", passage_year=2010)))
    counts = by_period(found).query("holders > 0")
    assert counts.values.tolist() == [["form", "before 1990", 1]]


def test_who_is_for_on_one_question_and_against_on_another_is_mixed():
    found = crossings(stands(rows(row("a"), row("b", position="against", question="desirable"))))
    assert found[["label", "for", "against", "mixed"]].values.tolist() == [["Yost", "form", "desirable", True]]


def test_a_report_of_others_makes_nobody_take_part_in_a_second_question():
    assert crossings(stands(rows(row("a"), row("b", question="status", position="reports-others")))).empty


def test_a_sentence_of_three_works_has_three_pairs_however_often_it_names_them():
    cited = [("a", 1), ("b", 1), ("c", 1), ("a", 1), ("a", 2), ("not-applicable", 2)]
    frame = pd.DataFrame(cited, columns=["work", "sentence"]).assign(cited_in="Conclusion")
    assert in_one_sentence(frame).values.tolist() == [["a", "b", 1], ["a", "c", 1], ["b", "c", 1]]


def test_answers_to_oneself_or_to_a_view_without_a_work_are_no_pair():
    made = rows(
        row("a", work="yost-2007"),
        row("b", work="yost-2007", answers_to="a"),
        row("c", "seyom-brown", "brown-2006", answers_to="a"),
        row("d", "not-stated", STUDY, answers_to="a"),
    )
    assert opposed(made).values.tolist() == [["brown-2006", "yost-2007"]]


def test_works_clash_only_on_the_same_question():
    made = rows(
        row("a", work="yost-2007"),
        row("b", "seyom-brown", "brown-2006", "against"),
        row("c", "jack-granatstein", "granatstein-2001", "against", "desirable"),
    )
    pairs = pd.DataFrame([("brown-2006", "yost-2007"), ("granatstein-2001", "yost-2007")], columns=["one", "other"])
    assert clashes(made, pairs)["one"].tolist() == ["brown-2006"]


# what the chapter says in words, so that a recoding that makes it false is seen


@pytest.fixture(scope="module")
def found():
    return stands(load("literature"))


def test_every_question_and_position_of_the_data_has_its_place(found):
    assert set(load("literature")["question"]) == set(QUESTIONS)
    assert set(load("literature")["position"]) <= set(COLUMNS)
    assert found["column"].notna().all()


def test_nobody_in_the_record_argues_for_the_subcontractor(found):
    status = found[found["question"] == "status"]
    assert not (status["column"] == "Against").any()
    assert set(status.loc[status["column"] == "For", "side"]) == {"nato"}


def test_all_who_are_against_on_legitimacy_argue_from_natos_interest(found):
    against = found[(found["question"] == "legitimacy") & (found["column"] == "Against")]
    assert against["side"].tolist() == ["nato", "nato"]


def test_without_hollow_marks_the_majority_on_desirability_turns_round(found):
    desirable = found[found["question"] == "desirable"]
    counts = desirable["column"].value_counts()
    assert counts["Against"] > counts["For"]
    counts = desirable.loc[~desirable["hollow"], "column"].value_counts()
    assert counts["Against"] < counts["For"]


def test_only_one_holder_crosses_from_for_to_against(found):
    assert crossings(found).query("mixed")["holder"].tolist() == ["edwin-smith"]


def test_the_one_pair_on_opposite_sides_in_a_sentence_is_granatstein_and_kaplan():
    literature = load("literature")
    works = set(taking_part(literature)["work"])
    pairs = in_one_sentence(load("citations"))
    pairs = pairs[pairs["one"].isin(works) & pairs["other"].isin(works)]
    assert clashes(literature, pairs)[["one", "other"]].values.tolist() == [["granatstein-2001", "kaplan-2010"]]
