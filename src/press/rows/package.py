"""The rows of a Data Package: what each says, where it is shown, and which rows name it.

Beside foreign keys this reads, as properties of a field, ``separator`` (the cell is a list) and ``references`` (tables
of whose ids the cell is one); in any cell a pointer such as ``people:jo-elte`` leads to its row. A table with the
fields ``table`` and ``row`` annotates: each of its rows is shown with the one that it speaks of.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sphinx.errors import ExtensionError

from press.dataset import Dataset

FOLDER = "rows"
POINTER = re.compile(r"[a-z0-9_]+:[^\s:]+")
Name = tuple[str, str]
"""A row: its table and its id; a table, if the id is empty."""


@dataclass(frozen=True)
class Column:
    """A field of a table."""

    name: str
    separator: str | None = None
    tables: tuple[str, ...] = ()
    """Tables of which a cell holds an id."""
    cites: bool = False
    """Whether a cell holds a key of the bibliography."""
    missing: Mapping[str, str] = field(default_factory=dict)
    """Label of a missing value to what it means."""


@dataclass(frozen=True)
class Table:
    """A table with its rows."""

    name: str
    title: str
    description: str
    path: str
    columns: Mapping[str, Column]
    rows: Mapping[str, Mapping[str, str]]

    @property
    def annotates(self) -> bool:
        """Whether its rows speak of rows of other tables."""
        return {"table", "row"} <= self.columns.keys()


@dataclass(frozen=True)
class Part:
    """A piece of a cell, with the row or the work that it names."""

    text: str
    row: Name | None = None
    work: str | None = None


@dataclass(frozen=True)
class Rows:
    """All rows of a Data Package."""

    tables: Mapping[str, Table]
    notes: Mapping[Name, list[Name]]
    """Row to the rows that annotate it."""
    named_in: Mapping[Name, list[Name]]
    """Row to the other rows that name it."""

    def __contains__(self, name: Name) -> bool:
        table = self.tables.get(name[0])
        return table is not None and (name[1] in table.rows or (not name[1] and not table.annotates))

    def place(self, name: Name) -> tuple[str, str]:
        """Return the page on which a row is shown, and its anchor there; of a table the page alone.

        Raises
        ------
        KeyError
            If there is no such row.
        """
        table = self.tables[name[0]]
        if not name[1]:
            return f"{FOLDER}/{table.name}", ""
        values = table.rows[name[1]]
        page = values["table"] if table.annotates else table.name
        return f"{FOLDER}/{page}", f"{'row' if page == table.name else table.name}-{name[1]}"

    def parts(self, table: Table, column: Column, cell: str) -> Iterator[Part]:
        """Take a cell apart into what names a row or a work, and what does not."""
        for text in cell.split(column.separator) if column.separator else [cell]:
            named = [(name, text) for name in column.tables]
            if POINTER.fullmatch(text):
                named.append((text.partition(":")[0], text.partition(":")[2]))
            found = next((name for name in named if name in self), None)
            yield Part(text, found, text if column.cites and not found else None)


def read(dataset: Dataset) -> Rows:
    """Read all rows; once for as long as no file changes.

    Raises
    ------
    ExtensionError
        If a file is missing, does not have the fields of its description, or annotates a row that is not there.
    """
    paths = [dataset.path, *(dataset.path.parent / name for name in dataset.tables)]
    try:
        stamp = [(path.stat().st_mtime_ns, path.stat().st_size) for path in paths]
    except OSError as error:
        raise _error(dataset, f"names {Path(error.filename).name}: {error.strerror}") from None
    if _READ.get(dataset.path, (None,))[0] != stamp:
        _READ[dataset.path] = (stamp, _read(dataset))
    return _READ[dataset.path][1]


_READ: dict[Path, tuple[list[tuple[int, int]], Rows]] = {}
"""By path of a description: the times and sizes of its files, and what was read of them."""


def _read(dataset: Dataset) -> Rows:
    tables = {
        one["name"]: _table(dataset, one)
        for one in dataset.description["resources"]
        if str(one["path"]).endswith(".csv") and "id" in {described["name"] for described in _fields(one)}
    }
    notes: dict[Name, list[Name]] = {}
    named_in: dict[Name, list[Name]] = {}
    rows = Rows(tables, notes, named_in)
    for table in tables.values():
        for key, values in table.rows.items():
            here = (table.name, key)
            if table.annotates:
                notes.setdefault(_annotated(dataset, rows, table, values), []).append(here)
            for target in _named(rows, table, values):
                if target != here:
                    named_in.setdefault(target, []).append(here)
    return rows


def _fields(resource: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return resource.get("schema", {}).get("fields", [])


def _annotated(dataset: Dataset, rows: Rows, table: Table, values: Mapping[str, str]) -> Name:
    target = (values["table"], values["row"])
    if target in rows and not rows.tables[target[0]].annotates:
        return target
    problem = f"row {values['id']}: {':'.join(target)} is no row of a table that can be annotated"
    raise _error(dataset, f"{table.path}: {problem}")


def _named(rows: Rows, table: Table, values: Mapping[str, str]) -> list[Name]:
    """Return the rows that a row names, each once."""
    parts = (
        part for name, cell in values.items() if name != "id" for part in rows.parts(table, table.columns[name], cell)
    )
    return list(dict.fromkeys(part.row for part in parts if part.row))


def _table(dataset: Dataset, resource: Mapping[str, Any]) -> Table:
    schema = resource["schema"]
    keys: dict[str, str] = {}
    for key in schema.get("foreignKeys", ()):
        fields = key["fields"]
        if len(fields := [fields] if isinstance(fields, str) else fields) == 1:
            keys[fields[0]] = key["reference"].get("resource") or resource["name"]
    columns = {one["name"]: _column(one, keys, schema) for one in _fields(resource)}
    return Table(
        resource["name"],
        resource.get("title", resource["name"]),
        resource.get("description", ""),
        resource["path"],
        columns,
        _lines(dataset, resource["path"], list(columns)),
    )


def _column(described: Mapping[str, Any], keys: Mapping[str, str], schema: Mapping[str, Any]) -> Column:
    name, references = described["name"], re.split("[|;]", described.get("references") or "")
    tables = [keys[name]] if name in keys else []
    tables += [one for one in references if one and not one.endswith(".bib")]
    labels = described.get("missingValues", schema.get("missingValues", ()))
    missing = {one["value"]: one.get("label", "") if isinstance(one, dict) else "" for one in labels if one}
    cites = name == "source" or any(one.endswith(".bib") for one in references)
    return Column(name, described.get("separator"), tuple(dict.fromkeys(tables)), cites, missing)


def _lines(dataset: Dataset, path: str, fields: list[str]) -> dict[str, dict[str, str]]:
    try:
        with (dataset.path.parent / path).open(encoding="utf-8", newline="") as file:
            header, *lines = csv.reader(file, strict=True)
    except (OSError, ValueError, csv.Error) as error:
        raise _error(dataset, f"{path}: cannot be read: {error}") from None
    if header != fields or any(len(line) != len(fields) for line in lines):
        raise _error(dataset, f"{path}: its rows do not have the fields that are described: {', '.join(fields)}")
    at = fields.index("id")
    return {line[at]: dict(zip(fields, line, strict=True)) for line in lines}


def _error(dataset: Dataset, problem: str) -> ExtensionError:
    return ExtensionError(f"press_dataset: {dataset.path.name}: {problem}", modname="press")
