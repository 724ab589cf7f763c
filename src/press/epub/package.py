"""The file itself: which parts it has, in which order, and how they are packed, the same bytes each time."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from repro_zipfile import ReproducibleZipFile

MIMETYPE = "application/epub+zip"
PACKAGE = "package.opf"
CONTAINER = f"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="{PACKAGE}" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""
MEDIA = {
    ".css": "text/css",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".ncx": "application/x-dtbncx+xml",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".xhtml": "application/xhtml+xml",
}
#: What makes a page more than text, as the manifest has to say.
_MARKS = {"mathml": b"<math", "scripted": b"<script", "svg": b"<svg"}


@dataclass(frozen=True)
class Part:
    """A file of the book: its path from the root of the book, and what the manifest says of it."""

    path: str
    properties: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return the id of the part in the manifest; the paths of a book are distinct, and so are these.

        Examples
        --------
        >>> Part("chapters/a-b.xhtml").name
        'chapters_2fa-b.xhtml'
        """
        plain = "".join(c if c.isascii() and (c.isalnum() or c in ".-") else f"_{ord(c):x}" for c in self.path)
        return plain if plain[0].isalpha() else f"p{plain}"

    @property
    def media(self) -> str:
        """Return the media type of the part."""
        return MEDIA[Path(self.path).suffix.lower()]


def page(folder: Path, path: str, *properties: str) -> Part:
    """Return the part that is a page, with the properties that its content asks for."""
    content = (folder / path).read_bytes()
    return Part(path, (*properties, *(name for name, mark in _MARKS.items() if mark in content)))


def pack(target: Path, folder: Path, parts: Sequence[Part]) -> None:
    """Pack the parts, in their order, after what must come first.

    Parameters
    ----------
    target
        The file, which is replaced whole.
    folder
        Holds the parts and the package document.
    parts
        Every file but the package document.
    """
    (folder / "mimetype").write_text(MIMETYPE, "ascii")
    container = folder / "META-INF" / "container.xml"
    container.parent.mkdir(exist_ok=True)
    container.write_text(CONTAINER, "utf-8")
    aside = target.with_suffix(".tmp")
    with ReproducibleZipFile(aside, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.write(folder / "mimetype", "mimetype", zipfile.ZIP_STORED)
        for path in ("META-INF/container.xml", PACKAGE, *(part.path for part in parts)):
            archive.write(folder / path, path)
    aside.replace(target)
