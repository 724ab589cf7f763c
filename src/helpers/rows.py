"""Are the rows what the description says? `frictionless` and our rules over it, in one report and one voice.

The rules themselves are in `helpers.rules`; here frictionless is run, and its errors are said with the id of their row
and what would be valid.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Any

import frictionless

from helpers import rules
from helpers.canonical import Reading
from helpers.report import Problem, choices, shown
from helpers.schema import DESCRIPTION, Field, Package

__all__ = ["check"]

Tables = dict[str, Reading]


def check(package: Package, sound: Tables, works: frozenset[str], *, skip: Container[str | None] = ()) -> list[Problem]:
    """Give everything that is wrong with types, keys, categories and by our own rules.

    Parameters
    ----------
    package
        The description.
    sound
        By name, the tables whose rows and columns are those of the description: no other can be checked.
    works
        Keys of the bibliography.
    skip
        Tables whose description is at fault: they are looked up, but not checked by it.

    Returns
    -------
    list of Problem
    """
    ids = {
        name: frozenset(row[reading.header.index("id")] for row in reading.rows)
        for name, reading in sound.items()
        if "id" in reading.header
    }
    sound = {name: reading for name, reading in sound.items() if name not in skip}
    checks: list[Any] = [rule(known=rules.Known(package, ids, works)) for rule in rules.RULES]
    try:
        described = frictionless.Package.from_descriptor(_descriptor(package, sound), basepath=str(package.folder))
        report = described.validate(frictionless.Checklist(checks=checks))
    except frictionless.FrictionlessException as error:
        reasons = error.reasons or [error.error]
        return [Problem(DESCRIPTION, reason.message) for reason in reasons]
    except Exception as error:  # by a constraint of the wrong type, for one, frictionless fails instead of saying so
        return [Problem(DESCRIPTION, f"frictionless cannot check by this description: {error}")]
    found = [Problem(DESCRIPTION, error.message) for error in report.errors]
    for task in report.tasks:
        found += [_problem(sound, task.name, error) for error in task.errors]
    return found


def _descriptor(package: Package, sound: Tables) -> dict[str, Any]:
    """Describe only the sound tables, without keys into others: those would seem to dangle."""
    resources = []
    for resource in package.descriptor["resources"]:
        if resource["name"] not in sound:
            continue
        keys = resource["schema"].get("foreignKeys", [])
        keys = [key for key in keys if key["reference"].get("resource", "") in ["", *sound]]
        written = {"format": "csv", "encoding": "utf-8", "dialect": {"delimiter": ","}}  # else it would guess
        resources.append({**resource, **written, "schema": {**resource["schema"], "foreignKeys": keys}})
    return {**package.descriptor, "resources": resources}


def _problem(sound: Tables, table: str, error: Any) -> Problem:
    """Say an error of frictionless in our words, with the row's id and what would be valid."""
    said, reading = error.to_descriptor(), sound[table]
    names = said.get("fieldNames") or [said.get("fieldName") or next(iter(reading.table.primary_key), None)]
    described = reading.table.fields.get(names[0] or "")
    row = reading.name(said["rowNumber"] - 2) if "rowNumber" in said else None
    return Problem(reading.table.path, _message(sound, reading, error.type, said, described), row, names[0])


def _message(sound: Tables, reading: Reading, kind: str, said: dict[str, Any], described: Field | None) -> str:
    value, note = said.get("cell", ""), said.get("note", "")
    if kind in ("unique-error", "primary-key"):
        return "stands in more than one row (valid: an id of its own for each row)"
    if kind == "foreign-key":
        value = ", ".join(said["fieldCells"])
        target = sound[said["referenceName"] or reading.table.name]
        at = target.header.index(said["referenceFieldNames"][0])
        valid = choices((row[at] for row in target.rows), value)
        return f"{shown(value)} is no {target.header[at]} of {target.table.name} {valid}"
    if described and kind == "type-error":
        labels = ", ".join(described.missing)
        return f"{shown(value)} is not of type {described.type} (valid where there is none: {labels})"
    if described and kind == "constraint-error" and '"enum"' in note:
        return f"{shown(value)} is not a category {choices(described.categories, value, 40)}"
    if kind == "constraint-error" and '"required"' in note:
        return f"{shown(value)} where every row must have a value"
    return f"{shown(value)}: {note}" if value and kind != "broken-rule" else note
