from __future__ import annotations

import sys
from types import ModuleType

import pytest

CHECKS = ModuleType("checks_of_a_book")
CHECKS.fine = lambda folder: []  # type: ignore[attr-defined]
CHECKS.bad = lambda folder: [f"data/a.csv:3: year: 'x' is no year ({folder.name})", "data/b.csv: missing"]  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _checks(monkeypatch):
    monkeypatch.setitem(sys.modules, "checks_of_a_book", CHECKS)


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


def test_what_was_found_good_is_checked_again_only_when_an_input_changes(book, monkeypatch):
    calls = []
    monkeypatch.setattr(CHECKS, "fine", lambda folder: calls.append(folder) or [])
    book.write("page.md", "# Page\n")
    settings = {"press_checks": ["checks_of_a_book:fine"], "press_inputs": ["data/*"]}
    for text in ("1", "1", "2"):
        book.write("data/a.csv", text)
        assert book.build(**settings).error is None
    assert len(calls) == 2


def test_what_was_found_bad_is_checked_again_though_nothing_changed(book, monkeypatch):
    calls = []
    monkeypatch.setattr(CHECKS, "bad", lambda folder: calls.append(folder) or ["data/a.csv: bad"])
    book.write("page.md", "# Page\n")
    for _ in range(2):
        assert book.build(press_checks=["checks_of_a_book:bad"]).error is not None
    assert len(calls) == 2
