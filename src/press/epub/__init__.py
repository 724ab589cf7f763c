"""An EPUB that passes EPUBCheck, tells readers who cannot see what it offers, and is the same bytes each time.

What lives here: a builder that takes the place of Sphinx's own under its name (`epub`), with templates and a style
sheet of its own; no theme and no script of the web book gets in. What does not: charts, execution, and anything that
knows this book. `README.md` beside this file tells how another book uses it.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.config import Config

from .builder import EpubBuilder

# The forms of an output that a book on paper or screen can hold, the best first; HTML and widgets come after all.
_FORMS = ("image/svg+xml", "image/png", "image/jpeg", "text/markdown", "text/plain")
_MIME = [("epub", form, rank) for rank, form in enumerate(_FORMS, 5)]


def _prefer(app: Sphinx, config: Config) -> None:
    given = [tuple(item) for item in getattr(config, "nb_mime_priority_overrides", ())]
    named = {item[:2] for item in given}
    config.nb_mime_priority_overrides = [*(item for item in _MIME if item[:2] not in named), *given]


def setup(app: Sphinx) -> dict[str, object]:
    """Register the builder in the place of Sphinx's own, and its settings."""
    app.add_builder(EpubBuilder, override=True)
    app.add_config_value("press_epub_cover", "", "", [str])
    app.add_config_value("press_epub_conforms", "", "", [str])
    app.connect("config-inited", _prefer, priority=800)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": False}
