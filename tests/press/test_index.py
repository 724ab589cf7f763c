"""The index: what is found in the text, where its marks stand, and what readers get of them."""

import re

import pypdfium2
import pytest
from books import BIBLIOGRAPHY, Book

from press.index.entries import EntriesError, entries_of, made, state
from press.typst.indexing import natural

FILE = """\
pages: [one, two]
tables:
  - {table: people.csv, entry: sort, find: name}
entries:
  Elte, Jo: Elte
  dual key: [dual key, dual keys]
  Resolutions; 1244: [resolution 1244]
  Resolutions; 836: [resolution 836]
  Kosovo Force: [KFOR]
see: {KFOR: Kosovo Force}
see also: {Resolutions: [dual key]}
"""
PEOPLE = 'id,name,sort\nelte,Jo Elte,"Elte, Jo"\nwilson,Gary K. Wilson,"Wilson, Gary K."\nnobody,No Body,"Body, No"\n'
ONE = """\
# One

Jo Elte turned a *Dual key*; Elte's colleague Gary Wilson turned none.

```{list-table}
* - Jo Elte
```

`dual key` stays code.

```{glossary}
dual key
  Both agree.
```

## Later

After resolution 1244 came Elte, before it resolution 836, and Elte-like words, Wilson and Eltes.

## Later still

Elte had the KFOR in mind.
"""
TWO = "# Two\n\nElte again.\n"
THREE = "# Three\n\nJo Elte, where nobody looks.\n"


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    book = Book(tmp_path_factory.mktemp("indexed"), {"press_index": "names.yml", "html_theme": "press"})
    book.write("references.bib", BIBLIOGRAPHY)
    book.write("names.yml", FILE)
    book.write("people.csv", PEOPLE)
    for name, text in (("one", ONE), ("two", TWO), ("three", THREE)):
        book.write(f"{name}.md", text)
    return book


@pytest.fixture(scope="module")
def web(book):
    build = book.build()
    assert build.messages == ""
    return {name: build.text(f"{name}.html") for name in ("one", "two", "three", "genindex")}


def marks(page):
    return re.findall(r'<span class="target" id="(ix-[^"]+)"></span>(?:<em>)?([\w ]+)', page)


def test_a_section_gets_one_mark_where_it_first_mentions_an_entry(web):
    assert marks(web["one"]) == [
        ("ix-elte-jo", "Jo Elte turned a "),
        ("ix-dual-key", "Dual key"),
        ("ix-wilson-gary-k", "Gary Wilson turned none"),
        ("ix-resolutions-1244", "resolution 1244 came "),
        ("ix-elte-jo-2", "Elte"),
        ("ix-resolutions-836", "resolution 836"),
        ("ix-elte-jo-3", "Elte had the "),
        ("ix-kosovo-force", "KFOR in mind"),
    ]


def test_a_page_shows_the_same_words_with_and_without_an_index(book, web):
    words = re.sub(r"<[^>]+>", "", web["one"])
    without = book.build(press_index="")
    assert "ix-elte" not in without.text("one.html")
    assert re.sub(r"<[^>]+>", "", without.text("one.html")) == words


def test_only_pages_that_the_file_names_are_searched(web):
    assert marks(web["two"])
    assert not marks(web["three"])


def test_the_web_index_names_chapters_in_order_with_pointers_last_and_definitions_in_bold(web):
    entries = [
        " ".join(re.sub(r"<(?!/?[bi]>)[^>]+>", "", item).split())
        for item in re.findall(r"<li>(.*?)(?=<li>|</ul>)", web["genindex"], re.S)
    ]
    assert entries == [
        "dual key <b>One</b>, [2]",
        "Elte, Jo One, [2], [3], Two",
        "KFOR, <i>see Kosovo Force</i>",
        "Kosovo Force One",
        "Resolutions",
        "836 One",
        "1244 One",
        "<i>see also dual key</i>",
        "Wilson, Gary K. One",
    ]


def test_pdf_and_epub_have_the_index_too(book):
    pdf = book.build("typst", press_typst_basename="small")
    assert pdf.messages == ""
    document = pypdfium2.PdfDocument(pdf.out / "small.pdf")
    text = document[len(document) - 1].get_textpage().get_text_range()
    assert re.search(r"Elte, Jo, \d+", text)
    assert "KFOR, see Kosovo Force" in text
    epub = book.build("epub")
    assert epub.messages == ""
    assert 'aria-label="Elte, Jo, One, 2">[2]</a>' in epub.text("genindex.xhtml")


def test_a_changed_entry_marks_every_page_anew(book):
    book.build()
    book.write("names.yml", FILE.replace("Elte, Jo: Elte", "Elte, Jo: again"))
    try:
        assert marks(book.build().text("two.html")) == [("ix-elte-jo", "again")]
    finally:
        book.write("names.yml", FILE)


def test_the_longest_spelling_wins_and_parts_of_words_are_none():
    entries = made(["*"], {"A": ["General"], "B": ["General Assembly"], "C": ["de Gaulle"]}, {}, {})
    found = list(entries.found("The General\nAssembly, a Generalist; De Gaulle’s General, not sub-General"))
    assert [entry for _, entry in found] == ["B", "C", "A"]


def test_an_apostrophe_is_found_whichever_way_it_is_printed():
    entries = made(["*"], {"alpha": ["Krippendorff's alpha"]}, {}, {})
    assert [entry for _, entry in entries.found("Krippendorff’s alpha, Krippendorff's alpha")] == ["alpha", "alpha"]


def test_numbers_are_sorted_by_their_size():
    assert sorted(["1244", "836", "Kosovo", "836 b"], key=natural) == ["836", "836 b", "1244", "Kosovo"]


BAD = """\
pages: []
tables:
  - {table: people.csv, entry: sort, find: surname}
  - {table: nowhere.csv, entry: sort, find: name}
  - people.csv
entries:
  Elte, Jo: [Elte, 4]
  Elte, Jo: Elte
see: {KFOR: Kosovo Force}
synonyms: {}
"""


def test_a_bad_file_of_entries_is_refused_with_all_its_errors_and_their_lines(tmp_path):
    (tmp_path / "people.csv").write_text(PEOPLE)
    path = tmp_path / "names.yml"
    path.write_text(BAD)
    with pytest.raises(EntriesError) as error:
        state(path)
    said = [line.removeprefix(f"{path}:") for line in str(error.value).splitlines()]
    assert said == [
        "1: pages: must be a text or a list of texts, but is an empty list",
        "3: tables: people.csv has no column 'surname'; it has id, name, sort",
        "4: tables: nowhere.csv: cannot be read: No such file or directory",
        "5: tables: each names table, entry, find",
        "5: tables: must be a mapping, but is 'people.csv'",
        "7: entries: Elte, Jo: must be a text or a list of texts, but is a list",
        "8: entries: 'Elte, Jo' is there twice, first on line 7",
        "9: see: 'Kosovo Force' is no entry",
        "10: index: unknown key 'synonyms'; there may be pages, tables, entries, see, see also",
    ]


def test_a_file_that_is_missing_stops_the_build_before_a_page_is_read(book):
    made = book.build(press_index="gone.yml")
    assert "gone.yml: cannot be read: No such file or directory" in str(made.error)


def test_a_file_is_read_once_for_each_state_of_it(tmp_path):
    path = tmp_path / "names.yml"
    path.write_text("entries: {A: a}\n")
    assert entries_of(path, state(path)) is entries_of(path, state(path))
