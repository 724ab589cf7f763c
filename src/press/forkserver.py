"""One warm interpreter, one forked child a chapter: ``python -P -m press.forkserver MODULE...``.

A process of its own, so that chapters see neither Sphinx nor its threads and settings. It imports the modules, reads an
order (a JSON file, whose path is the one line of its standard input; it may name more modules) and answers with lines
of JSON on its standard output: ``{"start": i}`` and ``{"done": i, "seconds": s, "failure": null or text, "cell":
index}``, or ``{"refused": why}``. The executed notebook of a job is in the file that the order names. The caller holds
the standard input open; when that ends, so does all that runs here.

A child that is killed, hangs, or leaves rubbish is a failed job and nothing more.
"""

import contextlib
import faulthandler
import gc
import importlib
import itertools
import json
import os
import selectors
import signal
import sys
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

import nbformat

from .shell import run_notebook


@dataclass
class Child:
    """A running chapter."""

    job: int
    pid: int
    pipe: int
    cell_limit: float | None
    chapter_limit: float | None
    begun: float = field(default_factory=time.monotonic)
    cell: int | None = None
    cell_begun: float = field(default_factory=time.monotonic)
    overdue: bool = False

    def deadline(self, grace: float) -> float:
        """Return when this child is to be killed."""
        ends = [self.begun + self.chapter_limit] if self.chapter_limit else []
        ends += [self.cell_begun + self.cell_limit] if self.cell_limit else []
        return min(ends, default=float("inf")) + grace


