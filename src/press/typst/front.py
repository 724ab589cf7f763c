"""Front matter: what the title page and the imprint say, from the settings."""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.dates import format_date
from sphinx.errors import ConfigError

from . import citation
from .edition import whole
from .escape import array, content, string

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.config import Config

    from .book import Book

_ADDRESS = re.compile(r"(https?://[^\s]*[^\s.,;)])")
IMPRINT_KEYS = (
    "subtitle", "authors", "edition", "date", "publisher", "licence", "cite", "repository", "identifiers", "note",
    "description", "keywords",
)  # fmt: skip


def imprint_of(builder: Builder) -> dict[str, Any]:
    """Return the imprint: the setting `press_imprint`, and from CITATION.cff what it leaves open.

    Raises
    ------
    ConfigError
        When the setting has a key that nothing reads.
    """
    given = dict(builder.config.press_imprint)
    unknown = sorted(set(given) - set(IMPRINT_KEYS))
    if unknown:
        raise ConfigError(f"press_imprint: unknown {', '.join(unknown)}; it may have {', '.join(IMPRINT_KEYS)}")
    return citation.imprint(Path(builder.app.confdir)) | given


def build_date(imprint: dict[str, Any]) -> dt.date:
    """Return the date of the release: the imprint's, else SOURCE_DATE_EPOCH, else 1 January 1980.

    Never today: then the same sources would give other bytes tomorrow.

    >>> build_date({"date": "2024-12-31"})
    datetime.date(2024, 12, 31)
    """
    given = imprint.get("date")
    if isinstance(given, dt.date):
        return given
    if given:
        try:
            return dt.date.fromisoformat(str(given))
        except ValueError:
            raise ConfigError(f"press_imprint: date {given!r} is not of the form 2024-12-31") from None
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH", "315532800"))
    return dt.datetime.fromtimestamp(epoch, dt.UTC).date()


def authors(imprint: dict[str, Any], config: Config) -> list[str]:
    """Return the authors, the imprint's before the one name of the settings."""
    given = imprint.get("authors")
    if given:
        return [given] if isinstance(given, str) else list(given)
    return [config.author] if config.author and config.author != "unknown" else []


def meta(book: Book) -> str:
    """Return what the template needs to know of the book, as a Typst dictionary."""
    config = book.builder.config
    imprint = book.builder.imprint
    edition_of = book.edition
    title = edition_of.title
    date = build_date(imprint)
    language, _, region = (config.language or "en").replace("-", "_").partition("_")
    text = lambda value: string(book.legible(str(value)))  # noqa: E731
    edition = _edition(config, imprint, book.words)
    lines = "#linebreak();".join(content(book.legible(line)) for line in (edition, _long(date, language)) if line)
    fields = {
        "title": text(title),
        "subtitle": text(edition_of.subtitle),
        "above": text(edition_of.above),
        "below": text(edition_of.below),
        "preface": _paragraphs(book, edition_of.preface),
        "authors": array(text(name) for name in authors(imprint, config)),
        "description": text(" ".join(imprint["description"].split())) if imprint.get("description") else "none",
        "keywords": array(text(word) for word in imprint.get("keywords", ())),
        "date": f"datetime(year: {date.year}, month: {date.month}, day: {date.day})",
        "lang": string(language),
        "region": string(region) if region else "none",
        "edition": f"[{lines}]",
        "imprint": array(_rows(book, imprint)),
        "words": "(" + ", ".join(f"{key}: {string(word)}" for key, word in book.words.items()) + ")",
    }
    return "(" + ",\n  ".join(f"{key}: {value}" for key, value in fields.items()) + ")"


def statements(config: Config, imprint: dict[str, Any], words: dict[str, str]) -> list[tuple[str, str]]:
    """Return what an imprint says of the book, each with its name; what the settings leave open is ''.

    Parameters
    ----------
    config
        The settings of the book.
    imprint
        What `imprint_of` or `citation.imprint` found.
    words
        The names, as in `book.WORDS`.
    """
    names = ", ".join(authors(imprint, config))
    date = build_date(imprint)
    release = imprint.get("edition") or config.release
    described = [names, whole(config).title, _edition(config, imprint, words), str(date.year)]
    cite = imprint.get("cite") or ". ".join(filter(None, described)) + "."
    return [
        (words["version"], ", ".join(filter(None, [release, _long(date, config.language or "en")]))),
        (words["rights"], _rights(config.copyright, names)),
        (words["publisher"], imprint.get("publisher", "")),
        (words["licence"], imprint.get("licence", "")),
        (words["cite"], cite),
        (words["repository"], imprint.get("repository", "")),
        *((str(name), str(value)) for name, value in dict(imprint.get("identifiers", {})).items()),
    ]


def _rows(book: Book, imprint: dict[str, Any]) -> list[str]:
    config, words = book.builder.config, book.words
    version, *others = statements(config, imprint, words)
    selection = f"{whole(config).title}. {words['numbering']}" if book.edition.chapters is not None else ""
    rows = [
        version,
        (words["selection"], selection),
        *others,
        (words["typeface"], "Libertinus Serif and Source Sans Pro, with Typst"),
        ("", imprint.get("note", "")),
    ]
    return [f"([{content(name)}], [{_linked(book, str(value))}])" for name, value in rows if value]


def _edition(config: Config, imprint: dict[str, Any], words: dict[str, str]) -> str:
    return imprint.get("edition") or (f"{words['version']} {config.release}" if config.release else "")


def _rights(copyright_: str, names: str) -> str:
    """Return the line on rights; a bare year gets the names of the authors.

    >>> _rights("2024", "Ada Example"), _rights("2020-2024, House", "Ada Example")
    ('© 2024 Ada Example', '© 2020-2024, House')
    """
    if not copyright_:
        return ""
    bare = all(c.isdigit() or c in " ,-–" for c in copyright_)
    return f"© {copyright_} {names}" if bare else f"© {copyright_}"


def _paragraphs(book: Book, text: str) -> str:
    """Return text whose paragraphs stand apart by empty lines, 'none' where there is none."""
    paragraphs = [" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text) if paragraph.strip()]
    return f"[{'#parbreak();'.join(_linked(book, paragraph) for paragraph in paragraphs)}]" if paragraphs else "none"


def _linked(book: Book, value: str) -> str:
    """Return text in which addresses are links."""
    pieces = _ADDRESS.split(value)
    return "".join(
        f"#link({string(piece)});" if number % 2 else content(book.legible(piece))
        for number, piece in enumerate(pieces)
    )


def _long(date: dt.date, language: str = "en") -> str:
    """Return a date as a title page gives it.

    >>> _long(dt.date(2024, 3, 1))
    '1 March 2024'
    """
    return format_date(date, "d MMMM y", locale=language)
