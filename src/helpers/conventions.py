"""What `data/datapackage.json` itself must keep to, beyond what Data Package v2 asks.

Every table and field says what it means; a coded field's categories and its `enum` agree; keys lead somewhere; files
and description match. What must hold of rows is in `helpers.rules`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from helpers.report import Problem, choices, shown
from helpers.schema import DESCRIPTION, Field, Package, Table

__all__ = ["BIBLIOGRAPHY", "check", "referred"]

BIBLIOGRAPHY = "references.bib"
"""What a field may refer to besides tables: keys of the bibliography."""
_SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", re.ASCII)
_TYPES = ("string", "integer", "number", "boolean")


def check(package: Package) -> list[Problem]:
    """Give everything in the description that breaks a convention.

    Parameters
    ----------
    package
        The description, read.

    Returns
    -------
    list of Problem
    """
    listed = [resource["name"] for resource in package.descriptor["resources"]]
    found = [
        _said(f"table {shown(n)} is described {listed.count(n)} times") for n in set(listed) if listed.count(n) > 1
    ]
    found += _files(package)
    for table in package.tables.values():
        found += _table(package, table)
    return found


def referred(references: str | None) -> list[str]:
    """Give the tables that a field's property ``references`` names: one, or several set apart by a bar.

    Examples
    --------
    >>> referred("people|organizations")
    ['people', 'organizations']
    """
    return [name for name in re.split("[|;]", references or "") if name]


def _said(message: str, table: str | None = None, field: str | None = None) -> Problem:
    return Problem(DESCRIPTION, message, row=table, field=field)


def _files(package: Package) -> Iterator[Problem]:
    paths = {table.path for table in package.tables.values()}
    for file in sorted(Path(package.folder).glob("*.csv")):
        if file.name not in paths:
            yield Problem(file.name, f"is not described in {DESCRIPTION} {choices(paths, file.name)}")
    for path in sorted(paths):
        if not (package.folder / path).is_file():
            yield Problem(path, f"is missing, and {DESCRIPTION} describes it")


def _table(package: Package, table: Table) -> Iterator[Problem]:
    if not _SNAKE.fullmatch(table.name):
        yield _said(f"{shown(table.name)} is not a snake_case name", table.name)
    if table.path != f"{table.name}.csv":
        yield _said(f"path is {shown(table.path)} (valid: {table.name}.csv)", table.name)
    if not table.description.strip() or table.title == table.name:
        yield _said("the table has no title or no description", table.name)
    if not table.primary_key:
        yield _said("the table has no primaryKey", table.name)
    for name in table.primary_key:
        if name not in table.fields:
            yield _said(f"primaryKey names no field: {shown(name)} {choices(table.fields, name)}", table.name)
    if "source" in table.fields and not {"locator", "section"} & table.fields.keys():
        yield _said("the table has a source but no field for the place in it (valid: locator, section)", table.name)
    if any(field.judgement for field in table.fields.values()) and "rationale" not in table.fields:
        yield _said("the table has judgements but no field rationale", table.name)
    for key in table.foreign_keys:
        yield from _foreign_key(package, table, key.fields, key.table, key.target)
    for field in table.fields.values():
        for message in _field(package, field):
            yield _said(message, table.name, field.name)
    yield from _terms(table)


def _foreign_key(
    package: Package, table: Table, fields: tuple[str, ...], target: str, names: tuple[str, ...]
) -> Iterator[Problem]:
    for name in fields:
        if name not in table.fields:
            yield _said(f"a foreign key names no field: {shown(name)} {choices(table.fields, name)}", table.name)
    if target not in package.tables:
        message = f"a foreign key leads to no table: {shown(target)} {choices(package.tables, target)}"
        yield _said(message, table.name, fields[0])
        return
    for name in names:
        if name not in package.tables[target].fields:
            message = f"a foreign key leads to no field of {target}: {shown(name)}"
            yield _said(message, table.name, fields[0])


def _field(package: Package, field: Field) -> Iterator[str]:
    if not _SNAKE.fullmatch(field.name):
        yield f"{shown(field.name)} is not a snake_case name"
    if field.type not in _TYPES:
        yield f"type {shown(field.type)} (valid: {', '.join(_TYPES)}; EDTF dates are strings)"
    if not field.description.strip():
        yield "the field has no description"
    if field.edtf and field.type != "string":
        yield "EDTF dates are strings"
    try:
        re.compile(field.constraints.get("pattern", ""))
    except (re.error, TypeError) as error:
        yield f"pattern {shown(field.constraints['pattern'])} is no regular expression: {error}"
    enum = [str(value) for value in field.constraints.get("enum", ())]
    if set(enum) != set(field.categories) and not (field.separator and not enum):
        yield f"enum and categories differ: {choices(set(enum) ^ set(field.categories))[8:-1]}"
    for value, meaning in field.categories.items():
        if not meaning.strip():
            yield f"category {shown(value)} has no meaning"
        if value in field.missing:
            yield f"category {shown(value)} is a label of missing values: leave it to those, and the field not required"
    for name in referred(field.references):
        if name != BIBLIOGRAPHY and name not in package.tables:
            yield f"references no table: {shown(name)} {choices(package.tables, name)}"


def _terms(table: Table) -> Iterator[Problem]:
    """Check the property that says which fields make a term of office."""
    if not table.terms:
        return
    for name in [*table.terms.office, *table.terms.dates, *filter(None, [table.terms.holder])]:
        if name not in table.fields:
            yield _said(f"terms name no field: {shown(name)} {choices(table.fields, name)}", table.name)
