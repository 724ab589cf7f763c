"""What the site needs beside its pages, written when the pages are done.

The chart library comes out of vl-convert, fonts out of their packages, so that the
repository holds none of them. Theme files that no page loads are removed, its style
sheets and icon font are cut to what the pages use.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util import logging

from .. import draw, fonts, search
from ..leftover import names_in
from ..workers import Workers, workers
from . import is_site, styles

log = logging.getLogger(__name__)

#: Sent with every page by a host that reads `_headers`; the browser tests send it with every response.
POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = f"""/*
  Content-Security-Policy: {POLICY}
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
"""
#: Faces of the icon font and maps of scripts, which style sheets and scripts name but no page needs.
IDLE = (
    "**/*.map",
    "vendor/fontawesome/webfonts/*.ttf",
    "vendor/fontawesome/webfonts/fa-brands*",
    "vendor/fontawesome/webfonts/fa-regular*",
)
#: Package, file: the faces of the site, as `press/first.js` and `press/faces.css` name them.
FACES = (
    ("font_source_serif_pro", "SourceSerifPro-Regular.ttf"),
    ("font_source_serif_pro", "SourceSerifPro-It.ttf"),
    ("font_source_serif_pro", "SourceSerifPro-Semibold.ttf"),
    ("font_source_sans_pro", "SourceSansPro-Regular.ttf"),
    ("font_source_sans_pro", "SourceSansPro-Semibold.ttf"),
)
STATIC = "static.json"  # the names of what stood in the folder of that name when pages were last written
FONTS = (".ttf", ".woff", ".woff2")
PRIVATE = range(0xE000, 0xF900)  # where icon fonts keep their icons
BEYOND = re.compile(r"[^\x00-\x7f]")  # all faces have ASCII, and pages are little else


def finish(app: Sphinx, error: Exception | None) -> None:
    """Write, cut and remove files once all pages are written."""
    if error or not is_site(app):
        return
    out = Path(app.outdir)
    static, kept = out / "_static", out.parent / ".press"
    if (out / "_headers").exists():  # written last, taken away when pages are about to be written
        restore(static, kept)
        return
    for pattern in IDLE:
        for path in static.glob(pattern):
            path.unlink()
    pages = [p.read_text("utf-8") for p in sorted(out.rglob("*.html")) if static not in p.parents]
    if any("press-chart-spec" in page for page in pages):
        (static / "press").mkdir(parents=True, exist_ok=True)
        shutil.copyfile(draw.library(app), static / "press" / "vega.js")
    with together(workers(app)) as apart:
        stamp, mark = cut_faces(static / "press" / "fonts", pages, apart)
        remove_idle(static, pages)
        cut_styles(static, pages, kept)
        remove_idle(static, pages)  # what only a rule named that is cut now
        cut_icons(static)
    stamp.write_text(mark, "utf-8")  # all faces are there
    placeholder = out / search.FOLDER / "pagefind.js"
    placeholder.parent.mkdir(exist_ok=True)
    placeholder.write_text(search.PLACEHOLDER, "utf-8")
    names = sorted(path.relative_to(static).as_posix() for path in static.rglob("*") if path.is_file())
    (kept / STATIC).write_text(json.dumps(names), "utf-8")
    (out / "_headers").write_text(HEADERS, "utf-8")


def begin(app: Sphinx, builder: object) -> None:
    """Note that pages are about to be written: what stands beside them has to be made anew."""
    out = Path(app.outdir)
    (out / "_headers").unlink(missing_ok=True)
    for path in out.glob("_static/mystnb.*.css"):  # comes at the end: a page would name its sum in a second build only
        path.unlink()


@contextlib.contextmanager
def together(workers: Workers) -> Iterator[Callable[..., None]]:
    """Give a function that has other processes call a function, or calls it where there is none; wait for all.

    What none of them has begun by the end is done here.
    """
    begun: list[tuple[Future[Any], tuple[Any, ...]]] = []

    def apart(*work: Any) -> None:
        if future := workers.submit(*work):
            begun.append((future, work))
        else:
            work[0](*work[1:])

    yield apart
    for future, (function, *given) in reversed(begun):  # they begin with the first, and this process with the last
        if not future.cancel():
            with contextlib.suppress(BrokenProcessPool):
                future.result()
                continue
        function(*given)


def remove_idle(static: Path, pages: list[str]) -> None:
    """Remove what themes and extensions copy but no page, and no style sheet or script of one, names."""
    own = static / "press"
    others = {path for path in static.rglob("*") if path.is_file() and own not in path.parents}
    named_by_pages = {name for page in pages for name in names_in(page, static.name)}
    text = "\n".join(
        [*named_by_pages, *(path.read_text("utf-8") for path in own.glob("*.*") if path.name != "vega.js")]
    )
    while named := {
        path for path in others if path.name in text and re.search(rf"(?<![\w-]){re.escape(path.name)}", text)
    }:
        others -= named
        text = "".join(path.read_text("utf-8") for path in named if path.suffix in (".css", ".js"))
    for path in others:
        path.unlink()
    for folder in sorted((path for path in static.rglob("*") if path.is_dir()), reverse=True):
        if own not in folder.parents and not any(folder.iterdir()):  # into ours another process may be about to write
            folder.rmdir()


