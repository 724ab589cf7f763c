"""What a chapter imports: the data, the reading of dates, and ways to show tables, charts and numbers.

>>> from helpers import load, describe, number, chart, table

Analyses stand in modules of their own (`helpers.coverage`). How a book is made is no business of this package.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpers import charts
    from helpers.cells import to_rows
    from helpers.data import categories, describe, load, missing, tables
    from helpers.dates import bounds, days, phrase
    from helpers.display import chart, number, table
    from helpers.numbers import listed, spell
    from helpers.tally import mentions

__all__ = [
    "bounds",
    "categories",
    "chart",
    "charts",
    "days",
    "describe",
    "listed",
    "load",
    "mentions",
    "missing",
    "number",
    "phrase",
    "spell",
    "table",
    "tables",
    "to_rows",
]


_HOMES = ("cells", "charts", "data", "dates", "display", "numbers", "tally")


def __getattr__(name: str) -> Any:
    """Import all of this when a chapter asks for any: what checks the data imports this package and draws nothing."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    for home in _HOMES:
        module = import_module(f"helpers.{home}")
        globals().update({given: getattr(module, given) for given in module.__all__ if given in __all__})
    return globals()[name]


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
