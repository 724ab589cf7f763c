"""Figures and pictures, each with its alternative text."""

from __future__ import annotations

import re
from pathlib import Path

from docutils import nodes
from docutils.nodes import SkipNode

from .escape import string
from .paper import POINTS
from .writer import Writer

_LENGTH = re.compile(r"^([\d.]+)\s*(px|pt|cm|mm|in|em|%)?$")
_SVG_WIDTH = re.compile(r"<svg\b[^>]*?\bwidth=[\"']([\d.]+)(px|pt)?[\"']", re.S)
PIXEL = 0.64  # points; labels of 13 px, as on screens, become 8 points, as in the tables


def length(text: str) -> str | None:
    """Return a length of docutils as one of Typst.

    >>> length("300px"), length("50%"), length("7cm"), length("wide")
    ('192pt', '50%', '7cm', None)
    """
    match = _LENGTH.match(text.strip())
    if not match:
        return None
    value, unit = float(match[1]), match[2] or "px"
    return f"{value * PIXEL:g}pt" if unit == "px" else f"{value:g}{unit}"


def drawn_width(path: Path) -> float | None:
    """Return the natural width of an SVG file in points, None where it names none."""
    if path.suffix != ".svg":
        return None
    match = _SVG_WIDTH.search(path.read_text("utf-8", errors="replace")[:4000])
    return float(match[1]) * (1 if match[2] == "pt" else PIXEL) if match else None


class Figures(Writer):
    """Handlers of figures and pictures."""

    def visit_image(self, node: nodes.Element) -> None:
        inline = isinstance(node.parent, nodes.TextElement) and len(node.parent.children) > 1
        picture, wide = self.picture(node)
        anchor = self.anchor(node["ids"])
        if not picture:
            raise SkipNode
        if inline:
            self.add(anchor, f"#box(height: 1em, {picture});")
        else:
            self.block(f"#plain-picture(wide: {'true' if wide else 'false'})[{anchor}#{picture}]")
        raise SkipNode

    def picture(self, node: nodes.Element) -> tuple[str, bool]:
        """Return the Typst call that shows an image, and whether it needs more room than the measure gives."""
        name = self.builder.images.get(node["uri"])
        if not name:
            self.warn(f"the image {node['uri']} cannot be shown", node)
            return "", False
        path = self.book.picture(node["uri"], name)
        width = length(node["width"]) if "width" in node else None
        natural = None if width else drawn_width(path)
        wide = bool(natural and natural > self.book.paper.measure * POINTS) and not self.enclosed
        wide = wide and self.book.paper.hang > 0
        look = f", width: {width or f'{natural:g}pt'}" if width or natural else ""
        alt = self._alternative(node)
        call = f"picture({string('/images/' + name)}, {self.quoted(alt)}{look})"
        return (call if alt else f"ornament({call})"), wide

    def _alternative(self, node: nodes.Element) -> str:
        """Return the alternative text; an empty one that the author gave marks an ornament."""
        if "alt" in node:
            return node["alt"].strip()
        figure = node.parent if isinstance(node.parent, nodes.figure) else None
        caption = next(figure.findall(nodes.caption), None) if figure is not None else None
        self.warn(f"the image {node['uri']} has no alternative text (give it `alt`)", node)
        return caption.astext() if caption is not None else Path(node["uri"]).stem

    def visit_figure(self, node: nodes.Element) -> None:
        caption = next((child for child in node.children if isinstance(child, nodes.caption)), None)
        rest = [child for child in node.children if not isinstance(child, nodes.caption | nodes.legend)]
        body, wide = self._shown(rest)
        with self.repeated() as held, self.within(edge=False, apart=True):
            words = self.caption(caption) if caption is not None else ""
        with self.within(apart=True):
            legend = "".join(self.inside(child.children) for child in node.children if isinstance(child, nodes.legend))
        notes = "#parbreak();".join(text for text in (legend, self.notes_after(node)) if text)  # type: ignore[attr-defined]
        number = self.quoted(self.number("figure", node))
        parts = [number, f"[{words}]" if words else "none", f"[{self.anchor(node['ids'])}{''.join(held)}{body}]"]
        if notes:
            parts.append(f"notes: [{notes}]")
        parts += [f"wide: {'true' if wide else 'false'}", f"float: {'false' if self.enclosed else 'true'}"]
        self.block(f"#fig({', '.join(parts)})")
        raise SkipNode

    def _shown(self, children: list[nodes.Node]) -> tuple[str, bool]:
        """Return what a figure shows: one picture, or whatever a notebook put into it."""
        images = [image for child in children for image in child.findall(nodes.image)]
        words = any(text.strip() for child in children for text in child.findall(nodes.Text))
        if len(images) == 1 and not words:
            picture, wide = self.picture(images[0])
            return (f"#{picture}" if picture else ""), wide
        with self.within():
            return self.inside(children), False
