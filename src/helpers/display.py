"""How tables, charts and numbers leave a cell: as data, never as markup.

While a book is built (the environment has PRESS_BUILD) a cell's output is one of two MIME types that the book's
builder renders, or the record of a number for prose; in a live notebook the same objects show as an ordinary data
frame and as Altair's own chart. All that can go wrong with an output goes wrong where it is made, in the cell, because
a notebook swallows what is raised while it displays.
"""

from __future__ import annotations

import math
import numbers
import os
import re
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from helpers import cells, economy, schema
from helpers.cells import Format

__all__ = ["Chart", "Table", "chart", "number", "table"]

CHART = "application/vnd.press.chart+json"
TABLE = "application/vnd.press.table+json"
LIVE = "application/vnd.vegalite.v5+json"
"""What JupyterLab draws by itself, with no network: it knows version 5 of the language at most, in which the charts of
the book look as in version 6."""
LIVE_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
GLUE = "application/papermill.record/"
"""Prefix that marks a number for prose: myst-nb reads it, and ``metadata["scrapbook"]``."""
LONGEST_BARE = 60
"""Rows that a frame may show without being made a `table`."""

Bundle = dict[str, Any]


def building() -> bool:
    """Tell whether a book is being built, rather than a notebook looked at."""
    return bool(os.environ.get("PRESS_BUILD"))


class Table:
    """A data frame as a table of the book; made by `table`."""

    def __init__(self, frame: pd.DataFrame, payload: Bundle):
        self.frame, self.payload = frame, payload

    def __repr__(self) -> str:
        return self.frame.to_string(index=False)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Bundle:
        if building():
            return {TABLE: self.payload, "text/plain": _plain(self.payload)}
        return {"text/html": self.frame.to_html(index=False, border=0), "text/plain": repr(self)}


class Chart:
    """An Altair chart with the words that stand in for it; made by `chart`."""

    def __init__(self, drawing: alt.TopLevelMixin, payload: Bundle):
        self.drawing, self.payload = drawing, payload

    def __repr__(self) -> str:
        return str(self.payload["description"])

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Bundle | tuple[Bundle, Bundle]:
        if building():
            return {CHART: self.payload, "text/plain": repr(self)}
        return _ALTAIR_BUNDLE(self.drawing, include, exclude) or {"text/plain": repr(self)}


def table(
    frame: pd.DataFrame | pd.Series,
    caption: str | None = None,
    name: str | None = None,
    *,
    sources: Sequence[str] = (),
    tables: Sequence[str] = (),
    formats: Mapping[str, Format] | None = None,
    links: Mapping[str, Sequence[str | None]] | None = None,
    shows: Mapping[str, Sequence[Any]] | None = None,
) -> Table:
    """Show a frame as a table: the last expression of a cell.

    Parameters
    ----------
    frame
        What to show. Its index is shown where it has a name, and dropped where it has none.
    caption, name
        Plain text of the caption, and the label to refer to it by (``tbl-…``). Captions with markup belong in the
        cell's metadata instead (``mystnb: figure:``).
    sources
        BibTeX keys of what the table rests on.
    tables
        Names of the tables of the data package that it was made from.
    formats
        How to write the values of a column: a format string (``"{:.1f}"``) or a function of one value.
    links
        For a column, the address each of its cells leads to, or None. ``row:people:jo-elte`` leads to a row of the
        data; see `helpers.to_rows`.
    shows
        For a table of the data package, the id of the row that each row of this table shows (a list of ids, if it
        shows several; None, if none): readers get a link to its source, locator and evidence.

    Raises
    ------
    TypeError
        If `frame` is not a frame, or `sources` or `tables` is one string.
    ValueError
        If the frame has no column, or a link is not one that a page may hold.
    UnknownName
        If `formats` or `links` name a column that is not there, `tables` or `shows` a table.

    Examples
    --------
    >>> terms = pd.DataFrame({"officer": ["Eric Heeze"], "months": [25.0]})
    >>> table(terms, "Terms", "tbl-terms", formats={"months": "{:.0f}"}).payload["rows"]
    [['Eric Heeze', '25']]
    """
    if isinstance(frame, pd.Series):
        frame = frame.to_frame(frame.name or "value")
    if not isinstance(frame, pd.DataFrame):
        raise TypeError(f"a table is made from a data frame, not from {type(frame).__name__}")
    shown = cells.flat(frame)
    payload = {**cells.as_text(shown, formats or {}), "caption": caption, "name": name, **_origin(sources, tables)}
    if links:
        payload["links"] = cells.links(shown, links)
    if shows:
        payload["shows"] = cells.shows(shown, shows)
    return Table(shown, payload)


def chart(
    drawing: alt.TopLevelMixin,
    *,
    description: str,
    data: pd.DataFrame | None = None,
    sources: Sequence[str] = (),
    tables: Sequence[str] = (),
    upright: alt.TopLevelMixin | None = None,
    name: str | None = None,
    shows: Mapping[str, Sequence[Any]] | None = None,
) -> Chart:
    """Show an Altair chart: the last expression of a cell.

    Parameters
    ----------
    drawing
        The chart.
    description
        What the chart shows, in a sentence or two: its text alternative everywhere.
    data
        The frame that readers get as "data behind this figure".
    sources, tables
        As for `table`.
    upright
        A drawing of the same for narrow screens (480 px and below).
    name
        Label to refer to it by (``fig-…``), if the cell's metadata give none.
    shows
        As for `table`, of the rows of `data`.

    Raises
    ------
    ValueError
        If the description is empty.
    TypeError
        If a drawing is not an Altair chart, or `sources` or `tables` is one string.

    Examples
    --------
    >>> dots = alt.Chart(pd.DataFrame({"year": [1993]})).mark_point().encode(x="year:Q")
    >>> chart(dots, description="One officer, in 1993.")
    One officer, in 1993.
    >>> chart(dots, description=" ")
    Traceback (most recent call last):
    ...
    ValueError: a chart needs a description: it is what stands for the chart where it cannot be seen
    """
    if not isinstance(description, str) or not description.strip():
        raise ValueError("a chart needs a description: it is what stands for the chart where it cannot be seen")
    payload = {
        "spec": _spec(drawing),
        "upright": None if upright is None else _spec(upright),
        "description": " ".join(description.split()),
        "data": None if data is None else _behind(data, shows),
        **_origin(sources, tables),
        "name": name,
    }
    return Chart(drawing, payload)


