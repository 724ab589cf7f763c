"""What a page says of itself, to those who cite, share, search and come astray."""

import json
import re

import pytest
import yaml
from lxml import etree, html

from press.site import cite

WORK = cite.Work(
    "A Book & More", ("Ada Example", "The Project"), 2024, "1.0", "Who pays?", "3", "https://x.org/b/a.html"
)
CITATION = {
    "cff-version": "1.2.0",
    "title": "A book",
    "authors": [{"given-names": "Ada", "family-names": "Example"}, {"name": "The Project"}],
    "license": "CC-BY-4.0",
    "date-released": "2024-05-01",
    "abstract": "What it is about.",
}


def test_a_chapter_is_cited_with_its_number_and_its_book():
    text = "Ada Example, The Project. “Who pays?” Chapter 3 of A Book & More, version 1.0, 2024. https://x.org/b/a.html"
    assert cite.forms(WORK)["Text"] == text


def test_a_citation_is_well_formed_for_the_programs_that_read_it():
    bibtex, ris = cite.forms(WORK)["BibTeX"], cite.forms(WORK)["RIS"]
    assert bibtex.startswith("@incollection{who-pays-2024,\n")
    assert bibtex.count("{") == bibtex.count("}")
    assert "booktitle = {{A Book \\& More}}" in bibtex
    assert "author = {{Ada Example} and {The Project}}" in bibtex
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in ris.splitlines())
    assert ris.startswith("TY  - CHAP\n")
    assert ris.endswith("ER  - ")


def test_the_book_itself_is_cited_as_one():
    book = cite.Work("A Book", (), 2024)
    assert cite.forms(book)["Text"] == "A Book, 2024."
    assert cite.forms(book)["BibTeX"].startswith("@book{a-book-2024,")


PAGES = {
    "index.md": "# A book\n\nWhat it is for.\n\n```{toctree}\n:numbered:\npart/one\n```\n\n```{bibliography}\n```\n",
    "part/one.md": "# The first\n\nIt says much {cite:p}`kille2011`. " + "word " * 500 + "\n",
}


def build(book, address):
    for name, text in PAGES.items():
        book.write(name, text)
    book.write("CITATION.cff", yaml.safe_dump(CITATION))
    made = book.build("html", html_theme="sphinx_book_theme", html_baseurl=address)
    assert made.error is None
    assert not made.messages, made.messages
    return made


@pytest.fixture(scope="module")
def addressed(books):
    """A book that is published under an address."""
    return build(books(), "https://example.org/books/one/")


@pytest.fixture(scope="module")
def unaddressed(books):
    """A book that is published nowhere yet."""
    return build(books(), "")


def data(built, page):
    return [json.loads(text) for text in re.findall(r'ld\+json">(.*?)</script>', built.text(page))]


def test_a_book_with_an_address_says_where_its_pages_are(addressed):
    built = addressed
    assert 'property="og:url" content="https://example.org/books/one/part/one.html"' in built.text("part/one.html")
    places = etree.fromstring((built.out / "sitemap.xml").read_bytes()).xpath("//*[local-name()='loc']/text()")
    assert sorted(places) == [f"https://example.org/books/one/{name}" for name in ("index.html", "part/one.html")]
    (chapter,), (whole,) = data(built, "part/one.html"), data(built, "index.html")
    assert chapter["@type"] == ["Chapter", "LearningResource"]
    assert (chapter["position"], chapter["timeRequired"], chapter["name"]) == ("1", "PT2M", "The first")
    assert chapter["url"] == "https://example.org/books/one/part/one.html"
    assert (whole["name"], whole["description"]) == ("A book", "What it is about.")
    assert [one["name"] for one in whole["author"]] == ["Ada Example", "The Project"]


@pytest.mark.parametrize(("name", "base"), [("addressed", "/books/one/"), ("unaddressed", "/")])
def test_a_reader_who_came_astray_finds_back_from_any_depth(request, name, base):
    built = request.getfixturevalue(name)
    page = html.fromstring(built.text("404.html"))
    links = page.xpath("//a/@href | //link/@href | //script/@src | //form/@action")
    assert [link for link in links if not link.startswith((base, "#main-content"))] == []
    assert f"{base}part/one.html" in links
    assert page.get("data-content_root") == base


def test_a_book_without_an_address_names_none(unaddressed):
    text = unaddressed.text("part/one.html")
    assert "og:title" in text
    assert "og:url" not in text
    assert not (unaddressed.out / "sitemap.xml").exists()
    assert "url" not in data(unaddressed, "part/one.html")[0]


def test_a_summary_leaves_citations_out_and_a_chapter_says_how_long_it_takes(unaddressed):
    text = unaddressed.text("part/one.html")
    assert re.search(r'name="description" content="It says much ?\.', text)
    assert "About 2 minutes of text" in text
    assert "minutes of text" not in unaddressed.text("index.html")
