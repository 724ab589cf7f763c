"""A chapter runs alone in a plain Jupyter, from its own folder and from the root, and shows what a notebook can.

The built book plays no part here: what runs is the chapter's source, in a kernel of its own.
"""

import os
from pathlib import Path

import jupytext
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
CHAPTERS = sorted(ROOT.glob("chapters/*.md"))
RUNS = [(page, page.parent) for page in [*CHAPTERS, ROOT / "index.md", ROOT / "preface.md"]]
RUNS += [(page, ROOT) for page in CHAPTERS]
FOREIGN = ("application/vnd.press.", "application/papermill.record/")
"""What only the builder of the book can show."""

pytestmark = pytest.mark.slow


def run(chapter, folder, environment):
    """Run the chapter in a new kernel, and give the MIME types of each output."""
    notebook = jupytext.read(chapter)
    client = NotebookClient(notebook, timeout=120, kernel_name="python3")
    client.execute(cwd=str(folder), env=environment)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    return [list(output.get("data", ())) for output in outputs]


@pytest.fixture(scope="module")
def environment():
    """A reader's environment: nothing tells the helpers that a book is being built."""
    return {name: value for name, value in os.environ.items() if name != "PRESS_BUILD"}


def foreign(shown):
    return [mime for types in shown for mime in types if mime.startswith(FOREIGN)]


@pytest.mark.parametrize(
    ("chapter", "folder"), RUNS, ids=[f"{page.stem} from {folder.relative_to(ROOT)}" for page, folder in RUNS]
)
def test_a_chapter_runs_alone_and_shows_what_any_notebook_can(chapter, folder, environment):
    shown = run(chapter, folder, environment)
    assert any("application/vnd.vegalite" in mime or mime == "text/html" for types in shown for mime in types)
    assert not foreign(shown)


def test_what_only_the_builder_can_show_is_seen(environment):
    shown = run(ROOT / "chapters" / "liaison-office.md", ROOT, {**environment, "PRESS_BUILD": "1"})
    assert {mime.split("/")[1].split(".")[0] for mime in foreign(shown)} == {"vnd", "papermill"}
