"""What the two MIME types of the press must look like, and the messages for what does not.

A payload is checked once, when its page is read; the modules after this one rely on it.
"""

import re
from typing import Any

CHART = "application/vnd.press.chart+json"
TABLE = "application/vnd.press.table+json"
ALIGNMENTS = ("left", "right", "decimal", "center")

# What XML forbids: an EPUB with it is not well formed, and the chart renderer aborts the whole process on a NUL.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
POINTER = re.compile(r"[^\s:]+:\S+")
BIBKEY = re.compile(r"[^\s{},\"\\%#~@()=]+")


class PayloadError(ValueError):
    """A payload that the press cannot set; its message says which field and why."""


def clean(value: Any) -> Any:
    r"""Return JSON data with every character that XML forbids replaced by U+FFFD.

    Examples
    --------
    >>> clean({"a": ["b\x00c", 1]})
    {'a': ['b\ufffdc', 1]}
    """
    if isinstance(value, str):
        return FORBIDDEN.sub("\ufffd", value)
    if isinstance(value, dict):
        return {clean(key): clean(item) for key, item in value.items()}
    if isinstance(value, list):
        return [clean(item) for item in value]
    return value


def table_payload(content: Any) -> dict[str, Any]:
    """Return a table's payload, cleaned and with every optional field present.

    Parameters
    ----------
    content
        ``columns`` (each a ``label`` and an ``align``), ``rows`` (lists of strings, one a column) and,
        optionally, ``caption``, ``name``, ``sources``, ``tables``, ``links`` (in the shape of ``rows``) and ``shows``
        (for each row, the rows of the data that it shows, as ``table:id``).

    Raises
    ------
    PayloadError
        If a field is missing or of the wrong type or shape.

    Examples
    --------
    >>> table_payload({"columns": [{"label": "a", "align": "left"}], "rows": [["b"]]})["sources"]
    []
    """
    payload = clean(_object(content, "a table"))
    payload |= _common(payload)
    _grid(payload, "the table")
    payload["caption"] = _text(payload, "caption")
    links = payload.setdefault("links", None)
    if links is not None:
        shape = [len(row) for row in payload["rows"]]
        if not isinstance(links, list) or [len(row) for row in links] != shape:
            raise PayloadError("the table's links must have the shape of its rows")
    return payload


def chart_payload(content: Any) -> dict[str, Any]:
    """Return a chart's payload, cleaned and with every optional field present.

    Parameters
    ----------
    content
        ``spec`` (Vega-Lite), ``description`` and, optionally, ``upright`` (Vega-Lite, for narrow screens),
        ``data`` (``columns`` and ``rows`` as in a table), ``name``, ``sources`` and ``tables``.

    Raises
    ------
    PayloadError
        If the description is missing or empty, or a field is of the wrong type or shape.

    Examples
    --------
    >>> chart_payload({"spec": {}, "description": " "})
    Traceback (most recent call last):
    press.payload.PayloadError: the chart has no description: it stands in for the chart wherever that is not seen
    """
    payload = clean(_object(content, "a chart"))
    payload |= _common(payload)
    description = payload.get("description")
    if not isinstance(description, str) or not description.strip():
        raise PayloadError("the chart has no description: it stands in for the chart wherever that is not seen")
    if not isinstance(payload.get("spec"), dict):
        raise PayloadError("the chart's spec must be an object of Vega-Lite")
    if not isinstance(payload.setdefault("upright", None), dict | None):
        raise PayloadError("the chart's upright must be an object of Vega-Lite, or null")
    if payload.setdefault("data", None) is not None:
        _grid(_object(payload["data"], "the chart's data"), "the chart's data")
    return payload


def _object(content: Any, what: str) -> dict[str, Any]:
    if not isinstance(content, dict):
        raise PayloadError(f"{what} must be an object, not {type(content).__name__}")
    return content


def _common(content: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": _text(content, "name"),
        "sources": _names(content, "sources", BIBKEY),
        "tables": _names(content, "tables"),
    }


def _text(content: dict[str, Any], field: str) -> str | None:
    value = content.get(field)
    if not isinstance(value, str | None):
        raise PayloadError(f"{field} must be text or null, not {value!r}")
    return value


def _names(content: dict[str, Any], field: str, pattern: re.Pattern[str] | None = None) -> list[str]:
    names = content.get(field) or []
    if not isinstance(names, list):
        raise PayloadError(f"{field} must be a list, not {names!r}")
    for name in names:
        if not isinstance(name, str) or (pattern and not pattern.fullmatch(name)):
            raise PayloadError(f"{field}: {name!r} is no {'BibTeX key' if pattern else 'name'}")
    return list(dict.fromkeys(names))


def _grid(content: dict[str, Any], what: str) -> None:
    columns, rows = content.get("columns"), content.get("rows")
    if not isinstance(columns, list) or not isinstance(rows, list) or not columns:
        raise PayloadError(f"{what} must have columns and rows")
    for column in columns:
        if not isinstance(column, dict) or not isinstance(column.get("label"), str):
            raise PayloadError(f"{what}: the column {column!r} has no label")
        if column.get("align") not in ALIGNMENTS:
            raise PayloadError(f"{what}: column {column['label']!r}: align must be one of {', '.join(ALIGNMENTS)}")
    for number, row in enumerate(rows, 1):
        if not isinstance(row, list) or len(row) != len(columns):
            raise PayloadError(f"{what}: row {number} must have {len(columns)} cells")
        for column, cell in zip(columns, row, strict=True):
            if not isinstance(cell, str):
                raise PayloadError(f"{what}: row {number}, column {column['label']!r}: {cell!r} is not text")
    _shows(content, what)


def _shows(content: dict[str, Any], what: str) -> None:
    shows = content.setdefault("shows", None)
    if shows is None:
        return
    if not isinstance(shows, list) or len(shows) != len(content["rows"]):
        raise PayloadError(f"{what}: shows must be a list with an entry for each row")
    for number, names in enumerate(shows, 1):
        if not isinstance(names, list) or not all(isinstance(n, str) and POINTER.fullmatch(n) for n in names):
            raise PayloadError(f"{what}: row {number}: shows must be a list of table:id, not {names!r}")
