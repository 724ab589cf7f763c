from __future__ import annotations

import nbformat
from books import cell
from test_stale_numbers import GLUE


def test_chapters_are_for_download_with_the_values_in_their_text(book):
    book.chapter("sub/one", "Here {glue:text}`n:.1f`, raw {glue:text}`n`.", cell(GLUE % 1.26))
    book.chapter("two", "There {glue:text}`sub/one.md::n:.2f`, and {glue:text}`none`.", cell("1"))
    book.write("plain.md", "# Plain\n")
    build = book.build()
    one = nbformat.reads(build.text("downloads/sub/one.ipynb"), as_version=4)
    nbformat.validate(one)
    assert "Here 1.3, raw 1.26." in one.cells[0].source
    assert [c.outputs for c in one.cells if c.cell_type == "code"] == [[]]
    assert "There 1.26, and {glue:text}`none`." in build.text("downloads/two.md")
    assert "```{code-cell}" in build.text("downloads/two.md")
    assert sorted(p.name for p in (build.out / "downloads").rglob("*.*")) == [
        "one.ipynb",
        "one.md",
        "two.ipynb",
        "two.md",
    ]


def test_downloads_have_the_same_bytes_each_time(book):
    book.chapter("one", "Text.", cell("1"), cell("2"))
    build = book.build()
    before = build.text("downloads/one.ipynb")
    (build.out / "downloads/one.ipynb").unlink()
    assert book.build().text("downloads/one.ipynb") == before
