"""Build a book aside and put it in place whole: ``python -m press.publish html pdf epub archives``.

A build that fails, or is killed, leaves the last good book where it was. What a reader sees (``_build/html``,
``_build/pdf``, ``_build/epub``, ``_build/archives``) is exchanged in one step for what was built in
``_build/aside``, which is kept for the next build. All that is to be published is copied first and exchanged last,
so that a disk that fills up leaves the last good book too. The web book carries the other formats in ``downloads/``,
at paths that do not change.

Archives are named in ``pyproject.toml``: ``[tool.press.archives]``, a name and the files that go in.
"""

import argparse
import contextlib
import ctypes
import errno
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import filelock
from repro_zipfile import ReproducibleZipFile

from . import search

BUILD = Path("_build")
ASIDE = BUILD / "aside"  # jupyter-book adds a _build of its own below it
STRICT = ["-n", "-W", "--keep-going"]
AT_FDCWD, RENAME_EXCHANGE = -100, 2


class BuildError(Exception):
    """A build that did not come to its end; the message is for the person who started it."""


def jupyter_book(*options: str) -> None:
    """Run one builder over the book in this folder, with every warning an error."""
    command = [sys.executable, "-c", "from press.publish import build_alone; build_alone()", "build", "."]
    ended = subprocess.run([*command, "--path-output", str(ASIDE), *STRICT, *options], check=False)
    if ended.returncode:
        raise BuildError(f"the build ended with status {ended.returncode}; the messages above say why")


def build_alone() -> None:
    """Run jupyter-book with the arguments of this process, alone in the folder where books are built aside.

    A build whose caller was killed goes on for a while: the next one must not write where it still does.
    """
    from jupyter_book.cli.main import main as run

    ASIDE.mkdir(parents=True, exist_ok=True)
    with alone(ASIDE / ".lock"):
        # without a limit jupyter-book ends a failed build with a traceback of its own, below the message that matters
        sys.tracebacklimit = 0
        run()


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the lock of a file, and say so where that means to wait."""
    lock = filelock.FileLock(path)
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        print("Another build of this book is running; waiting for it to end.", file=sys.stderr, flush=True)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def html() -> Path:
    """Build the web book and the index of its search; returns the folder that holds it."""
    jupyter_book()
    made = ASIDE / "_build" / "html"
    try:
        search.index(made)
    except RuntimeError as error:
        raise BuildError(str(error)) from error
    return made


def pdf() -> Path:
    """Build the PDF; returns a folder with the file and nothing else."""
    return _files_of("typst", "pdf")


def epub() -> Path:
    """Build the EPUB; returns a folder with the file and nothing else."""
    return _files_of("epub", "epub")


def _files_of(builder: str, suffix: str) -> Path:
    """Run a builder and return a folder with those of its files that are for readers."""
    jupyter_book("--builder", "custom", "--custom-builder", builder)
    made = ASIDE / suffix
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    for file in sorted((ASIDE / "_build" / builder).glob(f"*.{suffix}")):
        shutil.copy2(file, made)
    return made


def archives() -> Path:
    """Pack the archives that the project names, the same bytes each time; returns a folder with them.

    Raises
    ------
    BuildError
        If a pattern of an archive matches no file.
    """
    made = ASIDE / "archives"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    for name, patterns in archive_patterns(Path()).items():
        with ReproducibleZipFile(made / f"{name}.zip", "w") as archive:
            for pattern in patterns:
                files = archive_files(Path(), [pattern])
                if not files:
                    raise BuildError(f"pyproject.toml: tool.press.archives.{name}: no file matches {pattern!r}")
                for file in files:
                    archive.write(file, f"{name}/{file.name}")
    return made


def archive_patterns(root: Path) -> dict[str, list[str]]:
    """Return the archives that the project in `root` names, each with the patterns of its files."""
    path = root / "pyproject.toml"
    project = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    return project.get("tool", {}).get("press", {}).get("archives", {})


def archive_files(root: Path, patterns: list[str]) -> list[Path]:
    """Return the files that the patterns of an archive match, pattern by pattern, each sorted."""
    return [file for pattern in patterns for file in sorted(root.glob(pattern))]


FORMATS: dict[str, Callable[[], Path]] = {"html": html, "pdf": pdf, "epub": epub, "archives": archives}


def exchange(new: Path, place: Path) -> None:
    """Put the folder `new` where `place` is, in one step where the system can, and remove what was there.

    Parameters
    ----------
    new, place : path
        Folders on one file system; `place` need not exist.
    """
    if not place.exists():
        new.rename(place)
        return
    if not _renameat2(new, place):
        # Two steps: a crash between them leaves the old book beside its place, and `recover` puts it back.
        aside = place.with_name(place.name + ".old")
        shutil.rmtree(aside, ignore_errors=True)
        place.rename(aside)
        new.rename(place)
        new = aside
    shutil.rmtree(new)


def _renameat2(one: Path, other: Path) -> bool:
    """Exchange two paths atomically; False where the system cannot."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    if call(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0:
        return True
    if ctypes.get_errno() in (errno.ENOSYS, errno.EINVAL, errno.EPERM):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))


