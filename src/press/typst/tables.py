"""Tables: heads that repeat, spans, widths from what the columns hold, numbers aligned on their point."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from docutils import nodes
from docutils.nodes import SkipNode

from . import widths
from .escape import array, content
from .paper import POINTS
from .writer import Writer

SIZE = 8.7  # points
LONG = 24  # lines; a longer table may break over pages and stands where it is mentioned
_FIGURE_SPACES = "\u2007\u2008 "
_NUMBER = re.compile(r"^(?P<whole>[^.]*)(?P<part>\.\d+)?(?P<after>\D*)$")


@dataclass
class Cell:
    """A cell: where it stands, how far it reaches, its text and its Typst content."""

    column: int
    columns: int
    rows: int
    text: str
    align: str
    body: str


@dataclass
class Grid:
    """A table as rows of cells; `head` counts the rows of the head."""

    columns: int
    head: int = 0
    rows: list[list[Cell]] = field(default_factory=list)
    given: list[float] = field(default_factory=list)  # widths that the author gave, as parts of the whole

    def texts(self, column: int) -> list[str]:
        """Return the texts of the cells that stand in one column alone, each line of a cell by itself."""
        cells = [cell for row in self.rows for cell in row if cell.column == column and cell.columns == 1]
        return [line for cell in cells for line in cell.text.split("\n\n")]

    def aligns(self) -> list[str]:
        """Return the alignment of each column: that of its first cell below the head."""
        chosen = ["left"] * self.columns
        for row in reversed(self.rows[self.head :] or self.rows):
            for cell in row:
                if cell.columns == 1:
                    chosen[cell.column] = cell.align
        return chosen


def _entries(row: nodes.Element) -> list[nodes.entry]:
    return [child for child in row.children if isinstance(child, nodes.entry)]


def align_of(entry: nodes.Element) -> str:
    """Return the alignment that the classes of a cell name."""
    if "decimal" in entry["classes"]:
        return "decimal"
    for name in entry["classes"]:
        if name in ("text-right", "text-center", "text-left"):
            return name.removeprefix("text-")
    return "left"


def padding(text: str, digits: int) -> str:
    """Return the room that a number needs after it for `digits` places, so that points stand in line.

    >>> padding("12", 2)
    '#hide[#".00";];'
    >>> padding("1.25", 2), padding("n/a", 2)
    ('', '')
    """
    places = decimals(text)
    if places is None or places >= digits:
        return ""
    missing = "0" * (digits - places)
    return f"#hide[{content(missing if places else '.' + missing)}];"


def decimals(text: str) -> int | None:
    """Return how many places a number has after its point, None where the text is no number.

    >>> decimals("1.25"), decimals("12"), decimals("n/a")
    (2, 0, None)
    """
    number = text.rstrip(_FIGURE_SPACES)
    match = _NUMBER.match(number)
    if not match or not any(c.isdigit() for c in number) or match["after"].strip("% "):
        return None
    return len(match["part"] or ".") - 1


class Tables(Writer):
    """Handlers of tables."""

    def visit_table(self, node: nodes.Element) -> None:
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        groups = [child for child in node.children if isinstance(child, nodes.tgroup)]
        with self.within(apart=True):
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
            text = "\n\n".join(child.astext() for child in entry.children).rstrip(_FIGURE_SPACES)
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
        paper = self.book.paper
        narrow, full = paper.measure * POINTS, paper.full * POINTS
        columns = [grid.texts(column) for column in range(grid.columns)]
        free = self.enclosed == 0 and paper.hang > 0
        wide, size = False, SIZE
        if grid.given:
            sizes = [part * narrow for part in grid.given]
        else:
            found = widths.share(columns, narrow, size)
            wide = found is not None and free
            found = widths.share(columns, full, size) if wide else found
            sizes = found or []
        heights = [max(self._lines_of(cell, sizes, size) for cell in row) for row in grid.rows if row]
        long, tall = sum(heights) > LONG, max(heights, default=0) > LONG
        body = self._table(grid, sizes, tall)
        notes = self.notes_after(node)
        anchor = self.anchor(node["ids"])
        if title is None:
            below = f"#notes-below[{notes}]" if notes else ""
            self.block(f"#plain-table(wide: {'true' if wide else 'false'})[{anchor}#{body}{below}]")
            return
        with self.repeated() as held, self.within(edge=False, apart=True):
            words = self.caption(title)
        number = self.quoted(self.number("table", node))
        look = f"wide: {'true' if wide else 'false'}, long: {'true' if long or self.enclosed else 'false'}"
        noted = f", notes: [{notes}]" if notes else ""
        self.block(f"#tab({number}, [{words}], [{anchor}{''.join(held)}#{body}], {look}{noted})")

    @staticmethod
    def _lines_of(cell: Cell, sizes: list[float], size: float) -> float:
        if not sizes:
            return 1
        room = sum(sizes[cell.column : cell.column + cell.columns]) - widths.INSET
        paragraphs = cell.text.split("\n\n")
        return sum(-(-widths.run(text, size * 0.95) // room) or 1 for text in paragraphs) / cell.rows

    def _table(self, grid: Grid, sizes: list[float], tall: bool) -> str:
        tracks = array(f"{size}pt" for size in sizes) if sizes else str(grid.columns)
        names = {"decimal": "right"}
        aligns = array(names.get(align, align) + " + top" for align in grid.aligns())
        head = array(self._cell(cell) for row in grid.rows[: grid.head] for cell in row)
        cells = ", ".join(self._cell(cell) for row in grid.rows[grid.head :] for cell in row)
        look = ", tall: true" if tall else ""
        return f"press-table({tracks}, {aligns}, {head}, {grid.head}, {cells}{look})"

    @staticmethod
    def _cell(cell: Cell) -> str:
        spans = [f"colspan: {cell.columns}"] * (cell.columns > 1) + [f"rowspan: {cell.rows}"] * (cell.rows > 1)
        return f"table.cell({', '.join(spans)})[{cell.body}]" if spans else f"[{cell.body}]"

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
