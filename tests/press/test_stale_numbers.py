from __future__ import annotations

from books import cell

GLUE = """from IPython.display import display
mime = "application/papermill.record/"
display({mime + "text/plain": repr(%s)}, raw=True, metadata={"scrapbook": {"name": "n", "mime_prefix": mime}})"""


def test_a_number_reaches_every_page_that_quotes_it_in_every_builder(book):
    book.chapter("gives", "Here {glue:text}`n:.1f`.", cell(GLUE % 1.26))
    book.write("quotes.md", "# Quotes\n\nThere {glue:text}`gives.md::n:.1f`.\n")
    assert book.build().messages == ""
    book.chapter("gives", "Here {glue:text}`n:.1f`.", cell(GLUE % 7.77))
    for builder, suffix in (("html", "html"), ("text", "txt")):
        build = book.build(builder)
        for page, word in (("gives", "Here"), ("quotes", "There")):
            shown = build.text(f"{page}.{suffix}").replace('<span class="pasted-text">', "")
            assert f"{word} 7.8" in shown, (builder, page)


def test_a_builder_writes_what_another_has_read(book):
    book.write("page.md", "# Page\n\nOld.\n")
    book.build("html")
    book.build("text")
    book.write("page.md", "# Page\n\nNew.\n")
    book.build("html")
    assert "New." in book.build("text").text("page.txt")


def test_a_number_that_is_no_longer_given_is_an_error_where_it_is_quoted(book):
    book.chapter("gives", cell(GLUE % 1))
    book.write("quotes.md", "# Quotes\n\nThere {glue:text}`gives.md::n:d`.\n")
    assert book.build().messages == ""
    book.chapter("gives", cell("1"))
    assert "Glue reference 'n' not found in doc 'gives'" in book.build().messages


def test_a_control_character_in_a_number_reaches_no_page(book):
    book.chapter("gives", "Here {glue:text}`n`.", cell(GLUE % r'"a\x1b[31mb"'))
    book.write("quotes.md", "# Quotes\n\nThere {glue:text}`gives.md::n:`.\n")
    build = book.build("text")
    assert ["a\ufffd[31mb" in build.text(f"{page}.txt") for page in ("gives", "quotes")] == [True, True]


def test_nothing_is_written_again_when_nothing_changed(book):
    book.chapter("gives", "Here {glue:text}`n:.1f`.", cell(GLUE % 1.26))
    book.write("quotes.md", "# Quotes\n\nThere {glue:text}`gives.md::n:.1f`.\n")
    page = book.build().out / "quotes.html"
    before = page.stat().st_mtime_ns
    book.build()
    assert page.stat().st_mtime_ns == before
