"""What every test of the press may use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from books import BIBLIOGRAPHY, Book


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    """Return an empty book with a bibliography."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1500000000")
    made = Book(tmp_path)
    made.write("references.bib", BIBLIOGRAPHY)
    return made


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Book]]:
    """Make empty books, for builds that several tests of a module read."""

    def made() -> Book:
        book = Book(tmp_path_factory.mktemp("book"))
        book.write("references.bib", BIBLIOGRAPHY)
        return book

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1500000000")
        yield made
