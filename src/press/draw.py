"""Drawings of charts: made by vl-convert from Vega-Lite, kept under ``_build/.press`` by their content.

What executed chapters show is drawn ahead, by processes of their own, while Sphinx reads pages on one core. The same
goes for the library that makes charts live, which comes out of vl-convert too.
"""

import hashlib
import os
import re
from collections.abc import Iterable
from concurrent.futures import Future
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import prepared
from .fonts import has_common, lent
from .payload import PayloadError
from .web import is_web
from .workers import Workers

if TYPE_CHECKING:
    from types import ModuleType

    from sphinx.application import Sphinx

FORMS = ("svg", "png")
ENDS = {"svg": b"</svg>", "png": b"IEND\xaeB`\x82"}


def draw(app: "Sphinx", spec: str, form: str = "svg") -> Path:
    """Return the file with the drawing of a Vega-Lite spec, made once for each content.

    Parameters
    ----------
    app
        The build, whose output folder's parent holds the drawings.
    spec
        Vega-Lite as JSON, without characters that XML forbids: a NUL aborts the process.
    form
        ``svg`` or ``png``.

    Raises
    ------
    PayloadError
        If the spec cannot be drawn; the message is the renderer's first lines.
    """
    path = _place(folder(app), spec, form)
    if ahead := _ahead.pop(path, None):
        ahead.exception()  # wait; what it could not draw is tried again here, where the error has a place
    if _whole(path, form):
        os.utime(path)  # in use: pruning goes by age
    else:
        _write(path, spec, form)
    return path


def is_begun(app: "Sphinx", spec: str) -> bool:
    """Tell whether another process is to draw a spec, or has drawn it since the build began."""
    return _place(folder(app), spec, "svg") in _ahead


def library(app: "Sphinx") -> Path:
    """Return the file with Vega, Vega-Lite and Vega-Embed, wrapped so that they add one global name."""
    if (ready := _place_of_library(prepared.place())).exists():
        return ready
    path = _place_of_library(folder(app))
    if ahead := _ahead.pop(path, None):
        ahead.exception()
    if path.exists():
        os.utime(path)
    else:
        _write_library(path)
    return path


def write_library(place: Path) -> None:
    """Write that file to a folder, if it is not there."""
    if not (path := _place_of_library(place)).exists():
        _write_library(path)


_ahead: dict[Path, "Future[None]"] = {}
"""Files that are being made by other processes."""


class Ahead:
    """Draws charts before a page asks for them, in processes of their own."""

    def __init__(self, app: "Sphinx", workers: Workers) -> None:
        self._folder, self._workers = folder(app), workers
        self._live = is_web(app)
        self._asked = False

    def draw(self, specs: Iterable[str]) -> None:
        """Begin to draw those specs that are not drawn."""
        for spec in specs:
            self._asked = True
            path = _place(self._folder, spec, "svg")
            if not _whole(path, "svg"):
                common = has_common(spec)
                self._begin(path, common, _write, path, spec, "svg", common)

    def finish(self) -> None:
        """Begin to make what live charts need, now that the drawings, which pages need first, are under way."""
        path = _place_of_library(self._folder)
        ready = path.exists() or _place_of_library(prepared.place()).exists()
        if self._asked and self._live and not ready:
            self._begin(path, True, _write_library, path)

    def _begin(self, path: Path, common: bool, *work: Any) -> None:
        # A process keeps the faces that it was given once: what has other characters is drawn by others.
        workers = self._workers if common else self._workers.beside("other characters")
        if path not in _ahead and (begun := workers.submit(*work)):
            _ahead[path] = begun


def _place(place: Path, spec: str, form: str) -> Path:
    key = hashlib.sha256(f"{version('vl-convert-python')}\0{form}\0{spec}".encode()).hexdigest()[:16]
    return place / f"chart-{key}.{form}"


def _whole(path: Path, form: str) -> bool:
    """Return whether there is a drawing that goes on to its end: a disk that failed may have kept but a part."""
    try:
        return path.read_bytes().rstrip().endswith(ENDS[form])
    except OSError:
        return False


def _write(path: Path, spec: str, form: str, small: bool = False) -> None:
    _keep(path, _drawn(_renderer(path.parent, small), spec, form))


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(f".{os.getpid()}.tmp")
    aside.write_bytes(content)
    aside.replace(path)


def _place_of_library(place: Path) -> Path:
    return place / f"vega-{version('vl-convert-python')}.js"


def _write_library(path: Path) -> None:
    import vl_convert

    code = vl_convert.javascript_bundle("window.pressVega = vegaEmbed;")
    _keep(path, f"(function () {{\n{code}\n}})();\n".encode())


def folder(app: "Sphinx") -> Path:
    """Return the folder that holds the drawings of a build."""
    return Path(app.outdir).parent / ".press" / "charts"


@cache
def _renderer(place: Path, small: bool = False) -> "ModuleType":
    import vl_convert

    vl_convert.register_font_directory(str(lent(place.parent / "fonts", small)))
    return vl_convert


def _drawn(renderer: "ModuleType", spec: str, form: str) -> bytes:
    # No address is allowed: a chart that loads its data from the net would differ from one day to the next.
    try:
        if form == "svg":
            return renderer.vegalite_to_svg(spec, vl_version=_version(renderer, spec), allowed_base_urls=[]).encode()
        return renderer.vegalite_to_png(spec, vl_version=_version(renderer, spec), allowed_base_urls=[], ppi=144)
    except ValueError as error:
        reason = " ".join(line.strip() for line in str(error).splitlines()[:2])
        raise PayloadError(f"the chart cannot be drawn: {reason}") from None


def _version(renderer: "ModuleType", spec: str) -> str | None:
    """Return the release of Vega-Lite that the spec names, if the renderer has it, else None for its newest."""
    named = re.search(r"vega-lite/v(\d+)(\.\d+)?", spec[-400:] + spec[:400])
    versions = renderer.get_vegalite_versions()
    wanted = f"{named[1]}{named[2] or ''}" if named else ""
    return wanted if wanted in versions else None
