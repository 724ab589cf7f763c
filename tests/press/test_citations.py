"""Citations that a reader of paper can tell apart, and lines of sources that do not repeat themselves."""

import re

import pytest
from books import shows
from pybtex.database import Entry, Person

from press.citations import letter, tell_apart

TABLE = "application/vnd.press.table+json"
WORKS = """
@misc{b, author={{The House}}, title={B}, year={1993}}
@misc{a, author={{The House}}, title={A}, year={1993}}
@misc{doc, author={{The House}}, title={Resolution 5}, number={H/RES/5 (1994)}, year={1994}}
@article{art, author={{The House}}, title={In a journal}, journal={J}, number={5}, year={1995}}
@book{other, author={Wörner, Manfred and Åke, Lars and Lie, Trygve}, title={O}, publisher={P}, year={1993}}
"""


def entry(key, author, year, title):
    made = Entry("misc", {"title": title, "year": year}, {"author": [Person(author)]})
    made.key = key
    return made


def test_works_of_one_author_and_year_get_letters_in_the_order_of_their_titles():
    works = [entry("x", "House", "1993", "B"), entry("y", "House", "1993", "A"), entry("z", "Other", "1993", "A")]
    tell_apart(works)
    assert [work.fields["year"] for work in works] == ["1993b", "1993a", "1993"]


def test_letters_of_an_earlier_build_are_given_anew():
    works = [entry("x", "House", "1993b", "B"), entry("y", "House", "1994a", "A"), entry("z", "House", "in press", "A")]
    tell_apart(works)
    assert [work.fields["year"] for work in works] == ["1993", "1994", "in press"]


@pytest.mark.parametrize(("number", "letters"), [(0, "a"), (25, "z"), (26, "aa")])
def test_there_are_letters_for_any_number_of_works(number, letters):
    assert letter(number) == letters


@pytest.fixture
def page(book):
    def build(*keys, text=""):
        book.write("references.bib", WORKS)
        table = {
            "columns": [{"label": "Who", "align": "left"}],
            "rows": [["a"]],
            "sources": list(keys),
            "tables": [],
            "caption": "",
            "name": "",
        }
        book.chapter("one", shows(TABLE, table), text)
        built = book.build()
        assert built.messages == ""
        return built.text("one.html")

    return build


def words(html):
    return re.sub(r"<[^>]+>", "", html)


def test_an_author_is_named_once_for_several_works_and_a_document_by_its_number(page):
    html = page("a", "b", "doc", "art", "other")
    line = next(part for part in html.split("<p ") if "press-sources" in part)
    assert "Sources: Wörner et al. [1993], The House [1993a, 1993b, H/RES/5 (1994), 1995]." in words(line)
    assert line.count('href="index.html#') == 5, "each work is a link"


def test_prose_cites_with_the_same_letters(page):
    html = page("other", text="{cite:p}`b` and {cite:t}`a`")
    assert "[The House, 1993b] and The House [1993a]" in words(html)


def test_one_work_is_cited_as_it_was(page):
    assert "Source: Wörner et al. [1993]." in words(page("other"))


@pytest.mark.parametrize(
    ("style", "title"), [("author_date", "1945. An E39 to Oslo."), ("alpha", "An e39 to oslo. 1945.")]
)
def test_the_style_of_the_bibliography_keeps_the_letters_of_a_title_and_states_a_year_once(book, style, title):
    book.write("references.bib", "@misc{cable, author={{House}}, title={An E39 to Oslo}, year={1945}}")
    book.config["bibtex_default_style"] = style
    book.chapter("one", "{cite:p}`cable`")
    assert f"House. {title}" in words(book.build().text("index.html"))


def test_the_first_author_stands_by_surname_and_editors_of_a_volume_by_their_names(book):
    book.write(
        "references.bib",
        "@incollection{c, author={de Lange, Anna and Åke, Lars}, title={T}, booktitle={V}, editor={Roe, Jo},"
        " publisher={P}, year={2001}}\n@book{e, editor={Roe, Jo and Åke, Lars}, title={V}, publisher={P}, year={2002}}",
    )
    book.config["bibtex_default_style"] = "author_date"
    book.chapter("one", "{cite:p}`c,e`")
    page = words(book.build().text("index.html")).replace("\u00a0", " ")
    assert "de Lange, Anna and Lars Åke. 2001. T. In Jo Roe, editor, V. P." in page
    assert "Roe, Jo and Lars Åke, editors. 2002. V. P." in page
