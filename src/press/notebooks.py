"""The notebooks as the content of a branch, which Binder, Colab and a JupyterHub open: ``python -m press.notebooks``.

A branch of notebooks is a project by itself: each page with code as ``.ipynb``, in the place of its source, and the
files that ``pyproject.toml`` names in ``[tool.press.notebooks]``, so that whoever pulls it has package and data too.
Notebooks have values in their text but no outputs: who opens one runs it, and a branch without outputs changes only
where the book does.
"""

from __future__ import annotations

import shutil
import sys
import tomllib
from pathlib import Path

from .download import FOLDER
from .publish import BUILD, exchange

PLACE = BUILD / "notebooks"


class UnlistedError(Exception):
    """What is to stand beside the notebooks is not there; the message names it."""


def files(root: Path) -> list[Path]:
    """Return the files that stand beside the notebooks, from the root of the project.

    Raises
    ------
    UnlistedError
        If a pattern matches no file.
    """
    path = root / "pyproject.toml"
    project = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    found: list[Path] = []
    for pattern in project.get("tool", {}).get("press", {}).get("notebooks", {}).get("files", []):
        matched = [p.relative_to(root) for p in sorted(root.glob(pattern)) if p.is_file() and not _made(p)]
        if not matched:
            raise UnlistedError(f"pyproject.toml: tool.press.notebooks.files: no file matches {pattern!r}")
        found += matched
    return list(dict.fromkeys(found))


def _made(path: Path) -> bool:
    return "__pycache__" in path.parts or any(part.endswith(".egg-info") for part in path.parts)


def gather(root: Path, site: Path, target: Path) -> Path:
    """Put the notebooks of a built site and the files beside them into a folder of their own.

    Parameters
    ----------
    root
        The project.
    site
        The web book.
    target
        Made anew.

    Returns
    -------
    path
        `target`.

    Raises
    ------
    UnlistedError
        If a pattern of ``pyproject.toml`` matches no file, or the site offers no notebook.
    """
    made = sorted((site / FOLDER).rglob("*.ipynb"))
    if not made:
        raise UnlistedError("no page of the book has code, so that there is no notebook")
    shutil.rmtree(target, ignore_errors=True)
    for source, name in [(n, n.relative_to(site / FOLDER)) for n in made] + [(root / n, n) for n in files(root)]:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target / name)
    return target


def main() -> int:
    """Gather the notebooks of the published web book; returns an exit code."""
    try:
        exchange(gather(Path(), BUILD / "html", BUILD / ".notebooks.new"), PLACE)
    except UnlistedError as error:
        print(f"No notebooks: {error}.", file=sys.stderr)
        return 1
    print(f"The notebooks, and what they need, are in {PLACE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
