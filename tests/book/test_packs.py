"""The three course packs as they are printed, and that no answer is in those which have none."""

from __future__ import annotations

import os
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
import yaml
from printed import Printed

pytestmark = pytest.mark.slow  # they are built before the slow tests run

ROOT = Path(__file__).resolve().parents[2]
PACKS = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(ROOT.glob("courses/*.yml"))}
WITHOUT = [name for name, pack in PACKS.items() if pack.get("solutions") == "none"]
ANSWER = re.compile(
    r"^(?P<fence>:{3,})\{solution\} \S+\n(?P<one>.*?)^(?P=fence)$|\{solution-start\}.*?\n:::\n(?P<gated>.*?)\{solution-end\}",
    re.M | re.S,
)
MARKED = re.compile(r"^[:`].*$|\{[\w:]+\}`[^`]*`|[*_`]", re.M)  # options, cells, roles, stress
RUN = 5  # words


@cache
def printed(name):
    path = Path(os.environ.get("BOOK_PDF", ROOT / "_build" / "pdf" / "nato-un.pdf")).with_name(f"{name}.pdf")
    if not path.exists():
        message = f"no pack at {path}: run `make packs` first"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    return Printed(path)


def answers(pack):
    """The words of each answer in the chapters of a pack: its runs without markup that only the answer has."""
    for chapter in pack["chapters"]:
        source = (ROOT / "chapters" / f"{chapter}.md").read_text("utf-8")
        prose = words(ANSWER.sub("", source))
        for found in ANSWER.finditer(source):
            text = re.sub(r"^`{3}.*?^`{3}$", "", found["one"] or found["gated"], flags=re.M | re.S)
            parts = [words(part).split()[:12] for part in MARKED.sub("\n", text).split("\n")]
            yield chapter, [run for part in parts if len(part) > RUN and (run := " ".join(part)) not in prose]


def words(text):
    """Text as it is compared: letters and figures only, for quotation marks and dashes are set otherwise."""
    return " ".join(re.findall(r"\w+", text))


def everything(pack):
    """All text of a file: on pages, in bookmarks, in alternative texts, in metadata."""
    said = [str(o) for o in pack.pdf.objects if isinstance(o, pikepdf.String)]
    for o in pack.pdf.objects:
        if isinstance(o, pikepdf.Dictionary):
            said += [str(value) for value in o.values() if isinstance(value, pikepdf.String)]
    return words(" ".join([pack.text, *said]))


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_is_long_enough_and_can_be_moved_in(name):
    assert len(printed(name).pages) > 8
    assert len(printed(name).bookmarks()) >= 12


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_says_its_licence_what_may_be_copied_and_how_to_cite_it(name):
    front = " ".join(printed(name).pages[:5])
    assert "Creative Commons Attribution 4.0" in front
    assert "Copying: text and figures are under CC BY 4.0" in front
    assert "belong to their owners" in front
    assert "How to cite" in front
    assert PACKS[name]["title"] in front


@pytest.mark.parametrize("name", PACKS)
def test_every_link_of_a_pack_lands(name):
    assert len(list(printed(name).links())) > 100


@pytest.mark.parametrize("name", WITHOUT)
def test_a_pack_without_answers_has_no_trace_of_them(name):
    found, text = list(answers(PACKS[name])), everything(printed(name))
    assert len(found) >= 3 * len(PACKS[name]["chapters"])
    assert [(chapter, run) for chapter, runs in found for run in runs if run in text] == []
    assert "Solution to" not in text


@pytest.mark.parametrize("name", sorted(set(PACKS) - set(WITHOUT)))
def test_a_pack_with_answers_has_them(name):
    text = everything(printed(name))
    found = [run for _, runs in answers(PACKS[name]) for run in runs]
    assert sum(run in text for run in found) > 0.8 * len(found), "what the test looks for can be found"


def test_pages_of_a_pack_follow_one_another():
    labels = [printed("one-week").label(page) for page in range(len(printed("one-week").pages))]
    arabic = [int(label) for label in labels if label.isdigit()]
    assert all(after == before + 1 for before, after in pairwise(arabic))
