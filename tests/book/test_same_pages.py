"""The same pages however and wherever the book is built."""

import pytest
from conftest import Book as Pages
from copies import Book

pytestmark = pytest.mark.slow
#: What only `make book` puts beside the pages, at paths that do not change: the pages link to it in any build, for
#: they would not be the same pages otherwise.
BESIDE = {"downloads/nato-un.pdf", "downloads/nato-un.epub", "downloads/nato-un-data.zip"}


def pages(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*.html"))}


def test_make_and_jupyter_book_alone_give_the_same_pages_on_two_paths(tmp_path_factory):
    one = Book(tmp_path_factory.mktemp("one"))
    other = Book(tmp_path_factory.mktemp("some") / "where" / "else, deeper")
    when = {"SOURCE_DATE_EPOCH": "1600000000"}
    made = one.build("html", TZ="UTC", LC_ALL="C.UTF-8", **when)
    assert made.returncode == 0, made.stdout[-3000:]
    alone = other.plain(TZ="Asia/Tokyo", PYTHONHASHSEED="7", PRESS_EXECUTOR="kernel", **when)
    assert alone.returncode == 0, alone.stdout[-3000:]
    first, second = pages(one.root / "_build/html"), pages(other.root / "_build/html")
    assert sorted(first) == sorted(second)
    differ = [name for name in first if first[name] != second[name]]
    assert not differ, f"pages that differ: {differ}"
    dead = {path for _, path in Pages(other.root / "_build/html").dead_links()}
    assert dead <= BESIDE, "links of the build without make that lead nowhere"
