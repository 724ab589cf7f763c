"""What the index is to hold: entries, and the spellings by which the text mentions them.

The file is YAML::

    pages: [preface, chapters/*]        # where mentions are looked for; names of documents, * for any
    tables:                             # entries that stand in tables
      - {table: data/people.csv, entry: sort_name, find: name}
    entries:                            # entry: spellings; an entry of a table gets further ones here
      Annan, Kofi: Annan
      Security Council resolutions; 1244 (1999): [resolution 1244]
    see: {KFOR: Kosovo Force}           # from a word that nobody finds under its entry
    see also: {liaison office: [liaison officers]}

A semicolon parts an entry from one below it.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path

import yaml
from sphinx.errors import ConfigError

from ..typst.yamlfile import kind, mapping

KEYS = ("pages", "tables", "entries", "see", "see also")
OF_TABLE = ("table", "entry", "find")
_INITIAL = re.compile(r" [A-Z]\.")
_BEFORE, _AFTER = r"(?<![\w-])", r"(?!\w|-\w)"  # whole words only; a hyphen makes another word


class EntriesError(ConfigError):
    """A file of entries that cannot be used; the message has all errors, each with its line."""


@dataclass(frozen=True)
class Entries:
    """The entries of a book."""

    pages: tuple[str, ...]
    """Patterns of the documents to be searched."""
    spellings: dict[str, tuple[str, ...]]
    """Entries by each spelling that leads to them."""
    pointers: dict[str, tuple[tuple[str, str], ...]]
    """What refers to an entry: kind (see, seealso) and Sphinx's text of it."""
    pattern: re.Pattern[str]
    """Finds any spelling, the longest first."""

    def covers(self, docname: str) -> bool:
        """Return whether mentions are looked for in a document."""
        return any(fnmatchcase(docname, page) for page in self.pages)

    def found(self, text: str) -> Iterator[tuple[int, str]]:
        """Return where in a text an entry is mentioned, and which.

        Examples
        --------
        >>> entries = made([], {"Annan, Kofi": ["Annan"], "dual key": ["dual key"]}, {}, {})
        >>> list(entries.found("Annan's dual key; Annandale, dual keys and Annan-like"))
        [(0, 'Annan, Kofi'), (8, 'dual key')]
        """
        for match in self.pattern.finditer(text):
            words = " ".join(match[0].split()).replace("’", "'")
            known = self.spellings.get(words) or self.spellings[words[0].lower() + words[1:]]
            yield from ((match.start(), entry) for entry in known)


def made(
    pages: Iterable[str],
    spellings: dict[str, list[str]],
    see: dict[str, list[str]],
    see_also: dict[str, list[str]],
) -> Entries:
    """Return entries, ready to look for.

    Parameters
    ----------
    pages
        Patterns of the documents.
    spellings
        Of each entry. One in small letters is found at the beginning of a sentence too.
    see, see_also
        From each entry, those that it leads to.
    """
    entries: dict[str, list[str]] = {}
    for entry, found in spellings.items():
        for spelling in dict.fromkeys(found):
            entries.setdefault(spelling.replace("’", "'"), []).append(entry)
    longest = sorted(entries, key=lambda spelling: (-len(spelling), spelling))
    either = "|".join(map(_regex, longest)) or r"(?!)"
    pointers: dict[str, list[tuple[str, str]]] = {}
    for source, aims in see.items():
        for aim in aims:
            pointers.setdefault(aim, []).append(("see", f"{source}; {aim}"))
    for source, aims in see_also.items():
        pointers.setdefault(source, []).extend(("seealso", f"{source}; {aim}") for aim in aims)
    return Entries(
        tuple(pages),
        {spelling: tuple(found) for spelling, found in entries.items()},
        {aim: tuple(found) for aim, found in pointers.items()},
        re.compile(f"{_BEFORE}(?:{either}){_AFTER}"),
    )


def _regex(spelling: str) -> str:
    r"""Return what finds a spelling, whatever blanks part its words and whichever apostrophe it has.

    >>> _regex("dual key")
    '(?:d|D)ual\\s+key'
    """
    first, rest = spelling[0], spelling[1:]
    head = f"(?:{re.escape(first)}|{re.escape(first.upper())})" if first.islower() else re.escape(first)
    return head + r"\s+".join(map(re.escape, rest.split(" "))).replace("'", "['’]")


