"""What a link may lead to."""

from __future__ import annotations

import pytest
from books import Book

from press.links import leads_out


@pytest.mark.parametrize(
    "uri", ["javascript:alert(1)", " JavaScript:alert(1)", "\x01javascript:alert(1)", "vbscript:x", "data:text/html,x"]
)
def test_an_address_that_runs_something_is_none(uri):
    assert not leads_out(uri)


@pytest.mark.parametrize(
    "uri", ["", "#part", "page.html#part", "../a/b.html?c", "https://example.org/a:b", "mailto:a@b.c"]
)
def test_an_address_of_the_web_or_the_book_is_one(uri):
    assert leads_out(uri)


def test_a_work_whose_address_is_a_script_is_warned_of_and_not_linked(book: Book):
    book.write("references.bib", "@misc{a1, author={A}, title={T}, year=2001, url={javascript:alert(1)}}\n")
    book.chapter("page", "See {cite:t}`a1`.")
    build = book.build()
    assert "the link 'javascript:alert(1)' is none that a page may hold" in build.messages
    assert 'href="javascript' not in build.text("index.html")
