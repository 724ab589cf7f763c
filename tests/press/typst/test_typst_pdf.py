"""The PDF as a whole: what a screen reader, a printer and an archive need of it."""

from __future__ import annotations

import io
import re

import pikepdf
import pypdfium2
import pytest
from sphinx.errors import ConfigError

from press.typst.paper import PAPERS, POINTS

CHART = "```{figure} drawing.svg\n:name: fig-%s\n:alt: The alternative text of %s.\n\nCaption %s.\n```\n\n"


@pytest.fixture(scope="module")
def pdf(all_cases):
    return pikepdf.open(io.BytesIO(all_cases.pdf))


def structure(pdf):
    """Yield each element of the structure tree with its role."""
    roles = pdf.Root.StructTreeRoot.get("/RoleMap", {})
    pending = [pdf.Root.StructTreeRoot]
    while pending:
        element = pending.pop()
        if not isinstance(element, pikepdf.Dictionary):
            continue
        if "/S" in element:
            role = str(element.S)
            yield str(roles.get(role, role)), element
        kids = element.get("/K", [])
        pending += list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def fonts(pdf):
    """Yield each font that a page or a drawing on it uses."""
    seen, pending = set(), [page.obj for page in pdf.pages]
    while pending:
        holder = pending.pop()
        if holder.objgen in seen and holder.objgen != (0, 0):
            continue
        seen.add(holder.objgen)
        resources = holder.get("/Resources", {})
        yield from resources.get("/Font", {}).values()
        pending += [x for x in resources.get("/XObject", {}).values() if x.get("/Subtype") == "/Form"]


def test_the_file_says_that_it_is_accessible(pdf):
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_title_author_and_language_are_stated(pdf):
    assert str(pdf.docinfo.Title) == "A small book"
    assert str(pdf.docinfo.Author) == "Ada Example"
    assert str(pdf.Root.Lang) == "en"


def test_every_chapter_has_a_bookmark_below_its_part(pdf, cases):
    with pdf.open_outline() as outline:
        titles = {item.title: [child.title for child in item.children] for item in outline.root}
    chapters = [case["source"].split("\n")[0].strip("# ") for case in cases.values() if case.get("kind", "md") == "md"]
    assert [title for title in chapters if not any(title in name for name in titles["The cases"])] == []


def test_every_picture_has_its_alternative_text(pdf):
    texts = [str(element.get("/Alt", "")) for role, element in structure(pdf) if role == "/Figure"]
    assert "A bar from left to right." in texts
    assert all(texts)


def test_heads_of_tables_are_tagged_as_heads(pdf):
    roles = [role for role, _ in structure(pdf)]
    assert roles.count("/TH") >= 2 + 3 + 2
    assert {
        "/Table",
        "/THead",
        "/TBody",
        "/TD",
        "/L",
        "/Note",
        "/Link",
        "/H1",
        "/TOC",
        "/BlockQuote",
        "/Caption",
    } <= set(roles)


def test_every_font_is_embedded_also_inside_drawings(pdf):
    found = list(fonts(pdf))
    names = {str(font.BaseFont).split("+")[-1] for font in found}
    assert any(name.startswith("SourceSansPro") for name in names)
    assert any(name.startswith("LibertinusSerif") for name in names)
    for font in found:
        inner = font.get("/DescendantFonts", [font])[0]
        descriptor = inner.get("/FontDescriptor")
        assert descriptor is not None, font.BaseFont
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys()), font.BaseFont


def test_drawings_stay_vectors(pdf):
    images = [
        name
        for page in pdf.pages
        for name, thing in page.get("/Resources", {}).get("/XObject", {}).items()
        if thing.get("/Subtype") == "/Image"
    ]
    assert images == []


def test_every_link_within_the_book_lands(pdf):
    targets = [
        note.get("/A", {}).get("/D", note.get("/Dest"))
        for page in pdf.pages
        for note in page.get("/Annots", [])
        if note.get("/A", {}).get("/S") != "/URI"
    ]
    assert len(targets) > 20
    assert all(target is not None for target in targets)


def test_the_same_sources_give_the_same_bytes(build, tmp_path, monkeypatch):
    pages = {"index.md": "# Root\n\nWords.\n\n" + CHART % ("a", "a", "a")}
    first = build(pages).pdf
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert build(pages).pdf == first


