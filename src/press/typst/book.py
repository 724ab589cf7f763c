"""What the documents of one book share while they are written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from .targets import Targets

if TYPE_CHECKING:
    from .builder import TypstBuilder
    from .edition import Edition

LOG = logging.getLogger(__name__)

RECURRING = 3  # documents
WORDS = {
    "contents": "Contents",
    "figures": "Figures",
    "tables": "Tables",
    "preface": "Preface",
    "works": "Works cited",
    "solutions": "Answers to the exercises",
    "index": "Index",
    "elsewhere": "in the full book",
    "selection": "Selected from",
    "numbering": "Chapters keep the numbers that they have in the full book.",
    "version": "Version",
    "rights": "Rights",
    "licence": "Licence",
    "cite": "How to cite",
    "repository": "Source",
    "publisher": "Publisher",
    "typeface": "Set in",
}
_SVG_TEXT = re.compile(r">([^<]+)<")
_SVG_FAMILY = re.compile(r"font-family\s*[:=]\s*[\"']?([^;\"'>]+)")
_ENTITY = re.compile(r"&#(x[0-9a-fA-F]+|[0-9]+);")
_GENERIC = {"serif", "sans-serif", "monospace", "inherit"}


def recurring(trees: Mapping[str, nodes.document]) -> set[str]:
    """Return the titles that sections of three or more documents share, such as Summary: contents gain nothing by them.

    Examples
    --------
    >>> recurring({})
    set()
    """
    sections = (
        below
        for tree in trees.values()
        for section in tree.children
        if isinstance(section, nodes.section)
        for below in section.children
        if isinstance(below, nodes.section)
    )
    counts = Counter(section[section.first_child_matching_class(nodes.title) or 0].astext() for section in sections)
    return {title for title, count in counts.items() if count >= RECURRING}


class Book:
    """The state of one build: places, fonts, pictures, solutions.

    Parameters
    ----------
    builder
        The builder, for its settings and environment.
    targets
        The places in the documents of this book.
    edition
        What this PDF is to be.
    """

    def __init__(self, builder: TypstBuilder, targets: Targets, edition: Edition) -> None:
        self.builder = builder
        self.targets = targets
        self.edition = edition
        self.paper = edition.paper
        self.families = set(builder.fonts.families())
        self.words = WORDS | builder.config.press_typst_words
        self.solutions: dict[str, list[str]] = {}
        self.recurring = recurring(builder.trees)
        self.has_chapters = False
        self._placed: set[str] = set()

    def legible(self, text: str) -> str:
        """Return `text` with what no font can show replaced."""
        return self.builder.legible(text)

    def placed(self, name: str) -> bool:
        """Note that a place gets its anchor; False where it has one, since a label stands once."""
        if name in self._placed:
            return False
        self._placed.add(name)
        return True

    def has(self, name: str) -> bool:
        """Return whether a place has its anchor."""
        return name in self._placed

    def title(self, docname: str) -> str:
        """Return the title of a document, with its number."""
        number = ".".join(map(str, self.builder.env.toc_secnumbers.get(docname, {}).get("") or ()))
        words = self.builder.env.titles[docname].astext()
        return f"{number} {words}" if number else words

    def picture(self, uri: str, name: str) -> Path:
        """Put a picture beside the book and return its file; text in a drawing is made legible.

        Raises
        ------
        FileNotFoundError
            When the file is gone since it was read.
        """
        source, target = Path(self.builder.srcdir) / uri, Path(self.builder.outdir) / "images" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.suffix != ".svg":
            target.write_bytes(source.read_bytes())
            return target
        drawing = _SVG_TEXT.sub(self._legible_svg, source.read_text("utf-8"))
        missing = {
            family
            for families in _SVG_FAMILY.findall(drawing)
            for family in [families.replace("&quot;", "").split(",")[0].strip().strip("'\"")]
            if family and family not in self.families and family not in _GENERIC
        }
        for family in sorted(missing):
            LOG.warning("typst: the drawing %s names the font %r, which no folder has", uri, family, type="typst")
        target.write_text(drawing, "utf-8")
        return target

    def _legible_svg(self, match: re.Match[str]) -> str:
        text = _ENTITY.sub(lambda m: chr(int(m[1][1:], 16) if m[1][0] == "x" else int(m[1])), match[1])
        if text == match[1]:
            return f">{self.legible(text)}<"
        legible = self.legible(text)
        return f">{legible.replace('<', '&lt;').replace('>', '&gt;')}<"
