from __future__ import annotations

import pytest
from books import cell

CHECKS = """
from pathlib import Path

print("a check may print")


def fine(folder):
    with Path(folder, "calls").open("a") as file:
        file.write("fine ")
    return []


def bad(folder):
    with Path(folder, "calls").open("a") as file:
        file.write("bad ")
    return [f"data/a.csv:3: year: 'x' is no year ({Path(folder).name})", "data/b.csv: missing"]


def dies(folder):
    raise SystemExit(7)
"""


@pytest.fixture(autouse=True)
def _checks(tmp_path_factory, monkeypatch):
    place = tmp_path_factory.mktemp("modules")
    (place / "checks_of_a_book.py").write_text(CHECKS, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(place), prepend=":")


def calls(book):
    return (book.root / "calls").read_text("utf-8").split()


def test_a_book_whose_checks_find_nothing_is_built(book):
    book.write("page.md", "# Page\n")
    assert book.build(press_checks=["checks_of_a_book:fine"]).error is None


def test_every_problem_is_named_and_nothing_is_written(book):
    book.write("page.md", "# Page\n")
    book.build()
    before = (book.root / "_build/html/page.html").read_bytes()
    book.write("page.md", "# Page\n\nMore.\n")
    build = book.build(press_checks=["checks_of_a_book:fine", "checks_of_a_book:bad"])
    assert f"data/a.csv:3: year: 'x' is no year ({book.root.name})" in build.messages
    assert "data/b.csv: missing" in build.messages
    assert str(build.error) == "2 problems in the data of the book, named above"
    assert (book.root / "_build/html/page.html").read_bytes() == before


@pytest.mark.parametrize("name", ["checks_of_a_book:none", "no_such_module:f", "checks_of_a_book"])
def test_a_check_that_is_not_there_is_named(book, name):
    assert f"press_checks: {name}: " in str(book.build(press_checks=[name]).error)


def test_what_was_found_good_is_checked_again_only_when_an_input_changes(book):
    book.write("page.md", "# Page\n")
    settings = {"press_checks": ["checks_of_a_book:fine"], "press_inputs": ["data/*"]}
    for text in ("1", "1", "2"):
        book.write("data/a.csv", text)
        assert book.build(**settings).error is None
    assert calls(book) == ["fine"] * 2


def test_what_was_found_bad_is_checked_again_though_nothing_changed(book):
    book.write("page.md", "# Page\n")
    for _ in range(2):
        assert book.build(press_checks=["checks_of_a_book:bad"]).error is not None
    assert calls(book) == ["bad"] * 2


def test_a_check_that_ends_its_process_stops_the_build(book):
    book.write("page.md", "# Page\n")
    error = str(book.build(press_checks=["checks_of_a_book:dies"]).error)
    assert "the process that checks ended with code 7 and said nothing" in error


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_is_wrong_with_the_data_is_said_though_a_chapter_failed_for_it(book, monkeypatch, jobs):
    monkeypatch.setenv("PRESS_JOBS", jobs)
    book.chapter("one", cell("1 / 0"))
    build = book.build(press_checks=["checks_of_a_book:bad"])
    assert "data/b.csv: missing" in build.messages
    assert str(build.error) == "2 problems in the data of the book, named above"
