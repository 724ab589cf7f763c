"""Specifications as a page carries them: with the data that the chart uses, and with no data twice."""

from __future__ import annotations

import json
from typing import Any


def lean(spec: dict[str, Any]) -> dict[str, Any]:
    """Leave out the columns of a specification's data that nothing in it names.

    Charts are made of whole tables, whose notes and sources no mark shows; they would be
    most of a page's weight. A column stays if its name stands anywhere in the rest of the
    specification, and all stay where a tooltip shows whatever there is.

    Parameters
    ----------
    spec
        A Vega-Lite specification with its data under `datasets`.

    Returns
    -------
    dict
        The same specification with leaner data; the argument is not changed.

    Examples
    --------
    >>> lean({"mark": "bar", "encoding": {"x": {"field": "year"}}, "datasets": {"d": [{"year": 1, "note": "…"}]}})
    {'mark': 'bar', 'encoding': {'x': {'field': 'year'}}, 'datasets': {'d': [{'year': 1}]}}
    """
    rest = json.dumps({key: value for key, value in spec.items() if key != "datasets"}, ensure_ascii=False)
    if not isinstance(spec.get("datasets"), dict) or '"content": "data"' in rest:
        return spec
    return {**spec, "datasets": {name: _used(rows, rest) for name, rows in spec["datasets"].items()}}


def _used(rows: Any, rest: str) -> Any:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return rows
    columns = {key for row in rows for key in row}  # first: each is looked for in a long text
    wanted = {key for key in columns if json.dumps(key, ensure_ascii=False)[1:-1] in rest}
    return [{key: _plain(value) for key, value in row.items() if key in wanted} for row in rows]


def _plain(value: Any) -> Any:
    """Return a number without the dust of its computation (8.8 for 8.800000000000001)."""
    return round(value, 9) if isinstance(value, float) else value


def without_data_of(spec: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Leave out the datasets of a specification that another on the same page has alike.

    Parameters
    ----------
    spec, other
        Specifications of one chart; whoever draws the first adds the datasets of the second.

    Returns
    -------
    dict

    Examples
    --------
    >>> without_data_of({"datasets": {"a": [1], "b": [2]}}, {"datasets": {"a": [1], "b": [3]}})
    {'datasets': {'b': [2]}}
    """
    if "datasets" not in spec:
        return spec
    shared = other.get("datasets", {})
    own = {name: rows for name, rows in spec["datasets"].items() if name not in shared or shared[name] != rows}
    return {**spec, "datasets": own}
