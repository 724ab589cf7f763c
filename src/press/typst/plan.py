"""The order in which documents are read: parts and chapters, as the tables of contents give them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sphinx import addnodes
from sphinx.environment import BuildEnvironment


@dataclass(frozen=True)
class Part:
    """A part, from the caption of a table of contents; `docnames` are the chapters that open in it."""

    title: str
    docnames: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    """A document of the book; `depth` 0 is a chapter, 1 a document within one; `in_part` tells what it stands in."""

    docname: str
    depth: int
    in_part: bool


def reading_order(env: BuildEnvironment, chosen: Sequence[str] | None = None) -> list[Part | Chapter]:
    """Return parts and chapters in order; the root document comes first, as an unnumbered opening chapter.

    Parameters
    ----------
    env
        The environment after all documents were read.
    chosen
        Only these documents, in this order and without parts: what a course pack selects. Documents below a chosen
        one come with it.
    """
    if chosen is not None:
        return [page for docname in chosen for page in _document(env, docname, 0, False, {env.config.root_doc})]
    root = env.config.root_doc
    seen = {root}
    order: list[Part | Chapter] = [Chapter(root, 0, False)]
    for toctree in env.get_doctree(root).findall(addnodes.toctree):
        caption = toctree.get("caption") or ""
        names = tuple(name for name in toctree["includefiles"] if name not in seen)
        if caption and names:
            order.append(Part(caption, names))
        for docname in names:
            order += _document(env, docname, 0, bool(caption), seen)
    return order


def _document(env: BuildEnvironment, docname: str, depth: int, in_part: bool, seen: set[str]) -> Iterator[Chapter]:
    if docname in seen:
        return
    seen.add(docname)
    yield Chapter(docname, depth, in_part)
    for below in env.toctree_includes.get(docname, []):  # what its tables of contents name, without reading it again
        yield from _document(env, below, depth + 1, in_part, seen)
