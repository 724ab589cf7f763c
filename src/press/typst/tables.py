"""Tables: heads that repeat, spans, widths from what the columns hold, numbers aligned on their point."""

from __future__ import annotations

from docutils import nodes
from docutils.nodes import SkipNode

from . import widths
from .escape import array
from .grid import FIGURE_SPACES, Cell, Grid, align_of, decimals, padding
from .layout import SIZE, Layout
from .paper import POINTS
from .writer import Writer

EDGE = 17.0  # points that a block with an edge takes from the measure, on average


def _entries(row: nodes.Element) -> list[nodes.entry]:
    return [child for child in row.children if isinstance(child, nodes.entry)]


def _typst(truth: bool) -> str:
    return "true" if truth else "false"


class Tables(Writer):
    """Handlers of tables."""

    def visit_table(self, node: nodes.Element) -> None:
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        groups = [child for child in node.children if isinstance(child, nodes.tgroup)]
        with self.within(apart=True), self.breaking(widths.CELL):
            grids = [self._grid(group, node) for group in groups]
        for grid in grids:
            self._write(node, grid, title)
        raise SkipNode

    def _grid(self, group: nodes.Element, table: nodes.Element) -> Grid:
        specs = [child for child in group.children if isinstance(child, nodes.colspec)]
        grid = Grid(columns=len(specs))
        if "colwidths-given" in table["classes"]:
            whole = sum(spec["colwidth"] for spec in specs) or 1
            grid.given = [spec["colwidth"] / whole for spec in specs]
        taken: dict[tuple[int, int], bool] = {}
        for part in group.children:
            if not isinstance(part, nodes.thead | nodes.tbody):
                continue
            for row in part.children:
                if isinstance(row, nodes.row):
                    grid.rows.append(self._row(row, len(grid.rows), taken))
            if isinstance(part, nodes.thead):
                grid.head = len(grid.rows)
        self._align_decimals(grid)
        return grid

    def _row(self, row: nodes.Element, index: int, taken: dict[tuple[int, int], bool]) -> list[Cell]:
        cells, column = [], 0
        for entry in _entries(row):
            while taken.get((index, column)):
                column += 1
            across, down = entry.get("morecols", 0) + 1, entry.get("morerows", 0) + 1
            for r in range(down):
                for c in range(across):
                    taken[index + r, column + c] = True
            text = "\n\n".join(child.astext() for child in entry.children).rstrip(FIGURE_SPACES)
            cells.append(Cell(column, across, down, text, align_of(entry), self.inside(entry.children).strip()))
            column += across
        return cells

    def _align_decimals(self, grid: Grid) -> None:
        for column, align in enumerate(grid.aligns()):
            if align != "decimal":
                continue
            cells = [cell for row in grid.rows[grid.head :] for cell in row if cell.column == column]
            digits = max((decimals(cell.text) or 0 for cell in cells), default=0)
            for cell in cells:
                cell.body += padding(cell.text, digits)

    def _write(self, node: nodes.Element, grid: Grid, title: nodes.Element | None) -> None:
        floats = title is not None and not self.enclosed
        layout = self._layout(grid, floats)
        notes = self.notes_after(node)
        anchor = self.anchor(node["ids"])
        body = self._table(grid, layout, notes if layout.long else "")
        below = f", notes: [{notes}]" if notes and not layout.long else ""
        look = f"wide: {_typst(layout.wide)}, room: {layout.room:g}pt{below}"
        if title is None:
            self.block(f"#plain-table([{anchor}#{body}], {look})")
            return
        with self.repeated() as held, self.within(edge=False, apart=True):
            words = self.caption(title)
        number = self.quoted(self.number("table", node))
        floats = floats and not layout.long
        self.block(f"#tab({number}, [{words}], [{anchor}{''.join(held)}#{body}], {look}, float: {_typst(floats)})")

    def _layout(self, grid: Grid, floats: bool) -> Layout:
        """Return how a table is laid out in the room that there is."""
        paper = self.book.paper
        narrow = paper.measure * POINTS - self.enclosed * EDGE
        columns = [grid.texts(column) for column in range(grid.columns)]
        found = widths.share(columns, narrow, SIZE)
        if grid.given:
            wide = bool(found and not self.enclosed and paper.hang)
            room = paper.full * POINTS if wide else narrow
            return Layout.of(grid, [part * room for part in grid.given], room, wide=wide, floats=floats)
        if found is None or self.enclosed or not paper.hang:
            return Layout.of(grid, found or [], narrow, floats=floats)
        full = paper.full * POINTS
        return Layout.of(grid, widths.share(columns, full, SIZE) or [], full, wide=True, floats=floats)

    def _table(self, grid: Grid, layout: Layout, notes: str) -> str:
        tracks = array(f"{size:g}pt" for size in layout.sizes) if layout.sizes else str(grid.columns)
        names = {"decimal": "right"}
        aligns = array(names.get(align, align) + " + top" for align in grid.aligns())
        first_of_foot = len(grid.rows) - layout.foot
        every = len(layout.whole) == grid.columns
        some = () if every else layout.whole
        head, body, foot = (
            [self._cell(cell, cell.column in some) for row in rows for cell in row]
            for rows in (grid.rows[: grid.head], grid.rows[grid.head : first_of_foot], grid.rows[first_of_foot:])
        )
        look = [f"foot: {array(foot)}"] * bool(foot) + ["hyphenate: false"] * every
        look += [f"notes: [{notes}], notes-width: {layout.width:g}pt"] * bool(notes) + ["tall: true"] * layout.tall
        look += ["tight: true"] * (self.docname in self.config.press_typst_tight)
        return f"press-table({', '.join([tracks, aligns, array(head), str(grid.head), *body, *look])})"

    @staticmethod
    def _cell(cell: Cell, whole: bool) -> str:
        body = f"#whole[{cell.body}]" if whole and cell.columns == 1 else cell.body
        spans = [f"colspan: {cell.columns}"] * (cell.columns > 1) + [f"rowspan: {cell.rows}"] * (cell.rows > 1)
        return f"table.cell({', '.join(spans)})[{body}]" if spans else f"[{body}]"

    def notes_after(self, node: nodes.Element) -> str:
        """Return the sources and notes that follow a table or figure, and take them out of the running text."""
        siblings = node.parent.children
        index = siblings.index(node) + 1
        notes = []
        with self.within(apart=True):
            while index < len(siblings):
                after = siblings[index]
                if not isinstance(after, nodes.Element) or "press-sources" not in after.get("classes", ()):
                    break
                notes.append(self.inside(after.children))
                self.done.add(id(after))
                index += 1
        return "#parbreak();".join(notes)
