"""What must hold of the rows, beyond types and keys: each rule a check of `frictionless`, so that there is one report.

The rules are those of the coding handbook: dates can be read and run forward, terms of one office do not overlap,
every row has a source that the bibliography knows and a place in it, rows from the founding texts have evidence,
judgements have reasons, nothing is blank by accident. They read a row as it is written, labels of missing values
included.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import attrs
from frictionless import Check, Resource, Row, errors

from helpers.conventions import BIBLIOGRAPHY, referred
from helpers.dates import DateError, Span, bounds, is_valid
from helpers.report import choices, shown
from helpers.schema import Package, Table

__all__ = ["RULES", "Known", "Rule"]

MOST_WORDS = 12
"""Words of a founding text that a cell may hold as evidence, or that may be quoted in a row."""
OPEN = ".."
_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_POINTERS = ("refers_to", "affects", "evidence_rows")
"""Fields that point to rows of any table, as ``table:id``, joined by a semicolon."""

Raw = Mapping[str, str]
Fault = tuple[str, str]
"""A field, and what is wrong with it."""


@dataclass(frozen=True)
class Known:
    """What the rules look up: the description, the ids of every table, the keys of the bibliography."""

    package: Package
    ids: Mapping[str, frozenset[str]]
    works: frozenset[str] = field(repr=False)

    def values(self, references: str) -> frozenset[str]:
        """Give all that a field with this ``references`` may name: ids of a table or more, also as ``table:id``."""
        found: set[str] = set()
        for table in referred(references):
            ids = self.works if table == BIBLIOGRAPHY else self.ids.get(table, frozenset())
            found |= ids | {f"{table}:{row}" for row in ids}
        return frozenset(found)


class BrokenRule(errors.CellError):
    """An error of ours in a cell."""

    type = "broken-rule"
    title = "Broken rule"
    description = "A rule of the coding handbook does not hold."
    template = "{note}"


@attrs.define(kw_only=True, repr=False)
class Rule(Check):
    """A rule about single rows: subclasses say what is wrong with one in `faults`."""

    type = "rule"
    Errors: ClassVar[list[Any]] = [BrokenRule]
    known: Known

    @property
    def table(self) -> Table:
        """The table that is being checked."""
        return self.known.package.tables[self.resource.name or ""]

    def faults(self, raw: Raw) -> Iterable[Fault]:
        """Say what is wrong with a row, given as written."""
        raise NotImplementedError

    def validate_row(self, row: Row) -> Iterator[errors.CellError]:
        """Turn faults into errors of frictionless."""
        raw = {name: "" if cell is None else str(cell) for name, cell in zip(row.field_names, row.cells, strict=False)}
        for name, note in self.faults(raw):
            yield BrokenRule.from_row(row, note=note, field_name=name)

    def missing(self, raw: Raw, name: str) -> bool:
        """Tell whether a field has no value: it is not there, blank, or labelled as missing."""
        value = raw.get(name, "")
        return value == "" or value in self.table.fields[name].missing


class Ids(Rule):
    """Ids are words in kebab-case."""

    type = "kebab-case-id"

    def faults(self, raw: Raw) -> Iterator[Fault]:
        if "id" in raw and not _KEBAB.fullmatch(raw["id"]):
            yield "id", f"{shown(raw['id'])} is not words in kebab-case (valid: such as un-charter)"


class Blanks(Rule):
    """What is missing is labelled; only a note may be left empty."""

    type = "labelled-missing"

    def faults(self, raw: Raw) -> Iterator[Fault]:
        for name, value in raw.items():
            if value == "" and name != "note" and not name.endswith("_note"):
                labels = ", ".join(self.table.fields[name].missing)
                yield name, f"is blank: say why it is missing (valid: a value, {labels})"


class Dates(Rule):
    """Dates are EDTF, and intervals run forward; where an end is not known, the row says as of when."""

    type = "edtf"

    def faults(self, raw: Raw) -> Iterator[Fault]:
        single = [name for name in raw if self.table.fields[name].edtf and not self.missing(raw, name)]
        faults = [fault for name in single for fault in self._date(raw, name)]
        yield from faults
        if faults:
            return
        if term := _term(self, raw):
            try:
                bounds(term)
            except DateError as error:
                yield self.table.terms.dates[-1], str(error)  # type: ignore[union-attr]  # a term has them

    def _date(self, raw: Raw, name: str) -> Iterator[Fault]:
        text = raw[name]
        if text == OPEN and name.endswith(("start", "end")):
            open_ended = True
        else:
            try:
                open_ended = not bounds(text).end_known
            except DateError as error:
                yield name, str(error)
                return
        if open_ended and ("as_of" not in raw or self.missing(raw, "as_of")):
            yield name, f"{shown(text)} has no known end: give the day on which a source knew it to go on in as_of"


class Sources(Rule):
    """Every source is in the bibliography, and its place is given."""

    type = "known-source"

    def faults(self, raw: Raw) -> Iterator[Fault]:
        works = self.known.works
        for name in ("source", "basis"):
            internal = name == "basis" and raw.get(name) == "internal"
            in_use = name == "source" or self.table.name == "errata"
            if name in raw and in_use and not internal and raw[name] not in works and not self._required(raw, name):
                yield name, f"{shown(raw[name])} is no key in references.bib {choices(works, raw[name])}"
        if "locator" in raw and self.missing(raw, "locator") and not self._required(raw, "locator"):
            yield "locator", "there is no place in the source (valid: section, note, article, clause, page)"

    def _required(self, raw: Raw, name: str) -> bool:
        """Tell whether frictionless says already that there is no value."""
        return self.missing(raw, name) and self.table.fields[name].required


class Evidence(Rule):
    """Rows from the founding texts have evidence that is short enough."""

    type = "evidence"

    def faults(self, raw: Raw) -> Iterator[Fault]:
        name = "expect" if "expect" in raw else "evidence"
        words = len(raw.get(name, "").split())
        if words > MOST_WORDS:
            yield name, f"{words} words (valid: at most {MOST_WORDS})"
        founding = self.known.package.founding
        if raw.get("source") in founding and name in raw and self.missing(raw, name):
            yield name, f"a row from {raw['source']} needs a fragment of it (valid: at most {MOST_WORDS} words)"


class Reasons(Rule):
    """A coded judgement has its rationale."""

    type = "rationale"

    def faults(self, raw: Raw) -> Iterator[Fault]:
        judged = [n for n, f in self.table.fields.items() if f.judgement and n in raw and not self.missing(raw, n)]
        if judged and "rationale" in raw and self.missing(raw, "rationale"):
            yield "rationale", f"there is no reason for the judgement in {', '.join(judged)}"


class Lists(Rule):
    """Each part of a list in one cell is known; so is each row that a pointer names."""

    type = "known-parts"

    def faults(self, raw: Raw) -> Iterator[Fault]:
        for name, described in self.table.fields.items():
            if name not in raw or self.missing(raw, name):
                continue
            if name in _POINTERS:
                yield from ((name, note) for note in self._pointers(raw[name]))
            elif described.separator or described.references:
                parts = raw[name].split(described.separator) if described.separator else [raw[name]]
                valid = self.known.values(described.references) if described.references else set(described.categories)
                yield from ((name, note) for note in _parts(parts, valid))
        if {"table", "row"} <= raw.keys() and "table" in self.table.fields:
            yield from (("row", note) for note in self._pointers(f"{raw['table']}:{raw['row']}"))

    def _pointers(self, cell: str) -> Iterator[str]:
        for pointer in cell.split(";"):
            table, colon, row = pointer.partition(":")
            if not colon or table not in self.known.ids:
                yield f"{shown(pointer)} names no table {choices(self.known.ids, table)}, as table:id"
            elif row not in self.known.ids[table]:
                yield f"{shown(row)} is no row of {table} {choices(self.known.ids[table], row)}"


def _parts(parts: list[str], valid: Iterable[str]) -> Iterator[str]:
    known = set(valid)
    for part in dict.fromkeys(parts):
        if parts.count(part) > 1:
            yield f"{shown(part)} stands {parts.count(part)} times in the list"
        if not part.strip() or part != part.strip():
            yield f"{shown(part)}: a part of the list is blank or has blanks around it"
        elif known and part not in known:
            yield f"{shown(part)} is not known {choices((v for v in known if ':' not in v), part)}"


@attrs.define(kw_only=True, repr=False)
class Overlaps(Rule):
    """No office has two holders on one day, and no holder two offices, as far as the dates make it certain.

    The day of a handover may belong to both.
    """

    type = "no-overlap"
    _seen: list[tuple[Raw, Span]] = attrs.field(factory=list, init=False)

    def connect(self, resource: Resource) -> None:
        """Start anew with each table."""
        self._seen = []
        super().connect(resource)

    def faults(self, raw: Raw) -> Iterator[Fault]:
        terms = self.table.terms
        text = _term(self, raw) if terms else ""
        if not terms or not text or not is_valid(text):
            return
        as_of = raw.get("as_of", "")
        span = bounds(text, as_of=as_of if is_valid(as_of) else None)
        for other, taken in self._seen:
            if not _both(span, taken):
                continue
            if all(raw[n] == other[n] and not self.missing(raw, n) for n in terms.office):
                yield terms.dates[0], f"{shown(text)} overlaps with row {other['id']}, which holds the same office"
            elif terms.holder and raw[terms.holder] == other[terms.holder] and not self.missing(raw, terms.holder):
                yield terms.holder, f"{shown(raw[terms.holder])} holds another office at the time in row {other['id']}"
        self._seen.append((raw, span))


def _term(rule: Rule, raw: Raw) -> str:
    """Give the interval of a row's term, or nothing if it has none or says that it covers no whole span."""
    terms = rule.table.terms
    if terms is None or raw.get("extent") == "within" or any(name not in raw for name in terms.dates):
        return ""
    if len(terms.dates) == 1:
        return "" if rule.missing(raw, terms.dates[0]) else raw[terms.dates[0]]
    ends = ["" if rule.missing(raw, name) else raw[name] for name in terms.dates]
    return "/".join(ends) if any(end not in ("", OPEN) for end in ends) else ""


def _both(a: Span, b: Span) -> bool:
    """Tell whether two spans share more than a day of handover, whatever their true days are."""
    if not a.certain or not b.certain:
        return False
    return max(a.certain[0], b.certain[0]) < min(a.certain[1], b.certain[1])


RULES: tuple[type[Rule], ...] = (Ids, Blanks, Dates, Sources, Evidence, Reasons, Lists, Overlaps)
