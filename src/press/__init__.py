"""How the book is made: a Sphinx extension (``extra_extensions: [press]``).

A chapter's cells give tables, charts and numbers as data (two MIME types and myst-nb's own for numbers);
the modules here execute the chapters, turn the data into document nodes, and write what each builder can show.
Nothing here knows what the book is about, and nothing a chapter imports is in here.
"""

import hashlib
import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

PARTS = (
    "garbage",
    "walk",
    "workers",
    "children",
    "clock",
    "unfinished",
    "execute",
    "checks",
    "nodes",
    "figures",
    "parallel",
    "sources",
    "links",
    "citations",
    "author_date",
    "outlines",
    "exercises",
    "lookups",
    "numbers",
    "characters",
    "launch",
    "download",
    "dataset",
    "rows",
    "index",
    "offered",
    "leftover",
    "typst",
    "epub",
    "site",
)


def setup(app: "Sphinx") -> dict[str, Any]:
    """Register every part of the press with Sphinx."""
    here = Path(__file__).parent
    for name in PARTS:
        if not any((here / found).exists() for found in (f"{name}.py", name)):
            continue
        part = importlib.import_module(f"{__name__}.{name}")
        if hasattr(part, "setup"):
            part.setup(app)
    return {
        "version": "0.1",
        # The environment holds nodes of ours, and Sphinx copies scripts only beside pages that it writes.
        "env_version": _digest_of_code(here),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _digest_of_code(folder: Path) -> int:
    """Return a number that changes with any file of the press, be it code, a template, a script or a style sheet."""
    files = [path for path in sorted(folder.rglob("*.*")) if path.is_file() and path.suffix != ".pyc"]
    return int(hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12], 16)
