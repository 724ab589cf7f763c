"""Processes beside the build's own, for work whose end it need not wait for: drawing charts, cutting fonts.

They are started when there is first work for them, yield to the chapters that are executed, and end with the build.
"""

import contextlib
import os
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TYPE_CHECKING, Any

from sphinx.errors import ExtensionError

if TYPE_CHECKING:
    from sphinx.application import Sphinx

POLITENESS = 5


class Workers:
    """A number of processes that take work in the order in which it is given."""

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None
        self._beside: dict[str, Workers] = {}

    def beside(self, name: str) -> "Workers":
        """Return as many others, for work that would leave something behind in these; they end with these."""
        return self._beside.setdefault(name, Workers(self._processes))

    def submit(self, work: Callable[..., Any], *given: Any) -> "Future[Any] | None":
        """Begin some work; None where the processes are gone: then whoever needs it does it.

        Parameters
        ----------
        work
            A function of a module.
        given
            What it takes; all must be such as can be sent to another process.
        """
        # spawned, not forked: the threads of the renderer of charts would not survive it
        self._pool = self._pool or ProcessPoolExecutor(self._processes, get_context("spawn"), begin)
        try:
            return self._pool.submit(work, *given)
        except BrokenProcessPool:  # one was killed, or could not start
            return None

    def close(self, cancel: bool = False) -> None:
        """Take no more; what was given is done, unless it is cancelled."""
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=cancel)
            self._pool = None
        for others in self._beside.values():
            others.close(cancel)


def begin() -> None:
    """Let others go first, and see that this process ends with the build, even with one that is killed."""
    if hasattr(os, "nice"):
        with contextlib.suppress(OSError):
            os.nice(POLITENESS)
    parent = parent_process()

    def wait() -> None:
        if parent:
            parent.join()
        os._exit(1)

    Thread(target=wait, daemon=True).start()


def default_jobs() -> int:
    """Return how many processes work at a time: PRESS_JOBS, else one for each core that we may use."""
    given = os.environ.get("PRESS_JOBS", "")
    if given:
        if not given.isdigit() or not int(given):
            raise ExtensionError(f"PRESS_JOBS must be a number from 1, not {given!r}", modname="press")
        return int(given)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def workers(app: "Sphinx") -> Workers:
    """Return the processes of a build."""
    found: Workers = app.press_workers  # type: ignore[attr-defined]
    return found


def setup(app: "Sphinx") -> None:
    """Have processes at hand until the build ends: one for each core but that of the build itself."""
    own = app.press_workers = Workers(max(1, default_jobs() - 1))  # type: ignore[attr-defined]
    app.connect("build-finished", lambda app, error: own.close(cancel=error is not None), priority=999)
