from __future__ import annotations

import pytest

from press.payload import PayloadError, chart_payload, clean, table_payload

COLUMNS = [{"label": "A", "align": "left"}]


def test_characters_that_xml_forbids_are_replaced_wherever_they_stand():
    assert clean({"a\x00": ["\x07b", {"c": "\ud800"}], "n": 1}) == {"a\ufffd": ["\ufffdb", {"c": "\ufffd"}], "n": 1}
    assert clean("tab\tline\nø–🌍\u202e") == "tab\tline\nø–🌍\u202e"


def test_fields_that_may_be_left_out_are_filled_in():
    table = table_payload({"columns": COLUMNS, "rows": [["x"]]})
    assert (table["sources"], table["tables"], table["caption"], table["name"], table["links"]) == (
        [],
        [],
        None,
        None,
        None,
    )
    chart = chart_payload({"spec": {}, "description": "d"})
    assert (chart["upright"], chart["data"], chart["sources"]) == (None, None, [])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("text", "a table must be an object"),
        ({"rows": []}, "must have columns and rows"),
        ({"columns": [], "rows": []}, "must have columns and rows"),
        ({"columns": [{"align": "left"}], "rows": []}, "has no label"),
        ({"columns": [{"label": "A", "align": "justify"}], "rows": []}, "'A': align must be one of left, right"),
        ({"columns": COLUMNS, "rows": [["x"], ["x", "y"]]}, "row 2 must have 1 cells"),
        ({"columns": COLUMNS, "rows": [["x"], [2]]}, "row 2, column 'A': 2 is not text"),
        ({"columns": COLUMNS, "rows": [["x"]], "links": [[]]}, "links must have the shape of its rows"),
        ({"columns": COLUMNS, "rows": [], "caption": 3}, "caption must be text"),
        ({"columns": COLUMNS, "rows": [], "sources": "kille2011"}, "sources must be a list"),
        ({"columns": COLUMNS, "rows": [], "sources": ["{pre}key"]}, "sources: '{pre}key' is no BibTeX key"),
        ({"columns": COLUMNS, "rows": [], "sources": ["a,b"]}, "sources: 'a,b' is no BibTeX key"),
    ],
)
def test_a_table_of_the_wrong_shape_is_refused(content, words):
    with pytest.raises(PayloadError, match=words):
        table_payload(content)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"description": ""}, "no description"),
        ({"description": " \n"}, "no description"),
        ({"description": None}, "no description"),
        ({"description": 3}, "no description"),
        ({"spec": "{}"}, "spec must be an object"),
        ({"upright": []}, "upright must be an object"),
        ({"data": {"columns": COLUMNS, "rows": [[1]]}}, "the chart's data: row 1, column 'A': 1 is not text"),
        ({"data": []}, "the chart's data must be an object"),
    ],
)
def test_a_chart_of_the_wrong_shape_is_refused(change, words):
    with pytest.raises(PayloadError, match=words):
        chart_payload({"spec": {}, "description": "d", **change})
