"""How long this book and synthetic ones take other tools, from the committed snapshot of the benchmark.

What this book alone costs is `helpers.status`.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from helpers import status
from helpers.charts import INK, MUTED, PALETTE, heading, size
from helpers.display import Chart, Table, chart, table

__all__ = ["drawing", "failed", "failures", "note", "ratios", "runs", "snapshot", "versions"]

COLD, OURS = "nothing built before", "this press"
COLUMNS = {"book": "Book", "tool": "Tool", "what": "Build"}


def snapshot() -> dict[str, Any]:
    """Read the snapshot.

    Examples
    --------
    >>> sorted(snapshot())[:2]
    ['failures', 'machine']
    """
    return status.snapshot("comparison")


def _rows() -> pd.DataFrame:
    return pd.DataFrame(snapshot()["rows"])


def drawing() -> Chart:
    """Draw the time of each tool on each book, nothing built before: the median, and the rounds as a line."""
    found = _rows()
    found = found[found["what"] == COLD].assign(ours=lambda f: f["tool"] == OURS)
    books = list(dict.fromkeys(found["book"]))
    ours = found[found["ours"]].set_index("book")["median"]
    stock = found[found["tool"] == "Jupyter Book"].set_index("book")["median"]
    said = "; ".join(f"{book}: {ours[book]:.0f} s against {stock[book]:.0f} s" for book in books if book in stock)
    return chart(
        _dots(found, upright=False),
        upright=_dots(found, upright=True),
        description=(
            "Seconds that each tool takes for each book when nothing was built before, as dots with a line from the "
            f"quickest to the slowest round. This press against Jupyter Book: {said}."
        ),
        data=found[["book", "tool", "median", "low", "high", "runs"]],
    )


def _dots(found: pd.DataFrame, *, upright: bool) -> alt.TopLevelMixin:
    books = list(dict.fromkeys(found["book"]))
    tools = list(found.groupby("tool")["median"].min().sort_values().index)
    base = alt.Chart(found).encode(y=alt.Y("tool:N", title=None, sort=tools))
    colour = alt.condition("datum.ours", alt.value(PALETTE[0]), alt.value(MUTED))
    axis = alt.Axis(title="Seconds", tickCount=3 if upright else 8)
    scale = alt.X("median:Q", axis=axis, scale=alt.Scale(zero=True))
    dots = base.mark_point(opacity=1).encode(
        x=scale, color=colour, shape=alt.condition("datum.ours", alt.value("diamond"), alt.value("circle"))
    )
    spread = base.mark_rule(strokeWidth=2).encode(x="low:Q", x2="high:Q", color=colour)
    wide = size(0, upright=upright)["width"] - (165 if upright else 190)
    words = base.mark_text(align="right", color=INK).encode(
        x=alt.value(wide + 44), text=alt.Text("median:Q", format=".1f")
    )
    rows = alt.layer(spread, dots, words).properties(width=wide)
    title = heading(
        "How long a book takes when nothing was built before",
        "Median of the rounds, at the right; the line runs from the quickest to the slowest. "
        "Each book has its own scale.",
        upright=upright,
    )
    title.frame = "bounds"  # the names of the tools leave little room beside them
    return (
        rows.facet(
            row=alt.Row("book:N", sort=books, title=None, header=alt.Header(labelOrient="top", labelAngle=0)), spacing=6
        )
        .resolve_scale(x="independent", y="independent")
        .properties(title=title)
    )


def runs() -> Table:
    """Set what each kind of build took: seconds, processor and memory."""
    found = _rows()
    frame = found.rename(columns=COLUMNS)[list(COLUMNS.values())]
    frame["Rounds"] = found["runs"]
    frame["Median, s"] = found["median"]
    frame["Least to most, s"] = _span(found, "{:.1f}")
    frame["Processor, s"] = found["cpu"]
    frame["Memory, MB"] = found["peak"] / 1e6
    return table(frame, formats={"Median, s": "{:.1f}", "Processor, s": "{:.1f}", "Memory, MB": "{:.0f}"})


def ratios() -> Table:
    """Set this press's time as a part of each other tool's, reckoned within a round."""
    found = pd.DataFrame(snapshot()["ratios"])
    frame = found.rename(columns=COLUMNS)[list(COLUMNS.values())]
    frame["Median"] = found["median"]
    frame["Least to most"] = _span(found, "{:.2f}")
    return table(frame, formats={"Median": "{:.2f}"})


def _span(found: pd.DataFrame, form: str) -> list[str]:
    pairs = zip(found["low"], found["high"], strict=True)
    return [f"{form.format(low)} to {form.format(high)}" for low, high in pairs]


def failures() -> Table | None:
    """Set what failed in a round, and what the tool said; nothing where nothing did."""
    found = pd.DataFrame(snapshot()["failures"], columns=["book", "tool", "said"])
    return None if found.empty else table(found.rename(columns=COLUMNS | {"said": "What it said"}))


def failed() -> str:
    """Say whether all rounds went well, as the sentence before the table of `failures`.

    Examples
    --------
    >>> failed()[-1] in ".:"
    True
    """
    if not snapshot()["failures"]:
        return "Every tool built each book that it was given."
    return "What failed in a round, and what the tool said:"


def note() -> str:
    """Say how the measurements of the snapshot hang together.

    Examples
    --------
    >>> note().endswith(".")
    True
    """
    return snapshot().get("note", "All was measured in one go.")


def versions() -> str:
    """Name the versions of the tools that were compared.

    Examples
    --------
    >>> "jupyter-book" in versions()
    True
    """
    packages = {name: number for tool in snapshot()["tools"].values() for name, number in tool.items()}
    return "; ".join(f"{name} {number}" for name, number in packages.items())
