"""What every test of the press may use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from books import BIBLIOGRAPHY, Book


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Book]:
    """Return an empty book with a bibliography."""
    before = dict(os.environ)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1500000000")
    made = Book(tmp_path)
    made.write("references.bib", BIBLIOGRAPHY)
    yield made
    os.environ.clear()
    os.environ.update(before)
