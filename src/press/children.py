"""What children of a build do while it goes on: pages and files that nothing else waits for until the build ends.

A child knows all that the build knew when it was forked, and gives back nothing but files and what it logged.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from sphinx.util.parallel import ParallelTasks

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class Children:
    """The children of one build."""

    def __init__(self) -> None:
        self._at_work: list[ParallelTasks] = []

    def begin(self, work: Callable[[], None]) -> None:
        """Have a child do something, at once."""
        task = ParallelTasks(1)
        task.add_task(work)
        self._at_work.append(task)

    def end(self, error: Exception | None) -> None:
        """Wait for all children; a build that failed ends them.

        Raises
        ------
        SphinxParallelError
            If a child failed; with its traceback.
        """
        tasks, self._at_work = self._at_work, []
        try:
            for task in tasks:
                if error is None:
                    task.join()
        finally:
            for task in tasks:
                task.terminate()


def children(app: "Sphinx") -> Children | None:
    """Return the children of a build, or None where this build is to do all by itself."""
    found: Children = app.press_children  # type: ignore[attr-defined]
    return found if app.parallel > 1 else None


def setup(app: "Sphinx") -> None:
    """Wait for the children before the site reads what they wrote."""
    own = app.press_children = Children()  # type: ignore[attr-defined]
    app.connect("build-finished", lambda app, error: own.end(error), priority=700)
