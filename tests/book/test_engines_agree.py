"""Every page with code gives the same outputs, byte for byte, in a forked child and in a real kernel."""

import json
from pathlib import Path

import pytest
from myst_nb.core.read import read_myst_markdown_notebook

from press.chapters import Chapter, choose_engine
from press.engines import Limits, run_forks, run_kernels
from press.execute import settle
from press.workers import default_jobs

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / "index.md",
    ROOT / "preface.md",
    *sorted(ROOT.glob("chapters/*.md")),
    *sorted(ROOT.glob("appendix/*.md")),
]

pytestmark = pytest.mark.slow


def chapters():
    """Read the pages that have code, each anew: an engine changes what it is given."""
    texts = {path: path.read_text("utf-8") for path in PAGES}
    return [
        Chapter(path.relative_to(ROOT).as_posix(), path, text, read_myst_markdown_notebook(text, path=path))
        for path, text in texts.items()
        if "```{code-cell}" in text
    ]


def outputs(engine):
    found = {}
    for result in engine(chapters(), default_jobs(), Limits(120, 600), ["helpers"]):
        assert result.failure is None, f"{result.chapter.docname}: {result.failure}"
        settle(result.notebook)
        cells = [cell for cell in result.notebook.cells if cell.cell_type == "code"]
        found[result.chapter.docname] = [json.dumps(cell.outputs, sort_keys=True) for cell in cells]
    return found


def test_every_chapter_gives_the_same_outputs_in_a_fork_and_in_a_kernel(monkeypatch):
    monkeypatch.setenv("PRESS_BUILD", "1")
    monkeypatch.setenv("PYTHONHASHSEED", "0")
    assert {choose_engine(chapter, "fork") for chapter in chapters()} == {"fork"}, "a chapter falls back to a kernel"
    forks, kernels = outputs(run_forks), outputs(run_kernels)
    assert len(forks) > 10
    assert [name for name in forks if forks[name] != kernels[name]] == []
