"""Back matter: bibliography, answers, index."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.nodes import SkipNode
from sphinx.environment.adapters.indexentries import IndexEntries

from . import targets
from .escape import array, content, string
from .indexing import Index, Place, Row
from .writer import Writer

if TYPE_CHECKING:
    from .book import Book


LETTERED = 40  # entries; a longer index is divided by letters
LOCATORS = 12  # pages; an entry with more of them is divided by chapters


class Backmatter(Writer):
    """Handlers of the bibliography and of index marks."""

    def visit_citation(self, node: nodes.Element) -> None:
        """Set a work; its label is printed only where the text cites by labels."""
        labels = "author_year" not in str(getattr(self.config, "bibtex_reference_style", ""))
        with self.within(edge=False, apart=True):
            pieces = []
            for child in node.children:
                if isinstance(child, nodes.label):
                    pieces += [self.text(f"[{child.astext()}] ")] * labels
                else:
                    pieces.append(self.inside(child.children))
        self.block(f"#work[{self.anchor(node['ids'])}{''.join(pieces)}]")
        raise SkipNode

    def visit_index(self, node: nodes.Element) -> None:
        """Nothing to set: the place that an index mark names is a target of its own."""
        raise SkipNode


def adopt_works(known: targets.Targets, trees: Mapping[str, nodes.document]) -> list[tuple[str, nodes.citation]]:
    """Return the works that a selection of chapters cites while the bibliography is left out, each with its document.

    Parameters
    ----------
    known
        The places of the selection; the works become places of it.
    trees
        All documents of the full book.
    """
    found = []
    for docname, tree in trees.items():
        for citation in tree.findall(nodes.citation):
            names = {targets.name(docname, id_) for id_ in citation["ids"]}
            if names & known.wanted - known.existing:
                known.existing |= names
                found.append((docname, citation))
    return found


def solutions(book: Book) -> str:
    """Return the answers to the exercises, chapter by chapter; '' where there are none."""
    if not book.solutions:
        return ""
    pieces = [heading(book, "solutions")]
    for docname, made in book.solutions.items():
        pieces.append(f"#rubric[{content(book.legible(book.title(docname)))}]\n\n")
        pieces += made
    return "".join(pieces)


def index(book: Book) -> str:
    """Return the index with page numbers; '' where nothing is marked for it."""
    gathered = IndexEntries(book.builder.env).create_index(book.builder)
    made = Index(book.builder, gathered, lambda docname, id_: book.has(targets.name(docname, id_)))
    if not made.groups:
        return ""
    lines: list[str] = []
    for letter, rows in made.groups:
        lines += [f"#index-letter({string(letter)})\n"] * (len(made) > LETTERED)
        lines += [_row(book, row) for row in rows]
    return f"{heading(book, 'index')}#index-columns[\n{''.join(lines)}]\n"


def _row(book: Book, row: Row, sub: bool = False) -> str:
    look = ", sub: true" if sub else ""
    if any(place.main for place in row.places):
        look += f", main: {array(_names(row, main=True))}"
    if chapters := _chapters(book, row):
        look += f", chapters: {array(chapters)}, most: {LOCATORS}"
    look += ", pointer: true" * (sub and not row.places) + ", heads: true" * bool(row.below)
    name = content(book.legible(row.name))
    if row.only_points:
        return f"#index-entry([{name}, #emph[{content(book.legible(row.below[0].name))}]], ())\n"
    below = "".join(_row(book, one, sub=True) for one in row.below)
    return f"#index-entry([{name}], {array(_names(row))}{look})\n{below}"


def _chapters(book: Book, row: Row) -> list[str]:
    """Return the places of an entry by chapter, each with its title; none where they are few or in one chapter."""
    found: dict[str, list[Place]] = {}
    for place in row.places:
        found.setdefault(place.docname, []).append(place)
    if len(row.places) <= LOCATORS or len(found) == 1:
        return []
    titles = {docname: book.legible(book.builder.env.titles[docname].astext()) for docname in found}
    return [
        f"([{content(titles[docname] + ',' * titles[docname][-1:].isalnum())}],"
        f" {array(string(targets.name(place.docname, place.id_)) for place in places)})"
        for docname, places in found.items()
    ]


def _names(row: Row, main: bool = False) -> list[str]:
    return [string(targets.name(place.docname, place.id_)) for place in row.places if place.main or not main]


def heading(book: Book, word: str) -> str:
    """Return the heading that opens a piece of back matter."""
    return f"\n\n#pagebreak(weak: true)\n#front-heading({string(book.words[word])})\n\n"
