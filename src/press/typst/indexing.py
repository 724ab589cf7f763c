"""The index as a reader wants it: places in reading order, numbers by size, and no way that leads nowhere.

Sphinx sorts places by their addresses and entries by their letters alone. Here the index that it gathered is put in
order once, for every builder: this one gives page numbers, the others the number of the chapter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx.locale import _

from .plan import Chapter, reading_order

if TYPE_CHECKING:
    from sphinx.builders import Builder

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Place:
    """A place that an entry names."""

    docname: str
    id_: str
    uri: str
    """Its address, seen from the index."""
    main: bool
    """Whether it is where the entry is defined."""
    label: str
    """The number of its chapter, or the title of one without a number."""
    chapter: str
    """Number and title of its chapter."""
    time: int
    """1 for the entry's first place in a chapter, then 2, 3…"""


@dataclass(frozen=True)
class Row:
    """An entry with its places, and what stands below it."""

    name: str
    places: tuple[Place, ...]
    below: tuple[Row, ...] = ()

    @property
    def only_points(self) -> bool:
        """Whether all that it has to say is one pointer, which then stands on its line."""
        return not self.places and len(self.below) == 1 and not self.below[0].places


def natural(text: str) -> list[tuple[int, str]]:
    """Return a key that sorts numbers in a text by their size.

    >>> sorted(["1244 (1999)", "816 (1993)", "general"], key=natural)
    ['816 (1993)', '1244 (1999)', 'general']
    """
    parts = _DIGITS.split(text.lower())
    return [(int(part), "") if at % 2 else (10**9, part) for at, part in enumerate(parts) if at % 2 or part]


class Index:
    """The index of a book.

    Parameters
    ----------
    builder
        The builder that sets it.
    groups
        What Sphinx gathered (`IndexEntries.create_index`).
    stands
        Tells whether a place is in this edition; all are by default.
    """

    def __init__(
        self, builder: Builder, groups: list[Any], stands: Callable[[str, str], bool] = lambda docname, id_: True
    ) -> None:
        env = builder.env
        order = [item.docname for item in reading_order(env) if isinstance(item, Chapter)]
        self._documents = {builder.get_relative_uri("genindex", name): name for name in env.found_docs}
        self._rank = {name: rank for rank, name in enumerate(order)}
        self._stands = stands
        self._titles = {name: title.astext() for name, title in env.titles.items()}
        self._numbers = {
            name: ".".join(map(str, env.toc_secnumbers.get(name, {}).get("") or ())) for name in env.found_docs
        }
        rows = [(letter, [self._row(*item) for item in items]) for letter, items in groups]
        kept = {row.name for _letter, found in rows for row in found if _leads(row)}
        pointers = {_(words) % name for words in ("see %s", "see also %s") for name in kept}
        cut = [(letter, [_cut(row, pointers) for row in found]) for letter, found in rows]
        self.groups = [(letter, good) for letter, found in cut if (good := [r for r in found if r.places or r.below])]

    def __len__(self) -> int:
        return sum(1 + len(row.below) for _, found in self.groups for row in found)

    def _row(self, name: str, value: tuple[list[Any], list[Any], Any]) -> Row:
        links, below, _key = value
        rows = [Row(sub, tuple(self._places(found))) for sub, found in below]
        # What points elsewhere has no places, and comes last.
        rows.sort(key=lambda row: (not row.places, natural(row.name)))
        return Row(name, tuple(self._places(links)), tuple(rows))

    def _places(self, links: list[Any]) -> Iterator[Place]:
        found = []
        for main, uri in links:
            address, _hash, id_ = uri.partition("#")
            docname = self._documents[address]
            if self._stands(docname, id_):
                rank = self._rank.get(docname, len(self._rank))
                found.append((not main, rank, natural(id_), docname, id_, uri))
        times: dict[str, int] = {}
        for apart, _rank, _id, docname, id_, uri in sorted(found):
            times[docname] = times.get(docname, 0) + 1
            number, title = self._numbers[docname], self._titles.get(docname, docname)
            chapter = f"{number} {title}" if number else title
            yield Place(docname, id_, uri, not apart, number or title, chapter, times[docname])


def _leads(row: Row) -> bool:
    return bool(row.places) or any(below.places for below in row.below)


def _cut(row: Row, pointers: set[str]) -> Row:
    """Leave out what points to an entry that this edition does not have."""
    return Row(row.name, row.places, tuple(sub for sub in row.below if sub.places or sub.name in pointers))
