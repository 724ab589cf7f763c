"""The nodes of charts and their data, and what HTML makes of them.

A chart in a page::

    <div class="press-chart" id="…">
      <div class="press-chart-wide press-chart-static" role="img" aria-label="…"><svg…></div>
      <div class="press-chart-upright press-chart-static" role="img" aria-label="…"><svg…></div>   (if it has one)
      <script type="application/json" class="press-chart-spec">…</script>
      <script type="application/json" class="press-chart-spec-upright">…</script>                    (if it has one)
    </div>

Style sheets choose between the two drawings by the width of the screen; a script may take the specs and draw live.
Other builders get an image (`press.figures`) or the description.
"""

import html
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.util.osutil import relative_uri

from .csvs import write_csv
from .draw import draw
from .embed import json_in_page
from .payload import PayloadError
from .specs import lean, without_data_of
from .svg import inline_svg
from .tables import header_entry

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class chart_node(nodes.General, nodes.Element):  # noqa: N801, a node is named as docutils names its own
    """A chart: Vega-Lite as JSON (`spec`, `upright` for narrow screens), description (`alt`), its cell (`place`)."""

    def astext(self) -> str:
        """Return the description."""
        return self["alt"]


class data_node(nodes.General, nodes.Element):  # noqa: N801
    """The data behind a chart: a table and its download, folded away in HTML and left out elsewhere."""


class download_node(nodes.Inline, nodes.Element):  # noqa: N801
    """A link to `columns` and `rows` as a CSV file, whose name without suffix is `file`; in HTML only."""

    def astext(self) -> str:
        """Return nothing: in text there is nothing to download."""
        return ""


def drawing(app: Any, node: chart_node, spec: str, form: str = "svg") -> Path:
    """Return the file with a drawing for a node, as `press.draw.draw` makes it.

    Raises
    ------
    ExtensionError
        If the spec cannot be drawn; the message names the chart's cell.
    """
    try:
        return draw(app, spec, form)
    except PayloadError as error:
        raise ExtensionError(f"{node['place']}: {error}", modname="press") from None


def visit_chart_html(self: Any, node: chart_node) -> None:
    """Write both drawings and their specs."""
    app = self.builder.app
    self.press_charts = getattr(self, "press_charts", 0) + 1
    label = html.escape(node["alt"])
    drawings, specs = [], []
    for form, where in (("spec", "wide"), ("upright", "upright")):
        if form not in node:
            continue
        svg = inline_svg(drawing(app, node, node[form]).read_text("utf-8"), f"chart{self.press_charts}-{where}-")
        drawings.append(
            f'<div class="press-chart-{where} press-chart-static" role="img" aria-label="{label}">{svg}</div>'
        )
        specs.append(_spec_in_page(node, form))
    classes = "press-chart press-chart-has-upright" if "upright" in node else "press-chart"
    self.body.append(self.starttag(node, "div", "\n", CLASS=classes))
    self.body.append("\n".join([*drawings, *specs]) + "\n</div>\n")
    raise nodes.SkipNode


def _spec_in_page(node: chart_node, form: str) -> str:
    """Return a spec as a script element; the upright one leaves out what data the other brings."""
    spec, suffix = lean(json.loads(node[form])), ""
    if form == "upright":
        spec, suffix = without_data_of(spec, lean(json.loads(node["spec"]))), "-upright"
    return f'<script type="application/json" class="press-chart-spec{suffix}">{json_in_page(spec)}</script>'


def visit_chart_text(self: Any, node: chart_node) -> None:
    """Set the description as a paragraph of a text file."""
    self.new_state()
    self.add_text(node["alt"])
    self.end_state()
    raise nodes.SkipNode


def visit_chart_encoded(self: Any, node: chart_node) -> None:
    """Set the description in LaTeX, man and Texinfo pages that take no image."""
    self.body.append(self.encode(node["alt"]) if hasattr(self, "encode") else node["alt"])
    raise nodes.SkipNode


def visit_data_html(self: Any, node: data_node) -> None:
    """Open the folded table."""
    self.body.append(self.starttag(node, "details", "\n", CLASS="press-data"))
    self.body.append("<summary>Data behind this figure</summary>\n")


def depart_data_html(self: Any, node: data_node) -> None:
    """Close the folded table."""
    self.body.append("</details>\n")


def visit_download_html(self: Any, node: download_node) -> None:
    """Write the file and a link to it."""
    builder = self.builder
    path = write_csv(builder.outdir, node["file"], node["columns"], node["rows"])
    here = builder.get_target_uri(builder.current_docname)
    uri = html.escape(relative_uri(here, path))
    self.body.append(f'<a class="press-download" href="{uri}" download>Download data (CSV)</a>')
    raise nodes.SkipNode


def skip(self: Any, node: nodes.Element) -> None:
    """Leave a node out."""
    raise nodes.SkipNode


def visit_header_html(self: Any, node: header_entry) -> None:
    """Write a header cell that says what it heads."""
    start = len(self.body)
    self.visit_entry(node)
    self.body[start] = self.body[start].replace("<th", '<th scope="col"', 1)


def depart_header_html(self: Any, node: header_entry) -> None:
    """Close a header cell."""
    self.depart_entry(node)


def setup(app: "Sphinx") -> None:
    """Register the nodes: never for `epub`, which would lose its fallback to HTML for every other node."""
    encoded = (visit_chart_encoded, None)
    app.add_node(
        chart_node,
        html=(visit_chart_html, None),
        text=(visit_chart_text, None),
        latex=encoded,
        man=encoded,
        texinfo=encoded,
    )
    left_out = (skip, None)
    app.add_node(
        data_node,
        html=(visit_data_html, depart_data_html),
        text=left_out,
        latex=left_out,
        man=left_out,
        texinfo=left_out,
    )
    app.add_node(
        download_node, html=(visit_download_html, None), text=left_out, latex=left_out, man=left_out, texinfo=left_out
    )
    app.add_node(header_entry, html=(visit_header_html, depart_header_html))
