"""The parts of an EPUB: what it says of itself, its contents, its pages, its drawings."""

from __future__ import annotations

import base64
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from sphinx.errors import ConfigError

from press.epub import cover, package, trees

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"


def metas(epub):
    found = epub.tree("package.opf").iter(f"{OPF}meta")
    return [(meta.get("property"), meta.text) for meta in found if meta.get("property")]


def test_it_is_built_without_a_warning(epub):
    assert epub.messages == ""


def test_the_type_of_the_file_comes_first_and_is_not_compressed(epub):
    with zipfile.ZipFile(epub.file) as archive:
        first = archive.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")


def test_every_file_has_the_time_of_the_book(epub):
    with zipfile.ZipFile(epub.file) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2017, 7, 14, 2, 40, 0)}


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("title", ["A book", "A subtitle & more"]),
        ("creator", ["Somebody"]),
        ("language", ["en"]),
        ("date", ["2020-02-03"]),
        ("rights", ["CC BY 4.0, https://example.org/by"]),
        ("description", ["What it is about."]),
        ("subject", ["one", "two"]),
    ],
)
def test_the_package_says_what_settings_and_citation_say(epub, name, texts):
    assert [element.text for element in epub.tree("package.opf").iter(f"{DC}{name}")] == texts


def test_the_identifier_is_the_same_in_every_release_and_in_both_contents(epub):
    (identifier,) = epub.tree("package.opf").iter(f"{DC}identifier")
    assert identifier.text == "urn:uuid:a34958a4-84cc-5ef1-8130-161119965d9e"
    assert f'name="dtb:uid" content="{identifier.text}"' in epub.parts["toc.ncx"]


def test_readers_are_told_what_the_book_offers_to_whom(epub):
    told = metas(epub)
    assert ("schema:accessModeSufficient", "textual") in told
    assert ("schema:accessibilityFeature", "alternativeText") in told
    assert ("schema:accessibilityHazard", "none") in told
    assert ("dcterms:conformsTo", "EPUB Accessibility 1.1 - WCAG 2.1 Level AA") in told
    assert ("a11y:certifiedBy", "Somebody") in told
    assert ("dcterms:modified", "2017-07-14T02:40:00Z") in told


def test_the_pages_are_read_in_the_order_of_the_contents(epub):
    tree = epub.tree("package.opf")
    paths = {item.get("id"): item.get("href") for item in tree.iter(f"{OPF}item")}
    assert [paths[ref.get("idref")] for ref in tree.iter(f"{OPF}itemref")] == [
        "cover.xhtml",
        "title.xhtml",
        "nav.xhtml",
        "index.xhtml",
        "one.xhtml",
        "sub/two.xhtml",
        "sub/three.xhtml",
        "answers.xhtml",
        "genindex.xhtml",
    ]


def test_the_contents_have_parts_chapters_and_sections(epub):
    (toc, _) = epub.tree("nav.xhtml").iter(f"{XHTML}nav")
    lines = [("".join(item[0].itertext()), item[0].get("href")) for item in toc.iter(f"{XHTML}li")]
    assert lines == [
        ("A book", "index.xhtml"),
        ("First part", None),
        ("1 One & only", "one.xhtml"),
        ("1.1 Below", "one.xhtml#below"),
        ("Second part", None),
        ("1 Second", "sub/two.xhtml"),
        ("1.1 Two", "sub/two.xhtml#two"),
        ("2 Third", "sub/three.xhtml"),
        ("Answers to the exercises", "answers.xhtml"),
        ("Index", "genindex.xhtml"),
    ]


def test_old_reading_systems_get_the_same_contents(epub):
    sources = re.findall(r'<content src="([^"]+)"', epub.parts["toc.ncx"])
    assert sources[:4] == ["index.xhtml", "one.xhtml", "one.xhtml", "one.xhtml#below"]


def test_every_link_inside_the_book_leads_somewhere(epub):
    pages = [name for name in epub.parts if name.endswith(".xhtml")]
    places = {
        f"{page}#{element.get('id')}" for page in pages for element in epub.tree(page).iter() if element.get("id")
    } | set(pages)
    links = [
        trees.absolute(page, element.get("href"))
        for page in pages
        for element in epub.tree(page).iter(f"{XHTML}a")
        if ":" not in element.get("href", ":").split("#")[0]
    ]
    assert len(links) > 20
    assert not [link for link in links if link not in places]


