"""The web book: the stock book theme made strict, light and readable by everyone.

The site is a child of sphinx-book-theme (in ``theme/``; a book that asks for the stock
theme gets it), so that what differs stands in templates, not in patterns over the output.
Rooms:

- ``pages``: what a page loads, and nothing it does not use;
- ``describe``, ``cite`` and ``reading``: what a page says of itself, to readers and to machines;
- ``markup``: the few nodes whose HTML is not valid, not accessible or needs a script;
- ``files``: what is written beside the pages: chart library, fonts, policy, style sheets cut to use;
- ``styles``: how style sheets are cut.

What is not here: charts and tables as nodes (``press``'s own), other formats, and anything
about the subject of the book.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from ..web import is_web

HERE = Path(__file__).resolve().parent
THEME = HERE / "theme"


def is_site(app: Sphinx) -> bool:
    """Tell whether the builder writes the web book (an EPUB is HTML too, but no site; nor is a book of another theme).

    Parameters
    ----------
    app
        The running application, with its builder made.

    Returns
    -------
    bool
        True for Sphinx's HTML builders with our theme, False for EPUB and everything else.
    """
    return is_web(app) and app.config.html_theme == "press"


def _defaults(app: Sphinx, config: Config) -> None:
    """Take our child of the book theme for the theme itself, and set what the book has left open."""
    if config.html_theme == "sphinx_book_theme":
        config.html_theme = "press"
    if config.html_theme != "press":
        return
    if not config.html_favicon:  # a missing one is a failed request on every page
        config.html_favicon = str(THEME / "favicon.svg")
    config.html_show_search_summary = False  # it would fetch each page found, which fails in files on disk
    config.html_theme_options.setdefault("navbar_persistent", [])  # the search button stands in the side bar


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the theme and its rooms with Sphinx."""
    from . import describe, files, markup, pages

    app.add_html_theme("press", str(THEME))
    app.connect("config-inited", _defaults, priority=400)  # before Sphinx looks for the icon's file
    for room in (markup, pages, describe, files):
        room.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