@dataclass
class _Reader:
    """Reads one file; collects what is wrong instead of stopping at it."""

    path: Path
    errors: list[tuple[int, str]] = field(default_factory=list)
    tables: list[Path] = field(default_factory=list)

    def wrong(self, node: yaml.Node, message: str) -> None:
        self.errors.append((node.start_mark.line + 1, message))

    def pairs(self, node: yaml.Node, key: str, known: tuple[str, ...] = ()) -> Iterator[tuple[str, yaml.Node]]:
        """Return the pairs of a mapping, none twice, none that is unknown."""
        if not isinstance(node, yaml.MappingNode):
            self.wrong(node, f"{key}: must be a mapping, but is {kind(node)}")
            return
        seen: dict[str, int] = {}
        for name, value in node.value:
            if name.value in seen:
                self.wrong(name, f"{key}: {name.value!r} is there twice, first on line {seen[name.value]}")
            elif known and name.value not in known:
                self.wrong(name, f"{key}: unknown key {name.value!r}; there may be {', '.join(known)}")
            else:
                yield str(name.value), value
            seen.setdefault(name.value, name.start_mark.line + 1)

    def words(self, node: yaml.Node, key: str) -> list[str]:
        """Return a text, or several, as a list."""
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        good = [
            item for item in items if isinstance(item, yaml.ScalarNode) and item.tag.endswith(":str") and item.value
        ]
        if not items or len(good) < len(items):
            self.wrong(node, f"{key}: must be a text or a list of texts, but is {kind(node)}")
        return [" ".join(item.value.split()) for item in good]

    def table(self, node: yaml.Node) -> dict[str, list[str]]:
        """Return entry and spellings of each row of a table."""
        given = {name: value.value for name, value in self.pairs(node, "tables", OF_TABLE)}
        if set(given) != set(OF_TABLE):
            self.wrong(node, f"tables: each names {', '.join(OF_TABLE)}")
            return {}
        path = self.path.parent / given["table"]
        self.tables.append(path)
        try:
            with path.open(encoding="utf-8", newline="") as lines:
                rows = list(csv.DictReader(lines))
        except OSError as error:
            self.wrong(node, f"tables: {given['table']}: cannot be read: {error.strerror}")
            return {}
        columns = list(rows[0]) if rows else [given["entry"], given["find"]]
        for column in (given["entry"], given["find"]):
            if column not in columns:
                self.wrong(node, f"tables: {given['table']} has no column {column!r}; it has {', '.join(columns)}")
                return {}
        return {row[given["entry"]]: _names(row[given["find"]]) for row in rows}


def _names(name: str) -> list[str]:
    """Return a name and the same without initials, as running text has it.

    >>> _names("Alan K. Henrikson"), _names("Kofi Annan")
    (['Alan K. Henrikson', 'Alan Henrikson'], ['Kofi Annan'])
    """
    short = _INITIAL.sub("", name)
    return [name] if short == name else [name, short]


def _read(path: Path) -> tuple[Entries, list[Path]]:
    root = mapping(path, ", ".join(KEYS), EntriesError)
    reader = _Reader(path)
    given = dict(reader.pairs(root, "index", KEYS))
    pages = reader.words(given["pages"], "pages") if "pages" in given else ["*"]
    spellings: dict[str, list[str]] = {}
    for node in getattr(given.get("tables"), "value", ()):
        for entry, names in reader.table(node).items():
            spellings.setdefault(entry, []).extend(names)
    lists = {
        key: {name: reader.words(value, f"{key}: {name}") for name, value in reader.pairs(given[key], key)}
        for key in KEYS[2:]
        if key in given
    }
    for entry, names in lists.get("entries", {}).items():
        spellings.setdefault(entry, []).extend(names)
    known = {part for entry in spellings for part in (entry, entry.partition(";")[0])}
    for key in KEYS[3:]:
        for source, aims in lists.get(key, {}).items():
            asked = aims if key == "see" else [source, *aims]
            for name in sorted(set(asked) - known):
                reader.wrong(given[key], f"{key}: {name!r} is no entry")
    if reader.errors:
        raise EntriesError("\n".join(f"{path}:{line}: {message}" for line, message in sorted(reader.errors)))
    return made(pages, spellings, lists.get("see", {}), lists.get("see also", {})), reader.tables


def state(path: Path) -> str:
    """Return a digest of a file of entries and of the tables that it names.

    Raises
    ------
    EntriesError
        When the file cannot be used: with all errors, each with its line.
    """
    _, tables = _read(path)
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in (path, *tables))).hexdigest()[:16]


@lru_cache(maxsize=2)
def entries_of(path: Path, state: str) -> Entries:
    """Return the entries in a file; `state` tells whether it is the file that was read before."""
    return _read(path)[0]
