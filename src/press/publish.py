"""Build a book aside and put it in place whole: ``python -m press.publish html pdf archives``.

A build that fails, or is killed, leaves the last good book where it was. What a reader sees (``_build/html``,
``_build/pdf``, ``_build/archives``) is exchanged in one step for what was built in ``_build/aside``, which is kept for
the next build. The web book carries the other formats in ``downloads/``, at paths that do not change.

Archives are named in ``pyproject.toml``: ``[tool.press.archives]``, a name and the files that go in.
"""

import argparse
import ctypes
import errno
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import filelock
from repro_zipfile import ReproducibleZipFile

BUILD = Path("_build")
ASIDE = BUILD / "aside"  # jupyter-book adds a _build of its own below it
STRICT = ["-n", "-W", "--keep-going"]
AT_FDCWD, RENAME_EXCHANGE = -100, 2


class BuildError(Exception):
    """A build that did not come to its end; the message is for the person who started it."""


def jupyter_book(*options: str) -> None:
    """Run one builder over the book in this folder, with every warning an error."""
    # without a limit jupyter-book ends a failed build with a traceback of its own, below the message that matters
    run = "import sys; sys.tracebacklimit = 0; from jupyter_book.cli.main import main; main()"
    command = [sys.executable, "-c", run, "build", "."]
    ended = subprocess.run([*command, "--path-output", str(ASIDE), *STRICT, *options], check=False)
    if ended.returncode:
        raise BuildError(f"the build ended with status {ended.returncode}; the messages above say why")


def html() -> Path:
    """Build the web book; returns the folder that holds it."""
    jupyter_book()
    return ASIDE / "_build" / "html"


def pdf() -> Path:
    """Build the PDF; returns a folder with the file and nothing else."""
    jupyter_book("--builder", "custom", "--custom-builder", "typst")
    made = ASIDE / "pdf"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    for file in sorted((ASIDE / "_build" / "typst").glob("*.pdf")):
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


FORMATS: dict[str, Callable[[], Path]] = {"html": html, "pdf": pdf, "archives": archives}


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


def publish(made: Path, place: Path, beside: list[Path]) -> None:
    """Copy what was built and exchange it for what is published.

    Parameters
    ----------
    made
        The folder that was built.
    place
        Where readers find it.
    beside
        Folders whose files go into its ``downloads/``.
    """
    copy = BUILD / f".{place.name}.new"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(made, copy, ignore=shutil.ignore_patterns(".buildinfo*"))
    for folder in beside:
        shutil.copytree(folder, copy / "downloads", dirs_exist_ok=True)
    exchange(copy, place)


def main(argv: list[str] | None = None) -> int:
    """Build and publish the formats that are named; returns an exit code."""
    parser = argparse.ArgumentParser(prog="python -m press.publish", description=__doc__)
    parser.add_argument("formats", nargs="+", choices=sorted(FORMATS))
    wanted = list(dict.fromkeys(parser.parse_args(argv).formats))
    BUILD.mkdir(exist_ok=True)
    lock = filelock.FileLock(BUILD / ".lock")
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        print("Another build of this book is running; waiting for it to end.", file=sys.stderr)
        lock.acquire()
    with lock:
        for name in wanted:
            recover(BUILD / name)
        try:
            made = {name: FORMATS[name]() for name in wanted}
        except BuildError as error:
            kept = [str(BUILD / name) for name in wanted if (BUILD / name).exists()]
            print(f"\nNot published: {error}.", file=sys.stderr)
            if kept:
                print(f"The last good book is untouched: {', '.join(kept)}.", file=sys.stderr)
            return 1
        others = {name: BUILD / name for name in FORMATS if name != "html" and (BUILD / name).exists()}
        others |= {name: folder for name, folder in made.items() if name != "html"}
        for name, folder in made.items():
            publish(folder, BUILD / name, list(others.values()) if name == "html" else [])
    print("\nThe book is built:")
    for file in _results(wanted):
        print(f"  {file}")
    return 0


def _results(wanted: list[str]) -> list[Path]:
    return [
        f
        for name in wanted
        for f in ([BUILD / "html" / "index.html"] if name == "html" else sorted((BUILD / name).glob("*.*")))
    ]


if __name__ == "__main__":
    sys.exit(main())
