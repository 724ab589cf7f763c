"""What all rooms of the translator share: the text written so far, places, numbers, warnings.

Each handler writes a node whole and skips its children, which it has written through `inside`; so a handler reads
top to bottom and no state passes from a visit to a departure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxTranslator

from . import targets
from .escape import UNBROKEN, breakable, content, string

if TYPE_CHECKING:
    from .book import Book
    from .plan import Chapter

_SENTENCE = re.compile(r"[.!?][”’)]?(?=\s+[“(]?[A-Z0-9])")
LOG = logging.getLogger(__name__)


class Writer(SphinxTranslator):
    """Writes one document as Typst; the rooms add the handlers.

    Parameters
    ----------
    document
        The resolved document.
    chapter
        Where in the book it stands.
    book
        What the documents of the book share.
    """

    def __init__(self, document: nodes.document, chapter: Chapter, book: Book) -> None:
        super().__init__(document, book.builder)
        self.chapter = chapter
        self.docname = chapter.docname
        self.book = book
        self.body: list[str] = []
        self.depth = 0  # of sections
        self.enclosed = 0  # blocks around this one that have an edge of their own
        self.apart = 0  # inside a title, caption, note or cell, where page references and notes do not belong
        self.unbroken = UNBROKEN  # characters; a longer word may break at its joints
        self.held: list[str] | None = None
        self.footnotes = {id_: note for note in document.findall(nodes.footnote) for id_ in note["ids"]}
        self.noted: set[str] = set()
        self.done: set[int] = set()  # nodes that were set elsewhere than where they stand

    # writing

    def add(self, *pieces: str) -> None:
        """Write pieces of Typst markup."""
        self.body.extend(pieces)

    def block(self, *pieces: str) -> None:
        """Write a block, apart from what is before and after it."""
        self.add("\n\n", *pieces, "\n\n")

    def inside(self, children: Iterable[nodes.Node]) -> str:
        """Return what `children` are written as."""
        outer, self.body = self.body, []
        for child in children:
            child.walkabout(self)
        inner, self.body = "".join(self.body).strip("\n"), outer
        return inner

    def text(self, text: str) -> str:
        """Return text as Typst content that can be printed."""
        return "#may-break;".join(content(piece) for piece in breakable(self.book.legible(text), self.unbroken))

    def quoted(self, text: str) -> str:
        """Return text as a Typst string that can be printed."""
        return string(self.book.legible(text))

    def code(self, text: str) -> str:
        """Return an inline literal; a long word in it may break."""
        pieces = breakable(self.book.legible(text))
        return "#may-break;".join(f"#raw({string(piece)});" for piece in pieces)

    @contextmanager
    def within(self, edge: bool = True, apart: bool = False) -> Iterator[None]:
        """Mark what is written as inside a block with an edge, or as apart from running text."""
        self.enclosed += edge
        self.apart += apart
        try:
            yield
        finally:
            self.enclosed -= edge
            self.apart -= apart

    @contextmanager
    def breaking(self, longest: int) -> Iterator[None]:
        """Let words that are longer than so many characters break at their joints."""
        before, self.unbroken = self.unbroken, longest
        try:
            yield
        finally:
            self.unbroken = before

    @contextmanager
    def repeated(self) -> Iterator[list[str]]:
        """Hold back the anchors of what is printed more than once, such as titles and captions; yields them."""
        before, self.held = self.held, []
        try:
            yield self.held
        finally:
            self.held = before

    def caption(self, node: nodes.Element) -> str:
        """Return a caption; what follows its first sentence is marked, since the lists in front leave it out."""
        first: list[nodes.Node] = []
        for number, child in enumerate(node.children):
            text = str(child) if isinstance(child, nodes.Text) else ""
            end = _SENTENCE.search(text)
            if end:
                first.append(nodes.Text(text[: end.end()]))
                rest = [nodes.Text(text[end.end() :]), *node.children[number + 1 :]]
                return f"{self.inside(first)}#more[{self.inside(rest)}];"
            first.append(child)
        return self.inside(first)

    # places and numbers

    def anchor(self, ids: Iterable[str]) -> str:
        """Return anchors for those of `ids` that something refers to."""
        names = [targets.name(self.docname, id_) for id_ in ids]
        marks = [
            f"#anchor({string(name)});"
            for name in dict.fromkeys(names)
            if name in self.book.targets.wanted and self.book.placed(name)
        ]
        if self.held is None:
            return "".join(marks)
        self.held.extend(marks)
        return ""

    def place(self, node: nodes.Element) -> None:
        """Write the anchors of a node."""
        self.add(self.anchor(node.get("ids", ())))

    def number(self, kind: str, node: nodes.Element) -> str:
        """Return the label and number of a figure or the like, such as 'Fig. 1.2'; '' if it has none."""
        numbers = self.builder.env.toc_fignumbers.get(self.docname, {}).get(kind, {})
        for id_ in node["ids"]:
            if id_ in numbers and self.config.numfig:
                return self.config.numfig_format[kind] % ".".join(map(str, numbers[id_]))
        return ""

    # what no room knows

    def warn(self, message: str, node: nodes.Node) -> None:
        """Warn that something will not be in the book."""
        LOG.warning("typst: %s", message, location=node, type="typst")

    def unknown_visit(self, node: nodes.Node) -> None:
        """Warn of a node that no room sets; what is in it is set all the same."""
        self.warn(f"no handler for the node {node.__class__.__name__}; only what is inside it is set", node)

    def unknown_departure(self, node: nodes.Node) -> None:
        """Nothing is left to do."""
