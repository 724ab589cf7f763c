"""Marks for the index where a section first mentions what an entry is about.

Looked through are paragraphs and captions; not code, tables, lines of sources, notes, works, or exercises, which ask
rather than tell. A mark is a place of no width before the mention, so that no page shows anything of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from .entries import Entries, entries_of

PREFIX = "ix-"
BLOCKS = (nodes.paragraph, nodes.caption)
APART = (nodes.entry, nodes.citation, nodes.footnote, nodes.raw, nodes.comment, nodes.system_message)
EXERCISES = ("exercise_node", "exercise_enumerable_node", "solution_node")
SILENT = (nodes.literal, nodes.math, nodes.citation_reference, nodes.footnote_reference)


class MarkMentions(SphinxTransform):
    """Put Sphinx's index nodes and their places where entries are mentioned."""

    default_priority = 840  # after quotation marks were made, before the index is gathered

    def apply(self, **kwargs: Any) -> None:
        """Mark the first mention of each entry in each section of the document."""
        named = self.config.press_index
        if not named:
            return
        entries = entries_of(Path(self.app.confdir, named), self.config.press_index_state)
        if not entries.covers(self.env.docname):
            return
        seen: set[tuple[int, str]] = set()
        times: Counter[str] = Counter()
        for block in [found for found in self.document.findall(nodes.Element) if _is_searched(found)]:
            section = id(_section(block))
            for text in [found for found in block.findall(nodes.Text) if _is_said(found, block)]:
                new = []
                for start, entry in entries.found(text.astext()):
                    if (section, entry) not in seen:
                        seen.add((section, entry))
                        times[entry] += 1
                        new.append((start, self._mark(entries, entry, times[entry])))
                if new:
                    _insert(block, text, new)

    def _mark(self, entries: Entries, entry: str, time: int) -> list[nodes.Node]:
        """Return the nodes of a mark; the first of a document brings what refers to the entry."""
        place = PREFIX + nodes.make_id(entry) + (f"-{time}" if time > 1 else "")
        target = nodes.target("", "", ids=[place])
        self.document.note_explicit_target(target)
        listed = [("single", entry, target["ids"][0], "", None)]
        if time == 1:
            top = entry.partition(";")[0]
            pointers = [*entries.pointers.get(entry, ()), *(entries.pointers.get(top, ()) if top != entry else ())]
            listed += [(kind, value, target["ids"][0], "", None) for kind, value in pointers]
        return [addnodes.index("", "", entries=listed), target]


def _is_searched(node: nodes.Node) -> bool:
    if not isinstance(node, BLOCKS) or "press-sources" in node["classes"]:
        return False
    return not any(isinstance(above, APART) or above.tagname in EXERCISES for above in _above(node))


def _is_said(text: nodes.Text, block: nodes.Element) -> bool:
    """Return whether a text is words of the block itself, not code or the key of a work."""
    for above in _above(text):
        if above is block:
            return True
        if isinstance(above, SILENT) or (isinstance(above, addnodes.pending_xref) and above.get("refdomain") == "cite"):
            return False
        if isinstance(above, BLOCKS):
            return False  # a block within a block speaks for itself
    return False


def _above(node: nodes.Node) -> Iterator[nodes.Element]:
    while node.parent is not None:
        node = node.parent
        yield node


def _section(node: nodes.Node) -> nodes.Node | None:
    return next((above for above in _above(node) if isinstance(above, nodes.section)), None)


def _insert(block: nodes.Element, text: nodes.Text, marks: list[tuple[int, list[nodes.Node]]]) -> None:
    """Put marks into a block: before the mention, or before what is marked up around it; before all of a caption."""
    if isinstance(block, nodes.caption):
        at = 0  # captions are cut at the end of their first sentence, and stand on one page
    elif text.parent is block:
        _split(text, marks)
        return
    else:
        at = block.index(next(above for above in _above(text) if above.parent is block))
    for node in [node for _, mark in marks for node in mark][::-1]:
        block.insert(at, node)


def _split(text: nodes.Text, marks: list[tuple[int, list[nodes.Node]]]) -> None:
    words, done = text.astext(), 0
    made: list[nodes.Node] = []
    for start, mark in marks:
        if start > done:
            made.append(nodes.Text(words[done:start]))
            done = start
        made += mark
    text.parent.replace(text, [*made, nodes.Text(words[done:])])
