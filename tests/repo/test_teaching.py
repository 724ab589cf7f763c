"""What the teaching guide plans with is there: chapters, exercises, packs, works, and every outcome is assessed."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
GUIDES = sorted(ROOT.glob("appendix/teaching-*.md"))
GUIDE = ROOT.joinpath("appendix/teaching-guide.md").read_text("utf-8")
TASKS = ROOT.joinpath("appendix/teaching-tasks.md").read_text("utf-8")
PAGES = [ROOT / f"{name}.md" for name in re.findall(r"file: (\S+)", ROOT.joinpath("_toc.yml").read_text("utf-8"))]
TEXTS = "\n".join(path.read_text("utf-8") for path in [*PAGES, ROOT / "index.md"])
LABELS = set(re.findall(r"^\(([\w-]+)\)=$|^:label: (\S+)$|^ *name: (\S+)$|^:name: (\S+)$", TEXTS, re.M)) - {""}
LABELS = {part for found in LABELS for part in found if part}
KEYS = set(re.findall(r"^@\w+\{([^,\s]+)", ROOT.joinpath("references.bib").read_text("utf-8"), re.M))
REFERENCE = re.compile(r"\{(?:ref|numref)\}`(?:[^`<]*<)?([\w-]+)>?`")
OUTCOMES = "ABCDEF"


def rows(name):
    """Give the rows of a list-table, its head left out, each as a list of cells."""
    body = re.search(rf"^:name: {name}\n.*?^:::$", GUIDE, re.M | re.S)[0]
    return [
        [cell.strip() for cell in re.split(r"^(?:\* -|  -)", row, flags=re.M)[1:]]
        for row in re.split(r"^(?=\* -)", body, flags=re.M)[2:]
    ]


def chapters(cell):
    return {label.removeprefix("ch-") for label in REFERENCE.findall(cell) if label.startswith("ch-")}


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_every_reference_of_a_teaching_page_resolves(path):
    text = path.read_text("utf-8")
    assert not set(REFERENCE.findall(text)) - LABELS
    assert not {key for keys in re.findall(r"\{cite:[pt]\}`([^`]+)`", text) for key in keys.split(",")} - KEYS
    assert not [name for name in re.findall(r"`(courses/[\w-]+\.yml)`", text) if not (ROOT / name).is_file()]


def test_the_teaching_pages_stand_in_the_book():
    assert not set(GUIDES) - set(PAGES)


def test_the_matrix_has_every_outcome_with_chapters_exercises_and_a_task():
    matrix = rows("tbl-teaching-matrix")
    assert [row[0] for row in matrix] == list(OUTCOMES)
    for _, taught, practised, assessed in matrix:
        assert len(chapters(taught)) >= 2
        assert len(re.findall(r"\bex-", practised)) >= 3
        assert re.search(r"<task-\w+>", assessed)


def test_the_exercises_of_an_outcome_stand_in_chapters_of_the_book():
    labels = {label for row in rows("tbl-teaching-matrix") for label in REFERENCE.findall(row[2])}
    assert labels
    assert labels <= set(re.findall(r"^:label: (ex-\S+)$", TEXTS, re.M))


def test_a_course_has_thirteen_weeks_and_reads_every_chapter_once():
    weeks = rows("tbl-teaching-weeks")
    assert [row[0] for row in weeks] == [str(week) for week in range(1, 14)]
    read = [chapter for row in weeks for chapter in chapters(row[2])]
    assert sorted(read) == sorted(path.stem for path in ROOT.glob("chapters/*.md"))
    assert all("{cite:t}`" in row[3] for row in weeks)


def test_a_pack_serves_the_weeks_that_read_its_chapters():
    reading = {row[0]: chapters(row[2]) for row in rows("tbl-teaching-weeks")}
    packs = {row[0].strip("`"): row[1].split(", ") for row in rows("tbl-teaching-packs")}
    assert set(packs) == {f"courses/{path.name}" for path in ROOT.glob("courses/*.yml")}
    for name, weeks in packs.items():
        course = yaml.safe_load(ROOT.joinpath(name).read_text("utf-8"))
        assert set().union(*(reading[week] for week in weeks)) == set(course["chapters"]), name


def test_graded_tasks_have_bands_and_no_answers():
    assert len(re.findall(r"^## Task \d", TASKS, re.M)) == 5
    assert set(re.findall(r"outcomes? ([A-F](?: and [A-F])?) <", TASKS)) == {"A", "B and E", "C", "D and E", "F"}
    assert sum(map(int, re.findall(r"(\d+) per cent$", TASKS, re.M))) == 100
    assert "{solution" not in TASKS
