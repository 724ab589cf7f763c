"""The network of clauses against cases worked out by hand, and what the chapter says of it in words."""

import pandas as pd
import pytest

from helpers import load
from helpers.network import CHARTER, TREATY, across, contested, joined, modalities, pairs, pointing, silent

CLAUSES = pd.DataFrame(
    [
        ("c1", CHARTER, "1"),
        ("c53", CHARTER, "53"),
        ("c103", CHARTER, "103"),
        ("t1", TREATY, "1"),
        ("t12", TREATY, "12"),
    ],
    columns=["id", "document", "article"],
)


def link(one, other, kind="invokes", layer="text", stance="not-applicable"):
    return {"provision_from": one, "provision_to": other, "kind": kind, "layer": layer, "stance": stance}


def net(*links):
    return joined(CLAUSES, pd.DataFrame(list(links)))


def test_a_duty_to_tell_a_body_without_a_clause_is_no_link_between_clauses():
    assert len(net(link("c1", "not-applicable"), link("t1", "c1"))) == 1


def test_a_link_to_a_clause_that_nobody_coded_is_refused_by_name():
    with pytest.raises(KeyError, match="t99"):
        net(link("t99", "c1"))


def test_links_inside_one_document_do_not_cross():
    found = net(link("c1", "c53"), link("t1", "c1"))
    assert across(found)["provision_from"].tolist() == ["t1"]


def test_articles_that_point_stand_in_the_order_of_numbers_and_not_of_letters():
    assert pointing(net(link("t12", "c1"), link("t1", "c1")), TREATY) == ["1", "12"]


def test_a_reading_does_not_make_the_words_point():
    found = net(link("t1", "c53", layer="reading:simma-1999", stance="resolves"), link("t12", "c1"))
    assert pointing(found, TREATY) == ["12"]
    assert silent(found, ("1", "53")) == ["53"]


def test_a_kind_that_does_not_count_leaves_its_article_out():
    found = net(link("t1", "c1", kind="echoes"), link("t12", "c1"))
    assert pointing(found, TREATY, kinds=("invokes",)) == ["12"]


def test_two_readers_of_one_pair_meet_from_whichever_end_they_come():
    found = net(
        link("c103", "t1", layer="reading:a", stance="resolves"),
        link("t1", "c103", layer="reading:b", stance="denies"),
    )
    read = pairs(found)
    assert read[["one", "other", "readings", "contested"]].values.tolist() == [["c103", "t1", 2, True]]


def test_readers_who_agree_do_not_contest():
    found = net(*[link("t1", "c53", layer=f"reading:{who}", stance="denies") for who in "ab"])
    assert contested(found).empty


def test_a_pair_that_words_link_as_well_is_marked():
    found = net(link("t1", "c1"), link("t1", "c1", layer="reading:a", stance="resolves"))
    assert pairs(found)["text"].tolist() == [True]


def test_clauses_are_counted_by_document_subject_and_modality():
    frame = CLAUSES.assign(about="purposes", modality=["declares", "forbids", "forbids", "declares", "declares"])
    assert modalities(frame)["clauses"].tolist() == [2, 1, 2]


# what the chapter says in words


@pytest.fixture(scope="module")
def found():
    return joined(load("provisions"), load("provision_links"))


def test_no_words_of_the_treaty_point_to_articles_53_and_54(found):
    assert silent(found, ("51", "52", "53", "54")) == ["53", "54"]


def test_without_echoes_article_4_drops_out_and_nothing_else(found):
    firm = found[found["kind"] != "echoes"]
    assert set(pointing(found, TREATY)) - set(pointing(firm, TREATY)) == {"4"}
    assert silent(firm, ("53", "54")) == ["53", "54"]


def test_most_readings_are_of_the_treatys_article_5_and_the_charters_article_53(found):
    most = pairs(found).sort_values("readings").iloc[-1]
    assert (most["one"], most["other"]) == ("unc-53-p1-s2", "nat-5-p1-assist")


def test_that_pair_is_read_three_ways():
    rows = load("provision_links")
    rows = rows[(rows["provision_from"] == "nat-5-p1-assist") & (rows["provision_to"] == "unc-53-p1-s2")]
    assert len(set(zip(rows["kind"], rows["stance"], strict=True))) == 3
