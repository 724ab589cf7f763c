"""How many layouts a book needs until its places stand still: each costs as much as the pages that moved."""

import pytest
import typst

from press.typst import fonts
from press.typst.builder import REACHING, TEMPLATE
from press.typst.paper import PAPERS

MOST = 5  # layouts; then the compiler gives up with a warning
BOOK = """\
#import "template/press.typ": *
#let meta = (title: "Title", authors: (), description: none, keywords: (), date: none, lang: "en", region: none)
#let paper = {paper}
#let ({reaching}) = reaching(paper)
#show: book.with(meta, paper)
#chapter(1, "1", "one#", [One], first: true)
{text}
#chapter(1, "2", "two#", [Two])
Words.
"""
# What a document asks of its own end is known one layout later; a chain of such questions takes one layout a link.
CHAIN = """
#let links = range({links}).map(n => state("link-" + str(n), 0))
#context {{ links.first().update(counter(std.page).final().first()) }}
#for n in range(1, {links}) {{ context links.at(n).update(links.at(n - 1).final()) }}
#context links.last().final()
"""
TEXTS = {
    "words": "#lorem(900)",
    "references to later pages": '#counter(page).update(100)\n#for n in range(2000) { [Words ]; xref("two#", page: true)[]; [. ] }',
    "drawings that reach into the margin": "#for n in range(40) { plain-picture(wide: true, lorem(60)) }",
    "sections": '#for n in range(40) { section(2, 2, "1." + str(n), [Section]); lorem(60) }',
}


def settles(folder, text, links):
    """Return whether the places of a book stand still before the compiler gives up."""
    reaching = ", ".join(REACHING)
    source = BOOK.format(paper=PAPERS["a4"].typst(), reaching=reaching, text=text + CHAIN.format(links=links))
    (folder / "book.typ").write_text(source, "utf-8")
    template = folder / "template"
    if not template.exists():
        template.symlink_to(TEMPLATE)
    compiler = typst.Compiler(str(folder / "book.typ"), root="/", font_paths=fonts.fonts([]))
    _pdf, warnings = compiler.compile_with_warnings(format="pdf")
    return not any("converge" in warning.message for warning in warnings)


def longest(folder, text):
    """Return the longest chain of questions that a book leaves layouts for."""
    return max((links for links in range(1, MOST) if settles(folder, text, links)), default=0)


@pytest.mark.parametrize("what", [name for name in TEXTS if name != "words"])
def test_what_knows_its_place_late_moves_nothing_and_takes_no_layout_more(tmp_path, what):
    assert longest(tmp_path, TEXTS[what]) == longest(tmp_path, TEXTS["words"]) > 0
