"""A bibliography whose titles stand as its file writes them.

pybtex sets the titles of articles and pages in small letters after the first, unless braces keep a capital: "final
communiqué of the ministerial meeting, brussels", "resolution 997 (es-i)". A bibliography of names and symbols wants the
opposite, so that no title needs braces to be right. ``bibtex_default_style: titles_as_written`` asks for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pybtex.plugin import register_plugin
from pybtex.style.formatting.alpha import Style
from pybtex.style.template import field, sentence

if TYPE_CHECKING:
    from sphinx.application import Sphinx

NAME = "titles_as_written"


class TitlesAsWritten(Style):
    """The style that sphinxcontrib-bibtex takes by default, but for the letters of titles."""

    def format_title(self, e: Any, which_field: str, as_sentence: bool = True) -> Any:
        """Return the template of a title."""
        title = field(which_field)
        return sentence[title] if as_sentence else title


def setup(app: Sphinx) -> None:
    """Register the style under its name."""
    register_plugin("pybtex.style.formatting", NAME, TitlesAsWritten)
