"""What the package says of the book: its name, makers, rights and date, and who can read it how."""

from __future__ import annotations

import datetime as dt
import os
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sphinx.builders import Builder

from ..typst import book, edition, front

#: What readers with other senses and tools can rely on; the builder sees to each (schema.org's terms).
FEATURES = ("alternativeText", "displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents")
HAZARDS = ("none",)
SUMMARY = (
    "Every chart has a description that says what it shows, and tables have marked heads. Headings, lists, notes and "
    "references are structured, the reading order is that of the text, and nothing moves, blinks or makes sounds."
)


@dataclass(frozen=True)
class Metadata:
    """Everything that stands in the head of the package; texts that are '' are left out."""

    identifier: str
    title: str
    subtitle: str
    language: str
    authors: list[str]
    date: str
    modified: str
    rights: str
    publisher: str
    description: str
    keywords: list[str]
    conforms: str
    statements: list[tuple[str, str]] = field(default_factory=list)
    features: tuple[str, ...] = FEATURES
    hazards: tuple[str, ...] = HAZARDS
    summary: str = SUMMARY


def metadata_of(builder: Builder) -> Metadata:
    """Return the metadata of a book, from its settings and its CITATION.cff.

    Parameters
    ----------
    builder
        Its settings `press_imprint`, `language`, `epub_identifier` and `press_epub_conforms` are read.
    """
    config = builder.config
    imprint = front.imprint_of(builder)
    whole = edition.whole(config)
    authors = front.authors(imprint, config)
    said = [(name, text) for name, text in front.statements(config, imprint, words_of(config)) if text]
    return Metadata(
        identifier=_identifier(config.epub_identifier, imprint, whole.title, authors),
        title=whole.title,
        subtitle=whole.subtitle,
        language=(config.language or "en").replace("_", "-"),
        authors=authors,
        date=front.build_date(imprint).isoformat(),
        modified=_modified(),
        rights=" ".join([imprint.get("licence", "") or config.copyright]),
        publisher=imprint.get("publisher", ""),
        description=" ".join(str(imprint.get("description", "")).split()),
        keywords=[str(word) for word in imprint.get("keywords", ())],
        conforms=config.press_epub_conforms,
        statements=said,
    )


def words_of(config: Any) -> dict[str, str]:
    """Return the words that a book adds to its text, in its language."""
    return book.WORDS | config.press_typst_words


def basename(config: Any) -> str:
    """Return the name of the file, which is that of the PDF too."""
    return edition.whole(config).basename


def folder(builder: Builder) -> Path:
    """Return the folder of the book's settings."""
    return Path(builder.app.confdir)


def _identifier(given: str, imprint: dict[str, Any], title: str, authors: list[str]) -> str:
    """Return the identifier, the same for every release: the one given, the DOI, else one made of title and authors."""
    if given and given != "unknown":
        return given
    if doi := dict(imprint.get("identifiers", {})).get("DOI"):
        return str(doi)
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, ' / '.join([title, *authors]))}"


def _modified() -> str:
    """Return the moment of the build, which `press.clock` sets; never now."""
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH", "315532800"))
    return dt.datetime.fromtimestamp(epoch, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
