"""Look-ups that a build makes again at each reference, and that are remembered here for as long as it writes.

Sphinx unpickles a whole page for each figure that another page refers to by number, where the page's outline would do,
and sphinxcontrib-bibtex asks all installed packages for one of pybtex's plugins at each citation: together a third of
the time in which a book of many references is written. Nothing of either is changed; they find sooner what they look
for.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from docutils import nodes
from pybtex.plugin import find_plugin, register_plugin
from sphinx.domains.std import StandardDomain

from .outlines import Outlined, outlines

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

PAGES = 32  # whole pages in memory, of which a reference needs one node each
PLUGINS = (("pybtex.backends", "plaintext"), ("pybtex.backends", "docutils"))


class Reading:
    """An environment that gives pages as they were read, each read from disk once; for who does not change them."""

    def __init__(self, env: "BuildEnvironment") -> None:
        self._env = env
        self.get_doctree: Callable[[str], nodes.document] = lru_cache(PAGES)(env.get_doctree)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._env, name)


class Standard(StandardDomain):
    """Sphinx's standard domain; while pages are written it finds what is numbered without reading pages anew."""

    reading: Reading | None = None

    def resolve_xref(self, env: "BuildEnvironment", fromdocname: str, builder: Any, typ: str, *rest: Any) -> Any:
        """Resolve a reference, as Sphinx does."""
        given: Any = env
        if self.reading and typ == "numref":
            page, label, *_ = self.labels.get(rest[0]) or self.anonlabels.get(rest[0], ("", ""))
            given = Outlined(env) if page in outlines(env) and label in outlines(env)[page].ids else self.reading
        return super().resolve_xref(given, fromdocname, builder, typ, *rest)


def reading(env: "BuildEnvironment") -> Any:
    """Return what gives pages as they were read, for who does not change them: each once, while pages are written."""
    domain = env.get_domain("std")
    return domain.reading if isinstance(domain, Standard) and domain.reading else env


def remember(app: "Sphinx", env: "BuildEnvironment") -> None:
    """Begin to remember pages: from here on they are written, and none is read anew."""
    domain = env.get_domain("std")
    if isinstance(domain, Standard):
        domain.reading = Reading(env)


def forget(app: "Sphinx", error: Exception | None) -> None:
    """Let the pages go."""
    domain = app.env.get_domain("std") if app.env else None
    if isinstance(domain, Standard):
        domain.reading = None


def setup(app: "Sphinx") -> None:
    """Register the plugins of pybtex as found, and the domain with its two moments."""
    for group, name in PLUGINS:
        register_plugin(group, name, find_plugin(group, name), force=True)
    app.add_domain(Standard, override=True)
    app.connect("env-updated", remember, priority=999)
    app.connect("build-finished", forget, priority=950)  # after those that ask once more
