"""The book in a folder of its own: what an edit shows, what bad input stops, and that the last good book stays."""

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


CELL = """
```{code-cell} ipython3
%s
```
"""
BAD = {
    "a missing table": ("data/liaison_functions.csv", None, ["liaison_functions.csv"]),
    "a wrong type": (
        "data/liaison_arrangements.csv",
        (",8,not-stated,2010,", ",eight,not-stated,2010,"),
        ["data/liaison_arrangements.csv", "african-union-ocha-office-2008", "staff", "eight"],
    ),
    "a duplicate key": (
        "data/liaison_officers.csv",
        ("\nheeze-2007,", "\nelte-2000,"),
        ["data/liaison_officers.csv", "elte-2000", "id"],
    ),
    "a dangling reference": (
        "data/liaison_officers.csv",
        (",eric-heeze,", ",eric-heezen,"),
        ["data/liaison_officers.csv", "heeze-2007", "person", "eric-heezen"],
    ),
    "an unknown source key": (
        "data/liaison_officers.csv",
        ("kille-hendrickson-2011", "kille-2011"),
        ["data/liaison_officers.csv", "source", "kille-2011"],
    ),
    "an interval that ends before it starts": (
        "data/liaison_officers.csv",
        ("2007-08/2009-09", "2009-09/2007-08"),
        ["data/liaison_officers.csv", "heeze-2007", "term"],
    ),
    "an unknown citation in prose": (
        "chapters/liaison-office.md",
        ("{cite:p}`barschdorff-1998,", "{cite:p}`barschdorff-1989,"),
        ["chapters/liaison-office.md", "barschdorff-1989"],
    ),
    "an unknown table name": (
        "chapters/liaison-office.md",
        ('load("liaison_functions")', 'load("liaison_function")'),
        ["chapters/liaison-office.md", "liaison_function", "liaison_functions"],
    ),
    "a cell that raises": (
        "chapters/liaison-office.md",
        ("## Summary\n", "## Summary\n" + CELL % 'raise ZeroDivisionError("of all things")'),
        ["chapters/liaison-office.md", "ZeroDivisionError", "of all things"],
    ),
    "a chart without a description": (
        "chapters/liaison-office.md",
        (
            "## Summary\n",
            "## Summary\n"
            + CELL % 'import altair as alt\nfrom helpers import chart\nchart(alt.Chart().mark_point(), description="")',
        ),
        ["chapters/liaison-office.md", "description"],
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_stops_the_build_with_a_message_and_leaves_the_last_good_book(book, case):
    name, change, named = BAD[case]
    before, good = (book.root / name).read_bytes(), book.digest()
    if change is None:
        (book.root / name).unlink()
    else:
        book.edit(name, *change)
    try:
        ended = book.build("html")
        said = ended.stdout + ended.stderr
        assert ended.returncode == 1
        assert not [word for word in named if word not in said], f"{case}: not named in:\n{said[-3000:]}"
        assert book.digest() == good
    finally:
        (book.root / name).write_bytes(before)


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


def test_a_cell_that_holds_markup_comes_out_as_that_text(book):
    hostile = "<b>bold</b> {ref}`index` *not* :::{note}"
    book.edit(
        "data/liaison_officers.csv",
        "new-york-2001-permanent,New York,Colonel,",
        f"new-york-2001-permanent,New York,{hostile},",
    )
    try:
        ended = book.build("html", "pdf")
        assert ended.returncode == 0, ended.stdout[-2000:] + ended.stderr[-2000:]
        assert "&lt;b&gt;bold&lt;/b&gt; {ref}`index` *not* :::{note}" in book.page()
        assert "<b>bold</b> {ref}`index` *not* :::{note}" in " ".join(book.pdf().split())
    finally:
        book.edit(
            "data/liaison_officers.csv",
            f"new-york-2001-permanent,New York,{hostile},",
            "new-york-2001-permanent,New York,Colonel,",
        )
