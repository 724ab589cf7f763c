"""A bibliography with the year after the names, as the text cites, by surname, and titles as its file writes them.

pybtex puts the year last, behind a date that states it already ("3 April 2008, 2008b"), far from the name by which one
looks for it; and first names first, where works are sorted by surnames. And it sets the titles of articles and pages
in small letters after the first, unless braces keep a capital: "final communiqué of the ministerial meeting, brussels",
"resolution 997 (es-i)". A bibliography of names and symbols wants the opposite, so that no title needs braces to be
right. ``bibtex_default_style: author_date`` asks for all that.

A work is set once: sphinxcontrib-bibtex asks for all works in every build, even one that reads no page, and for each
twice. The environment keeps what was made of a work beside the work itself; what is the same work still is not set
again.
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
    from sphinx.environment import BuildEnvironment

NAME = "author_date"


class AuthorDate(Style):
    """The style that sphinxcontrib-bibtex takes by default, but for the place of years and the letters of titles."""

    def format_title(self, e: Any, which_field: str, as_sentence: bool = True) -> Any:
        """Return the template of a title."""
        title = field(which_field)
        return sentence[title] if as_sentence else title

    def format_entry(self, label: str, entry: Entry, bib_data: Any = None) -> Any:
        """Return a work, its year after the names; a work without names keeps it where it is."""
        said = repr(entry)  # a copy: letters of years are changed in place
        known = _made.get((label, entry.key))
        if known is None or known[0] != said:
            known = _made[label, entry.key] = said, self._set(label, entry, bib_data)
        return known[1]

    def _set(self, label: str, entry: Entry, bib_data: Any) -> Any:
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


_made: dict[tuple[str, str], tuple[str, Any]] = {}
"""What was made of works, by label and key, with all that the work said."""


def recall(app: Sphinx, env: BuildEnvironment) -> None:
    """Take what earlier builds made of works out of the environment."""
    _made.clear()
    _made.update(getattr(env, "press_works", {}))


def remember(app: Sphinx, env: BuildEnvironment) -> None:
    """Keep in the environment what was made of the works that are cited now."""
    cited = {(c.formatted_entry.label, c.entry.key) for c in env.domaindata.get("cite", {}).get("citations", [])}
    env.press_works = {name: _made[name] for name in sorted(cited & _made.keys())}  # type: ignore[attr-defined]


def setup(app: Sphinx) -> None:
    """Register the style under its name."""
    register_plugin("pybtex.style.formatting", NAME, AuthorDate)
    app.connect("env-updated", recall, priority=400)  # sphinxcontrib-bibtex formats at 500
    app.connect("env-updated", remember, priority=600)
