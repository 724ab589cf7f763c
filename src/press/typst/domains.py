"""Descriptions of code objects, and grammars: what Sphinx's domains make."""

from __future__ import annotations

from docutils import nodes
from docutils.nodes import SkipNode

from .writer import Writer


def elements(node: nodes.Element) -> list[nodes.Element]:
    """Return the children of a node that are no text."""
    return [child for child in node.children if isinstance(child, nodes.Element)]


class Domains(Writer):
    """Handlers of object descriptions."""

    def visit_desc(self, node: nodes.Element) -> None:
        signatures, contents = [], []
        for child in elements(node):
            if child.tagname == "desc_signature":
                signatures.append(self.anchor(child["ids"]) + self.code(child.astext()))
            else:
                with self.within():
                    contents.append(self.inside(child.children))
        lines = "#linebreak();".join(signatures)
        self.block(f"#terms(terms.item([{lines}], [{''.join(contents)}]))")
        raise SkipNode

    def visit_desc_inline(self, node: nodes.Element) -> None:
        self.add(self.code(node.astext()))
        raise SkipNode

    def visit_productionlist(self, node: nodes.Element) -> None:
        source = "\n".join(f"{child.get('tokenname', ''):<12} ::= {child.astext()}" for child in elements(node))
        self.block(f"#listing(raw(block: true, {self.quoted(source)}))")
        raise SkipNode
