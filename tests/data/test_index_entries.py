"""The book's own file of index entries: nothing in it is dead, and nothing is found that it does not mean."""

import csv
import re
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
GIVEN = yaml.safe_load((ROOT / "book-index.yml").read_text("utf-8"))["entries"]
ENTRIES = {entry: [found] if isinstance(found, str) else found for entry, found in GIVEN.items()}


def text():
    pages = [*sorted((ROOT / "chapters").glob("*.md")), ROOT / "preface.md", ROOT / "index.md"]
    return " ".join(" ".join(re.sub(r"\{[a-z:]+\}`[^`]*`", "", page.read_text("utf-8")).split()) for page in pages)


def test_every_entry_of_the_index_is_in_the_book():
    words = text()
    missing = [
        entry
        for entry, found in ENTRIES.items()
        if not any(re.search(rf"(?i:{re.escape(s[0])}){re.escape(s[1:])}(?!\w)", words) for s in found)
    ]
    assert not missing, f"book-index.yml: no page has {missing}"


def test_no_surname_of_the_index_belongs_to_two_persons_of_the_tables():
    with (ROOT / "data/people.csv").open(encoding="utf-8", newline="") as lines:
        names = [row["name"] for row in csv.DictReader(lines)]
    for entry, found in ENTRIES.items():
        for spelling in found:
            holders = [name for name in names if re.search(rf"\b{re.escape(spelling)}$", name)]
            assert len(holders) < 2, f"book-index.yml: {entry}: {spelling!r} may be {' or '.join(holders)}"
