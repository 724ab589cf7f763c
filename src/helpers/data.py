"""The rows of the tables as typed pandas frames, and what the codebook says of them.

Here lives loading; what the tables mean is read by `helpers.schema`, dates in them by `helpers.dates`. Nothing here
writes.

Missing is labelled in the data (`not-stated`, `not-applicable`, `not-found`, `contested`). `load` keeps the labels
where a column holds text, and has NA for them where it holds numbers or truth values; ``labels=False`` gives NA
everywhere; `missing` gives the labels alone, of every column.
"""

from __future__ import annotations

import csv
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import pandas as pd

from helpers import schema
from helpers.schema import Field, Table

__all__ = ["DataError", "Entry", "categories", "describe", "load", "missing", "tables"]

# as frictionless reads them
_TRUTH = dict.fromkeys(["true", "True", "TRUE", "1"], True) | dict.fromkeys(["false", "False", "FALSE", "0"], False)
_NUMBERS = {"boolean": pd.BooleanDtype(), "number": pd.Float64Dtype(), "integer": pd.Int64Dtype()}
_SETTLED = 1_000_000_000
"""Nanoseconds after which a second change of a file has another time than the first."""


class DataError(ValueError):
    """A table that cannot be read as its description says; names file, row and field."""


def tables(data: Path | str | None = None) -> list[str]:
    """Give the names of all tables, in the order of the codebook.

    Examples
    --------
    >>> isinstance(tables(), list)
    True
    """
    return list(schema.read(data).tables)


def load(name: str, *, labels: bool = True, data: Path | str | None = None) -> pd.DataFrame:
    """Load a table, typed as its description says.

    Parameters
    ----------
    name
        Name of a table; see `tables`.
    labels
        Whether text columns keep the labels of missing values; if not, they hold NA there as numbers always do.
    data
        Folder of another data package; by default the book's own.

    Returns
    -------
    pandas.DataFrame
        One row a record, in the order of the file. Text (and EDTF dates) as ``str``, integers as ``Int64``, numbers as
        ``Float64``, truth values as ``boolean``.

    Raises
    ------
    UnknownName
        If there is no such table; the message gives the valid names.
    DataError
        If the file cannot be read as described; the message names file, row and field.

    Examples
    --------
    >>> load("liaison_oficers")
    Traceback (most recent call last):
    ...
    helpers.schema.UnknownName: no table 'liaison_oficers'. Did you mean 'liaison_officers'? Valid: ...
    """
    package = schema.read(data)
    path = package.folder / package.table(name).path
    known = _as_of(path), _as_of(package.folder / schema.DESCRIPTION)
    if None in known:
        return _load(name, labels, data)
    return _loaded(name, labels, package.folder, known).copy(deep=False)  # what is changed in it stays the caller's


def _as_of(path: Path) -> tuple[int, int] | None:
    """Return time and size of a file by which a change shows; None while it may be written within one tick again."""
    try:
        stat = path.stat()
    except OSError:
        return None  # reading it will say so
    return (stat.st_mtime_ns, stat.st_size) if time.time_ns() - stat.st_mtime_ns > _SETTLED else None


@lru_cache(maxsize=128)
def _loaded(name: str, labels: bool, folder: Path, _known: object) -> pd.DataFrame:
    return _load(name, labels, folder)


def _load(name: str, labels: bool, data: Path | str | None) -> pd.DataFrame:
    table, frame = _raw(name, data)
    for field in table.fields.values():
        if field.type in _NUMBERS:
            frame[field.name] = _numbers(table, frame[field.name], field)
        elif not labels:
            frame[field.name] = frame[field.name].mask(frame[field.name].isin(list(field.missing)))
    return frame


def missing(name: str, data: Path | str | None = None) -> pd.DataFrame:
    """Say why values are missing from a table; the parameters are those of `load`.

    Returns
    -------
    pandas.DataFrame
        Of the same shape as `load` gives: the label where a value is missing, NA where there is one.

    Examples
    --------
    >>> missing("people").notna().to_numpy().dtype
    dtype('bool')
    """
    table, raw = _raw(name, data)
    return pd.DataFrame({c: raw[c].where(raw[c].isin(list(table.fields[c].missing))) for c in raw.columns})


def categories(name: str, field: str, data: Path | str | None = None) -> dict[str | int, str]:
    """Give the values that a coded field may take, in the order of its scale, with their meanings.

    The values are of the field's type, so that they can be looked up in what `load` gives.

    Raises
    ------
    UnknownName
        If there is no such table or field.

    Examples
    --------
    >>> list(categories("errata", "kind"))[0]
    'misprint'
    """
    described = schema.read(data).table(name).field(field)
    typed = int if described.type == "integer" else str
    return {typed(value): meaning for value, meaning in described.categories.items()}


@dataclass(frozen=True)
class Entry:
    """A table's entry in the codebook: words and frames, ready to be shown."""

    name: str
    title: str
    description: str
    rows: int
    fields: pd.DataFrame
    """A row a field: field, type, meaning, rules, values (rows that have one), missing (how many of which label)."""
    categories: pd.DataFrame
    """A row a value of a coded field: field, value, meaning, rows."""
    keys: pd.DataFrame
    """A row a key: fields, kind (primary or foreign), refers_to."""


