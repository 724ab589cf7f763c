"""The rows of the data that a book carries, each with an address of its own in the web book.

Rooms:

- ``package``: the rows as the Data Package of ``press_dataset`` has them, where each is shown, and what names what;
- ``links``: marks and links in tables that lead to a row, and what other formats make of them;
- ``pages``: the pages that show the rows, in the web book only: print would be drowned in them.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: "Sphinx") -> None:
    """Register the rooms that speak with Sphinx."""
    from . import links, pages

    links.setup(app)
    pages.setup(app)
