"""Execute all outdated chapters before myst-nb reads them, into the jupyter-cache that it reads.

Sphinx says which pages it is about to read; those whose code is not in the cache are executed at once, by the engines
of `press.engines`. A chapter that fails stops the build, after the others' results are stored.
"""

import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from filelock import FileLock
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from nbformat import NotebookNode
from sphinx.errors import ConfigError, ExtensionError
from sphinx.util import logging
from sphinx.util.display import status_iterator
from sqlalchemy.exc import SQLAlchemyError

from .cache import excess, inputs_digest, open_folder
from .chapters import ENGINES, Chapter, choose_engine, read_chapter
from .draw import Ahead
from .engines import Limits, Result, run_forks, run_kernels
from .foresight import expected, remember
from .guard import PLACES, guarded
from .interpreter import Interpreter
from .mime import charts
from .payload import CHART, clean
from .specs import lean
from .workers import default_jobs, workers

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

log = logging.getLogger(__name__)
ADDRESS = re.compile(r"(?<= at )0x[0-9a-f]+(?=>)")
RUN = {"fork": run_forks, "kernel": run_kernels}


def choose_cache(app: "Sphinx", config: "Config") -> None:
    """Name the cache after the inputs, and tell chapters that a book is being built."""
    os.environ["PRESS_BUILD"] = "1"  # helpers then emit the press's MIME types
    os.environ["PYTHONHASHSEED"] = "0"  # the order of sets in a chapter must not vary
    os.environ[PLACES] = guarded(Path(app.srcdir), config.press_inputs)
    caches = Path(app.outdir).resolve().parent / ".jupyter_cache"
    digest = inputs_digest(Path(app.srcdir), config.press_inputs)
    if (bytes_over := excess(caches, digest)) > 0:
        raise ConfigError(
            f"the path of the book's folder is too long by {bytes_over} bytes for the cache of executed chapters; "
            f"build the book elsewhere: {app.srcdir}"
        )
    place = open_folder(caches, digest)
    config.nb_execution_cache_path = str(place)
    forks = config.nb_execution_mode == "cache" and default_jobs() > 1 and _engine(config) == "fork"
    if forks and expected(place, Path(app.srcdir)):
        interpreter(app).begin()


def execute_outdated(app: "Sphinx", env: "BuildEnvironment", docnames: list[str]) -> None:
    """Execute the chapters among the pages to be read that the cache does not hold.

    Raises
    ------
    ExtensionError
        If a chapter fails; its place, code and traceback have been logged.
    """
    config = env.mystnb_config  # type: ignore[attr-defined]
    if config.execution_mode != "cache":
        return
    folder = Path(config.execution_cache_path)
    with FileLock(folder / ".lock"):  # another builder of the same book may be at it
        try:
            cache = get_cache(str(folder))
            todo = list(_missing(env, cache, docnames))
        except (RuntimeError, SQLAlchemyError) as error:  # half written, or by another version
            log.info("the cache of executed chapters cannot be read and is made anew: %s", str(error).splitlines()[0])
            _empty(folder)
            cache = get_cache(str(folder))
            todo = list(_missing(env, cache, docnames))
        if not todo:
            interpreter(app).end()
            return
        begun, failed, ahead = time.perf_counter(), [], Ahead(app, workers(app))
        ready: dict[str, list[str]] = {}
        results = status_iterator(
            _run(app, todo), "executing chapters... ", "green", len(todo), app.verbosity, _progress
        )
        for number, result in enumerate(results, 1):
            if result.failure is None and result.notebook is not None:
                settle(result.notebook)
                _keep(cache, result)
                ready[result.chapter.docname] = list(charts(result.notebook))
            else:
                failed.append(result.chapter.docname)
                report(result)
            if len(todo) - number < default_jobs():  # no chapter waits for a processor; pages are written in this order
                ahead.draw(spec for name in sorted(ready) for spec in ready[name])
                ready.clear()
        log.info(
            "executed %d of %d chapters in %.2f s", len(todo) - len(failed), len(todo), time.perf_counter() - begun
        )
    ahead.finish()
    app.emit("press-executed")
    _refuse_changed_inputs(app, folder)
    if failed:
        raise ExtensionError(f"not executed: {', '.join(sorted(failed))}", modname="press")


