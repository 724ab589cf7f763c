"""One book of nothing but hostile texts: in every output they are text; nothing runs, nothing is read or fetched."""

from __future__ import annotations

import csv
import functools
import http.server
import json
import re
import threading
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pikepdf
import pypdfium2
import pytest
from lxml import etree

from press import publish
from press.csvs import as_text
from press.payload import clean
from tests.book.conftest import Handler, Reader
from tests.faults.hostile import ALL, CANARY, MARKUP, PLACES, make
from tests.faults.house import House

pytestmark = pytest.mark.slow
HOME = "press-home"
LISTEN = """
window.pressViolations = [];
document.addEventListener("securitypolicyviolation", (e) => window.pressViolations.push(e.violatedDirective + " " + e.blockedURI));
"""
#: What a page of the theme consists of; none of it can fetch, run or lead away by itself.
FORBIDDEN_TAGS = {"iframe", "object", "embed", "base", "applet", "frame", "math", "audio", "video", "foreignobject"}


@pytest.fixture(scope="session")
def book(once) -> House:
    """The book, built; beside it lies a file that must not leave its place."""

    def make_book(folder: Path) -> None:
        (folder / "book").mkdir()
        house = House.new(folder / "book")
        make(house)
        ended = house.build(*publish.FORMATS)
        assert ended.returncode == 0, ended.stdout[-6000:]

    return House(once("hostile", make_book) / "book")


def built(book: House) -> Path:
    return book.root / "_build" / "html"


def flat(text: str) -> str:
    return unicodedata.normalize("NFC", re.sub(r"\s+", " ", text).strip())


def bare(text: str) -> str:
    """Return what is left where lines may break anywhere and a font may lack a sign."""
    return re.sub(r"[^\w<>(){}=/]", "", text)


def pages(book: House) -> dict[str, lxml.html.HtmlElement]:
    found = [p for p in built(book).rglob("*.html") if "_static" not in p.parts]
    return {p.relative_to(built(book)).as_posix(): lxml.html.fromstring(p.read_bytes()) for p in found}


def test_every_text_stands_in_the_pages(book, record_property):
    inputs = len(MARKUP) * 7 + len(ALL) * len(PLACES)
    record_property("count", ("hostile inputs", inputs))
    trees = pages(book)
    people = flat(trees["chapters/people.html"].text_content())
    assert not [text for text in MARKUP if flat(text) not in people]
    cells = [flat(td.text_content()) for td in trees["chapters/terms.html"].iter("td", "th")]
    assert not [text for text in ALL if flat(clean(text)) not in cells]
    numbers = [
        bare(li.text_content()) for li in trees["chapters/terms.html"].iter("li")
    ]  # quotes are typographic there
    assert not [text for text in MARKUP if bare(f"{text} ends.") not in numbers]


def test_nothing_in_a_page_runs_or_leads_to_a_script(book):
    for name, tree in pages(book).items():
        for element in tree.iter(etree.Element):
            assert str(element.tag).lower() not in FORBIDDEN_TAGS, name
            assert not [a for a in element.attrib if a.lower().startswith("on") or a == "srcdoc"], (
                name,
                element.attrib,
            )
            for attribute in ("href", "src", "action", "data", "formaction"):
                link = (element.get(attribute) or "").strip().lower()
                assert not re.match(r"(javascript|vbscript|data:text|file):", link), (name, link)
                if attribute == "src":
                    assert not re.match(r"(https?:)?//", link), (name, link)
        scripts = [s for s in tree.iter("script") if "alert" in (s.text or "")]
        assert {s.get("type") for s in scripts} <= {"application/json", "application/ld+json"}, name


def test_no_file_is_published_that_the_book_does_not_offer(book):
    assert not (built(book) / "_downloads").exists()
    assert not list(built(book).rglob("secret*"))
    for path in (p for p in (book.root / "_build").rglob("*") if p.is_file() and "aside" not in p.parts):
        content = path.read_bytes()
        assert CANARY.encode() not in content, path
        if path.suffix in (".zip", ".epub"):
            with zipfile.ZipFile(path) as archive:
                assert not [n for n in archive.namelist() if CANARY.encode() in archive.read(n)], path


