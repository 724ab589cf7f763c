"""Counting names in texts, on sentences made up for it."""

import pytest

import helpers
from helpers import load
from helpers.tally import mentions


def count(tmp_path, text, name="text"):
    (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    return mentions(tmp_path).set_index("text").loc[name]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("The United Nations met.", 1),
        ("The UN and the U.N. met; the UN-led force came.", 3),
        ("The Charter of the United\nNations holds.", 1),
        ("The United Na-\ntions met.", 1),
        ("The United Nations Security Council met.", 1),  # one name, not two
        ("The Security Council met, then the General Assembly.", 2),
        ("UNSC resolutions and UNPROFOR troops.", 1),  # a mission is not the UN
        ("Dans un monde, un jour.", 0),
        ("The council of ministers, and the UNITED front.", 0),
    ],
)
def test_the_un_is_counted_by_its_names_and_not_by_its_missions(tmp_path, text, times):
    assert count(tmp_path, text)["un"] == times


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("NATO and the North Atlantic Treaty Organisation.", 2),
        ("The Alliance's forces, and the Atlantic Alliance.", 2),
        ("An alliance of states; the alliance of civilizations.", 0),
        ("The North Atlantic Council of the North Atlantic Alliance.", 2),
    ],
)
def test_nato_is_counted_by_its_names(tmp_path, text, times):
    assert count(tmp_path, text)["nato"] == times


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Regional organizations and regional arrangements or agencies.", 2),
        ("regional and subregional organisations", 1),
        ("regional and other intergovernmental organizations", 1),
        ("regional peace; organizations of a region", 0),
    ],
)
def test_regional_organizations_are_counted_as_a_class(tmp_path, text, times):
    assert count(tmp_path, text)["regional"] == times


def test_the_other_side_of_a_nato_text_is_the_un(tmp_path):
    found = count(tmp_path, "NATO thanks the UN.", "strategic-concept-1999")
    assert (found["side"], found["other"]) == ("nato", 1)
    assert found["per_thousand"] == 250  # one of four words


def test_the_other_side_of_a_un_text_is_nato_and_its_like(tmp_path):
    found = count(tmp_path, "The UN calls on regional organizations, NATO among them.", "in-larger-freedom-2005")
    assert (found["side"], found["other"]) == ("un", 2)


def test_a_text_that_no_row_knows_is_counted_without_a_side(tmp_path):
    found = count(tmp_path, "The UN.", "my-own-text")
    assert found["un"] == 1
    assert found[["side", "other", "per_thousand"]].isna().all()


def test_a_folder_without_texts_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError, match="no text to count"):
        mentions(tmp_path / "none")


def test_a_text_in_another_encoding_is_refused_by_name(tmp_path):
    (tmp_path / "old.txt").write_bytes("Communiqué".encode("latin-1"))
    with pytest.raises(ValueError, match=r"old\.txt: not UTF-8"):
        mentions(tmp_path)


def test_an_empty_text_is_refused_by_name(tmp_path):
    (tmp_path / "empty.txt").write_text("\n")
    with pytest.raises(ValueError, match=r"empty\.txt: no words"):
        mentions(tmp_path)


def test_every_document_of_the_statements_has_one_side():
    assert load("statements").groupby("document")["side"].nunique().eq(1).all()


def test_a_chapter_can_import_it_from_the_package():
    assert helpers.mentions is mentions
