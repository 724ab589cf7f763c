"""The table of contents as a tree: parts, chapters, and the sections of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from ..typst import plan


@dataclass
class Entry:
    """A line of the contents; a part has no page of its own, so its `address` is empty."""

    title: str
    address: str
    below: list[Entry] = field(default_factory=list)

    @property
    def start(self) -> str:
        """Return where the entry begins: its own address, else that of the first below it."""
        return self.address or (self.below[0].start if self.below else "")


def contents(
    env: BuildEnvironment, order: list[plan.Part | plan.Chapter], address: Callable[[str], str]
) -> list[Entry]:
    """Return the contents of a book, with the first level of sections below each chapter.

    Parameters
    ----------
    env
        The environment after all documents were read.
    order
        Parts and chapters as they are read.
    address
        Where a document is, by its name.
    """
    top: list[Entry] = []
    place, path = top, list[Entry]()
    for item in order:
        if isinstance(item, plan.Part):
            top.append(Entry(item.title, ""))
            place = top[-1].below
            continue
        entry = Entry(title(env, item.docname), address(item.docname), _sections(env, item.docname, address))
        del path[item.depth :]
        (path[-1].below if path else place if item.in_part else top).append(entry)
        path.append(entry)
    return top


def title(env: BuildEnvironment, docname: str) -> str:
    """Return the title of a document, after its number if it has one."""
    return _numbered(env, docname, "", env.titles[docname].astext())


def _sections(env: BuildEnvironment, docname: str, address: Callable[[str], str]) -> list[Entry]:
    """Return the sections right below a document's title."""
    found = []
    lists = [
        node for item in env.tocs[docname].children for node in item.children if isinstance(node, nodes.bullet_list)
    ]
    for item in (item for below in lists for item in below.children):
        paragraph = next(item.findall(addnodes.compact_paragraph), None)
        link = next(paragraph.findall(nodes.reference), None) if paragraph is not None else None
        if link is not None and link["anchorname"]:
            text = _numbered(env, docname, link["anchorname"], link.astext())
            found.append(Entry(text, address(docname) + link["anchorname"].replace(":", "-")))
    return found


def _numbered(env: BuildEnvironment, docname: str, anchor: str, text: str) -> str:
    number = ".".join(map(str, env.toc_secnumbers.get(docname, {}).get(anchor) or ()))
    return f"{number} {text}" if number else text