def recover(place: Path) -> None:
    """Undo an exchange in two steps that was cut short."""
    aside = place.with_name(place.name + ".old")
    if aside.exists() and not place.exists():
        aside.rename(place)


def publish(made: Mapping[str, Path]) -> None:
    """Copy what was built, all of it, and then exchange it for what is published.

    Parameters
    ----------
    made
        Name of a format to the folder that was built. The web book gets the files of all others, those that were
        published before included, into its ``downloads/``.
    """
    others = {name: BUILD / name for name in FORMATS if name != "html" and (BUILD / name).exists()}
    others |= {name: folder for name, folder in made.items() if name != "html"}
    copies = {name: _copy(folder, BUILD / f".{name}.new") for name, folder in made.items()}
    if "html" in copies:
        for folder in others.values():
            shutil.copytree(folder, copies["html"] / "downloads", dirs_exist_ok=True)
    for name, copy in copies.items():
        exchange(copy, BUILD / name)


def _copy(made: Path, copy: Path) -> Path:
    shutil.rmtree(copy, ignore_errors=True)
    return shutil.copytree(made, copy, ignore=shutil.ignore_patterns(".buildinfo*"))


def main(argv: list[str] | None = None) -> int:
    """Build and publish the formats that are named; returns an exit code."""
    parser = argparse.ArgumentParser(prog="python -m press.publish", description=__doc__)
    parser.add_argument("formats", nargs="+", choices=sorted(FORMATS))
    wanted = list(dict.fromkeys(parser.parse_args(argv).formats))
    try:
        BUILD.mkdir(exist_ok=True)
        with alone(BUILD / ".lock"):
            for name in FORMATS:
                recover(BUILD / name)
            publish({name: FORMATS[name]() for name in wanted})
    except KeyboardInterrupt:
        return _refuse("it was interrupted", 130)  # as a shell says of a command that SIGINT ended
    except (BuildError, OSError) as error:
        return _refuse(_reason(error), 1)
    print("\nThe book is built:")
    for file in _results(wanted):
        print(f"  {file}")
    return 0


def _refuse(reason: str, code: int) -> int:
    kept = [str(BUILD / name) for name in FORMATS if (BUILD / name).exists()]
    print(f"\nNot published: {reason}.", file=sys.stderr)
    if kept:
        print(f"The last good book is untouched: {', '.join(kept)}.", file=sys.stderr)
    return code


def _reason(error: Exception) -> str:
    """Return what went wrong in one line; copying a folder gives a list, of which the first is enough."""
    if isinstance(error, shutil.Error) and error.args and isinstance(error.args[0], list):
        return str(error.args[0][0][-1])
    return f"{error.filename}: {error.strerror}" if isinstance(error, OSError) and error.strerror else str(error)


def _results(wanted: list[str]) -> list[Path]:
    return [
        f
        for name in wanted
        for f in ([BUILD / "html" / "index.html"] if name == "html" else sorted((BUILD / name).glob("*.*")))
    ]


if __name__ == "__main__":
    sys.exit(main())
