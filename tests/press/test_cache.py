"""What is executed again after which edit, and that no page shows an earlier value."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from books import Book, cell

import press
from press import cache

HELPER = (
    "import pathlib\ndef load(): return pathlib.Path(__file__).parents[2].joinpath('data/t.csv').read_text().strip()\n"
)
HELPER += "WORD = 'word-one'\n"
CODE = "import sys; sys.path.insert(0, 'src')\nimport book_helpers.words as w\nprint('value', w.load(), w.WORD)"


@pytest.fixture(scope="module")
def book(tmp_path_factory) -> Book:
    book = Book(
        tmp_path_factory.mktemp("cache"), {"press_inputs": ["data/**/*", "src/book_helpers/**/*", "requirements*"]}
    )
    book.write("references.bib", "")
    book.write("data/t.csv", "1\n")
    book.write("src/book_helpers/words.py", HELPER)
    book.write("requirements.txt", "pandas==1\n")
    book.chapter("one", cell(CODE), cell("print('first')"))
    book.chapter("two", "Prose.", cell(CODE))
    book.build()
    return book


def edit(book: Book, name: str, old: str, new: str) -> None:
    path = book.root / name
    text = path.read_text("utf-8")
    assert old in text
    book.write(name, text.replace(old, new))


# in this order: each builds on the last
EDITS = [
    ("a cell", "one.md", "'first'", "'second'", ["one"], ("one.html", "second")),
    ("prose", "two.md", "Prose.", "Other prose.", [], ("two.html", "Other prose.")),
    ("a table", "data/t.csv", "1", "2", ["one", "two"], ("two.html", "value 2")),
    ("a table back", "data/t.csv", "2", "1", [], ("two.html", "value 1")),
    ("a helper", "src/book_helpers/words.py", "word-one", "word-two", ["one", "two"], ("one.html", "word-two")),
    ("a helper back", "src/book_helpers/words.py", "word-two", "word-one", [], ("one.html", "word-one")),
    ("a cell back", "one.md", "'second'", "'first'", [], ("one.html", "first")),
    ("a pin", "requirements.txt", "1", "2", ["one", "two"], ("one.html", "word-one")),
]


@pytest.mark.parametrize(("what", "name", "old", "new", "executed", "shows"), EDITS, ids=[e[0] for e in EDITS])
def test_an_edit_executes_what_it_touches_and_the_page_shows_it(book, what, name, old, new, executed, shows):
    edit(book, name, old, new)
    build = book.build()
    assert (build.messages, build.executed) == ("", executed)
    page, text = shows
    assert text in build.text(page)


def test_a_setting_of_the_site_executes_nothing_and_shows_on_every_page(book):
    build = book.build(project="Another name")
    assert (build.messages, build.executed) == ("", [])
    assert all("Another name" in build.text(f"{name}.html") for name in ("one", "two", "index"))
    assert (book.build().executed, "Another name" in book.build().text("one.html")) == ([], False)


def test_another_python_executes_all_and_the_one_before_nothing(book, monkeypatch):
    monkeypatch.setattr(cache, "sys", SimpleNamespace(version="3.99", path=sys.path))
    assert book.build().executed == ["one", "two"]
    monkeypatch.undo()
    assert book.build().executed == []


def test_a_deleted_table_fails_every_chapter_that_reads_it_and_no_page_shows_it_still(book):
    (book.root / "data/t.csv").unlink()
    build = book.build()
    assert str(build.error) == "not executed: one, two"
    assert build.messages.count("No such file or directory: '") >= 2
    book.write("data/t.csv", "1\n")
    build = book.build()
    assert (build.error, build.executed) == (None, [])
    assert "value 1" in build.text("two.html")


def test_a_new_table_executes_all_for_any_chapter_may_have_looked_for_it(book):
    book.write("data/new.csv", "x\n")
    assert book.build().executed == ["one", "two"]
    (book.root / "data/new.csv").unlink()
    assert book.build().executed == []


def test_a_changed_table_shows_in_every_builder_of_the_book(book):
    edit(book, "data/t.csv", "1", "31")
    assert "value 31" in book.build("html").text("one.html")
    build = book.build("text")
    assert build.executed == []
    assert "value 31" in build.text("one.txt")
    edit(book, "data/t.csv", "31", "1")
    assert "value 1 " in book.build("text").text("one.txt")
    assert "value 1 " in book.build("html").text("one.html")


def test_a_renamed_chapter_is_not_executed_again(book):
    (book.root / "two.md").rename(book.root / "three.md")
    edit(book, "index.md", "two", "three")
    build = book.build()
    assert (build.messages, build.executed) == ("", [])
    assert "value 1" in build.text("three.html")


@pytest.fixture
def inputs(tmp_path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.csv").write_text("1")
    return tmp_path


def digest(root: Path) -> str:
    return cache.inputs_digest(root, ["data/**/*"])


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "data/a.csv").write_text("2"),
        lambda root: (root / "data/a.csv").rename(root / "data/b.csv"),
        lambda root: (root / "data/a.csv").unlink(),
        lambda root: (root / "data/b.csv").write_text(""),
    ],
    ids=["content", "name", "deletion", "addition"],
)
def test_the_digest_changes_with_the_inputs(inputs, change):
    before = digest(inputs)
    change(inputs)
    assert digest(inputs) != before


def test_the_digest_changes_with_python_and_the_packages(inputs, monkeypatch):
    before = digest(inputs)
    monkeypatch.setattr(sys, "version", "3.99")
    assert digest(inputs) != before
    monkeypatch.undo()
    (inputs / "some_package-1.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(str(inputs))
    assert digest(inputs) != before


def test_the_digest_knows_neither_the_place_nor_what_tools_leave(inputs, tmp_path_factory):
    other = tmp_path_factory.mktemp("else where") / "bøk"
    (other / "data/__pycache__").mkdir(parents=True)
    for name in ("a.csv", ".a.csv.swp", "a.csv~", "__pycache__/a.pyc"):
        (other / "data" / name).write_text("1")
    assert digest(other) == digest(inputs)


def test_old_folders_go_by_number_and_age_but_never_the_one_in_use(tmp_path):
    names = [f"old-{i}" for i in range(cache.KEEP + 3)]
    for age, name in enumerate(names):
        folder = cache.open_folder(tmp_path, name)
        for path in (folder, folder / ".used"):
            os.utime(path, (2e9 - age, 2e9 - age))
    mine = tmp_path / names[-1]
    cache.prune(tmp_path, mine, now=2e9)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*names[: cache.KEEP - 1], names[-1]])
    cache.prune(tmp_path, mine, now=2e9 + cache.DAYS * 86400 + 1)
    assert [p.name for p in tmp_path.iterdir()] == [names[-1]]


@pytest.mark.parametrize("name", ["draw.py", "site/theme/page.html", "site/theme/static/page.js"])
def test_another_file_of_the_press_has_every_page_read_again(tmp_path, name):
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("one")
    before = press._digest_of_code(tmp_path)
    (tmp_path / "draw.cpython-311.pyc").write_text("left by Python")
    assert press._digest_of_code(tmp_path) == before
    path.write_text("another")
    assert press._digest_of_code(tmp_path) != before