def test_pages_before_the_first_chapter_count_for_themselves(all_cases):
    pages = all_cases.pages()
    assert pages[0] == "A small book"
    assert "A small book Ada Example Version 1.2 1 March 2024" in pages[1]
    contents = next(page for page in pages if page.startswith("Contents"))
    assert "All that is asked 1 " in contents


def test_the_list_of_figures_names_the_page_on_which_a_figure_came_to_stand(build):
    names = "abcdefghijkl"  # more than the page that calls them has room for
    pages = build({"index.md": "# Root\n\nWords.\n\n" + "".join(CHART % (name, name, name) for name in names)}).pages()
    listed = next(page for page in pages if page.startswith("Figures"))
    told = [int(re.search(rf"Caption {name}\. (\d+)", listed)[1]) for name in names]
    first = pages.index(listed) + 1
    stands = [next(n for n, page in enumerate(pages[first:], 1) if f"Caption {name}." in page) for name in names]
    assert told == stands
    assert len(set(stands)) > 1


def test_the_index_names_pages_in_order(all_cases):
    last = all_cases.pages()[-1]
    assert "Index" in last
    assert "Brussels, " in last


@pytest.mark.parametrize(("count", "divided"), [(5, False), (45, True)])
def test_only_a_longer_index_is_divided_by_letters(build, count, divided):
    made = build({"index.md": "# Root\n\n" + " ".join(f"{{index}}`word{n}`" for n in range(count)) + "\n"})
    assert made.source.count("#index-entry(") == count
    assert ("#index-letter(" in made.source) is divided


def test_no_page_is_empty(all_cases):
    assert [number for number, page in enumerate(all_cases.pages(), 1) if len(page) < 10] == []


@pytest.mark.parametrize("caption", ["", "A long one"])
def test_a_long_table_repeats_its_head_on_each_page(build, caption):
    rows = "\n".join(f"| row {n} | {'some words ' * 6}| {n / 4} |" for n in range(90))
    table = f"| Name of row | What | Share |\n|---|---|--:|\n{rows}\n"
    made = build({"index.md": f"# Root\n\n:::{{table}} {caption}\n\n{table}:::\n" if caption else f"# Root\n\n{table}"})
    with_rows = [page for page in made.pages() if "row 1" in page or "row 89" in page or "row 45" in page]
    assert len(with_rows) > 1
    assert all("Name of row" in page for page in with_rows)
    assert caption in with_rows[0], "a caption stays with its table"
    assert all(" ".join(["some words"] * 6) in page for page in with_rows)


def test_no_row_and_no_line_of_sources_ends_a_long_table_alone(build):
    sizes = range(25, 48)  # each a row longer, from the head of a page, so that some would end just after its foot
    tables = [
        f"| Row | What |\n|---|---|\n{''.join(f'| t{size}r{n}. | words |{chr(10)}' for n in range(size))}\n"
        f"{{.press-sources}}\nSources of t{size}.\n\n```{{raw}} typst\n#pagebreak()\n```\n\n"
        for size in sizes
    ]
    pages = build({"index.md": "# Root\n\n" + "\n".join(tables)}, press_typst_paper="phone").pages()
    for size in sizes:
        last = next(page for page in pages if f"t{size}r{size - 1}." in page)
        assert f"t{size}r{size - 2}." in last
        assert f"Sources of t{size}." in last


def test_what_a_table_in_a_box_holds_stays_in_the_box(build):
    table = "| {} | some words |\n|---|--:|\n| {} | words |\n".format("head " * 30, "more words " * 20)
    made = build({"index.md": f"# Root\n\n:::{{note}}\n{table}\n{{.press-sources}}\n{'Sources ' * 40}\n:::\n"})
    paper = PAPERS["a4"]
    [page] = [page for page in pypdfium2.PdfDocument(made.pdf) if "Sources" in page.get_textpage().get_text_range()]
    text = page.get_textpage()
    assert max(text.get_rect(n)[2] for n in range(text.count_rects())) <= (paper.left + paper.full) * POINTS


