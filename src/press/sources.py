"""The line below a table or chart: the works it rests on, the data tables it shows, its download.

Works are citations of sphinxcontrib-bibtex, so that an unknown key is reported as it is in prose. Names of data
tables lead to the page named by ``press_codebook``, if the book has it: to the place there whose label is the table's
name, or that name after the page's own (``codebook-meeting-days``), else to its top.
"""

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from docutils import nodes
from docutils.nodes import make_id
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode
from sphinxcontrib.bibtex.roles import CitationRef, parse_citation_targets

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.domains.std import StandardDomain
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.domain import BibtexDomain


class table_name(nodes.Inline, nodes.TextElement):  # noqa: N801, a node is named as docutils names its own
    """The name of a data table, until it is known whether a page describes it."""


def sources_line(payload: dict[str, Any], docname: str, *further: nodes.Element) -> list[nodes.Element]:
    """Return a paragraph that names sources and data tables and ends with `further` nodes, or nothing."""
    parts: list[list[nodes.Node]] = []
    if keys := payload["sources"]:
        label = "Sources: " if len(keys) > 1 else "Source: "
        parts.append([nodes.Text(label), _citation(keys, docname)])
    if names := payload["tables"]:
        part: list[nodes.Node] = [nodes.Text("Data: ")]
        for number, name in enumerate(names):
            part += [nodes.Text(", ")] * bool(number) + [table_name(name, name)]
        parts.append(part)
    if not parts and not further:
        return []
    line = nodes.paragraph("", classes=["press-sources"])
    for part in parts:
        line += [nodes.inline("", "", *part, classes=["press-source-part"]), nodes.Text(". ")]
    line += further
    return [line]


def _citation(keys: list[str], docname: str) -> addnodes.pending_xref:
    text = ",".join(keys)
    xref = addnodes.pending_xref(
        text, refdoc=docname, refdomain="cite", reftype="t", reftarget=text, refexplicit=False, refwarn=True
    )
    xref += nodes.inline(text, text)
    return xref


class RegisterSources(SphinxTransform):
    """Tell the bibliography which works the sources cite, as the cite role does for prose."""

    default_priority = 205

    def apply(self, **kwargs: Any) -> None:  # noqa: D102, as the base class
        lines = [line for line in self.document.findall(nodes.paragraph) if "press-sources" in line["classes"]]
        found = [xref for line in lines for xref in line.findall(addnodes.pending_xref) if xref["refdomain"] == "cite"]
        for xref in found:  # a book without a bibliography has no domain for it
            domain = cast("BibtexDomain", self.env.get_domain("cite"))
            self.document.note_explicit_target(xref, xref)  # the bibliography links back to it
            targets = list(parse_citation_targets(xref["reftarget"]))
            domain.citation_refs.append(CitationRef(xref["ids"][0], self.env.docname, xref.line or 0, targets))


class LinkTableNames(SphinxPostTransform):
    """Lead each name of a data table to its entry in the codebook."""

    default_priority = 8  # before references are resolved

    def run(self, **kwargs: Any) -> None:  # noqa: D102, as the base class
        codebook = codebook_of(self.env)
        for node in list(self.document.findall(table_name)):
            name = node.astext()
            text = nodes.literal(name, name, classes=["press-table-name"])
            if codebook is None:
                node.replace_self(text)
                continue
            here = node.get("docname", self.env.docname)
            node.replace_self(make_refnode(self.app.builder, here, codebook.page, codebook.anchor(name), text))


class Codebook(NamedTuple):
    """The page that describes the data tables."""

    page: str
    anchors: dict[str, str]
    """By the names of tables, written as ids."""

    def anchor(self, table: str) -> str:
        """Return where the page describes a table: the whole page if nowhere."""
        return self.anchors.get(make_id(table), "")


def codebook_of(env: "BuildEnvironment") -> Codebook | None:
    """Return the page that ``press_codebook`` names, or None if the book has none."""
    page = env.config.press_codebook
    if page not in env.found_docs:
        return None
    labels = cast("StandardDomain", env.get_domain("std")).anonlabels
    anchors = {make_id(label): anchor for label, (where, anchor) in labels.items() if where == page}
    prefix = page.rpartition("/")[2] + "-"
    return Codebook(page, {**{label.removeprefix(prefix): anchor for label, anchor in anchors.items()}, **anchors})


def setup(app: "Sphinx") -> None:
    """Register the transforms and the setting that names the page of the codebook."""
    app.add_config_value("press_codebook", None, "env", types=(str, type(None)))
    app.add_node(table_name)
    app.add_transform(RegisterSources)
    app.add_post_transform(LinkTableNames)
