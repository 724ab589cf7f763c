"""The two founding texts as sections, notes and sentences, for anyone who holds them.

The texts are not part of this project. They are machine-read pages: a page break may cut a paragraph, a
footnote block may stand in the middle of a sentence, a word may be hyphenated at a line's end. This module
undoes just that, so that a fragment of evidence can be looked up in the section that a row names.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

TITLES = {
    "kille-hendrickson-2011": "NATO and the United Nations: Debates and Trends in Institutional Coordination",
    "nato-pa-2018": "NATO-UN relations can be developed further",
}
"""BibTeX key of each founding text, and the title by which its file is known."""

# A sentence's end, with what may stand between it and the next: quotes, brackets, a note's number.
_END = re.compile(r'(?<=[.?!])(["”)\]]*\d{0,2})\s+(?=["“(\[]?[A-Z0-9])')
_ABBREVIATION = re.compile(
    r"(?:\b(?:Docs?|No|[Vv]ol|[Vv]ols|[Ee]ds?|pp?|n|al|vs|Dr|Mr|Ms|St|Lt|Col|Gen|Jr|cf|e\.g|i\.e)|\b(?:[A-Z]\.)*[A-Z])\.$"
)
_NOTE = re.compile(r"^<sup>(\d+)\.?</sup>\s*")
_MARKUP = [
    (re.compile(r"\$\^\{\\rm \d+\}\$"), ""),  # a note's mark, read as mathematics
    (re.compile(r"<sup>\d+\.?</sup>"), ""),
    (re.compile(r"\*+"), ""),
    (re.compile(r"\\([_*#$%&])"), r"\1"),
    (re.compile(r"^#+\s*|^- ", re.M), ""),
]


@dataclass
class Section:
    """A stretch of a text that a locator can name: a headed section, a note, a paragraph.

    Attributes
    ----------
    name : str
        What a locator says: a heading, ``n. 12`` or ``para. 3``.
    text : str
        Its words, without markup and footnote blocks; line ends are single spaces, but for the list of
        works, where each entry is a line.
    """

    name: str
    text: str = ""

    @property
    def sentences(self) -> list[tuple[int, int]]:
        """Start and end of each sentence in `text`.

        Examples
        --------
        >>> s = Section("x", "See UN Doc. S/25184. The U.S. agreed. Then?")
        >>> [s.text[a:b] for a, b in s.sentences]
        ['See UN Doc. S/25184.', 'The U.S. agreed.', 'Then?']
        """
        if "\n" in self.text:  # a list of works: an entry a line
            return [m.span() for m in re.finditer(r"[^\n]+", self.text)]
        spans, start = [], 0
        for mark in _END.finditer(self.text):
            before = self.text[start : mark.start()]
            if _ABBREVIATION.search(before) and not mark[1]:
                continue
            spans.append((start, mark.end(1)))
            start = mark.end()
        if self.text[start:].strip():
            spans.append((start, len(self.text)))
        return spans


@dataclass
class Text:
    """One founding text: its key and its sections in order."""

    key: str
    sections: dict[str, Section] = field(default_factory=dict)

    def find(self, locator: str) -> Section:
        """The section that a locator names.

        Parameters
        ----------
        locator : str
            A heading (``Conclusion``), a note (``The Cold War Era, n. 6`` or ``n. 6``), a paragraph
            (``para. 2``). What follows a semicolon is for people and is not looked at.

        Raises
        ------
        KeyError
            If the text has no such section; the message lists those it has.

        Examples
        --------
        >>> Text("x", {"n. 6": Section("n. 6", "See.")}).find("The Cold War Era, n. 6").text
        'See.'
        """
        name = locator.split(";")[0].strip()
        note = re.search(r"\bn\. \d+$", name)
        name = note[0] if note else name
        if name not in self.sections:
            headed = [n for n in self.sections if not n.startswith("n. ")]
            raise KeyError(f"{self.key} has no section {name!r}; it has notes n. 1 to n. 39 and: {'; '.join(headed)}")
        return self.sections[name]


def _plain(block: str) -> str:
    for pattern, by in _MARKUP:
        block = pattern.sub(by, block)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", block)).strip()


def _joined(before: str, after: str) -> str:
    """Two pieces of one stretch: a hyphen at a page's end may or may not belong to the word."""
    return before + ("" if not before or before.endswith("-") else " ") + after


def _study(raw: str) -> dict[str, Section]:
    """Headed sections and notes of the study."""
    blocks = [b.strip() for b in re.split(r"\n\s*\n", raw) if b.strip()]
    numbers = [int(m[1]) if (m := _NOTE.match(b)) else None for b in blocks]
    for i in range(1, len(blocks) - 1):  # a note whose number was lost stands between its neighbours
        before, after = numbers[i - 1], numbers[i + 1]
        if numbers[i] is None and before and after == before + 2:
            numbers[i] = before + 1
    sections = {"Abstract": Section("Abstract")}
    current = sections["Abstract"]
    for block, number in zip(blocks, numbers, strict=True):
        if number is not None:
            name = f"n. {number}"
            sections[name] = Section(name, _plain(_NOTE.sub("", block)))
        elif block.startswith("#") and _plain(block) == TITLES["kille-hendrickson-2011"]:
            sections["Title"] = Section("Title", _plain(block))
        elif block.startswith("#"):
            name = _plain(block)
            name = "References" if name == "REFERENCES" else name
            if name == "EXPLAINING INTERNATIONAL ORGANIZATIONS":
                continue
            current = sections.setdefault(name, Section(name))
        elif current.name == "References":
            current.text = "\n".join(filter(None, [current.text, *map(_plain, block.splitlines())]))
        elif block.startswith("by ") and "Title" in sections and not current.text:
            sections["Title"].text = _joined(sections["Title"].text, _plain(block))
        else:
            current.text = _joined(current.text, _plain(block))
    return {name: s for name, s in sections.items() if s.text}


def _item(raw: str) -> dict[str, Section]:
    """Headline, date and paragraphs of the news item."""
    blocks = [_plain(b) for b in re.split(r"\n\s*\n", raw) if b.strip()]
    names = ["headline", "dateline", *(f"para. {i}" for i in range(1, len(blocks)))]
    return {name: Section(name, block) for name, block in zip(names, blocks, strict=False)}


def read(folder: str | Path) -> dict[str, Text]:
    """The founding texts that a folder holds, whatever their files are called.

    Parameters
    ----------
    folder : path
        A folder with text files (``.txt`` or ``.md``, UTF-8).

    Returns
    -------
    dict of str to Text
        By BibTeX key.

    Raises
    ------
    FileNotFoundError
        If the folder lacks one of the texts; the message names its title.
    """
    found: dict[str, Text] = {}
    for path in sorted(p for p in Path(folder).glob("*") if p.suffix in {".txt", ".md"}):
        raw = path.read_text("utf-8")
        for key, title in TITLES.items():
            if title in re.sub(r"\s+", " ", raw[:600]):
                found[key] = Text(key, (_study if key == "kille-hendrickson-2011" else _item)(raw))
    for key, title in TITLES.items():
        if key not in found:
            raise FileNotFoundError(f"{folder}: no file (.txt, .md) begins with “{title}” ({key})")
    return found
