"""Text into Typst source: string literals, break opportunities, and characters that cannot be printed.

Text always goes into Typst as a string literal, never as markup: then no character of it has a meaning.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

import typst

# Controls that XML and PDF text cannot hold, and those that turn text around: shown by number instead.
_CONTROLS = {"Cc", "Cs", "Co", "Cn"}
_BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
UNBROKEN = 32  # characters; a longer word of running text may break
_ENDLESS = re.compile(r"(\S{20})(?=\S{10})")  # no word is so long
_BREAK_AFTER = re.compile(r"(?<=[/_.\-=?&@,:;])(?=\w)|(?<=[a-z])(?=[A-Z])")


def string(text: str) -> str:
    r"""Return `text` as a Typst string literal.

    >>> print(string('a "b" \\ c'))
    "a \"b\" \\ c"
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def content(text: str) -> str:
    """Return `text` as Typst content; the semicolon ends the expression, whatever follows.

    >>> print(content("*not bold*"))
    #"*not bold*";
    """
    return f"#{string(text)};" if text else ""


def breakable(text: str, longest: int = 18) -> list[str]:
    """Return the pieces between which a long word without spaces may break.

    >>> breakable("liaison_officers.csv")
    ['liaison_', 'officers.', 'csv']
    >>> breakable("short.csv")
    ['short.csv']
    >>> [len(piece) for piece in breakable("x" * 50)]
    [20, 20, 10]
    """
    if all(len(word) <= longest for word in text.split()):
        return [text]
    pieces = [piece for piece in _BREAK_AFTER.split(text) if piece]
    return [part for piece in pieces for part in _ENDLESS.sub(r"\1\0", piece).split("\0")]


def array(items: Iterable[str]) -> str:
    """Return Typst expressions as an array.

    >>> array(["1", "2"]), array([])
    ('(1, 2,)', '()')
    """
    inside = ", ".join(items)
    return f"({inside},)" if inside else "()"


def codepoint(character: str) -> str:
    """Return how a character that cannot be printed is shown.

    >>> codepoint("\u202e")
    '[U+202E]'
    """
    return f"[U+{ord(character):04X}]"


class Legibility:
    """Replaces, visibly, what no font can show.

    PDF/UA-1 refuses a document with a character that no font has. The fonts inside the compiler cannot be read from
    Python, so the compiler itself is asked: a small document per unknown character, remembered for the whole build.

    Parameters
    ----------
    fonts
        The fonts of the document.
    families
        Names of the families, the first choice first.

    Examples
    --------
    >>> Legibility(typst.Fonts(include_system_fonts=False), ["Libertinus Serif"]).legible("Wörner \U0001f600")
    'Wörner [U+1F600]'
    """

    def __init__(self, fonts: typst.Fonts, families: Iterable[str]) -> None:
        self._compiler = typst.Compiler(font_paths=fonts)
        self._families = array(string(family) for family in families)
        self._known = {chr(n): True for n in range(0x20, 0x7F)} | dict.fromkeys("\n\t", True)
        self.replaced: set[str] = set()

    def legible(self, text: str, show: Callable[[str], str] = codepoint) -> str:
        """Return `text` with each character that cannot be printed replaced by `show` of it."""
        if text.isascii() and text.isprintable():
            return text
        self._learn({c for c in text if c not in self._known})
        lost = {c for c in text if not self._known[c]}
        self.replaced |= lost
        for character in lost:
            text = text.replace(character, show(character))
        return text

    def _learn(self, characters: set[str]) -> None:
        for character in characters:
            self._known[character] = unicodedata.category(character) not in _CONTROLS and character not in _BIDI
        asked = sorted(c for c in characters if self._known[c])
        if asked and not self._prints(asked):
            for character in asked:
                self._known[character] = self._prints([character])

    def _prints(self, characters: list[str]) -> bool:
        # A base letter before each, so that a combining mark has something to sit on.
        sample = " ".join("o" + c for c in characters)
        source = f'#set document(title: [sample])\n#set text(lang: "en", font: {self._families})\n{content(sample)}'
        try:
            self._compiler.compile(input=source.encode(), format="pdf", pdf_standards=["ua-1"])
        except typst.TypstError as error:
            if "the text" not in error.message:
                raise
            return False
        return True
