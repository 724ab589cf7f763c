"""A data frame as rows of text: what a table of the book consists of.

Here values become words a reader sees, and stay text: no cell is ever markup. What is done with the rows is the
business of `helpers.display`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from helpers import schema
from helpers.data import load

__all__ = ["Format", "as_text", "flat", "links", "shows", "to_rows"]

MISSING = "—"
Format = str | Callable[[Any], str]
_LINK = re.compile(r"(https?://|mailto:|[#./\w-])(?!.*[\x00-\x20])", re.ASCII)
ROW = "row:"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.ASCII | re.IGNORECASE)


def flat(frame: pd.DataFrame) -> pd.DataFrame:
    """Give the frame with its named index as columns, and each column under one label of text."""
    named = [n for n in frame.index.names if n is not None]
    shown = frame.reset_index(level=named, allow_duplicates=True) if named else frame
    shown = shown.set_axis([_label(c) for c in shown.columns], axis=1).reset_index(drop=True)
    if not len(shown.columns):
        raise ValueError("a table needs a column")
    return shown


def _label(column: object) -> str:
    parts = column if isinstance(column, tuple) else (column,)
    return " · ".join(str(p) for p in parts if str(p))


def as_text(frame: pd.DataFrame, formats: Mapping[str, Format]) -> dict[str, Any]:
    """Give columns and rows as JSON; every cell is text, so that no value can turn into markup on its way."""
    _known(formats, frame)
    columns = [{"label": str(label), "align": _align(kind)} for label, kind in frame.dtypes.items()]
    rows = [
        [_text(v, formats.get(str(label))) for label, v in zip(frame.columns, row, strict=True)]
        for row in frame.itertuples(index=False, name=None)
    ]
    return {"columns": columns, "rows": rows}


def _known(given: Mapping[str, Any], frame: pd.DataFrame) -> None:
    for column in given:
        if column not in frame.columns:
            raise schema.UnknownName("column", column, map(str, frame.columns))


def _align(kind: Any) -> str:
    if pd.api.types.is_bool_dtype(kind) or not pd.api.types.is_numeric_dtype(kind):
        return "left"
    return "decimal" if pd.api.types.is_float_dtype(kind) else "right"


def _text(value: Any, form: Format | None) -> str:
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return MISSING
    if form is not None:
        return form.format(value) if isinstance(form, str) else str(form(value))
    if pd.api.types.is_bool(value):
        return "yes" if value else "no"
    if isinstance(value, pd.Timestamp) and value == value.normalize():
        return value.date().isoformat()
    return str(value)


def links(frame: pd.DataFrame, given: Mapping[str, Sequence[str | None]]) -> list[list[str | None]]:
    """Give for each cell the address it leads to, or None."""
    _known(given, frame)
    for column, addresses in given.items():
        if len(addresses) != len(frame):
            raise ValueError(f"column {column!r}: {len(addresses)} links for {len(frame)} rows")
    return [[_address(given[c][i]) if c in given else None for c in frame.columns] for i in range(len(frame))]


def shows(frame: pd.DataFrame, given: Mapping[str, Sequence[Any]]) -> list[list[str]]:
    """Give for each row the rows of the data that it shows, as ``table:id``."""
    named: list[list[str]] = [[] for _ in range(len(frame))]
    for table, rows in given.items():
        if len(rows) != len(frame):
            raise ValueError(f"table {table!r}: {len(rows)} entries for {len(frame)} rows")
        for row, ids in zip(named, rows, strict=True):
            links = to_rows(table, ids if isinstance(ids, (list, tuple)) else [ids])
            row += [link.removeprefix(ROW) for link in links if link]
    return named


def to_rows(table: str, ids: Iterable[Any]) -> list[str | None]:
    """Give links to rows of a table, for the ``links`` of `helpers.table`.

    Parameters
    ----------
    table
        A table of the data package.
    ids
        Ids of its rows. For what is no such id there is no link (None): a label such as ``not-stated``, a row that
        somebody added to a frame.

    Raises
    ------
    UnknownName
        If there is no such table.

    Examples
    --------
    >>> to_rows("people", ["jo-elte", "not-stated"])
    ['row:people:jo-elte', None]
    """
    known = frozenset(load(table)["id"])
    return [f"{ROW}{table}:{key}" if isinstance(key, str) and key in known else None for key in ids]


def _address(address: str | None) -> str | None:
    """Give a link that a page may hold: to a page, a part of one, or the web; nothing that runs."""
    if address is None or pd.isna(address):
        return None
    scheme = _SCHEME.match(address)
    if not _LINK.match(address) or (scheme and scheme[0].lower() not in ("http:", "https:", "mailto:", ROW)):
        raise ValueError(
            f"{address!r} is not a link that a page may hold (valid: https://…, a path, #part, row:table:id)"
        )
    return address
