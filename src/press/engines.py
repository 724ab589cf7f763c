"""The two engines that execute chapters: forked children of one warm interpreter, and real kernels.

Each takes chapters and yields a `Result` as soon as there is one; none raises for a chapter that fails.
"""

import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

import nbformat
from nbformat import NotebookNode
from sphinx.errors import ExtensionError

from .chapters import Chapter
from .interpreter import Interpreter

FEW = 3
"""Chapters that are executed sooner than what all chapters need is made ready."""
COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


@dataclass
class Limits:
    """Seconds that a cell and a chapter may run (None: no limit), and after which a deaf child is killed."""

    cell: float | None
    chapter: float | None
    grace: float = 5.0


@dataclass
class Result:
    """What became of a chapter: its notebook with outputs, or why there is none."""

    chapter: Chapter
    notebook: NotebookNode | None
    seconds: float
    failure: str | None = None
    cell: int | None = None
    line: int = 1


def run_forks(
    chapters: Sequence[Chapter],
    jobs: int,
    limits: Limits,
    preload: Sequence[str],
    allow_errors: bool = False,
    interpreter: Interpreter | None = None,
    warm: Sequence[str] = (),
) -> Iterator[Result]:
    """Execute chapters in forked children of one interpreter that has imported `preload`, which may have begun.

    It imports `warm`, too, where more than `FEW` chapters profit.

    Raises
    ------
    ExtensionError
        If that interpreter cannot start.
    """
    with tempfile.TemporaryDirectory(prefix="press-") as folder:
        order: dict[str, Any] = {
            "warm": list(warm) if len(chapters) > FEW else [],
            "parallel": jobs,
            "grace": limits.grace,
            "jobs": [_job(folder, i, chapter, limits, allow_errors) for i, chapter in enumerate(chapters)],
        }
        path = Path(folder, "order.json")
        path.write_text(json.dumps(order), "utf-8")
        interpreter = interpreter or Interpreter(preload)
        missing = set(range(len(chapters)))
        try:
            for event in interpreter.answers(path):
                if "refused" in event:
                    raise ExtensionError(event["refused"], modname="press")
                if "done" in event:
                    missing.discard(event["done"])
                    yield _fork_result(chapters[event["done"]], order["jobs"][event["done"]], event)
        finally:
            code = interpreter.end()
        for number in sorted(missing):
            yield Result(chapters[number], None, 0.0, f"the interpreter that runs the chapters ended with code {code}")


def _job(folder: str, number: int, chapter: Chapter, limits: Limits, allow_errors: bool) -> dict[str, Any]:
    files = {kind: f"{folder}/{number}.{kind}" for kind in ("in", "out", "log")}
    nbformat.write(chapter.notebook, files["in"])
    own = chapter.notebook.metadata.get("execution", {})  # as jupyter-cache reads it
    return {
        **files,
        "cwd": str(chapter.path.parent),
        "cell_limit": _limit(own.get("timeout", limits.cell)),
        "chapter_limit": limits.chapter,
        "allow_errors": _allows(chapter, allow_errors),
    }


def _allows(chapter: Chapter, allow_errors: bool) -> bool:
    return bool(chapter.notebook.metadata.get("execution", {}).get("allow_errors", allow_errors))


def _limit(seconds: float | None) -> float | None:
    return seconds if seconds and seconds > 0 else None


def _fork_result(chapter: Chapter, job: dict[str, Any], event: dict[str, Any]) -> Result:
    seconds = event["seconds"]
    if event["failure"]:
        return Result(chapter, None, seconds, event["failure"], event["cell"])
    try:
        notebook = nbformat.from_dict(json.loads(Path(job["out"]).read_text("utf-8")))
        same = [cell.source for cell in notebook.cells] == [cell.source for cell in chapter.notebook.cells]
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        same = False
    if not same:
        return Result(chapter, None, seconds, "its result could not be read", event["cell"])
    return _judged(chapter, notebook, seconds, job["allow_errors"])


