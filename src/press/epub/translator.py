"""XHTML for reading systems: what Sphinx's writer makes, but for the nodes in which a book differs from a web page."""

from __future__ import annotations

import posixpath
import re
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from docutils import nodes
from docutils.nodes import SkipNode
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator

LOG = logging.getLogger(__name__)
#: A drawing is readable down to this part of its own width; below, the upright one takes its place.
LEAST = 0.85
_WIDTH = re.compile(r'<svg[^>]* width="([\d.]+)"')


class Translator(HTML5Translator):
    """Writes the body of a page; what cannot be kept warns, so that nothing is lost in silence."""

    builder: Any

    def visit_image(self, node: nodes.Element) -> None:
        """Write a picture; a chart with two drawings leaves the choice to the reading system."""
        if not node.get("alt"):
            LOG.warning("epub: a picture has no alternative text: %s", node["uri"], location=node, type="epub")
        upright = self.builder.images.get(node.get("press_upright"))
        if upright is None:
            super().visit_image(node)
            return
        names = (upright, self.builder.images[node["uri"]])
        narrow, wide = (quote(posixpath.join(self.builder.imgpath, name)) for name in names)
        size = _WIDTH.search(Path(self.builder.srcdir, node["uri"]).read_text("utf-8"))
        reach = round(LEAST * float(size[1])) if size else 480
        self.body.append(
            f'<picture><source media="(max-width: {reach}px)" type="image/svg+xml" srcset="{narrow}" />'
            f'<img class="press-chart" src="{wide}" alt="{escape(node["alt"])}" /></picture>\n'
        )
        raise SkipNode

    def visit_literal_block(self, node: nodes.Element) -> None:
        """Write code as it is: few screens of reading systems show colours."""
        self.body.append(self.starttag(node, "pre", suffix=""))
        self.body.append(f"<code>{self.encode(node.astext())}</code></pre>\n")
        raise SkipNode

    visit_doctest_block = visit_literal_block

    def visit_footnote(self, node: nodes.footnote) -> None:
        """Mark a footnote, so that reading systems show it where it is called."""
        start = len(self.body)
        super().visit_footnote(node)
        self.body[start:] = [
            part.replace("<aside ", '<aside epub:type="footnote" ', 1) if 'role="doc-footnote"' in part else part
            for part in self.body[start:]
        ]

    def visit_footnote_reference(self, node: nodes.Element) -> None:
        """Mark the call of a footnote."""
        start = len(self.body)
        super().visit_footnote_reference(node)
        self.body[start] = self.body[start].replace("<a ", '<a epub:type="noteref" ', 1)

    def visit_math(self, node: nodes.Element, math_env: str = "") -> None:
        """Write the source of a formula, which is all that can be had without a script."""
        LOG.warning("epub: a formula is set as its source", location=node, type="epub")
        tag = "pre" if isinstance(node, nodes.math_block) else "span"
        self.body.append(self.starttag(node, tag, "", CLASS="math") + f"{self.encode(node.astext())}</{tag}>")
        raise SkipNode

    visit_math_block = visit_math

    def visit_raw(self, node: nodes.Element) -> None:
        """Leave out raw HTML, which need not be XHTML, and warn where it would have shown something."""
        text = node.astext().strip()
        if (
            "html" in node.get("format", "").split()
            and text
            and not text.startswith(("<script", "<style", "<!--", "<link"))
        ):
            LOG.warning("epub: raw html is left out: %r", text[:60], location=node, type="epub")
        raise SkipNode

    def visit_ThebeButtonNode(self, node: nodes.Element) -> None:  # noqa: N802, named after its node
        """Leave out a button that runs code on another host."""
        raise SkipNode
