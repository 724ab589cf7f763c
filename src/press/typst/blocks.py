"""Blocks: quotations, code, boxes, exercises, notebook cells, and the components of sphinx-design."""

from __future__ import annotations

from docutils import nodes
from docutils.nodes import SkipNode
from sphinx.locale import admonitionlabels

from .cells import shows_code
from .escape import string
from .writer import Writer

_LANGUAGES = {"ipython3": "python", "ipython": "python", "python3": "python", "sh": "bash", "shell": "bash"}
WHOLE, LAST = 16, 5  # lines of code that stay on one page; the last ones of longer code that do
_PLAIN = {"", "none", "text", "default", "myst-ansi", "console", "output"}


def _boxed(kind: str):
    def visit(self: Blocks, node: nodes.Element) -> None:
        self.box(kind, self.text(str(admonitionlabels[kind])), node, node.children)

    return visit


class Blocks(Writer):
    """Handlers of blocks."""

    def box(self, kind: str, title: str, node: nodes.Element, children: list[nodes.Node]) -> None:
        """Write a box with a title."""
        with self.within():
            body = self.inside(children)
        self.block(self.anchor(node["ids"]), f"#boxed({string(kind)}, [{title}])[{body}]")
        raise SkipNode

    visit_attention, visit_caution, visit_danger = _boxed("attention"), _boxed("caution"), _boxed("danger")
    visit_error, visit_hint, visit_important = _boxed("error"), _boxed("hint"), _boxed("important")
    visit_note, visit_tip, visit_warning, visit_seealso = (
        _boxed("note"),
        _boxed("tip"),
        _boxed("warning"),
        _boxed("seealso"),
    )

    def _titled(self, node: nodes.Element) -> tuple[str, list[nodes.Node]]:
        """Return the title of a box, and its other children."""
        children = list(node.children)
        if children and isinstance(children[0], nodes.title | nodes.rubric):
            with self.within(apart=True):
                return self.inside(children[0].children), children[1:]
        return "", children

    def visit_admonition(self, node: nodes.Element) -> None:
        title, rest = self._titled(node)
        kind = next((name for name in node["classes"] if name in admonitionlabels), "note")
        self.box(kind, title, node, rest)

    def visit_topic(self, node: nodes.Element) -> None:
        if "contents" in node["classes"]:
            raise SkipNode  # a page's own contents: the book has one
        title, rest = self._titled(node)
        self.box("topic", title, node, rest)

    visit_sidebar = visit_topic

    def visit_versionmodified(self, node: nodes.Element) -> None:
        self.block(self.inside(node.children))
        raise SkipNode

    # quotations

    def visit_block_quote(self, node: nodes.Element) -> None:
        said = [child for child in node.children if isinstance(child, nodes.attribution)]
        if (
            not said
            and node.children
            and all(isinstance(c, nodes.bullet_list | nodes.enumerated_list) for c in node.children)
        ):
            return  # indented lists of reStructuredText are lists
        with self.within():
            body = self.inside(child for child in node.children if child not in said)
            source = ", attribution: [" + self.inside(said[0].children) + "]" if said else ""
        kind = "epigraph" if "epigraph" in node["classes"] else "quote"
        body_of = f"#{kind}({'block: true, ' if kind == 'quote' else ''}[{body}]{source})"
        self.block(self.anchor(node["ids"]), body_of)
        raise SkipNode

    def depart_block_quote(self, node: nodes.Element) -> None:
        pass

    # code

    def visit_literal_block(self, node: nodes.Element) -> None:
        language = node.get("language", "")
        language = _LANGUAGES.get(language, language)
        named = "none" if language in _PLAIN else string(language)
        look = "output" if {"output", "stderr"} & set(node["classes"]) else "listing"
        lines = node.astext().rstrip().split("\n")
        at = len(lines) - LAST if len(lines) > WHOLE else 0
        parts = [self.quoted("\n".join(part)) for part in (lines[:at], lines[at:]) if part]
        pieces = [f"raw(block: true, lang: {named}, {part})" for part in parts]
        self.block(self.anchor(node["ids"]), f"#{look}({', '.join(pieces)})")
        raise SkipNode

    visit_doctest_block = visit_literal_block

    # containers: notebook cells, sphinx-design, captioned listings

    def visit_container(self, node: nodes.Element) -> None:
        if id(node) in self.done:
            raise SkipNode
        part = node.get("nb_element") or node.get("design_component") or ""
        handler = getattr(self, "container_" + part.replace("-", "_"), None)
        if handler:
            handler(node)
        elif node.get("literal_block"):
            self.container_listing(node)
        self.place(node)

    def depart_container(self, node: nodes.Element) -> None:
        pass

    visit_compound, depart_compound = visit_container, depart_container

    def container_listing(self, node: nodes.Element) -> None:
        """Set a listing under its caption."""
        caption, code = node.children
        with self.within(apart=True):
            words = self.inside(caption.children)
        number = self.number("code-block", node)
        label = f"#text(weight: 600)[{self.text(number)}] " if number else ""
        self.block(self.anchor(node["ids"]), f"#rubric[{label}{words}]", self.inside([code]))
        raise SkipNode

    def container_cell_code_source(self, node: nodes.Element) -> None:
        """Leave code out unless the book shows code, or this cell asks for it by its tag."""
        if not shows_code(node, self.book.edition.code == "shown", self.config.press_typst_code_tag):
            raise SkipNode

    def container_card(self, node: nodes.Element) -> None:
        title = next((n for n in node.findall(nodes.Element) if n.get("design_component") == "card-title"), None)
        words = self.inside(title.children) if title is not None else ""
        self.done.add(id(title))  # its own place in the card is passed over
        with self.within():
            self.block(self.anchor(node["ids"]), f"#card([{words}])[{self.inside(node.children)}]")
        raise SkipNode

    def container_grid_row(self, node: nodes.Element) -> None:
        wide = "2" if len(node.children) > 1 else "1"
        with self.within():
            items = [f"[{self.inside([child])}]" for child in node.children]
        self.block(f"#cards({wide}, {', '.join(items)})")
        raise SkipNode

    def container_dropdown(self, node: nodes.Element) -> None:
        """Set what a click would unfold as an open box."""
        title, rest = self._titled(node)
        self.box("note", title, node, rest)

    def container_tab_item(self, node: nodes.Element) -> None:
        """Set tabs one below the other, each under its label."""
        title, rest = self._titled(node)
        self.box("topic", title, node, rest)

    # exercises

    def _exercise(self, node: nodes.Element, number: str) -> None:
        title, rest = self._titled(node)
        self.box("exercise", self.text(number) + title, node, rest)

    def visit_exercise_node(self, node: nodes.Element) -> None:
        self._exercise(node, "")

    def visit_exercise_enumerable_node(self, node: nodes.Element) -> None:
        self._exercise(node, self.number("exercise", node))

    def visit_solution_node(self, node: nodes.Element) -> None:
        """Set a solution here, keep it for the end, or leave it out without a trace."""
        if self.book.edition.solutions == "none":
            raise SkipNode
        outer, self.body = self.body, []
        try:
            title, rest = self._titled(node)
            self.box("solution", title, node, rest)
        except SkipNode:
            made, self.body = "".join(self.body), outer
        if self.book.edition.solutions == "inline":
            self.add(made)
        else:
            self.book.solutions.setdefault(self.docname, []).append(made)
        raise SkipNode
