"""Minimal books, built in a folder of their own by Sphinx itself."""

from __future__ import annotations

import io
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

HEAD = """---
jupytext:
  text_representation: {extension: .md, format_name: myst}
kernelspec: {name: python3, display_name: Python 3, language: python}
%s---

"""
BIBLIOGRAPHY = Path(__file__).with_name("references.bib").read_text("utf-8")
FIGURE = "```{{figure}} a.png\n:name: fig-{0}\n:alt: A dot\nFigure {0}\n```\n\n"
DOT = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\6\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0\1\0\0\5\0\1"
    b"\r\n-\xb4\0\0\0\0IEND\xaeB`\x82"
)
CONF = {
    "extensions": ["myst_nb", "sphinxcontrib.bibtex", "press"],
    "project": "A book",
    "author": "Somebody",
    "version": "1",
    "language": "en",
    "numfig": True,
    "nb_execution_mode": "cache",
    "bibtex_bibfiles": ["references.bib"],
    "bibtex_reference_style": "author_year",
    "exclude_patterns": ["_build"],
    "epub_show_urls": "no",
    "epub_copyright": "2026",
}


def cell(code: str, settings: str = "") -> str:
    """Return a code cell of a MyST notebook."""
    options = f"---\n{dedent(settings).strip()}\n---\n" if settings else ""
    return f"```{{code-cell}} ipython3\n{options}{dedent(code).strip()}\n```\n\n"


def shows(mime: str, payload: dict[str, Any], settings: str = "") -> str:
    """Return a code cell that displays a payload."""
    return cell(f"from IPython.display import display\ndisplay({{{mime!r}: {payload!r}}}, raw=True)", settings)


@dataclass
class Build:
    """What a build left behind."""

    out: Path
    messages: str
    status: str
    error: Exception | None
    environment: dict[str, str]

    def text(self, name: str) -> str:
        return (self.out / name).read_text("utf-8")

    @property
    def executed(self) -> list[str]:
        """Return the pages that were executed and did not fail, in order."""
        shown = re.findall(r"executing chapters\.\.\. .*?\[ *\d+%\] (?:\x1b\[\d+m)?(\S+), [\d.]+ s", self.status)
        return sorted(shown)


@dataclass
class Book:
    """A book in a folder: write pages, build it."""

    root: Path
    config: dict[str, Any] = field(default_factory=dict)

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def chapter(self, name: str, *parts: str, title: str = "", front: str = "") -> Path:
        return self.write(f"{name}.md", HEAD % front + f"# {title or name}\n\n" + "\n\n".join(parts))

    def build(self, builder: str = "html", **config: Any) -> Build:
        """Build, as ``-n -W --keep-going`` would but for the exit code: messages tell."""
        if not (self.root / "index.md").exists():
            pages = sorted(p.relative_to(self.root).with_suffix("").as_posix() for p in self.root.rglob("*.md"))
            toc = "\n".join(p for p in pages if "_build" not in p)
            self.write("index.md", f"# Index\n\n```{{toctree}}\n{toc}\n```\n\n```{{bibliography}}\n```\n")
        out, messages, status, error = self.root / "_build" / builder, io.StringIO(), io.StringIO(), None
        before = dict(os.environ)
        with patch_docutils(str(self.root)), docutils_namespace():
            try:
                app = Sphinx(
                    str(self.root),
                    None,
                    str(out),
                    str(self.root / "_build/.doctrees"),
                    builder,
                    {**CONF, **self.config, **config},
                    status=status,
                    warning=messages,
                    keep_going=True,
                )
                app.build()
            except Exception as raised:
                error = raised
        environment = dict(os.environ)
        os.environ.clear()
        os.environ.update(before)
        return Build(out, messages.getvalue(), status.getvalue(), error, environment)
