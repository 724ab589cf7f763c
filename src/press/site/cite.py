"""How to cite a page: as a line of a bibliography, for BibTeX, and for programs that read RIS.

Who wrote the book, when, and under which address it can be found are read from CITATION.cff and the settings, as for
the imprint of the PDF.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..typst import citation
from ..typst.front import authors, build_date

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_SPECIAL = re.compile(r"([&%$#_{}])")


@dataclass(frozen=True)
class Work:
    """A page of a book, or the book itself where `part` is empty."""

    book: str
    authors: tuple[str, ...]
    year: int
    version: str = ""
    part: str = ""
    number: str = ""
    url: str = ""

    @property
    def title(self) -> str:
        """The title of what is cited."""
        return self.part or self.book


def work_of(app: Sphinx, page: str, title: str) -> Work:
    """Return what is cited on a page, whose title is plain text."""
    config = app.config
    imprint = citation.imprint(Path(app.confdir)) | dict(config.press_imprint)
    number = app.env.toc_secnumbers.get(page, {}).get("", ())
    return Work(
        book=config.project,
        authors=tuple(authors(imprint, config)),
        year=build_date(imprint).year,
        version=config.release,
        part="" if page == config.root_doc else title,
        number=".".join(map(str, number)),
        url=address(config.html_baseurl, app.builder.get_target_uri(page)),
    )


def address(base: str, path: str) -> str:
    """Return the address of a page, empty where the book has none.

    Examples
    --------
    >>> address("https://example.org/book", "a.html"), address("", "a.html")
    ('https://example.org/book/a.html', '')
    """
    return f"{base.rstrip('/')}/{path}" if base else ""


def forms(work: Work) -> dict[str, str]:
    """Return the forms of a citation by their names.

    Examples
    --------
    >>> forms(Work("A Book", ("Ada Example",), 2024, "1.0", "On R&D", "3"))["Text"]
    'Ada Example. “On R&D.” Chapter 3 of A Book, version 1.0, 2024.'
    """
    return {"Text": _text(work), "BibTeX": _bibtex(work), "RIS": _ris(work)}


def _text(work: Work) -> str:
    of = f"Chapter {work.number} of {work.book}" if work.number else f"In {work.book}"
    edition = ", ".join(filter(None, [of if work.part else work.book, work.version and f"version {work.version}"]))
    part = f"“{work.part}{'' if work.part.endswith(('?', '!')) else '.'}”" if work.part else ""
    sentences = [f"{', '.join(work.authors)}." if work.authors else "", part, f"{edition}, {work.year}."]
    return " ".join(filter(None, [*sentences, work.url]))


def _bibtex(work: Work) -> str:
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in work.authors),
        "title": f"{{{_tex(work.title)}}}",
        "booktitle": f"{{{_tex(work.book)}}}" if work.part else "",
        "chapter": work.number,
        "year": str(work.year),
        "version": work.version,
        "url": work.url,
    }
    key = re.sub(r"[^a-z0-9]+", "-", work.title.lower()).strip("-")
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{'incollection' if work.part else 'book'}{{{key}-{work.year},", *lines, "}"])


def _tex(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _ris(work: Work) -> str:
    fields = [
        ("TY", "CHAP" if work.part else "BOOK"),
        *(("AU", name) for name in work.authors),
        ("TI", work.title),
        ("T2", work.book if work.part else ""),
        ("SE", work.number),
        ("PY", str(work.year)),
        ("ET", work.version),
        ("UR", work.url),
    ]
    return "\n".join([*(f"{tag}  - {value}" for tag, value in fields if value), "ER  - "])
