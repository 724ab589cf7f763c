"""The data that a book carries: copied beside the pages, offered by name, described for machines."""

import json

import pytest
from lxml import html

from press.dataset import linked_data, read

HOSTILE = "</script><script>alert('x')</script> & \u2028 \x07 <b>"
DESCRIPTION = {
    "name": "rows",
    "title": "Rows of things",
    "description": "Things, one a row.",
    "version": "1.2.3",
    "licenses": [{"name": "CC0", "path": "https://example.org/licence"}],
    "sources": [{"title": "A list", "path": "https://example.org/list"}, {"title": "Another"}],
    "resources": [{"name": "things", "path": "things.csv", "title": "Things", "schema": {"fields": []}}],
}
CITATION = """authors:
  - given-names: Ada
    family-names: Lovelace
    orcid: https://orcid.org/0000-0000-0000-0000
  - name: The Society
date-released: 2024-05-06
keywords: [things]
doi: 10.5555/12345678
"""


@pytest.fixture
def carrying(book):
    """A book that carries a table, with a page that offers it from a folder of its own."""

    def made(description=DESCRIPTION, text="Take {offered}`tables/things.csv`.", **config):
        book.write("data/datapackage.json", json.dumps(description))
        book.write("data/things.csv", "id\na\n")
        book.write("data/RULES.md", "# Rules\n")
        book.write("CITATION.cff", CITATION)
        book.write("pyproject.toml", '[tool.press.archives]\nall = ["data/*"]\nother = ["*.cff"]\n')
        book.write("appendix/codebook.md", f"# Codebook\n\n{text}\n")
        book.write("index.md", "# Index\n\n```{toctree}\nappendix/codebook\n```\n")
        settings = {"press_dataset": "data/datapackage.json", "press_codebook": "appendix/codebook"}
        book.config |= settings | {"exclude_patterns": ["_build", "data"]} | config
        return book

    return made


def described(build, page="appendix/codebook.html"):
    found = html.fromstring(build.text(page)).xpath("//script[@type='application/ld+json']/text()")
    return [json.loads(text) for text in found]


def test_the_tables_their_description_and_the_texts_beside_them_are_copied(carrying):
    build = carrying().build()
    assert not build.messages
    folder = build.out / "downloads/tables"
    assert sorted(p.name for p in folder.iterdir()) == ["RULES.md", "datapackage.json", "things.csv"]
    assert (folder / "things.csv").read_text() == "id\na\n"


def test_a_table_that_is_named_no_more_is_removed(carrying):
    book = carrying()
    book.build()
    renamed = {**DESCRIPTION, "resources": [{**DESCRIPTION["resources"][0], "path": "items.csv"}]}
    carrying(renamed, "No table.").write("data/items.csv", "id\n")
    build = book.build()
    assert not (build.out / "downloads/tables/things.csv").exists()


def test_an_offered_file_is_linked_from_wherever_the_page_is(carrying):
    build = carrying(text="{offered}`tables/things.csv`, {offered}`the lot <all.zip>`, {offered}`book.pdf`").build(
        press_typst_basename="book"
    )
    assert not build.messages
    links = html.fromstring(build.text("appendix/codebook.html")).xpath("//a[contains(@href, 'downloads')]")
    assert [(a.text_content(), a.get("href")) for a in links] == [
        ("things.csv", "../downloads/tables/things.csv"),
        ("the lot", "../downloads/all.zip"),
        ("book.pdf", "../downloads/book.pdf"),
    ]


@pytest.mark.parametrize(
    ("builder", "file"),
    [("text", "appendix/codebook.txt"), ("epub", "appendix/codebook.xhtml"), ("typst", "book.typ")],
)
def test_a_format_without_downloads_names_the_file(carrying, builder, file):
    build = carrying().build(builder, epub_copyright="2026")
    assert not [line for line in build.messages.splitlines() if "offered" in line or "node" in line]
    assert "things.csv" in build.text(file)
    assert "downloads/" not in build.text(file)


def test_an_offer_of_a_file_that_no_build_makes_is_reported_with_its_place(carrying):
    build = carrying(text="Take {offered}`tables/thing.csv`.").build()
    assert "codebook.md:3" in build.messages
    assert "no file 'tables/thing.csv' is made" in build.messages
    assert "tables/things.csv" in build.messages


def test_a_file_that_the_description_names_and_nobody_has_is_an_error(carrying):
    book = carrying()
    (book.root / "data/things.csv").unlink()
    assert "things.csv" in str(book.build().error)


@pytest.mark.parametrize("path", ["../secret.csv", "/etc/passwd", "..\\secret.csv"])
def test_a_table_outside_the_folder_of_the_description_is_refused(carrying, path):
    away = {**DESCRIPTION, "resources": [{"name": "x", "path": path}]}
    assert "is not a path inside the folder" in str(carrying(away, "Nothing.").build().error)


@pytest.mark.parametrize("text", ["{", "[]", '{"resources": 1}', '{"resources": [{}]}'])
def test_a_file_that_is_no_description_is_named(tmp_path, text):
    path = tmp_path / "datapackage.json"
    path.write_text(text)
    with pytest.raises(Exception, match="not the description of a Data Package"):
        read(path)


def test_the_page_describes_the_data_for_machines(carrying):
    (data,) = described(carrying().build())
    assert data["@type"] == "Dataset"
    assert (data["name"], data["version"]) == ("Rows of things", "1.2.3")
    assert data["license"] == ["https://example.org/licence"]
    assert data["creator"] == [
        {"@type": "Person", "name": "Ada Lovelace", "@id": "https://orcid.org/0000-0000-0000-0000"},
        {"@type": "Organization", "name": "The Society"},
    ]
    assert data["datePublished"] == "2024-05-06"
    assert data["identifier"] == "https://doi.org/10.5555/12345678"
    assert data["variableMeasured"] == ["Things"]
    assert [d["contentUrl"] for d in data["distribution"]] == [
        "../downloads/all.zip",
        "../downloads/tables/things.csv",
        "../downloads/tables/datapackage.json",
    ]


def test_a_book_with_an_address_gives_whole_addresses(carrying):
    (data,) = described(carrying(html_baseurl="https://example.org/book/").build())
    assert data["distribution"][1]["contentUrl"] == "https://example.org/book/downloads/tables/things.csv"


def test_no_other_page_describes_the_data(carrying):
    assert described(carrying().build(), "index.html") == []


def test_what_is_not_known_is_left_out(tmp_path):
    path = tmp_path / "datapackage.json"
    path.write_text('{"name": "n", "resources": []}')
    assert set(linked_data(read(path), {}, [])) == {
        "@context", "@type", "name", "isAccessibleForFree", "distribution",
    }  # fmt: skip


def test_hostile_text_cannot_end_the_element_that_holds_it(carrying):
    build = carrying({**DESCRIPTION, "title": HOSTILE}).build()
    (data,) = described(build)
    assert data["name"] == HOSTILE.replace("\x07", "\ufffd")
    assert "alert('x')</script>" not in build.text("appendix/codebook.html")


def test_a_changed_description_changes_the_page_at_the_next_build(carrying):
    book = carrying()
    book.build()
    book.write("data/datapackage.json", json.dumps({**DESCRIPTION, "version": "9.9.9"}))
    assert described(book.build())[0]["version"] == "9.9.9"


def test_a_book_without_data_has_none(book):
    book.chapter("page")
    build = book.build()
    assert not build.messages
    assert not (build.out / "downloads/tables").exists()
