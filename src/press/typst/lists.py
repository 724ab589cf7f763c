"""Lists: bullets, numbers, definitions, fields, options, lines."""

from __future__ import annotations

from docutils import nodes
from docutils.nodes import SkipNode

from .escape import string
from .writer import Writer

_NUMBERING = {"arabic": "1", "loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}
TIGHT, LOOSE = "0.62em", "0.92em"


def spacing(node: nodes.Element) -> str:
    """Return how far apart the items stand: more where an item has several blocks or more than a line."""
    loose = any(
        len([child for child in item.children if not isinstance(child, nodes.Invisible | nodes.bullet_list)]) > 1
        or len(item.astext()) > 75
        for item in node.children
        if isinstance(item, nodes.list_item)
    )
    return LOOSE if loose else TIGHT


class Lists(Writer):
    """Handlers of lists."""

    def _items(self, node: nodes.Element) -> str:
        with self.within():
            return ", ".join(
                f"[{self.anchor(item['ids'])}{self.inside(item.children)}]"
                for item in node.children
                if isinstance(item, nodes.list_item)
            )

    def _list(self, node: nodes.Element, call: str) -> None:
        nested = isinstance(node.parent, nodes.list_item)
        self.block(self.anchor(node["ids"]), f"#nested({call})" if nested else f"#{call}")

    def visit_bullet_list(self, node: nodes.Element) -> None:
        self._list(node, f"list(spacing: {spacing(node)}, {self._items(node)})")
        raise SkipNode

    def visit_enumerated_list(self, node: nodes.Element) -> None:
        pattern = node.get("prefix", "") + _NUMBERING.get(node.get("enumtype", "arabic"), "1") + node.get("suffix", ".")
        start = node.get("start", 1)
        look = f"start: {start}, numbering: {string(pattern)}, spacing: {spacing(node)}"
        self._list(node, f"enum({look}, {self._items(node)})")
        raise SkipNode

    def visit_definition_list(self, node: nodes.Element) -> None:
        items = [self._definition(item) for item in node.children if isinstance(item, nodes.definition_list_item)]
        self.block(self.anchor(node["ids"]), f"#terms(spacing: {LOOSE}, {', '.join(items)})")
        raise SkipNode

    def _definition(self, item: nodes.Element) -> str:
        terms, meanings = [], []
        with self.within():
            for child in item.children:
                if isinstance(child, nodes.term):
                    terms.append(self.anchor(child["ids"]) + self.inside(child.children))
                elif isinstance(child, nodes.classifier):
                    terms[-1:] = [f"{''.join(terms[-1:])} #text(weight: 400)[#emph[{self.inside(child.children)}]]"]
                elif isinstance(child, nodes.Element):
                    meanings.append(self.inside(child.children))
        return f"terms.item([{', '.join(terms)}], [{chr(10).join(meanings)}])"

    def visit_glossary(self, node: nodes.Element) -> None:
        self.place(node)

    def depart_glossary(self, node: nodes.Element) -> None:
        pass

    def visit_field_list(self, node: nodes.Element) -> None:
        rows = []
        with self.within():
            for field in node.children:
                if isinstance(field, nodes.field):
                    name, body = field.children
                    rows.append(f"([{self.inside(name.children)}], [{self.inside(body.children)}])")
        self.block(f"#fields({', '.join(rows)})")
        raise SkipNode

    def visit_option_list(self, node: nodes.Element) -> None:
        rows = []
        with self.within():
            for item in node.children:
                group, description = item.children
                options = ", ".join(option.astext() for option in group.children)
                rows.append(f"([{self.code(options)}], [{self.inside(description.children)}])")
        self.block(f"#fields({', '.join(rows)})")
        raise SkipNode

    def visit_line_block(self, node: nodes.Element) -> None:
        self.block(f"#verse({', '.join(self._lines(node, 0))})")
        raise SkipNode

    def _lines(self, node: nodes.Element, depth: int) -> list[str]:
        lines = []
        for child in node.children:
            if isinstance(child, nodes.line_block):
                lines += self._lines(child, depth + 1)
            else:
                indent = f"#h({1.5 * depth}em);" if depth else ""
                lines.append(f"[{indent}{self.inside(child.children)}]")
        return lines

    def visit_hlist(self, node: nodes.Element) -> None:
        """Set a list in columns as one list: columns save nothing on a page."""

    def depart_hlist(self, node: nodes.Element) -> None:
        pass

    visit_hlistcol = visit_acks = visit_hlist
    depart_hlistcol = depart_acks = depart_hlist
