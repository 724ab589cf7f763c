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
