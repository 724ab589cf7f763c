"""The comparison with other tools: books that each must execute, edits that count, ratios reckoned within a round."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bench import books, compare, tools, trials
from bench.environments import PINS, variables, version
from bench.memory import Peak
from bench.timing import Run, RunError, command
from bench.trials import COLD, EDIT, FLOOR

ROOT = Path(__file__).parents[2]
SNAPSHOT = json.loads((ROOT / "bench" / "comparison.json").read_text("utf-8"))


def test_the_snapshot_has_each_tool_with_its_versions_its_spread_and_its_memory():
    names = {tool.name for tool in (tools.OURS, tools.STOCK, *tools.OTHERS)}
    failed = {failure["tool"] for failure in SNAPSHOT["failures"]}
    assert {row["tool"] for row in SNAPSHOT["rows"]} | failed == names
    assert set(SNAPSHOT["tools"]) <= names
    for row in SNAPSHOT["rows"]:
        assert 0 < row["low"] <= row["median"] <= row["high"], row
        assert row["peak"] > 10**7, row


def test_the_snapshot_names_no_path_and_no_host():
    said = json.dumps(SNAPSHOT)
    assert not [part for part in ("/tmp", "/work", "/home", "http") if part in said]


def test_a_ratio_is_reckoned_within_a_round_and_against_the_floor_too():
    found = compare.Comparison()
    walls = {("this press", COLD): (2, 4), ("Jupyter Book", COLD): (8, 8), ("Jupyter Book", FLOOR): (2, 2)}
    for (tool, what), taken in walls.items():
        for number, wall in enumerate(taken):
            found.runs["b", tool, what][number] = Run(wall, 1, 5)
    ratios = {row["what"]: (row["median"], row["low"], row["high"]) for row in found.ratios()}
    assert ratios == {COLD: (0.375, 0.25, 0.5), FLOOR: (1.5, 1.0, 2.0)}


def test_a_tool_that_fails_is_recorded_with_its_last_words_and_the_others_go_on(tmp_path):
    tool = tools.Tool("broken", None, (), lambda *_: None, ("python", "-c", "raise SystemExit('no net')"), "*.html")
    found = compare.Comparison()
    lines = list(found.take(trials.Trial("1 chapters", 1, tool, tmp_path / "b", Path(sys.executable).parent), 0))
    assert found.failures == {("1 chapters", "broken"): "no net"}
    assert "failed" in lines[0]


def test_a_tool_that_does_not_execute_is_not_called_quick(tmp_path):
    tool = tools.Tool("idle", None, (), lambda *_: None, ("python", "-c", "pass"), "_build/*.html")
    with pytest.raises(RunError, match="idle executed 0 of 2 chapters"):
        list(trials.Trial("2 chapters", 2, tool, tmp_path / "b", Path(sys.executable).parent).runs())


def test_the_chapters_of_a_synthetic_book_run_and_show_what_only_running_them_tells(tmp_path):
    books.write(tmp_path, 2)
    inside = [sys.executable, str(ROOT / "bench" / "inside.py"), "cells", str(tmp_path)]
    ended = subprocess.run(inside, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    for number in (1, 2):
        assert books.shown(number) in ended.stdout
        assert books.shown(number) not in (tmp_path / f"chapters/chapter-00{number}.md").read_text("utf-8")


@pytest.mark.parametrize("notebooks", [False, True])
def test_each_edit_gives_a_chapter_code_that_it_never_had(tmp_path, notebooks):
    books.write(tmp_path, 1)
    books.as_notebooks(tmp_path) if notebooks else None
    (chapter,) = (tmp_path / "chapters").iterdir()
    seen = [chapter.read_text("utf-8")]
    for number in (1, 2):
        books.edit(chapter, number)
        seen.append(chapter.read_text("utf-8"))
    assert len(set(seen)) == 3
    assert [text.count("edited = ") for text in seen] == [0, 1, 1]


def test_a_round_builds_from_nothing_again_and_after_an_edit(tmp_path):
    copy = "import glob, shutil, os; os.makedirs('_build', exist_ok=True); [shutil.copy(f, '_build') for f in glob.glob('chapters/*')]"
    tool = tools.Tool("copies", None, (), lambda *_: None, ("python", "-c", copy), "_build/*.md")
    trial = trials.Trial("1 chapters", 1, tool, tmp_path / "b", Path(sys.executable).parent)
    trial.check = lambda: None
    assert [what for what, _ in trial.runs()] == [COLD, trials.WARM, EDIT]
    assert "edited = 1" in (tmp_path / "b/_build/chapter-001.md").read_text("utf-8")


def test_the_settings_of_this_book_can_be_those_of_a_plain_jupyter_book(tmp_path):
    path = tmp_path / "_config.yml"
    path.write_text((ROOT / "_config.yml").read_text("utf-8"), "utf-8")
    trials.without_press(path)
    settings = yaml.safe_load(path.read_text("utf-8"))
    assert "press" not in path.read_text("utf-8")
    assert settings["execute"]["execute_notebooks"] == "cache"
    assert settings["sphinx"]["config"].get("bibtex_default_style", "alpha") in {
        "alpha",
        "plain",
        "unsrt",
        "unsrtalpha",
    }


def test_the_peak_of_memory_is_that_of_a_process_and_its_children():
    child = "x = bytearray(80_000_000); import time; time.sleep(600)"
    code = f"import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', {child!r}]); input(); p.kill()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, text=True) as process:
        with Peak(process.pid) as peak:
            while peak.bytes < 80_000_000 and process.poll() is None:
                pass
        process.communicate("\n")
    assert peak.bytes >= 80_000_000


def test_a_command_tells_its_peak_of_memory(tmp_path):
    code = "x = bytearray(60_000_000); sum(range(20_000_000))"
    assert command([sys.executable, "-c", code], tmp_path, {}).peak > 60_000_000


@pytest.mark.parametrize("tool", tools.OTHERS, ids=lambda tool: tool.name)
def test_every_other_tool_is_pinned_by_hash(tool):
    pins = (PINS / f"{tool.environment}.txt").read_text("utf-8")
    for package in tool.packages:
        assert f"\n{package}==" in f"\n{pins}", package
    assert pins.count("--hash=sha256:") >= pins.count("==")


def test_a_tool_runs_with_its_own_commands_and_nothing_of_ours(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "ours")
    monkeypatch.setenv("PRESS_EXECUTOR", "kernel")
    given = variables(tmp_path)
    assert given["PATH"].startswith(f"{tmp_path}:")
    assert not {"PYTHONPATH", "PRESS_EXECUTOR"} & set(given)
    assert version(Path(sys.executable).parent, "sphinx").startswith("7.")
