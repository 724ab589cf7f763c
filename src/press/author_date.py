"""A bibliography with the year after the names, as the text cites, by surname, and titles as its file writes them.

pybtex puts the year last, behind a date that states it already ("3 April 2008, 2008b"), far from the name by which one
looks for it; and first names first, where works are sorted by surnames. And it sets the titles of articles and pages
in small letters after the first, unless braces keep a capital: "final communiqué of the ministerial meeting, brussels",
"resolution 997 (es-i)". A bibliography of names and symbols wants the opposite, so that no title needs braces to be
right. ``bibtex_default_style: author_date`` asks for all that.
"""

from __future__ import annotations

from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

from pybtex.database import Entry, Person
from pybtex.plugin import register_plugin
from pybtex.richtext import Text
from pybtex.style.formatting.alpha import Style
from pybtex.style.names.lastfirst import NameStyle as LastFirst
from pybtex.style.names.plain import NameStyle as Plain
from pybtex.style.template import FieldIsMissing, field, sentence

if TYPE_CHECKING:
    from sphinx.application import Sphinx

NAME = "author_date"


class AuthorDate(Style):
    """The style that sphinxcontrib-bibtex takes by default, but for the place of years and the letters of titles."""

    def format_title(self, e: Any, which_field: str, as_sentence: bool = True) -> Any:
        """Return the template of a title."""
        title = field(which_field)
        return sentence[title] if as_sentence else title

    def format_entry(self, label: str, entry: Entry, bib_data: Any = None) -> Any:
        """Return a work, its year after the names; a work without names keeps it where it is."""
        names, year = self._names(entry, self), entry.fields.get("year", "")
        if not (names and year):
            return super().format_entry(label, entry, bib_data)
        undated = Entry(entry.type, {**entry.fields, "year": ""}, entry.persons)
        undated.key = entry.key
        made = super().format_entry(label, undated, bib_data)
        if made.text[: len(names)] != names:  # an editor of a work that has authors stands elsewhere
            return super().format_entry(label, entry, bib_data)
        made.text = Text(self._names(entry, _Surname()), " ", year, ".", made.text[len(names) :])
        return made

    def _names(self, entry: Entry, style: Any) -> Any:
        """Return who begins the entry, as `style` writes names; None where nobody does."""
        template = sentence[self.format_author_or_editor(entry)]
        try:
            return template.format_data({"entry": entry, "style": style, "bib_data": None})
        except FieldIsMissing:
            return None


class _Surname:
    """Writes the first name that it is given by its surname, and the others as they are said."""

    abbreviate_names = False

    def __init__(self) -> None:
        self._styles = chain([LastFirst()], repeat(Plain()))

    def format_name(self, person: Person, abbreviate: bool) -> Any:
        """Return the template of a name."""
        return next(self._styles).format(person, abbreviate)


def setup(app: Sphinx) -> None:
    """Register the style under its name."""
    register_plugin("pybtex.style.formatting", NAME, AuthorDate)
