"""Places and processes that misbehave: small and read-only file systems, killed and simultaneous builds."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.house import House, publish


def as_root(*command: str) -> bool:
    """Run a command as the superuser, who mounts; return whether that could be done."""
    before = [] if not os.getuid() else ["sudo", "-n"]
    if before and not shutil.which("sudo"):
        return False
    return subprocess.run([*before, *command], capture_output=True, check=False).returncode == 0


@contextlib.contextmanager
def mounted(place: Path, *options: str) -> Iterator[Path]:
    """Mount something at a folder for a while; skip the test where that is not allowed."""
    place.mkdir(exist_ok=True)
    if not as_root("mount", *options, str(place)):
        pytest.skip("mounting a file system takes the superuser, and this is not one")
    try:
        if os.getuid():
            as_root("chown", str(os.getuid()), str(place))
        yield place
    finally:
        as_root("umount", "-l", str(place))


@contextlib.contextmanager
def disk(place: Path, kilobytes: int) -> Iterator[Path]:
    """A disk of its own with so much room."""
    with mounted(place, "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs"):
        yield place


@contextlib.contextmanager
def read_only(place: Path) -> Iterator[None]:
    """Make a folder one that cannot be written to, even by the superuser."""
    with mounted(place, "--bind", str(place)):
        if not as_root("mount", "-o", "remount,ro,bind", str(place)):
            pytest.skip("this system does not mount a folder read-only")
        yield


def size(folder: Path) -> int:
    """Return the kilobytes that the files of a folder take on a disk of pages."""
    return sum(4 * (1 + path.lstat().st_size // 4096) for path in folder.rglob("*"))


def hears_of_interrupts() -> None:
    """Undo what a shell does to whatever it runs in the background: Ctrl-C passes it by."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Running:
    """A build under way, in a group of processes of its own, whose output is read line by line."""

    def __init__(self, house: House, *formats: str) -> None:
        self.process = subprocess.Popen(
            publish(*formats),
            cwd=house.root,
            env=house.environment(PYTHONUNBUFFERED="1"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            preexec_fn=hears_of_interrupts,
        )
        self.said = ""

    def until(self, number: int = 10**9, text: str = "\0") -> None:
        """Read so many lines, or until one holds a text."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line
            number -= 1
            if number <= 0 or text in line:
                return

    def end(self, kill: signal.Signals | None = None, whole: bool = True) -> int:
        """Send a signal, to the whole group or to the first process alone; return the exit code."""
        if kill is not None:
            os.killpg(self.process.pid, kill) if whole else self.process.send_signal(kill)
        if whole or kill is None:
            self.until()
        return self.process.wait()
