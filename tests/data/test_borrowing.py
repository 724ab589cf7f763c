"""Nothing in the book or around it copies a founding text (for those who hold the texts)."""

import os
from pathlib import Path

import pytest

from helpers import borrowing, texts

ROOT = Path(__file__).parents[2]
# not references.bib: titles are as their works print them
PROSE = sorted(
    p for pattern in ("*.md", "chapters/*", "appendix/*", "courses/*", "data/*.md") for p in ROOT.glob(pattern)
)


@pytest.mark.slow
@pytest.mark.skipif("SOURCES_DIR" not in os.environ, reason="SOURCES_DIR names no folder with the founding texts")
def test_no_page_holds_more_than_twelve_words_of_a_founding_text_in_a_row():
    known = borrowing.sequences(texts.read(os.environ["SOURCES_DIR"]))
    found = {p.name: c for p in PROSE if p.is_file() and (c := borrowing.copied(p.read_text("utf-8"), known))}
    assert not found
