"""A Sphinx builder that sets a book with Typst, as an accessible PDF (PDF/UA-1).

What lives here: the builder, the translator of document nodes, the template. What does not: charts, execution,
and anything that knows this book. `README.md` beside this file tells how another book uses it.
"""

from __future__ import annotations

import os

from sphinx.application import Sphinx
from sphinx.config import ENUM, Config

from .builder import TypstBuilder
from .paper import PAPERS

# The forms of an output that this builder can set, the best first; myst-nb knows no builder of this name.
_MIME = [
    ("typst", "image/svg+xml", 20),
    ("typst", "image/png", 30),
    ("typst", "image/jpeg", 31),
    ("typst", "text/markdown", 60),
    ("typst", "text/plain", 90),
]


def _prefer(app: Sphinx, config: Config) -> None:
    if "nb_mime_priority_overrides" in config:
        given = [tuple(item) for item in config.nb_mime_priority_overrides]
        known = {(item[0], item[1]) for item in given}
        config.nb_mime_priority_overrides = [*(m for m in _MIME if m[:2] not in known), *given]


def _asked_courses() -> list[str]:
    """Return the course packs that the environment names: Jupyter Book passes no settings on."""
    return [path for path in os.environ.get("PRESS_COURSES", "").split(os.pathsep) if path]


def _check_courses(app: Sphinx, env: object, docnames: object) -> None:
    if isinstance(app.builder, TypstBuilder):
        app.builder.check_courses()


def setup(app: Sphinx) -> dict[str, object]:
    """Register the builder `typst` and its settings."""
    app.add_builder(TypstBuilder)
    app.add_config_value("press_typst_title", "", "", [str])
    app.add_config_value("press_typst_basename", "", "", [str])
    app.add_config_value("press_typst_paper", "a4", "", ENUM(*PAPERS))
    app.add_config_value("press_typst_code", "none", "", ENUM("none", "shown"))
    app.add_config_value("press_typst_code_tag", "show-code", "", [str])
    app.add_config_value("press_typst_solutions", "end", "", ENUM("end", "none", "inline"))
    app.add_config_value("press_typst_font_paths", [], "", [list, tuple])
    app.add_config_value("press_typst_words", {}, "", [dict])
    app.add_config_value("press_typst_tight", [], "", [list, tuple])
    app.add_config_value("press_imprint", {}, "", [dict])
    app.add_config_value("press_typst_courses", _asked_courses(), "", [list, tuple])
    app.connect("env-before-read-docs", _check_courses, priority=100)  # before chapters are executed
    app.connect("config-inited", _prefer, priority=800)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": False}
