"""What is measured of this book, in a copy of its files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2

from bench.timing import Run, command, repeated, reported, summary
from press.site.weight import weight

HTML, PDF = Path("_build/html"), Path("_build/pdf/nato-un.pdf")
LEFT_OUT = ("_build", ".venv", ".git", "__pycache__")


@dataclass(frozen=True)
class Project:
    """A copy of the project's files, to be built and changed."""

    folder: Path

    def python(self, *arguments: str, measure: Callable[..., Run] = command) -> Run:
        """Run a module in the copy, with the copy's own code."""
        return measure([sys.executable, "-m", *arguments], self.folder, self.environment())

    def environment(self) -> dict[str, str]:
        """Return what a command in the copy finds: the copy's own code, and none of the settings of whoever calls."""
        given = {k: v for k, v in os.environ.items() if k not in ("SOURCES_DIR", "PRESS_COURSES", "PRESS_EXECUTOR")}
        return {**given, "PYTHONPATH": f"{self.folder / 'src'}{os.pathsep}{self.folder}", "PYTHONHASHSEED": "0"}

    def forget(self) -> None:
        """Remove all that was built."""
        shutil.rmtree(self.folder / "_build", ignore_errors=True)

    def change(self) -> None:
        """Change the data, so that every chapter has to be executed again."""
        with (self.folder / "data" / "CODING.md").open("a", encoding="utf-8") as file:
            file.write("\n")


def copied(root: Path, target: Path) -> Project:
    """Copy the project's files: those that git knows, else all but what was built."""
    listed = subprocess.run(["git", "-C", str(root), "ls-files", "-z"], capture_output=True, check=False)
    if listed.returncode:
        shutil.copytree(root, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*LEFT_OUT))
    for name in listed.stdout.decode().split("\0") if not listed.returncode else []:
        if name and (root / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, target / name)
    return Project(target)


def measures(project: Project, runs: int) -> Iterator[dict[str, Any]]:
    """Measure one thing after the other; builds are run fewer times than what takes seconds.

    Parameters
    ----------
    project
        A copy, which is built and changed.
    runs
        How often a build is run; what is quick runs twice as often and once more.
    """
    many = 2 * runs + 1

    def row(name: str, what: str, found: list[Run], target: float | None = None) -> dict[str, Any]:
        return {"name": name, "what": what, "unit": "s", **summary(found), **({"target": target} if target else {})}

    def html() -> Run:
        return project.python("press.publish", "html")

    def pdf() -> Run:
        return project.python("press.publish", "pdf")

    def inside(what: str) -> Run:
        return project.python("bench.inside", what, measure=reported)

    def check() -> Run:
        return project.python("helpers.validate")

    yield row(
        "load",
        "Loading all tables, in a process that has imported pandas",
        repeated(lambda: inside("tables"), many),
        0.3,
    )
    yield row("validate", "Checking the data package, start of Python included", repeated(check, many))
    yield row("html-cold", "Web book, nothing built before", repeated(html, runs, project.forget))
    yield row("html-data", "Web book, after a change of the data", repeated(html, runs, project.change))
    yield row("html-warm", "Web book, nothing changed", repeated(html, runs))
    pdf()  # the first reads the pages for another builder
    yield row("pdf", "PDF, from chapters already executed", repeated(pdf, runs))
    yield row("typst", "Typst’s part of the PDF", repeated(lambda: inside("typst"), many))


def pages(project: Project) -> list[dict[str, Any]]:
    """Weigh each page that a reader opens, before anyone touches it: bytes, compressed, by kind and in all.

    The pages of rows, which are text alone, are left out.
    """
    folder = project.folder / HTML
    found = []
    for path in sorted(folder.rglob("*.html")):
        page = path.relative_to(folder).as_posix()
        if page.split("/")[0] not in ("_static", "search.html", "genindex.html", "rows"):
            parts = weight(folder, page)
            found.append({"page": page, "total": sum(parts.values()), **parts})
    return found


def pdf_size(project: Project) -> dict[str, int]:
    """Count the pages of the PDF and its bytes."""
    path = project.folder / PDF
    with pypdfium2.PdfDocument(path) as document:
        return {"pages": len(document), "bytes": path.stat().st_size}
