"""The picture of the code is true: its arrows are the imports, its rooms hold every module, its boxes do not overlap."""

import re
from pathlib import Path

import grimp
import pytest

from helpers.architecture import HANDED, HIGH, IMPORTS, ROOMS, architecture_chart, room_of

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("helpers", "press", cache_dir=None)


def test_the_arrows_are_the_imports(graph):
    modules = [name for name in graph.modules if "." in name]
    real = {
        (room_of(one), room_of(other))
        for one in modules
        for other in graph.find_modules_directly_imported_by(one)
        if "." in other and room_of(one) != room_of(other)
    }
    assert real == {pair for pair in IMPORTS if "chapters" not in pair}


def test_pages_import_the_analyses_and_nothing_of_how_the_book_is_made():
    pages = [*ROOT.glob("*.md"), *ROOT.glob("chapters/*.md"), *ROOT.glob("appendix/*.md")]
    named = {name for page in pages for name in re.findall(r"^(?:from|import) (\w+)", page.read_text("utf-8"), re.M)}
    assert "helpers" in named
    assert "press" not in named
    assert {pair for pair in IMPORTS if "chapters" in pair} == {("chapters", "analyses")}


def test_every_module_that_a_room_names_is_there(graph):
    named = {name for room in ROOMS.values() for name in room.modules}
    assert named <= graph.modules


def test_no_room_imports_one_that_imports_it():
    assert not [pair for pair in IMPORTS if pair[::-1] in IMPORTS]
    assert {room for pair in IMPORTS | set(HANDED) for room in pair} == set(ROOMS)


def test_no_box_covers_another_and_the_description_names_every_arrow():
    boxes = list(ROOMS.values())
    for i, one in enumerate(boxes):
        for other in boxes[i + 1 :]:
            beside = one.x + one.width <= other.x or other.x + other.width <= one.x
            assert beside or abs(one.y - other.y) >= HIGH
    words = architecture_chart().payload["description"]
    assert all(f"{one} imports {other}" in words for one, other in IMPORTS)
