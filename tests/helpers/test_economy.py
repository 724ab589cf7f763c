"""What Altair does once is what it did each time."""

import subprocess
import sys

import altair as alt
import pandas as pd
import pytest
from altair.utils import schemapi

from helpers import economy

FRAME = pd.DataFrame({"year": [1949, 1999], "what": ["founded", "extended"], "members": [12, 19]})


def charts():
    plain = alt.Chart(FRAME).mark_bar().encode(x="year:O", y="sum(members):Q", color="what", tooltip=["what", "year:O"])
    layered = alt.layer(plain, plain.mark_text().encode(text="members:Q", color=alt.value("black")))
    return [plain, layered, plain.facet("what:N"), alt.Chart.from_dict(layered.to_dict())]


@pytest.fixture
def kept(monkeypatch):
    monkeypatch.setattr(schemapi, "_FromDict", schemapi._FromDict)
    monkeypatch.setattr(schemapi, "_deep_copy", schemapi._deep_copy)
    return economy.look_up_once


def test_charts_are_the_same_when_altair_looks_its_classes_up_once(kept):
    before = [chart.to_dict() for chart in charts()]
    kept()
    assert not isinstance(schemapi._FromDict, type)
    assert [chart.to_dict() for chart in charts()] == before


def test_charts_are_the_same_when_altair_copies_little(kept):
    before = [chart.to_dict() for chart in charts()]
    economy.copy_little()
    assert schemapi._deep_copy.__module__ == economy.__name__
    assert [chart.to_dict() for chart in charts()] == before


def test_a_copy_shares_no_part_that_can_change(kept):
    economy.copy_little()
    chart = charts()[1]
    copy = chart.copy()
    copy.layer[0].encoding.x.shorthand = "members:Q"
    copy.layer[0].encoding.tooltip.append("year:O")
    assert chart.layer[0].encoding.x.shorthand == "year:O"
    assert len(chart.layer[0].encoding.tooltip) == 2


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(schemapi, "validate_jsonschema", schemapi.validate_jsonschema)
    return economy.validate_quickly


FAULTS = {
    "a number too many": lambda spec: spec | {"height": [1]},
    "a key of no chart": lambda spec: spec | {"weight": 1},
    "a mark that is none": lambda spec: {**spec, "mark": "bra"},
    "no mark": lambda spec: {key: part for key, part in spec.items() if key != "mark"},
    "a type that is none": lambda spec: {**spec, "encoding": {"x": {"field": "year", "type": "nominative"}}},
    "data of no kind": lambda spec: {**spec, "data": 7},
    "what JSON has no word for": lambda spec: {**spec, "height": {1, 2}},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_chart_that_is_wrong_is_refused_in_altairs_own_words(quick, fault):
    spec = FAULTS[fault](charts()[0].to_dict())
    words = refused(spec)
    assert words
    quick()
    assert refused(spec) == words


def refused(spec):
    with pytest.raises((schemapi.jsonschema.ValidationError, TypeError)) as found:
        alt.Chart.validate(spec)
    return str(found.value)


def test_charts_that_are_right_are_not_looked_at_twice(quick, monkeypatch):
    quick()
    made = charts()
    monkeypatch.setattr(schemapi, "_get_errors_from_spec", lambda *given, **named: pytest.fail("asked Altair"))
    with schemapi.debug_mode(False):
        assert all(chart.to_dict()["$schema"] for chart in made)


def test_classes_are_looked_up_in_one_table(kept):
    kept()
    one, other = (schemapi._FromDict(alt.Chart._default_wrapper_classes()) for _ in range(2))
    assert one is other


def test_asking_twice_that_classes_be_kept_changes_nothing(kept):
    kept()
    first = schemapi._FromDict
    kept()
    assert schemapi._FromDict is first


WARM = """
import helpers.warm
from helpers import data
before = data._loaded.cache_info().misses, data._entered.cache_info().misses
for name in data.tables():
    data.load(name), data.describe(name)
print(len(data.tables()) > 0, before == (data._loaded.cache_info().misses, data._entered.cache_info().misses))
"""


def test_what_was_read_before_the_first_chapter_is_not_read_by_any():
    ended = subprocess.run([sys.executable, "-c", WARM], capture_output=True, text=True, check=True)
    assert ended.stdout.split() == ["True", "True"]


def test_a_table_that_cannot_be_read_is_left_to_the_chapter_that_reads_it(monkeypatch):
    from helpers import data, warm

    def refuse(name):
        raise data.DataError(f"{name}.csv, row 2")

    monkeypatch.setattr(data, "load", refuse)
    warm.tables()
