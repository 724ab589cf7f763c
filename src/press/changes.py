"""Which figures, tables and numbers of the pages differ from those of another commit, as Markdown for a pull request.

The pages of both are executed as a build executes them, and what their cells give is compared: a changed table, helper
or cell shows in whatever it alters, and nothing that stays the same is named. Both run with the packages that are
installed; a change of those shows nothing here.
"""

import argparse
import ast
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import yaml
from nbformat import NotebookNode

from .payload import CHART, TABLE

GLUE = "application/papermill.record/"
Shown = dict[str, str]
"""What a page shows, by label: a digest; of a number or words in prose, what they are."""


def figures(notebook: NotebookNode) -> Shown:
    """Return what the cells of an executed notebook show.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_notebook, new_output
    >>> record = {"scrapbook": {"name": "n-posts", "mime_prefix": GLUE}}
    >>> said = new_output("display_data", {GLUE + "text/plain": "'five'"}, metadata=record)
    >>> figures(new_notebook(cells=[new_code_cell(outputs=[said])]))
    {'number n-posts': 'five'}
    """
    found: Shown = {}
    for number, cell in enumerate((c for c in notebook.cells if c.cell_type == "code"), 1):
        for output in cell.outputs:
            label, value = _said(cell, number, output)
            found[label] = found.get(label, "") + value
    return found


def _said(cell: NotebookNode, number: int, output: NotebookNode) -> tuple[str, str]:
    data = output.get("data", {})
    if glued := output.get("metadata", {}).get("scrapbook", {}).get("name"):
        return f"number {glued}", str(ast.literal_eval(data[GLUE + "text/plain"]))
    payload: dict[str, Any] = data.get(CHART) or data.get(TABLE) or {}
    own = cell.metadata.get("mystnb", {}).get("figure", {}).get("name") or payload.get("name")
    kind = "failure" if output.output_type == "error" else "output"
    digest = hashlib.sha256(json.dumps(output, sort_keys=True).encode()).hexdigest()[:12]
    return own or f"{kind} of cell {number}", digest


def _execute(page: str) -> tuple[str, Shown]:
    import jupytext
    import nbformat

    from .execute import settle
    from .shell import run_notebook

    notebook = jupytext.read(page, fmt="md:myst")
    os.chdir(Path(page).parent)
    run_notebook(notebook, None)
    notebook = nbformat.from_dict(notebook)
    settle(notebook)
    return page, figures(notebook)


def _files(contents: Any) -> Iterator[str]:
    """Yield the files that a table of contents names, whatever its shape."""
    for key, value in contents.items() if isinstance(contents, dict) else enumerate(contents):
        if key in ("root", "file"):
            yield f"{value}.md"
        elif isinstance(value, (dict, list)):
            yield from _files(value)


def show_all() -> None:
    """Execute the pages of the book in this folder, each in a process of its own, and print what they show as JSON."""
    pages = [page for page in _files(yaml.safe_load(Path("_toc.yml").read_text("utf-8"))) if Path(page).exists()]
    notebooks = [page for page in pages if "```{code-cell}" in Path(page).read_text("utf-8")]
    for name in ("jupytext", "press.execute", "press.shell", *sys.argv[1:]):
        __import__(name)  # once, before the children are made
    with get_context("fork").Pool(os.cpu_count(), maxtasksperchild=1) as pool:
        json.dump(dict(pool.imap_unordered(_execute, notebooks, chunksize=1)), sys.stdout)


def shown(root: Path, preload: list[str]) -> dict[str, Shown]:
    """Return what each page with code shows of the book in a folder, executed with the code of that folder."""
    paths = os.pathsep.join(filter(None, [str(root / "src"), os.environ.get("PYTHONPATH")]))
    here = {**os.environ, "PYTHONPATH": paths, "PRESS_BUILD": "1", "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-c", "from press.changes import show_all; show_all()", *preload]
    ended = subprocess.run(command, cwd=root, env=here, stdout=subprocess.PIPE, check=True)
    pages: dict[str, Shown] = json.loads(ended.stdout)
    return pages


def differences(before: dict[str, Shown], after: dict[str, Shown]) -> Iterator[tuple[str, str, str]]:
    """Yield page, label and change, in the order of pages and labels.

    Examples
    --------
    >>> was = {"a.md": {"fig-x": "1f", "number n": "five"}, "b.md": {"fig-y": "2e"}}
    >>> list(differences(was, {"a.md": {"fig-x": "3d", "number n": "six"}}))
    [('a.md', 'fig-x', 'changes'), ('a.md', 'number n', '“five” becomes “six”'), ('b.md', 'fig-y', 'goes')]
    """
    for page in sorted({*before, *after}):
        was, now = before.get(page, {}), after.get(page, {})
        for label in sorted({*was, *now}):
            if was.get(label) == now.get(label):
                continue
            if label not in was or label not in now:
                yield page, label, "comes" if label in now else "goes"
            else:
                words = label.startswith("number ")
                yield page, label, f"“{was[label]}” becomes “{now[label]}”" if words else "changes"


def report(found: list[tuple[str, str, str]]) -> str:
    """Write differences as Markdown."""
    if not found:
        return "## Figures, tables and numbers\n\nNo page shows anything else than before."
    lines = ["## Figures, tables and numbers", "", "| page | what | change |", "|---|---|---|"]
    return "\n".join(lines + [f"| {page} | `{label}` | {change.replace('|', '/')} |" for page, label, change in found])


def unpack(commit: str, target: Path) -> None:
    """Put the files of a commit into a folder, with the press of this one, which knows how to show them."""
    packed = subprocess.run(["git", "archive", commit], capture_output=True, check=True).stdout
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        archive.extractall(target, filter="data")
    press = target / "src" / "press"
    shutil.rmtree(press, ignore_errors=True)
    shutil.copytree(Path(__file__).parent, press)


def main() -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m press.changes", description=__doc__)
    parser.add_argument("base", help="the commit to compare the files of this folder with")
    parser.add_argument("--preload", action="append", default=[], help="a package to import once, before pages run")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        try:
            unpack(asked.base, Path(folder))
            before, after = shown(Path(folder), asked.preload), shown(Path.cwd(), asked.preload)
        except subprocess.CalledProcessError as error:
            print((error.stderr or b"").decode(errors="replace").strip() or str(error), file=sys.stderr)
            return 1
    print(report(list(differences(before, after))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
