"""A folder that was built before holds after each build what a new folder would hold."""

from __future__ import annotations

import json

import pytest
from books import cell, shows

from press.leftover import MADE_BY_SPHINX

TABLE = "application/vnd.press.table+json"
GRID = {"columns": [{"label": "N", "align": "left"}], "rows": [["1"]], "name": "a-table"}
SETTINGS = {"html_theme": "sphinx_book_theme", "html_baseurl": "https://example.org/"}
INDEX = "searchindex.js"


def package(*tables):
    fields = [{"name": "id"}, {"name": "name"}]
    resources = [{"name": t, "path": f"{t}.csv", "schema": {"fields": fields, "primaryKey": ["id"]}} for t in tables]
    return json.dumps({"name": "staff", "resources": resources})


@pytest.fixture
def filled(book):
    """A book of all that leaves files: a page with code, a table, a picture and a file; and data."""
    book.write("data/datapackage.json", package("people", "places"))
    for table in ("people", "places"):
        book.write(f"data/{table}.csv", f"id,name\na,{table}\n")
    for name in ("square", "circle"):
        book.write(f"parts/{name}.svg", f"<svg xmlns='http://www.w3.org/2000/svg' id='{name}' width='9' height='9'/>")
    for name in ("notes", "more"):
        book.write(f"parts/{name}.txt", name)
    book.chapter("parts/one", "![A square](square.svg)", "{download}`notes.txt`", shows(TABLE, GRID), cell("1"))
    other = {**GRID, "name": "b-table"}
    book.chapter("parts/three", "![A circle](circle.svg)", "{download}`more.txt`", shows(TABLE, other), cell("1"))
    book.write("parts/two.md", "# Two\n")
    book.write("index.md", "# Index\n\n```{toctree}\n:glob:\n*\n*/*\n```\n\n```{bibliography}\n```\n")
    book.config |= {
        "press_dataset": "data/datapackage.json",
        "exclude_patterns": ["_build", "data", "drafts.md", "before"],
    } | SETTINGS
    return book


def files(build):
    assert not build.messages
    assert build.error is None
    left = {"made-from.txt", ".buildinfo"}
    return {p.relative_to(build.out).as_posix(): p for p in build.out.rglob("*") if p.is_file() and p.name not in left}


def indexed(texts):
    """The pages in the index of Sphinx's search: in a build that goes on it has the order in which they were read."""
    return sorted(json.loads(texts[INDEX].decode().removeprefix("Search.setIndex(").removesuffix(")"))["docnames"])


def test_what_is_no_more_in_the_book_is_no_more_in_its_folder(filled):
    before = files(filled.build())
    assert {"parts/one.html", "downloads/parts/one.md", "rows/places.html", "_images/square.svg"} <= before.keys()
    filled.write("data/datapackage.json", package("people"))
    (filled.root / "parts/one.md").rename(filled.root / "parts/other.md")
    (filled.root / "parts/two.md").rename(filled.root / "drafts.md")
    filled.chapter("parts/three", "No picture, no file and no table any more.")
    after = {name: path.read_bytes() for name, path in files(filled.build()).items()}
    gone = {"parts/one.html", "parts/two.html", "rows/places.html", "_images/circle.svg", "downloads/data/b-table.csv"}
    assert gone <= before.keys() - after.keys()

    (filled.root / "_build").rename(filled.root / "before")
    new = {name: path.read_bytes() for name, path in files(filled.build()).items()}
    assert after.keys() == new.keys()
    assert indexed(after) == indexed(new)
    assert {name for name in new if after[name] != new[name]} <= {INDEX}


def test_a_page_goes_even_if_nothing_else_has_changed_and_what_others_put_there_stays(book):
    book.write("more/api/page.html", f"<html {MADE_BY_SPHINX}'./'>of another site</html>")
    book.config |= {"html_extra_path": ["more"], "exclude_patterns": ["_build", "more"]}
    book.write("index.md", "# Index\n")
    book.write("parts/alone.md", "---\norphan: true\n---\n# Alone\n")
    build = book.build()
    build.out.joinpath("old.html").write_text("<html>moved by hand</html>")
    assert (build.out / "parts/alone.html").exists()
    (book.root / "parts/alone.md").unlink()
    pages = sorted(name for name in files(book.build()) if name.endswith(".html"))
    assert pages == ["api/page.html", "genindex.html", "index.html", "old.html", "search.html"]
    assert not (build.out / "parts").exists()

    def times():
        return {name: path.stat().st_mtime_ns for name, path in files(book.build()).items() if name.endswith(".html")}

    assert times() == times()
