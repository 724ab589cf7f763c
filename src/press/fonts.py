"""The fonts of web pages and drawings: they come with Python packages, never from the machine, and are cut to use."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import re
import shutil
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from . import prepared

logging.getLogger("fontTools").setLevel(logging.WARNING)  # it reports each table it prunes

#: Kept whatever the pages hold: ASCII, and the minus that a chart's axis may write when it is alive.
BASE = frozenset([*range(0x20, 0x7F), 0x2212])
#: OpenType features of running text: kerning, ligatures, figures for tables.
TEXT = ("kern", "liga", "lnum", "tnum")
#: What charts are mostly labelled with, of what all faces have: Latin letters, punctuation, arrows, comparisons; and
#: what JSON has between.
COMMON = frozenset(
    [
        *BASE,
        *map(ord, "\t\n\r–—‘’‚“”„†‡•…‰′″‹›⁄€←↑→↓≤≥"),
        *(set(range(0xA0, 0x17F)) - {0x132, 0x133, 0x14A, 0x14B, 0x166, 0x167}),
    ]
)
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
FACES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")
UPRIGHT = ("Regular", "Semibold", "Bold")


@cache
def chart_fonts() -> Path:
    """Return the folder of Source Sans Pro, the typeface of charts and headings.

    Examples
    --------
    >>> (chart_fonts() / "SourceSansPro-Regular.ttf").exists()
    True
    """
    import font_source_sans_pro

    return Path(font_source_sans_pro.__file__).parent / "files"


def lent(folder: Path, small: bool = False) -> Path:
    """Return a folder that holds the faces of charts once each, and nothing else.

    The package has twelve weights in two formats. Whoever measures text looks through them all at each word, and maps
    the file of the face into memory again for each letter, four times: with these few, in the format whose letters are
    found sooner, a chart is drawn in two thirds of the time, with small ones in half. The other format is a hair wider
    here and there: which of the two a chart got depended on the order in which a disk lists its files.

    Parameters
    ----------
    folder
        In which that folder is made, if neither it nor the environment (`press.prepared`) has it.
    small
        Whether the upright faces are cut to `COMMON`, for words of no other characters.
    """
    name = f"faces-{_edition()}-{'small' if small else 'whole'}"
    if (ready := prepared.place() / name).is_dir():
        return ready
    place = folder / name
    if not place.is_dir():
        aside = folder / f"{name}.{os.getpid()}"
        aside.mkdir(parents=True, exist_ok=True)
        for face in FACES:
            path = aside / f"SourceSansPro-{face}.ttf"
            if small and face in UPRIGHT:
                cut(chart_fonts() / path.name, path, COMMON, features=None, flavor=None)
            else:
                shutil.copyfile(chart_fonts() / path.name, path)
        with contextlib.suppress(OSError):  # another process was sooner
            aside.rename(place)
        shutil.rmtree(aside, ignore_errors=True)
    return place


@cache
def _edition() -> str:
    """Return what tells faces from those of other packages, or of another choice of characters."""
    versions = [version(name) for name in ("font-source-sans-pro", "fonttools")]
    return hashlib.sha256(repr((versions, sorted(COMMON), FACES, UPRIGHT)).encode()).hexdigest()[:12]


def has_common(text: str) -> bool:
    r"""Tell whether a text, or JSON of it, has no other characters than `COMMON`.

    Examples
    --------
    >>> has_common("Wörner"), has_common(r"W\u00f6rner"), has_common("Да"), has_common(r"\u0414\u0430")
    (True, True, False, False)
    """
    return COMMON.issuperset(map(ord, set(text))) and all(int(code, 16) in COMMON for code in _ESCAPED.findall(text))


def cut(
    source: Path,
    target: Path,
    codes: Iterable[int],
    features: Iterable[str] | None = TEXT,
    flavor: str | None = "woff2",
) -> None:
    """Write the part of a font that covers some characters.

    Parameters
    ----------
    source
        A font file (TTF, OTF or WOFF2).
    target
        Where to write; its folder is made. It may be the source.
    codes
        Code points to keep; those the font lacks are passed over.
    features
        OpenType features to keep; None for all that text has unless it asks for others.
    flavor
        ``woff2`` for the browser, or None for the format of the source, with all names of the face.
    """
    from fontTools import subset  # a tenth of a second, and a build that writes nothing cuts nothing

    options = subset.Options()
    options.flavor = flavor
    if features is not None:
        options.layout_features = list(features)
    options.hinting = False  # a fifth of the weight, and no browser of today needs it at reading sizes
    options.notdef_outline = True
    font = subset.load_font(str(source), options, lazy=source != target)
    font.recalcTimestamp = False  # the same bytes each time
    worker = subset.Subsetter(options)
    worker.populate(unicodes=sorted(codes))
    names = font["name"]
    del font["name"]  # else all of the font is searched for names of its parts, for as long as the cutting takes
    worker.subset(font)
    if flavor is not None:
        names.names = [name for name in names.names if name.nameID in options.name_IDs and name.isUnicode()]
    font["name"] = names
    target.parent.mkdir(parents=True, exist_ok=True)
    subset.save_font(font, str(target), options)
