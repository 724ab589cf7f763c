"""What a citation says, carried by the page that cites it.

A page shows a reference where the reader points at its citation. The bibliography is
another page, which cannot be read from a file on disk, so each page carries the text of
the works that it cites in one `template` element: no request, hidden from everyone else.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from pybtex.backends.html import Backend
from sphinx.application import Sphinx

from . import is_site


def cited(app: Sphinx, doctree: nodes.document) -> list[str]:
    """List the addresses that the citations of a resolved page lead to, in order, each once."""
    found: dict[str, None] = {}
    for group in doctree.findall(nodes.inline):
        if "bibtex-citation" in group["classes"]:
            for link in group.findall(nodes.reference):
                if address := link.get("refuri") or (f"#{link['refid']}" if "refid" in link else ""):
                    found[address] = None
    return list(found)


def carry_notes(app: Sphinx, name: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Put the works that a page cites into its context as `press_notes`: pairs of address and HTML."""
    if doctree is None or not is_site(app):
        return
    domain: Any = app.env.domains.get("cite")
    if domain is None:
        return
    texts = {c.citation_id: c.formatted_entry.text for c in domain.citations}
    ways = [(address, texts.get(address.rpartition("#")[2])) for address in cited(app, doctree)]
    # not `render_as("html")`, which looks through every installed package for the backend at each call
    backend = Backend()
    context["press_notes"] = [(address, text.render(backend)) for address, text in ways if text]


def setup(app: Sphinx) -> None:
    """Connect to the writing of pages."""
    app.connect("html-page-context", carry_notes)
