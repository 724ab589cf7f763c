"""The memory that a process and all it starts hold together, at its highest."""

from __future__ import annotations

import contextlib
import threading
from types import TracebackType

import psutil

PAUSE = 0.1  # seconds between two looks: what is held for less may be missed


class Peak:
    """Watch the tree of a process while the block runs; ``bytes`` then tells the most it held.

    Pages that several processes share count once (proportional set size): a forked child shares most of its parent's.
    """

    def __init__(self, pid: int) -> None:
        self.bytes, self._pid, self._ended = 0, pid, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Peak:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while True:
            self.bytes = max(self.bytes, held(self._pid))
            if self._ended.wait(PAUSE):
                return


def held(pid: int) -> int:
    """Return the bytes that a process and its descendants hold now; 0 if it has ended."""
    total = 0
    with contextlib.suppress(psutil.Error):
        top = psutil.Process(pid)
        for process in [top, *top.children(recursive=True)]:
            with contextlib.suppress(psutil.Error):
                info = process.memory_full_info()
                total += getattr(info, "pss", info.rss)
    return total
