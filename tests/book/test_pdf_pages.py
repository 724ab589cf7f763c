"""Every page of the PDF: nothing over another, nothing beyond the edge, every name and every link."""

from __future__ import annotations

import csv
import html
import os
import re
from itertools import pairwise
from pathlib import Path

import pytest
from printed import REFERENCE, Printed

from press.typst.paper import PAPERS, POINTS

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = re.compile(r"^(https?://[\w.-]+\.\w+(/\S*)?|mailto:\S+@\S+)$")
UNREAD = re.compile(r"<(script|style|svg|nav|button|form)\b.*?</\1>|<[^>]+>", re.S)


@pytest.fixture(scope="module")
def printed(printed_book):
    return Printed(printed_book)


def test_no_words_are_printed_over_others(printed):
    assert [(n, pair) for n in range(len(printed.texts)) for pair in printed.overlaps(n)] == []


def test_nothing_reaches_beyond_the_type_area(printed):
    paper = PAPERS["a4"]
    left, right = (paper.left - 0.5) * POINTS, (paper.left + paper.full) * POINTS + 5  # marks hang at the right
    beyond = [
        (number + 1, printed.texts[number].get_text_bounded(*box))
        for number in range(len(printed.texts))
        for box in printed.boxes(number)
        if box[0] < left or box[2] > right
    ]
    assert beyond == []


def test_no_page_is_empty(printed):
    assert [number for number, text in enumerate(printed.pages, 1) if len(text) < 15] == []


def test_no_heading_stands_alone_at_the_foot_of_a_page(printed):
    paper, lines = PAPERS["a4"], 40  # points: a heading and one line of what it is about take less
    left = (paper.left + paper.hang - 2) * POINTS  # the number of a page hangs
    lowest = [
        min((box[1] for box in printed.boxes(n) if box[0] > left), default=0.0) for n in range(len(printed.texts))
    ]
    assert [(title, page + 1) for _, title, page, y in printed.bookmarks() if y - lowest[page] < lines] == []


def test_every_bookmark_leads_to_the_page_with_its_words(printed):
    marks = printed.bookmarks()
    assert len(marks) > 100
    lost = [title for _, title, page, _ in marks if "".join(title.split()) not in "".join(printed.pages[page].split())]
    assert lost == []


def test_every_link_within_the_book_lands(printed):
    assert len(list(printed.links())) > 1000


def test_every_page_reference_names_the_page_to_which_it_leads(printed):
    found = [(link, said[1]) for link in printed.links() if (said := REFERENCE.match(" ".join(link.after.split())))]
    assert len(found) > 50
    assert [(link.page + 1, said) for link, said in found if printed.label(link.target) != said] == []


def test_every_address_is_one(printed):
    addresses = set(printed.addresses())
    assert len(addresses) > 50
    assert [address for address in addresses if not ADDRESS.match(address)] == []


def test_every_person_can_be_found(printed):
    with (ROOT / "data" / "people.csv").open(encoding="utf-8", newline="") as file:
        names = [row["sort_name"] for row in csv.DictReader(file)]
    assert [name for name in names if name not in printed.text] == []


def test_every_character_of_the_web_book_is_in_the_pdf(printed):
    folder = Path(os.environ.get("BOOK_HTML", ROOT / "_build" / "html"))
    pages = [folder / "index.html", *sorted(folder.glob("chapters/*.html")), *sorted(folder.glob("appendix/*.html"))]
    if not pages[0].exists():
        pytest.skip("no web book beside the PDF")
    articles = [
        found[0] for page in pages if (found := re.search("<article.*?</article>", page.read_text("utf-8"), re.S))
    ]
    used = {
        c for article in articles for c in html.unescape(UNREAD.sub("", article)) if not (c.isascii() or c.isspace())
    }
    assert {"ö", "é", "á", "–", "’"} <= used
    assert sorted(used - set(printed.text)) == []


def test_headings_skip_no_level(printed):
    levels = [int(role[2:]) for role, _ in printed.structure() if re.fullmatch(r"/H\d", role)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_heads_of_tables_say_what_they_head(printed):
    heads = [element for role, element in printed.structure() if role == "/TH"]
    assert len(heads) > 200
    scopes = {str(part.get("/Scope")) for head in heads for part in head.A if part.get("/O") == "/Table"}
    assert scopes == {"/Column"}


def test_cells_name_the_heads_above_them(printed):
    heads = {str(element.get("/ID")) for role, element in printed.structure() if role == "/TH"}
    cells = [element for role, element in printed.structure() if role == "/TD"]
    named = [str(name) for cell in cells[:2000] for part in cell.A for name in part.get("/Headers", ())]
    assert named
    assert set(named) <= heads


def test_links_are_tagged_and_have_words_for_a_screen_reader(printed):
    notes = [note for page in printed.pdf.pages for note in page.get("/Annots", [])]
    assert all(str(note.get("/Contents", "")).strip() for note in notes)
    assert all("/StructParent" in note for note in notes)


def test_keys_move_through_a_page_in_the_order_of_its_tags(printed):
    assert {str(page.get("/Tabs")) for page in printed.pdf.pages if "/Annots" in page} == {"/S"}


def test_every_font_can_be_turned_back_into_text(printed):
    fonts = [o for o in printed.pdf.objects if isinstance(o, type(printed.pdf.Root)) and o.get("/Type") == "/Font"]
    composite = [font for font in fonts if font.get("/Subtype") == "/Type0"]
    assert composite
    assert [str(font.BaseFont) for font in composite if "/ToUnicode" not in font] == []
