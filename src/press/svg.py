"""Drawings made fit to stand inside a page: no clash of ids, no inline style, silent inside their description."""

import re
from xml.etree import ElementTree

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
REFERENCE = re.compile(r"url\(\s*[\"']?#([^)\"']+)[\"']?\s*\)")
#: Attributes whose numbers are px, of which a hundredth is finer than any screen, and a page's weight.
GEOMETRY = frozenset(["d", "transform", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "points"])
FINER = re.compile(r"(\.\d\d)\d+(?![\de])")

ElementTree.register_namespace("", SVG)
ElementTree.register_namespace("xlink", XLINK)


def inline_svg(text: str, prefix: str) -> str:
    """Return a drawing as it may stand in an HTML page.

    Parameters
    ----------
    text
        An SVG document.
    prefix
        What the ids in it begin with, so that no two drawings of a page share one.

    Notes
    -----
    ``style`` attributes become presentation attributes, for a strict content security policy ignores the former.
    Roles, labels and links inside go: the drawing is an image with one description, beside it, and what it links
    to cannot be reached by keyboard there.

    Examples
    --------
    >>> inline_svg('<svg xmlns="http://www.w3.org/2000/svg"><path id="a" style="fill: red"/></svg>', "c1-")
    '<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true"><path id="c1-a" fill="red" /></svg>'
    """
    root = ElementTree.fromstring(text)
    for element in root.iter():
        if element.tag == f"{{{SVG}}}a":
            element.tag = f"{{{SVG}}}g"
            for name in ("href", f"{{{XLINK}}}href", "target"):
                element.attrib.pop(name, None)
        element.attrib = _attributes(element.attrib, prefix)
    root.set("aria-hidden", "true")
    return ElementTree.tostring(root, encoding="unicode")


def _attributes(given: dict[str, str], prefix: str) -> dict[str, str]:
    kept = {}
    for name, value in given.items():
        if name == "role" or name.startswith("aria-") or (name, value) == ("opacity", "1"):
            continue
        if name in GEOMETRY and "scale" not in value and "matrix" not in value:
            value = FINER.sub(r"\1", value)
        if name == "style":
            kept.update(_declarations(value, prefix))
        elif name == "id":
            kept[name] = prefix + value
        elif name in ("href", f"{{{XLINK}}}href") and value.startswith("#"):
            kept[name] = f"#{prefix}{value[1:]}"
        else:
            kept[name] = _referenced(value, prefix)
    return kept


def _declarations(style: str, prefix: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in style.split(";") if ":" in part)
    return {name.strip(): _referenced(value.strip(), prefix) for name, _, value in pairs}


def _referenced(value: str, prefix: str) -> str:
    return REFERENCE.sub(lambda found: f"url(#{prefix}{found[1]})", value)