def test_answers_stand_at_the_end_and_links_follow_them(epub):
    assert "One, see" not in epub.parts["one.xhtml"]
    assert 'href="answers.xhtml#one-xhtml-' in epub.parts["one.xhtml"]
    assert 'href="sub/two.xhtml#ch-two"' in epub.parts["answers.xhtml"]
    assert 'href="one.xhtml#sec-below"' in epub.parts["answers.xhtml"]
    assert "Solution to <a " in epub.parts["answers.xhtml"]


def test_code_is_left_out_but_where_a_cell_asks_for_it(epub):
    assert "1 + 1" not in epub.parts["one.xhtml"]
    assert "print('shown')" in epub.parts["sub/three.xhtml"]


def test_footnotes_are_marked_for_reading_systems(epub):
    types = [element.get(TYPE) for element in epub.tree("one.xhtml").iter() if element.get(TYPE)]
    assert types == ["noteref", "footnote"]


def test_a_chart_is_a_picture_with_its_description_and_two_drawings(epub):
    (picture,) = epub.tree("one.xhtml").iter(f"{XHTML}picture")
    source, image = picture
    assert image.get("alt") == 'A bar & "one".'
    assert image.get("src") in epub.parts
    assert source.get("srcset") in epub.parts
    assert source.get("srcset") != image.get("src")


def test_a_drawing_brings_its_faces_and_nothing_from_elsewhere(epub):
    drawings = [text for name, text in epub.parts.items() if name.endswith(".svg")]
    assert len(drawings) == 2
    for svg in drawings:
        (data,) = re.findall(
            r"font-weight:400;src:url\(&quot;data:font/woff2;base64,([^&]+)|font-weight:400;src:url\(\"data:font/woff2;base64,([^\"]+)",
            svg,
        )
        assert base64.b64decode(data[0] or data[1])[:4] == b"wOF2"
        assert not re.search(r'(?:href|src)="https?:', svg)


def test_a_wide_table_has_heads_widths_and_cells_as_they_are(epub):
    text = epub.parts["sub/two.xhtml"]
    assert text.count('<th scope="col"') == 4
    assert text.count("<col style=") == 4
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in text


def test_no_page_has_a_script_or_asks_another_host_for_anything(epub):
    for name, text in epub.parts.items():
        assert "<script" not in text, name
        assert not re.search(r'(?:src|srcset)="(?:https?:)?//', text), name


def test_a_picture_without_alternative_text_and_raw_html_are_warned_of(book):
    book.write("p.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    book.chapter("one", "```{image} p.svg\n```\n\n```{raw} html\n<b>lost</b>\n```\n\n{math}`a^2`")
    messages = book.build("epub").messages
    assert "a picture has no alternative text: p.svg" in messages
    assert "raw html is left out" in messages
    assert "a formula is set as its source" in messages


def test_a_title_is_broken_into_lines_of_one_length():
    assert cover._lines("NATO and the United Nations", cover.TITLE, 200) == ["NATO and", "the United", "Nations"]


def test_names_in_the_manifest_are_distinct():
    paths = ["a/b.xhtml", "a_b.xhtml", "a_2fb.xhtml", "1.xhtml", "é.xhtml"]
    assert len({package.Part(path).name for path in paths}) == len(paths)


BUILD = """
import sys, pathlib
sys.path.insert(0, sys.argv[2]); sys.path.insert(0, sys.argv[3])
import books, importlib.util
spec = importlib.util.spec_from_file_location("small", sys.argv[3] + "/conftest.py")
small = importlib.util.module_from_spec(spec); sys.modules["small"] = small; spec.loader.exec_module(small)
book = books.Book(pathlib.Path(sys.argv[1]), small.SETTINGS)
book.write("references.bib", books.BIBLIOGRAPHY)
small.write(book)
build = book.build("epub")
sys.exit(str(build.error) if build.error else 0)
"""


@pytest.mark.slow
def test_two_folders_and_two_seeds_give_the_same_bytes(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1500000000")
    here = Path(__file__).parent
    made = []
    for seed, folder, zone in (("0", tmp_path / "a", "UTC"), ("7", tmp_path / "b" / "deeper", "Asia/Tokyo")):
        folder.mkdir(parents=True)
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        monkeypatch.setenv("TZ", zone)
        subprocess.run([sys.executable, "-c", BUILD, folder, here.parent, here], check=True)
        made.append((folder / "_build/epub/a-book.epub").read_bytes())
    assert made[0] == made[1]


def test_a_cover_that_there_is_not_is_named_before_anything_is_built(tmp_path):
    with pytest.raises(ConfigError, match=r"press_epub_cover: lost\.svg: No such file"):
        cover.ground(tmp_path, "lost.svg")
