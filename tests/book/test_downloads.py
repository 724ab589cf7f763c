"""What the web book offers beside its pages, and what it tells machines of it."""

from __future__ import annotations

import json
import zipfile
from urllib.parse import unquote, urljoin

import frictionless
import nbformat
import pytest

from helpers import schema, tables

CODEBOOK = "appendix/codebook.html"


@pytest.fixture(scope="module")
def described(book):
    found = [
        (page, data)
        for page in book.pages
        for text in book.trees[page].xpath("//script[@type='application/ld+json']/text()")
        if (data := json.loads(text))["@type"] == "Dataset"
    ]
    assert [page for page, _ in found] == [CODEBOOK]
    return found[0][1]


def test_the_codebook_describes_the_data_as_the_package_does(described):
    package = schema.read().descriptor
    assert described["@type"] == "Dataset"
    assert (described["name"], described["version"]) == (package["title"], package["version"])
    assert described["license"] == [package["licenses"][0]["path"]]
    assert described["creator"]
    assert described["variableMeasured"] == [resource["title"] for resource in package["resources"]]


def test_every_file_that_the_description_names_is_there(book, described):
    offered = [urljoin(CODEBOOK, unquote(one["contentUrl"])) for one in described["distribution"]]
    assert [path for path in offered if not (book.folder / path).is_file()] == []
    assert {f"downloads/tables/{name}.csv" for name in tables()} < set(offered)
    assert "downloads/nato-un-data.zip" in offered


def test_every_table_is_linked_from_its_section_of_the_codebook(book):
    for name in tables():
        section = book.trees[CODEBOOK].xpath(
            f"//section[@id='codebook-{name.replace('_', '-')}' or span/@id='codebook-{name.replace('_', '-')}']"
        )
        assert len(section) == 1, name
        assert section[0].xpath(f".//a[@href='../downloads/tables/{name}.csv']"), name


def test_the_tables_beside_the_pages_are_the_data(book):
    folder = book.folder / "downloads" / "tables"
    source = schema.folder()
    differ = [p.name for p in sorted(source.glob("*.csv")) if (folder / p.name).read_bytes() != p.read_bytes()]
    assert not differ
    assert schema.read(folder).version == schema.read(source).version


def test_the_first_page_offers_the_pdf_and_the_archive(book):
    links = book.trees["index.html"].xpath("//section[@id='downloads']//a/@href")
    assert {"downloads/nato-un.pdf", "downloads/nato-un.epub", "downloads/nato-un-data.zip"} <= set(links)
    assert (book.folder / "downloads/nato-un.pdf").read_bytes().startswith(b"%PDF-")


def test_every_page_with_code_offers_its_notebook_and_its_text(book):
    with_cells = book.with_("//div[contains(concat(' ', @class, ' '), ' cell ')]")
    assert with_cells
    for page in with_cells:
        links = book.trees[page].xpath("//p[@class='press-files']/a/@href")
        files = [book.folder / urljoin(page, link) for link in links]
        assert [file.suffix for file in files] == [".ipynb", ".md"], page
        nbformat.validate(nbformat.read(files[0], as_version=4))
        assert files[1].read_text("utf-8").startswith("---")


@pytest.fixture(scope="module")
def unpacked(book, tmp_path_factory):
    target = tmp_path_factory.mktemp("archive")
    with zipfile.ZipFile(book.folder / "downloads/nato-un-data.zip") as archive:
        assert archive.testzip() is None
        archive.extractall(target)
    return target / "nato-un-data"


def test_the_archive_has_the_tables_with_licence_citation_and_sources(unpacked):
    source = schema.folder()
    differ = [p.name for p in sorted(source.glob("*.csv")) if (unpacked / p.name).read_bytes() != p.read_bytes()]
    assert not differ
    for name in ("LICENSE-CONTENT", "CITATION.cff", "CHANGELOG.md", "CODING.md", "README.md", "references.bib"):
        assert (unpacked / name).is_file(), name


@pytest.mark.slow
def test_the_archive_is_a_valid_package_by_itself(unpacked):
    report = frictionless.validate(str(unpacked / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])
