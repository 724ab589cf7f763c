"""Attention by decade, crises and first records, against cases worked out by hand."""

import pandas as pd

from helpers import load
from helpers.attention import DATED, RESTS, attention_chart, by_decade, undated, works_by_decade
from helpers.crises import crises_chart, meeting_places
from helpers.firsts import firsts, firsts_table

ROWS = {
    "events": pd.DataFrame(
        {
            "date": ["1949-04-04", "1963", "1968/1972", "not-stated"],
            "independence": ["study", "secondary", "study", "study"],
        }
    )
}
FIELD = {"events": "date"}


def frames():
    return {name: load(name) for name in [*DATED, "liaison_arrangements", "operational_rules"]}


def test_a_row_counts_once_for_the_decade_in_which_its_date_begins():
    found = by_decade(ROWS, FIELD)
    assert found[found["rows"] > 0].values.tolist() == [[1940, "study", 1], [1960, "study", 1], [1960, "secondary", 1]]


def test_every_decade_has_every_basis_even_at_zero():
    found = by_decade(ROWS, FIELD)
    assert len(found) == 8 * len(RESTS)


def test_rows_without_a_date_are_counted_apart():
    assert undated(ROWS, FIELD) == 1


def test_in_the_data_dated_and_undated_rows_and_those_after_the_frame_make_up_the_tables():
    tables = frames()
    later = sum((tables[name][field].str[:3] == "202").sum() for name, field in DATED.items())
    total = sum(len(tables[name]) for name in DATED)
    assert by_decade(tables)["rows"].sum() + undated(tables) + later == total


def test_all_works_of_the_list_fall_into_a_decade():
    assert works_by_decade(load("works"))["works"].sum() == 81


def test_silence_about_nato_is_not_stated_and_never_no():
    found = meeting_places(load("crises")).set_index("id")
    assert found.loc["suez", ["un", "nato"]].tolist() == ["acted", "not stated"]
    assert set(found["nato"]) <= {"acted", "not stated", "none found"}


def test_members_are_counted_where_a_crisis_has_parties_and_dashed_where_it_has_none():
    found = meeting_places(load("crises")).set_index("id")["members"]
    assert found[["cyprus", "afghanistan-1979", "out-of-area"]].tolist() == ["3", "0", "–"]


def test_crises_stand_in_order_of_time():
    assert meeting_places(load("crises"))["start"].is_monotonic_increasing


def test_the_first_record_of_a_channel_is_the_earliest_and_the_closest_known():
    found = firsts(frames()).set_index("channel")
    assert found.loc["An officer at the other’s seat", "row"] == "liaison_arrangements:new-york-1993-initiated"
    assert found.loc["A message or meeting of the heads", "date"] == "1992-11-18"
    assert found["date"].is_monotonic_increasing


def test_no_dealing_is_on_record_before_july_1992_as_the_chapter_says():
    assert firsts(frames())["date"].min() == "1992-07"
    assert firsts_table(frames()).payload["rows"][0][2] == "43"


def test_the_figures_say_in_words_what_they_show():
    tables = frames()
    assert "1950s 3; 1960s 3; 1970s 2; 1980s 1" in attention_chart(tables, load("works")).payload["description"]
    assert (
        "Suez crisis, 1956 to 1957: UN acted, NATO not stated, 2 members named"
        in crises_chart(tables["crises"]).payload["description"]
    )
