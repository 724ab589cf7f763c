"""Running text: sections and their titles, paragraphs, and what stands inside a line."""

from __future__ import annotations

from docutils import nodes
from docutils.nodes import SkipNode

from . import targets
from .escape import string
from .writer import Writer

LINE = 90  # characters, about


class Text(Writer):
    """Handlers of running text."""

    # sections

    def visit_document(self, node: nodes.Element) -> None:
        self.place(node)

    def depart_document(self, node: nodes.Element) -> None:
        pass

    def visit_section(self, node: nodes.Element) -> None:
        self.depth += 1

    def depart_section(self, node: nodes.Element) -> None:
        self.depth -= 1

    def visit_title(self, node: nodes.Element) -> None:
        """Set the heading of a section; titles of tables and boxes are set with what they head."""
        section = node.parent
        if not isinstance(section, nodes.section):
            self.block(f"#rubric[{self.inside(node.children)}]")
            raise SkipNode
        with self.repeated() as anchors, self.within(edge=False, apart=True):
            words = self.inside(node.children)
        rank = self.chapter.depth + self.depth  # 1 is a chapter
        level = rank + self.chapter.in_part
        number = string(self._section_number(section))
        if rank == 1:
            opens = ", first: true" if not self.book.has_chapters else ""
            self.book.has_chapters = True
            place = targets.name(self.docname)
            self.book.placed(place)
            self.block(f"#chapter({level}, {number}, {string(place)}, [{words}]{opens})")
            self.add("#counter(footnote).update(0)")
        else:
            listed = ", listed: false" if rank == 2 and node.astext() in self.book.recurring else ""
            self.block(f"#section({level}, {rank}, {number}, [{words}]{listed})")
            if self.chapter.depth and self.depth == 1:
                self.add(self.anchor([""]))
        self.add(*anchors, self.anchor(section["ids"]), self.anchor(node["ids"]), "\n\n")
        raise SkipNode

    def _section_number(self, section: nodes.Element) -> str:
        numbers = self.builder.env.toc_secnumbers.get(self.docname, {})
        keys = ["#" + id_ for id_ in section["ids"]]
        if isinstance(section.parent, nodes.document):
            keys.append("")
        found = next((numbers[key] for key in keys if numbers.get(key)), ())
        return ".".join(map(str, found))

    def visit_subtitle(self, node: nodes.Element) -> None:
        self.block(f"#rubric[{self.inside(node.children)}]")
        raise SkipNode

    def visit_rubric(self, node: nodes.Element) -> None:
        self.block(f"#rubric[{self.anchor(node['ids'])}{self.inside(node.children)}]")
        raise SkipNode

    def visit_transition(self, node: nodes.Element) -> None:
        """Set a break of thought; the one before MyST's footnotes has nothing after it here."""
        if "footnotes" not in node["classes"]:
            self.block("#asterism()")
        raise SkipNode

    # paragraphs and lines

    def visit_paragraph(self, node: nodes.Element) -> None:
        """Set a paragraph; one that names sources is set with its table or figure, if it follows one."""
        if id(node) in self.done:
            raise SkipNode
        words = self.anchor(node["ids"]) + self.inside(node.children)
        alone = "press-sources" in node["classes"] and not isinstance(node.parent, nodes.legend)
        self.block(f"#notes-below[{words}]" if alone else f"#lead[{words}]" if _leads(node) else words)
        raise SkipNode

    visit_compact_paragraph = visit_paragraph

    def visit_centered(self, node: nodes.Element) -> None:
        self.block(f"#align(center)[{self.inside(node.children)}]")
        raise SkipNode

    def visit_Text(self, node: nodes.Text) -> None:
        self.add(self.text(node.astext().replace("\n", " ")))
        raise SkipNode

    # inside a line

    def _inline(self, node: nodes.Element, function: str) -> None:
        self.place(node)
        self.add(f"#{function}[{self.inside(node.children)}];")
        raise SkipNode

    def visit_emphasis(self, node: nodes.Element) -> None:
        self._inline(node, "emph")

    visit_title_reference = visit_emphasis

    def visit_strong(self, node: nodes.Element) -> None:
        self._inline(node, "strong")

    def visit_subscript(self, node: nodes.Element) -> None:
        self._inline(node, "sub")

    def visit_superscript(self, node: nodes.Element) -> None:
        self._inline(node, "super")

    def visit_literal(self, node: nodes.Element) -> None:
        self.place(node)
        # Within a reference the classes tell a literal that is only a mark of its kind.
        named = {"xref", "std-numref", "std-ref", "std-doc"} & set(node["classes"])
        self.add(self.inside(node.children) if named else self.code(node.astext()))
        raise SkipNode

    def visit_literal_strong(self, node: nodes.Element) -> None:
        self.add(f"#strong[{self.code(node.astext())}];")
        raise SkipNode

    def visit_literal_emphasis(self, node: nodes.Element) -> None:
        self.add(f"#emph[{self.code(node.astext())}];")
        raise SkipNode

    visit_manpage = visit_literal_emphasis

    def visit_inline(self, node: nodes.Element) -> None:
        """Set what is marked up; spaces that align figures elsewhere are not wanted here."""
        if "press-pad" in node["classes"]:
            raise SkipNode
        self.place(node)

    def depart_inline(self, node: nodes.Element) -> None:
        pass

    visit_abbreviation, depart_abbreviation = visit_inline, depart_inline
    visit_acronym, depart_acronym = visit_inline, depart_inline
    visit_generated, depart_generated = visit_inline, depart_inline
    visit_sd_badge, depart_sd_badge = visit_inline, depart_inline
    visit_PassthroughTextElement, depart_PassthroughTextElement = visit_inline, depart_inline  # of sphinx-design

    def visit_sd_line_break(self, node: nodes.Element) -> None:
        self.add("#linebreak();")
        raise SkipNode

    def visit_problematic(self, node: nodes.Element) -> None:
        """Set the source that docutils could not read; docutils has warned."""
        self.add(self.code(node.astext()))
        raise SkipNode

    def visit_math(self, node: nodes.Element) -> None:
        made = self._converted(node)
        source = node.astext().strip()
        self.add(f"#math.equation(alt: {self.quoted(source)}, ${made}$.body);" if made else self.code(source))
        raise SkipNode

    def visit_math_block(self, node: nodes.Element) -> None:
        made = self._converted(node)
        number, source = string(self._equation_number(node)), self.quoted(node.astext().strip())
        body = f"$ {made} $" if made else f"raw(block: true, {source})"
        self.block(self.anchor(node["ids"]), f"#equation({number}, {source}, {body})")
        raise SkipNode

    def _equation_number(self, node: nodes.Element) -> str:
        if not node.get("number"):
            return ""
        chapter = self.builder.env.toc_secnumbers.get(self.docname, {}).get("", ()) or ()
        front = chapter[:1] if self.config.math_numfig and self.config.numfig else ()
        return ".".join(map(str, (*front, node["number"])))

    def _converted(self, node: nodes.Element) -> str:
        """Return a formula as Typst; '', with a warning, where no converter is installed."""
        try:
            from tex2typst import tex2typst
        except ImportError:
            self.warn("a formula is set as its TeX source; install tex2typst to have it set", node)
            return ""
        return str(tex2typst(node.astext().strip()))


def _leads(node: nodes.Element) -> bool:
    """Return whether a paragraph is but a line between a heading and a box, list or table, and goes where that goes."""
    before, after = node.previous_sibling(), node.next_node(descend=False, siblings=True)
    return isinstance(before, nodes.title) and len(node.astext()) <= LINE and _follows(after)


def _follows(after: nodes.Node | None) -> bool:
    """Return whether a block stays where it is mentioned; what has a caption may float away, and leave a line alone."""
    if isinstance(after, nodes.container):  # a cell of a notebook shows its first output
        after = next(iter(after.findall(lambda found: isinstance(found, nodes.table | nodes.figure))), None)
    if isinstance(after, nodes.table):
        return not isinstance(after[0], nodes.title)
    return isinstance(after, nodes.Admonition | nodes.Sequential)
