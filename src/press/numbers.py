"""Pages never show what an earlier execution said.

Two gaps in Sphinx and myst-nb are closed here:

- ``{glue:text}`page.md::key:``` is resolved when a page is written, from a file that reading the other page left; a
  page that only quotes another is not written again when that one changes.
- Builders share one environment. After one of them has read changed pages the others find nothing outdated, for
  they compare sources with outputs by time, and no source changed.
"""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from myst_nb.ext.glue.crossref import read_glue_cache
from myst_nb.ext.glue.utils import PendingGlueReference

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

QUOTES = "press_quotes"  # in a page's metadata: the pages whose numbers it quotes


class WrittenPages:
    """What the builder of this run last wrote, and what is to be written again."""

    def __init__(self) -> None:
        self.behind = False
        self.read: set[str] = set()

    def begin(self, app: "Sphinx") -> None:
        """Note whether another builder has read pages since this one wrote."""
        file = _stamp_file(app)
        self.behind = not file.exists() or file.read_text("utf-8") != _stamp(app.env)

    def reading(self, app: "Sphinx", env: "BuildEnvironment", docnames: list[str]) -> None:
        """Note the pages that are about to be read."""
        self.read = set(docnames)

    def updated(self, app: "Sphinx", env: "BuildEnvironment") -> list[str]:
        """Return the pages to write although they were not read."""
        read_glue_cache.cache_clear()
        if self.behind:
            return sorted(env.found_docs)
        return sorted(page for page in env.found_docs if self.read & set(env.metadata[page].get(QUOTES, ())))

    def end(self, app: "Sphinx", exception: Exception | None) -> None:
        """Remember what was written."""
        if exception is None:
            file = _stamp_file(app)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(_stamp(app.env), "utf-8")


def _stamp(env: "BuildEnvironment") -> str:
    return hashlib.sha256(repr(sorted(env.all_docs.items())).encode()).hexdigest()


def _stamp_file(app: "Sphinx") -> Path:
    # in the output folder: who deletes or exchanges that starts anew
    return Path(app.outdir).parent / ".press" / f"written-{Path(app.outdir).name}-{app.builder.name}"


def forget_numbers(app: "Sphinx", env: "BuildEnvironment", docname: str) -> None:
    """Delete the numbers that a page left: it may no longer give them."""
    if config := getattr(env, "mystnb_config", None):
        Path(config.output_folder, f"{docname}.glue.json").unlink(missing_ok=True)


def note_quotes(app: "Sphinx", doctree: "nodes.document") -> None:
    """Note which pages' numbers a page quotes."""
    quoted = {node.refdoc for node in doctree.findall(PendingGlueReference)}
    if quoted:
        app.env.metadata[app.env.docname][QUOTES] = sorted(quoted)


def setup(app: "Sphinx") -> None:
    """Connect to the events of a build."""
    pages = WrittenPages()
    app.connect("builder-inited", pages.begin, priority=900)
    app.connect("env-before-read-docs", pages.reading)
    app.connect("env-purge-doc", forget_numbers)
    app.connect("doctree-read", note_quotes, priority=900)
    app.connect("env-updated", pages.updated)
    app.connect("build-finished", pages.end)
