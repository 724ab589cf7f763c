"""The tools that are compared: how each wants its book, what it is called with, and how it is seen to have executed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench import books

JUPYTER_BOOK = """title: A synthetic book
author: Nobody
copyright: "2026"
only_build_toc_files: true
execute: {execute_notebooks: cache, timeout: 120}
"""
PRESS = """sphinx:
  extra_extensions: [press]
  config: {press_preload: [pandas, altair], press_inputs: ["data/*", "src/**/*.py"]}
"""
SPHINX = """project = "A synthetic book"
extensions = ["myst_nb"]
html_theme = "pydata_sphinx_theme"
nb_execution_mode = "cache"
exclude_patterns = ["_build"]
"""
MKDOCS = """site_name: A synthetic book
docs_dir: chapters
site_dir: _build/site
theme: {name: material, font: false}
plugins: [{mkdocs-jupyter: {execute: true, kernel_name: python3}}]
"""
MYST = """version: 1
project: {title: A synthetic book}
site: {title: A synthetic book}
"""


@dataclass(frozen=True)
class Tool:
    """A tool that builds books with code in them."""

    name: str
    """As a page calls it."""
    environment: str | None
    """Its pins in ``bench/environments``; None: the environment of this project."""
    packages: tuple[str, ...]
    """Those whose versions are told."""
    dress: Callable[[Path, int], None]
    """Gives a synthetic book what this tool wants, settings above all."""
    command: tuple[str, ...]
    """What builds the book, called in its folder."""
    pages: str
    """Glob of what it writes, in which outputs are looked for."""
    chapters: str = "chapters/{}.md"
    """Where it reads a chapter."""


def _contents(folder: Path, chapters: int) -> None:
    files = "".join(f"  - file: chapters/{name}\n" for name in books.names(chapters))
    (folder / "_toc.yml").write_text(f"format: jb-book\nroot: index\nchapters:\n{files}", "utf-8")


def _stock(folder: Path, chapters: int) -> None:
    _contents(folder, chapters)
    (folder / "_config.yml").write_text(JUPYTER_BOOK, "utf-8")


def _press(folder: Path, chapters: int) -> None:
    _contents(folder, chapters)
    (folder / "_config.yml").write_text(JUPYTER_BOOK + PRESS, "utf-8")


def _sphinx(folder: Path, chapters: int) -> None:
    (folder / "conf.py").write_text(SPHINX, "utf-8")
    tree = "\n".join(f"chapters/{name}" for name in books.names(chapters))
    with (folder / "index.md").open("a", encoding="utf-8") as index:
        index.write(f"\n```{{toctree}}\n{tree}\n```\n")


def _mkdocs(folder: Path, chapters: int) -> None:
    books.as_notebooks(folder)
    (folder / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    (folder / "chapters" / "index.md").write_text("# A synthetic book\n", "utf-8")


def _nbconvert(folder: Path, chapters: int) -> None:
    books.as_notebooks(folder)


def _myst(folder: Path, chapters: int) -> None:
    (folder / "myst.yml").write_text(MYST, "utf-8")
    (folder / "jupyter").mkdir()  # its server refuses the superuser, whom containers run as
    (folder / "jupyter" / "jupyter_server_config.json").write_text('{"ServerApp": {"allow_root": true}}', "utf-8")


BUILD = ("python", "-c", "from jupyter_book.cli.main import main; main()", "build", ".")
CACHE = 'from jupyter_cache import get_cache; get_cache("_build/.jupyter_cache").db'
OURS = Tool("this press", None, ("jupyter-book", "sphinx", "myst-nb"), _press, BUILD, "_build/html/chapters/*.html")
STOCK = Tool("Jupyter Book", None, ("jupyter-book",), _stock, BUILD, "_build/html/chapters/*.html")
OTHERS = (
    Tool(
        "Sphinx and MyST-NB",
        "myst-nb",
        ("sphinx", "myst-nb"),
        _sphinx,
        # the cache first, for two processes that make it at once crash
        ("sh", "-c", f"python -c '{CACHE}' && sphinx-build -q -j auto . _build/html"),
        "_build/html/chapters/*.html",
    ),
    Tool(
        "nbconvert",
        "nbconvert",
        ("nbconvert",),
        _nbconvert,
        ("sh", "-c", "jupyter nbconvert --log-level WARN --to html --execute --output-dir _build chapters/*.ipynb"),
        "_build/*.html",
        "chapters/{}.ipynb",
    ),
    Tool(
        "MkDocs and mkdocs-jupyter",
        "mkdocs-jupyter",
        ("mkdocs", "mkdocs-material", "mkdocs-jupyter"),
        _mkdocs,
        ("mkdocs", "build", "--quiet"),
        "_build/site/*/index.html",
        "chapters/{}.ipynb",
    ),
    Tool(
        "mystmd",
        "mystmd",
        ("mystmd",),
        _myst,
        # Markdown, for its site needs a template from the net; two at a time, as many as the machine has cores
        ("sh", "-c", 'JUPYTER_CONFIG_DIR="$PWD/jupyter" myst build --execute --execute-parallel 2 --md chapters/*.md'),
        "_build/execute/*.ipynb",
    ),
)


def executed(folder: Path, tool: Tool, chapters: int) -> int:
    """Count the chapters of a synthetic book whose page shows what only its execution could tell."""
    pages = [path.read_text("utf-8", "replace") for path in folder.glob(tool.pages)]
    return sum(any(books.shown(number) in page for page in pages) for number in range(1, chapters + 1))
