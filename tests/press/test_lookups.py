"""What is looked up at each reference is found once, and is what Sphinx would have found."""

from sphinx.environment import BuildEnvironment

FIGURE = "```{{figure}} a.png\n:name: fig-{0}\n:alt: A dot\nFigure {0}\n```\n\n"
DOT = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\6\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0\1\0\0\5\0\1"
    b"\r\n-\xb4\0\0\0\0IEND\xaeB`\x82"
)


def test_a_page_is_read_once_however_many_of_its_figures_others_number(book, monkeypatch):
    (book.root / "a.png").write_bytes(DOT)
    book.chapter("figures", *(FIGURE.format(n) for n in range(5)))
    book.chapter("text", *(f"See {{numref}}`fig-{n}`." for n in range(5)))
    read, get = [], BuildEnvironment.get_doctree
    monkeypatch.setattr(BuildEnvironment, "get_doctree", lambda env, name: read.append(name) or get(env, name))
    build = book.build()
    assert (build.messages, build.error) == ("", None)
    assert [f"Fig. {n}" in build.text("text.html") for n in range(1, 6)] == [True] * 5
    assert read.count("figures") <= 2, "once for its own page, once for the references"


def test_a_figure_that_moved_has_its_new_number_in_the_next_build(book):
    (book.root / "a.png").write_bytes(DOT)
    book.chapter("figures", FIGURE.format(0))
    book.chapter("text", "See {numref}`fig-0`.")
    book.build()
    book.chapter("figures", FIGURE.format(1), FIGURE.format(0))
    book.chapter("text", "See {numref}`fig-0`, which moved.")
    assert "Fig. 2" in book.build().text("text.html")
