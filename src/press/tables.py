"""From columns and rows to a docutils table: no cell ever passes a parser."""

import re
from collections.abc import Sequence
from textwrap import shorten
from typing import Any
from urllib.parse import urlsplit

from docutils import nodes
from sphinx import addnodes

from .payload import PayloadError
from .rows.links import SCHEME, row_link, row_mark

LONG = 40  #: Letters of a word that may be broken anywhere, such as an address
FIGURE_SPACE, PUNCTUATION_SPACE = "\u2007", "\u2008"
NUMBER = re.compile(r"[-−+±~<>≈]?\s?[\d,\u00a0\u2009\u202f]*(?:\.\d+)?|[-–—]")
LABEL = 48
"""Characters of a mark's name: a page may have many."""
SCHEMES = ("http", "https", "mailto")


class header_entry(nodes.entry):  # noqa: N801, a node is named as docutils names its own
    """A cell that heads its column: HTML says so with a scope, any other builder sets an entry."""


def build_table(content: dict[str, Any]) -> nodes.table:
    """Return a table node with the columns, rows and links of a checked payload, and marks that lead to data rows.

    Cells become text nodes as they are. Numbers with differing decimals are padded on the right with
    spaces as wide as a figure, in an element of their own, so that their points align in every output.
    """
    columns, rows = content["columns"], content["rows"]
    links = content.get("links") or [[None] * len(columns) for _ in rows]
    marks = [_marks(row[0], names) for row, names in zip(rows, content.get("shows") or [[]] * len(rows), strict=True)]
    pads = [
        _padding([row[j] for row in rows]) if column["align"] == "decimal" else [""] * len(rows)
        for j, column in enumerate(columns)
    ]
    group = nodes.tgroup("", *(nodes.colspec(colwidth=20) for _ in columns), cols=len(columns))
    group["support_smartquotes"] = False  # Sphinx would turn "--" in a cell into a dash
    heads = [_entry(header_entry, c, nodes.Text(c["label"])) for c in columns]
    group += nodes.thead("", nodes.row("", *heads))
    body = nodes.tbody()
    for i, row in enumerate(rows):
        entries = [
            _entry(nodes.entry, column, *_content(cell, link), *_pad(pads[j][i]), *(marks[i] if j == 0 else ()))
            for j, (column, cell, link) in enumerate(zip(columns, row, links[i], strict=True))
        ]
        body += nodes.row("", *entries)
    group += body
    return nodes.table("", group, classes=["press-table", "colwidths-auto"])


def _entry(kind: type[nodes.entry], column: dict[str, str], *children: nodes.Node) -> nodes.entry:
    align = column["align"]
    classes = ["text-right", "decimal"] if align == "decimal" else [f"text-{align}"]
    entry = kind("", nodes.paragraph("", "", *children), classes=classes)
    if any(len(word) > LONG for word in entry.astext().split()):
        entry["classes"].append("press-long")
    return entry


def _content(text: str, link: str | None) -> list[nodes.Node]:
    if not link or not text:
        return [nodes.Text(text)]
    if link.startswith("#"):  # a label of the book, which Sphinx checks and every builder resolves
        xref = addnodes.pending_xref("", reftype="ref", refdomain="std", refexplicit=True, refwarn=True)
        xref["reftarget"] = link[1:]
        xref += nodes.inline("", text)
        return [xref]
    if link.startswith(SCHEME):
        return [row_link("", text, row=link.removeprefix(SCHEME))]
    if urlsplit(link).scheme not in SCHEMES:
        raise PayloadError(
            f"the link {link!r} of the cell {text!r} must be a #label, {SCHEME}table:id or begin {', '.join(SCHEMES)}"
        )
    return [nodes.reference("", text, refuri=link, internal=False)]


def _marks(label: str, names: Sequence[str]) -> list[nodes.Node]:
    """Return a mark for each row of the data, called by the row's first words; of several, by its name too."""
    label = shorten(label, LABEL, placeholder=" …")
    return [row_mark(row=name, label=f"{label} ({name})" if len(names) > 1 else label) for name in names]


def _pad(spaces: str) -> list[nodes.Node]:
    return [nodes.inline("", spaces, classes=["press-pad"])] if spaces else []


def _padding(texts: Sequence[str]) -> list[str]:
    """Return what must follow each text of a column so that the decimal points stand in one line.

    Examples
    --------
    >>> [len(pad) for pad in _padding(["1", "2.5", "3.25", "n/a"])]
    [3, 1, 0, 0]
    """
    tails = [len(t) - t.find(".") if "." in t else 0 for t in texts if NUMBER.fullmatch(t)]
    widest = max(tails, default=0)
    return [_tail(text, widest) if widest and NUMBER.fullmatch(text) else "" for text in texts]


def _tail(text: str, widest: int) -> str:
    if "." in text:
        return FIGURE_SPACE * (widest - (len(text) - text.find(".")))
    return PUNCTUATION_SPACE + FIGURE_SPACE * (widest - 1)
