"""What Binder and `make lab` start from, as far as it can be told without them."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from press.notebooks import files

ROOT = Path(__file__).parents[2]
BINDER = ROOT / "binder"


def test_binder_has_the_python_that_the_project_asks_for():
    version = re.fullmatch(r"python-(3\.\d+)\n", (BINDER / "runtime.txt").read_text())
    least = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
    assert version
    assert f">={version[1]}" == least


def test_binder_installs_the_pinned_requirements_from_the_root(tmp_path):
    """As repo2docker does it, from the root; the index is left out, for all that is pinned must be here already."""
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--no-index", "--no-build-isolation", "--no-deps"]
    report = ["--quiet", "--report", str(tmp_path / "report.json"), "-r", "binder/requirements.txt"]
    ended = subprocess.run([*command, *report], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr[-2000:]
    wanted = json.loads((tmp_path / "report.json").read_text())["install"]
    assert [one["metadata"]["name"] for one in wanted] == ["nato-un-book"], "the rest is what the lock has installed"


def test_binder_starts_with_the_settings_of_make_lab():
    start = BINDER / "start"
    assert os.access(start, os.X_OK)
    shown = ["printenv", "JUPYTER_CONFIG_PATH"]
    ended = subprocess.run(
        [str(start), *shown], cwd=ROOT, capture_output=True, text=True, check=True, env={"PATH": os.environ["PATH"]}
    )
    assert ended.stdout.strip() == str(ROOT / "lab")
    assert 'JUPYTER_CONFIG_PATH="$(CURDIR)/lab"' in (ROOT / "Makefile").read_text()


@pytest.mark.parametrize("path", sorted((ROOT / "lab").rglob("*.json")), ids=lambda path: path.name)
def test_the_settings_are_json(path):
    assert json.loads(path.read_text("utf-8"))


def test_the_branch_of_notebooks_can_be_installed_and_launched():
    held = {path.as_posix() for path in files(ROOT)}
    assert {
        "pyproject.toml",
        "requirements.txt",
        "binder/requirements.txt",
        "binder/start",
        "lab/jupyter_lab_config.json",
    } <= held
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    packages = project["tool"]["setuptools"]["packages"]
    sources = {"helpers._data": "data/datapackage.json"}
    lost = [p for p in packages if sources.get(p, f"src/{p.replace('.', '/')}/__init__.py") not in held]
    assert not lost
    assert {project["project"]["readme"], *project["project"]["license-files"]} <= held
