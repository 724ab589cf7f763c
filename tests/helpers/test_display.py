import json

import altair as alt
import jsonschema
import numpy as np
import pandas as pd
import pytest
from altair.utils import schemapi

from helpers import display, economy
from helpers.cells import to_rows
from helpers.display import (
    _ALTAIR_BUNDLE,
    CHART,
    GLUE,
    LIVE,
    TABLE,
    chart,
    draw_without_network,
    number,
    table,
)
from helpers.schema import UnknownName

FRAME = pd.DataFrame({"officer": ["Eric Heeze", None], "months": [25.04, float("nan")], "year": [2007, 2009]})
HOSTILE = [
    "<script>alert(1)</script>",
    "{download}`x`",
    "=cmd|'/C calc'!A0",
    "**b** -- “q”",
    "a\u202eb",
    "x" * 5000,
    "[a](b)",
]


@pytest.fixture
def book(monkeypatch):
    monkeypatch.setenv("PRESS_BUILD", "1")


@pytest.fixture
def dots():
    return alt.Chart(FRAME).mark_point().encode(x="year:Q", y="months:Q")


@pytest.fixture
def displayed(monkeypatch):
    seen = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw, metadata=None: seen.append((data, metadata)))
    return seen


@pytest.mark.parametrize("description", ["", "  \n", None])
def test_a_chart_without_a_description_is_refused(dots, description):
    with pytest.raises(ValueError, match="needs a description"):
        chart(dots, description=description)


def test_a_chart_leaves_with_its_words_data_sources_and_tables(book, dots):
    payload = chart(
        dots, description="Two\n  terms.", data=FRAME, sources=["a-2001"], upright=dots
    )._repr_mimebundle_()[CHART]
    assert payload["description"] == "Two terms."
    assert payload["sources"] == ["a-2001"]
    assert payload["tables"] == []
    assert payload["upright"]["mark"]["type"] == payload["spec"]["mark"]["type"] == "point"
    assert payload["data"]["rows"] == [["Eric Heeze", "25.04", "2007"], ["—", "—", "2009"]]
    json.dumps(payload, allow_nan=False)


def test_every_cell_of_a_table_is_text(book):
    bundle = table(
        FRAME, "Terms", "tbl-terms", sources=["a-2001"], formats={"months": "{:.1f}", "year": str}
    )._repr_mimebundle_()
    payload = bundle[TABLE]
    assert payload["rows"] == [["Eric Heeze", "25.0", "2007"], ["—", "—", "2009"]]
    assert [c["align"] for c in payload["columns"]] == ["left", "decimal", "right"]
    assert (payload["caption"], payload["name"], payload["sources"]) == ("Terms", "tbl-terms", ["a-2001"])
    assert bundle["text/plain"].splitlines()[0] == "officer\tmonths\tyear"


def test_hostile_text_passes_unchanged(book):
    payload = table(pd.DataFrame({"{sub}`x`": HOSTILE}), caption=HOSTILE[0]).payload
    assert [row[0] for row in payload["rows"]] == HOSTILE
    assert payload["columns"][0]["label"] == "{sub}`x`"
    assert payload["caption"] == HOSTILE[0]


def test_truth_and_days_are_written_for_readers():
    frame = pd.DataFrame({"held": pd.array([True, None], "boolean"), "day": pd.to_datetime(["2007-08-01", None])})
    assert table(frame).payload["rows"] == [["yes", "2007-08-01"], ["—", "—"]]


def test_a_named_index_is_shown_and_an_unnamed_one_is_not():
    grouped = FRAME.groupby("year")[["months"]].sum()
    assert [c["label"] for c in table(grouped).payload["columns"]] == ["year", "months"]
    assert [c["label"] for c in table(FRAME[FRAME.year > 2007]).payload["columns"]] == ["officer", "months", "year"]


def test_columns_on_two_levels_are_written_in_one():
    frame = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("UN", "staff"), ("NATO", "staff")]))
    assert [c["label"] for c in table(frame).payload["columns"]] == ["UN · staff", "NATO · staff"]


def test_a_series_is_a_table_of_one_column():
    assert table(pd.Series([1, 2], name="staff")).payload["columns"] == [{"label": "staff", "align": "right"}]


@pytest.mark.parametrize("what", [{"sources": "a-2001"}, {"tables": "people"}])
def test_one_name_where_a_list_is_due_is_refused(what):
    with pytest.raises(TypeError, match="is a list of names"):
        table(FRAME, **what)


def test_an_unknown_table_is_refused_where_the_output_is_made(dots):
    with pytest.raises(KeyError, match="no table 'no-such-table'"):
        chart(dots, description="Dots.", tables=["no-such-table"])


def test_a_format_for_a_column_that_is_not_there_is_refused():
    with pytest.raises(KeyError, match="Did you mean 'months'"):
        table(FRAME, formats={"month": "{:.1f}"})


@pytest.mark.parametrize("thing", [[1, 2], "text", None])
def test_what_is_neither_frame_nor_chart_is_refused(thing):
    with pytest.raises(TypeError, match="data frame"):
        table(thing)
    with pytest.raises(TypeError, match="Altair chart"):
        chart(thing, description="x")


