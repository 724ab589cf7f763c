"""The PDF of the book as a screen reader, a printer and a searching reader need it."""

import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def pdf(printed_book):
    with pikepdf.open(printed_book) as opened:
        yield opened


@pytest.fixture(scope="module")
def text(printed_book):
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(printed_book))


def objects(pdf, kind, value):
    return [o for o in pdf.objects if isinstance(o, (pikepdf.Dictionary, pikepdf.Stream)) and o.get(kind) == value]


def elements(pdf, tag):
    """The elements of the structure tree that have a tag."""
    return [o for o in objects(pdf, "/Type", "/StructElem") if o.get("/S") == tag]


def test_the_pdf_is_tagged_and_says_that_it_is_accessible(pdf):
    assert pdf.Root.MarkInfo.Marked
    assert "/StructTreeRoot" in pdf.Root
    with pdf.open_metadata() as metadata:
        assert metadata.get("pdfuaid:part") == "1"


def test_the_pdf_has_a_language_and_shows_its_title(pdf):
    assert str(pdf.Root.Lang).startswith("en")
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as metadata:
        assert "NATO and the United Nations" in metadata["dc:title"]


def test_the_outline_leads_to_every_page_of_the_book(pdf):
    with pdf.open_outline() as outline:

        def titles(items):
            return [t for item in items for t in (str(item.title), *titles(item.children))]

        found = titles(outline.root)
    assert any("The liaison office" in title for title in found)
    assert any("Bibliography" in title for title in found)
    assert len(found) > 12


def test_every_picture_has_words_that_stand_for_it(pdf):
    figures = elements(pdf, "/Figure")
    assert len(figures) >= 4
    without = [f for f in figures if len(str(f.get("/Alt", ""))) < 40]
    assert not without, f"{len(without)} of {len(figures)} figures lack an alternative text"


def test_tables_have_marked_heads(pdf):
    assert len(elements(pdf, "/TH")) >= 5 * 4


def test_every_font_is_embedded_also_inside_drawings(pdf):
    descriptors = objects(pdf, "/Type", "/FontDescriptor")
    assert descriptors
    bare = [str(d.FontName) for d in descriptors if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(d.keys())]
    assert not bare
    names = " ".join(str(d.FontName) for d in descriptors)
    assert "SourceSans" in names
    assert "Libertinus" in names


def test_no_picture_is_a_raster(pdf):
    images = [o for o in objects(pdf, "/Subtype", "/Image") if o.get("/Type") in ("/XObject", None)]
    assert not images


@pytest.mark.parametrize(
    "residue", ["alt.Chart(", "alt.LayerChart(", "<Styler", "<pandas.", "{glue:", "{cite:", "None None"]
)
def test_nothing_that_a_program_says_of_itself_is_printed(text, residue):
    assert text.count(residue) <= taught(residue)


def taught(text):
    """How often the pages show a text as something to write, in blocks of code that do not run."""
    pages = [*ROOT.glob("chapters/*.md"), *ROOT.glob("appendix/*.md")]
    block = re.compile(r"^(`{3,})\{code-block\}.*?^\1$", re.M | re.S)
    return sum(shown[0].count(text) for page in pages for shown in block.finditer(page.read_text("utf-8")))


@pytest.mark.parametrize("name", ["Türk", "Wörner", "Pérez de Cuéllar", "Söderbaum", "Deen-Racsmány"])
def test_names_keep_their_accents_when_searched(text, name):
    flat = " ".join(text.replace("\ufffe", "-").split())
    assert name in flat


def test_the_imprint_says_version_and_licence(text):
    assert "Creative Commons" in text
    assert "0.1.0" in text