def _keep(cache: Any, result: Result) -> None:
    """Put what a chapter gave into the cache."""
    path = str(result.chapter.path)
    bundle = CacheBundleIn(result.notebook, path, data={"execution_seconds": result.seconds})
    try:
        cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
    except (OSError, RuntimeError, SQLAlchemyError) as error:
        cause = error.__cause__ or error
        reason = getattr(cause, "orig", cause)  # SQLite's own words, without the statement
        raise ExtensionError(f"{path}: its results cannot be kept: {reason}", modname="press") from None


def _refuse_changed_inputs(app: "Sphinx", folder: Path) -> None:
    """Forget what was executed if the inputs are no longer those that its folder is named after."""
    if inputs_digest(Path(app.srcdir), app.config.press_inputs) != folder.name:
        shutil.rmtree(folder, ignore_errors=True)
        raise ExtensionError(
            "what chapters read (data, helpers, pins) was changed while they were executed, by hand or by one of them: "
            "their results are forgotten; see that nothing is lost, and build again",
            modname="press",
        )


def _progress(result: Result) -> str:
    return f"{result.chapter.docname}, {'failed after ' * bool(result.failure)}{result.seconds:.2f} s"


def _empty(folder: Path) -> None:
    """Remove all that a cache holds but the lock that is held."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != ".lock":
            path.unlink()


def _holds(cache: Any, chapter: Chapter) -> bool:
    """Tell whether the cache has a chapter's results; one whose file is gone or half written spoils the cache."""
    try:
        record = cache.match_cache_notebook(chapter.notebook)
    except KeyError:
        return False
    try:
        cache.get_cache_bundle(record.pk)
    except (KeyError, OSError, ValueError) as error:
        raise RuntimeError(f"an entry of it is spoilt: {error}") from error
    return True


def _missing(env: "BuildEnvironment", cache: Any, docnames: list[str]) -> Iterator[Chapter]:
    cache.db  # noqa: B018, made here, once: two processes that make it at the same time crash
    seen = set()
    for docname in sorted(docnames):
        chapter = read_chapter(env, docname)
        if chapter is None:
            continue
        if not _holds(cache, chapter):
            _, key = cache.create_hashed_notebook(chapter.notebook)
            if key not in seen:  # two chapters of the same code share an entry
                seen.add(key)
                yield chapter


def _run(app: "Sphinx", chapters: list[Chapter]) -> Iterator[Result]:
    default = _engine(app.config)
    chosen: dict[str, list[Chapter]] = {engine: [] for engine in ENGINES}
    for chapter in chapters:
        engine = choose_engine(chapter, default)
        chosen[engine if hasattr(os, "fork") else "kernel"].append(chapter)
    config = app.env.mystnb_config  # type: ignore[attr-defined]
    cell = config.execution_timeout if config.execution_timeout and config.execution_timeout > 0 else None
    limits = Limits(cell, app.config.press_chapter_limit, app.config.press_grace)
    for engine, group in chosen.items():
        if group:
            preload, warm, errors = app.config.press_preload, app.config.press_warm, config.execution_allow_errors
            yield from RUN[engine](group, default_jobs(), limits, preload, errors, interpreter(app), warm)


def _engine(config: "Config") -> str:
    """Return which engine executes chapters that do not choose for themselves."""
    wanted: str = os.environ.get("PRESS_EXECUTOR") or config.press_executor
    if wanted not in ENGINES:
        raise ExtensionError(f"the executor {wanted!r} is none of {', '.join(ENGINES)}", modname="press")
    return wanted if hasattr(os, "fork") else "kernel"


