"""The course packs that ship can be built from the book as it is."""

import re
from pathlib import Path

import pytest

from press.typst.course import load

ROOT = Path(__file__).parents[2]
PACKS = sorted(ROOT.glob("courses/*.yml"))
DOCUMENTS = re.findall(r"file: (\S+)", (ROOT / "_toc.yml").read_text("utf-8"))


def test_three_packs_ship():
    assert {"half-course", "methods-seminar", "one-week"} <= {p.stem for p in PACKS}


@pytest.mark.parametrize("path", PACKS, ids=lambda p: p.stem)
def test_every_chapter_of_a_pack_is_in_the_book_and_its_preface_says_what_may_be_copied(path):
    course = load(path, DOCUMENTS)
    assert course.chapters
    assert "CC BY 4.0" in str(course.preface)
    assert "Cite the book" in str(course.preface)
