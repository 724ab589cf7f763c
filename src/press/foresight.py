"""Whether a build will execute chapters, as far as the files tell before Sphinx has looked at them.

It is a guess, by which the interpreter begins its imports; what is executed, `press.execute` decides.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path

NAME = ".cells.json"
_CELL = re.compile(r"^(`{3,}|~{3,}|:{3,})\{code-cell\}.*?^\1", re.M | re.S)


def expected(place: Path, root: Path) -> bool:
    """Tell whether code has changed since all was executed last, or nothing was executed with these inputs yet.

    Parameters
    ----------
    place
        The folder of executed chapters.
    root
        The folder of the book.
    """
    note = place / NAME
    try:
        known, since = json.loads(note.read_text("utf-8")), note.stat().st_mtime_ns
    except (OSError, ValueError):
        return True
    return any(_is_newer(root / name, since) and code(root / name) != digest for name, digest in known.items())


def remember(place: Path, root: Path, pages: Iterable[Path]) -> None:
    """Note the code of pages as it is now, when all of it is executed."""
    found = {page.relative_to(root).as_posix(): code(page) for page in pages if page.is_relative_to(root)}
    (place / NAME).write_text(json.dumps(found, sort_keys=True), "utf-8")


def code(page: Path) -> str:
    """Return a digest of the code cells of a page."""
    cells = (match[0] for match in _CELL.finditer(page.read_text("utf-8", "replace")))
    return hashlib.sha256("\0".join(cells).encode()).hexdigest()[:16]


def _is_newer(page: Path, since: int) -> bool:
    return page.exists() and page.stat().st_mtime_ns >= since
