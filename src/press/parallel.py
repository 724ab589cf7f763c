"""The pages of a web book, written by several processes.

Sphinx can do so, but Jupyter Book does not let one ask for it. Only writing is shared: what is read elsewhere has to
be sent back, which takes as long as reading. And only the web book: the other builders make one file of all pages.
"""

from typing import TYPE_CHECKING

from docutils import nodes

from .nodes import chart_node, drawing
from .web import is_web
from .workers import default_jobs

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

FEW = 6
"""Pages that are written faster than processes are started."""


class Hands:
    """How many write the pages of one build."""

    def __init__(self) -> None:
        self._read = 0

    def note(self, app: "Sphinx", env: "BuildEnvironment", pages: list[str]) -> None:
        """Note how many pages are read: hardly more will be written."""
        self._read = len(pages)

    def choose(self, app: "Sphinx", env: "BuildEnvironment") -> None:
        """Have Sphinx write with as many processes as there are cores, beside its own, which hands pages out.

        It decides right after this event, by a number that it also goes by when it reads, which is over.
        """
        jobs = default_jobs()
        if is_web(app) and jobs > 1 and self._read >= FEW:
            app.parallel = jobs + 1


def await_drawings(app: "Sphinx", document: nodes.document, page: str) -> None:
    """Have the drawings of a page ready before it is handed to a process that cannot wait for another's work."""
    if is_web(app) and app.parallel > 1:
        for node in document.findall(chart_node):
            for form in ("spec", "upright"):
                if form in node:
                    drawing(app, node, node[form])


def setup(app: "Sphinx") -> None:
    """Connect to the end of reading, and to each page that is about to be written."""
    hands = Hands()
    app.connect("env-before-read-docs", hands.note)
    app.connect("env-check-consistency", hands.choose)
    app.connect("doctree-resolved", await_drawings, priority=900)
