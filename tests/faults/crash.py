"""Kill a function at every step it takes: a forked child counts what it asks of the system and dies at the nth."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator

STEPS = ("open", "os.", "shutil.")


def at_every_step(function: Callable[[], object], first: int = 1) -> Iterator[int]:
    """Run a function again and again, killed at its first step, its second, …, until it comes to its end.

    Yields the number of the step after each run that was killed, so that the caller can look at what is left. What the
    caller does in between is not undone: it sets the stage for the next run.
    """
    step = first
    while _killed_at(step, function):
        yield step
        step += 1


def _killed_at(step: int, function: Callable[[], object]) -> bool:
    pid = os.fork()
    if not pid:
        _run_until(step, function)
    _, status = os.waitpid(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, -signal.SIGKILL):
        raise AssertionError(f"step {step}: the function itself failed with code {code}")
    return code != 0


def _run_until(step: int, function: Callable[[], object]) -> None:
    """Run in a child that ends here, whatever happens."""
    left = step

    def count(event: str, _: object) -> None:
        nonlocal left
        if event.startswith(STEPS) and event != "os.putenv":
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    try:
        sys.addaudithook(count)
        function()
    except BaseException:
        os._exit(1)
    os._exit(0)
