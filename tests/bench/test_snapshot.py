"""The committed snapshot says what it measured on what, and names nobody's machine; the reckoning is right."""

import json
import sys
from pathlib import Path

import pytest

from bench.measures import copied
from bench.snapshot import put
from bench.timing import Run, RunError, command, repeated, reported, summary

SNAPSHOT = json.loads(Path(__file__).parents[2].joinpath("bench", "snapshot.json").read_text("utf-8"))
PARTS = ("html", "scripts", "styles", "images", "fonts")
NAMES = ["load", "validate", "html-cold", "html-data", "html-warm", "pdf", "typst"]


def test_the_snapshot_has_every_measure_with_its_spread():
    assert [row["name"] for row in SNAPSHOT["measures"]] == NAMES
    for row in SNAPSHOT["measures"]:
        assert row["runs"] >= 1, row["name"]
        assert 0 < row["low"] <= row["median"] <= row["high"], row["name"]


def test_what_one_command_measures_leaves_what_another_did(tmp_path):
    put(tmp_path / "snapshot.json", {"web": 1, "taken": "before"})
    put(tmp_path / "snapshot.json", {"taken": "now", "pages": []})
    assert json.loads((tmp_path / "snapshot.json").read_text("utf-8")) == {"web": 1, "taken": "now", "pages": []}


def test_the_snapshot_says_when_and_on_what_it_was_taken():
    assert len(SNAPSHOT["taken"]) == 10
    assert SNAPSHOT["machine"]["cores"] > 0
    assert {"pandas", "sphinx", "typst"} < set(SNAPSHOT["packages"])


def test_the_snapshot_names_no_path_and_no_host():
    assert set(SNAPSHOT["machine"]) == {"cores", "architecture", "system", "python", "load_before"}
    strings = [text for row in SNAPSHOT["measures"] for text in row.values() if isinstance(text, str)]
    assert not [text for text in [*strings, *map(str, SNAPSHOT["machine"].values())] if "/" in text]


def test_the_weight_of_a_page_is_the_sum_of_its_parts():
    for page in SNAPSHOT["pages"]:
        assert page["total"] == sum(page[kind] for kind in PARTS), page["page"]


def test_the_middle_run_counts_not_the_mean():
    assert summary([Run(1, 1), Run(100, 2), Run(2, 3)])["median"] == 2


def test_what_comes_before_a_run_is_done_before_each_and_not_counted():
    order = []
    runs = repeated(lambda: order.append("run") or Run(1, 1), 2, lambda: order.append("before"))
    assert order == ["before", "run", "before", "run"]
    assert len(runs) == 2


def test_a_command_that_fails_is_named_with_the_end_of_what_it_said(tmp_path):
    with pytest.raises(RunError, match="status 3\nno luck"):
        command([sys.executable, "-c", "print('no luck'); raise SystemExit(3)"], tmp_path, {})


def test_a_command_that_measures_itself_is_believed(tmp_path):
    assert reported([sys.executable, "-c", "print('noise'); print(1.5, 0.5)"], tmp_path, {}) == Run(1.5, 0.5)


def test_a_copy_has_no_more_than_the_files_of_the_project(tmp_path):
    root = tmp_path / "root"
    for name in ("data/a.csv", "_build/html/index.html", ".venv/pyvenv.cfg"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")
    copy = copied(root, tmp_path / "copy")
    assert sorted(p.relative_to(copy.folder).as_posix() for p in copy.folder.rglob("*") if p.is_file()) == [
        "data/a.csv"
    ]
