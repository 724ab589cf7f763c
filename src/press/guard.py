"""A chapter may not change what chapters read: data, helpers, pins.

An audit hook, in kernels and forked chapters alike, refuses to write, rename or delete there, whatever library asks.
It is a rail, not a wall: who starts another process gets past it, and `press.execute` then finds the inputs changed.
"""

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

PLACES = "PRESS_GUARDED"  # of the environment: what is guarded, as paths
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
#: Events of `sys.audit` that change files: where among their arguments a path stands, and the folder it starts from.
CHANGES: dict[str, tuple[tuple[int, int | None], ...]] = {
    "os.remove": ((0, 1),),
    "os.rmdir": ((0, 1),),
    "os.mkdir": ((0, 2),),
    "os.truncate": ((0, None),),
    "os.chmod": ((0, 2),),
    "os.chown": ((0, 3),),
    "os.utime": ((0, 3),),
    "os.rename": ((0, 2), (1, 3)),
    "os.link": ((0, 2), (1, 3)),
    "os.symlink": ((1, 2),),
    "sqlite3.connect": ((0, None),),
}


def guarded(root: Path, globs: Iterable[str]) -> str:
    """Return the files and folders that the globs of a book's inputs name, as the hook wants them.

    Examples
    --------
    >>> guarded(Path("/book"), ["data/**/*", "src/helpers/*.py"]).split(os.pathsep)
    ['/book/data', '/book/src/helpers']
    """
    found: dict[str, None] = {}
    for glob in globs:
        fixed = re.split(r"(?:^|/)[^/]*[*?\[]", glob, maxsplit=1)[0]
        places = [root / fixed] if fixed else root.glob(glob)
        found.update(dict.fromkeys(os.path.realpath(place) for place in places))
    return os.pathsep.join(found)


def install() -> None:
    """Refuse from now on, in this process, to change what the environment names."""
    if not (places := os.environ.get(PLACES, "")):
        return
    own = tuple(places.split(os.pathsep))
    below = tuple(place + os.sep for place in own)

    def hook(event: str, args: tuple[Any, ...]) -> None:
        for path in _changed(event, args):
            if path in own or path.startswith(below):
                raise PermissionError(f"a chapter may not change what chapters read: {os.path.relpath(path)}")

    sys.addaudithook(hook)


def _changed(event: str, args: tuple[Any, ...]) -> list[str]:
    """Return the paths that an event is about to change."""
    if event == "open":
        path, mode, flags = args
        writes = set("wax+") & set(mode) if isinstance(mode, str) else (flags or 0) & WRITES
        return _resolved(path, -1) if writes else []
    places = CHANGES.get(event, ())
    return [path for name, folder in places for path in _resolved(args[name], -1 if folder is None else args[folder])]


def _resolved(name: Any, folder: int) -> list[str]:
    """Return the path that a name means; none for an open file, which has passed already."""
    if not isinstance(name, str | bytes | os.PathLike):
        return []
    base = f"/proc/self/fd/{folder}" if folder >= 0 else ""
    return [os.path.realpath(os.path.join(base, os.fsdecode(name)))]
