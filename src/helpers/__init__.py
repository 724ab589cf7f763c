"""What a chapter imports: the data, the reading of dates, and ways to show tables, charts and numbers.

>>> from helpers import load, describe, number, chart, table

Analyses stand in modules of their own (`helpers.coverage`). How a book is made is no business of this package.
"""

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
