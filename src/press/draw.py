"""Drawings of charts: made by vl-convert from Vega-Lite, kept under ``_build/.press`` by their content."""

import hashlib
import os
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from .fonts import chart_fonts
from .payload import PayloadError

if TYPE_CHECKING:
    from types import ModuleType

    from sphinx.application import Sphinx

FORMS = ("svg", "png")


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
    renderer = _renderer()
    key = hashlib.sha256(f"{renderer.__version__}\0{form}\0{spec}".encode()).hexdigest()[:16]
    path = folder(app) / f"chart-{key}.{form}"
    if path.exists():
        os.utime(path)  # in use: pruning goes by age
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(f".{os.getpid()}.tmp")
    aside.write_bytes(_drawn(renderer, spec, form))
    aside.replace(path)
    return path


def folder(app: "Sphinx") -> Path:
    """Return the folder that holds the drawings of a build."""
    return Path(app.outdir).parent / ".press" / "charts"


@cache
def _renderer() -> "ModuleType":
    import vl_convert

    vl_convert.register_font_directory(str(chart_fonts()))
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
