"""Transforms of figures that hold a table or a chart.

When a page is read: ``mystnb: figure:`` wraps any output of a cell in a figure, but the caption and name of a table
belong to the table, and what stands below a chart belongs below its caption.
When a page is written: builders that cannot hold a live chart get an image with the description.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from .nodes import chart_node, data_node, download_node, drawing
from .web import is_web

if TYPE_CHECKING:
    from sphinx.application import Sphinx

log = logging.getLogger(__name__)


class ArrangeFigures(SphinxTransform):
    """Give tables their captions and names, charts their legends, downloads their file names."""

    default_priority = 200  # before Sphinx gives ids to what it will number (210)

    def apply(self, **kwargs: Any) -> None:  # noqa: D102, as the base class
        for figure in list(self.document.findall(nodes.figure)):
            if table := _press_table(figure):
                self._figure_to_table(figure, table)
            elif any(True for _ in figure.findall(chart_node)):
                _to_legend(figure)
        for node in self.document.findall(nodes.Element):
            if node.get("press_name"):
                self._label(node)
        self._name_downloads()

    def _figure_to_table(self, figure: nodes.figure, table: nodes.table) -> None:
        for child in list(figure.children):
            if isinstance(child, nodes.caption):
                if any(isinstance(kid, nodes.title) for kid in table):
                    log.warning("the table has two captions: of its cell and of its own", location=figure)
                    table.pop(0)
                figure.remove(child)
                title = nodes.title(child.rawsource, "", *child.children)
                title.source, title.line = child.source, child.line
                table.insert(0, title)
        table["ids"] += figure["ids"]
        table["names"] += figure["names"]
        for target in figure["ids"]:
            self.document.ids[target] = table
        figure.replace_self(figure.children)

    def _label(self, node: nodes.Element) -> None:
        """Let a table or chart be referred to by the name that its payload gives."""
        name = nodes.fully_normalize_name(node["press_name"])
        holder = node.parent
        while holder is not None and not isinstance(holder, nodes.figure):
            holder = holder.parent
        if name not in node["names"] and (holder is None or name not in holder["names"]):
            node["names"].append(name)
            self.document.note_explicit_target(node, node)

    def _name_downloads(self) -> None:
        """Name each file after its figure or table, else after the page and a number."""
        taken: dict[str, int] = {}
        for node in self.document.findall(download_node):
            base = _name_above(node) or f"{self.env.docname}-data"
            base = re.sub(r"[^\w.-]+", "-", base).strip("-.") or "data"
            taken[base] = taken.get(base, 0) + 1
            node["file"] = base if taken[base] == 1 else f"{base}-{taken[base]}"


def _press_table(figure: nodes.figure) -> nodes.table | None:
    shown = (t for t in figure.findall(nodes.table) if "press-table" in t["classes"])
    return next((t for t in shown if not isinstance(t.parent, data_node)), None)


def _to_legend(figure: nodes.figure) -> None:
    """Move what follows a chart below the figure's caption: HTML closes a figure with its caption."""
    moved = []
    for chart in list(figure.findall(chart_node)):
        for sibling in list(chart.parent.children):
            if sibling is not chart and not isinstance(sibling, chart_node):
                chart.parent.remove(sibling)
                moved.append(sibling)
    if not moved:
        return
    legend = next((kid for kid in figure if isinstance(kid, nodes.legend)), None)
    if legend is None:
        legend = nodes.legend()
        figure += legend
    legend += moved


def _name_above(node: nodes.Node) -> str | None:
    """Return the name of the table or chart that a download belongs to."""
    holder = node.parent
    while holder is not None and not isinstance(holder, nodes.figure | nodes.document):
        for kid in holder.children:
            if isinstance(kid, chart_node | nodes.table) and (kid.get("press_name") or kid["names"]):
                return kid.get("press_name") or kid["names"][0]
        if "mime_type" in holder:
            break
        holder = holder.parent
    if isinstance(holder, nodes.Element) and isinstance(holder, nodes.figure) and holder["names"]:
        return holder["names"][0]
    return None


class ChartsToImages(SphinxPostTransform):
    """Give builders that cannot hold a live chart an image with the description, and no downloads."""

    default_priority = 10  # after myst-nb has chosen the type (4), before images are handled (100)

    def run(self, **kwargs: Any) -> None:  # noqa: D102, as the base class
        builder = self.app.builder
        if is_web(self.app):
            return
        self._leave_out_data()
        types = builder.supported_image_types
        form = "svg" if "image/svg+xml" in types else "png" if "image/png" in types else None
        if form is None:
            return  # text and the like: the node's own visitor sets the description
        legible = getattr(builder, "legible", str)  # a builder may have fewer characters than Unicode
        for node in list(self.document.findall(chart_node)):
            path = drawing(self.app, node, legible(node["spec"]), form)
            self.env.images.add_file(node.get("docname", self.env.docname), str(path))
            image = nodes.image(uri=str(path), candidates={"*": str(path)}, alt=node["alt"], classes=["press-chart"])
            image["ids"], image["names"] = node["ids"], node["names"]
            if "upright" in node and getattr(builder, "takes_upright", False):
                image["press_upright"] = str(drawing(self.app, node, legible(node["upright"]), form))
                self.env.images.add_file(node.get("docname", self.env.docname), image["press_upright"])
            image.source, image.line = node.source, node.line
            node.replace_self(image)

    def _leave_out_data(self) -> None:
        for kind in (data_node, download_node):
            for node in list(self.document.findall(kind)):
                _remove(node)


def _remove(node: nodes.Element) -> None:
    """Remove a node and what is left empty around it."""
    parent = node.parent
    parent.remove(node)
    if not parent.astext().strip() and isinstance(parent, nodes.paragraph | nodes.legend):
        _remove(parent)


def prune(app: "Sphinx", exception: Exception | None) -> None:
    """Delete drawings, and libraries of live charts, that no build has used for a month."""
    import time

    from .draw import folder

    for path in Path(folder(app)).glob("*"):
        if time.time() - path.stat().st_mtime > 30 * 86400:
            path.unlink(missing_ok=True)


def setup(app: "Sphinx") -> None:
    """Register the transforms."""
    app.add_transform(ArrangeFigures)
    app.add_post_transform(ChartsToImages)
    app.connect("build-finished", prune)
