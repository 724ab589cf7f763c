"""The role ``offered``: a link to a file that lies beside the web book, in its folder of downloads.

``{offered}`tables/people.csv``` leads to ``downloads/tables/people.csv`` from wherever the page is; formats other than
the web book name the file. Files of the data package are there in any build; PDF, EPUB and archives are what
`press.publish` adds, at paths that do not change, so that Sphinx cannot find them: their names are checked here.
"""

import difflib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import ReferenceRole
from sphinx.util.osutil import relative_uri

from .dataset import DOWNLOADS, TABLES, dataset_of
from .publish import archive_patterns
from .typst.edition import whole
from .web import is_web

if TYPE_CHECKING:
    from sphinx.application import Sphinx

log = logging.getLogger(__name__)


class offered_file(nodes.Inline, nodes.TextElement):  # noqa: N801, a node is named as docutils names its own
    """A file of the folder of downloads (`path`), until it is known what the builder makes of it."""


def names(app: "Sphinx") -> list[str]:
    """Return the paths that may be offered, from the folder of downloads."""
    dataset = dataset_of(app)
    tables = [f"{TABLES}/{name}" for name in dataset.files()] if dataset else []
    archives = [f"{name}.zip" for name in archive_patterns(Path(app.confdir))]
    name = whole(app.config).basename
    return [f"{name}.pdf", f"{name}.epub", *archives, *tables]


class Offered(ReferenceRole):
    """Leaves a node that says which file is meant, and warns of one that no build makes."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the node; its text is the file's name unless the role has a title of its own."""
        valid = names(self.env.app)
        if self.target not in valid:
            close = difflib.get_close_matches(self.target, valid, n=3) or valid[:3]
            log.warning(
                "offered: no file %r is made; valid are %s, …",
                self.target,
                ", ".join(close),
                location=self.get_location(),
                type="press",
            )
        plain = not self.has_explicit_title
        text = PurePosixPath(self.target).name if plain else self.title
        kind = nodes.literal if plain else nodes.inline
        return [offered_file(self.rawtext, "", kind("", text), path=self.target)], []


class LinkOffers(SphinxPostTransform):
    """Links in the web book, names elsewhere."""

    default_priority = 8

    def run(self, **kwargs: object) -> None:
        """Replace each offer of the document."""
        builder, web = self.app.builder, is_web(self.app)
        for node in list(self.document.findall(offered_file)):
            if web:
                uri = relative_uri(builder.get_target_uri(self.env.docname), f"{DOWNLOADS}/{node['path']}")
                node.replace_self(nodes.reference("", "", *node.children, refuri=uri, internal=True))
            else:
                node.replace_self(node.children)


def setup(app: "Sphinx") -> None:
    """Register the role."""
    app.add_node(offered_file)
    app.add_role("offered", Offered())
    app.add_post_transform(LinkOffers)
