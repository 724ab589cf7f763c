"""Which builders make a web book: several parts of the press write more for it than for the other formats."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def is_web(app: "Sphinx") -> bool:
    """Tell whether the builder of this run writes a web book; an EPUB has pages of HTML and is none."""
    return app.builder.format == "html" and app.builder.name != "epub"
