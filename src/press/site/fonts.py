"""Fonts cut down to the characters that the book's pages can use, for the browser."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path

logging.getLogger("fontTools").setLevel(logging.WARNING)  # it reports each table it prunes

#: Kept whatever the pages hold: ASCII, and the minus that a chart's axis may write when it is alive.
BASE = frozenset([*range(0x20, 0x7F), 0x2212])
#: OpenType features of running text: kerning, ligatures, figures for tables.
TEXT = ("kern", "liga", "lnum", "tnum")


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
