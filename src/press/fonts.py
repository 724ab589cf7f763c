"""The fonts of web pages and drawings: they come with Python packages, never from the machine, and are cut to use."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path

logging.getLogger("fontTools").setLevel(logging.WARNING)  # it reports each table it prunes

#: Kept whatever the pages hold: ASCII, and the minus that a chart's axis may write when it is alive.
BASE = frozenset([*range(0x20, 0x7F), 0x2212])
#: OpenType features of running text: kerning, ligatures, figures for tables.
TEXT = ("kern", "liga", "lnum", "tnum")
FACES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")


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


def lent(folder: Path) -> Path:
    """Return a folder that holds the faces of charts once each, and nothing else.

    The package has twelve weights in two formats. Whoever measures text looks through them all at each word, and maps
    the file of the face into memory again for each letter, four times: with these few, in the format whose letters are
    found sooner, a chart is drawn in two thirds of the time. The other format is a hair wider here and there: which of
    the two a chart got depended on the order in which a disk lists its files.

    Parameters
    ----------
    folder
        Made, and filled, if need be.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for face in FACES:
        path = folder / f"SourceSansPro-{face}.ttf"
        if not path.exists():
            aside = path.with_suffix(f".{os.getpid()}.tmp")
            shutil.copyfile(chart_fonts() / path.name, aside)
            aside.replace(path)
    return folder


def cut(source: Path, target: Path, codes: Iterable[int], features: Iterable[str] = TEXT) -> None:
    """Write the part of a font that covers some characters, as WOFF2.

    Parameters
    ----------
    source
        A font file (TTF, OTF or WOFF2).
    target
        Where to write; its folder is made. It may be the source.
    codes
        Code points to keep; those the font lacks are passed over.
    features
        OpenType features to keep.
    """
    from fontTools import subset  # a tenth of a second, and a build that writes nothing cuts nothing

    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = list(features)
    options.hinting = False  # a fifth of the weight, and no browser of today needs it at reading sizes
    options.notdef_outline = True
    font = subset.load_font(str(source), options)
    font.recalcTimestamp = False  # the same bytes each time
    worker = subset.Subsetter(options)
    worker.populate(unicodes=sorted(codes))
    worker.subset(font)
    target.parent.mkdir(parents=True, exist_ok=True)
    subset.save_font(font, str(target), options)
