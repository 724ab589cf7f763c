"""One tool on one book: built from nothing, again, after an edit; and the floor under all tools that execute."""

from __future__ import annotations

import compileall
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from bench import books
from bench.environments import variables
from bench.machine import ROOT
from bench.measures import copied
from bench.timing import Run, RunError, command
from bench.tools import BUILD, STOCK, Tool, executed

REAL = "this book"
COLD, WARM, EDIT, FLOOR = "nothing built before", "nothing changed", "one cell changed", "floor"


@dataclass
class Trial:
    """A tool with a book in a folder of its own."""

    book: str
    chapters: int
    tool: Tool
    folder: Path
    commands: Path
    """The folder of the tool's commands."""
    again: bool = True
    """Whether to build again and after an edit, too."""
    floored: bool = False
    """Whether to measure the floor beside it: of Jupyter Book's builds only."""
    edits: int = field(default=0, init=False)

    def runs(self) -> Iterator[tuple[str, Run]]:
        """Build once from nothing, then again as asked; yields what was done and what it took.

        Raises
        ------
        RunError
            If a build fails, or leaves a chapter unexecuted.
        """
        shutil.rmtree(self.folder, ignore_errors=True)
        self.lay()
        yield COLD, self.build()
        self.check()
        if self.floored:
            yield FLOOR, self.floor()
        if not self.again:
            return
        yield WARM, self.build()
        self.edits += 1
        books.edit(self.chapter(), self.edits)
        yield EDIT, self.build()
        self.check()

    def lay(self) -> None:
        """Write the sources of the book."""
        if self.book == REAL:
            copied(ROOT, self.folder)
            compileall.compile_dir(self.folder / "src", quiet=1)  # as `make env` does, and pip what it installs
            if self.tool.name == STOCK.name:
                without_press(self.folder / "_config.yml")
            return
        self.folder.mkdir(parents=True)
        books.write(self.folder, self.chapters)
        self.tool.dress(self.folder, self.chapters)

    def chapter(self) -> Path:
        """Return the chapter that is edited: the first of a synthetic book, one of this."""
        if self.book == REAL:
            return self.folder / "chapters" / "liaison-office.md"
        return self.folder / self.tool.chapters.format(books.names(1)[0])

    def build(self, arguments: tuple[str, ...] | None = None) -> Run:
        """Run the tool, or something else in its place."""
        name, *rest = arguments or self.tool.command
        program = self.commands / name
        code = self.folder if self.book == REAL else ROOT
        source = {} if self.tool.environment else {"PYTHONPATH": str(code / "src")}
        given = variables(self.commands, SOURCE_DATE_EPOCH="1600000000", **source)
        return command([str(program) if program.exists() else name, *rest], self.folder, given)

    def check(self) -> None:
        """See that each chapter of a synthetic book was executed: a tool that did not would be quick."""
        if self.book == REAL:
            return
        if (done := executed(self.folder, self.tool, self.chapters)) != self.chapters:
            raise RunError(f"{self.tool.name} executed {done} of {self.chapters} chapters")

    def floor(self) -> Run:
        """Take what no tool of this kind can do without: imports once, the cells' own time, Sphinx on what was run.

        The last is Jupyter Book with its cache full and nothing else left of the build before.
        """
        inside = Path(__file__).with_name("inside.py")
        cells = self.build(("python", str(inside), "cells", str(self.folder)))
        cache = self.folder / "_build" / ".jupyter_cache"
        for path in (self.folder / "_build").iterdir():
            if path != cache:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        pages = self.build(BUILD)
        return Run(cells.wall + pages.wall, cells.cpu + pages.cpu, max(cells.peak, pages.peak))


def without_press(path: Path) -> None:
    """Turn the settings of this book into those of a plain Jupyter Book, which its chapters work in as well."""
    settings = yaml.safe_load(path.read_text("utf-8"))
    sphinx = settings["sphinx"]
    sphinx["extra_extensions"] = [name for name in sphinx["extra_extensions"] if name != "press"]
    ours = ("press_", "bibtex_default_style")  # which names a style that only the press has
    config = {key: value for key, value in sphinx["config"].items() if not key.startswith(ours)}
    sphinx["config"] = {**config, "nitpicky": False}
    path.write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")