def test_titles_that_chapters_share_are_left_out_of_the_contents_and_not_of_the_bookmarks(build):
    chapters = {f"c{n}.md": f"# Chapter {n}\n\n## Its own {n}\n\nWords.\n\n## Summary\n\nWords.\n" for n in range(3)}
    made = build({"index.md": "# Root\n\n```{toctree}\nc0\nc1\nc2\n```\n", **chapters})
    contents = next(page for page in made.pages() if page.startswith("Contents"))
    assert "Its own 2" in contents
    assert "Summary" not in contents
    with pikepdf.open(io.BytesIO(made.pdf)) as opened, opened.open_outline() as outline:
        assert "Summary" in [child.title for item in outline.root for child in item.children]


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("us-letter", (612, 792)), ("phone", (272, 482))])
def test_the_sheet_is_the_one_asked_for(build, paper, size):
    made = build({"index.md": "# Root\n\nWords.\n\n" + CHART % ("a", "a", "a")}, press_typst_paper=paper)
    with pikepdf.open(io.BytesIO(made.pdf)) as opened:
        box = [float(number) for number in opened.pages[0].MediaBox]
    assert (round(box[2]), round(box[3])) == size


def test_the_imprint_says_what_the_settings_say(build):
    imprint = {
        "date": "2024-03-01",
        "subtitle": "Below the title",
        "licence": "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/.",
        "repository": "https://example.org/source",
        "cite": "Example, A. (2024). A small book.",
    }
    pages = build({"index.md": "# Root\n\nWords.\n"}, press_imprint=imprint).pages()
    assert "Below the title" in pages[1]
    assert "Example, A. (2024). A small book." in pages[2]
    assert "https://creativecommons.org/licenses/by/4.0/." in pages[2].replace(" ", "").replace("CCBY4.0,", "")
    assert "https://example.org/source" in pages[2]


@pytest.mark.parametrize(
    ("imprint", "said"),
    [
        ({"licens": "MIT"}, "press_imprint: unknown licens; it may have subtitle,"),
        ({"date": "March 2024"}, "press_imprint: date 'March 2024' is not of the form 2024-12-31"),
    ],
)
def test_an_imprint_that_nothing_reads_is_refused(build, imprint, said):
    with pytest.raises(ConfigError, match=said):
        build({"index.md": "# Root\n\nWords.\n"}, press_imprint=imprint)


def test_the_imprint_takes_from_the_citation_file_what_the_settings_leave_open(build):
    cff = (
        "cff-version: 1.2.0\ntitle: T\ndate-released: 2025-05-06\ndoi: 10.1/x\nabstract: What it is.\n"
        "authors:\n- {given-names: Ada, name-particle: van, family-names: Example}\n- {name: A project}\n"
    )
    files = {"index.md": "# Root\n\nWords.\n", "CITATION.cff": cff}
    made = build(files, press_imprint={}, confdir=True)
    assert "Ada van Example A project" in made.pages()[1]
    assert "6 May 2025" in made.pages()[1]
    assert "https://doi.org/10.1/x" in made.pages()[2]
    assert 'description: "What it is."' in made.source


@pytest.mark.parametrize(("text", "said"), [("a: [", "is not YAML"), ("- a", "must be a mapping")])
def test_a_broken_citation_file_is_refused(build, text, said):
    with pytest.raises(ConfigError, match=f"CITATION.cff: {said}"):
        build({"index.md": "# Root\n\nWords.\n", "CITATION.cff": text}, confdir=True)


LONG = ["x" * 400, "https://example.org/" + "path/" * 40, "very_long_" * 30, "Verfassungsgerichtsbarkeit" * 9]
ROOM = "# Root\n\n%s\n\n`%s`\n\n| a | b | c |\n|--|--|--|\n| %s | some words | more |\n\n```python\n%s\n```\n\n- %s\n"


@pytest.mark.parametrize("long", LONG)
def test_nothing_reaches_beyond_the_type_area(build, long):
    made = build({"index.md": ROOM % ((long,) * 5)})
    paper = PAPERS["a4"]
    right = (paper.left + paper.full) * POINTS + 4  # a mark that hangs beyond the edge is meant
    for page in pypdfium2.PdfDocument(made.pdf):
        text = page.get_textpage()
        edges = [text.get_charbox(index)[2] for index in range(text.count_chars())]
        assert max(edges, default=0) <= right
