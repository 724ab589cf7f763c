"""The same chapter as its readers would get it from the stock theme and Altair's default renderer.

Nothing of `press` plays a part: Sphinx, myst-nb and sphinx-book-theme build the chapter's source. What its pages would
fetch from another host is served beside them, so that the comparison needs no network and favours nobody's host.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

from bench.timing import command

FAR = re.compile(r"https://cdn\.jsdelivr\.net/npm/(vega(?:-lite|-embed)?)@[^\"'\s]*")
CONF = """
import os
os.environ.pop("PRESS_BUILD", None)
extensions = ["myst_nb", "sphinxcontrib.bibtex", "sphinx_design", "sphinx_exercise"]
myst_enable_extensions = ["colon_fence", "deflist", "attrs_inline", "attrs_block", "substitution", "tasklist"]
html_theme = "sphinx_book_theme"
bibtex_bibfiles = ["references.bib"]
nb_execution_mode = "force"
nb_execution_timeout = 120
project = "Stock"
numfig = True
"""


def build(root: Path, chapter: str, target: Path) -> Path:
    """Build one chapter with the stock theme; returns the folder of the site.

    Parameters
    ----------
    root
        The project.
    chapter
        Name of the chapter, as ``chapters/liaison-office``.
    target
        An empty folder.
    """
    source, site = target / "source", target / "site"
    (source / chapter).parent.mkdir(parents=True)
    shutil.copy(root / f"{chapter}.md", source / f"{chapter}.md")
    shutil.copy(root / "references.bib", source)
    (source / "conf.py").write_text(CONF)
    (source / "index.md").write_text(f"# Stock\n\n```{{toctree}}\n{chapter}\n```\n\n```{{bibliography}}\n```\n")
    environment = {**os.environ, "PYTHONPATH": str(root / "src")}
    environment.pop("PRESS_BUILD", None)
    command([sys.executable, "-m", "sphinx", "-q", str(source), str(site)], target, environment)
    _serve_libraries_beside(site, site / f"{chapter}.html")
    return site


def _serve_libraries_beside(site: Path, page: Path) -> None:
    """Put the libraries that a page would fetch into the site: all code in one file, the others empty."""
    import vl_convert

    page.write_text(FAR.sub(r"/far/\1.js", page.read_text("utf-8")), "utf-8")
    (site / "far").mkdir()
    code = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed; window.vega = vega; window.vegaLite = vegaLite;")
    (site / "far" / "vega.js").write_text(f"(function () {{\n{code}\n}})();\n", "utf-8")
    for name in ("vega-lite", "vega-embed"):
        (site / "far" / f"{name}.js").write_text("// see vega.js\n")