def describe(name: str, data: Path | str | None = None) -> Entry:
    """Give the codebook's entry for a table; the parameters are those of `load`.

    Returns
    -------
    Entry
        With counts taken from the rows as they are now.

    Examples
    --------
    >>> describe("people").fields.columns.tolist()
    ['field', 'type', 'meaning', 'rules', 'values', 'missing']
    """
    package = schema.read(data)
    known = _as_of(package.folder / package.table(name).path), _as_of(package.folder / schema.DESCRIPTION)
    if None in known:
        return _entry(name, data)
    found = _entered(name, package.folder, known)
    frames = {part: getattr(found, part).copy(deep=False) for part in ("fields", "categories", "keys")}
    return replace(found, **frames)


@lru_cache(maxsize=128)
def _entered(name: str, folder: Path, _known: object) -> Entry:
    return _entry(name, folder)


def _entry(name: str, data: Path | str | None) -> Entry:
    table, raw = _raw(name, data)
    return Entry(
        name=table.name,
        title=table.title,
        description=table.description,
        rows=len(raw),
        fields=pd.DataFrame([_field_entry(f, raw[f.name]) for f in table.fields.values()]),
        categories=pd.DataFrame(
            [row for f in table.fields.values() for row in _category_entries(f, raw[f.name])],
            columns=["field", "value", "meaning", "rows"],
        ),
        keys=pd.DataFrame(_key_entries(table), columns=["fields", "kind", "refers_to"]),
    )


def _field_entry(field: Field, column: pd.Series) -> dict[str, object]:
    seen = column.value_counts()
    counts = {label: int(seen.get(label, 0)) for label in field.missing}
    absent = sum(counts.values()) + int(seen.get("", 0))
    return {
        "field": field.name,
        "type": "date (EDTF)" if field.edtf else f"list of {field.type}" if field.separator else field.type,
        "meaning": field.description,
        "rules": _rules(field),
        "values": len(column) - absent,
        "missing": "; ".join(f"{label}: {count}" for label, count in counts.items() if count),
    }


_RULES: dict[str, Callable[[object], str]] = {
    "required": lambda on: "required" if on else "",
    "unique": lambda on: "unique" if on else "",
    "pattern": lambda pattern: f"matches {pattern}",
    "minimum": lambda least: f"at least {least}",
    "maximum": lambda most: f"at most {most}",
    "minLength": lambda least: f"at least {least} characters",
    "maxLength": lambda most: f"at most {most} characters",
    "enum": lambda _values: "one of its categories",
}


def _rules(field: Field) -> str:
    said = [_RULES[name](value) for name, value in field.constraints.items() if name in _RULES]
    said += ["a coder's judgement"] * field.judgement
    said += [f"ids of {field.references}, joined by {field.separator}"] * bool(field.references and field.separator)
    return ", ".join(rule for rule in said if rule)


def _category_entries(field: Field, column: pd.Series) -> list[tuple[str, str, str, int]]:
    values = column.str.split(field.separator).explode() if field.separator else column
    seen = values.value_counts()
    return [(field.name, value, meaning, int(seen.get(value, 0))) for value, meaning in field.categories.items()]


def _key_entries(table: Table) -> list[tuple[str, str, str]]:
    primary = [(", ".join(table.primary_key), "primary", "")] if table.primary_key else []
    return primary + [
        (", ".join(key.fields), "foreign", f"{key.table} ({', '.join(key.target)})") for key in table.foreign_keys
    ]


def _raw(name: str, data: Path | str | None) -> tuple[Table, pd.DataFrame]:
    """Read a table as text, its columns in the order of the description."""
    package = schema.read(data)
    table = package.table(name)
    path = package.folder / table.path
    header, rows = _rows(path)
    if header != list(table.fields):
        raise DataError(f"{path}: row 1: columns are {', '.join(header)} (valid: {', '.join(table.fields)})")
    return table, pd.DataFrame(rows, columns=pd.Index(header), dtype="str")


def _rows(path: Path) -> tuple[list[str], list[list[str]]]:
    """Read a file strictly: `pandas.read_csv` would take surplus cells for an index and fill up short rows."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file, strict=True)
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}); datapackage.json names it") from error
    except (ValueError, csv.Error) as error:  # not UTF-8, no row at all, or not CSV
        raise DataError(f"{path}: not a table of comma-separated UTF-8: {error}") from error
    for position, row in enumerate(rows, 2):
        if len(row) != len(header):
            raise DataError(f"{path}: row {position}: {len(row)} cells (valid: {len(header)}, as the first row has)")
    return header, rows


def _numbers(table: Table, column: pd.Series, field: Field) -> pd.Series:
    present, kind = column.mask(column.isin([*field.missing, ""])), _NUMBERS[field.type]
    values = present.map(_TRUTH) if field.type == "boolean" else pd.to_numeric(present, errors="coerce")
    wrong = present.notna() & values.isna()
    if isinstance(kind, pd.Int64Dtype):
        wrong |= values.notna() & (values % 1 != 0)
    if wrong.any():
        row = int(wrong.to_numpy().argmax())
        raise DataError(
            f"{table.path}: row {row + 2}: field {field.name}: {present.iloc[row]!r} is not of type {field.type} "
            f"(missing values are: {', '.join(field.missing)})"
        )
    return values.astype(kind)
