"""No character that a file of text cannot hold stands in a page, wherever it came from.

Outputs are cleaned when they are executed, but a number reaches its page as the text that Python would write for it,
in which such a character is spelled out; it comes to life only where prose quotes it. A page of the EPUB would not be
well formed, and a terminal would take orders from the text.
"""

from typing import TYPE_CHECKING

from docutils import nodes

from .payload import FORBIDDEN, clean

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def replace(app: "Sphinx", doctree: nodes.document, docname: str) -> None:
    """Put U+FFFD in the place of what XML forbids, once numbers of other pages stand in this one."""
    for text in [text for text in doctree.findall(nodes.Text) if FORBIDDEN.search(text)]:
        text.parent.replace(text, nodes.Text(clean(str(text))))


def setup(app: "Sphinx") -> None:
    """Connect to the events of a build."""
    app.connect("doctree-resolved", replace)
