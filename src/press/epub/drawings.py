"""Drawings that stand by themselves: a reading system gives a picture no fonts, so each brings its own."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from ..fonts import chart_fonts, cut
from ..svg import inline_svg

FAMILY = "Source Sans Pro"
#: Weight in the drawing: file of the face.
FACES = {"400": "SourceSansPro-Regular.ttf", "600": "SourceSansPro-Semibold.ttf"}
_TEXT = re.compile(r">([^<]+)<")
_WEIGHT = re.compile(r'font-weight="([^"]+)"')
_BOLD = {"600", "700", "bold"}


def with_faces(drawings: dict[str, str]) -> dict[str, str]:
    """Return drawings that hold the faces they name, each cut to the characters of the drawing.

    Parameters
    ----------
    drawings
        SVG documents by name.

    Notes
    -----
    A face is first cut to what all drawings need together, and for each drawing from that: cutting takes time by
    the size of the face.
    """
    texts = {name: _TEXT.findall(svg) for name, svg in drawings.items()}
    everything = _codes(text for found in texts.values() for text in found)
    with TemporaryDirectory() as place:
        small = {weight: Path(place, f"{weight}.woff2") for weight in FACES}
        for weight, file in FACES.items():
            cut(chart_fonts() / file, small[weight], everything, features=())
        return {name: _one(svg, _codes(texts[name]), small) for name, svg in drawings.items()}


def _codes(texts: Iterable[str]) -> set[int]:
    return {ord(c) for text in texts for c in html.unescape(text)}


def _one(svg: str, codes: set[int], faces: dict[str, Path]) -> str:
    plain = inline_svg(svg, "")
    if f'"{FAMILY}"' not in plain:
        return plain
    bold = any(weight in _BOLD for weight in _WEIGHT.findall(plain))
    rules = [_face(weight, faces[weight], codes) for weight in ("400", *["600"] * bold)]
    first = plain.index(">") + 1
    return f"{plain[:first]}<style>{''.join(rules)}</style>{plain[first:]}"


def _face(weight: str, source: Path, codes: set[int]) -> str:
    target = source.with_name("one.woff2")
    cut(source, target, codes, features=())
    data = base64.b64encode(target.read_bytes()).decode()
    reach = "600 700" if weight == "600" else weight
    return f'@font-face{{font-family:"{FAMILY}";font-weight:{reach};src:url("data:font/woff2;base64,{data}")}}'