def number(name: str, value: Any) -> None:
    """Make a value available to the chapter's prose, as ``{glue:text}`name``` (with a format: ``name:.1f``).

    Parameters
    ----------
    name
        Words in kebab-case, as the prose will name it.
    value
        A finite number, or a text such as a date in words.

    Raises
    ------
    ValueError
        If the name is not kebab-case, or the number is missing or not finite.
    TypeError
        If the value is neither a number nor text.

    Examples
    --------
    >>> number("Number of Officers", 5)
    Traceback (most recent call last):
    ...
    ValueError: 'Number of Officers': a number for prose is named by words in kebab-case, such as 'liaison-officers'
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise ValueError(f"{name!r}: a number for prose is named by words in kebab-case, such as 'liaison-officers'")
    value = value.item() if hasattr(value, "item") else value  # np.float64(1.5) would be written as such
    if pd.isna(value) or (isinstance(value, numbers.Real) and not math.isfinite(value)):
        raise ValueError(f"{name}: {value} is not a value that prose can show")
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise TypeError(f"{name}: prose shows a number or text, not {type(value).__name__}")
    from IPython.display import display  # late: only a notebook needs it

    if building():
        record = {"scrapbook": {"name": name, "mime_prefix": GLUE}}
        display({GLUE + "text/plain": repr(value)}, raw=True, metadata=record)
    else:
        display({"text/plain": f"{name} = {value}"}, raw=True)


def _origin(sources: Sequence[str], tables: Sequence[str]) -> Bundle:
    for what, given in (("sources", sources), ("tables", tables)):
        if isinstance(given, str):
            raise TypeError(f"{what} is a list of names: [{given!r}], not {given!r}")
    if tables:
        package = schema.read()
        for name in tables:
            package.table(name)
    return {"sources": list(sources), "tables": list(tables)}


def _spec(drawing: Any) -> Bundle:
    if not isinstance(drawing, alt.TopLevelMixin):
        raise TypeError(f"a chart is made from an Altair chart, not from {type(drawing).__name__}")
    spec: Bundle = drawing.to_dict()
    return spec


def _behind(data: pd.DataFrame, shows: Mapping[str, Sequence[Any]] | None) -> Bundle:
    shown = cells.flat(data)
    return {**cells.as_text(shown, {}), **({"shows": cells.shows(shown, shows)} if shows else {})}


def _plain(payload: Bundle) -> str:
    """Give the table as text, for outputs that know nothing of tables."""
    labels = [column["label"] for column in payload["columns"]]
    return "\n".join("\t".join(row) for row in [labels, *payload["rows"]])


def _bare_frame(frame: pd.DataFrame | pd.Series, include: object = None, exclude: object = None) -> Bundle:
    """Show a frame that a chapter did not make a `table`: its first rows, and how many follow."""
    shown = table(frame.head(LONGEST_BARE))
    if len(frame) > LONGEST_BARE:
        rest = f"… and {len(frame) - LONGEST_BARE:,} more rows"
        shown.payload["rows"].append([rest, *["…"] * (len(shown.payload["columns"]) - 1)])
    return shown._repr_mimebundle_()


def _bare_chart(drawing: alt.TopLevelMixin, include: object = None, exclude: object = None) -> Bundle:
    """Hand a chart without a description to the builder, which refuses it and knows the cell's line."""
    payload = {"spec": _spec(drawing), "upright": None, "description": "", "data": None, "name": None}
    return {CHART: {**payload, **_origin((), ())}, "text/plain": "a chart without a description"}


_ALTAIR_BUNDLE = alt.TopLevelMixin._repr_mimebundle_


def install() -> None:
    """Make bare frames and charts speak to the builder too; their own HTML is none of EPUB's nor of a PDF's."""
    pd.DataFrame._repr_mimebundle_ = _bare_frame  # type: ignore[attr-defined]
    pd.Series._repr_mimebundle_ = _bare_frame  # type: ignore[attr-defined]
    alt.TopLevelMixin._repr_mimebundle_ = _bare_chart  # type: ignore[method-assign, assignment]


def _in_jupyter() -> bool:
    """Tell whether a Jupyter server started this kernel: its page would take HTML before what it draws by itself."""
    return "JPY_SESSION_NAME" in os.environ and "COLAB_RELEASE_TAG" not in os.environ


def draw_without_network() -> None:
    """Let every Altair chart of a live notebook be drawn by JupyterLab itself; elsewhere Altair's HTML shows it.

    Somebody who has chosen a renderer keeps it.
    """
    if alt.renderers.active != "default":
        return
    stock: Any = alt.renderers.get()

    def both(spec: Bundle, **options: Any) -> Bundle:
        live = {LIVE: {**spec, "$schema": LIVE_SCHEMA}}
        return live if _in_jupyter() else {**live, **stock(spec, **options)}

    alt.renderers.register("live", both)
    alt.renderers.enable("live")


if building():
    install()
    economy.validate_once()
    economy.validate_quickly()
    economy.look_up_once()
    economy.copy_little()
else:
    draw_without_network()
