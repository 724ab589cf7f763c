"""The book in a folder of its own: what an edit shows (what faults do is in `tests/faults`)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from copies import Book

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    made = Book(tmp_path_factory.mktemp("ein Buch über zwei"))
    ended = made.build("html", "pdf")
    assert ended.returncode == 0, ended.stdout[-3000:] + ended.stderr[-3000:]
    return made


def test_one_changed_value_shows_in_the_page_and_in_the_pdf_and_a_revert_takes_it_back(book):
    old, new = "new-york-2001-permanent,New York,Colonel,", "new-york-2001-permanent,New York,Brigadier,"
    assert "Brigadier" not in book.page()
    book.edit("data/liaison_officers.csv", old, new)
    assert book.build("html", "pdf").returncode == 0
    assert "Brigadier" in book.page()
    assert "Brigadier" in book.pdf()
    book.edit("data/liaison_officers.csv", new, old)
    assert book.build("html", "pdf").returncode == 0
    assert "Brigadier" not in book.page()
    assert "Brigadier" not in book.pdf()


def test_evidence_that_is_not_in_the_sources_is_named_with_file_row_and_field(book):
    folder = os.environ.get("SOURCES_DIR")
    if not folder:
        pytest.skip("SOURCES_DIR names no folder with the founding texts")
    book.edit("data/liaison_officers.csv", "Colonel Eric Heeze", "Colonel Erik Heeze")
    env = {**os.environ, "PYTHONPATH": str(book.root / "src"), "SOURCES_DIR": str(Path(folder).resolve())}
    command = [sys.executable, "-m", "helpers.validate"]
    ended = subprocess.run(command, cwd=book.root, env=env, capture_output=True, text=True, check=False)
    book.edit("data/liaison_officers.csv", "Colonel Erik Heeze", "Colonel Eric Heeze")
    assert ended.returncode == 1
    said = ended.stdout + ended.stderr
    assert all(word in said for word in ("liaison_officers.csv", "heeze-2007", "evidence", "Colonel Erik Heeze")), said
