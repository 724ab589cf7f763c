"""The outline of each page: its sections, its tables of contents, and what is numbered in it.

Sphinx numbers figures, and finds the number of one that another page refers to, in whole pages, and reads all of them
anew from disk for that in each build. What it looks for there is a hundredth of them, and is kept here.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain
from sphinx.domains.std import StandardDomain
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.util.nodes import clean_astext

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

TITLES = (nodes.caption, nodes.title, nodes.literal_block)
"""Parts by which Sphinx tells whether something is numbered."""
stock = TocTreeCollector.assign_figure_numbers


class Outline(nodes.Element):
    """What is left of a page; ``ids`` has the parts by what a reference may call them."""

    @cached_property
    def ids(self) -> dict[str, nodes.Element]:
        """Return the parts of the outline by their identifiers."""
        return {name: node for node in self.findall(nodes.Element) for name in node["ids"]}


class Outlined:
    """An environment that gives the outlines of pages in place of pages, and a page where it has no outline."""

    def __init__(self, env: "BuildEnvironment") -> None:
        object.__setattr__(self, "env", env)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.env, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self.env, name, value)

    def get_doctree(self, page: str) -> Any:
        """Return the outline of a page."""
        return outlines(self.env).get(page) or self.env.get_doctree(page)


def outlines(env: "BuildEnvironment") -> dict[str, Outline]:
    """Return the outlines of all pages that were read since they are kept."""
    if not hasattr(env, "press_outlines"):
        env.press_outlines = {}  # type: ignore[attr-defined]
    found: dict[str, Outline] = env.press_outlines  # type: ignore[attr-defined]
    return found


def outline(env: "BuildEnvironment", page: nodes.document) -> Outline:
    """Return the outline of a page.

    Parameters
    ----------
    env
        Its domains tell what is numbered.
    page
        A page that was just read.
    """
    domains = [domain for domain in env.domains.values() if _numbers(domain)]
    found = Outline()
    found += list(_parts(domains, page))
    for node in found.findall():
        node._document, node.rawsource = None, ""  # type: ignore[attr-defined]  # else all of the page is kept with it
    return found


def _numbers(domain: Domain) -> bool:
    """Tell whether a domain numbers anything at all: most do not."""
    own = type(domain).get_enumerable_node_type is not Domain.get_enumerable_node_type
    return own or bool(domain.enumerable_nodes)


def _parts(domains: list[Domain], node: nodes.Element, titles: bool = False) -> Iterator[nodes.Element]:
    """Give what is kept of the parts of a node; what stands in a part that is not kept comes in its place."""
    for child in node.children:
        if not isinstance(child, nodes.Element):
            continue
        numbered = _numbering(domains, child)
        if titles and isinstance(child, TITLES):
            yield child.__class__("", clean_astext(child))
        elif any(_has_function(domain, child) for domain in numbered):
            yield child.deepcopy()  # only that function can tell its title
        elif numbered or isinstance(child, nodes.section | addnodes.toctree):
            kept = child.copy()
            kept += list(_parts(domains, child, titles=bool(numbered)))
            yield kept
        else:
            yield from _parts(domains, child)


def _numbering(domains: list[Domain], node: nodes.Element) -> list[Domain]:
    """Return the domains that give a node a number: it has a kind that is numbered and, of the usual kinds, a title."""
    kinds = [domain for domain in domains if domain.get_enumerable_node_type(node)]
    return [domain for domain in kinds if not isinstance(domain, StandardDomain) or domain.get_numfig_title(node)]


def _has_function(domain: Domain, node: nodes.Element) -> bool:
    """Tell whether the title of a numbered node is told by a function that an extension gave."""
    return isinstance(domain, StandardDomain) and bool(domain.enumerable_nodes.get(node.__class__, (None, None))[1])


def keep(app: "Sphinx", page: nodes.document) -> None:
    """Keep the outline of a page that was read."""
    outlines(app.env)[app.env.docname] = outline(app.env, page)


def drop(app: "Sphinx", env: "BuildEnvironment", docname: str) -> None:
    """Forget the outline of a page that is gone, or is read again."""
    outlines(env).pop(docname, None)


def merge(app: "Sphinx", env: "BuildEnvironment", docnames: list[str], other: "BuildEnvironment") -> None:
    """Take over the outlines of pages that another process read."""
    outlines(env).update({name: found for name, found in outlines(other).items() if name in docnames})


def assign(collector: TocTreeCollector, env: "BuildEnvironment") -> list[str]:
    """Number all figures, as Sphinx does."""
    return stock(collector, Outlined(env))  # type: ignore[arg-type]


def setup(app: "Sphinx") -> None:
    """Keep outlines of pages as they are stored, and have Sphinx number what is in them."""
    TocTreeCollector.assign_figure_numbers = assign  # type: ignore[assignment, method-assign]
    app.connect("doctree-read", keep, priority=990)  # after all that change what is numbered
    app.connect("env-purge-doc", drop)
    app.connect("env-merge-info", merge)
