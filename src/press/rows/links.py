"""Links to rows: a mark after the first cell of a table's row, and cells that lead to what they name.

The web book leads to the page that shows the row. Every other format leaves the marks out and keeps the cells' words:
it does not hold the rows.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from press.dataset import dataset_of
from press.web import is_web

from .package import Name, Rows, read

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SCHEME = "row:"
log = logging.getLogger(__name__)


class row_link(nodes.Inline, nodes.TextElement):  # noqa: N801, a node is named as docutils names its own
    """Words that name a row (`row`, as ``table:id``), or a table."""


class row_mark(nodes.Inline, nodes.Element):  # noqa: N801
    """The way to a row (`row`) whose data stand in a row of a table, called `label`; `refuri` once it is known."""

    def astext(self) -> str:
        """Return nothing: in text it leads nowhere."""
        return ""


def name_of(pointer: str) -> Name:
    """Take ``table:id`` apart; a table alone has an empty id.

    Examples
    --------
    >>> name_of("people:jo-elte"), name_of("people")
    (('people', 'jo-elte'), ('people', ''))
    """
    table, _, key = pointer.partition(":")
    return table, key


def rows_of(app: Sphinx) -> Rows | None:
    """Return the rows of the book's data, or None if it carries none."""
    dataset = dataset_of(app)
    return read(dataset) if dataset else None


class LinkRows(SphinxPostTransform):
    """Lead links and marks to their rows."""

    default_priority = 8  # before references are resolved

    def run(self, **kwargs: Any) -> None:
        """Replace each link and fill in or remove each mark of the document."""
        found = [*self.document.findall(row_link), *self.document.findall(row_mark)]
        rows = rows_of(self.app) if found else None
        for node in found:
            uri = self._uri(node, rows)
            if isinstance(node, row_link):
                linked = [nodes.reference("", "", *node.children, refuri=uri, internal=True)] if uri else node.children
                node.replace_self(linked)
            elif uri:
                node["refuri"] = uri
            else:
                node.parent.remove(node)

    def _uri(self, node: nodes.Element, rows: Rows | None) -> str:
        name = name_of(node["row"])
        if rows is None or name not in rows:
            log.warning("no row %r in the data of the book", node["row"], location=node, type="press")
            return ""
        if not is_web(self.app):
            return ""
        page, anchor = rows.place(name)
        here = node.get("docname", self.env.docname)
        return self.app.builder.get_relative_uri(here, page) + (f"#{anchor}" if anchor else "")


def visit_mark_html(self: Any, node: row_mark) -> None:
    """Write a link whose sign is the style sheet's."""
    label, uri = html.escape(f"Source of this row: {node['label']}"), html.escape(node["refuri"])
    start = f'\u00a0<a class="press-row-mark" href="{uri}"'  # the space keeps it on the line of the words before
    self.body.append(f'{start} aria-label="{label}" title="Source of this row"></a>')
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the nodes and the transform."""
    app.add_node(row_link)
    app.add_node(row_mark, html=(visit_mark_html, None))
    app.add_post_transform(LinkRows)
