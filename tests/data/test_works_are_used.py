"""Every entry of the bibliography serves a row or a page."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_no_entry_of_the_bibliography_is_unused():
    keys = re.findall(r"^@\w+\{([^,\s]+)", (ROOT / "references.bib").read_text("utf-8"), re.M)
    examples = ROOT.glob("src/helpers/examples/*.csv")
    places = [
        *ROOT.glob("data/*.csv"),
        *examples,
        *ROOT.glob("chapters/*.md"),
        *ROOT.glob("appendix/*.md"),
        *ROOT.glob("*.md"),
    ]
    said = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", "\n".join(p.read_text("utf-8") for p in places)))
    assert not [key for key in keys if key not in said]


def test_no_entry_stands_twice():
    keys = re.findall(r"^@\w+\{([^,\s]+)", (ROOT / "references.bib").read_text("utf-8"), re.M)
    assert len(keys) == len(set(keys))
