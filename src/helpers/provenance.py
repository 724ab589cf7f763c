"""Does each row's evidence stand where the row says it does?

``python -m helpers.provenance FOLDER`` looks up the evidence of every row in the founding texts that FOLDER
holds, prints what it did not find, and how much of each text the fragments cover together. With
``--untouched`` it lists the sentences that no fragment touches, by place and number; with ``--try WORDS`` it
tells a coder where a fragment stands.
"""

import argparse
import csv
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .texts import TITLES, Section, Text, read

LONGEST = 12
"""Words that a fragment may have."""
SHARES = {"kille-hendrickson-2011": 0.15, "nato-pa-2018": 0.25}
"""Share of each text's words that all fragments together may cover."""


@dataclass(frozen=True)
class Claim:
    """A row's word that a fragment stands in a section of a text."""

    table: str
    line: int
    row: str
    field: str
    source: str
    locator: str
    fragment: str

    def __str__(self) -> str:
        return f"data/{self.table}.csv: line {self.line}, row {self.row}: field {self.field}"


def claims(data: str | Path) -> Iterator[Claim]:
    """All claims of a data folder: ``evidence`` in any table, ``expect`` in ``errata``.

    Parameters
    ----------
    data : path
        The folder with the tables (``*.csv``).

    Yields
    ------
    Claim
        One for each row whose ``source`` is a founding text.
    """
    for path in sorted(Path(data).glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            field = next((f for f in ("expect", "evidence") if f in (reader.fieldnames or ())), None)
            if field is None:  # the list of sentences without a fact has nothing to look up
                continue
            for row in reader:
                if row.get("source") in TITLES:
                    name = row.get("id") or "?"
                    fragment, locator = row.get(field) or "", row.get("locator") or ""
                    yield Claim(path.stem, reader.line_num, name, field, row["source"], locator, fragment)


def pattern(fragment: str) -> re.Pattern[str]:
    """What finds a fragment in a section's text: its very words, tolerant of breaks and hyphenation only.

    Examples
    --------
    >>> bool(pattern("former Yugoslavia").search("in the former Yugo-slavia"))
    True
    >>> bool(pattern("former Yugoslavia").search("in the Former Yugoslavia"))
    False
    """
    words = unicodedata.normalize("NFC", fragment).split()
    return re.compile(r"(?<!\w)" + r"\s+".join(_word(w) for w in words) + r"(?!\w)")


def _word(word: str) -> str:
    out = ""
    for this, following in zip(word, [*word[1:], ""], strict=True):
        out += re.escape(this)
        if this.isalpha() and following.isalpha():
            out += r"(?:-\s?)?"  # hyphenated at a line's or a page's end
        elif this == "-":
            out += r"\s?"
    return out


def find(fragment: str, section: Section) -> list[tuple[int, int]]:
    """Start and end of each place where a fragment stands in a section.

    Examples
    --------
    >>> find("liaison officer", Section("x", "The liaison officer met a liaison officer."))
    [(4, 19), (26, 41)]
    """
    return [m.span() for m in pattern(fragment).finditer(section.text)]


@dataclass
class Report:
    """What a check of a data folder against the texts found.

    Attributes
    ----------
    checked : dict of str to int
        Rows looked up, by table.
    problems : list of str
        One message for each claim that does not hold.
    covered : dict of str to tuple of int
        By text: words that fragments cover, and words in all.
    untouched : list of tuple
        Text, section and number of each sentence that no fragment touches.
    """

    checked: dict[str, int]
    problems: list[str]
    covered: dict[str, tuple[int, int]]
    untouched: list[tuple[str, str, int]]


def check(data: str | Path, folder: str | Path) -> Report:
    """Look up every row's evidence in the founding texts.

    Parameters
    ----------
    data : path
        The folder with the tables.
    folder : path
        The folder with the founding texts.
    """
    texts = read(folder)
    checked: dict[str, int] = defaultdict(int)
    problems: list[str] = []
    spans: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for claim in claims(data):
        checked[claim.table] += 1
        problem, place = _look_up(claim, texts[claim.source])
        if problem:
            problems.append(f"{claim}: {problem}")
        if place:
            spans[claim.source, place[0]].append(place[1])
    covered = {key: _coverage(text, spans) for key, text in texts.items()}
    for key, (part, whole) in covered.items():
        if part > SHARES[key] * whole:
            problems.append(f"{key}: fragments cover {part} of {whole} words, more than {SHARES[key]:.0%}")
    return Report(dict(checked), problems, covered, list(_untouched(texts, spans)))


def _look_up(claim: Claim, text: Text) -> tuple[str, tuple[str, tuple[int, int]] | None]:
    """What is wrong with a claim ('' if nothing), and where it stands."""
    if not claim.fragment.strip():
        return "no evidence: give the shortest fragment that is unique in the section", None
    if len(claim.fragment.split()) > LONGEST:
        return f"{len(claim.fragment.split())} words; a fragment has at most {LONGEST}", None
    try:
        section = text.find(claim.locator)
    except KeyError as error:
        return str(error.args[0]), None
    places = find(claim.fragment, section)
    if not places:
        others = [s.name for s in text.sections.values() if find(claim.fragment, s)]
        hint = f"; it stands in {', '.join(others)}" if others else ""
        gone = "the text no longer prints" if claim.field == "expect" else "not found:"
        return f"{gone} “{claim.fragment}” in “{claim.locator}”{hint}", None
    if len(places) > 1:
        return f"“{claim.fragment}” stands {len(places)} times in “{claim.locator}”: make it unique", None
    return "", (section.name, places[0])


def _words(section: Section) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(r"\S+", section.text)]


