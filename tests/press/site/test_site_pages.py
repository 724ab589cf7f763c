"""A page loads what it uses, its boxes fold by themselves, and nothing is written into it that a strict policy forbids."""

import re

import pytest

from press.site import files
from press.site.pages import used

BOXES = """# A page

```{index} single: A & B; under it
```

{cite:t}`kille2011`

:::{admonition} Folded <b>away</b>
:class: dropdown tip
Inside.
:::

:::{note}
:class: dropdown
A note.
:::

```{list-table}
:header-rows: 1
:widths: 10 30 30 30

* - One
  - Two & <more>
  - Three
  - Four
* - a
  - b
  - c
  - as expected
```

```{list-table}
:header-rows: 1

* - One
  - Two
* - a
  - a longer word, which may break
```

## A part

Its text.

```{bibliography}
```
"""


@pytest.mark.parametrize(
    ("asset", "body", "wanted"),
    [
        ("_static/pygments.css", "<p></p>", False),
        ("_static/pygments.css?v=1", "<pre></pre>", True),
        ("_static/copybutton.js", "<pre></pre>", False),
        ("press/charts.js", '<script class="press-chart-spec">', True),
        ("press/charts.js", "<p>press</p>", False),
        ("togglebutton.js", "<pre class='toggle'></pre>", False),
        ("of-another-extension.js", "<p></p>", True),
        ("https://elsewhere.example/x.js", "<pre></pre>", False),
        ("//elsewhere.example/x.js", "<pre></pre>", False),
        ("mystnb.0123.css", '<div class="cell docutils">', True),
        ("mystnb.0123.css", "<p></p>", False),
    ],
)
def test_an_asset_is_loaded_by_the_pages_that_use_it(asset, body, wanted):
    assert used(asset, body) is wanted


@pytest.fixture(scope="module")
def page(books):
    """The HTML of a page of boxes, in the book theme."""
    book = books()
    book.config["html_theme"] = "sphinx_book_theme"
    book.config["extensions"] = ["myst_nb", "sphinx_thebe", "sphinx_togglebutton", "sphinxcontrib.bibtex", "press"]
    book.config["myst_enable_extensions"] = ["colon_fence"]
    book.write("index.md", BOXES)
    built = book.build("html")
    assert built.error is None, built.messages
    return built


def test_a_built_page_is_strict_and_folds_without_scripts(page):
    html = page.text("index.html")
    for name in ("index.html", "genindex.html", "search.html", "404.html"):
        assert not re.search(
            r"thebe|<style|style=|onclick|<script(?! type=\"application/ld)(?![^>]*src=)", page.text(name)
        )
    assert "A &amp; B" in page.text("genindex.html")
    assert re.findall(r'<details class="([^"]*)"', html) == ["admonition tip", "admonition note", "press-cite"]
    assert "Folded &lt;b&gt;away&lt;/b&gt;</summary>" in html
    assert 'data-label="Two &amp; &lt;more&gt;"' in html
    assert re.findall(r'<table class="([^"]*)"', html) == ["press-cards press-short-last table", "table"]
    assert re.search(r'<div role="list"[^>]*>\s*<div class="citation press-part"[^>]*role="listitem"', html)
    assert (page.out / "_static" / "favicon.svg").exists()
    assert not (page.out / "_static" / "press" / "vega.js").exists(), "no page has a chart"
    assert "frame-ancestors" in page.text("_headers")
    assert not list(page.out.rglob("fontawesome.js*"))


def test_a_page_is_marked_off_in_parts_which_a_script_lays_out(page):
    html, index = page.text("index.html"), page.text("genindex.html")
    assert re.search(r'<section class="press-part" id="a-part">|<section id="a-part" class="press-part">', html)
    assert 'class="press-index press-part"' in index
    assert all("press/parts.js" in text for text in (html, index))
    assert "press/parts.js" not in page.text("search.html")


def test_a_cell_of_one_paragraph_holds_its_words_and_no_element(page):
    cells = re.findall(r"<td[^>]*>(.*?)</td>", page.text("index.html"), re.S)
    assert [cell.strip() for cell in cells] == ["a", "b", "c", "as expected", "a", "a longer word, which may break"]


def test_no_page_loads_anything_from_another_host(page):
    for path in page.out.glob("*.html"):
        loaded = re.findall(r"<(?:script|link|img|iframe|object|source)\b[^>]*>", path.read_text("utf-8"))
        assert loaded
        assert not [tag for tag in loaded if re.search(r"""(?:src|href|data)=["']?\s*(?:https?:)?//""", tag)], path.name


def test_nothing_lies_in_the_site_that_no_page_asks_for(page):
    static = {path.relative_to(page.out / "_static").as_posix() for path in (page.out / "_static").rglob("*.*")}
    idle = (
        "thebe",
        "bootstrap",
        "copybutton",
        "locales",
        "webpack",
        "logo_",
        ".map",
        "styles/theme.css",
        "pydata-sphinx-theme.js",
    )
    assert [name for name in sorted(static) if any(part in name for part in idle)] == []
    assert {"press/page.js", "searchtools.js", "styles/pydata-sphinx-theme.css"} <= static


def test_a_site_without_an_index_says_so_to_its_search(page):
    assert "missing = true" in page.text("pagefind/pagefind.js")


def test_what_no_page_names_goes_and_the_folder_that_faces_are_being_written_to_stays(tmp_path):
    for name in ("press/page.js", "theme/named.css", "theme/idle.js", "idle/a.js"):
        (tmp_path / "_static" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "_static" / name).write_text("")
    (tmp_path / "_static/press/fonts").mkdir()
    files.remove_idle(tmp_path / "_static", ['<link href="../_static/theme/named.css?v=1">'])
    left = sorted(path.relative_to(tmp_path / "_static").as_posix() for path in (tmp_path / "_static").rglob("*"))
    assert left == ["press", "press/fonts", "press/page.js", "theme", "theme/named.css"]


def test_sheets_once_cut_are_taken_from_where_they_are_kept_until_a_page_uses_more(tmp_path, monkeypatch):
    static, kept, cuts = tmp_path / "static", tmp_path / "kept", []
    static.mkdir()
    cut = files._cut_sheets
    monkeypatch.setattr(files, "_cut_sheets", lambda *given: cuts.append(1) or cut(*given))
    for page, left in (('<p class="a">', ".a"), ('<p class="a">', ".a"), ('<p class="b">', ".b")):
        (static / "a.css").write_text(".a { color: red } .b { color: blue }")
        files.cut_styles(static, [page], kept)
        assert re.findall(r"\.[ab]", (static / "a.css").read_text()) == [left]
    assert len(cuts) == 2


def test_a_build_that_writes_no_page_leaves_what_stands_beside_them(book, monkeypatch):
    book.config["html_theme"] = "sphinx_book_theme"
    book.write("index.md", "# A page\n")
    cut, beside, real = [], [], files.cut_faces
    monkeypatch.setattr(files, "cut_faces", lambda *given: cut.append(1) or real(*given))
    for text, times in (("# A page\n", 1), ("# A page\n", 1), ("# Another\n", 2)):
        if (book.root / "index.md").read_text() != text:
            book.write("index.md", text)
        assert book.build("html", templates_path=[]).error is None  # a theme adds to the list of the build before
        assert len(cut) == times
        beside.append({path: path.read_bytes() for path in (book.root / "_build/html/_static").rglob("*.*")})
    assert beside[1] == beside[0]  # though myst-nb and the theme copy whole style sheets at each build
    assert (book.root / "_build/html/_headers").exists()
