"""The process that executes chapters, seen from the build: it imports what they need, and then waits for its order.

Imports take a second. Where it is plain that chapters will be executed, a build begins them before it knows which.
"""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from weakref import WeakSet

_open: "WeakSet[Interpreter]" = WeakSet()


def _let_go_of_all() -> None:
    for interpreter in list(_open):
        interpreter.let_go()


if hasattr(os, "register_at_fork"):  # a child of the build, of which extensions have some, is not to hold it
    os.register_at_fork(after_in_child=_let_go_of_all)


class Interpreter:
    """`press.forkserver` in a process of its own, which runs one order.

    Parameters
    ----------
    preload
        Modules that it imports before the first chapter.
    """

    def __init__(self, preload: Sequence[str]) -> None:
        self._preload = list(preload)
        self._process: subprocess.Popen[str] | None = None
        _open.add(self)

    def begin(self) -> None:
        """Start it, unless it runs."""
        if self._process is None:
            command = [sys.executable, "-P", "-m", "press.forkserver", *self._preload]
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
            )

    def answers(self, order: Path) -> Iterator[dict[str, Any]]:
        """Have it run an order, and give its answers.

        Parameters
        ----------
        order
            The file that says what to run.
        """
        self.begin()
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        with contextlib.suppress(BrokenPipeError):  # it could not import a module, and says so
            process.stdin.write(f"{order}\n")
            process.stdin.flush()
        for line in process.stdout:
            yield json.loads(line)

    def let_go(self) -> None:
        """Close what holds it: it ends when nobody does, with all chapters that it runs."""
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()

    def end(self) -> int:
        """End it, with all chapters that it runs, and return its exit code; 0 if it never began."""
        self.let_go()
        process, self._process = self._process, None
        if process is None:
            return 0
        process.stdout.close()  # type: ignore[union-attr]
        return process.wait()
