"""The chapters that a build must execute: reading them, and choosing who executes each."""

import ast
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from myst_nb.core.read import create_nb_reader
from nbformat import NotebookNode
from sphinx.errors import ExtensionError

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

ENGINES = ("fork", "kernel")
# What works in a kernel only: child processes, whose output goes past Python; widgets; other displays than ours.
KERNEL_MODULES = frozenset({"ipywidgets", "matplotlib", "multiprocessing", "pexpect", "pty", "seaborn", "subprocess"})
KERNEL_NAMES = frozenset({"clear_output", "get_ipython", "input"})
KERNEL_CALLS = frozenset({("os", "system"), ("os", "popen"), ("os", "fork"), ("plt", "show")})


@dataclass
class Chapter:
    """A page with code cells."""

    docname: str
    path: Path
    text: str
    notebook: NotebookNode = field(repr=False)

    def line(self, index: int, line: int = 1) -> int | None:
        """Return the line of the file that holds line `line` of the cell with this index, if that is known."""
        starts = self.notebook.metadata.get("source_map")
        if not starts or index >= len(starts):
            return None
        # The map knows where a cell's fence is; between that and its code there may be settings.
        lines, first = self.text.splitlines(), self.notebook.cells[index].source.split("\n")[0]
        for number in range(starts[index], len(lines)):
            if lines[number].strip() == first.strip():
                return number + line
        return starts[index] + 1


def read_chapter(env: "BuildEnvironment", docname: str) -> Chapter | None:
    """Return a page as a chapter, or None if it is no notebook (one without code counts: myst-nb would run it)."""
    path = Path(env.doc2path(docname))
    config = env.mystnb_config  # type: ignore[attr-defined]
    if any(PurePosixPath(path.as_posix()).match(pattern) for pattern in config.execution_excludepatterns):
        return None
    text = path.read_text("utf-8-sig")
    reader = create_nb_reader(str(path), env.myst_config, config, text)  # type: ignore[attr-defined]
    notebook = reader.read(text) if reader else None
    return Chapter(docname, path, text, notebook) if notebook else None


def choose_engine(chapter: Chapter, default: str) -> str:
    """Return ``fork`` or ``kernel``: the chapter's own choice, else what its code needs, else the default.

    Raises
    ------
    ExtensionError
        If the chapter's front matter names another executor.
    """
    chosen = chapter.notebook.metadata.get("press", {}).get("executor")
    if chosen is not None:
        if chosen not in ENGINES:
            raise ExtensionError(
                f"{chapter.path}: press: executor: {chosen!r} is none of {', '.join(ENGINES)}", modname="press"
            )
        return chosen
    kernel = chapter.notebook.metadata.get("kernelspec", {})
    if not str(kernel.get("language") or kernel.get("name") or "python").startswith("python"):
        return "kernel"
    sources = [cell.source for cell in chapter.notebook.cells if cell.cell_type == "code"]
    return "kernel" if any(map(needs_kernel, sources)) else default


def needs_kernel(source: str) -> bool:
    """Return whether a cell's code works, or shows the same, in a real kernel only.

    Examples
    --------
    >>> needs_kernel("import pandas"), needs_kernel("from subprocess import run"), needs_kernel("%matplotlib inline")
    (False, True, True)
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return True  # magics and shell lines, or an error that a kernel reports as well
    return any(map(_kernel_only, ast.walk(tree)))


def _kernel_only(node: ast.AST) -> bool:
    if isinstance(node, ast.Import):
        return any(alias.name.split(".")[0] in KERNEL_MODULES for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        names = {alias.name for alias in node.names}
        return (node.module or "").split(".")[0] in KERNEL_MODULES or bool(names & KERNEL_NAMES)
    if isinstance(node, ast.Name):
        return node.id in KERNEL_NAMES
    if isinstance(node, ast.Attribute):
        owner = node.value.id if isinstance(node.value, ast.Name) else ""
        return node.attr in KERNEL_NAMES - {"input"} or (owner, node.attr) in KERNEL_CALLS
    return isinstance(node, ast.Await)
