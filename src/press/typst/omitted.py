"""Nodes that a printed book has no place for, each with the reason; and raw output."""

from __future__ import annotations

from docutils import nodes
from docutils.nodes import SkipNode

from .writer import Writer


class Omitted(Writer):
    """Handlers that set nothing, on purpose."""

    def visit_comment(self, node: nodes.Element) -> None:
        """Leave out what the author wrote for authors."""
        raise SkipNode

    visit_substitution_definition = visit_comment  # its uses have been replaced
    visit_meta = visit_comment  # for search engines
    visit_toctree = visit_comment  # the contents stand in front
    visit_tabular_col_spec = visit_comment  # for LaTeX
    visit_highlightlang = visit_comment  # applied by Sphinx
    visit_system_message = visit_comment  # docutils has warned
    visit_decoration = visit_comment  # heads and feet are the template's
    visit_exercise_end_node = visit_solution_start_node = visit_solution_end_node = visit_comment  # gates
    visit_ThebeButtonNode = visit_comment  # a button
    visit_sd_icon = visit_fontawesome = visit_comment  # ornaments of the web edition

    def visit_raw(self, node: nodes.Element) -> None:
        """Set raw Typst; warn of raw output of another format that would have shown something."""
        formats = node.get("format", "").split()
        if "typst" in formats:
            self.add(node.astext())
        elif self._shows(node):
            self.warn(f"raw {' '.join(formats)} is left out: {node.astext().strip()[:60]!r}", node)
        raise SkipNode

    @staticmethod
    def _shows(node: nodes.Element) -> bool:
        text = node.astext().strip()
        # sphinx-thebe puts its settings on each page as a script; nothing of it is to be read.
        return bool(text) and not text.startswith(("<script", "<style", "<!--", "<link"))

    def visit_only(self, node: nodes.Element) -> None:
        """Set what Sphinx has kept for this builder."""

    def depart_only(self, node: nodes.Element) -> None:
        pass

    visit_HideCodeCellNode, depart_HideCodeCellNode = visit_only, depart_only  # a fold of the web edition
    visit_bibliography, depart_bibliography = visit_only, depart_only
