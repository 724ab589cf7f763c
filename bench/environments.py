"""An environment of its own for each tool that the book is compared with, made from hashed pins."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from importlib.metadata import Distribution, distributions
from pathlib import Path

PINS = Path(__file__).with_name("environments")


class PinsError(Exception):
    """An environment that could not be made, with the end of what pip said."""


def environment(name: str | None, folder: Path) -> Path:
    """Return the folder of the commands of an environment; makes it unless it stands already, from the same pins.

    Parameters
    ----------
    name
        A file of ``bench/environments`` without its ending; None for the environment that runs this.
    folder
        Where environments are kept.

    Raises
    ------
    PinsError
        If pip cannot install the pins.
    """
    if name is None:
        return Path(sys.executable).parent
    pins = PINS / f"{name}.txt"
    digest = hashlib.sha256(pins.read_bytes() + sys.version.encode()).hexdigest()[:12]
    place = folder / f"{name}-{digest}"
    if (place / "ready").exists():
        return place / "bin"
    shutil.rmtree(place, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
    install = [str(place / "bin" / "python"), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(pins)]
    ended = subprocess.run(install, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise PinsError(f"{name}: {ended.stderr[-1000:]}")
    (place / "ready").touch()
    return place / "bin"


def variables(commands: Path, **more: str) -> dict[str, str]:
    """Return the variables in which a tool runs: its own commands first, nothing of another environment's Python."""
    left_out = (
        "PYTHONPATH",
        "PYTHONHOME",
        "VIRTUAL_ENV",
        "SOURCES_DIR",
        "PRESS_COURSES",
        "PRESS_EXECUTOR",
        "PRESS_JOBS",
    )
    given = {key: value for key, value in os.environ.items() if key not in left_out}
    return {**given, "PATH": f"{commands}{os.pathsep}{given['PATH']}", "PYTHONHASHSEED": "0", **more}


def version(commands: Path, package: str) -> str:
    """Return the version of a package in an environment.

    Examples
    --------
    >>> version(Path(sys.executable).parent, "no-such-package")
    'not installed'
    """
    paths = [str(path) for path in sorted((commands.parent / "lib").glob("python*/site-packages"))]
    found: list[Distribution] = list(distributions(name=package, path=paths))
    return found[0].version if found else "not installed"
