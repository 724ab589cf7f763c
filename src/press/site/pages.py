"""What a page loads: every script and style sheet has to show that the page uses it.

Extensions register their assets for the whole book. Here each known asset is kept only
where its mark is found in the page, scripts written into the page are dropped (a strict
policy forbids them, and what they set is not needed), and nothing comes from another host.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ..typst.indexing import Index
from . import is_site

#: Asset -> what the body must contain for the asset to be of use; "" is every page, None no page.
#: A pattern is found with `re.search`. Assets not named here are kept: a book may add its own.
USES: dict[str, str | None] = {
    "documentation_options.js": None,  # the search page asks for these three by itself
    "doctools.js": None,
    "sphinx_highlight.js": None,
    "sphinx-book-theme.js": None,  # page.js does what of the themes' scripts this theme uses
    "clipboard.min.js": None,
    "copybutton.js": None,  # and copy.js has the button
    "copybutton.css": None,
    "design-tabs.js": "sd-tab-set",
    "sphinx-design.min.css": r"\bsd-",
    "exercise.css": None,  # our own style sheet sets exercises
    "togglebutton.js": None,  # folded parts are plain `details` (see markup)
    "togglebutton.css": None,
    "sphinx-thebe.js": None,  # no page runs code on another host
    "sphinx-thebe.css": None,
    "pygments.css": "<pre",
    "parts.js": "press-part|press-chart-spec",
    "charts.js": "press-chart-spec",
    "save.js": "press-chart-spec",
    "notes.js": 'class="bibtex-citation|footnote-reference',
    "boxes.js": "<table|press-chart-spec|<pre",
}
#: Our scripts, each asked for by its page (see USES).
SCRIPTS = (
    "press/page.js",
    "press/search.js",
    "press/parts.js",
    "press/copy.js",
    "press/charts.js",
    "press/save.js",
    "press/notes.js",
    "press/boxes.js",
)


def used(name: str, body: str) -> bool:
    """Tell whether a page with this body uses the asset of this name.

    Parameters
    ----------
    name
        File name or address of a script or style sheet, with or without folder and query.
    body
        The HTML of the page's content.

    Returns
    -------
    bool

    Examples
    --------
    >>> used("_static/pygments.css?v=1", "<p>No code here.</p>")
    False
    >>> used("_static/pygments.css?v=1", "<pre>code</pre>")
    True
    >>> used("https://example.org/far-away.js", "<pre>code</pre>")
    False
    """
    if re.match(r"(?:\w+:)?//", name):
        return False
    plain = name.split("?")[0].rsplit("/", 1)[-1]
    if plain.startswith("mystnb."):
        return 'class="cell' in body
    mark = USES.get(plain, "")
    return mark is not None and re.search(mark, body) is not None


def _name(asset: Any) -> str:
    """File name of an asset, which Sphinx holds as an object and some extensions as a string."""
    return str(getattr(asset, "filename", asset) or "")


def _kept(assets: Iterable[Any], body: str) -> list[Any]:
    """The assets that have a file (none is written into the page) which the page uses."""
    return [a for a in assets if _name(a) and used(_name(a), body)]


def choose_assets(
    app: Sphinx, name: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Leave in a page's context only the scripts and style sheets it uses."""
    if not is_site(app):
        return
    # The index has no body: its template makes one, of parts.
    body = context.get("body", "") + ("press-part" if "genindexentries" in context else "")
    context["script_files"] = _kept(context.get("script_files", []), body)
    context["css_files"] = _kept(context.get("css_files", []), body)
    context["press_indexed"] = doctree is not None
    context.setdefault("default_mode", "light")  # what a page shows without JavaScript
    context["press_has_index"] = app.config.html_use_index and any(app.env.domains["index"].entries.values())
    if "genindexentries" in context:
        context["press_index"] = Index(app.builder, context["genindexentries"])


def _register(app: Sphinx) -> None:
    """Offer our scripts to every page; `choose_assets` takes them from those without use for them."""
    if is_site(app):
        for script in SCRIPTS:
            app.add_js_file(script, loading_method="defer")


def setup(app: Sphinx) -> None:
    """Connect after every extension that adds assets."""
    app.connect("builder-inited", _register)
    app.connect("html-page-context", choose_assets, priority=999)
