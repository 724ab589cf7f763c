"""What an earlier build left behind is trusted only if it ended well."""

from __future__ import annotations

import pytest
from books import Book
from sphinx.builders.html import StandaloneHTMLBuilder


def test_a_warning_is_given_again_until_its_cause_is_mended(book: Book):
    book.chapter("page", "See {cite:p}`nobody`.")
    first, second = book.build(), book.build()
    assert "nobody" in first.messages
    assert "nobody" in second.messages
    book.chapter("page", "See nobody.")
    assert book.build().messages == ""


def test_a_warning_is_given_again_after_a_build_that_was_killed(book: Book, monkeypatch):
    book.chapter("page", "A {nobody}`role`.")

    def killed(*_):
        raise SystemExit  # passes all that Sphinx would do after an error

    with monkeypatch.context() as patch:
        patch.setattr(StandaloneHTMLBuilder, "write_doc", killed)
        with pytest.raises(SystemExit):
            book.build()
    assert "nobody" in book.build().messages


def test_after_a_good_end_nothing_is_read_again(book: Book):
    book.chapter("page", "Words.")
    book.build()
    assert "0 added, 0 changed, 0 removed" in book.build().status
