"""Who came, on cases worked out by hand."""

import pandas as pd
import pytest

from helpers import load
from helpers.attendance import NUMERALS, attendance_chart, nato_table, nato_traces, participants

MEETINGS = pd.DataFrame(
    [
        ("m-1", "high-level-meetings", 1, "First", "1994-08", 10, "counted", "study", "yes", "study"),
        ("m-2", "high-level-meetings", 2, "Second", "1996-02-15", pd.NA, "not-stated", "not-applicable", "yes", "study"),
        ("c-1", "security-council-thematic", pd.NA, "Council", "1995", 3, "counted", "x", "yes", "public-record"),
    ],
    columns=[
        "id", "series", "ordinal", "name", "date", "participants", "participants_kind", "participants_source",
        "nato_attended", "independence",
    ],
).assign(source=["study", "study", "record-3"])  # fmt: skip


def sources(*rows):
    return pd.DataFrame(rows, columns=["id", "table", "row", "source", "relation", "note"])


def test_a_meeting_without_a_number_gives_none():
    assert participants(MEETINGS, sources())["id"].tolist() == ["m-1"]


def test_the_councils_meetings_are_not_among_the_secretary_generals():
    assert "c-1" not in set(participants(MEETINGS, sources())["id"])


@pytest.mark.parametrize(
    ("note", "number", "at_least", "kind"),
    [
        ("Announces the heads of fourteen organizations.", 14, False, "announced"),
        ("Counts leaders of more than a dozen groups.", 12, True, "counted"),
        ("Thirteen organizations were seen.", 13, False, "counted"),
    ],
)
def test_a_number_that_contradicts_is_read_from_the_words_of_its_note(note, number, at_least, kind):
    found = participants(MEETINGS, sources(("s", "meetings", "m-1", "news", "contradicts", note))).iloc[-1]
    assert found[["number", "at_least", "kind", "source"]].tolist() == [number, at_least, kind, "news"]


def test_a_number_that_only_corroborates_is_not_a_second_reading():
    row = ("s", "meetings", "m-1", "news", "corroborates", "Thirteen organizations less three newcomers.")
    assert len(participants(MEETINGS, sources(row))) == 1


def test_a_numeral_that_counts_something_else_is_not_taken_for_organizations():
    row = ("s", "meetings", "m-1", "news", "contradicts", "Held thirteen days later.")
    assert len(participants(MEETINGS, sources(row))) == 1


def test_no_number_of_the_data_is_lost_for_want_of_its_word():
    notes = load("row_sources").query("table == 'meetings' and relation == 'contradicts'")["note"]
    said = notes[notes.str.contains(r"\b(?:organizations|groups)\b")]
    assert said.str.contains("|".join(NUMERALS)).all(), said.tolist()


def test_only_a_source_apart_from_the_study_that_names_nato_is_a_trace_of_it():
    found = nato_traces(
        MEETINGS,
        sources(
            ("a", "meetings", "m-1", "kille-hendrickson-2011", "corroborates", "NATO came to all."),
            ("b", "meetings", "m-2", "record-1", "adds", "Thirteen expected, NATO's man among them."),
            ("c", "meetings", "m-2", "record-2", "adds", "Days of the meeting."),
        ),
    )
    assert found.to_dict() == {"m-1": [], "m-2": ["record-1"], "c-1": ["record-3"]}


def test_in_the_data_every_number_has_a_kind_and_a_source_of_the_bibliography():
    found = participants(load("meetings"), load("row_sources"))
    assert set(found["kind"]) == {"counted", "expected", "announced"}
    assert not found["source"].isin(["not-applicable", "not-stated"]).any()


def test_the_chart_describes_every_number_and_the_meeting_that_has_none():
    drawn = attendance_chart(load("meetings"), load("row_sources")).payload
    for part in ("1994: 10 counted", "2006: 23 announced", "2010: over 12 counted", "For 1998 no number"):
        assert part in drawn["description"]


def test_the_table_on_nato_has_no_meeting_where_no_source_says_that_it_came():
    rows = nato_table(load("meetings"), load("row_sources")).payload["rows"]
    assert len(rows) == (load("meetings")["nato_attended"] == "yes").sum()
