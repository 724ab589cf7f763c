"""The cover: title, subtitle and authors on a ground, which a book may draw for itself."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import font_source_serif_pro
from fontTools.ttLib import TTFont
from sphinx.errors import ConfigError

from ..fonts import chart_fonts

if TYPE_CHECKING:
    from types import ModuleType

WIDTH, HEIGHT, MARGIN = 1600, 2560, 150
INK, GROUND, PALE = "#ffffff", "#14304f", "#b9cbe2"
SERIFS = Path(font_source_serif_pro.__file__).parent / "files"
TITLE, PLAIN = SERIFS / "SourceSerifPro-Semibold.ttf", chart_fonts() / "SourceSansPro-Regular.ttf"


def cover(title: str, subtitle: str, authors: list[str], ground: str = "") -> str:
    """Return the cover as an SVG document of 1600 by 2560.

    Parameters
    ----------
    title, subtitle, authors
        What it says; what is empty is left out.
    ground
        An SVG document of the same measures, over which the words are set.
    """
    size = next((size for size in (200, 180, 160, 140) if len(_lines(title, TITLE, size)) <= 4), 120)
    top = MARGIN + size
    parts = [_text(_lines(title, TITLE, size), "Source Serif Pro", size, top, INK, 600)]
    top += round(len(_lines(title, TITLE, size)) * size * 1.12)
    parts.append(_text(_lines(subtitle, PLAIN, 76), "Source Sans Pro", 76, top, PALE))
    names = _lines(", ".join(authors), PLAIN, 64)
    parts.append(_text(names, "Source Sans Pro", 64, HEIGHT - MARGIN - round((len(names) - 1) * 72), INK))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{GROUND}"/>{ground}{"".join(parts)}</svg>'
    )


def ground(folder: Path, name: str) -> str:
    """Return the drawing that a book has for its cover, or '' where it names none.

    Raises
    ------
    ConfigError
        If there is no such file, before anything is built.
    """
    try:
        return (folder / name).read_text("utf-8") if name else ""
    except OSError as error:
        raise ConfigError(f"press_epub_cover: {name}: {error.strerror}") from None


def drawn(svg: str, faces: Path) -> bytes:
    """Return a cover as PNG, which every reading system can show among its books.

    Parameters
    ----------
    svg
        The cover, as `cover` gives it.
    faces
        The folder of the faces that drawings of the same build use: more of them would change those to come.
    """
    return _renderer(faces).svg_to_png(svg)


@cache
def _renderer(faces: Path) -> ModuleType:
    import vl_convert

    for folder in (faces, SERIFS):
        vl_convert.register_font_directory(str(folder))
    return vl_convert


def _text(lines: list[str], family: str, size: int, top: int, colour: str, weight: int = 400) -> str:
    return "".join(
        f'<text x="{MARGIN}" y="{top + round(number * size * 1.12)}" font-family="{family}" font-size="{size}" '
        f'font-weight="{weight}" fill="{colour}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )


def _lines(text: str, face: Path, size: int) -> list[str]:
    """Return a text in lines that fit between the margins, as few as can be and all of about one length."""
    room = WIDTH - 2 * MARGIN
    lines = _broken(text, face, size, room)
    while lines and len(tighter := _broken(text, face, size, room - size // 4)) == len(lines) and room > size:
        room, lines = room - size // 4, tighter
    return lines


def _broken(text: str, face: Path, size: int, room: float) -> list[str]:
    """Return a text in lines of a width; a word that is too long stands alone."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(longer, face, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _width(text: str, face: Path, size: int) -> float:
    advances, unit = _advances(face)
    return sum(advances.get(ord(c), unit) for c in text) * size / unit


@cache
def _advances(face: Path) -> tuple[dict[int, int], int]:
    font = TTFont(face)
    widths = font["hmtx"].metrics
    return {code: widths[glyph][0] for code, glyph in font.getBestCmap().items()}, font["head"].unitsPerEm
