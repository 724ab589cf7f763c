"""What the roles of a page say in the built book: "Figure 3.1", "(Yost, 2007)".

For whoever opens a chapter elsewhere, where nothing knows the figures and the bibliography of the book.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import new_document

from .lookups import reading

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: A role as MyST writes it in a source, and as its nodes keep it.
SOURCE = re.compile(r"\{(?P<name>[\w:.-]+)\}`(?P<text>[^`]+)`")
NODE = re.compile(r":[\w:.-]+:`[^`]+`", re.S)


def roles_of(app: Sphinx, page: str) -> dict[str, str]:
    """Return what each role of a page that refers to something says, by the role as its node keeps it.

    Parameters
    ----------
    app
        The running application; all pages are read.
    page
        The page's name.
    """
    found: dict[str, nodes.Element] = {}
    for node in reading(app.env).get_doctree(page).findall(nodes.Element):
        if NODE.fullmatch(node.rawsource):
            found.setdefault(node.rawsource, node)
    said = {raw: nodes.paragraph("", "", node.deepcopy()) for raw, node in found.items()}
    document = new_document(page)
    document += list(said.values())
    app.env.resolve_references(document, page, app.builder)
    return {raw: paragraph.astext() for raw, paragraph in said.items()}


def numbers_of(app: Sphinx, page: str) -> dict[str, str]:
    """Return the number of each numbered thing of a page, as "3.1", by its label.

    The parameters are those of `roles_of`.
    """
    kinds = app.env.toc_fignumbers.get(page, {}).values()
    return {label: ".".join(map(str, number)) for kind in kinds for label, number in kind.items()}


def in_words(text: str, said: Mapping[str, str]) -> str:
    """Return Markdown with what is said in the place of the roles that say it.

    Examples
    --------
    >>> in_words("See {numref}`fig-a` and {math}`x`.", {":numref:`fig-a`": "Figure 1"})
    'See Figure 1 and {math}`x`.'
    """
    return SOURCE.sub(lambda m: said.get(f":{m['name']}:`{m['text']}`") or m[0], text)
