"""A page carries the data that its charts use, once."""

import pytest

from press.specs import lean, without_data_of

ROWS = [{"year": 1993, "who": "a", "note": "long"}, {"year": 1994, "who": "b", "extra": 1}]


@pytest.mark.parametrize(
    ("part", "kept"),
    [
        ({"encoding": {"x": {"field": "year"}}}, {"year"}),
        (
            {"layer": [{"encoding": {"x": {"field": "year"}}}, {"encoding": {"text": {"field": "who"}}}]},
            {"year", "who"},
        ),
        ({"transform": [{"calculate": "datum.year + datum['note']", "as": "x"}]}, {"year", "note"}),
        ({"transform": [{"fold": ["extra", "who"]}]}, {"extra", "who"}),
        ({"mark": {"type": "bar", "tooltip": {"content": "data"}}}, {"year", "who", "note", "extra"}),
    ],
)
def test_only_columns_that_the_spec_names_are_kept(part, kept):
    spec = {**part, "datasets": {"d": ROWS}}
    assert {key for row in lean(spec)["datasets"]["d"] for key in row} == kept
    assert spec["datasets"]["d"] is ROWS


@pytest.mark.parametrize("data", [[1], "a", None])
def test_a_spec_whose_datasets_are_none_is_left_for_the_renderer_to_refuse(data):
    assert lean({"mark": "bar", "datasets": data}) == {"mark": "bar", "datasets": data}


def test_a_name_with_quotes_is_found():
    spec = {"encoding": {"x": {"field": 'so "called"'}}, "datasets": {"d": [{'so "called"': 1}]}}
    assert lean(spec) == spec


@pytest.mark.parametrize("data", [None, {}, {"d": [1, 2]}, {"d": []}])
def test_data_that_are_no_table_are_left_alone(data):
    spec = {"mark": "bar"} if data is None else {"mark": "bar", "datasets": data}
    assert lean(spec) == spec


def test_data_that_two_forms_share_stand_in_the_first_only():
    wide = {"mark": "bar", "datasets": {"a": ROWS, "b": [{"x": 1}]}}
    upright = {"mark": "bar", "datasets": {"a": ROWS, "b": [{"x": 2}]}}
    assert without_data_of(upright, wide) == {"mark": "bar", "datasets": {"b": [{"x": 2}]}}
    assert without_data_of({"mark": "bar"}, wide) == {"mark": "bar"}


def test_numbers_lose_the_dust_of_their_computation_only():
    rows = [{"x": 2.2 * 4, "y": 0.123456789, "z": 1e-7}]
    spec = {"encoding": {c: {"field": c} for c in "xyz"}, "datasets": {"d": rows}}
    assert lean(spec)["datasets"]["d"] == [{"x": 8.8, "y": 0.123456789, "z": 1e-7}]
