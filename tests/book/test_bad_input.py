"""The book in a folder of its own: what an edit shows, what bad input stops, and that the last good book stays."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
TOC = """format: jb-book
root: index
parts:
  - caption: People and posts
    chapters:
      - file: chapters/liaison-office
  - caption: Appendix
    chapters:
      - file: appendix/codebook
      - file: appendix/errata
      - file: appendix/bibliography
"""
INDEX = """# A small book

It has one chapter, {ref}`ch-liaison-office`.
"""


def files():
    listed = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout: which files belong to the book is not known")
    return [name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


class Book:
    """A copy of the book, cut down to one chapter, that can be built as make builds it."""

    def __init__(self, root):
        self.root = root
        for name in files():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, root / name)
        (root / "_toc.yml").write_text(TOC)
        (root / "index.md").write_text(INDEX)

    def build(self, *formats, **environment):
        env = {**os.environ, "PYTHONPATH": str(self.root / "src"), "SOURCE_DATE_EPOCH": "1600000000", **environment}
        env.pop("SOURCES_DIR", None) if "SOURCES_DIR" not in environment else None
        command = [sys.executable, "-m", "press.publish", *formats]
        return subprocess.run(command, cwd=self.root, env=env, capture_output=True, text=True, check=False)

    def edit(self, name, old, new):
        path = self.root / name
        text = path.read_text("utf-8")
        assert old in text, f"{name} no longer has {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")

    def page(self):
        return (self.root / "_build/html/chapters/liaison-office.html").read_text("utf-8")

    def pdf(self):
        document = pypdfium2.PdfDocument(self.root / "_build/pdf/nato-un.pdf")
        return "".join(page.get_textpage().get_text_range() for page in document)

    def digest(self):
        published = sorted(p for p in (self.root / "_build/html").rglob("*") if p.is_file())
        return hashlib.sha256(b"".join(p.read_bytes() for p in published)).hexdigest()


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
        ("{cite:p}`barschdorff-1998`", "{cite:p}`barschdorff-1989`"),
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
