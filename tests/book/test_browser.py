"""The built book as a reader's browser shows it, with nothing but the book in reach."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

SLOW = pytest.mark.slow
CHART = ".press-chart"


def first_chart_page(book):
    if not book.chart_pages:
        pytest.skip("the book has no chart yet")
    return book.chart_pages[0]


def wake(chart):
    """Come to a chart as a reader with a pointer does, and wait until it is live."""
    chart.scroll_into_view_if_needed()
    chart.hover()
    expect(chart).to_have_attribute("data-state", re.compile("live|still"))
    return chart.get_attribute("data-state")


def sideways(page):
    return page.evaluate("document.scrollingElement.scrollWidth - innerWidth")


@pytest.mark.parametrize("disk", [False, True], ids=["http", "file"])
def test_a_chapter_loads_quietly_and_its_charts_come_alive(book, reader, disk):
    with reader(disk=disk) as r:
        page = r.open(first_chart_page(book))
        states = [wake(chart) for chart in page.locator(CHART).all()]
        assert set(states) == {"live"}
        drawn = page.locator(".press-chart-live svg[role=img]").all()
        assert len(drawn) == len(states)
        assert all(len(svg.get_attribute("aria-label")) > 10 for svg in drawn)
        assert not r.trouble


def test_a_page_asks_for_each_of_its_files_once(book, reader):
    asked = []
    with reader() as r:
        r.page.on("request", lambda request: asked.append(request.url))
        r.open(first_chart_page(book)).wait_for_load_state("networkidle")
    files = [url for url in asked if not url.startswith("data:")]
    assert len([url for url in files if url.endswith(".woff2")]) >= 4
    assert sorted(files) == sorted(set(files))


def longest_page(book):
    """Return the page with charts that has the most sections."""
    first_chart_page(book)  # or skip
    return max(book.chart_pages, key=lambda page: len(book.trees[page].xpath("//section")))


PARTS = ".press-part, .press-chart-static > svg"
SEEN = "all => all.map(part => getComputedStyle(part).contentVisibility)"
EARLY = f"addEventListener('DOMContentLoaded', () => {{ window.early = ({SEEN})([...document.querySelectorAll('{PARTS}')]); }})"


def test_the_parts_of_a_page_wait_while_it_loads_and_are_laid_out_once_it_stands(book, reader):
    with reader() as r:
        r.page.add_init_script(EARLY)
        page = r.open(longest_page(book))
        early, late = page.evaluate("window.early"), page.locator(PARTS).evaluate_all(SEEN)
        assert len(early) == len(late) > 4
        assert set(early) <= {"auto", "hidden"}
        assert set(late) == {"visible"}


def test_no_part_waits_on_paper(book, reader):
    with reader() as r:
        r.page.emulate_media(media="print")
        r.page.add_init_script(EARLY)
        assert set(r.open(longest_page(book)).evaluate("window.early")) == {"visible"}


@pytest.mark.parametrize("width", [390, 1280])
def test_a_link_to_a_part_leads_to_its_heading(book, reader, width):
    path = longest_page(book)
    part = book.trees[path].xpath("//section[contains(@class, 'press-part')]/@id")[-2]
    with reader(width=width) as r:
        page = r.open(f"{path}#{part}")
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        top = page.locator(f"[id='{part}'] > h2").bounding_box()["y"]
        assert 0 < top < 160


def test_a_page_that_is_loaded_again_stands_where_it_stood(book, reader):
    with reader() as r:
        page = r.open(longest_page(book))
        assert page.locator("html.whole").count() == 0
        page.evaluate("scrollTo({top: 4000, behavior: 'instant'})")
        at = page.locator(".press-part h2").evaluate_all("all => all.map(h => h.getBoundingClientRect().top)")
        page.reload()
        r.settle()
        again = page.locator(".press-part h2").evaluate_all("all => all.map(h => h.getBoundingClientRect().top)")
        assert again == pytest.approx(at, abs=2)


def test_a_chapter_fits_a_phone(book, reader):
    with reader(width=390) as r:
        page = r.open(first_chart_page(book))
        assert sideways(page) <= 0
        for chart in page.locator(CHART).all():
            wake(chart)
        assert sideways(page) <= 0
        assert not r.trouble


def test_charts_are_drawn_without_scripts(book, reader):
    for width in (1280, 390):
        with reader(width=width, scripts=False) as r:
            page = r.open(first_chart_page(book))
            for chart in page.locator(CHART).all():
                seen = [d for d in chart.locator(".press-chart-static").all() if d.is_visible()]
                assert len(seen) == 1
                assert seen[0].locator("svg").bounding_box()["height"] > 40
            assert not r.trouble


def test_a_chart_is_reached_and_woken_by_keyboard_alone(book, reader):
    with reader() as r:
        page = r.open(first_chart_page(book))
        button = page.locator(".press-chart-wake").first
        assert button.is_visible()
        button.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(".press-chart[data-state=live]")
        assert not r.trouble


def test_paper_shows_the_drawing_of_a_chart_that_was_alive(book, reader):
    with reader() as r:
        page = r.open(first_chart_page(book))
        chart = page.locator(CHART).first
        wake(chart)
        page.emulate_media(media="print")
        assert chart.locator(".press-chart-wide svg").is_visible()
        assert not chart.locator(".press-chart-live").is_visible()


def test_a_citation_says_what_it_cites_where_it_stands(book, reader):
    pages = book.with_("//main//*[@class='bibtex-citation']//a")
    if not pages:
        pytest.skip("no page cites anything yet")
    with reader() as r:
        page = r.open(pages[0])
        link = page.locator(".bibtex-citation a").first
        link.focus()
        note = page.locator("[role=tooltip].press-note")
        assert note.is_visible()
        assert len(note.inner_text()) > 20
        page.keyboard.press("Escape")
        assert note.count() == 0
        assert not r.trouble


@SLOW
@pytest.mark.parametrize("disk", [False, True], ids=["http", "file"])
def test_a_search_from_any_page_finds_pages(book, reader, disk):
    word = book.trees["index.html"].xpath("string(//h1)").split()[0]
    with reader(disk=disk) as r:
        page = r.open("index.html")
        page.keyboard.press("Control+k")
        page.locator("#pst-search-dialog input").fill(word)
        page.keyboard.press("Enter")
        # from a disk nothing can be looked up while one types: there a page of results follows
        found = "#search-results li a" if disk else "#pst-search-dialog li a"
        expect(page.locator(found).first).to_be_visible()
        assert not r.trouble


@SLOW
def test_every_chart_of_the_book_comes_alive(book, reader):
    with reader() as r:
        for path in book.chart_pages:
            page = r.open(path)
            states = [wake(chart) for chart in page.locator(CHART).all()]
            assert set(states) == {"live"}, path
        assert not r.trouble


SHIFT = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(e => { sum += e.hadRecentInput ? 0 : e.value; }))
    .observe({type: 'layout-shift', buffered: true});
  document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => done(sum))));
})"""


@SLOW
@pytest.mark.parametrize("width", [390, 768, 1280])
def test_every_page_loads_quietly_without_a_jump_and_fits_its_window(book, reader, width):
    faults = {}
    with reader(width=width) as r:
        for path in book.seen:
            page = r.open(path)
            jump = page.evaluate(SHIFT)
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            found = [*r.trouble, *([f"jumps by {jump}"] if jump > 0.01 else [])]
            if (excess := sideways(page)) > 0:
                found.append(f"{excess} px too wide")
            if found:
                faults[path] = found
            r.trouble.clear()
    assert not faults


@SLOW
def test_every_page_loads_quietly_from_a_disk(book, reader):
    with reader(disk=True) as r:
        for path in set(book.seen) - {"404.html"}:  # which stands at the root of a host
            r.open(path)
        assert not r.trouble
