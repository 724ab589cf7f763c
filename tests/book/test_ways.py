"""Ways through the book: by keyboard alone, by search, in few clicks, and out of it with what one needs."""

from __future__ import annotations

import json
import re
import struct
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

CHAPTER = "chapters/liaison-office.html"


@pytest.fixture
def chapter(book):
    if CHAPTER not in book.pages:
        pytest.skip(f"the book has no {CHAPTER}")
    return CHAPTER


FOCUS = """selector => {
  const here = document.activeElement, box = here.getBoundingClientRect();
  return here.matches(selector) ? (box.width && box.height ? "seen" : "unseen") : "";
}"""


def tab_to(page, selector, limit=400):
    """Press Tab until what has the focus matches, as somebody without a pointer does."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if found := page.evaluate(FOCUS, selector):
            assert found == "seen", f"{selector} has the focus and cannot be seen"
            return page.locator(":focus")
    raise AssertionError(f"{selector} is not reached in {limit} steps")


def test_a_chapter_is_read_by_keyboard_alone(chapter, reader):
    with reader(width=900) as r:  # as wide as a window whose menu is a dialog
        page = r.open(chapter)
        assert tab_to(page, ".skip-link a", 1).is_visible()
        tab_to(page, ".primary-toggle", 5)
        page.keyboard.press("Enter")
        menu = page.locator("#pst-primary-sidebar-modal")
        expect(menu).to_be_visible()
        tab_to(page, "#pst-primary-sidebar-modal a.current", 40)
        page.keyboard.press("Escape")
        expect(menu).to_be_hidden()
        expect(page.locator(".primary-toggle")).to_be_focused()

        tab_to(page, ".bibtex-citation a")
        expect(page.locator(".press-note")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(".press-note")).to_have_count(0)

        tab_to(page, ".press-chart-wake")
        page.keyboard.press("Enter")
        expect(page.locator(".press-chart").first).to_have_attribute("data-state", "live")

        data = tab_to(page, ".press-data > summary").locator("..")
        page.keyboard.press("Enter")
        expect(data.locator("table")).to_be_visible()

        solution = tab_to(page, "details.solution > summary").locator("..")
        page.keyboard.press("Enter")
        expect(solution.locator("section").first).to_be_visible()

        tab_to(page, ".press-cite > summary")
        page.keyboard.press("Enter")
        expect(page.locator(".press-cite pre").first).to_be_visible()

        tab_to(page, "a.right-next")
        page.keyboard.press("Enter")
        expect(page).not_to_have_url(re.compile(re.escape(chapter)))
        expect(page.locator("main h1").first).to_be_visible()
        assert not r.trouble


def test_the_skip_link_passes_over_the_frame(chapter, reader):
    with reader() as r:
        page = r.open(chapter)
        tab_to(page, ".skip-link a", 1)
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize(
    "asked", ["liaison officer", "liaison officer".replace("iai", "ia").replace("ff", "f"), "LIAISON offi"]
)
def test_a_search_finds_while_one_types_even_what_is_misspelled(chapter, reader, asked):
    with reader() as r:
        page = r.open("index.html")
        page.keyboard.press("Control+k")
        page.keyboard.type(asked)
        dialog = page.locator("#pst-search-dialog")
        expect(dialog.get_by_role("status")).to_contain_text("found")
        page.keyboard.press("ArrowDown")
        expect(dialog.locator(".press-result").first).to_be_focused()
        assert "liaison" in dialog.locator(".press-result").first.inner_text().lower()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(re.escape(chapter)))
        assert not r.trouble


def test_a_search_leads_to_sections_too(chapter, reader):
    with reader() as r:
        page = r.open("search.html?q=Paulsen")
        part = page.locator(".press-result-part").first
        expect(part).to_be_visible()
        part.click()
        expect(page).to_have_url(re.compile(r"\.html#."))
        assert not r.trouble


def test_a_search_for_nothing_in_the_book_says_so(reader):
    with reader() as r:
        page = r.open("index.html")
        page.keyboard.press("Control+k")
        page.keyboard.type("qqqqq")
        expect(page.locator("#pst-search-dialog").get_by_role("status")).to_have_text("Nothing found")
        page.keyboard.press("Escape")
        expect(page.locator("#pst-search-dialog")).to_be_hidden()


def test_a_book_without_an_index_searches_with_sphinx(reader):
    with reader() as r:
        r.page.route(
            "**/pagefind/pagefind.js",
            lambda route: route.fulfill(body="export const missing = true;", content_type="text/javascript"),
        )
        page = r.open("index.html")
        page.keyboard.press("Control+k")
        page.keyboard.type("liaison")
        page.keyboard.press("Enter")
        expect(page.locator("#search-results li a").first).to_be_visible()
        assert not r.trouble


def test_a_wrong_address_leads_back(book, reader):
    with reader() as r:
        page = r.open("404.html")
        page.locator(".press-contents a", has_text="liaison").first.click()
        expect(page.locator("main h1")).to_contain_text("liaison")
        assert not r.trouble


def test_a_figure_is_saved_as_it_is_shown(chapter, reader):
    with reader() as r:
        page = r.open(chapter)
        saved = {}
        for form in ("SVG", "PNG"):
            with page.expect_download() as waiting:
                page.get_by_role("button", name=f"Save this figure as {form}").first.click()
            saved[form] = waiting.value
        assert [d.suggested_filename for d in saved.values()] == ["fig-liaison-terms.svg", "fig-liaison-terms.png"]
        drawing = ElementTree.parse(saved["SVG"].path()).getroot()
        assert "font-face" in "".join(drawing.itertext())
        png = saved["PNG"].path().read_bytes()
        assert png[:8] == b"\x89PNG\r\n\x1a\n"
        width, height = struct.unpack(">II", png[16:24])
        assert width > 1000  # twice the drawing, which is narrower once it is alive
        assert height == 2 * int(float(drawing.get("height")))
        assert not r.trouble


def test_a_citation_is_copied(chapter, reader):
    with reader() as r:
        r.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = r.open(chapter)
        page.locator(".press-cite > summary").click()
        page.locator(".press-cite dd").nth(1).get_by_role("button").click()
        expect(page.locator(".press-cite dd").nth(1).get_by_role("button")).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()").startswith("@incollection{")
        assert not r.trouble


def test_the_citation_stands_without_scripts(chapter, reader):
    with reader(scripts=False) as r:
        page = r.open(chapter)
        page.locator(".press-cite > summary").click()
        assert page.locator(".press-cite pre").first.is_visible()


class Clicks:
    """A reader who starts at the landing page and counts."""

    def __init__(self, reader):
        self.page = reader.open("index.html")
        self.count = 0

    def __call__(self, *selectors, **options):
        for selector in selectors:
            self.page.locator(selector, **options).first.click()
            self.count += 1
        assert self.count <= 3
        return self.page


def test_what_the_book_claims_is_at_most_three_clicks_away(chapter, reader):
    with reader() as r:
        page = Clicks(r)("main a:has-text('Verdict')")
        expect(page).to_have_url(re.compile("synthesis.html#claim-"))


def test_the_terms_of_the_liaison_officers_are_at_most_three_clicks_away(chapter, reader):
    with reader() as r:
        click = Clicks(r)
        click(".bd-docs-nav a:has-text('The liaison office')")
        page = click("nav.page-toc a:has-text('Who sat in New York')")
        page = click("#fig-liaison-terms .press-data > summary")
        expect(page.locator("#fig-liaison-terms td", has_text="May 2001 to June 2004")).to_be_visible()


def test_where_a_number_comes_from_is_at_most_three_clicks_away(chapter, reader):
    with reader() as r:
        click = Clicks(r)
        click(".bd-docs-nav a:has-text('The liaison office')")
        page = click("#tbl-liaison-terms .press-row-mark")
        row = page.locator(":target")
        expect(row).to_be_in_viewport()
        for field in ("source", "locator", "evidence"):
            assert row.locator(f"dt:text-is('{field}') + dd").first.inner_text().strip(), field


@pytest.mark.parametrize(("name", "starts"), [("nato-un.pdf", b"%PDF-"), ("nato-un-data.zip", b"PK")])
def test_the_pdf_and_the_data_are_one_click_away(book, reader, name, starts):
    if not (book.folder / "downloads" / name).exists():
        pytest.skip(f"{name} was not built")
    with reader() as r:
        page = r.open("index.html")
        link = page.locator(f"main a[href$='{name}']").first
        answer = page.context.request.get(r.home + link.get_attribute("href"))
        assert answer.body().startswith(starts)


def test_how_to_re_run_a_chapter_is_at_most_three_clicks_away(chapter, reader):
    with reader() as r:
        click = Clicks(r)
        page = click("nav.page-toc a:has-text('How to run it')")
        expect(page.locator("#how-to-run-it code", has_text="make book")).to_be_in_viewport()
        click(".bd-docs-nav a:has-text('The liaison office')")
        with page.expect_download() as waiting:
            click(".press-files a:has-text('notebook')")
        assert json.loads(waiting.value.path().read_text("utf-8"))["cells"]
