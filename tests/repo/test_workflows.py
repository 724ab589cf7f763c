"""What the workflows may do, on which code they rest, and that what they call is there."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = {path.name: path.read_text("utf-8") for path in sorted(ROOT.glob(".github/workflows/*.yml"))}
MAKE = re.compile(r"\bmake (?:--silent )?(?:-C (?:\"[^\"]+\"|\S+) )?([a-z][a-z-]*)")


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_action_is_pinned_by_commit_with_its_version_beside_it(name):
    used = re.findall(r"uses: *(.*)", WORKFLOWS[name])
    assert used
    assert not [one for one in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_job_that_runs_our_code_may_only_read(name):
    flow = yaml.safe_load(WORKFLOWS[name])
    assert flow["permissions"] == {}
    for job in flow["jobs"].values():
        commands = " ".join(step.get("run", "") for step in job["steps"])
        ours = re.search(r"\bmake\b|\.ci/", commands) is not None
        assert job["permissions"] == {"contents": "read" if ours else "write"}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_workflow_restores_a_cache_or_leaves_a_token_in_the_checkout(name):
    text = WORKFLOWS[name]
    assert "cache" not in re.sub(r"#.*", "", text)
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_calls_only_targets_that_the_makefile_has(name):
    targets = set(re.findall(r"^([a-z][a-z-]*):", ROOT.joinpath("Makefile").read_text("utf-8"), re.M))
    called = set(MAKE.findall(WORKFLOWS[name]))
    called |= {one for found in re.findall(r"target: \[(.*)\]", WORKFLOWS[name]) for one in found.split(", ")}
    assert called <= targets
