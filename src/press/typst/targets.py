"""Which places of the book are referred to, so that only those get an anchor and none is missing."""

from __future__ import annotations

from collections.abc import Mapping

from docutils import nodes
from sphinx import addnodes

INTERNAL = "%"  # begins the address of a place in the book: %docname#id


def name(docname: str, id_: str = "") -> str:
    """Return the name of a place: a document, or an id in it.

    >>> name("chapters/one", "id3"), name("chapters/one")
    ('chapters/one#id3', 'chapters/one#')
    """
    return f"{docname}#{id_}"


def of_reference(node: nodes.Element, docname: str) -> str | None:
    """Return the name of the place that a reference in `docname` leads to, None where it leads out of the book."""
    if "refid" in node:
        return name(docname, node["refid"])
    address = node.get("refuri", "")
    if not address.startswith(INTERNAL):
        return None
    document, _, id_ = address[len(INTERNAL) :].partition("#")
    return name(document or docname, id_)


def _ids(node: nodes.Element) -> list[str]:
    return list(node.get("ids", ()))


class Targets:
    """The places that exist in `trees`, and those that something refers to.

    Parameters
    ----------
    trees
        The resolved documents by name.
    """

    def __init__(self, trees: Mapping[str, nodes.document]) -> None:
        self.existing = {name(docname) for docname in trees}
        self.wanted: set[str] = set()
        self.removed: set[str] = set()
        for docname, tree in trees.items():
            for node in tree.findall(nodes.Element):
                self.existing.update(name(docname, id_) for id_ in _ids(node))
                if isinstance(node, nodes.reference):
                    target = of_reference(node, docname)
                    if target:
                        self.wanted.add(target)
                elif isinstance(node, addnodes.index):
                    self.wanted.update(name(docname, entry[2]) for entry in node["entries"])

    def remove(self, docname: str, node: nodes.Element) -> None:
        """Take the places in `node` out of the book, since it is left out."""
        for inner in node.findall(nodes.Element):
            names = {name(docname, id_) for id_ in _ids(inner)}
            self.removed |= names
            self.existing -= names
