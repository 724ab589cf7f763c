"""One book with every kind of output, built once; what each builder makes of it."""

from __future__ import annotations

import json
import re

import lxml.etree
import lxml.html
import pytest
from books import BIBLIOGRAPHY, Book, Build, cell, shows

import press.typst
from press.payload import CHART, TABLE, clean

EVIL = [
    "{glue:text}`n` {cite}`nobody` [link](javascript:alert(1))",
    "```{note}\nboo\n```",
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "{download}`/etc/passwd`",
    "x" * 300,
    "\u202egpj.exe\u202c \u2066mixed\u2069 \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
    "</script><script>alert(3)</script> ]]> <!-- --> &amp; &lt;",
    '=HYPERLINK("http://evil") #raw("x") $x$ *b* \\ # ] ; " @ref <label>',
    "control \x00\x07\x1b[31m end",
    "a -- b 'quoted' ...",
]
SAID = [clean(text) for text in EVIL]
HEAD = "<b>{sub}`x`</b>"
DATA = {"columns": [{"label": "Year", "align": "right"}, {"label": "Share", "align": "decimal"}]}
DATA["rows"] = [["2001", "1.5"], ["2002", "10"]]
POINT = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.4.1.json",
    "data": {"values": [{"a": i, "t": text} for i, text in enumerate(EVIL)]},
    "mark": "text",
    "encoding": {"y": {"field": "a", "type": "quantitative"}, "text": {"field": "t"}, "tooltip": {"field": "t"}},
}


def write(book: Book) -> None:
    evil = {
        "columns": [{"label": HEAD, "align": "left"}, {"label": "N", "align": "decimal"}],
        "rows": [[text, str(i)] for i, text in enumerate(EVIL)],
        "caption": "<script>alert(4)</script> {download}`x` *not bold* -- 'q'",
        "name": "tab-evil",
    }
    book.chapter("hostile", shows(TABLE, evil), shows(CHART, {"spec": POINT, "description": f'"><b>{EVIL[0]}'}))
    sourced = {**DATA, "sources": ["kille2011", "smith2001"], "tables": ["meeting_days", "state_visits", "unknown"]}
    figure = "mystnb:\n  figure:\n    caption: A *{}* of {{cite:t}}`smith2001`\n    name: {}"
    narrow = {**POINT, "width": 200}
    book.chapter(
        "sub/plain",
        "See {numref}`fig-a`, {numref}`tab-a` and {numref}`tab-evil`.",
        shows(TABLE, sourced, figure.format("table", "tab-a")),
        shows(
            CHART,
            {"spec": POINT, "upright": narrow, "description": "Dots.", "data": DATA, "sources": ["kille2011"]},
            figure.format("chart", "fig-a"),
        ),
        shows(CHART, {"spec": POINT, "description": "No caption.", "data": DATA}),
        shows(TABLE, {**DATA, "links": [["https://example.org/a?b=1&c", None], ["#fig-a", None]]}),
    )
    book.write(
        "codebook.md",
        "# Codebook\n\n(meeting_days)=\n## Meetings by day\n\nA table.\n\n(codebook-state-visits)=\n## Visits\n\nMore.\n",
    )
    book.config["press_codebook"] = "codebook"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Build]:
    book = Book(tmp_path_factory.mktemp("renderers"))
    book.write("references.bib", BIBLIOGRAPHY)
    write(book)
    builders = ["html", "epub", "text", "latex"] + ["typst"] * hasattr(press.typst, "setup")
    return {name: book.build(name) for name in builders}


