"""Citations told apart and kept short: letters after equal years, one name for several works in a line of sources.

sphinxcontrib-bibtex cites two works of one author and one year alike, so that only the link tells which is meant; and
it repeats the author before each work. On paper the first is ambiguous, and the second fills lines.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from pybtex.database import Entry
    from sphinx.application import Sphinx
    from sphinxcontrib.bibtex.domain import BibtexDomain

_YEAR = re.compile(r"^(\d{4})[a-z]*$")
BEFORE, AFTER, BETWEEN = " [", "]", ", "


def letter(number: int) -> str:
    """Return the letters that count works: a to z, then aa.

    >>> letter(0), letter(25), letter(26)
    ('a', 'z', 'aa')
    """
    return chr(ord("a") + number % 26) * (number // 26 + 1)


def tell_apart(entries: Iterable[Entry]) -> None:
    """Add a letter to the year of works that share authors and year, in the order of their titles.

    Parameters
    ----------
    entries
        Works; those that have a letter from an earlier build get theirs anew.

    Examples
    --------
    >>> from pybtex.database import Entry, Person
    >>> works = [Entry("misc", {"title": t, "year": "1993"}, {"author": [Person("House")]}) for t in ("B", "A")]
    >>> tell_apart(works)
    >>> [work.fields["year"] for work in works]
    ['1993b', '1993a']
    """
    alike: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        stated = _YEAR.match(entry.fields.get("year", ""))
        if stated:
            entry.fields["year"] = stated[1]
            alike[_names(entry), stated[1]].append(entry)
    for (_, year), works in alike.items():
        if len(works) > 1:
            works.sort(key=lambda work: (work.fields.get("title", "").lower(), work.key or ""))
            for number, work in enumerate(works):
                work.fields["year"] = year + letter(number)


def _names(entry: Entry) -> str:
    """Return what stands for the author in a citation: authors, else editors, else the title."""
    people = entry.persons.get("author") or entry.persons.get("editor") or ()
    return "; ".join(map(str, people)) or entry.fields.get("title", "")


def _works(domain: BibtexDomain) -> Iterable[Entry]:
    return cast("Iterable[Entry]", domain.bibdata.data.entries.values())


def _tell_apart(app: Sphinx) -> None:
    if "author_year" in str(getattr(app.config, "bibtex_reference_style", "")):
        tell_apart(_works(cast("BibtexDomain", app.env.get_domain("cite"))))


class GatherSources(SphinxPostTransform):
    """In lines of sources, name an author once for several works, and a document by its number."""

    default_priority = 15  # after citations are resolved

    def run(self, **kwargs: Any) -> None:  # noqa: D102, as the base class
        lines = [line for line in self.document.findall(nodes.paragraph) if "press-sources" in line["classes"]]
        if not lines:
            return
        domain = cast("BibtexDomain", self.env.get_domain("cite"))
        numbers = {c.citation_id: _number(c.entry) for c in domain.citations}
        for line in lines:
            for cited in list(line.findall(nodes.inline)):
                if "bibtex-citation" in cited["classes"] and (works := _parts(cited)):
                    cited.children = []
                    cited += _gathered(works, numbers)


def _number(entry: Entry) -> str:
    """Return the number of a document of its own, such as S/RES/1510 (2003); '' for any other work."""
    return entry.fields.get("number", "") if entry.type == "misc" else ""


def _parts(cited: nodes.inline) -> list[tuple[list[nodes.Node], nodes.reference]] | None:
    """Return names and reference of each work; None where they do not stand as `Name [1993], Name [1994]`."""
    found: list[tuple[list[nodes.Node], nodes.reference]] = []
    names: list[nodes.Node] = []
    for child in cited.children:
        if not isinstance(child, nodes.reference):
            names.append(child)
            continue
        opened = _without(names, AFTER + BETWEEN if found else "", BEFORE)
        if not opened:
            return None
        found.append((opened, child))
        names = []
    return found if "".join(name.astext() for name in names) == AFTER else None


def _without(names: list[nodes.Node], before: str, after: str) -> list[nodes.Node] | None:
    """Return nodes without the text that begins and the text that ends them; None where they lack it."""
    text = "".join(name.astext() for name in names)
    if not (text.startswith(before) and text.endswith(after) and len(text) > len(before + after)):
        return None
    kept: list[nodes.Node] = []
    at, end = 0, len(text) - len(after)
    for name in names:
        words = name.astext()
        part = words[max(len(before) - at, 0) : max(end - at, 0)]
        if part:
            kept.append(nodes.Text(part) if isinstance(name, nodes.Text) else name)
        at += len(words)
    return kept


def _gathered(works: list[tuple[list[nodes.Node], nodes.reference]], numbers: dict[str, str]) -> list[nodes.Node]:
    made: list[nodes.Node] = []
    for _, group in groupby(works, key=lambda work: "".join(name.astext() for name in work[0])):
        same = list(group)
        made += [nodes.Text(BETWEEN)] * bool(made)
        made += [*same[0][0], nodes.Text(BEFORE)]
        for place, (_, reference) in enumerate(same):
            number = numbers.get(reference.get("refid") or reference.get("refuri", "").rpartition("#")[2])
            if number:
                reference.children = []
                reference += nodes.Text(number)
            made += [nodes.Text(BETWEEN)] * bool(place) + [reference]
        made.append(nodes.Text(AFTER))
    return made


def setup(app: Sphinx) -> None:
    """Register both."""
    app.connect("builder-inited", _tell_apart, priority=900)  # after the works were read
    app.add_post_transform(GatherSources)
