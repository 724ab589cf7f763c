"""Is the data package as it should be? ``python -m helpers.validate [--fix]`` (``make data``, ``make data FIX=1``).

One report of everything that is wrong, each with file, row, field and what would be valid: how files are written
(`helpers.canonical`), what their description says (`helpers.conventions`), what must hold of rows (`helpers.rows`,
with `frictionless` and `helpers.rules`), and, where SOURCES_DIR names a folder with the founding texts, whether every
piece of evidence stands in them (`helpers.provenance`) and nothing else is copied from them (`helpers.borrowing`).
With ``--fix`` the files are first rewritten in canonical form; nothing else in the project ever writes to them.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from helpers import bibliography, borrowing, canonical, conventions, provenance, rows, schema, texts
from helpers.canonical import Reading
from helpers.report import Problem, shown
from helpers.schema import Package, Table

__all__ = ["Outcome", "check", "fix", "main", "run"]

BACKUP = ".bak"
WORKS = "references.bib"
HEAVIEST = 16 * 2**20
"""Bytes of a table: the largest here has a hundredth of it, and what is much larger is no table by hand."""


@dataclass
class Outcome:
    """What a check found, and what it looked at."""

    problems: list[str] = field(default_factory=list)
    counted: list[str] = field(default_factory=list)
    """Lines that say what was checked."""


def check(srcdir: str | Path) -> list[str]:
    """Give all problems of a book's data, for a build to stop at.

    Parameters
    ----------
    srcdir
        Folder of the book, with ``data/`` and ``references.bib``.

    Returns
    -------
    list of str
        One message a problem; empty if the data are as they should be.
    """
    root = Path(srcdir)
    return run(root / "data", root / WORKS).problems


def run(data: Path, works: Path, sources: str | None = None) -> Outcome:
    """Check a data folder.

    Parameters
    ----------
    data
        Folder with ``datapackage.json`` and the tables.
    works
        The bibliography.
    sources
        Folder with the founding texts; without it evidence is not looked up.
    """
    outcome = Outcome()
    try:
        package = schema.read(data)
    except schema.SchemaError as error:
        outcome.problems.append(str(error))
        return outcome
    found = conventions.check(package)
    readings = _readings(package)
    found += [problem for reading in readings.values() for problem in reading.problems]
    try:
        keys = bibliography.keys(works)
    except bibliography.BibliographyError as error:
        outcome.problems.append(str(error))
        keys = frozenset()
    doubtful = {problem.row for problem in found if problem.file == schema.DESCRIPTION}
    sound = {name: reading for name, reading in readings.items() if reading.sound}
    if keys:  # without a bibliography every source would be unknown
        found += rows.check(package, sound, keys, skip=doubtful)
    outcome.problems += list(dict.fromkeys(map(str, found)))
    outcome.counted.append(_counts(package, readings))
    _provenance(outcome, data, readings, sources)
    return outcome


def _readings(package: Package) -> dict[str, Reading]:
    paths = {name: package.folder / table.path for name, table in package.tables.items()}
    return {
        name: _reading(package.tables[name], path)
        for name, path in paths.items()
        if path.parent == package.folder and path.is_file()
    }


def _reading(table: Table, path: Path) -> Reading:
    if (size := path.stat().st_size) > HEAVIEST:
        problem = Problem(table.path, f"{size:,} bytes (valid: at most {HEAVIEST:,}); nothing of it was read")
        return Reading(table, [], [], [problem], sound=False)
    return canonical.read(table, path.read_bytes())


def _counts(package: Package, readings: dict[str, Reading]) -> str:
    wide = max(map(len, package.tables), default=5)
    lines = [f"{'table':{wide}}  rows  fields"]
    lines += [f"{n:{wide}}  {len(r.rows):4}  {len(r.table.fields):6}" for n, r in readings.items()]
    lines.append(f"{len(readings)} tables, {sum(len(r.rows) for r in readings.values()):,} rows")
    return "\n".join(lines)


def _provenance(outcome: Outcome, data: Path, readings: dict[str, Reading], sources: str | None) -> None:
    """Look up evidence, and look for words that were copied, where the founding texts are at hand."""
    if not sources:
        outcome.counted.append("Evidence was not looked up: SOURCES_DIR names no folder with the founding texts.")
        return
    if not all(reading.sound for reading in readings.values()):
        outcome.counted.append("Evidence was not looked up: first mend the tables that cannot be read.")
        return
    try:
        report = provenance.check(data, sources)
        known = borrowing.sequences(texts.read(sources))
    except (OSError, ValueError, LookupError) as error:
        outcome.problems.append(f"evidence could not be looked up in {sources}: {error}")
        return
    outcome.problems += report.problems
    outcome.problems += [str(problem) for reading in readings.values() for problem in _copied(reading, known)]
    outcome.counted.append(provenance.summary(report))


def _copied(reading: Reading, known: borrowing.Sequences) -> Iterator[Problem]:
    for position, row in enumerate(reading.rows):
        for name, value in zip(reading.header, row, strict=True):
            if name != "title" and (found := borrowing.copied(value, known)):  # a title is not in anyone's own words
                message = (
                    f"{shown(found[0])} stands so in a founding text (valid: at most {borrowing.MOST} words of it)"
                )
                yield Problem(reading.table.path, message, row=reading.name(position), field=name)


def fix(data: Path) -> list[Path]:
    """Rewrite every table that can be read in canonical form, each as a whole, with a backup beside it.

    Parameters
    ----------
    data
        Folder with ``datapackage.json`` and the tables.

    Returns
    -------
    list of Path
        The files that were rewritten; of each, what it was stands in a file named ``….bak``.

    Raises
    ------
    SchemaError
        If the description cannot be read.
    OSError
        If a file cannot be written; it is then as it was.
    """
    package = schema.read(data)
    changed = []
    for reading in _readings(package).values():
        path = data / reading.table.path
        content = canonical.canonical(reading)
        if content is None or content == path.read_bytes():
            continue
        if _values(reading) != _values(canonical.read(reading.table, content)):
            raise AssertionError(f"{path}: rewriting would change a value; nothing was written")
        backup = path.with_name(path.name + BACKUP)
        new = path.with_name(path.name + ".new")
        if not backup.exists():  # what a file first was is worth more than what an earlier run made of it
            shutil.copy2(path, new)
            new.replace(backup)  # whole or not at all: a disk may be full
        new.write_bytes(content)
        shutil.copymode(path, new)
        new.replace(path)
        changed.append(path)
    return changed


def _values(reading: Reading) -> Counter[tuple[tuple[str, str], ...]]:
    """Give what a table says, however it is written: its rows in any order, fields by name."""
    named = (zip(reading.header, map(_normal, row), strict=True) for row in reading.rows)
    return Counter(tuple(sorted(row)) for row in named)


def _normal(value: str) -> str:
    return unicodedata.normalize("NFC", value).strip()


def _settle(data: Path, outcome: Outcome) -> None:
    """Remove backups once the package is as it should be; until then say where they are."""
    backups = sorted(data.glob(f"*.csv{BACKUP}"))
    if not outcome.problems:
        for backup in backups:
            backup.unlink()
    elif backups:
        names = ", ".join(backup.name for backup in backups)
        outcome.counted.append(f"What the files were is kept until no problem is left: data/{names}")


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m helpers.validate", description=__doc__)
    parser.add_argument("--fix", action="store_true", help="first rewrite the tables in canonical form")
    parser.add_argument("--data", type=Path, default=None, help="the folder with the tables (default: this project's)")
    args = parser.parse_args(argv)
    data: Path = args.data or schema.folder()
    try:
        changed = fix(data) if args.fix else []
    except (schema.SchemaError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    outcome = run(data, data.parent / WORKS, os.environ.get("SOURCES_DIR"))
    if args.fix:
        outcome.counted.append(
            f"rewritten: {', '.join(path.name for path in changed) or 'nothing, all were canonical'}"
        )
        _settle(data, outcome)
    print("\n".join(outcome.counted))
    for problem in outcome.problems:
        print(problem, file=sys.stderr)
    if outcome.problems:
        number = len(outcome.problems)
        print(f"{number} problem{'s' * (number > 1)} in the data", file=sys.stderr)
    return int(bool(outcome.problems))


if __name__ == "__main__":
    sys.exit(main())