class Server:
    """Runs the jobs of an order, as many at a time as it says."""

    def __init__(self, order: dict[str, Any], answers: TextIO) -> None:
        self.order, self.answers = order, answers
        self.todo = list(range(len(order["jobs"])))[::-1]
        self.live: dict[int, Child] = {}
        self.selector = selectors.DefaultSelector()

    def run(self) -> None:
        """Run all jobs; end early, and all children with it, if the caller goes away."""
        wake, waker = os.pipe()
        os.set_blocking(waker, False)
        os.set_blocking(wake, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
        self.selector.register(wake, selectors.EVENT_READ)
        self.selector.register(sys.stdin.fileno(), selectors.EVENT_READ)
        try:
            while self.todo or self.live:
                while self.todo and len(self.live) < self.order["parallel"]:
                    self.start(self.todo.pop())
                for key, _ in self.selector.select(self._patience()):
                    if key.fd == sys.stdin.fileno():
                        return
                    self._read(key.fd)
                self._reap()
                self._kill_overdue()
        finally:
            for child in self.live.values():
                _kill(child.pid)

    def start(self, number: int) -> None:
        """Fork a child for a job."""
        job = self.order["jobs"][number]
        reader, writer = os.pipe()
        os.set_blocking(reader, False)
        self.say(start=number)
        pid = os.fork()
        if not pid:
            child_main(job, writer)
        os.close(writer)
        with contextlib.suppress(OSError):
            os.setpgid(pid, pid)  # the child does so too: whoever comes first
        self.live[pid] = Child(number, pid, reader, job["cell_limit"], job["chapter_limit"])
        self.selector.register(reader, selectors.EVENT_READ)

    def say(self, **event: Any) -> None:
        """Answer with a line."""
        self.answers.write(json.dumps(event) + "\n")
        self.answers.flush()

    def _read(self, fd: int) -> None:
        """Take note of the cell that a child has begun."""
        try:
            data = os.read(fd, 4096)
        except BlockingIOError:
            return
        child = next((c for c in self.live.values() if c.pipe == fd), None)
        if child is None:
            return
        if not data:
            self.selector.unregister(fd)
            os.close(fd)
            child.pipe = -1
            return
        with contextlib.suppress(ValueError):
            child.cell = int(data.split()[-1])
        child.cell_begun = time.monotonic()

    def _reap(self) -> None:
        for child in list(self.live.values()):
            if child.pipe >= 0:
                self._read(child.pipe)
            pid, status = os.waitpid(child.pid, os.WNOHANG)
            if not pid:
                continue
            del self.live[pid]
            if child.pipe >= 0:
                self.selector.unregister(child.pipe)
                os.close(child.pipe)
            _kill(pid)  # what the chapter may have left running
            self.say(
                done=child.job,
                seconds=time.monotonic() - child.begun,
                failure=self._failure(child, status),
                cell=child.cell,
            )

    def _failure(self, child: Child, status: int) -> str | None:
        job = self.order["jobs"][child.job]
        code = os.waitstatus_to_exitcode(status)
        last_words = _last_words(Path(job["log"]))
        if child.overdue:
            reason = "it ran over its time limit and was killed"
        elif code < 0:
            reason = f"its process was ended by {signal.Signals(-code).name}"
            reason += ", perhaps for want of memory" if -code == signal.SIGKILL else ""
        elif code or not Path(job["out"]).exists():
            reason = f"its process ended with code {code} and gave no result"
        else:
            return None
        return f"{reason}\n{last_words}" if last_words else reason

    def _patience(self) -> float | None:
        ends = [c.deadline(self.order["grace"]) for c in self.live.values() if not c.overdue]
        wait = min(ends, default=float("inf")) - time.monotonic()
        return None if wait == float("inf") else max(0.0, wait)

    def _kill_overdue(self) -> None:
        for child in self.live.values():
            if not child.overdue and time.monotonic() >= child.deadline(self.order["grace"]):
                child.overdue = True
                _kill(child.pid)


def _last_words(log: Path) -> str:
    """Return what a child wrote past Python's streams, without the frames of those who called the chapter."""
    text = log.read_text("utf-8", "replace") if log.exists() else ""
    lines = list(itertools.takewhile(lambda line: "interactiveshell.py" not in line, text.splitlines()))
    return "\n".join(lines[-20:]).strip()


def _kill(pid: int) -> None:
    """Kill a child and what it started, if they still run."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def child_main(job: dict[str, Any], pipe: int) -> None:
    """Execute one chapter and leave the process; never returns."""
    try:
        _settle_in(job)
        notebook = nbformat.read(job["in"], as_version=4)

        def begin(index: int) -> None:
            os.write(pipe, b"%d\n" % index)

        run_notebook(notebook, job["cell_limit"], job["allow_errors"], begin)
        aside = Path(job["out"] + ".part")
        aside.write_text(json.dumps(notebook), "utf-8")
        aside.replace(job["out"])
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
        os._exit(1)
    os._exit(0)


def _settle_in(job: dict[str, Any]) -> None:
    """Become a process of our own: group, signals, files and folder."""
    os.setpgid(0, 0)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with contextlib.suppress(OSError):  # should memory run out, the system is to choose this process
        Path("/proc/self/oom_score_adj").write_text("900", "ascii")
    log = os.open(job["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    null = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((null, 0), (log, 1), (log, 2)):
        os.dup2(source, target)
    faulthandler.enable(file=2)
    os.chdir(job["cwd"])
    sys.path.insert(0, "")


def main() -> None:
    """Import what the command line names, wait for the order, run it."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a module prints while it is imported is no answer
    os.set_inheritable(answers.fileno(), False)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the caller gets it too, and closes our input
    from . import stable

    stable.install()  # before pandas takes the name
    if not _imported("press_preload", sys.argv[1:], answers):
        return
    path = sys.stdin.readline().strip()
    if not path:  # the caller had no use for us
        return
    order = json.loads(Path(path).read_text("utf-8"))
    if _imported("press_warm", order["warm"], answers):
        gc.collect()
        gc.freeze()
        Server(order, answers).run()


def _imported(setting: str, names: list[str], answers: TextIO) -> bool:
    """Import the modules of a setting, with all that they give only when asked, or say which cannot be imported."""
    for name in names:
        try:
            module = importlib.import_module(name)
            for given in getattr(module, "__all__", ()):
                getattr(module, given, None)
        except BaseException:
            answers.write(json.dumps({"refused": f"{setting}: cannot import {name}:\n{traceback.format_exc()}"}) + "\n")
            answers.flush()
            return False
    return True


if __name__ == "__main__":
    main()
