"""What many chapters do first, done before the first of them: whoever is to fork many chapters imports this.

A module or a table that one chapter after the other would read is then in memory already. Nothing that a chapter says
depends on it, and nothing here complains: what is wrong with a table, the chapter that reads it says, and the check of
the data before it.
"""

from __future__ import annotations

import contextlib

import altair as alt
import krippendorff
import pandas as pd
import pandas.io.formats.string

from helpers import coverage, data, display, ladder, relations, sources, stability

__all__ = ["charts", "tables"]

MODULES = (coverage, display, krippendorff, ladder, relations, sources, stability, pandas.io.formats.string)
"""What several chapters import beside the package itself."""


def tables() -> None:
    """Read every table and its entry in the codebook: `helpers.data` keeps them until the file changes."""
    with contextlib.suppress(Exception):
        for name in data.tables():
            with contextlib.suppress(Exception):
                data.load(name)
                data.describe(name)


def charts() -> None:
    """Have Altair load what it needs to make its first chart."""
    alt.Chart(pd.DataFrame({"x": [0]})).mark_point().encode(x="x:Q").to_dict()


tables()
charts()
