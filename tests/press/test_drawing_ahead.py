"""Charts are drawn by other processes while pages are read, and a page gets the same drawing as without them."""

import json
import os
import shutil
import subprocess
import sys
from types import SimpleNamespace

import pytest

from press import draw, fonts, workers
from press.fonts import chart_fonts, has_common, lent
from press.payload import PayloadError
from press.workers import Workers

SPEC = json.dumps(
    {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": [{"year": 1993}]},
        "mark": "point",
        "encoding": {"x": {"field": "year", "type": "quantitative"}},
    }
)


@pytest.fixture(autouse=True)
def _unprepared(tmp_path, monkeypatch):
    """Leave aside what was made with the environment."""
    monkeypatch.setenv("PRESS_PREPARED", str(tmp_path / "nothing"))


def build(folder):
    return SimpleNamespace(outdir=str(folder / "html"), builder=SimpleNamespace(format="html", name="html"))


@pytest.fixture
def own():
    pool = Workers(1)
    yield pool
    pool.close(cancel=True)


def test_a_chart_that_was_drawn_ahead_is_not_drawn_again(tmp_path, monkeypatch, own):
    here = draw.draw(build(tmp_path / "here"), SPEC).read_bytes()
    monkeypatch.setattr(draw, "_drawn", lambda *given: pytest.fail("drawn in this process"))
    draw.Ahead(build(tmp_path / "ahead"), own).draw([SPEC, SPEC])
    assert draw.draw(build(tmp_path / "ahead"), SPEC).read_bytes() == here


def test_what_cannot_be_drawn_ahead_fails_where_the_page_asks_for_it(tmp_path, own):
    draw.Ahead(build(tmp_path), own).draw(['{"mark": 1}'])
    with pytest.raises(PayloadError, match="the chart cannot be drawn"):
        draw.draw(build(tmp_path), '{"mark": 1}')


def test_no_process_is_started_where_all_is_drawn(tmp_path, monkeypatch, own):
    draw.draw(build(tmp_path), SPEC)
    draw.library(build(tmp_path))
    monkeypatch.setattr(workers, "ProcessPoolExecutor", lambda *given: pytest.fail("started"))
    ahead = draw.Ahead(build(tmp_path), own)
    ahead.draw([SPEC])
    ahead.finish()


@pytest.mark.parametrize(("specs", "form", "made"), [([SPEC], "html", True), ([], "html", False), ([SPEC], "", False)])
def test_the_library_of_live_charts_is_made_ahead_only_for_a_web_book_with_charts(tmp_path, specs, form, made):
    given = []
    ahead = draw.Ahead(
        SimpleNamespace(outdir=str(tmp_path / "html"), builder=SimpleNamespace(format=form, name="x")),
        SimpleNamespace(submit=lambda work, *rest: given.append(work)),
    )
    ahead.draw(specs)
    ahead.finish()
    assert (draw._write_library in given) is made


def test_the_library_that_was_made_ahead_is_not_made_again(tmp_path, monkeypatch, own):
    ahead = draw.Ahead(build(tmp_path), own)
    ahead.draw([SPEC])
    ahead.finish()
    for begun in draw._ahead.values():
        begun.exception()
    monkeypatch.setattr(draw, "_write_library", lambda path: pytest.fail("made in this process"))
    assert draw.library(build(tmp_path)).read_text("utf-8").count("window.pressVega") == 1


def test_a_chart_is_drawn_all_the_same_where_the_processes_that_draw_ahead_are_killed(tmp_path, monkeypatch, own):
    monkeypatch.setattr(workers, "begin", os.abort)  # called first in each of them
    ahead = draw.Ahead(build(tmp_path), own)
    other = SPEC.replace("1993", "1994")
    ahead.draw([SPEC])
    draw._ahead[draw._place(draw.folder(build(tmp_path)), SPEC, "svg")].exception()  # until it is seen to be gone
    ahead.draw([other])
    for spec in (SPEC, other):
        assert draw.draw(build(tmp_path), spec).read_bytes().startswith(b"<svg")


@pytest.mark.parametrize("form", draw.FORMS)
def test_a_drawing_that_was_cut_off_is_made_anew(tmp_path, form):
    path = draw.draw(build(tmp_path), SPEC, form)
    whole = path.read_bytes()
    path.write_bytes(whole[:-9])
    assert draw.draw(build(tmp_path), SPEC, form).read_bytes() == whole


DRAW = """
import sys, vl_convert
vl_convert.register_font_directory(sys.argv[2])
print(vl_convert.vegalite_to_svg(sys.argv[1]))
"""


def drawn(spec, faces):
    """Draw in a process of its own: what faces a process has once been given, it keeps."""
    command = [sys.executable, "-c", DRAW, spec, str(faces)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def labelled(words):
    """Return a chart whose layout depends on how wide some words are."""
    labels = {"type": "text", "text": words, "fontWeight": 600, "font": "Source Sans Pro"}
    spec = json.loads(SPEC) | {"title": {"text": words, "font": "Source Sans Pro", "anchor": "end"}, "mark": labels}
    spec |= {"encoding": {"color": {"datum": words, "legend": {"labelFont": "Source Sans Pro"}}}}
    return json.dumps(spec)


COMMON = ["Wörner − ½", "final office, first fl. 1,234", "“states” → Čad ≥ 3", "".join(map(chr, sorted(fonts.COMMON)))]
OTHER = ["Σ of states", "Да, 1949"]


@pytest.mark.parametrize("words", COMMON + OTHER)
def test_a_drawing_is_the_same_with_the_faces_that_are_lent_as_with_the_whole_package(tmp_path, words):
    for face in chart_fonts().glob("*.ttf"):  # the other format is a hair wider or narrower here and there
        (tmp_path / "all").mkdir(exist_ok=True)
        shutil.copy(face, tmp_path / "all")
    spec = labelled(words)
    whole = drawn(spec, tmp_path / "all")
    assert whole.count("<text") == 3
    assert has_common(spec) is (words in COMMON)
    assert drawn(spec, lent(tmp_path, small=has_common(spec))) == whole


def test_charts_of_all_characters_are_drawn_ahead_as_without_help(tmp_path, own):
    specs = [labelled(words) for words in [*COMMON, *OTHER, *COMMON]]
    here = [draw.draw(build(tmp_path / "here"), spec).read_bytes() for spec in specs]
    ahead = draw.Ahead(build(tmp_path / "ahead"), own)
    ahead.draw(specs)
    assert all(draw.is_begun(build(tmp_path / "ahead"), spec) for spec in specs)
    assert [draw.draw(build(tmp_path / "ahead"), spec).read_bytes() for spec in specs] == here
