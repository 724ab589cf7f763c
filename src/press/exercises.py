"""Exercises, of which sphinx-exercise keeps the nodes in the environment: without the pages that they stand in.

A node leads to its page, and was stored with all of it: most of what each build of a book with exercises loads first.
"""

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def detach(app: "Sphinx", env: "BuildEnvironment") -> None:
    """Keep copies in place of the nodes of pages; what reads them takes titles and identifiers."""
    for entry in getattr(env, "sphinx_exercise_registry", {}).values():
        node: nodes.Element = entry["node"]
        if node.parent or any(part.document for part in node.findall()):
            entry["node"] = alone = node.deepcopy()
            for part in alone.findall():
                part._document = None  # type: ignore[attr-defined]


def setup(app: "Sphinx") -> None:
    """Connect to the last moment before the environment is stored."""
    app.connect("env-updated", detach, priority=999)
