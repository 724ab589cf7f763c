"""Figures are numbered from the outlines of pages as they are from whole pages, and no page is read anew for it."""

import pickle

import pytest
from books import DOT, FIGURE
from docutils import nodes
from sphinx.environment import BuildEnvironment

from press import outlines

PAGE = (
    FIGURE.format("top")
    + "## A section\n\n"
    + FIGURE.format("within")
    + "```{table} Years\n:name: tab-years\n\n| a | b |\n|---|---|\n| 1 | 2 |\n```\n\n"
    + "| no | name |\n|---|---|\n| 1 | 2 |\n\n"
    + "```{code-block} python\n:caption: Code\n:name: code-one\n1\n```\n\n"
    + "```{math}\n:label: eq-one\na = b\n```\n\n"
    + "### Deeper\n\n"
    + "````{admonition} A box\n" + FIGURE.format("boxed") + "````\n\n"
    + ":::{exercise}\n:label: ex-one\n\nSay, of {numref}`fig-top`.\n:::\n\n:::{solution} ex-one\nSaid.\n:::\n"
)  # fmt: skip
WANTED = ("fig-top", "fig-within", "fig-boxed", "tab-years", "code-one", "ex-one", "sec-later")


@pytest.fixture
def rich(book):
    (book.root / "a.png").write_bytes(DOT)
    book.config |= {
        "extensions": ["myst_nb", "sphinx_exercise", "sphinxcontrib.bibtex", "press"],
        "numfig_format": {"section": "Part %s"},
        "myst_enable_extensions": ["colon_fence"],
    }
    book.write("one.md", f"# One\n\n{PAGE}")
    book.write("later.md", f"# Later\n\n{FIGURE.format('later')}\n(sec-later)=\n## At the end\n\nWords.\n")
    book.write("text.md", "# Text\n\n" + "\n\n".join(f"See {{numref}}`{name}`." for name in (*WANTED, "fig-later")))
    book.write("index.md", "# Index\n\n```{toctree}\n:numbered:\none\nlater\ntext\n```\n\n```{bibliography}\n```\n")
    return book


def shown(build):
    assert (build.messages, build.error) == ("", None)
    return [build.text(f"{name}.html") for name in ("one", "later", "text")]


def read_again(book):
    for name in ("one", "later", "text"):
        book.write(f"{name}.md", (book.root / f"{name}.md").read_text("utf-8") + "\n")
    return shown(book.build())


def test_numbers_are_those_of_whole_pages(rich, monkeypatch):
    rich.build()
    pages = read_again(rich)
    assert '<span class="eqno">(1.1)' in pages[0]
    assert all(said in pages[2] for said in ("Fig. 1.3", "Table 1.1", "Listing 1.1", "Exercise 1.1", "Part 2.1"))
    monkeypatch.setattr(outlines.Outlined, "get_doctree", lambda given, page: given.env.get_doctree(page))
    assert read_again(rich) == pages


def test_no_page_is_read_anew_to_number_what_is_in_it(rich, monkeypatch):
    read, get = [], BuildEnvironment.get_doctree
    monkeypatch.setattr(BuildEnvironment, "get_doctree", lambda env, name: read.append(name) or get(env, name))
    shown(rich.build())
    assert "later" not in read


def test_a_figure_before_another_moves_its_number_wherever_it_stands(rich):
    shown(rich.build())
    more = f"# Later\n\n{FIGURE.format('new')}{FIGURE.format('later')}\n(sec-later)=\n## At the end\n\n{{numref}}`fig-later`"
    rich.write("later.md", more)
    rich.write("text.md", (rich.root / "text.md").read_text("utf-8") + "\n")
    assert "Fig. 2.2" in shown(rich.build())[2]
    assert "Fig. 2.2" in (rich.root / "_build/html/later.html").read_text("utf-8")


def test_the_stored_environment_holds_no_page(rich):
    rich.build()
    env = pickle.loads((rich.root / "_build/.doctrees/environment.pickle").read_bytes())
    kept = [*env.press_outlines.values(), *(entry["node"] for entry in env.sphinx_exercise_registry.values())]
    assert len(kept) >= 5
    assert {part.document for node in kept for part in node.findall()} == {None}
    assert "Words." not in [str(text) for node in env.press_outlines.values() for text in node.findall(nodes.Text)]


def test_a_page_that_goes_takes_its_outline_with_it(rich):
    rich.build()
    (rich.root / "later.md").unlink()
    rich.write("text.md", "# Text\n")
    rich.write("index.md", "# Index\n\n```{toctree}\n:numbered:\none\ntext\n```\n\n```{bibliography}\n```\n")
    rich.build()
    env = pickle.loads((rich.root / "_build/.doctrees/environment.pickle").read_bytes())
    assert set(env.press_outlines) == {"index", "one", "text"}
