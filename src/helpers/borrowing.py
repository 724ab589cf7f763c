"""Does anything here copy a founding text? No more than twelve words of it may stand in a row, anywhere.

The texts are under their owners' rights: what we state from them is in our own words. This looks for longer runs of
the same words, whatever their punctuation, case or accents; whether a short quotation is marked and placed is for
readers to judge. Works that a text lists are not its own words: its References are left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from helpers.texts import Text

__all__ = ["MOST", "copied", "sequences"]

MOST = 12
"""Words of a founding text that may stand in a row."""
_LISTS = ("References",)

Sequences = frozenset[tuple[str, ...]]


def sequences(texts: Mapping[str, Text]) -> Sequences:
    """Give every run of `MOST` + 1 words of the texts.

    Parameters
    ----------
    texts
        What `helpers.texts.read` gives.

    Examples
    --------
    >>> from helpers.texts import Section
    >>> text = Text("study", {"Introduction": Section("Introduction", "word " * 14)})
    >>> len(sequences({"study": text}))
    1
    """
    sections = (s for text in texts.values() for s in text.sections.values() if s.name not in _LISTS)
    return frozenset(run for section in sections for run in _runs(_words(section.text)))


def copied(text: str, known: Sequences) -> list[str]:
    """Give the stretches of a text that stand in a founding text word for word and are longer than `MOST` words.

    Parameters
    ----------
    text
        A cell, a paragraph, a file.
    known
        What `sequences` gives.

    Returns
    -------
    list of str
        Each stretch once, as its words.

    Examples
    --------
    >>> known = frozenset({tuple("abcdefghijklm")})
    >>> copied("So: A b c d e f g, h i j k l m!", known)
    ['a b c d e f g h i j k l m']
    >>> copied("a b c d e f g h i j k l", known)
    []
    """
    words = _words(text)
    starts = [i for i, run in enumerate(_runs(words)) if run in known]
    found: list[list[int]] = []
    for start in starts:
        if found and start <= found[-1][1]:
            found[-1][1] = start + MOST + 1
        else:
            found.append([start, start + MOST + 1])
    return [" ".join(words[a:b]) for a, b in found]


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"\w+", re.sub(r"[\u0300-\u036f]|(?<=\w)['’.](?=\w)", "", plain))


def _runs(words: list[str]) -> Iterable[tuple[str, ...]]:
    return zip(*(words[i:] for i in range(MOST + 1)), strict=False)
