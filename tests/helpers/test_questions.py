"""What became of the questions that the study left open, by a rule that can say no."""

import pandas as pd
import pytest

from helpers import categories, load, questions


def said(*rows):
    frame = pd.DataFrame(rows, columns=["kind", "open_question_of_2010", "theme"])
    return frame.assign(voice="named", about="nato-un")


@pytest.mark.parametrize(
    ("kinds", "status"),
    [
        ([], "not mentioned"),
        (["assessment"], "answered"),
        (["assessment", "obstacle"], "returned"),
        (["opportunity"], "returned"),
        (["fact"], "not mentioned"),
    ],
)
def test_a_question_returns_if_something_is_left_to_gain_or_to_overcome(kinds, status):
    table = said(*((kind, "legitimacy", "scepticism") for kind in kinds), ("risk", "not-applicable", "populism"))
    found = questions.returned(table).set_index("question")
    assert found.loc["legitimacy", "status"] == status
    assert found.loc["legitimacy", "statements"] == len([kind for kind in kinds if kind != "fact"])


def test_a_theme_is_added_only_if_none_of_its_statements_bears_on_an_old_question():
    table = said(
        ("risk", "not-applicable", "populism"),
        ("assessment", "not-applicable", "cyber"),
        ("opportunity", "legitimacy", "cyber"),
        ("fact", "not-applicable", "law-enforcement"),
    )
    assert questions.added(table)["theme"].tolist() == ["populism"]


def test_the_questions_are_those_of_the_codebook():
    assert set(questions.QUESTIONS) == set(categories("outlook_2018", "open_question_of_2010"))


def test_every_kind_of_statement_either_leaves_a_question_open_or_assesses():
    kinds = set(categories("outlook_2018", "kind")) - {"fact", "practice"}
    assert kinds == questions.OPEN | {"assessment"}


def test_the_figure_shows_each_statement_once_and_every_question():
    table = load("outlook_2018")
    found, new = questions.returned(table), questions.added(table)
    dots = questions._dots(table, new)
    assert len(dots) == found["statements"].sum() + new["statements"].sum()
    assert dots["id"].is_unique
    assert len(questions.questions_chart(table).payload["data"]["rows"]) == len(found) + len(new)
