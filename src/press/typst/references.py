"""References: within the book with their page, out of it with the address, and footnotes."""

from __future__ import annotations

from docutils import nodes
from docutils.nodes import SkipNode

from . import targets
from .escape import string
from .writer import Writer

_WITH_PAGE = {"std-numref", "std-ref", "std-doc", "doc", "eq"}


class References(Writer):
    """Handlers of references, targets and footnotes."""

    def visit_reference(self, node: nodes.Element) -> None:
        self.place(node)
        words = self.inside(node.children)
        target = targets.of_reference(node, self.docname)
        if target is None:
            self.add(self._address(node, words))
        elif target in self.book.targets.existing:
            page = "true" if self._wants_page(node) else "false"
            page += ", bracketed: true" * (page == "true" and _in_brackets(node))
            self.add(f"#xref({string(target)}, page: {page})[{words}];")
        elif self._is_left_out(target):
            pointer = f"#elsewhere({self.quoted(self.book.words['elsewhere'])});"
            self.add(words if self._says_enough(node) else words + pointer)
        else:
            self.warn(f"the reference to {target} leads nowhere in the book", node)
            self.add(words)
        raise SkipNode

    visit_number_reference = visit_reference

    def _is_left_out(self, target: str) -> bool:
        """Return whether the target is in the full book, and this edition leaves it out on purpose."""
        return self.book.edition.chapters is not None or target in self.book.targets.removed

    def _says_enough(self, node: nodes.Element) -> bool:
        """Return whether the words say all without their target: a term does, and a line that is apart."""
        return bool(self.apart) or any("std-term" in inner["classes"] for inner in node.findall(nodes.inline))

    def _wants_page(self, node: nodes.Element) -> bool:
        kinds: set[str] = set()
        for inner in node.findall(nodes.Element):
            kinds.update(inner["classes"])
        return not self.apart and bool(kinds & _WITH_PAGE)

    def _address(self, node: nodes.Element, words: str) -> str:
        address = node.get("refuri", "")
        if not address:
            return words
        shown = node.astext().strip()
        bare = address.removeprefix("mailto:").removeprefix("https://").removeprefix("http://").rstrip("/")
        visible = bare in shown or "://" not in address
        if self.apart or visible or address in self.noted:
            return f"#url({string(address)})[{words}];"
        self.noted.add(address)
        return f"#url({string(address)}, printed: true)[{words}];"

    def visit_download_reference(self, node: nodes.Element) -> None:
        """Set the name of a file that only the web edition offers."""
        self.add(self.inside(node.children))
        raise SkipNode

    def visit_pending_xref(self, node: nodes.Element) -> None:
        """Set the words of a reference that was not resolved; Sphinx has warned."""

    def depart_pending_xref(self, node: nodes.Element) -> None:
        pass

    def visit_target(self, node: nodes.Element) -> None:
        self.place(node)

    def depart_target(self, node: nodes.Element) -> None:
        pass

    # footnotes

    def visit_footnote_reference(self, node: nodes.Element) -> None:
        id_ = node.get("refid", "")
        note = self.footnotes.get(id_)
        if note is None:
            self.warn(f"the footnote {node.astext()} is not in this document", node)
            raise SkipNode
        mark = string(f"note:{targets.name(self.docname, id_)}")
        if mark in self.noted:
            self.add(f"#footnote(label({mark}));")
            raise SkipNode
        self.noted.add(mark)
        with self.within(apart=True):
            body = self.inside(child for child in note.children if not isinstance(child, nodes.label))
        self.add(f"#footnote[#h(0.3em);{body.strip()}]#label({mark});")
        raise SkipNode

    def visit_footnote(self, node: nodes.Element) -> None:
        """Leave out the note here: it is set where its mark stands."""
        raise SkipNode


def _in_brackets(node: nodes.Element) -> bool:
    """Return whether a bracket is open where the node stands in its paragraph."""
    before = "".join(part.astext() for part in node.parent.children[: node.parent.index(node)])
    return before.count("(") > before.count(")")
