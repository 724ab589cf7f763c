"""Whatever a text holds, each writer makes text of it (the whole way through a book is in `test_hostile_book.py`)."""

from __future__ import annotations

import csv
import io
import json
import re

import lxml.html
import pytest
import typst
import vl_convert
from docutils.core import publish_from_doctree
from docutils.utils import new_document
from docutils.writers import html5_polyglot
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from press.csvs import as_text, write_csv
from press.dataset import Dataset, linked_data
from press.embed import json_in_page
from press.nodes import depart_header_html, visit_header_html
from press.payload import FORBIDDEN, clean, table_payload
from press.svg import inline_svg
from press.tables import build_table
from press.typst.escape import array, string
from tests.faults.hostile import ALL

#: Any text, and what has a meaning somewhere, joined at random.
PARTS = st.one_of(
    st.text(max_size=20), st.sampled_from(ALL), st.sampled_from(list("<>&'\"`{}[]()$#@=+-|\\/*_~;:,\t\n "))
)
TEXTS = st.lists(PARTS, max_size=4).map("".join)
TABLE_TAGS = {"table", "colgroup", "col", "thead", "tbody", "tr", "th", "td", "p", "caption"}


class Html(html5_polyglot.Writer):
    """The writer of HTML, with the one node of ours that tables have."""

    def __init__(self) -> None:
        super().__init__()
        own = {"visit_header_entry": visit_header_html, "depart_header_entry": depart_header_html}
        self.translator_class = type("Translator", (html5_polyglot.HTMLTranslator,), own)


def flat(text: str) -> str:
    """Join blanks: a page does so, and a line end is one."""
    return re.sub(r"[\s\x85\u2028\u2029\x1c-\x1f]+", " ", text).strip()


@settings(deadline=None, max_examples=60)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_a_cell_is_text_in_html(texts):
    payload = table_payload({"columns": [{"label": t, "align": "left"} for t in texts], "rows": [texts]})
    document = new_document("")
    document += build_table(payload)
    page = publish_from_doctree(document, writer=Html(), settings_overrides={"embed_stylesheet": False})
    table = lxml.html.fromstring(page).find(".//table")
    assert {element.tag for element in table.iter()} <= TABLE_TAGS
    assert {name for element in table.iter() for name in element.attrib} <= {"class", "scope", "style"}
    said = [flat(cell.text_content()) for cell in table.iter("th", "td")]
    assert said == [flat(clean(t)) for t in texts] * 2


@settings(deadline=None, max_examples=40)
@given(st.lists(TEXTS, min_size=1, max_size=20))
def test_a_text_is_a_string_in_typst(texts):
    texts = [t.replace("\r", " ") for t in clean(texts)]
    source = f"#metadata({array(string(t) for t in texts)}) <texts>"
    found = json.loads(typst.query(source.encode(), "<texts>", field="value", one=True))
    assert found == texts


@settings(deadline=None)
@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), min_size=1, max_size=5))
def test_a_cell_is_a_cell_in_csv_and_no_formula(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("csv")
    path = write_csv(folder, "t", [{"label": "=a"}, {"label": "b"}], clean(rows))
    read = list(csv.reader(io.StringIO((folder / path).read_bytes().decode(), newline="")))
    assert read == [["'=a", "b"], *[[as_text(cell) for cell in row] for row in clean(rows)]]
    for cell in (cell for row in read for cell in row):
        assert not re.match(r"[=@\t\r]|[+-](?![\d.,]*%?$)", cell)


@given(TEXTS)
def test_a_text_in_a_page_as_json_ends_no_element(text):
    written = json_in_page({text: [text]})
    assert json.loads(written) == {clean(text): [clean(text)]}
    assert not re.search("[<\u2028\u2029]", written)


@given(TEXTS)
def test_a_description_of_data_keeps_its_texts(tmp_path_factory, text):
    about = {"title": text, "description": text, "resources": [{"title": text, "path": "a.csv"}]}
    data = linked_data(Dataset(tmp_path_factory.getbasetemp() / "datapackage.json", about, ("a.csv",)), {}, [])
    read = json.loads(json_in_page(data))
    assert read.get("description", "") == clean(text)
    assert read["variableMeasured"] == [clean(text) or None]


@settings(deadline=None, max_examples=15)
@given(st.lists(TEXTS.filter(str.strip), min_size=1, max_size=6, unique_by=lambda t: flat(clean(t))))
def test_a_text_in_a_chart_is_text(texts):
    rows = [{"text": t, "n": i} for i, t in enumerate(clean(texts))]
    spec = {
        "data": {"values": rows},
        "mark": {"type": "text", "limit": 0},
        "encoding": {
            "text": {"field": "text"},
            "y": {"field": "n", "type": "quantitative"},
            "tooltip": {"field": "text"},
        },
    }
    svg = inline_svg(vl_convert.vegalite_to_svg(json.dumps(spec), allowed_base_urls=[]), "c-")
    root = etree.fromstring(svg)
    tags = {etree.QName(element).localname for element in root.iter()}
    assert tags <= {"svg", "g", "path", "rect", "text", "line", "defs", "clipPath", "tspan"}
    assert not [n for e in root.iter() for n in e.attrib if n.lower().startswith("on") or "href" in n]
    shown = [flat("".join(element.itertext())) for element in root.iter("{*}text")]
    assert not [t for t in texts if flat(clean(t)) and flat(clean(t)) not in shown]


@pytest.mark.parametrize("url", ["file:///etc/passwd", "https://evil.example/x.png", "../secret.txt"])
def test_a_chart_reads_nothing_from_disk_or_net(url):
    values = [{"url": url}]
    image = {"data": {"values": values}, "mark": {"type": "image"}, "encoding": {"url": {"field": "url"}}}
    for spec in (image, {"data": {"url": url}, "mark": "point"}):
        try:
            svg = vl_convert.vegalite_to_svg(json.dumps(spec), allowed_base_urls=[])
        except ValueError:
            continue
        assert "root:" not in svg
        assert "data:" not in svg


def test_no_character_that_xml_forbids_is_left():
    assert not FORBIDDEN.search("".join(clean(ALL)))
    etree.Element("a").text = "".join(clean(ALL))  # lxml refuses what XML does
