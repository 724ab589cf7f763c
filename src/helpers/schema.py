"""What `data/datapackage.json` says of the tables: the one description that loading, codebook and checks share.

Here lives the reading of the description into small typed objects. The rows live in `helpers.data`, what must hold of
them in `helpers.validate`. Only the properties of Data Package v2 that the data use are read, and some of our own:
of a field ``edtf`` (it holds EDTF dates), ``judgement`` (a coder's judgement), ``separator`` and ``references`` (a list
of ids of other tables in one cell); of a table ``terms`` (which fields make a term of office); of the package
``natoUn`` (the founding texts).
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

__all__ = ["Field", "ForeignKey", "Package", "SchemaError", "Table", "Terms", "UnknownName", "folder", "read"]

DESCRIPTION = "datapackage.json"
_CHECKOUT = Path(__file__).resolve().parents[2] / "data"


class SchemaError(ValueError):
    """A description of the data that cannot be read, said with its file."""


class UnknownName(KeyError):  # noqa: N818  # reads as what it is: a name that is not known
    """A name that is not among the valid ones; the message says which are, and what may have been meant."""

    def __init__(self, kind: str, name: object, valid: Iterable[str]):
        valid = sorted(valid)
        close = difflib.get_close_matches(str(name), valid, n=1)
        meant = f" Did you mean {close[0]!r}?" if close else ""
        self.message = f"no {kind} {name!r}.{meant} Valid: {', '.join(valid) or 'none'}"
        super().__init__(self.message)

    def __str__(self) -> str:  # KeyError shows the repr of its message, which is hard to read
        return self.message


@dataclass(frozen=True)
class Field:
    """One column: its type, what it means, and the values it may hold."""

    name: str
    type: str
    title: str
    description: str
    constraints: Mapping[str, Any]
    categories: Mapping[str, str]
    """Value to meaning, in the order of the description; empty where any value may stand."""
    missing: Mapping[str, str]
    """Label of a missing value to what it means."""
    edtf: bool
    judgement: bool
    separator: str | None
    references: str | None

    @property
    def required(self) -> bool:
        """Whether every row must have a value."""
        return bool(self.constraints.get("required"))


@dataclass(frozen=True)
class ForeignKey:
    """Columns of one table whose values must stand in columns of another."""

    fields: tuple[str, ...]
    table: str
    target: tuple[str, ...]


@dataclass(frozen=True)
class Terms:
    """Which fields of a table make a term: what is held, by whom, and when."""

    office: tuple[str, ...]
    """Fields that name together what only one can hold at a time."""
    holder: str | None
    """Field with the one who cannot hold two at a time; None if one can."""
    dates: tuple[str, ...]
    """One field with an interval, or two with its start and end."""


@dataclass(frozen=True)
class Table:
    """One table: what a row is, its columns and keys."""

    name: str
    path: str
    title: str
    description: str
    fields: Mapping[str, Field]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    terms: Terms | None = None

    def field(self, name: str) -> Field:
        """Give a column, or raise `UnknownName` with the valid names."""
        try:
            return self.fields[name]
        except KeyError:
            raise UnknownName(f"field in table {self.name!r}", name, self.fields) from None


@dataclass(frozen=True)
class Package:
    """The whole description, and the folder that its files are in."""

    folder: Path
    title: str
    version: str
    tables: Mapping[str, Table]
    descriptor: Mapping[str, Any] = field(repr=False)

    def table(self, name: str) -> Table:
        """Give a table, or raise `UnknownName` with the valid names."""
        try:
            return self.tables[name]
        except (KeyError, TypeError):
            raise UnknownName("table", name, self.tables) from None

    @property
    def founding(self) -> Mapping[str, str]:
        """BibTeX keys of the texts the book is founded on, with their names."""
        return self.descriptor.get("natoUn", {}).get("founding", {})


def folder() -> Path:
    """Give the folder of the data: the checkout's, else the copy that the installed package carries.

    Examples
    --------
    >>> (folder() / "datapackage.json").exists()
    True
    """
    if (_CHECKOUT / DESCRIPTION).exists():
        return _CHECKOUT
    return Path(str(resources.files("helpers") / "_data"))


def read(data: Path | str | None = None) -> Package:
    """Read the description of the tables, once for as long as the file does not change.

    Parameters
    ----------
    data
        Folder with ``datapackage.json``; by default the book's own (see `folder`).

    Raises
    ------
    SchemaError
        If the file is missing or is not a description of tables.
    """
    path = (folder() if data is None else Path(data)) / DESCRIPTION
    try:
        stat = path.stat()
    except OSError as error:
        raise SchemaError(f"{path}: cannot be read ({error.strerror}); it describes the tables") from error
    return _read(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=8)
def _read(path: Path, _changed: int, _size: int) -> Package:
    try:
        descriptor = json.loads(path.read_text("utf-8"))
    except ValueError as error:  # of encoding and of JSON
        raise SchemaError(f"{path}: not JSON in UTF-8: {error}") from error
    try:
        tables = [_table(resource) for resource in descriptor.get("resources", [])]
        title, version = str(descriptor.get("title", "")), str(descriptor.get("version", ""))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise SchemaError(f"{path}: not a description of tables (Data Package v2): {error!r}") from error
    return Package(path.parent, title, version, MappingProxyType({t.name: t for t in tables}), descriptor)


def _table(resource: Mapping[str, Any]) -> Table:
    schema = resource["schema"]
    common = schema.get("missingValues", [])
    fields = [_field(entry, common) for entry in schema["fields"]]
    return Table(
        name=resource["name"],
        path=resource["path"],
        title=resource.get("title", resource["name"]),
        description=resource.get("description", ""),
        fields=MappingProxyType({f.name: f for f in fields}),
        primary_key=_names(schema.get("primaryKey", ())),
        foreign_keys=tuple(_foreign_key(resource["name"], key) for key in schema.get("foreignKeys", ())),
        terms=_terms(resource["terms"]) if "terms" in resource else None,
    )


def _terms(entry: Mapping[str, Any]) -> Terms:
    return Terms(_names(entry["office"]), entry.get("holder"), _names(entry["dates"]))


def _field(entry: Mapping[str, Any], common: Any) -> Field:
    return Field(
        name=entry["name"],
        type=entry.get("type", "string"),
        title=entry.get("title", entry["name"]),
        description=entry.get("description", ""),
        constraints=MappingProxyType(dict(entry.get("constraints", {}))),
        categories=_meanings(entry.get("categories", ())),
        missing=_meanings(entry.get("missingValues", common)),
        edtf=bool(entry.get("edtf")),
        judgement=bool(entry.get("judgement")),
        separator=entry.get("separator"),
        references=entry.get("references"),
    )


def _meanings(entries: Any) -> Mapping[str, str]:
    """Read values with labels; v2 allows bare values too."""
    pairs = [(e["value"], e.get("label", "")) if isinstance(e, Mapping) else (e, "") for e in entries]
    return MappingProxyType({str(value): label for value, label in pairs})


def _foreign_key(own: str, key: Mapping[str, Any]) -> ForeignKey:
    reference = key["reference"]  # without a resource, or with an empty one, a table refers to itself
    return ForeignKey(_names(key["fields"]), reference.get("resource") or own, _names(reference["fields"]))


def _names(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
