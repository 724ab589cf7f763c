"""What Altair does again for each part of a chart, done once: a quarter of the time that charts take in a build.

Nothing that a chart says depends on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from altair.utils import schemapi

__all__ = ["look_up_once", "validate_once"]


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
