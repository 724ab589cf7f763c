"""Pages that several processes write are those that one writes, and so is all that stands beside them."""

import json

import pytest
from books import BIBLIOGRAPHY, Book, cell, shows

from press.parallel import FEW
from press.payload import CHART

POINT = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "data": {"values": [{"year": 1993}]},
    "mark": "point",
    "encoding": {"x": {"field": "year", "type": "quantitative"}},
}


def pages(folder, *, spoilt=False):
    book = Book(folder, {"html_theme": "sphinx_book_theme"})
    book.write("references.bib", BIBLIOGRAPHY)
    for number in range(FEW + 1):
        spec = json.loads(json.dumps(POINT).replace("1993", str(1993 + number)))
        if spoilt and number == FEW:
            spec["mark"] = "nonsense"
        book.chapter(f"page{number}", cell(f"print({number})"), shows(CHART, {"spec": spec, "description": "A year."}))
    return book


def files(build):
    return {path.relative_to(build.out): path.read_bytes() for path in build.out.rglob("*.*") if path.suffix}


def test_what_several_processes_write_is_what_one_writes(tmp_path, monkeypatch):
    made = {}
    for jobs in ("1", "2"):
        monkeypatch.setenv("PRESS_JOBS", jobs)
        build = pages(tmp_path / jobs / "book").build()
        assert (build.error, build.messages) == (None, "")
        made[jobs] = files(build)
    assert made["1"].keys() == made["2"].keys()
    assert [name for name, content in made["1"].items() if made["2"][name] != content] == []


def test_an_edit_of_one_page_is_written_by_one_process_and_leaves_the_files_of_the_others(tmp_path, monkeypatch):
    monkeypatch.setenv("PRESS_JOBS", "2")
    book = pages(tmp_path / "book")
    out = book.build(templates_path=[]).out  # a theme adds to the list of the build before
    before = {path: path.stat().st_mtime_ns for path in (out / "downloads").rglob("page*.*")}
    book.chapter("page1", cell("print('new')"))
    book.build(templates_path=[])
    assert {path.stem for path, then in before.items() if path.stat().st_mtime_ns != then} == {"page1"}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_chart_that_cannot_be_drawn_stops_the_build_at_its_cell(tmp_path, monkeypatch, jobs):
    monkeypatch.setenv("PRESS_JOBS", jobs)
    build = pages(tmp_path / "book", spoilt=True).build()
    assert f"page{FEW}.md:" in str(build.error)
    assert "the chart cannot be drawn" in str(build.error)