def run_kernels(
    chapters: Sequence[Chapter],
    jobs: int,
    limits: Limits,
    preload: Sequence[str] = (),
    allow_errors: bool = False,
    interpreter: Interpreter | None = None,
    warm: Sequence[str] = (),
) -> Iterator[Result]:
    """Execute chapters in Jupyter kernels, `jobs` at a time."""
    with ThreadPoolExecutor(jobs) as pool:
        tasks = [pool.submit(_run_kernel, chapter, limits, allow_errors) for chapter in chapters]
        for task in as_completed(tasks):
            yield task.result()


def _run_kernel(chapter: Chapter, limits: Limits, allow_errors: bool) -> Result:
    from jupyter_cache.executors.utils import single_nb_execution
    from nbclient.exceptions import CellTimeoutError

    notebook, begun = nbformat.from_dict(chapter.notebook), monotonic()
    running: list[NotebookNode] = []

    def patience(cell: NotebookNode) -> float | None:
        running[:] = [cell]  # is asked when a cell begins, so that one in which a kernel dies can be named
        return _patience(chapter, limits, monotonic() - begun)

    try:
        done = single_nb_execution(
            notebook,
            cwd=str(chapter.path.parent),
            timeout=None,
            timeout_func=patience,
            allow_errors=allow_errors,
            extra_arguments=["--IPKernelApp.extra_extensions=press.stable"],
        )
        error: Exception | None = done.err
    except Exception as raised:  # a kernel that does not start, or dies
        error = raised
    seconds = monotonic() - begun
    failed = _failed_cell(notebook)
    if error is None or (failed is not None and not isinstance(error, CellTimeoutError)):
        return _judged(chapter, notebook, seconds, _allows(chapter, allow_errors))
    begun_last = next((i for i, cell in enumerate(notebook.cells) if running and cell is running[0]), None)
    return Result(chapter, None, seconds, _reason(error), begun_last if failed is None else failed)


def _reason(error: Exception) -> str:
    """Return in one line why a kernel did not come to its end; nbclient's own text of a cell's error has many."""
    named = hasattr(error, "ename") and hasattr(error, "evalue")
    said = f"{error.ename}: {error.evalue}" if named else f"{type(error).__name__}: {error}"  # type: ignore[attr-defined]
    return COLOURS.sub("", said).strip().splitlines()[0]


def _patience(chapter: Chapter, limits: Limits, spent: float) -> float | None:
    """Return the seconds that the next cell may run: its own limit, or what is left of the chapter's."""
    cell = _limit(chapter.notebook.metadata.get("execution", {}).get("timeout", limits.cell))
    left = [cell] if cell else []
    left += [max(limits.chapter - spent, 0.1)] if limits.chapter else []
    return min(left, default=None)


def _failed_cell(notebook: NotebookNode) -> int | None:
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type == "code" and "raises-exception" not in cell.metadata.get("tags", []) and _error(cell):
            return index
    return None


def _error(cell: NotebookNode) -> NotebookNode | None:
    return next((output for output in cell.outputs if output.output_type == "error"), None)


def _judged(chapter: Chapter, notebook: NotebookNode, seconds: float, allow_errors: bool) -> Result:
    """Return the result of a notebook that ran: failed if a cell raised, even where IPython goes on.

    It goes on after an error in what shows a value (``_repr_html_`` and the like), and the reader would see that.
    """
    failed = None if allow_errors else _failed_cell(notebook)
    error = None if failed is None else _error(notebook.cells[failed])
    if error is None:
        return Result(chapter, notebook, seconds)
    trace = COLOURS.sub("", "\n".join(error.traceback)).strip()
    here = re.findall(r"Cell In\[\d+\], line (\d+)", trace)
    line = int(here[0]) if here else 1
    return Result(chapter, None, seconds, f"{error.ename}: {error.evalue}\n{trace}", failed, line)
