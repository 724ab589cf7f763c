"""Operations in the field: what stood behind them, models and rules."""

import pandas as pd
import pytest

from helpers import load, operations


@pytest.fixture(scope="module")
def table():
    return load("operations")


def test_operations_are_counted_by_what_stood_behind_them():
    few = pd.DataFrame({"id": ["a", "b", "c"], "relation_to_mandate": ["un-mission", "mandated", "mandated"]})
    assert operations.relations(few).values.tolist() == [["mandated", 2, ["b", "c"]], ["un-mission", 1, ["a"]]]


def test_every_relation_of_the_schema_has_words_and_a_sign(table):
    assert set(table["relation_to_mandate"]) <= set(operations.RELATIONS)
    assert len(operations.KINDS) == len(operations.SIGNS) == len(operations.INKS)


def test_every_theatre_has_words(table):
    assert set(table["theatre"]) <= set(operations.THEATRES)


def test_every_operation_has_a_lane_of_its_own(table):
    spec = operations.theatre_chart(table).payload["spec"]
    lanes = spec["layer"][0]["encoding"]["y"]["sort"]
    assert len(lanes) == len(set(lanes)) == len(table)


def test_the_title_counts_the_mandated_operations_of_the_frame(table):
    less = table[table["id"] != "ifor"]
    title = operations.theatre_chart(less).payload["spec"]["title"]["text"]
    assert " ".join(title).startswith("Eleven operations")


def test_a_rule_on_coordination_is_not_shown_as_one_of_agreement():
    rows = operations.rules_table(load("operational_rules")).payload["rows"]
    had = {rule.removesuffix(", changed"): part for rule, _, part, _ in rows}
    assert had["close coordination"] == "coordination"
    assert had["dual key"] == "its agreement"


def test_a_month_that_nobody_saw_is_not_printed():
    rows = operations.rules_table(load("operational_rules")).payload["rows"]
    assert ["dual key, changed", "1995"] in [row[:2] for row in rows]


def test_the_models_leave_no_operation_out(table):
    rows = operations.models_table(table).payload["rows"]
    assert sum(int(row[2]) for row in rows) == len(table)