def test_no_cell_of_a_download_is_a_formula(book):
    files = list((built(book) / "downloads").rglob("*.csv"))
    assert len(files) >= 5
    for path in files:
        for row in csv.reader(path.read_text("utf-8").splitlines(keepends=True)):
            assert not [c for c in row if as_text(c) != c], path


def test_the_description_for_machines_is_json_and_says_the_same(book):
    (script,) = pages(book)["index.html"].xpath("//script[@type='application/ld+json'][contains(., 'Dataset')]")
    data = json.loads(script.text)
    data = next(d for d in data if d["@type"] == "Dataset") if isinstance(data, list) else data
    assert (data["name"], data["description"]) == (MARKUP[1], MARKUP[0])


def test_the_pdf_has_the_texts_and_runs_nothing(book):
    path = book.root / "_build/pdf/nato-un.pdf"
    said = bare("".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)))
    lost = [text for text in MARKUP if text.isascii() and bare(text) not in said]
    assert not lost
    with pikepdf.open(path) as document:
        assert "/JavaScript" not in document.Root.get("/Names", {})
        assert "/OpenAction" not in document.Root
        for page in document.pages:
            for note in page.get("/Annots", []):
                action = note.get("/A", {})
                assert str(action.get("/S", "/GoTo")) in ("/GoTo", "/URI")
                assert not str(action.get("/URI", "")).lower().startswith(("javascript:", "file:"))


def test_the_epub_has_the_texts_and_runs_nothing(book):
    found = list((book.root / "_build/epub").glob("*.epub"))
    if not found:
        pytest.skip("this press makes no EPUB")
    said = ""
    with zipfile.ZipFile(found[0]) as archive:
        for name in (n for n in archive.namelist() if n.endswith((".xhtml", ".html"))):
            tree = etree.fromstring(archive.read(name))
            tags = {etree.QName(e).localname for e in tree.iter(etree.Element)}
            assert not tags & {"script", "iframe", "object", "embed", "base"}, name
            assert not [a for e in tree.iter(etree.Element) for a in e.attrib if a.startswith("on")], name
            links = [e.get("href", "") for e in tree.iter(etree.Element)]
            assert not [link for link in links if re.match(r"(?i)\s*(javascript|file):", link)], name
            said += flat("".join(tree.itertext())) + " "
    assert not [text for text in MARKUP if flat(text) not in said]


@pytest.fixture(scope="module")
def home(book) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(built(book))))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_a_browser_runs_fetches_and_refuses_nothing_and_tooltips_are_text(home, browser, record_property):
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 900})
    context.add_init_script(LISTEN)
    reader = Reader(context.new_page(), home)
    dialogs: list[str] = []
    reader.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    context.route("**/*", reader.guard)
    violations: list[str] = []
    tips: list[str] = []
    for path in ("index.html", "chapters/people.html", "chapters/terms.html", "genindex.html"):
        page = reader.open(path)
        for number in range(page.locator(".press-chart").count()):
            tips += tooltips(page, number)
        violations += page.evaluate("window.pressViolations")
    context.close()
    outside = [t for t in reader.trouble if t.startswith("outside request")]
    record_property("count", ("outside requests", len(outside)))
    record_property("count", ("policy violations", len(violations)))
    record_property("count", ("dialogs and errors of scripts", len(dialogs) + len(reader.trouble) - len(outside)))
    assert (dialogs, violations, reader.trouble) == ([], [], [])
    assert any("alert" in tip for tip in tips), tips


def tooltips(page, number: int) -> list[str]:
    """Wake a chart, point at some of its marks, and return what its tooltips say; they hold no element that acts."""
    chart = page.locator(".press-chart").nth(number)
    chart.scroll_into_view_if_needed()
    chart.hover()
    chart.locator(".press-chart-live svg").wait_for(timeout=30_000)
    said = []
    marks = chart.locator(
        ".press-chart-live svg .mark-symbol.role-mark path, .press-chart-live svg .mark-text.role-mark text"
    )
    for index in range(0, marks.count(), 3):
        marks.nth(index).hover(force=True)
        tip = page.locator("#vg-tooltip-element")
        if tip.count() and tip.is_visible():
            said.append(tip.inner_text())
            assert tip.locator("script, a, iframe, svg, link, base, img:not([src^='data:'])").count() == 0, (
                tip.inner_html()
            )
    return said
