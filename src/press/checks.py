"""Checks that a book names for its own data (``press_checks``); any problem stops the build before it writes."""

from importlib import import_module
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


def _count(number: int) -> str:
    return "1 problem" if number == 1 else f"{number} problems"


def setup(app: "Sphinx") -> None:
    """Register the setting and the event."""
    app.add_config_value("press_checks", [], "", types=(list,))
    app.connect("builder-inited", run_checks)
