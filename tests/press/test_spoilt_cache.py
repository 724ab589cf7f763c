"""A cache that was spoilt is made anew, and the page is what it would have been."""

from __future__ import annotations

import pytest
from books import Book, cell

SPOIL = {
    "rubbish": ("global.db", b"rubbish" * 99),
    "empty": ("global.db", b""),
    "old": ("__version__.txt", b"0.0.1"),
    "cut": ("base.ipynb", b'{"cells": ['),
    "gone": ("base.ipynb", None),
}


@pytest.mark.parametrize("how", SPOIL)
def test_a_spoilt_cache_is_made_anew(book: Book, how):
    book.chapter("page", cell("print('value', 6 * 7)"))
    book.build()
    name, content = SPOIL[how]
    found = [p for p in (book.root / "_build").rglob(name) if p.is_file()]
    assert found
    for path in found:
        path.unlink() if content is None else path.write_bytes(content)
    (book.root / "_build/.doctrees/environment.pickle").unlink()
    build = book.build()
    assert (build.error, build.messages) == (None, "")
    assert "value 42" in build.text("page.html")
