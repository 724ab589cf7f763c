"""The index of the book: its entries are named in one file, and found in the text when a page is read.

``press_index`` names the file. No sentence is marked by hand: each section gets a mark where it first mentions
what an entry is about, and web book, PDF and EPUB make their index of the marks as of any of Sphinx's.

Rooms:

- ``entries``: what the file asks for;
- ``mentions``: the transform that finds the mentions and marks them.

How an index is sorted and set is the builders' business (``press.typst.indexing``).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from . import mentions
from .entries import state

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def _watch(app: Sphinx, config: Config) -> None:
    """Have every page read again when the file, or a table that it names, is not what it was."""
    if config.press_index:
        config.press_index_state = state(Path(app.confdir, config.press_index))


def setup(app: Sphinx) -> None:
    """Register the setting and the transform."""
    app.add_config_value("press_index", "", "env", [str])
    app.add_config_value("press_index_state", "", "env", [str])
    app.connect("config-inited", _watch)
    app.add_transform(mentions.MarkMentions)