def page(build: Build, name: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(build.text(name))


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def test_every_builder_is_content(built):
    for name, build in built.items():
        assert (name, build.error, build.messages) == (name, None, "")


@pytest.mark.parametrize(("builder", "name"), [("html", "hostile.html"), ("epub", "hostile.xhtml")])
def test_a_hostile_cell_is_text(built, builder, name):
    tree = lxml.etree.fromstring(
        built[builder].text(name).encode(), parser=None if builder == "epub" else lxml.etree.HTMLParser()
    )
    for element in tree.iter():
        element.tag = re.sub(r"\{.*\}", "", str(element.tag))
    table = tree.find(".//table[@id='tab-evil']")
    rows = [flat("".join(row[0].itertext())) for row in table.iter("tr")]
    assert rows == [HEAD, *map(flat, SAID)]
    of_a_table = {"table", "caption", "colgroup", "col", "thead", "tbody", "tr", "th", "td"}
    assert {e.tag for e in table.iter()} <= of_a_table | {"span", "a", "p"}
    assert "<script>alert(4)</script> {download}`x` *not bold* -- 'q'" in "".join(table.find("caption").itertext())
    assert not [a for a in table.iter("a") if a.get("href") != "#tab-evil"]


def test_a_hostile_chart_is_text(built):
    tree = page(built["html"], "hostile.html")
    chart = tree.find_class("press-chart")[0]
    assert chart.xpath("./div[@role='img']/@aria-label") == [clean(f'"><b>{EVIL[0]}')]
    assert [s.get("type") for s in chart.iter("script")] == ["application/json"]
    spec = json.loads(chart.xpath(".//script")[0].text)
    assert [row["t"] for row in spec["data"]["values"]] == SAID
    assert not list(chart.iter("img", "foreignObject", "a"))
    assert not chart.xpath(".//@style")


def test_a_hostile_cell_is_text_in_the_pdf(built):
    if "typst" not in built:
        pytest.skip("the Typst builder is not here")
    pdfium = pytest.importorskip("pypdfium2")
    document = pdfium.PdfDocument(next(built["typst"].out.glob("*.pdf")))
    bare = lambda text: re.sub(r"[\s\ufffe\u200b\u00ad-]", "", text)  # noqa: E731, lines break where they must
    text = bare("".join(p.get_textpage().get_text_range() for p in document))
    for said in SAID[:5] + SAID[6:8]:
        assert bare(said) in text
    assert "boo" in text
    assert bare("<script>alert(4)</script>{download}`x`*notbold*") in text


def test_header_cells_say_what_they_head(built):
    heads = page(built["html"], "sub/plain.html").xpath("//table[@id='tab-a']//th")
    assert [(h.get("scope"), h.text_content()) for h in heads] == [("col", "Year"), ("col", "Share")]


def test_a_tables_caption_and_name_are_the_tables(built):
    tree = page(built["html"], "sub/plain.html")
    table = tree.get_element_by_id("tab-a")
    assert table.tag == "table"
    assert flat(table.find("caption").text_content()).startswith("Table 2 A table of Smith [2001]")
    assert [flat(a.text_content()) for a in tree.xpath("//section/p/a")] == ["Fig. 1", "Table 2", "Table 1"]
    assert not tree.xpath("//figure//table[@id='tab-a']")


def test_a_caption_of_a_payload_is_plain_and_numbered(built):
    caption = page(built["html"], "hostile.html").get_element_by_id("tab-evil").find("caption")
    assert flat(caption.text_content()).startswith("Table 1 <script>")


def test_a_chart_brings_its_drawings_specs_and_data(built):
    figure = page(built["html"], "sub/plain.html").get_element_by_id("fig-a")
    chart = figure.find_class("press-chart")[0]
    assert [div.get("class").split()[0] for div in chart.findall("div")] == ["press-chart-wide", "press-chart-upright"]
    assert [s.get("class") for s in chart.findall("script")] == ["press-chart-spec", "press-chart-spec-upright"]
    details = figure.xpath("./figcaption//details")[0]
    assert [flat(cell.text_content()) for cell in details.iter("td")] == ["2001", "1.5", "2002", "10"]
    assert details.find("summary").text == "Data behind this figure"
    ids = page(built["html"], "sub/plain.html").xpath("//@id")
    assert len(ids) == len(set(ids))


def test_data_are_for_download_under_the_name_of_their_figure(built):
    tree = page(built["html"], "sub/plain.html")
    links = [a.get("href") for a in tree.find_class("press-download")]
    names = ["tab-a", "fig-a", "sub-plain-data", "sub-plain-data-2"]
    assert links == [f"../downloads/data/{name}.csv" for name in names]
    assert built["html"].text("downloads/data/fig-a.csv") == "Year,Share\n2001,1.5\n2002,10\n"
    evil = built["html"].text("downloads/data/tab-evil.csv")
    assert "\n'=HYPERLINK" in evil.replace('"', "")


def test_sources_are_citations_and_tables_lead_to_the_codebook(built):
    line = page(built["html"], "sub/plain.html").xpath("//table[@id='tab-a']/following::p[@class='press-sources']")[0]
    assert (
        flat(line.text_content())
        == "Sources: Kille [2011], Smith [2001]. Data: meeting_days, state_visits, unknown. Download data (CSV)"
    )
    links = [a.get("href") for a in line.iter("a")]
    works = [page(built["html"], "index.html").get_element_by_id(link.split("#")[1]) for link in links[:2]]
    assert [re.search("Kille|Smith", work.text_content())[0] for work in works] == ["Kille", "Smith"]
    assert links[2:5] == [f"../codebook.html{anchor}" for anchor in ("#meeting-days", "#codebook-state-visits", "")]


def test_a_cell_may_link(built):
    links = page(built["html"], "sub/plain.html").xpath("//td//a/@href")
    assert links == ["https://example.org/a?b=1&c", "#fig-a"]


def test_books_without_scripts_get_an_image_with_the_description(built):
    tree = lxml.etree.fromstring(built["epub"].text("sub/plain.xhtml").encode())
    images = tree.findall(".//{*}img")
    assert [image.get("alt") for image in images] == ["Dots.", "No caption."]
    assert all((built["epub"].out / "sub" / image.get("src")).exists() for image in images)
    for path in built["epub"].out.rglob("*.xhtml"):
        lxml.etree.parse(path)
    assert not tree.findall(".//{*}details")
    assert "CSV" not in built["epub"].text("sub/plain.xhtml")
    assert "Dots." in built["text"].text("sub/plain.txt")
    assert "CSV" not in built["text"].text("sub/plain.txt")


def refused(book: Book, payload: dict, mime: str = CHART) -> str:
    book.chapter("bad", cell("1"), shows(mime, payload))
    build = book.build()
    assert not (build.out / "bad.html").exists()
    return str(build.error)


def test_a_chart_without_a_description_stops_the_build_and_says_where(book):
    message = refused(book, {"spec": POINT, "description": " "})
    assert re.search(r"bad\.md:1[0-9]: the chart has no description", message)


def test_a_chart_that_cannot_be_drawn_stops_the_build_and_says_where(book):
    message = refused(book, {"spec": {"mark": "nonsense", "encoding": {"x": 1}}, "description": "d"})
    assert re.search(r"bad\.md:1[0-9]: the chart cannot be drawn: Vega-Lite", message)


def test_an_unknown_source_is_reported_with_page_and_key(book):
    book.chapter("page", shows(TABLE, {**DATA, "sources": ["nobody1999"]}))
    assert re.search(r"page\.md:\d+: WARNING: could not find bibtex key \"nobody1999\"", book.build().messages)


def test_a_table_with_two_captions_is_reported(book):
    book.chapter("page", shows(TABLE, {**DATA, "caption": "Own"}, "mystnb:\n  figure:\n    caption: Of its cell"))
    assert "the table has two captions" in book.build().messages
