"""No link leads to a script or to a file of the machine, wherever it comes from: prose, data or bibliography."""

from typing import Any
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

log = logging.getLogger(__name__)

SCHEMES = ("", "http", "https", "mailto", "ftp", "doi")


class RefuseLinks(SphinxPostTransform):
    """Warn of a link that no page may hold, and leave its text."""

    default_priority = 950  # after citations and references are resolved

    def run(self, **kwargs: Any) -> None:
        """Look at every link of the document."""
        for node in list(self.document.findall(nodes.reference)):
            uri = "".join(node.get("refuri", "").split())  # browsers leave out blanks within
            if not leads_out(uri):
                log.warning(
                    "the link %r is none that a page may hold (valid: https://…)", uri, location=node, type="press"
                )
                node.replace_self(node.children)


def leads_out(uri: str) -> bool:
    """Tell whether an address is one of the web, of mail, or of the book itself.

    Examples
    --------
    >>> leads_out("https://example.org"), leads_out("../page.html#part"), leads_out("JavaScript:alert(1)")
    (True, True, False)
    """
    try:
        return urlsplit(uri).scheme.lower() in SCHEMES
    except ValueError:  # no address at all
        return False


def setup(app: Any) -> None:
    """Register the transform."""
    app.add_post_transform(RefuseLinks)
