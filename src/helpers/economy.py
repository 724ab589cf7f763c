"""What Altair does again for each part of a chart, done once: a quarter of the time that charts take in a build.

Nothing that a chart says depends on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any
from urllib.parse import quote

import altair as alt
from altair.utils import schemapi
from altair.vegalite.v6.schema import load_schema

__all__ = ["copy_little", "look_up_once", "validate_once", "validate_quickly"]

_LEAVES = frozenset({str, int, float, bool, type(None), type(alt.Undefined)})


def validate_once() -> None:
    """Have Altair validate a chart when it is shown, whole, and not each of its parts when it is made as well.

    While a notebook is written, the line of the part is worth the time; a build has the cell of the chart.
    """
    schemapi.disable_debug_mode()


def validate_quickly() -> None:
    """Have Altair ask a compiled validator first, and its own only about what that refuses.

    Its own takes hundreds of times as long, and says in its words what is wrong.
    """
    slowly = schemapi.validate_jsonschema

    def validate(spec: Any, schema: Any, rootschema: Any = None, **how: Any) -> Any:
        whole = schema in _vega_lite()["definitions"]["TopLevelSpec"]["anyOf"]  # a chart, not a part of one
        return None if whole and is_valid(spec) else slowly(spec, schema, rootschema, **how)

    if slowly.__module__ == schemapi.__name__:  # not done before
        schemapi.validate_jsonschema = validate


def is_valid(spec: dict[str, Any]) -> bool:
    """Tell whether a specification is valid Vega-Lite.

    Examples
    --------
    >>> is_valid({"data": {"values": []}, "mark": "bar"}), is_valid({"data": {"values": []}, "mark": "bra"})
    (True, False)
    """
    try:
        valid: bool = _validator().is_valid(spec)
    except ValueError:  # what JSON has no word for
        return False
    return valid


_vega_lite = cache(load_schema)


@cache
def _validator() -> Any:
    """Compile the schema of Vega-Lite."""
    from jsonschema_rs import Draft7Validator  # late: a notebook that is launched does without it

    return Draft7Validator(_with_addresses(_vega_lite()), validate_formats=False)


def _with_addresses(schema: Any) -> Any:
    """Write references to definitions with odd names as addresses are written, which the compiler insists on.

    Examples
    --------
    >>> _with_addresses({"$ref": "#/definitions/RowCol<boolean>"})
    {'$ref': '#/definitions/RowCol%3Cboolean%3E'}
    """
    if isinstance(schema, list):
        return [_with_addresses(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {k: quote(v, safe="#/") if k == "$ref" else _with_addresses(v) for k, v in schema.items()}


def look_up_once() -> None:
    """Have Altair keep the table in which it looks up a class by its schema.

    It makes one for each channel that is given as text (``x="year:Q"``), from the same six hundred classes.
    """
    made = schemapi._FromDict
    if isinstance(made, type):  # not done before
        schemapi._FromDict = _kept(made)  # type: ignore[misc, assignment]


def _kept(make: type) -> Callable[[Iterable[type]], Any]:
    @cache
    def of(classes: tuple[type, ...]) -> Any:
        return make(classes)

    return lambda classes: of(tuple(classes))


def copy_little() -> None:
    """Have Altair take words and numbers as they are when it copies a part of a chart, which it does at each step.

    They are most of a chart, and cannot change.
    """
    copied = schemapi._deep_copy

    def copy(obj: Any, by_ref: set[str]) -> Any:
        return obj if type(obj) in _LEAVES else copied(obj, by_ref)

    if copied.__module__ == schemapi.__name__:  # not done before
        schemapi._deep_copy = copy
