"""The built book under axe-core, on every page, in both themes, on a desk and a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

axe = pytest.importorskip("axe_playwright_python")
SOURCE = (Path(axe.__file__).parent / "axe.min.js").read_text("utf-8")


COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that a theme can break alone, for it changes nothing but colours."""


def violations(page, rules=None, within="html"):
    """What axe finds, by all its rules or some, on a page or in a part of it: rule, and the first places that break it."""
    page.evaluate(SOURCE)
    options = {"resultTypes": ["violations"]} | ({"runOnly": rules} if rules else {})
    found = page.evaluate("([part, options]) => axe.run(part, options)", [within, options])["violations"]
    return [
        f"{v['id']}: {[n['target'] for n in v['nodes'][:3]]} {v['nodes'][0]['failureSummary'][:200]}" for v in found
    ]


def test_a_chapter_breaks_no_rule(book, reader):
    path = (book.chart_pages or ["index.html"])[0]
    with reader() as r:
        assert not violations(r.open(path))


# Every rule under these two, and the rules of colours under the other two.
EACH_ONCE = [(1280, "light"), (390, "dark")]
LONG = 250_000
"""Characters of a page, of tables throughout, on which axe takes as long as on ten others."""


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_breaks_a_rule(book, reader, theme, width):
    every = (width, theme) in EACH_ONCE
    pages = [
        path for path in book.seen if every or (book.folder / path).stat().st_size < LONG or path in book.chart_pages
    ]
    with reader(width=width, theme=theme) as r:
        broken = {path: found for path in pages if (found := violations(r.open(path), None if every else COLOURS))}
    assert not broken


@pytest.mark.slow
@pytest.mark.parametrize(("width", "theme"), EACH_ONCE)
def test_no_open_state_of_a_chapter_breaks_a_rule(book, reader, theme, width):
    for path in book.chart_pages or ["index.html"]:
        with reader(width=width, theme=theme) as r:
            page = r.open(path)
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            for chart in page.locator(".press-chart").all():
                chart.scroll_into_view_if_needed()
                chart.hover()
                expect(chart).to_have_attribute("data-state", "live")
            if page.locator(".bibtex-citation a").count():
                page.locator(".bibtex-citation a").first.focus()
            assert not violations(page), (path, "charts live, details and a note open")
            page.locator(".search-button__button:visible").first.click()
            dialog = page.locator("#pst-search-dialog")
            dialog.get_by_role("searchbox").fill("security")
            expect(dialog.get_by_role("status")).to_contain_text("found")
            assert not violations(page, within="#pst-search-dialog"), (path, "search open")


@pytest.mark.slow
def test_neither_menu_of_a_phone_breaks_a_rule(book, reader):
    for theme in ("light", "dark"):
        with reader(width=390, theme=theme) as r:
            page = r.open((book.chart_pages or ["index.html"])[0])
            page.locator(".primary-toggle:visible").first.click()
            assert page.locator("#pst-primary-sidebar-modal").is_visible()
            assert not violations(page), (theme, "the menu")
            page.get_by_role("button", name="Close").click()
            page.locator(".secondary-toggle:visible").click()
            assert page.locator("#pst-secondary-sidebar-modal").is_visible()
            assert not violations(page, within="#pst-secondary-sidebar-modal"), (theme, "the outline")
