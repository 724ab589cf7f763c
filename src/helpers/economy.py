"""What Altair does again for each part of a chart, done once: a quarter of the time that charts take in a build.

Nothing that a chart says depends on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import altair as alt
from altair.utils import schemapi

__all__ = ["copy_little", "look_up_once", "validate_once"]

_LEAVES = frozenset({str, int, float, bool, type(None), type(alt.Undefined)})


def validate_once() -> None:
    """Have Altair validate a chart when it is shown, whole, and not each of its parts when it is made as well.

    While a notebook is written, the line of the part is worth the time; a build has the cell of the chart.
    """
    schemapi.disable_debug_mode()


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
