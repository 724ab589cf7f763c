"""What an earlier build left in the folder of the web book and this one does not know: removed when a build ends.

Sphinx writes pages and never takes one away: what was renamed, dropped or excluded would go on being published,
found by search and listed for search engines. Only what such a build writes is looked at: pages that Sphinx made,
copies of their sources and chapters for download, and pictures and files that pages name. Whatever else lies there
stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from . import csvs, download
from .dataset import TABLES
from .rows import pages as rows
from .web import is_web

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: Every page of Sphinx tells its scripts in its first lines where the site begins.
MADE_BY_SPHINX = "data-content_root="
HEAD = 2000  # characters
SOURCES = "_sources"
#: Folders whose files are there because a page names them.
NAMED = ("_images", "_downloads", csvs.FOLDER)


class Pages:
    """The pages that the builder of this run knows, those included that it need not write again."""

    def __init__(self) -> None:
        self.written: set[str] = set()

    def note(self, app: Sphinx, page: str, *_: Any) -> None:
        """Note a page that is being written, be it of a source or of the builder's own, such as an index."""
        self.written.add(page)

    def outdated(
        self, app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
    ) -> list[str]:
        """Have the first page made anew if some page is gone: without any change Sphinx would end here."""
        return [env.config.root_doc] if removed and is_web(app) else []

    def known(self, app: Sphinx) -> set[str]:
        """Return the names of all pages; empty if nothing was written, for then the builder did not name its own."""
        return {*app.env.found_docs, *rows.names(app), *self.written} if self.written else set()

    def sweep(self, app: Sphinx, error: Exception | None) -> None:
        """Remove what earlier builds left, once the pages and the files beside them are written."""
        if error is not None or not is_web(app) or not (known := self.known(app)):
            return
        out = Path(app.outdir)
        kept = {Path(app.builder.get_outfilename(page)) for page in known}  # type: ignore[attr-defined]
        kept |= {out / name for name in brought(app)}
        old = [*stale_pages(out, kept), *stale_texts(out, {*download.paths(app), *sources(app)})]
        for path in old:
            path.unlink()
        old += (unnamed := list(stale_files(out)))
        for path in unnamed:
            path.unlink()
        for folder in sorted(
            {parent for path in old for parent in path.parents if out in parent.parents}, reverse=True
        ):
            if not any(folder.iterdir()):
                folder.rmdir()


def brought(app: Sphinx) -> Iterator[Path]:
    """Give the paths, from the folder of the site, of what ``html_extra_path`` puts there: another site, perhaps."""
    for name in app.config.html_extra_path:
        place = Path(app.confdir, name)
        yield from (path.relative_to(place) for path in place.rglob("*")) if place.is_dir() else [Path(place.name)]


def stale_pages(out: Path, kept: Iterable[Path]) -> Iterator[Path]:
    """Give the pages below a folder that Sphinx made and that are not among those to be kept."""
    for path in sorted({*out.rglob("*.html")} - {*kept}):
        with path.open(encoding="utf-8", errors="replace") as file:
            if MADE_BY_SPHINX in file.read(HEAD):
                yield path


def sources(app: Sphinx) -> Iterator[str]:
    """Give the copies of the pages' sources, as ``html_copy_source`` asks for them, as paths from the site's folder."""
    suffix = app.config.html_sourcelink_suffix
    for page in app.env.found_docs:
        name = f"{SOURCES}/{app.env.doc2path(page, base=False)}"
        yield name if name.endswith(suffix) else name + suffix


def stale_texts(out: Path, kept: set[str]) -> Iterator[Path]:
    """Give the chapters for download and the copies of sources that are not among those to be kept."""
    place = out / download.FOLDER
    found = [
        path for suffix in download.FORMS for path in place.rglob(f"*{suffix}") if place / TABLES not in path.parents
    ]
    found += [path for path in (out / SOURCES).rglob("*") if path.is_file()]
    yield from (path for path in sorted(found) if path.relative_to(out).as_posix() not in kept)


def stale_files(out: Path) -> Iterator[Path]:
    """Give the pictures and files that no page below a folder names."""
    there = {folder: [path for path in (out / folder).rglob("*") if path.is_file()] for folder in NAMED}
    if not any(there.values()):
        return
    pages = [path.read_text("utf-8") for path in sorted(out.rglob("*.html"))]
    for folder, files in there.items():
        named = {name for page in pages for name in names_in(page, folder)}
        yield from (path for path in sorted(files) if path.relative_to(out / folder).as_posix() not in named)


def names_in(page: str, folder: str) -> set[str]:
    """Return the files of a folder that a page names, as paths from there.

    Examples
    --------
    >>> sorted(names_in('<img src="../_images/a%20b.png"><a href="_images/c.svg#part">', "_images"))
    ['a b.png', 'c.svg']
    """
    return {unquote(unescape(name)) for name in re.findall(rf"{re.escape(folder)}/([^\"'#?\s<>]+)", page)}


def setup(app: Sphinx) -> None:
    """Connect after whatever writes files when a build ends, and before the site reads its pages."""
    pages = Pages()
    app.connect("env-get-outdated", pages.outdated)
    app.connect("html-page-context", pages.note)
    app.connect("build-finished", pages.sweep, priority=800)