def _coverage(text: Text, spans: dict[tuple[str, str], list[tuple[int, int]]]) -> tuple[int, int]:
    part = whole = 0
    for section in text.sections.values():
        taken = spans.get((text.key, section.name), [])
        words = _words(section)
        whole += len(words)
        part += sum(any(a < end and start < b for start, end in taken) for a, b in words)
    return part, whole


def _untouched(
    texts: dict[str, Text], spans: dict[tuple[str, str], list[tuple[int, int]]]
) -> Iterator[tuple[str, str, int]]:
    for key, text in texts.items():
        for section in text.sections.values():
            taken = spans.get((key, section.name), [])
            for number, (a, b) in enumerate(section.sentences, 1):
                if not any(a < end and start < b for start, end in taken):
                    yield key, section.name, number


def uncoded(data: str | Path) -> set[tuple[str, str, int]]:
    """Sentences that ``uncoded_sentences`` marks as stating no fact: text, section, number."""
    path = Path(data) / "uncoded_sentences.csv"
    if not path.exists():
        return set()
    with path.open(encoding="utf-8", newline="") as file:
        return {(r["source"], r["section"], int(r["sentence"])) for r in csv.DictReader(file)}


def summary(report: Report) -> str:
    """The report as lines for a terminal."""
    lines = [f"{n:5} rows of {table}: evidence looked up" for table, n in sorted(report.checked.items())]
    lines += [
        f"{key}: fragments cover {part:,} of {whole:,} words, {part / whole:.1%} (at most {SHARES[key]:.0%})"
        for key, (part, whole) in report.covered.items()
    ]
    return "\n".join(lines)


def _attempt(fragment: str, folder: str) -> int:
    """Tell a coder where a fragment stands; 0 if it is unique in a section."""
    good = 1
    for key, text in read(folder).items():
        for section in text.sections.values():
            places = find(fragment, section)
            for a, _ in places:
                number = next(i for i, (_, end) in enumerate(section.sentences, 1) if a < end)
                print(f"{key}: “{section.name}”, sentence {number}: {len(places)} time(s) in this section")
                good = min(good, len(places) - 1)
    return int(good != 0)


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m helpers.provenance", description=__doc__)
    parser.add_argument("folder", help="the folder with the founding texts")
    parser.add_argument("--data", default=None, help="the folder with the tables (default: this project's)")
    parser.add_argument("--untouched", action="store_true", help="list sentences that no evidence touches")
    parser.add_argument("--try", dest="fragment", help="only tell where these words stand")
    args = parser.parse_args(argv)
    if args.fragment:
        return _attempt(args.fragment, args.folder)
    data = args.data or Path(__file__).resolve().parents[2] / "data"
    report = check(data, args.folder)
    for problem in report.problems:
        print(problem, file=sys.stderr)
    print(summary(report))
    open_ = [place for place in report.untouched if place not in uncoded(data)]
    print(f"{len(report.untouched)} sentences untouched, of which {len(open_)} are not marked as stating no fact")
    if args.untouched:
        for key, section, number in open_:
            print(f"{key}: {section}: sentence {number}")
    return int(bool(report.problems))


if __name__ == "__main__":
    sys.exit(main())
