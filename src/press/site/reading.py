"""How long a page takes to read, from the words of its running text."""

from __future__ import annotations

import re

from docutils import nodes

#: Words a minute of a grown reader of prose: 238 on average in Brysbaert (2019), and fewer with notes and numbers.
SPEED = 220
_NOT_TEXT = (
    nodes.table,
    nodes.literal_block,
    nodes.comment,
    nodes.raw,
    nodes.footnote,
    nodes.citation,
    nodes.math_block,
)


def minutes(document: nodes.document) -> int:
    """Return the minutes that the running text takes, at least one: no tables, code or folded parts.

    Examples
    --------
    >>> from docutils.core import publish_doctree
    >>> minutes(publish_doctree("word " * 1000))
    5
    """
    return max(1, round(_words(document) / SPEED))


def _words(node: nodes.Node) -> int:
    if isinstance(node, nodes.Text):
        return len(re.findall(r"\w+(?:[’'-]\w+)*", str(node)))
    if isinstance(node, _NOT_TEXT) or "solution" in getattr(node, "attributes", {}).get("classes", ()):
        return 0
    if type(node).__name__ in ("fold", "HideCodeCellNode", "data_node", "chart_node"):
        return 0
    return sum(_words(child) for child in node.children)
