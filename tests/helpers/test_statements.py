"""What the study says of texts: order, doubts and levels, against cases worked out by hand."""

import pandas as pd
import pytest

from helpers import load
from helpers.statements import SHORT, charter_openings, in_order, levels_chart, moved_dates, separation, side_table


def texts(*rows):
    frame = pd.DataFrame(rows, columns=["id", "side", "date", "level_of_mention", "rationale", "note"])
    return frame.assign(level_of_mention=frame["level_of_mention"].astype("Int64"))


def test_texts_stand_in_order_of_their_first_possible_day():
    found = in_order(texts(("b", "un", "1999-04", 1, "", ""), ("a", "un", "1999-03", 2, "", "")))
    assert found["id"].tolist() == ["a", "b"]


@pytest.mark.parametrize(
    ("level", "rationale", "note", "other", "or_none"),
    [
        (2, "", "With a wider reading of call one could code 3.", 3, False),
        (3, "Here a judgement of worth (2); there a commitment (3); the higher is coded.", "", 2, False),
        (2, "The borderline case of 2 and not-stated.", "", None, True),
        (1, "Not emphasized is less than passing over.", "Article 5 (1) is meant.", None, False),  # its own level
        (0, "Left out on purpose.", "In December 1992 NATO did turn to the UN.", None, False),
    ],
)
def test_a_doubt_is_read_from_the_row_that_states_it(level, rationale, note, other, or_none):
    found = in_order(texts(("a", "nato", "2006", level, rationale, note))).iloc[0]
    assert (None if pd.isna(found["other"]) else found["other"], found["or_none"]) == (other, or_none)


def test_two_groups_lie_apart_only_if_no_doubt_could_close_the_gap():
    sure = texts(("a", "nato", "2004", 1, "", ""), ("b", "nato", "2006", 3, "", ""))
    assert separation(in_order(sure), "nato", 2006) == (1, 3)
    doubtful = texts(("a", "nato", "2004", 1, "", "one could code 2"), ("b", "nato", "2006", 3, "", "one could code 2"))
    assert separation(in_order(doubtful), "nato", 2006) == (2, 2)


def test_a_year_with_no_text_before_it_is_refused():
    with pytest.raises(ValueError, match="nato: no text before 2006"):
        separation(in_order(texts(("b", "nato", "2006", 3, "", ""))), "nato", 2006)


def test_only_days_that_are_known_to_the_day_can_be_said_to_differ():
    documents = pd.DataFrame(
        [("a", "1994-03-14", "1993-12-10"), ("b", "1994", "1993-12-10"), ("c", "1993-12-10", "1993-12-10")],
        columns=["id", "date_printed", "date_adopted"],
    )
    found = moved_dates(pd.DataFrame({"document": ["a", "b", "c"]}), documents)
    assert found[["document", "days"]].values.tolist() == [["a", 94]]  # 21 + 31 + 28 + 14


def test_every_text_has_a_name_that_fits_beside_a_mark():
    assert set(load("statements")["id"]) == set(SHORT)
    assert max(map(len, SHORT.values())) <= 20


def test_in_the_data_no_coding_of_a_doubt_closes_the_gap_of_2006():
    high, low = separation(in_order(load("statements")), "nato", 2006)
    assert high < low


def test_an_opening_counts_only_for_a_summit_declaration_and_only_by_a_source_apart_from_the_study():
    found = charter_openings(load("statements"), load("row_sources"))
    kinds = load("statements").set_index("id").loc[found, "kind"]
    assert set(kinds) == {"summit-declaration"}
    study = pd.DataFrame({"table": ["statements"], "row": ["riga-2006-on-un"], "source": ["kille-hendrickson-2011"]})
    assert charter_openings(load("statements"), study.assign(note="Opening holds to the Charter.")) == []


def test_each_text_stands_in_one_table_with_its_doubt():
    rows = [row for side in ("un", "nato") for row in side_table(load("statements"), side).payload["rows"]]
    assert len(rows) == len(load("statements"))
    assert "2 (or 3)" in {row[3] for row in rows}


def test_the_chart_says_that_its_lanes_do_not_measure_the_same():
    drawn = levels_chart(load("statements")).payload
    assert "do not measure the same" in drawn["description"]
    assert len(drawn["data"]["rows"]) == len(load("statements"))
