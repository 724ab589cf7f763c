"""The one way a table is written: what in the bytes of a file is not so, and the file as it should be.

UTF-8 without byte order mark, normalized (NFC); lines end with LF, the last one too; comma; one header row of
snake_case names, those of the description in its order; rows sorted by key; quotation marks only where CSV needs them;
no blanks around a value, no line break, control or direction character in it, nothing that a spreadsheet would run.
What a value means is the business of `helpers.rules`.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.report import Problem, choices, shown
from helpers.schema import Table

__all__ = ["Reading", "canonical", "read"]

LONGEST = 4000
"""Characters that a cell may hold: no row of such a table needs more, and no reader could use it."""
_SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", re.ASCII)
# joiners are part of some scripts' spelling, but nothing in these tables needs them
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_FORMULA = re.compile(r"[=+@\t\r-](?!\d+([.,]\d+)?%?$)")


@dataclass(frozen=True)
class Reading:
    """A file as far as it can be read: its rows, and what is wrong with how it is written."""

    table: Table
    header: list[str]
    rows: list[list[str]]
    problems: list[Problem]
    sound: bool
    """Whether rows and columns are those of the description, so that values can be checked."""

    def name(self, position: int) -> str:
        """Name a row for a message: its id, or its number in the file if it has none."""
        row = self.rows[position]
        at = self.header.index("id") if "id" in self.header else -1
        return shown(row[at])[1:-1] if 0 <= at < len(row) and row[at] else str(position + 2)


def read(table: Table, content: bytes) -> Reading:
    """Read a file and say everything that is not canonical in it.

    Parameters
    ----------
    table
        What the file should hold.
    content
        The bytes of the file, whatever they are.

    Returns
    -------
    Reading
        Never an error: what cannot be read is a problem.
    """
    found: list[Problem] = []
    text = _text(table, content, found)
    if text is None:
        return Reading(table, [], [], found, sound=False)
    parsed = _parsed(table, text, found)
    if parsed is None:
        return Reading(table, [], [], found, sound=False)
    header, rows = parsed[0], [row for row in parsed[1:] if row]
    reading = Reading(table, header, rows, found, sound=False)
    broken = [*_header(table, header), *_blank_lines(table, parsed), *_widths(reading)]
    found += broken
    sound = not broken
    if sound:
        for position in range(len(rows)):
            found += _cells(reading, position)
    reading = Reading(table, header, rows, found, sound)
    if not found and canonical(reading) != content:
        found.append(_disorder(reading))
    return reading


def canonical(reading: Reading) -> bytes | None:
    """Write a table anew in canonical form, or give None if its rows or columns are not those of the description.

    Only the writing changes: columns in order, rows sorted by key, blanks around values trimmed, text normalized.
    """
    table = reading.table
    if sorted(reading.header) != sorted(table.fields) or any(len(r) != len(reading.header) for r in reading.rows):
        return None
    places = [reading.header.index(name) for name in table.fields]
    rows = [[unicodedata.normalize("NFC", row[i]).strip() for i in places] for row in reading.rows]
    key = [list(table.fields).index(name) for name in table.primary_key if name in table.fields] or [0]
    rows.sort(key=lambda row: [row[i] for i in key])
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([list(table.fields), *rows])
    return out.getvalue().encode("utf-8")


def _text(table: Table, content: bytes, found: list[Problem]) -> str | None:
    for mark, name in ((codecs.BOM_UTF8, "UTF-8"), (codecs.BOM_UTF16_LE, "UTF-16"), (codecs.BOM_UTF16_BE, "UTF-16")):
        if content.startswith(mark):
            found.append(Problem(table.path, f"starts with a byte order mark of {name} (valid: UTF-8 without one)"))
    if found and "UTF-16" in found[0].message:
        return None
    try:
        text = content.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        byte = f"byte 0x{content[error.start]:02x}"
        found.append(Problem(table.path, f"{byte} is not UTF-8: save the file in that encoding", row=str(line)))
        return None
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        found.append(Problem(table.path, "a line ends with CR (valid: LF alone)", row=str(line)))
    if text and not text.endswith("\n"):
        found.append(Problem(table.path, "the last line has no end"))
    return text


def _parsed(table: Table, text: str, found: list[Problem]) -> list[list[str]] | None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    reader = csv.reader(io.StringIO(lines), strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error as error:
        found.append(Problem(table.path, f"not CSV: {error}", row=str(reader.line_num)))
        return None
    if not rows or not rows[0]:
        found.append(Problem(table.path, f"has no first row (valid: {', '.join(table.fields)})"))
        return None
    return rows


def _blank_lines(table: Table, rows: list[list[str]]) -> list[Problem]:
    return [Problem(table.path, "the line is blank", row=str(i)) for i, row in enumerate(rows, 1) if not row]


def _header(table: Table, header: list[str]) -> Iterator[Problem]:
    if len(header) == 1 and len(table.fields) > 1 and (mark := re.search(r"[;\t|]", header[0])):
        yield Problem(table.path, f"columns are set apart by {shown(mark[0])} (valid: a comma)", row="1")
        return
    for name in dict.fromkeys(header):
        if header.count(name) > 1:
            yield Problem(table.path, f"column {shown(name)} stands {header.count(name)} times", row="1")
        if name not in table.fields:
            kind = "not described in datapackage.json" if _SNAKE.fullmatch(name) else "not a snake_case name"
            yield Problem(table.path, f"column {shown(name)} is {kind} {choices(table.fields, name, 40)}", row="1")
    for name in table.fields:
        if name not in header:
            yield Problem(table.path, f"column {shown(name)} is missing", row="1")


def _widths(reading: Reading) -> Iterator[Problem]:
    wanted = len(reading.header)
    for position, row in enumerate(reading.rows):
        if len(row) != wanted:
            message = f"{len(row)} cells (valid: {wanted}, as many as columns)"
            yield Problem(reading.table.path, message, row=reading.name(position))


def _cells(reading: Reading, position: int) -> Iterator[Problem]:
    for field, value in zip(reading.header, reading.rows[position], strict=True):
        if message := _fault(value, reading.table.fields[field].type):
            yield Problem(reading.table.path, message, row=reading.name(position), field=field)


def _fault(value: str, kind: str) -> str | None:
    """Say what is wrong with how a value is written; the first fault is enough."""
    if len(value) > LONGEST:
        return f"{len(value):,} characters (valid: at most {LONGEST:,})"
    if value.isascii() and value.isprintable() and value == value.strip() and value[:1] not in ("=", "+", "@", "-"):
        return None  # nearly all values: nothing else can be wrong with them
    for sign in value:
        if sign in "\n\r\u2028\u2029\x85":
            return f"{shown(value)} holds a line break (valid: one line)"
        if unicodedata.category(sign) in ("Cc", "Cs", "Co", "Cn"):
            return f"{shown(value)} holds the control character U+{ord(sign):04X}"
    if unseen := _UNSEEN.search(value):
        return f"{shown(value)} holds the invisible character U+{ord(unseen[0]):04X}"
    if value != value.strip():
        return f"{shown(value)} has blanks around it"
    if not unicodedata.is_normalized("NFC", value):
        return f"{shown(value)} is not in the normal form NFC: an accent stands apart from its letter"
    if kind == "string" and _FORMULA.match(value):
        return f"{shown(value)} would run as a formula in a spreadsheet: start with another character"
    return None


def _disorder(reading: Reading) -> Problem:
    table = reading.table
    if reading.header != list(table.fields):
        return Problem(table.path, f"columns are not in the order of datapackage.json: {', '.join(table.fields)}", "1")
    key = [reading.header.index(name) for name in table.primary_key if name in reading.header] or [0]
    keys = [[row[i] for i in key] for row in reading.rows]
    for position in range(1, len(keys)):
        if keys[position] < keys[position - 1]:
            after = reading.name(position - 1)
            message = f"stands after {after} (valid: rows sorted by {', '.join(table.primary_key)})"
            return Problem(table.path, message, row=reading.name(position))
    return Problem(table.path, "a value is quoted that need not be, or in another way (`make data FIX=1` rewrites it)")
