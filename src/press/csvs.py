"""Tables as CSV files for download."""

import csv
import io
import re
from pathlib import Path

FOLDER = "downloads/data"
NUMBER = re.compile(r"[-+]?[\d.,]*%?")


def write_csv(outdir: str | Path, name: str, columns: list[dict[str, str]], rows: list[list[str]]) -> str:
    """Write a table under `outdir` and return its path from there.

    Parameters
    ----------
    outdir
        The folder of the built site.
    name
        The file's name without suffix.
    columns, rows
        As in a table's payload.
    """
    path = Path(outdir, FOLDER, f"{name}.csv")
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [[column["label"] for column in columns], *rows]
    path.write_text("".join(_line([as_text(cell) for cell in line]) for line in lines), "utf-8", newline="")
    return f"{FOLDER}/{name}.csv"


def _line(cells: list[str]) -> str:
    """Return one line; the writer quotes a carriage return only where that ends its lines."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().removesuffix("\r\n") + "\n"


def as_text(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    Examples
    --------
    >>> as_text("=HYPERLINK(1)"), as_text("-2.5"), as_text("- a dash")
    ("'=HYPERLINK(1)", '-2.5', "'- a dash")
    """
    if cell[:1] in ("=", "@", "\t", "\r") or (cell[:1] in ("+", "-") and not NUMBER.fullmatch(cell)):
        return "'" + cell
    return cell
