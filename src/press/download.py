"""Each chapter for download: a notebook and a Markdown file, in whose text the computed values stand.

Values are those of the glue roles of the same page and of ``page.md::key``; references say what they say in the book,
for nothing elsewhere knows its labels, and boxes and exercises are plain Markdown. Outputs are left out, for whoever
opens a notebook runs it. Before its first code stands a cell that finds the packages of ``press_preload`` wherever the
notebook was opened, or says how to get them.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from myst_nb.core.variables import format_plain_text
from sphinx.util.osutil import relative_uri

from .children import children
from .launch import launches, repository
from .plain import exercises, plain
from .web import is_web
from .wording import in_words, numbers_of, roles_of

if TYPE_CHECKING:
    from docutils import nodes
    from nbformat import NotebookNode
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

FOLDER = "downloads"
FORMS = {".ipynb": "notebook", ".md": "Markdown"}
ROLE = re.compile(r"\{glue:text\}`(?:(?P<page>[^`:]+)::)?(?P<key>[^`:]+)(?::(?P<form>[^`]*))?`")
LABEL = re.compile(r"^\([\w:.-]+\)=\n", re.M)


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


def portable_notebook(
    source: Path,
    numbers: Path,
    docname: str,
    find: str = "",
    said: Mapping[str, str] | None = None,
    numbered: Mapping[str, str] | None = None,
) -> "NotebookNode":
    """Return a chapter with values where its text has glue roles, in Markdown that any program shows.

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
    said
        What other roles say, as `press.wording` finds it.
    numbered
        The numbers of its exercises, by label.
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
            cell.source = in_words(LABEL.sub("", ROLE.sub(value, cell.source)), said or {})
    texts = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
    names = {label: name for cell in texts for label, name in exercises(cell.source, numbered or {}).items()}
    for cell in texts:
        cell.source = plain(cell.source, names)
    return notebook


def _has_code(app: "Sphinx", docname: str) -> bool:
    return "kernelspec" in app.env.metadata.get(docname, {})


def paths(app: "Sphinx") -> list[str]:
    """Return the files of all pages with code, as paths from the folder of the site."""
    return [f"{FOLDER}/{page}{suffix}" for page in app.env.found_docs if _has_code(app, page) for suffix in FORMS]


class Downloads:
    """The files of the pages of one build."""

    def __init__(self) -> None:
        self.written: set[str] = set()
        self._begun = False

    def begin(self, app: "Sphinx", builder: "Builder") -> None:
        """Have a child write the files of all pages, where one can: other processes keep what pages are written."""
        if is_web(app) and (others := children(app)):
            pages = [page for page in sorted(app.env.found_docs) if _has_code(app, page)]
            others.begin(lambda: _write(app, pages))
            self._begun = True

    def name(
        self, app: "Sphinx", page: str, template: str, context: dict[str, Any], doctree: "nodes.document | None"
    ) -> None:
        """Tell the template of a page with code where its files are and where it runs: a name and an address each."""
        if not is_web(app) or not _has_code(app, page):
            return
        self.written.add(page)
        here = app.builder.get_target_uri(page)
        if where := repository(app.config):
            context["press_launches"] = launches(where, app.config.press_launch, page)
        files = [(name, f"{FOLDER}/{page}{suffix}") for suffix, name in FORMS.items()]
        context["press_files"] = [(name, relative_uri(here, path)) for name, path in files]

    def write(self, app: "Sphinx", exception: Exception | None) -> None:
        """Write the files of every page with code that was written itself, under the site's folder of downloads."""
        if exception is not None or not is_web(app) or self._begun:
            return
        pages = [page for page in sorted(app.env.found_docs) if _has_code(app, page) and not self._is_there(app, page)]
        if pages:
            _write(app, pages)

    def _is_there(self, app: "Sphinx", page: str) -> bool:
        """Tell whether a page's files are those of a build before, as the page is: it was not written this time."""
        if page in self.written:
            return False
        return all(Path(app.outdir, FOLDER, page + suffix).exists() for suffix in FORMS)


def _write(app: "Sphinx", pages: list[str]) -> None:
    import jupytext
    import nbformat

    env, modules = app.env, app.config.press_preload
    find = setup_cell(modules, requirement(app)) if modules else ""
    numbers = Path(env.mystnb_config.output_folder)  # type: ignore[attr-defined]
    for page in pages:
        said, numbered = roles_of(app, page), numbers_of(app, page)
        notebook = portable_notebook(Path(env.doc2path(page)), numbers, page, find, said, numbered)
        target = Path(app.outdir, FOLDER, page)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.with_suffix(".ipynb").write_text(nbformat.writes(notebook) + "\n", "utf-8")
        target.with_suffix(".md").write_text(jupytext.writes(notebook, fmt="md:myst"), "utf-8")


def setup(app: "Sphinx") -> None:
    """Name the downloads on each page, and write them when the pages are done."""
    downloads = Downloads()
    app.connect("html-page-context", downloads.name)
    app.connect("write-started", downloads.begin)
    app.connect("build-finished", downloads.write)
