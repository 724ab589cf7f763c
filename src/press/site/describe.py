"""What a page says of itself: to readers who cite it, to search engines, to those who share it, to who comes astray.

The libraries are sphinxext-opengraph (title and summary for those who share a page), sphinx-sitemap (where the book
has an address) and sphinx-notfound-page; here are their settings, which follow from the book's, and what no library
gives: schema.org/Book and Chapter in JSON-LD, the reading time, the citation.
"""

from __future__ import annotations

import contextlib
import importlib
import io
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from docutils import nodes
from docutils.utils import new_document

from ..dataset import creator
from ..embed import json_in_page
from ..rows.pages import names as row_pages
from ..typst.citation import read as read_citation
from . import cite, is_site, reading

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

NOT_FOUND = "404"
LEAD = 3  # paragraphs, of which the summary takes what it has room for
LICENCES = "https://spdx.org/licenses/"


def title_of(app: Sphinx, page: str) -> str:
    """Return the title of a page as plain text, without its number."""
    title = app.env.titles.get(page)
    return title.astext() if title is not None else ""


def describe(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Give the template the reading time and the citation, and the head of the page its description for machines."""
    if not is_site(app):
        return
    if page == NOT_FOUND:
        _set_astray(app, context)
    if doctree is None:
        return
    work = cite.work_of(app, page, title_of(app, page))
    minutes = reading.minutes(doctree)
    context["press_cite"] = cite.forms(work)
    if work.number:
        context["press_minutes"] = minutes
    own = [
        line for line in context.get("metatags", "").splitlines() if 'name="viewport"' not in line
    ]  # Sphinx's is there
    context["metatags"] = "\n".join([*own, *shared(app, context, doctree)])
    if data := linked_data(work, minutes, read_citation(Path(app.confdir)), app.config.language or "en"):
        script = f'<script type="application/ld+json">{json_in_page(data)}</script>'
        context["metatags"] = f"{context.get('metatags', '')}\n    {script}\n"


def shared(app: Sphinx, context: dict[str, Any], document: nodes.document) -> list[str]:
    """Return what those who share a page show of it (OpenGraph), line by line; the summary leaves citations out."""
    from sphinxext import opengraph

    lead = new_document("")
    for paragraph in islice(document.findall(_in_running_text), LEAD):
        part = paragraph.deepcopy()
        for mark in [*part.findall(lambda n: "bibtex-citation" in getattr(n, "attributes", {}).get("classes", ()))]:
            mark.parent.remove(mark)
        lead += part
    tags = opengraph.get_tags(
        context, lead, srcdir=app.srcdir, outdir=app.outdir, config=app.config, builder=app.builder, env=app.env
    )
    kept = tags.splitlines()
    return kept if app.config.ogp_site_url else [line for line in kept if '<meta property="og:url"' not in line]


def _in_running_text(node: nodes.Node) -> bool:
    return isinstance(node, nodes.paragraph) and isinstance(node.parent, nodes.section)


def linked_data(work: cite.Work, minutes: int, citation: dict[str, Any], language: str) -> dict[str, Any]:
    """Return schema.org's description of a book or of a numbered chapter of it, else nothing.

    Parameters
    ----------
    work
        The page as it is cited.
    minutes
        How long it takes to read.
    citation
        What CITATION.cff says; may be empty.
    language
        Its code.
    """
    if work.part and not work.number:
        return {}
    licence = citation.get("license") or []
    found = {
        "@context": "https://schema.org",
        "@type": ["Chapter", "LearningResource"] if work.part else ["Book", "LearningResource"],
        "name": work.title,
        "url": work.url,
        "inLanguage": language,
        "isAccessibleForFree": True,
        "license": [LICENCES + name for name in ([licence] if isinstance(licence, str) else licence)],
        "author": [creator(author) for author in citation.get("authors", ())],
        "datePublished": str(citation.get("date-released") or work.year),
    }
    if work.part:
        found |= {"isPartOf": {"@type": "Book", "name": work.book}, "position": work.number}
        found["timeRequired"] = f"PT{minutes}M"
    else:
        found |= {"bookEdition": work.version, "keywords": list(citation.get("keywords", ()))}
        found["description"] = " ".join(str(citation.get("abstract") or "").split())
    return {key: value for key, value in found.items() if value not in ("", [])}


def _base(config: Config) -> str:
    """Return the path below which the book is published, from and to a slash."""
    return f"{urlsplit(config.html_baseurl or '').path.rstrip('/')}/"


def _set_astray(app: Sphinx, context: dict[str, Any]) -> None:
    """Have every link of the page that is shown for a wrong address begin at the root of the host."""
    base = _base(app.config)
    context["content_root"] = base
    context["pageurl"] = None  # it stands for every address but its own
    context["sidebars"] = ["press-brand.html"]
    if context.get("favicon_url") and not urlsplit(context["favicon_url"]).netloc:
        context["favicon_url"] = f"{base}{context['favicon_url'].lstrip('./')}"


def _settings(app: Sphinx, config: Config) -> None:
    """Take from the book's own settings what the libraries ask for."""
    found = {
        "ogp_site_url": config.ogp_site_url or config.html_baseurl,
        "ogp_social_cards": {"enable": False},  # pictures of text, which need a font to be fetched
        "notfound_urls_prefix": _base(config),
        "notfound_pagename": NOT_FOUND,
        "notfound_template": "press-not-found.html",
        "notfound_context": {"title": "Page not found"},
    }
    if config.html_baseurl:
        found["sitemap_url_scheme"] = "{link}"
        found["sitemap_excludes"] = ["search.html", "genindex.html", f"{NOT_FOUND}.html"]
    for name, value in found.items():
        setattr(config, name, value)


def list_every_page(app: Sphinx, error: Exception | None) -> None:
    """Have the list for search engines name every page, in one order: sphinx-sitemap knows those just written."""
    from sphinx_sitemap import add_html_link

    links = getattr(app, "sitemap_links", None)
    if error is not None or links is None or links.empty():
        return
    for page in (*app.env.found_docs, *row_pages(app)):
        add_html_link(app, page, "", {}, None)
    found = {links.get() for _ in range(links.qsize())}
    for link in sorted(found):
        links.put(link)


def setup(app: Sphinx) -> None:
    """Set up the libraries and connect after them; a book of another theme has its own ways."""
    if app.config.html_theme not in ("press", "sphinx_book_theme"):
        return
    with contextlib.redirect_stdout(io.StringIO()):  # it says that it will draw no pictures, which it is told not to
        importlib.import_module("sphinxext.opengraph")
    for library in ("sphinxext.opengraph", "notfound.extension"):
        app.setup_extension(library)
    if app.config.html_baseurl:  # without an address there is nothing to list, and the library would warn
        app.setup_extension("sphinx_sitemap")
        app.connect("build-finished", list_every_page, priority=400)  # it writes the list at 500
    for listener in list(app.events.listeners["html-page-context"]):
        if listener.handler.__module__ == "sphinxext.opengraph":
            app.disconnect(listener.id)  # `shared` asks it instead
    app.connect("config-inited", _settings, priority=300)
    # after the libraries, and before the theme leaves out the parts of a page that have nothing to say
    app.connect("html-page-context", describe, priority=450)
