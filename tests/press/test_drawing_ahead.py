"""Charts are drawn by other processes while pages are read, and a page gets the same drawing as without them."""

import json
import os
from types import SimpleNamespace

import pytest

from press import draw
from press.payload import PayloadError

SPEC = json.dumps(
    {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": [{"year": 1993}]},
        "mark": "point",
        "encoding": {"x": {"field": "year", "type": "quantitative"}},
    }
)


def build(folder):
    return SimpleNamespace(outdir=str(folder / "html"))


def test_a_chart_that_was_drawn_ahead_is_not_drawn_again(tmp_path, monkeypatch):
    here = draw.draw(build(tmp_path / "here"), SPEC).read_bytes()
    monkeypatch.setattr(draw, "_drawn", lambda *given: pytest.fail("drawn in this process"))
    ahead = draw.Ahead(build(tmp_path / "ahead"), 1)
    ahead.draw([SPEC, SPEC])
    ahead.close()
    assert draw.draw(build(tmp_path / "ahead"), SPEC).read_bytes() == here


def test_what_cannot_be_drawn_ahead_fails_where_the_page_asks_for_it(tmp_path):
    ahead = draw.Ahead(build(tmp_path), 1)
    ahead.draw(['{"mark": 1}'])
    ahead.close()
    with pytest.raises(PayloadError, match="the chart cannot be drawn"):
        draw.draw(build(tmp_path), '{"mark": 1}')


def test_no_process_is_started_where_all_is_drawn(tmp_path, monkeypatch):
    draw.draw(build(tmp_path), SPEC)
    monkeypatch.setattr(draw, "ProcessPoolExecutor", lambda *given: pytest.fail("started"))
    draw.Ahead(build(tmp_path), 1).draw([SPEC])


def test_a_chart_is_drawn_all_the_same_where_the_processes_that_draw_ahead_are_killed(tmp_path, monkeypatch):
    monkeypatch.setattr(draw, "_end_with_parent", os.abort)  # called first in each of them
    ahead = draw.Ahead(build(tmp_path), 1)
    other = SPEC.replace("1993", "1994")
    ahead.draw([SPEC])
    draw._ahead[draw._place(draw.folder(build(tmp_path)), SPEC, "svg")].exception()  # until it is seen to be gone
    ahead.draw([other])
    ahead.close()
    for spec in (SPEC, other):
        assert draw.draw(build(tmp_path), spec).read_bytes().startswith(b"<svg")


@pytest.mark.parametrize("form", draw.FORMS)
def test_a_drawing_that_was_cut_off_is_made_anew(tmp_path, form):
    path = draw.draw(build(tmp_path), SPEC, form)
    whole = path.read_bytes()
    path.write_bytes(whole[:-9])
    assert draw.draw(build(tmp_path), SPEC, form).read_bytes() == whole
