"""The fonts of the book: those inside the compiler, those of packages, and any folder that the settings name."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from pathlib import Path

import typst
from sphinx.errors import ExtensionError

SERIF, SANS, MONO = "Libertinus Serif", "Source Sans Pro", "DejaVu Sans Mono"
FAMILIES = [SERIF, SANS, MONO, "New Computer Modern"]


def sans_folder() -> str:
    """Return the folder with the files of Source Sans Pro.

    Raises
    ------
    ExtensionError
        When the package with the face is not installed.
    """
    found = importlib.util.find_spec("font_source_sans_pro")
    if found is None or found.origin is None:
        raise ExtensionError("the face Source Sans Pro is missing: pip install font-source-sans-pro")
    return str(Path(found.origin).with_name("files"))


def fonts(folders: Iterable[str] = ()) -> typst.Fonts:
    """Return the fonts in `folders`, of the package and of the compiler; never those of the machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[sans_folder(), *folders])
