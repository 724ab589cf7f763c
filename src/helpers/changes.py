"""Which rows of the data package differ from those of another commit, as Markdown for a pull request.

Which figures follow from that is `press.changes`: it executes chapters, and this package knows nothing of that.
"""

from __future__ import annotations

import argparse
import csv
import re
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

from helpers import schema

__all__ = ["Change", "changed_rows", "main", "report"]

LONGEST, MOST = 80, 200
"""Characters of a value, and lines of the list, that are shown."""
SPECIAL = re.compile(r"[\\|`\[*_]")
"""What Markdown would read as more than a letter."""
ROW = "(row)"
Change = tuple[str, str, str, str, str]
"""Table, key of the row, field (`ROW` for a whole row), value before and after; a blank where there is none."""
Rows = dict[str, dict[str, str]]


def changed_rows(before: Path | str | None, after: Path | str | None = None) -> list[Change]:
    """Compare the rows of two data packages, by key.

    Parameters
    ----------
    before, after
        Their folders; None for the book's own.

    Returns
    -------
    list of Change
        In the order of tables and keys. A new or dropped row is one change; so is a new or dropped field of a row.

    Raises
    ------
    SchemaError
        If a folder has no description.

    Examples
    --------
    >>> changed_rows(None, None)
    []
    """
    old, new = _tables(before), _tables(after)
    return [change for table in {**new, **old} for change in _differences(table, old.get(table), new.get(table))]


def _tables(folder: Path | str | None) -> dict[str, Rows]:
    """Give each table's rows by key, as written: what is wrong with them is not asked here."""
    package = schema.read(folder)
    found: dict[str, Rows] = {}
    for table in package.tables.values():
        with (package.folder / table.path).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, restval=""))
        found[table.name] = {" ".join(row.get(name, "") for name in table.primary_key): row for row in rows}
    return found


def _differences(table: str, old: Rows | None, new: Rows | None) -> list[Change]:
    was, now = old or {}, new or {}
    found: list[Change] = []
    for key in sorted({*was, *now}):
        if key not in was or key not in now:
            found.append((table, key, ROW, "there" * (key in was), "there" * (key in now)))
            continue
        fields = {**was[key], **now[key]}
        pairs = [(name, was[key].get(name, ""), now[key].get(name, "")) for name in fields]
        found += [(table, key, name, one, other) for name, one, other in pairs if one != other]
    return found


def report(changes: list[Change]) -> str:
    r"""Write changes as Markdown; values are shown as text, and cut where they are long.

    Examples
    --------
    >>> print(report([("people", "ann", "name", "Ann", "Anne | Ann")]))
    ## Rows
    <BLANKLINE>
    1 change in 1 table.
    <BLANKLINE>
    | table | row | field | before | after |
    |---|---|---|---|---|
    | people | ann | name | Ann | Anne \| Ann |
    """
    if not changes:
        return "## Rows\n\nNo row changes."
    tables = {change[0] for change in changes}
    count = f"{len(changes)} change{'s' * (len(changes) > 1)} in {len(tables)} table{'s' * (len(tables) > 1)}."
    lines = ["## Rows", "", count, "", "| table | row | field | before | after |", "|---|---|---|---|---|"]
    lines += [f"| {' | '.join(map(_cell, change))} |" for change in changes[:MOST]]
    return "\n".join(lines + [f"\n… and {len(changes) - MOST:,} more."] * (len(changes) > MOST))


def _cell(value: str) -> str:
    short = value if len(value) <= LONGEST else value[: LONGEST - 1] + "…"
    return SPECIAL.sub(r"\\\g<0>", short).replace("<", "&lt;").replace("@", "&#64;").replace("\n", " ")


def _unpacked(commit: str, target: Path) -> Path:
    """Put the data of a commit into a folder."""
    packed = subprocess.run(["git", "archive", commit, "--", "data"], capture_output=True, check=True).stdout
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        archive.extractall(target, filter="data")
    return target / "data"


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m helpers.changes", description=__doc__)
    parser.add_argument("base", help="the commit to compare the files of this folder with")
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = changed_rows(_unpacked(parser.parse_args(argv).base, Path(folder)), Path("data"))
        except subprocess.CalledProcessError as error:
            print(error.stderr.decode(errors="replace").strip(), file=sys.stderr)
            return 1
        except (ValueError, OSError) as error:
            print(error, file=sys.stderr)
            return 1
    print(report(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
