"""Each chapter for download: a notebook and a MyST file, in whose text the computed values stand.

Values are those of the glue roles of the same page and of ``page.md::key``; outputs are left out, for whoever opens a
notebook runs it. Before its first code stands a cell that finds the packages of ``press_preload`` wherever the notebook
was opened, or says how to get them.
"""

import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from myst_nb.core.variables import format_plain_text
from sphinx.util.osutil import relative_uri

from .launch import launches, repository

if TYPE_CHECKING:
    from docutils import nodes
    from nbformat import NotebookNode
    from sphinx.application import Sphinx

FOLDER = "downloads"
FORMS = {".ipynb": "notebook", ".md": "Markdown"}
ROLE = re.compile(r"\{glue:text\}`(?:(?P<page>[^`:]+)::)?(?P<key>[^`:]+)(?::(?P<form>[^`]*))?`")


FIND = """\
# Finds {modules} wherever this notebook was opened.
import importlib.util
from pathlib import Path

if not all(map(importlib.util.find_spec, {names!r})):
    roots = [folder for folder in (Path.cwd(), *Path.cwd().parents) if (folder / "src" / {first!r}).is_dir()]
{get}"""
GET = """\
    source = roots[0] if roots else {requirement!r}
    %pip install --quiet "{{source}}\""""
ASK = """\
    if not roots:
        raise ModuleNotFoundError({message!r})
    source = roots[0]
    %pip install --quiet "{{source}}\""""
MESSAGE = "{modules} not found: get the source of this book, and run `pip install .` in its folder, or open this there."


def setup_cell(modules: list[str], requirement: str | None) -> str:
    """Return code that makes modules importable: from a checkout around the notebook, or else from a requirement.

    Parameters
    ----------
    modules
        Packages that lie in the folder ``src`` of the project.
    requirement
        What pip installs them from, or None if nothing is known: then the code says what to do.

    Examples
    --------
    >>> setup_cell(["helpers"], None).splitlines()[4]
    "if not all(map(importlib.util.find_spec, ['helpers'])):"
    """
    said = ", ".join(modules)
    message = MESSAGE.format(modules=said)
    get = GET.format(requirement=requirement) if requirement else ASK.format(message=message)
    return FIND.format(modules=said, names=modules, first=modules[0], get=get)


def requirement(app: "Sphinx") -> str | None:
    """Return what pip installs the book's packages from: its branch of notebooks, if its repository is configured."""
    where = repository(app.config)
    path = Path(app.confdir, "pyproject.toml")
    if where is None or not path.exists():
        return None
    name = tomllib.loads(path.read_text("utf-8"))["project"]["name"]
    return f"{name} @ git+{where.url}@{where.branch}"


def portable_notebook(source: Path, numbers: Path, docname: str, find: str = "") -> "NotebookNode":
    """Return a chapter with values where its text has glue roles.

    Parameters
    ----------
    source
        The chapter, of any format that jupytext reads.
    numbers
        The folder in which myst-nb leaves each page's numbers.
    docname
        The chapter's name in the book, by which the others are found.
    find
        Code that stands before the chapter's own.
    """
    import jupytext  # a quarter of a second, for builds that write pages only
    import nbformat

    notebook = jupytext.read(source)

    def value(found: re.Match[str]) -> str:
        page = docname if not found["page"] else (Path(docname).parent / found["page"]).with_suffix("").as_posix()
        path = numbers / f"{page}.glue.json"
        known = json.loads(path.read_text("utf-8")) if path.exists() else {}
        if found["key"] not in known:
            return found[0]  # myst-nb has warned of it
        return format_plain_text(known[found["key"]]["data"]["text/plain"], found["form"] or "s")

    first = next((i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code"), None)
    if find and first is not None:
        notebook.cells.insert(first, nbformat.v4.new_code_cell(find))
    for number, cell in enumerate(notebook.cells, 1):
        cell["id"] = f"cell-{number}"  # jupytext draws random ones
        cell.get("metadata", {}).pop("id", None)
        if cell.cell_type == "markdown":
            cell.source = ROLE.sub(value, cell.source)
    return notebook


def _has_code(app: "Sphinx", docname: str) -> bool:
    return "kernelspec" in app.env.metadata.get(docname, {})


def name_downloads(
    app: "Sphinx", page: str, template: str, context: dict[str, Any], doctree: "nodes.document | None"
) -> None:
    """Tell the template of a page with code where its files are, and where it runs: pairs of a name and an address."""
    if app.builder.name == "epub" or not _has_code(app, page):
        return
    here = app.builder.get_target_uri(page)
    if where := repository(app.config):
        context["press_launches"] = launches(where, app.config.press_launch, page)
    context["press_files"] = [(name, relative_uri(here, f"{FOLDER}/{page}{suffix}")) for suffix, name in FORMS.items()]


def paths(app: "Sphinx") -> list[str]:
    """Return the files of all pages with code, as paths from the folder of the site."""
    return [f"{FOLDER}/{page}{suffix}" for page in app.env.found_docs if _has_code(app, page) for suffix in FORMS]


def _is_web(app: "Sphinx") -> bool:
    return app.builder.format == "html" and app.builder.name != "epub"


def _mark(app: "Sphinx") -> Path:
    return Path(app.doctreedir, ".downloads-due")


def begin(app: "Sphinx", builder: object) -> None:
    """Note that pages are about to be written, so that their files are due; a build that ends badly leaves the note."""
    if _is_web(app):
        _mark(app).touch()


def write_downloads(app: "Sphinx", exception: Exception | None) -> None:
    """Write the files of every page that has code under the site's folder of downloads, if any page was written."""
    if exception is not None or not _is_web(app):
        return
    targets = {name: Path(app.outdir, FOLDER, name) for name in sorted(app.env.found_docs) if _has_code(app, name)}
    there = all(target.with_suffix(suffix).exists() for target in targets.values() for suffix in FORMS)
    if _mark(app).exists() or not there:
        _write(app, targets)
        _mark(app).unlink(missing_ok=True)


def _write(app: "Sphinx", targets: dict[str, Path]) -> None:
    import jupytext
    import nbformat

    modules = app.config.press_preload
    find = setup_cell(modules, requirement(app)) if modules else ""
    numbers = Path(app.env.mystnb_config.output_folder)  # type: ignore[attr-defined]
    for docname, target in targets.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        notebook = portable_notebook(Path(app.env.doc2path(docname)), numbers, docname, find)
        target.with_suffix(".ipynb").write_text(nbformat.writes(notebook) + "\n", "utf-8")
        target.with_suffix(".md").write_text(jupytext.writes(notebook, fmt="md:myst"), "utf-8")


def setup(app: "Sphinx") -> None:
    """Name the downloads on each page, and write them when the pages are done."""
    app.connect("html-page-context", name_downloads)
    app.connect("write-started", begin)
    app.connect("build-finished", write_downloads)
