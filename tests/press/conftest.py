"""What every test of the press may use."""

from __future__ import annotations

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
