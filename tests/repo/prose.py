"""The prose of a page, as the tests of its numbers and citations read it."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = [*sorted(ROOT.glob("chapters/*.md")), ROOT / "index.md", ROOT / "preface.md"]

_FENCE = re.compile(r"^(?P<fence>`{3,})")
_COLON = re.compile(r"^:{3,}(?:\{(?P<name>[\w-]+)\}(?P<title>.*))?$")
_ASIDE = re.compile(r"^(#+ |\(.+\)=$|%|:[\w-]+:|---$|\+\+\+)")
ROLE = re.compile(r"\{(?P<role>[\w:-]+)\}`[^`]*`")

MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_YEAR = r"(?:19[0-9]{2}|20[0-4][0-9])"
_ORDINAL = r"(?:[0-9]+(?:st|nd|rd|th))"
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
TEENS = "thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
DIGITS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
WORDS = rf"(?:{TENS})-(?:one|{DIGITS})|{TENS}|{TEENS}|{DIGITS}|dozens?|hundreds?|thousands?|millions?"
NUMBER = re.compile(rf"(?<![\w.])(?:[0-9]+(?:[.,][0-9]+)*|{WORDS})(?:st|nd|rd|th)?(?!\w)", re.I)
_NUMBERED = (
    "Articles?|Chapters?|Resolutions?|Paragraphs?|paras?|pages?|pp?|Sections?|Points?|Annex|Decisions?|Documents?"
)
_LIST = r"[0-9]+(?:\([0-9a-z]\))*(?:\s*(?:,|–|and|or|to|,\s*and)\s*[0-9]+(?:\([0-9a-z]\))*)*"
BY_RULE = {
    "resolution by its number": re.compile(rf"\b1[0-9]{{3}} of {MONTH}"),
    "date": re.compile(
        rf"\b(?:[0-9]{{1,2}}(?:(?:–| and | or | to )[0-9]{{1,2}})? )?{MONTH}(?: [0-9]{{1,2}}(?!\w))?(?: {_YEAR})?\b"
    ),
    "year": re.compile(rf"(?<![\w,.]){_YEAR}(?:s|[–/-](?:{_YEAR}|[0-9]{{2}}))?(?![\w,]\d)(?!\w)"),
    "numbered part": re.compile(rf"\b(?:{_NUMBERED})\.? {_LIST}", re.I),
    "symbol": re.compile(r"\b[A-Z]+(?:/[A-Z0-9.]+)+(?:\([0-9]{4}\))?(?:/[0-9]+)*"),
    "ordinal": re.compile(rf"\b(?:{_ORDINAL}|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf)th)\b", re.I),
    "pair named before": re.compile(r"\b(?:the|these|those)(?: same| first| last)? two\b", re.I),
    "time to read": re.compile(r"Allow [0-9]+ minutes, with exercises [0-9]+"),
}


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or the item of a list, in one line."""

    page: str
    line: int
    section: str
    within: str
    """The directive around it, or an empty text."""
    text: str


def paragraphs(path):
    """Give the paragraphs of a page: no front matter, code, heading, label or option of a directive."""
    lines = path.read_text("utf-8").splitlines()
    start = lines.index("---", 1) + 1 if lines[0] == "---" else 0
    found: list[Paragraph] = []
    open_: list[tuple[int, str]] = []
    around: list[str] = []
    section, fence = "", None

    def close():
        if open_:
            text = " ".join(line.strip() for _, line in open_)
            found.append(Paragraph(path.stem, open_[0][0], section, around[-1] if around else "", text))
            open_.clear()

    for number, line in enumerate(lines[start:], start + 1):
        if fence:
            fence = None if line.startswith(fence) and not line.strip("`") else fence
        elif match := _FENCE.match(line):
            close()
            fence = match["fence"]
        elif match := _COLON.match(line):
            close()
            if match["name"] is None:
                around.pop()
            elif match["name"] == "solution-start":
                around += ["solution", "solution-start"]
            elif match["name"] == "solution-end":
                around[-1:] = ["solution-end"]
            else:
                around.append(" ".join([match["name"], match["title"].strip()]).strip())
        elif not line.strip() or _ASIDE.match(line):
            close()
            section = line.lstrip("# ") if line.startswith("#") else section
        else:
            if re.match(r"\s*(?:[-*]|\d+\.) ", line):
                close()
            open_.append((number, line))
    close()
    return found


_QUOTED = re.compile(r'"[^"]*"|“[^”]*”')
_CODE = re.compile(r"`[^`]*`")
_CITED = re.compile(r"\{cite[\w:]*\}`[^`]*`")


def plain(text):
    """Give a text without what is not the book's own counting: roles, code and quotations."""
    return " ".join(_QUOTED.sub("“…”", _CODE.sub("‹…›", ROLE.sub("‹…›", _CITED.sub("", text)))).split())


def literal_numbers(text):
    """Give the numbers that a text states itself, each with the words around it, without those that a rule allows."""
    words = plain(text)
    for rule in BY_RULE.values():
        words = rule.sub(lambda match: "#" * len(match[0]), words)
    for match in NUMBER.finditer(words):
        shown = plain(text)
        before, after = shown[: match.start()].split()[-2:], shown[match.end() :].split()[:2]
        yield match[0], " ".join([*before, match[0], *after])
