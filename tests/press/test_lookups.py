"""What is looked up at each reference is found once, and is what Sphinx would have found."""

from books import DOT, FIGURE
from sphinx.environment import BuildEnvironment


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
