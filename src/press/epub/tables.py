"""Widths of the columns of tables, so that a page of a reading system holds them without scrolling or torn words."""

from __future__ import annotations

from docutils import nodes

from ..typst.widths import share

#: The text area of a small tablet held upright, and the type in tables, in CSS pixels; the type counts for a quarter
#: more than it is, since most faces run wider than the one that widths are taken from.
AVAILABLE, SIZE = 540.0, 16.0


def set_widths(tree: nodes.document) -> None:
    """Give each table that is wider than a page the widths that its texts ask for; others stay as they are.

    Parameters
    ----------
    tree
        The document, which is changed; tables with widths of their own, or with spans, keep what they have.
    """
    for table in tree.findall(nodes.table):
        groups = [child for child in table.children if isinstance(child, nodes.tgroup)]
        if len(groups) != 1 or "colwidths-given" in table["classes"]:
            continue
        columns = _texts(groups[0])
        found = share(columns, AVAILABLE, SIZE) if columns else None
        if found is None:
            continue
        kept = [name for name in table["classes"] if name != "colwidths-auto"]
        table["classes"] = [*kept, "press-set", "colwidths-given"]  # the writer keeps the last one for itself
        specs = [child for child in groups[0].children if isinstance(child, nodes.colspec)]
        for spec, width in zip(specs, found, strict=True):
            spec["colwidth"] = round(1000 * width / sum(found))


def _texts(group: nodes.tgroup) -> list[list[str]] | None:
    """Return the texts of each column, None where a cell spans several."""
    rows = [[cell for cell in row.children if isinstance(cell, nodes.entry)] for row in group.findall(nodes.row)]
    if any(cell.get("morecols") or cell.get("morerows") for row in rows for cell in row):
        return None
    return [[cell.astext() for cell in column] for column in zip(*rows, strict=True)]
