"""Checks that a book names for its own data (``press_checks``); any problem stops the build before it reads a page.

They run in a process of their own while chapters are executed, since neither waits for the other, and what is wrong
with the data is said before a chapter that failed for it. What was checked and found good is not checked again: a
marker stands in the folder that is named after the inputs.
"""

import hashlib
import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.errors import ExtensionError
from sphinx.util import logging

from .workers import default_jobs

if TYPE_CHECKING:
    from sphinx.application import Sphinx

log = logging.getLogger(__name__)


class Checks:
    """The checks of one build."""

    def __init__(self) -> None:
        self._running: subprocess.Popen[str] | None = None

    def begin(self, app: "Sphinx") -> None:
        """Start the checks, unless they found nothing on the same inputs before."""
        if not app.config.press_checks or _marker(app).exists():
            return
        # -P: the folder in which a build is started is no place for modules, as it is none for chapters
        command = [sys.executable, "-P", "-m", "press.checks", str(app.srcdir), *app.config.press_checks]
        self._running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        if default_jobs() == 1:
            self.end(app)

    def end(self, app: "Sphinx", *_: Any) -> None:
        """Wait for the checks and say what they found.

        Raises
        ------
        ExtensionError
            If a check cannot be called, or any finds a problem.
        """
        if self._running is None:
            return
        running, self._running = self._running, None
        said, _none = running.communicate()
        try:
            found = json.loads(said)
        except ValueError:
            found = {"refused": f"the process that checks ended with code {running.returncode} and said nothing"}
        if "refused" in found:
            raise ExtensionError(f"press_checks: {found['refused']}", modname="press")
        for problem in found["problems"]:
            log.error(problem)
        if number := len(found["problems"]):
            raise ExtensionError(f"{_count(number)} in the data of the book, named above", modname="press")
        _marker(app).touch()

    def drop(self, app: "Sphinx", error: Exception | None) -> None:
        """End what still runs when a build ends for another reason."""
        if self._running is not None:
            self._running.kill()
            self._running.communicate()
            self._running = None


def problems(folder: Path, names: list[str]) -> dict[str, Any]:
    """Call checks with the folder of a book; each returns its problems as a list of sentences.

    Parameters
    ----------
    folder
        The folder of the book.
    names
        A module and a function each, with a colon between them.

    Returns
    -------
    dict
        ``problems``, or ``refused``: why a check cannot be called.

    Examples
    --------
    >>> problems(Path(), ["no_such_module:check"])
    {'refused': "no_such_module:check: No module named 'no_such_module'"}
    """
    found: list[str] = []
    for name in names:
        module, _, function = name.partition(":")
        try:
            check = getattr(import_module(module), function)
        except (ImportError, AttributeError) as error:
            return {"refused": f"{name}: {error}"}
        found += check(folder)
    return {"problems": found}


def _marker(app: "Sphinx") -> Path:
    """Return the file that says: these checks passed on these inputs and these bibliographies."""
    digest = hashlib.sha256("\n".join(app.config.press_checks).encode())
    for name in getattr(app.config, "bibtex_bibfiles", []):
        path = Path(app.srcdir, name)
        digest.update(path.read_bytes() if path.is_file() else b"")
    return Path(app.config.nb_execution_cache_path) / f".checked-{digest.hexdigest()[:16]}"


def _count(number: int) -> str:
    return "1 problem" if number == 1 else f"{number} problems"


def setup(app: "Sphinx") -> None:
    """Register the setting and the events."""
    checks = Checks()
    app.add_config_value("press_checks", [], "", types=(list,))
    app.connect("builder-inited", checks.begin)
    app.connect("press-executed", checks.end)
    app.connect("env-before-read-docs", checks.end, priority=600)  # after the chapters, if any was executed
    app.connect("build-finished", checks.drop)


def main() -> None:
    """Answer with a line of JSON; what a check prints is no answer."""
    answers, sys.stdout = sys.stdout, sys.stderr
    folder, *names = sys.argv[1:]
    answers.write(json.dumps(problems(Path(folder), names)) + "\n")


if __name__ == "__main__":
    main()