def test_links_stand_beside_their_cells():
    payload = table(FRAME, links={"officer": ["#eric-heeze", None]}).payload
    assert payload["links"] == [["#eric-heeze", None, None], [None, None, None]]
    assert "links" not in table(FRAME).payload


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JAVAscript:x", " javascript:x", "data:text/html,x", "java\nscript:x", ""]
)
def test_a_link_that_runs_is_refused(address):
    with pytest.raises(ValueError, match="not a link"):
        table(FRAME, links={"officer": [address, None]})


def test_an_error_in_a_chart_is_raised_in_its_cell(book):
    broken = alt.Chart(FRAME).mark_point().encode(x="no_such_column")
    with pytest.raises(ValueError, match="no_such_column"):
        chart(broken, description="Nothing.")


@pytest.mark.parametrize(
    "wrong",
    [
        lambda dots: dots.encode(x=alt.X("year:Q", scale=alt.Scale(domain="all"))),
        lambda dots: dots.mark_point(shape=3),
        lambda dots: dots.properties(title=alt.TitleParams("Years", fontSize="big")),
        lambda dots: alt.layer(dots, dots.encode(tooltip=[alt.Tooltip("year:Q", format=3)])),
    ],
)
def test_a_chart_that_is_validated_once_is_refused_all_the_same(dots, wrong):
    with schemapi.debug_mode(True):  # as it was, at the end
        economy.validate_once()
        with pytest.raises(jsonschema.ValidationError):
            chart(wrong(dots), description="Years.")


def test_a_notebook_shows_frames_and_charts_as_they_are(monkeypatch, dots):
    monkeypatch.delenv("PRESS_BUILD", raising=False)
    shown = table(FRAME)._repr_mimebundle_()
    assert set(shown) == {"text/html", "text/plain"}
    drawn = chart(dots, description="Dots.")._repr_mimebundle_()
    assert {"text/html", LIVE} <= set(drawn)
    assert not any("press" in kind for kind in drawn)


def test_a_chart_of_a_readers_own_needs_no_network_either(monkeypatch, dots):
    monkeypatch.delenv("PRESS_BUILD", raising=False)
    assert _ALTAIR_BUNDLE(dots)[LIVE]["$schema"].endswith("/v5.json")


@pytest.mark.parametrize(("server", "colab", "kinds"), [(True, False, 1), (False, False, 2), (True, True, 2)])
def test_a_page_that_draws_charts_itself_is_not_tempted_by_html(monkeypatch, dots, server, colab, kinds):
    for name, given in (("JPY_SESSION_NAME", server), ("COLAB_RELEASE_TAG", colab), ("PRESS_BUILD", False)):
        monkeypatch.setenv(name, "x") if given else monkeypatch.delenv(name, raising=False)
    shown = _ALTAIR_BUNDLE(dots)
    assert len(shown) == kinds
    assert LIVE in shown


def test_who_has_chosen_a_renderer_keeps_it():
    with alt.renderers.enable("png"):
        draw_without_network()
        assert alt.renderers.active == "png"


def test_a_table_names_the_rows_that_it_shows():
    two = pd.DataFrame({"who": ["Elte", "Nobody", "Two"]})
    ids = ["jo-elte", "not-stated", ["jo-elte", "eric-heeze"]]
    shown = table(two, shows={"people": ids}).payload["shows"]
    assert shown == [["people:jo-elte"], [], ["people:jo-elte", "people:eric-heeze"]]
    assert to_rows("people", ["jo-elte", None, "an-invented-row"]) == ["row:people:jo-elte", None, None]
    with pytest.raises(UnknownName, match="no table 'persons'"):
        table(two, shows={"persons": ids})
    with pytest.raises(ValueError, match="1 entries for 3 rows"):
        table(two, shows={"people": ["jo-elte"]})


def test_the_data_behind_a_chart_name_their_rows_too(book, dots):
    behind = pd.DataFrame({"who": ["Elte"]})
    given = chart(dots, description="Dots.", data=behind, shows={"people": ["jo-elte"]})
    assert given.payload["data"]["shows"] == [["people:jo-elte"]]


def test_a_number_leaves_as_a_record_for_prose(book, displayed):
    number("mean-months", np.float64(12.5))
    [(data, metadata)] = displayed
    assert data == {GLUE + "text/plain": "12.5"}
    assert metadata == {"scrapbook": {"name": "mean-months", "mime_prefix": GLUE}}


def test_a_number_in_a_notebook_is_a_line_to_read(monkeypatch, displayed):
    monkeypatch.delenv("PRESS_BUILD", raising=False)
    number("first", "August 2007")
    assert displayed == [({"text/plain": "first = August 2007"}, None)]


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("n", float("nan"), ValueError),
        ("n", float("inf"), ValueError),
        ("n", None, ValueError),
        ("n", pd.NA, ValueError),
        ("n", True, TypeError),
        ("N officers", 1, ValueError),
        ("a:b", 1, ValueError),
    ],
)
def test_a_number_that_prose_cannot_show_is_refused(name, value, error):
    with pytest.raises(error):
        number(name, value)


def test_a_bare_frame_in_a_book_is_a_table_that_says_what_it_leaves_out(book):
    payload = display._bare_frame(pd.DataFrame({"a": range(100), "b": range(100)}))[TABLE]
    assert len(payload["rows"]) == 61
    assert payload["rows"][-1] == ["… and 40 more rows", "…"]


def test_a_bare_chart_in_a_book_goes_out_without_a_description_for_the_builder_to_refuse(book, dots):
    assert display._bare_chart(dots)[CHART]["description"] == ""
