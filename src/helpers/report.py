"""What is wrong with the data, said so that a coder can mend it: file, row, field, message.

Every check of the data makes `Problem`s; `helpers.validate` gathers them.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Problem", "choices", "shown"]


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, and where.

    Examples
    --------
    >>> print(Problem("people.csv", "is empty"))
    data/people.csv: is empty
    >>> print(Problem("people.csv", "'x' is no state", row="ann-lee", field="state"))
    data/people.csv: row ann-lee: field state: 'x' is no state
    """

    file: str
    message: str
    row: str | None = None
    field: str | None = None

    def __str__(self) -> str:
        where = [f"data/{self.file}"]
        where += [f"row {self.row}"] * (self.row is not None) + [f"field {self.field}"] * (self.field is not None)
        return ": ".join([*where, self.message])


def shown(value: object, longest: int = 60) -> str:
    r"""Quote a value in a message: shortened, and with what cannot be seen written out.

    Examples
    --------
    >>> shown("a" * 100, longest=8), shown(chr(0x202E) + "b")
    ("'aaaaa…'", "'\\u202eb'")
    """
    text = str(value)
    text = text if len(text) <= longest else text[: longest - 3] + "…"
    seen = "".join(c if unicodedata.category(c)[0] != "C" else c.encode("unicode_escape").decode() for c in text)
    return f"'{seen}'"


def choices(valid: Iterable[str], wrong: str = "", most: int = 12) -> str:
    """Say what would be valid: all of a few values, the nearest of many.

    Examples
    --------
    >>> choices(["yes", "no"])
    '(valid: no, yes)'
    >>> choices([f"state-{i}" for i in range(10, 50)], "unc-44")
    '(valid: state-10, state-11, state-12, … 40 in all)'
    """
    known = sorted(set(valid))
    if len(known) <= most:
        return f"(valid: {', '.join(known) or 'none'})"
    close = difflib.get_close_matches(wrong, known, n=3, cutoff=0.75) or known[:3]
    return f"(valid: {', '.join(close)}, … {len(known)} in all)"
