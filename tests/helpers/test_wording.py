"""Themes by side, and words in titles, against cases worked out by hand."""

import pandas as pd

from helpers import load
from helpers.wording import in_titles, shared, themes, themes_chart


def texts(*rows):
    frame = pd.DataFrame(rows, columns=["id", "side", "date", "themes"])
    return frame.assign(level_of_mention=1, rationale="", note="")


def test_a_text_with_two_themes_gives_two_rows_and_one_without_gives_none():
    found = themes(texts(("a", "un", "1992", "legitimacy;partnership"), ("b", "nato", "1991", "not-stated")))
    assert found[["id", "theme"]].values.tolist() == [["a", "legitimacy"], ["a", "partnership"]]


def test_a_theme_is_shared_if_each_side_has_it_at_least_once():
    found = themes(
        texts(
            ("a", "un", "1992", "x;y"), ("b", "un", "1993", "y"), ("c", "nato", "1994", "x"), ("d", "nato", "1995", "z")
        )
    )
    assert shared(found) == ["x"]


def test_words_are_found_in_titles_in_any_case_and_with_a_hyphen_for_a_blank():
    titles = ["A Comprehensive Approach", "comprehensive-approach paper", "An approach"]
    documents = pd.DataFrame(
        {"id": list("abc"), "title": titles, "body": "un", "date_adopted": ["2006", "2001", "1999"]}
    )
    assert in_titles(documents, "comprehensive approach")["id"].tolist() == ["b", "a"]


def test_in_the_data_every_theme_of_the_chart_is_one_of_the_closed_list():
    drawn = themes_chart(load("statements")).payload
    described = load("statements")["themes"].str.split(";").explode()
    assert {row[0].replace(" ", "-") for row in drawn["data"]["rows"]} == set(described) - {"not-stated"}
