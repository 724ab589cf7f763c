"""What the leaders of the Cold War held, against cases worked out by hand."""

import pandas as pd
import pytest

from helpers import load
from helpers.attention import DATED
from helpers.coldwar import HELD, REPORTED, heard_together, held, leaders_chart, numbers, unheard
from helpers.overlap import overlaps

TERMS = pd.DataFrame(
    [
        ("anna", "un", "1950-01-01", "1955-01-01", "-"),
        ("bert", "un", "1955-01-01", "1960-01-01", "-"),
        ("cora", "un", "1960-01-01", "1995-01-01", "-"),
        ("dirk", "nato", "1953-01-01", "1956-01-01", "-"),
        ("dirk", "nato", "1956-01-01", "1958-01-01", "-"),
        ("ella", "nato", "1958-01-01", "..", "2026-01-01"),
    ],
    columns=["person", "organization", "start", "end", "as_of"],
)
COLUMNS = ["id", "un_leader", "nato_leader", "date", "basis", "stance"]


def told(*rows):
    return pd.DataFrame([(f"row-{n}", *row) for n, row in enumerate(rows)], columns=COLUMNS)


def holds(*rows):
    return held(TERMS, told(*rows)).set_index("person")["holds"]


def test_leaders_stand_in_order_of_office_house_by_house_and_two_terms_are_one():
    found = held(TERMS, told())
    assert found["person"].tolist() == ["anna", "bert", "cora", "dirk", "ella"]
    dirk = found.set_index("person").loc["dirk"]
    assert (str(dirk["first"].date()), str(dirk["last"].date())) == ("1953-01-01", "1958-01-01")


def test_a_term_that_outlasts_the_frame_is_cut_at_its_edge():
    assert str(held(TERMS, told())["last"].iloc[-1].date()) == "1991-12-31"


def test_an_undated_view_counts_only_if_the_term_ended_within_the_frame():
    found = holds(
        ("anna", "not-applicable", "not-stated", "stated", -2), ("cora", "not-applicable", "not-stated", "stated", -1)
    )
    assert found["anna"] == HELD[0]
    assert found["cora"] == HELD[3]


def test_a_dated_view_counts_if_its_date_ends_within_the_frame():
    found = holds(
        ("not-applicable", "ella", "1991~/1994~", "stated", 1), ("cora", "not-applicable", "1985", "stated", -1)
    )
    assert found["ella"] == HELD[3]
    assert found["cora"] == HELD[1]


def test_a_silence_that_a_source_documents_is_told_apart_from_no_row_at_all():
    found = holds(("bert", "not-applicable", "1955/1960", "documented-silence", pd.NA))
    assert found["bert"] == HELD[2]
    assert found["dirk"] == HELD[3]


def test_a_statement_that_does_not_address_the_attitude_holds_nothing():
    assert holds(("bert", "not-applicable", "1957", "not-addressed", pd.NA))["bert"] == HELD[3]


def test_a_stance_without_words_is_refused_and_can_be_given_some():
    row = told(("anna", "not-applicable", "1952", "stated", 1))
    with pytest.raises(KeyError):
        held(TERMS, row)
    assert held(TERMS, row, stances={1: "helps"})["holds"].iloc[0] == "helps"


def test_days_heard_together_are_those_of_both_houses():
    found = held(
        TERMS,
        told(
            ("anna", "not-applicable", "not-stated", "stated", -1),
            ("not-applicable", "dirk", "not-stated", "stated", -1),
        ),
    )
    assert heard_together(found) == 365 + 365  # 1953 and 1954


def test_the_longest_silence_begins_where_the_last_voice_ends():
    first, last = unheard(held(TERMS, told(("not-applicable", "dirk", "not-stated", "stated", -1))))
    assert (str(first.date()), str(last.date())) == ("1958-01-01", "1991-12-31")


def test_in_the_data_three_are_heard_and_each_has_words_for_the_figure():
    found = held(load("tenures"), load("leader_relations"))
    assert set(found["row"].dropna()) == set(REPORTED)
    assert found.loc[found["holds"].isin(HELD[:2]), "last"].max() == pd.Timestamp("1961-09-18")


def test_no_source_speaks_of_a_pair_of_those_years_as_the_chapter_says():
    pairs = overlaps(load("tenures"))
    old = pairs[pairs["first"] <= pd.Timestamp("1991-12-31")]
    relations = load("leader_relations")
    spoken = relations[relations["unit"] == "pair"]
    assert not set(zip(old["un_leader"], old["nato_leader"], strict=True)) & set(
        zip(spoken["un_leader"], spoken["nato_leader"], strict=True)
    )


def test_the_timeline_has_one_entry_for_four_decades_as_the_chapter_says():
    events = load("events")
    years = events["date"].str[:4]
    assert events.loc[(years >= "1950") & (years <= "1989"), "id"].tolist() == ["wilcox-1963"]


def test_the_numbers_of_the_prose_are_those_of_the_tables():
    names = [*DATED, "liaison_arrangements", "operational_rules"]
    found = numbers(load("tenures"), {name: load(name) for name in names}, load("works"))
    assert (found["leaders"], found["heard"], found["pairs"]) == ("twelve", "three", "eleven")
    assert (found["un"], found["crises"]) == ("six", "eight")
    assert found["both"] == "1,436"  # 16 May 1957 to 20 April 1961


def test_the_figure_says_in_words_what_it_shows():
    payload = leaders_chart(load("tenures"), load("leader_relations")).payload
    assert "Thant, UN: no source speaks" in payload["description"]
    assert payload["upright"] is not None
