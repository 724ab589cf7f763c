"""A page for each table of the data, with every row as the file has it, and a page that lists them.

They are made from the data, not from sources of the book, so that only the web book has them and no format pays for
them in reading. What a row names is a link, and so is its source; what annotates a row is shown with it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import jinja2
from sphinx.util.osutil import relative_uri

from press.children import children
from press.dataset import DOWNLOADS, TABLES
from press.sources import codebook_of
from press.web import is_web

from .links import rows_of
from .package import FOLDER, Name, Rows, Table

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinxcontrib.bibtex.domain import BibtexDomain

INDEX = f"{FOLDER}/index"
Page = tuple[str, dict[str, Any], str]


class Writer:
    """Writes the pages of one build."""

    def __init__(self, app: Sphinx, rows: Rows) -> None:
        self.app, self.rows = app, rows
        self.works = works(app)
        self.contents: dict[str, str] = {}
        self.codebook = codebook_of(app.env)
        loader = jinja2.FileSystemLoader(Path(__file__).parent)
        self.templates = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, loader=loader)

    def index(self) -> Page:
        """Return the page that lists the tables, with a digest of all that the other pages show."""
        return self._page(INDEX, "Rows of the data", "index.html", tables=self.shown(), digest=self.digest())

    def tables(self, tables: Sequence[Table]) -> Iterator[Page]:
        """Return the pages of tables."""
        for table in tables:
            here = f"{FOLDER}/{table.name}"
            yield self._page(here, table.title, "table.html", table=table, rows=self._rows(table, here))

    def digest(self) -> str:
        """Return a digest of data, addresses, and what makes pages of them."""
        tables = [(t.name, t.title, t.description, t.path, str(t.columns), t.rows) for t in self.rows.tables.values()]
        makers = [path.read_text("utf-8") for path in sorted(Path(__file__).parent.glob("*.*"))]
        said = json.dumps([tables, self.works, self.codebook, makers], sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    def shown(self) -> list[Table]:
        """Return the tables that have a page."""
        return [table for table in self.rows.tables.values() if not table.annotates]

    def _page(self, here: str, title: str, template: str, **given: Any) -> Page:
        def to(page: str, anchor: str = "") -> str:
            return f"{self.app.builder.get_relative_uri(here, page)}{'#' * bool(anchor)}{anchor}"

        def file(path: str) -> str:
            return relative_uri(self.app.builder.get_target_uri(here), f"{DOWNLOADS}/{TABLES}/{path}")

        body = self.templates.get_template(template).render(
            to=to, file=file, codebook=self.codebook, index=INDEX, folder=FOLDER, **given
        )
        return here, {"title": title, "body": body, "toctree": self._contents}, "page.html"

    def _contents(self, **given: Any) -> str:
        """Return the contents of the book as a page of rows shows them: all stand in one folder, none is in them."""
        asked = repr(sorted(given.items()))
        if asked not in self.contents:
            self.contents[asked] = self.app.builder._get_local_toctree(INDEX, **given)  # type: ignore[attr-defined]
        return self.contents[asked]

    def _rows(self, table: Table, here: str) -> Iterator[dict[str, Any]]:
        for key in table.rows:
            name = (table.name, key)
            notes = self.rows.notes.get(name, [])
            named = [one for one in self.rows.named_in.get(name, []) if one not in notes]
            by_table: dict[str, list[tuple[str, str]]] = {}
            for one in named:
                by_table.setdefault(one[0], []).append((one[1], self._to(here, one)))
            yield {**self._row(here, name), "notes": [self._row(here, note) for note in notes], "named_in": by_table}

    def _row(self, here: str, name: Name) -> dict[str, Any]:
        """Return what a row says: its fields with their parts, and which fields have no value, by the reason."""
        table = self.rows.tables[name[0]]
        given: list[tuple[str, list[tuple[str, str]], str]] = []
        missing: dict[str, list[str]] = {}
        for field, cell in table.rows[name[1]].items():
            column = table.columns[field]
            if cell in column.missing:
                missing.setdefault(cell, []).append(field)
            elif cell and field != "id" and not (table.annotates and field in ("table", "row")):
                parts = [
                    (part.text, self._to(here, part.row) if part.row else self._work(here, part.work))
                    for part in self.rows.parts(table, column, cell)
                ]
                given.append((field, parts, column.separator or ""))
        anchor = self.rows.place(name)[1]
        return {"id": name[1], "table": table.name, "anchor": anchor, "fields": given, "missing": missing}

    def _to(self, here: str, name: Name) -> str:
        page, anchor = self.rows.place(name)
        return f"#{anchor}" if page == here else f"{self.app.builder.get_relative_uri(here, page)}#{anchor}"

    def _work(self, here: str, key: str | None) -> str:
        place = self.works.get(key or "")
        return f"{self.app.builder.get_relative_uri(here, place[0])}#{place[1]}" if place else ""


def works(app: Sphinx) -> Mapping[str, tuple[str, str]]:
    """Return page and anchor of each work of the bibliography, by key."""
    domain = cast("BibtexDomain", app.env.get_domain("cite"))
    return {one.key: (one.bibliography_key.docname, one.citation_id) for one in domain.citations}


def names(app: Sphinx) -> list[str]:
    """Return the names of the pages of rows, whether or not this build writes them."""
    rows = rows_of(app) if is_web(app) else None
    if rows is None or not rows.tables:
        return []
    return [INDEX, *(f"{FOLDER}/{table.name}" for table in rows.tables.values() if not table.annotates)]


def collect(app: Sphinx) -> Iterator[Page]:
    """Give the pages of rows to the builder.

    The list of tables is written each time: the frame around it and the digest in it say whether anything that the
    other pages show has changed. If nothing has, those that a build before this one wrote stay.
    """
    rows = rows_of(app) if is_web(app) else None
    if rows is None or not rows.tables:
        return
    writer = Writer(app, rows)
    path = Path(app.builder.get_outfilename(INDEX))  # type: ignore[attr-defined]
    before = path.read_bytes() if path.exists() else None
    yield writer.index()  # written when the next page is asked for
    if before == path.read_bytes() and all(_written(app, table) for table in rows.tables.values()):
        return
    mine, others = writer.shown(), children(app)
    if others:
        mine, theirs = mine[::2], mine[1::2]
        others.begin(lambda: _write(app, writer.tables(theirs)))
    yield from writer.tables(mine)


def _write(app: Sphinx, pages: Iterable[Page]) -> None:
    for page in pages:
        app.builder.handle_page(*page)  # type: ignore[attr-defined]


def _written(app: Sphinx, table: Table) -> bool:
    return table.annotates or Path(app.builder.get_outfilename(f"{FOLDER}/{table.name}")).exists()  # type: ignore[attr-defined]


def setup(app: Sphinx) -> None:
    """Offer the pages to the builder."""
    app.connect("html-collect-pages", collect)
