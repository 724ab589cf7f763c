"""From MIME bundles to document nodes (entry points ``myst_nb.mime_renderers``)."""

import contextlib
import json
from collections.abc import Callable, Iterator
from typing import Any

from docutils import nodes
from nbformat import NotebookNode
from sphinx.errors import ExtensionError

from . import payload
from .draw import draw, is_begun
from .nodes import chart_node, data_node, download_node
from .sources import sources_line
from .tables import build_table


class TableRenderer:
    """Tables: ``application/vnd.press.table+json``."""

    mime_priority_overrides = (("*", payload.TABLE, 1),)

    @staticmethod
    def handle_mime(renderer: Any, data: Any, inline: bool) -> list[nodes.Element] | None:
        """Return the nodes of a table, or None for any other type."""
        return _render(payload.TABLE, _table_nodes, renderer, data, inline)


class ChartRenderer:
    """Charts: ``application/vnd.press.chart+json``."""

    mime_priority_overrides = (("*", payload.CHART, 1), ("typst", "text/plain", 90))

    @staticmethod
    def handle_mime(renderer: Any, data: Any, inline: bool) -> list[nodes.Element] | None:
        """Return the nodes of a chart, or None for any other type."""
        return _render(payload.CHART, _chart_nodes, renderer, data, inline)


def _render(
    mime: str, build: Callable[..., list[nodes.Element]], renderer: Any, data: Any, inline: bool
) -> list[nodes.Element] | None:
    if data.mime_type != mime or inline:
        return None
    place = f"{renderer.source}:{data.line}" if data.line else renderer.source
    try:
        made = build(data.content, renderer.renderer)
        for node in made:
            if isinstance(node, chart_node):
                node["place"] = place
        return made
    except payload.PayloadError as error:
        raise ExtensionError(f"{place}: {error}", modname="press") from None


def _table_nodes(content: Any, myst: Any) -> list[nodes.Element]:
    given = payload.table_payload(content)
    table = build_table(given)
    table["press_name"], table["tables"] = given["name"], given["tables"]
    if given["caption"]:
        table.insert(0, nodes.title("", given["caption"], support_smartquotes=False))
    download = download_node(columns=given["columns"], rows=given["rows"])
    return [table, *sources_line(given, myst.sphinx_env.docname, download)]


def _chart_nodes(content: Any, myst: Any) -> list[nodes.Element]:
    given = payload.chart_payload(content)
    chart = chart_node(alt=given["description"].strip(), press_name=given["name"], tables=given["tables"])
    for form, spec in _specs(given):
        chart[form] = spec
        if not is_begun(myst.sphinx_env.app, spec):  # else whoever writes the page waits for it
            draw(myst.sphinx_env.app, spec)  # now, so that what cannot be drawn stops the build at its cell
    below = sources_line(given, myst.sphinx_env.docname)
    if data := given["data"]:
        download = download_node(columns=data["columns"], rows=data["rows"])
        below.append(data_node("", build_table(data), nodes.paragraph("", "", download)))
    return [chart, *below]


def _specs(given: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for form in ("spec", "upright"):
        if given[form] is not None:
            yield form, json.dumps(given[form], sort_keys=True, ensure_ascii=False)


def charts(notebook: NotebookNode) -> Iterator[str]:
    """Return the specs of the charts that an executed notebook shows, as they will be drawn; skips faulty ones."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    for content in [output["data"][payload.CHART] for output in outputs if payload.CHART in output.get("data", {})]:
        with contextlib.suppress(payload.PayloadError):  # named with its place when its page is read
            yield from (spec for _, spec in _specs(payload.chart_payload(content)))
