"""The same bytes however and wherever the book is built."""

import shutil
import zipfile

import pytest
from copies import Book
from differences import differences, first_difference

PACK = "title: A week\nchapters:\n  - liaison-office\n"
FORMATS = ("html", "pdf", "epub", "archives")
HERE = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}
THERE = {"TZ": "Asia/Tokyo", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"}
WHEN = {"SOURCE_DATE_EPOCH": "1600000000"}


def build(book):
    """Build a copy of the book in every format, as make does, but in another place and time."""
    folder = book.root
    return book.build(*FORMATS, PRESS_COURSES="courses/a-week.yml", **(HERE if folder.name == "one" else THERE), **WHEN)


@pytest.mark.slow
def test_make_and_jupyter_book_alone_and_make_elsewhere_give_the_same_bytes(tmp_path):
    one, other = Book(tmp_path / "one"), Book(tmp_path / "some" / "where" / "else, deeper")
    for book in (one, other):
        (book.root / "courses" / "a-week.yml").write_text(PACK, "utf-8")
    made = build(one)
    assert made.returncode == 0, made.stdout[-3000:] + made.stderr[-3000:]
    names = sorted(p.name for name in FORMATS[1:] for p in (one.root / "_build" / name).iterdir())
    assert names == ["a-week.pdf", "nato-un-data.zip", "nato-un.epub", "nato-un.pdf"]

    alone = other.plain(PRESS_EXECUTOR="kernel", **THERE, **WHEN)
    assert alone.returncode == 0, alone.stdout[-3000:]
    pages = [line for line in compared(one, other, "html") if line.split(":")[0].endswith(".html")]
    assert not pages, "\n".join(pages)

    shutil.rmtree(other.root / "_build")
    made = build(other)
    assert made.returncode == 0, made.stdout[-3000:] + made.stderr[-3000:]
    found = [line for name in FORMATS for line in compared(one, other, name)]
    assert not found, "\n".join(found)


def compared(one, other, name):
    return [f"{name}/{line}" for line in differences(one.root / "_build" / name, other.root / "_build" / name)]


def test_a_difference_is_shown_with_file_place_and_context(tmp_path):
    for name, text in (("one", "the same, then this"), ("other", "the same, then that")):
        (tmp_path / name / "sub").mkdir(parents=True)
        (tmp_path / name / "sub" / "page.html").write_text(text)
    (tmp_path / "one" / "more.html").write_text("")
    more, page = differences(tmp_path / "one", tmp_path / "other")
    assert more.startswith("more.html: not in ")
    assert page == "sub/page.html: at byte 17: b'the same, then this' and b'the same, then that'"


def test_a_difference_in_an_archive_names_its_member(tmp_path):
    paths = [tmp_path / "one.epub", tmp_path / "other.epub"]
    for path, text in zip(paths, ("a1", "a2"), strict=True):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("page.xhtml", text)
    assert first_difference(*paths) == "page.xhtml: at byte 1: b'a1' and b'a2'"
