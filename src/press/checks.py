"""Checks that a book names for its own data (``press_checks``); any problem stops the build before it writes.

What was checked and found good is not checked again: a marker stands in the folder that is named after the inputs.
"""

import hashlib
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ExtensionError
from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx

log = logging.getLogger(__name__)


def run_checks(app: "Sphinx") -> None:
    """Call each check with the folder of the book; each returns its problems as a list of sentences.

    Raises
    ------
    ExtensionError
        If a check is not found, or any finds a problem.
    """
    good = _marker(app)
    if good.exists():
        return
    problems: list[str] = []
    for name in app.config.press_checks:
        module, _, function = name.partition(":")
        try:
            check = getattr(import_module(module), function)
        except (ImportError, AttributeError) as error:
            raise ExtensionError(f"press_checks: {name}: {error}", modname="press") from None
        problems += check(app.srcdir)
    for problem in problems:
        log.error(problem)
    if problems:
        raise ExtensionError(f"{_count(len(problems))} in the data of the book, named above", modname="press")
    good.touch()


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
    """Register the setting and the event."""
    app.add_config_value("press_checks", [], "", types=(list,))
    app.connect("builder-inited", run_checks)
