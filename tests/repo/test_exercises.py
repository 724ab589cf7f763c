"""Each chapter teaches by the same parts, and no question that is asked of everybody lacks its answer."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHAPTERS = sorted(ROOT.glob("chapters/*.md"))
NAMES = [path.stem for path in CHAPTERS]
FOUNDING = {"kille-hendrickson-2011", "nato-pa-2018"}
OPENED = re.compile(r"^:::\{(exercise|solution|solution-start)\}(.*)\n((?::[\w-]+:.*\n)*)", re.M)
CITED = re.compile(r"\{cite[\w:]*\}`([^`]+)`")


@dataclass(frozen=True)
class Chapter:
    """The teaching parts of a chapter."""

    exercises: list[str]
    checks: list[str]
    answers: dict[str, str]
    """What a solution answers, and the options of the solution."""
    discussion: str


def read(text):
    opened = [(kind, rest.strip(), options) for kind, rest, options in OPENED.findall(text)]
    asked = [re.search(r"^:label: (\S+)$", options, re.M)[1] for kind, _, options in opened if kind == "exercise"]
    return Chapter(
        [label for label in asked if label.startswith("ex-")],
        [label for label in asked if label.startswith("check-")],
        {rest: options for kind, rest, options in opened if kind != "exercise"},
        "".join(re.findall(r"^## Discuss$(.*?)^## ", text, re.M | re.S)),
    )


READ = {path.stem: read(path.read_text("utf-8")) for path in CHAPTERS}


@pytest.mark.parametrize("name", NAMES)
def test_a_chapter_has_three_to_five_exercises_and_two_or_three_questions_to_check_oneself(name):
    chapter = READ[name]
    assert 3 <= len(chapter.exercises) <= 5
    assert 2 <= len(chapter.checks) <= 3


@pytest.mark.parametrize("name", NAMES)
def test_every_exercise_has_one_folded_solution(name):
    chapter = READ[name]
    assert sorted(chapter.answers) == sorted(chapter.exercises + chapter.checks)
    assert not [label for label, options in chapter.answers.items() if ":class: dropdown" not in options]


def test_no_label_stands_twice():
    labels = [label for chapter in READ.values() for label in chapter.exercises + chapter.checks]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("path", CHAPTERS, ids=NAMES)
def test_code_in_a_chapter_is_code_that_the_build_runs(path):
    fences = re.findall(r"^ *```+(\S.*)$", path.read_text("utf-8"), re.M)
    assert {fence.split()[0] for fence in fences} == {"{code-cell}"}


@pytest.mark.parametrize("name", NAMES)
def test_a_chapter_ends_with_questions_a_dissenting_reading_and_the_standing_question(name):
    questions, dissent, standing = re.split(r"^\*\*.*\*\*$", READ[name].discussion, flags=re.M)
    assert re.findall(r"^\*\*(.*)\*\*$", READ[name].discussion, re.M) == [
        "A dissenting reading.",
        "Whose cooperation, told by whom?",
    ]
    assert 2 <= len(re.findall(r"^- ", questions, re.M)) <= 4
    works = {key for keys in CITED.findall(dissent) for key in keys.split(",")}
    assert works - FOUNDING
    assert standing.strip()
