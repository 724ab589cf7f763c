"""The few nodes whose stock HTML is invalid, inaccessible or idle without a script.

- folded admonitions and solutions become `details`, which every browser folds by itself;
- the summary of a folded cell holds spans, since a paragraph may not stand there;
- an entry of the bibliography is an item of the list around it;
- the widths of a table's columns are the browser's to choose;
- the sections of a page are parts, which may wait for one another (parts.js);
- a cell of a table that holds one paragraph holds its words: a quarter of a table's elements less to lay out;
- a last column of short words is not broken;
- each cell of a table of many columns carries the head of its column, for phones, where rows become cards;
- Thebe's scripts are not added: nothing of the book runs on another host.
"""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.application import Sphinx
from sphinx.locale import admonitionlabels
from sphinx.transforms.post_transforms import SphinxPostTransform

from . import is_site

#: From this number of columns on, a table's rows become cards on a phone.
WIDE = 4
#: To this number of characters the words of a last column stay on a line.
SHORT = 12
#: What marks a part of a page (see site.css and parts.js).
PART = "press-part"


class fold(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """A part of the page that opens and closes; its `summary` is plain text."""


class words(nodes.Part, nodes.TextElement):  # noqa: N801
    """Text that stands in a cell without an element of its own."""


class SiteTransform(SphinxPostTransform):
    """A change for the site alone, made when titles of exercises and solutions are resolved."""

    default_priority = 900
    formats = ("html",)

    def is_supported(self) -> bool:
        """Tell whether the builder writes the site."""
        return super().is_supported() and is_site(self.app)


class MendBoxes(SiteTransform):
    """Admonitions of class `dropdown` become folds on the site; other formats show them open."""

    def run(self, **kwargs: Any) -> None:
        """Replace each marked admonition of the document."""
        for box in list(self.document.findall(nodes.Element)):
            if isinstance(box, nodes.Admonition):
                _drop_repeated_ids(box)
                if "dropdown" in box["classes"]:
                    box.parent.replace(box, folded(box))


def _drop_repeated_ids(box: nodes.Element) -> None:
    """Take from an exercise's content the id that sphinx-exercise gives to every one."""
    for part in box.children:
        if isinstance(part, nodes.section):
            part["ids"] = [i for i in part["ids"] if i not in ("exercise-content", "solution-content")]


class LabelCells(SphinxPostTransform):
    """Tables of four columns and more can be set as cards, on the site and in an EPUB: cells know their heads."""

    default_priority = 900
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Label the cells of each table that has one row of heads."""
        if not is_site(self.app) and self.app.builder.name != "epub":
            return
        for table in self.document.findall(nodes.table):
            heads = [
                [cell.astext() for cell in row.children] for head in table.findall(nodes.thead) for row in head.children
            ]
            if len(heads) == 1 and len(heads[0]) >= WIDE:
                table["classes"].append("press-cards")
                _label(table, heads[0])


class MarkParts(SiteTransform):
    """The sections of a page are the parts that wait while they are out of sight, until the page stands."""

    def run(self, **kwargs: Any) -> None:
        """Mark the sections below the page's title."""
        for page in self.document.children:
            for part in page.children if isinstance(page, nodes.section) else ():
                if isinstance(part, nodes.section):
                    part["classes"].append(PART)


class BareCells(SiteTransform):
    """A cell with one paragraph needs no paragraph."""

    def run(self, **kwargs: Any) -> None:
        """Take the paragraph out of every cell that holds one and no more."""
        for cell in self.document.findall(nodes.entry):
            only = cell.children[0] if len(cell) == 1 else None
            if isinstance(only, nodes.paragraph) and not only["ids"] and not only["classes"]:
                only.replace_self(words("", "", *only.children))


class KeepShort(SiteTransform):
    """A last column of short words keeps them on their lines: browsers break there first, for it costs least."""

    def run(self, **kwargs: Any) -> None:
        """Mark the tables whose last cells are all short."""
        for table in self.document.findall(nodes.table):
            rows = [row for body in table.findall(nodes.tbody) for row in body.children]
            last = [row.children[-1].astext() for row in rows if row.children]
            if any(" " in text for text in last) and max(map(len, last)) <= SHORT:
                table["classes"].append("press-short-last")


class FreeWidths(SiteTransform):
    """Widths of columns are for print: a writer would set them as styles in the page, which the policy forbids."""

    def run(self, **kwargs: Any) -> None:
        """Leave the widths of every table to the browser, which sees how wide its window is."""
        for table in self.document.findall(nodes.table):
            kept = [name for name in table["classes"] if not name.startswith("colwidths-")]
            table["classes"] = [*kept, "colwidths-auto"]


def _label(table: nodes.table, heads: list[str]) -> None:
    for body in table.findall(nodes.tbody):
        for row in body.children:
            cells = row.children  # fewer than heads where one spans columns
            for cell, head in zip(cells, heads, strict=False):
                if isinstance(cell, nodes.entry):
                    cell["press_label"] = head


def visit_entry(self: Any, node: nodes.entry) -> None:
    """Write a cell as the writer does, with its label as an attribute."""
    start = len(self.body)
    type(self).visit_entry(self, node)
    if label := node.get("press_label"):
        self.body[start] = self.body[start].replace("<td", f'<td data-label="{escape(label)}"', 1)


def depart_entry(self: Any, node: nodes.entry) -> None:
    """Close a cell."""
    type(self).depart_entry(self, node)


def folded(box: nodes.Element) -> fold:
    """Make a fold of an admonition: its title becomes the summary, its classes stay.

    Parameters
    ----------
    box
        An admonition, titled by its first child or by its kind.

    Returns
    -------
    fold

    Examples
    --------
    >>> note = nodes.note("", nodes.paragraph("", "Text."), classes=["dropdown"])
    >>> folded(note)["summary"], folded(note)["classes"]
    ('Note', ['admonition', 'note'])
    """
    first = box.children[0] if box.children else None
    titled = isinstance(first, nodes.title)
    summary = first.astext() if titled and first else str(admonitionlabels.get(box.tagname, box.tagname.title()))
    kind = [box.tagname] if box.tagname in admonitionlabels else []
    classes = ["admonition", *kind, *(c for c in box["classes"] if c not in ("admonition", "dropdown", *kind))]
    made = fold("", *(box.children[1:] if titled else box.children), summary=summary, classes=classes)
    made["ids"] = list(box["ids"])
    return made


def visit_fold(self: Any, node: fold) -> None:
    """Open `details` and write its summary."""
    self.body.append(self.starttag(node, "details"))
    self.body.append(f'<summary class="admonition-title">{escape(node["summary"])}</summary>\n')


def depart_fold(self: Any, node: fold) -> None:
    """Close `details`."""
    self.body.append("</details>\n")


def visit_hidden_cell(self: Any, node: HideCodeCellNode) -> None:
    """Write myst-nb's folded cell with a summary that is valid HTML and names what it folds."""
    held = {part.get("nb_element") for part in node.findall(nodes.container)}
    names = [name for kind, name in (("cell_code_source", "Code"), ("cell_code_output", "Output")) if kind in held]
    summary = " and ".join(names).capitalize() or "More"
    self.body.append(self.starttag(node, "details", CLASS="hide") + f"<summary>{summary}</summary>\n")


def depart_hidden_cell(self: Any, node: HideCodeCellNode) -> None:
    """Close the folded cell."""
    self.body.append("</details>\n")


def pass_words(self: Any, node: words) -> None:
    """Write no element around words."""


def visit_citation(self: Any, node: nodes.citation) -> None:
    """Write an entry of the bibliography as an item of its list, as `role=list` around it demands."""
    if not isinstance(node.previous_sibling(), type(node)):
        self.body.append('<div role="list" class="citation-list">\n')
    classes = [node.tagname, PART] if is_site(self.builder.app) else [node.tagname]
    self.body.append(self.starttag(node, "div", classes=classes, role="listitem"))


def _silence_thebe(app: Sphinx) -> None:
    """Disconnect sphinx-thebe, which defines its address twice on a page and so throws on every load."""
    for listeners in list(app.events.listeners.values()):
        for listener in list(listeners):
            if getattr(listener.handler, "__module__", "").split(".")[0] == "sphinx_thebe":
                app.disconnect(listener.id)


def _depart_citation(self: Any, node: nodes.citation) -> None:
    """Close an entry, and the list after the last one."""
    self.body.append("</div>\n")
    if not isinstance(node.next_node(descend=False, siblings=True), type(node)):
        self.body.append("</div>\n")


def setup(app: Sphinx) -> None:
    """Register the folds and the mended nodes."""
    _silence_thebe(app)
    app.add_node(words, html=(pass_words, pass_words))
    app.add_node(fold, html=(visit_fold, depart_fold))
    app.add_node(HideCodeCellNode, override=True, html=(visit_hidden_cell, depart_hidden_cell))
    app.add_node(nodes.citation, override=True, html=(visit_citation, _depart_citation))
    app.add_node(nodes.entry, override=True, html=(visit_entry, depart_entry))
    app.add_post_transform(MendBoxes)
    app.add_post_transform(LabelCells)
    app.add_post_transform(KeepShort)
    app.add_post_transform(FreeWidths)
    app.add_post_transform(MarkParts)
    app.add_post_transform(BareCells)
