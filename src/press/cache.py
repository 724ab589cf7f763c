"""Which folder holds the executed chapters, and when an old one goes.

The folder is named after a digest of everything a chapter can read but its own cells. Its path is a setting of
myst-nb that Sphinx watches: a changed input misses the cache and makes Sphinx read every page again, and a revert
finds the old folder. Inside, jupyter-cache finds a chapter by its code cells.
"""

import hashlib
import os
import shutil
import sys
import time
from collections.abc import Iterable
from pathlib import Path

KEEP, DAYS = 6, 30
DATABASE = "global.db"  # jupyter-cache's
LONGEST = 504  # bytes of a path, beyond which SQLite opens no database
CODE = (
    "execute.py",
    "forkserver.py",
    "guard.py",
    "shell.py",
    "specs.py",
    "stable.py",
)  # of the press: what runs a chapter, or keeps what it gave, may change what it says


def inputs_digest(root: Path, globs: Iterable[str]) -> str:
    """Return a digest of Python, the installed packages, and the files of `root` that the globs match.

    Examples
    --------
    >>> len(inputs_digest(Path("."), ["no such file"]))
    16
    """
    digest = hashlib.sha256(f"{sys.version}\n{_installed()}".encode())
    files = {path for glob in globs for path in root.glob(glob) if path.is_file() and not _ignored(path)}
    files |= {Path(__file__).with_name(name) for name in CODE}
    for path in sorted(files):
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
        digest.update(f"{name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _ignored(path: Path) -> bool:
    return "__pycache__" in path.parts or path.name.startswith(".") or path.name.endswith(("~", ".pyc", ".tmp"))


def _installed() -> str:
    """Return the names and versions of the installed packages, as their folders of metadata are named."""
    found = {entry.name for folder in sys.path if folder for entry in Path(folder).glob("*.dist-info")}
    return "\n".join(sorted(found))


def excess(caches: Path, digest: str) -> int:
    """Return by how many bytes the path of a cache would be too long to be opened; 0 or less is well.

    Examples
    --------
    >>> excess(Path("/a"), "b" * 491)
    0
    """
    return len(os.fsencode(caches / digest / DATABASE)) - LONGEST


def open_folder(caches: Path, digest: str) -> Path:
    """Return the folder of a digest, made if need be and marked as used now; prune the others."""
    mine = caches / digest
    mine.mkdir(parents=True, exist_ok=True)
    now = time.time()
    marker = mine / ".used"
    marker.touch()
    prune(caches, mine, now)
    return mine


def prune(caches: Path, mine: Path, now: float) -> None:
    """Delete folders unused for `DAYS` days, and the longest unused ones beyond `KEEP`."""
    folders = [path for path in caches.iterdir() if path.is_dir() and path != mine]
    folders.sort(key=_last_used, reverse=True)
    for number, folder in enumerate(folders, 2):
        if number > KEEP or now - _last_used(folder) > DAYS * 86400:
            shutil.rmtree(folder, ignore_errors=True)


def _last_used(folder: Path) -> float:
    marker = folder / ".used"
    return (marker if marker.exists() else folder).stat().st_mtime
