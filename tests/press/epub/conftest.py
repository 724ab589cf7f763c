"""One small book with every construct in which an EPUB differs from a page, built once."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree

import pytest
from books import BIBLIOGRAPHY, Book, cell, shows

from press.payload import CHART, TABLE

SPEC = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.1.0.json",
    "mark": "bar",
    "width": 500,
    "title": {"text": "Wörner", "font": "Source Sans Pro"},
    "data": {"values": [{"a": "x", "b": 1}]},
    "encoding": {"x": {"field": "a"}, "y": {"field": "b", "type": "quantitative"}},
    "config": {"font": "Source Sans Pro"},
}
WIDE = {
    "columns": [{"label": name, "align": "left"} for name in ("Who", "When", "What", "Why")],
    "rows": [["<b>A & B</b>", "1993", "long words " * 20, "reasons " * 30]],
    "caption": "Who did what",
}
CITATION = """cff-version: 1.2.0
title: A book
authors:
  - name: Somebody
date-released: "2020-02-03"
abstract: What it is about.
keywords: [one, two]
"""
SETTINGS = {
    "extensions": ["myst_nb", "sphinxcontrib.bibtex", "sphinx_exercise", "sphinx_design", "press"],
    "press_typst_basename": "a-book",
    "press_imprint": {"subtitle": "A subtitle & more", "licence": "CC BY 4.0, https://example.org/by"},
    "press_epub_conforms": "EPUB Accessibility 1.1 - WCAG 2.1 Level AA",
    "release": "1.2.3",
}
ONE = """A note.[^one] A term: {term}`office`. A work: {cite:p}`kille2011`. {index}`A mark <pair: marks; index>`.

[^one]: What the note says.

```{glossary}
office
  A room with a plate.
```

```{exercise} Counting
:label: ex-count
How many?
```

```{solution} ex-count
:label: so-count
:class: dropdown
One, see {ref}`ch-two` and {ref}`below <sec-below>`.
```

See {ref}`so-count`.

(sec-below)=
## Below

Outside: <https://example.org/>.
"""


@dataclass
class Epub:
    """A built file, and what the build said."""

    file: Path
    messages: str

    @cached_property
    def parts(self) -> dict[str, str]:
        """The text of each part that is text."""
        with zipfile.ZipFile(self.file) as archive:
            return {n: archive.read(n).decode() for n in archive.namelist() if not n.endswith(".png")}

    def tree(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.parts[name])


def write(book: Book) -> None:
    """Write the pages."""
    book.write("CITATION.cff", CITATION)
    figure = "mystnb: {figure: {caption: A chart., name: fig-a}}"
    chart = {"spec": SPEC, "upright": {**SPEC, "width": 200}, "description": 'A bar & "one".', "name": None}
    book.chapter("one", ONE, cell("1 + 1", "tags: [hide-input]"), shows(CHART, chart, figure), title="One & only")
    book.chapter("sub/two", "(ch-two)=\n## Two\n\nBack to {ref}`sec-below`.", shows(TABLE, WIDE), title="Second")
    book.chapter("sub/three", cell("print('shown')", "tags: [show-code]"), title="Third")
    toc = "```{{toctree}}\n:caption: {}\n:numbered:\n{}\n```\n\n"
    parts = toc.format("First part", "one") + toc.format("Second part", "sub/two\nsub/three")
    book.write("index.md", f"# A book\n\nHello.\n\n{parts}```{{bibliography}}\n```\n")


@pytest.fixture(scope="session")
def epub(tmp_path_factory: pytest.TempPathFactory) -> Epub:
    """Return the small book as EPUB."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1500000000")
        book = Book(tmp_path_factory.mktemp("epub"), SETTINGS)
        book.write("references.bib", BIBLIOGRAPHY)
        write(book)
        build = book.build("epub")
    if build.error:
        raise build.error
    return Epub(build.out / "a-book.epub", build.messages)