def cut_styles(static: Path, pages: list[str], kept: Path) -> None:
    """Cut every style sheet but our own to the rules and variables that a page or a script can use.

    Parameters
    ----------
    static
        Folder of the style sheets and scripts.
    pages
        The text of every page.
    kept
        Folder that keeps what was cut: a later build of the same sheets for the same names takes it from there.
    """
    scripts = [p.read_text("utf-8") for p in sorted(static.rglob("*.js")) if p.name != "vega.js"]
    sheets = {path.relative_to(static).as_posix(): path.read_text("utf-8") for path in sorted(static.rglob("*.css"))}
    known = {name for page in pages for name in styles.names_in_page(page)}
    known |= {name for script in scripts for name in styles.names_in_script(script)}
    known &= {name for sheet in sheets.values() for name in styles.names_in_script(sheet)}  # others cut nothing
    rules = [Path(module.__file__ or "").read_text("utf-8") for module in (styles, sys.modules[__name__])]
    faces = (path for path in sorted(static.rglob("*")) if path.suffix in FONTS)
    there = [path.relative_to(static).as_posix() for path in faces if static / "press" not in path.parents]
    key = hashlib.sha256(json.dumps([rules, there, sorted(known), scripts, sheets]).encode()).hexdigest()[:16]
    path = kept / f"styles-{key}.json"
    if not path.exists():
        kept.mkdir(parents=True, exist_ok=True)
        for old in kept.glob("styles-*.json"):
            old.unlink()
        path.write_text(json.dumps(_cut_sheets(static, sheets, known, scripts)), "utf-8")
    cut_again(static, kept)


def restore(static: Path, kept: Path) -> None:
    """Undo what themes and extensions copy even when no page is written: whole style sheets, and files of no use."""
    cut_again(static, kept)
    there = {path.relative_to(static).as_posix() for path in static.rglob("*") if path.is_file()}
    for name in there.difference(json.loads((kept / STATIC).read_text("utf-8"))):
        (static / name).unlink()


def cut_again(static: Path, kept: Path) -> None:
    """Write the sheets as they were cut last."""
    for path in kept.glob("styles-*.json"):
        for name, css in json.loads(path.read_text("utf-8")).items():
            (static / name).write_text(css, "utf-8")


def _cut_sheets(static: Path, sheets: dict[str, str], known: set[str], scripts: list[str]) -> dict[str, str]:
    foreign = [name for name in sheets if Path(name).parent.name != "press"]
    for name in foreign:
        sheets[name] = with_faces_at_hand(styles.cut(sheets[name], known), (static / name).parent)
    for _ in range(3):  # a variable may be read by another only, which goes in the round before
        read = styles.variables_read("".join([*sheets.values(), *scripts]))
        sheets |= {name: styles.cut_variables(sheets[name], read) for name in foreign}
    return sheets


def with_faces_at_hand(css: str, folder: Path) -> str:
    """Leave out the sources of faces, and the faces, whose file is not there any more."""

    def face(rule: re.Match[str]) -> str:
        sources = re.findall(r"url\([^)]*\)(?:\s*format\([^)]*\))?", rule[0])
        there = [s for s in sources if (folder / re.split(r"[()?#]", s)[1].strip("\"'")).exists()]
        kept = re.sub(r"src:[^;}]*", f"src:{','.join(there)}", rule[0])
        return kept if there else ""

    return re.sub(r"@font-face\s*\{[^}]*\}", face, css)


def cut_icons(static: Path) -> None:
    """Cut the icon font to the icons that the style sheets, already cut, still name."""
    css = "".join(p.read_text("utf-8") for p in sorted(static.rglob("*.css")))
    codes = {int(c, 16) for c in re.findall(r"\\([0-9a-fA-F]{4,5})", css)} | {ord(c) for c in css}
    for font in (static / "vendor" / "fontawesome" / "webfonts").glob("*.woff2"):
        fonts.cut(font, font, sorted(codes & set(PRIVATE)), ())  # sooner than a process starts


def cut_faces(folder: Path, pages: list[str], apart: Callable[..., None]) -> tuple[Path, str]:
    """Cut the faces of the site to the characters of its pages; made anew only when these change.

    Returns
    -------
    tuple of Path and str
        The file that says of which characters the faces there were made, and what it has to say of these.
    """
    used = {ord(c) for page in pages for c in set(BEYOND.findall(page))}
    codes = sorted(fonts.BASE | used - set(PRIVATE))
    mark = hashlib.sha256(repr((codes, FACES)).encode()).hexdigest()
    stamp = folder / "made-from.txt"
    if stamp.exists() and stamp.read_text("utf-8") == mark:
        return stamp, mark
    stamp.unlink(missing_ok=True)
    for package, name in FACES:
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            log.warning("the font package %s is not installed: the site falls back to the reader's fonts", package)
            continue
        apart(fonts.cut, Path(spec.origin).parent / "files" / name, folder / name.replace(".ttf", ".woff2"), codes)
    folder.mkdir(parents=True, exist_ok=True)
    return stamp, mark


def setup(app: Sphinx) -> None:
    """Connect after every extension that writes files at the end."""
    app.connect("write-started", begin)
    app.connect("build-finished", finish, priority=900)