def interpreter(app: "Sphinx") -> Interpreter:
    """Return the interpreter of a build, begun or not."""
    if not hasattr(app, "press_interpreter"):
        app.press_interpreter = Interpreter(app.config.press_preload)  # type: ignore[attr-defined]
    found: Interpreter = app.press_interpreter  # type: ignore[attr-defined]
    return found


def report(result: Result) -> None:
    """Log a failure: file and line, what happened, the cell's code with the line marked, the traceback."""
    chapter, what = result.chapter, (result.failure or "").strip()
    if result.cell is None:
        log.error("the chapter was not executed: %s", what, location=chapter.docname)
        return
    line = chapter.line(result.cell, result.line)
    code = chapter.notebook.cells[result.cell].source.split("\n")
    marked = [f"{'>' if n == result.line else ' '} {text}" for n, text in enumerate(code, 1)]
    summary, _, trace = what.partition("\n")
    parts = [f"the chapter was not executed: {summary}", *marked, *([trace] if trace else [])]
    log.error("%s", "\n".join(parts), location=(chapter.docname, line))


def settle(notebook: NotebookNode) -> None:
    """Make outputs that depend on neither engine nor run.

    One stdout and one stderr between two others, for how a kernel cuts its streams, and in what order the two come,
    depends on time; no addresses of objects in memory; no character that a file of text cannot hold; of a chart's data
    what the chart names.
    """
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        outputs: list[NotebookNode] = []
        streams: dict[str, NotebookNode] = {}
        for output in cell.outputs:
            if output.output_type != "stream":
                outputs += [*_ordered(streams), output]
                streams = {}
            elif output.name in streams:
                streams[output.name].text += output.text
            else:
                streams[output.name] = output
        for output in outputs:
            _slim(output)
        cell.outputs = [nbformat.from_dict(_without_addresses(clean(o))) for o in outputs + _ordered(streams)]


def _slim(output: NotebookNode) -> None:
    """Leave out what a chart does not use of its data; a chart that is none is refused where its page is read."""
    chart = output.get("data", {}).get(CHART)
    for form in ("spec", "upright"):
        if isinstance(chart, dict) and isinstance(chart.get(form), dict):
            chart[form] = lean(chart[form])


def _without_addresses(value: Any) -> Any:
    if isinstance(value, str):
        return ADDRESS.sub("0x0", value)
    if isinstance(value, dict):
        return {key: _without_addresses(item) for key, item in value.items()}
    return [_without_addresses(item) for item in value] if isinstance(value, list) else value


def _ordered(streams: dict[str, NotebookNode]) -> list[NotebookNode]:
    return [streams[name] for name in ("stdout", "stderr") if name in streams]


def finish(app: "Sphinx", error: Exception | None) -> None:
    """End an interpreter that was not needed; note what code is executed now."""
    interpreter(app).end()
    place = Path(app.config.nb_execution_cache_path)
    if error is None and place.is_dir():
        remember(place, Path(app.srcdir), (Path(app.env.doc2path(name)) for name in sorted(app.env.found_docs)))


def setup(app: "Sphinx") -> None:
    """Register the settings and connect to the events of a build."""
    app.add_config_value("press_inputs", ["data/**/*", "src/helpers/**/*", "requirements*"], "", types=(list,))
    app.add_config_value("press_preload", [], "", types=(list,))
    app.add_config_value("press_warm", [], "", types=(list,))
    app.add_config_value("press_executor", "fork", "", types=(str,))
    app.add_config_value("press_chapter_limit", 600.0, "", types=(int, float, type(None)))
    app.add_config_value("press_grace", 5.0, "", types=(int, float))
    app.add_event("press-executed")  # chapters that were outdated ran, well or not: before the build stops for any
    app.connect("config-inited", choose_cache, priority=900)
    app.connect("env-before-read-docs", execute_outdated)
    app.connect("build-finished", finish)
