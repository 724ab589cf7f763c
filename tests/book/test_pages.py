"""What stands in the files of the built book, page by page; no browser needed."""

from __future__ import annotations

import re
from urllib.parse import unquote, urljoin, urlsplit

from press.site.files import HEADERS
from press.site.weight import BUDGET, weight


def test_no_page_names_the_service_that_runs_code_elsewhere(book):
    named = [p for p in book.pages if re.search(r"thebe|unpkg|kernelName", (book.folder / p).read_text("utf-8"), re.I)]
    assert not named


def test_no_page_loads_anything_from_another_host(book):
    far = [
        (p, u)
        for p in book.pages
        for u in book.trees[p].xpath("//script/@src | //link[not(@rel='canonical')]/@href | //img/@src | //iframe/@src")
        if urlsplit(u).netloc
    ]
    assert not far


def test_no_script_style_or_handler_is_written_into_a_page(book):
    data = "@type='application/json' or @type='application/ld+json'"
    inline = {
        p: found[:3]
        for p in book.pages
        if (
            found := [
                e.tag
                for e in book.trees[p].xpath(
                    f"//script[not(@src)][not({data})] | //style | //*[@style] | //*[@onclick or @onload]"
                )
            ]
        )
    }
    assert not inline


def test_every_page_has_the_icon_and_it_exists(book):
    for page in book.pages:
        icons = book.trees[page].xpath("//link[@rel='icon']/@href")
        assert icons, f"{page} names no icon"
        assert _file(book, page, icons[0]).exists(), f"{page}: {icons[0]}"


def test_every_file_a_page_loads_exists(book):
    lost = [
        (p, u)
        for p in book.pages
        for u in book.trees[p].xpath("//script/@src | //link[@rel='stylesheet']/@href | //img/@src")
        if not u.startswith("data:") and not _file(book, p, u).exists()
    ]
    assert not lost


def test_every_file_a_style_sheet_names_exists(book):
    lost = [
        (sheet.name, url)
        for sheet in (book.folder / "_static").rglob("*.css")
        for url in re.findall(r"url\([\"']?(?!data:)([^)\"']+)", sheet.read_text("utf-8"))
        if not (sheet.parent / url.split("?")[0].split("#")[0]).exists()
    ]
    assert not lost


def test_every_link_within_the_book_leads_to_a_page_and_an_anchor(book):
    assert book.dead_links() == []


def test_every_image_and_drawing_has_a_text_alternative(book):
    silent = []
    for page in book.pages:
        tree = book.trees[page]
        silent += [(page, "img") for _ in tree.xpath("//main//img[not(@alt)]")]
        silent += [
            (page, "svg")
            for svg in tree.xpath("//main//svg")
            if not svg.xpath(
                "ancestor-or-self::*[@role='img'][string-length(normalize-space(@aria-label)) > 10] | ancestor::a | ancestor::button | ancestor-or-self::*[@aria-hidden='true']"
            )
        ]
    assert not silent


def test_every_chart_is_drawn_in_the_page_itself(book):
    for page in book.chart_pages:
        for chart in book.trees[page].xpath("//div[contains(@class, 'press-chart ') or @class='press-chart']"):
            assert chart.xpath(".//svg//*[local-name()='path' or local-name()='text']"), page
            assert chart.xpath(".//script[@type='application/json']"), page


def test_ids_on_a_page_are_unique(book):
    for page, tree in book.trees.items():
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids)), f"{page}: {sorted({i for i in ids if ids.count(i) > 1})}"


def test_pages_without_charts_load_no_chart_script(book):
    for page in set(book.pages) - set(book.chart_pages):
        assert not book.trees[page].xpath("//script[contains(@src, 'charts.js')]"), page
    for page in book.pages:
        assert not book.trees[page].xpath("//script[contains(@src, 'vega')]"), page


def test_the_policy_is_written_for_hosts_that_read_it(book):
    assert (book.folder / "_headers").read_text("utf-8") == HEADERS
    assert "unsafe-inline" not in HEADERS
    assert "unsafe-eval" not in HEADERS.replace("wasm-unsafe-eval", "")


def test_a_page_costs_at_most_150_kb_before_it_is_touched(book):
    weights = {page: sum(weight(book.folder, page).values()) for page in book.pages}
    assert {page: bytes_ for page, bytes_ in weights.items() if bytes_ > BUDGET} == {}


def _file(book, page, url):
    return book.folder / unquote(urlsplit(urljoin(page, url)).path).lstrip("/")
