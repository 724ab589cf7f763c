"""What the tools of tools/requirements.in find in the tree: nothing. Each is shown a fault first, and finds it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
BIN = ROOT / ".tools" / ("Scripts" if sys.platform == "win32" else "bin")


def schema(name):
    return ["check-jsonschema", "--builtin-schema", f"vendor.{name}"]


WORKFLOW = "on: push\njobs:\n  a:\n    runs-on: x\n    timeout-minutes: 1\n    steps:\n"
TOOLS = {
    # what is checked: the command, the files or folders, a fault (its file and text), and what is said of it
    "spelling": (["codespell"], ["."], "a.md", "The first " + "occur" + "ence.\n", "==> occurrence"),
    "dead code": (["vulture"], [], "a.py", "def nobody_calls_it():\n    pass\n", "unused function 'nobody_calls_it'"),
    "docstrings": (["interrogate", "-v"], ["src", "bench"], "a.py", "def bare(x):\n    return x\n", "FAILED"),
    "how to cite": (schema("citation-file-format"), ["CITATION.cff"], "a.cff", "cff-version: 1.2.0\n", "required"),
    "the deposit": (
        ["check-jsonschema", "--schemafile", "tools/zenodo.schema.json"],
        [".zenodo.json"],
        "a.json",
        '{"title": "A book", "upload_type": "book"}',
        "'book' is not one of",
    ),
    "workflows": (
        schema("github-workflows"),
        [".github/workflows/*.yml"],
        "a.yml",
        WORKFLOW[:16],
        "not of type 'object'",
    ),
    "safe workflows": (
        ["zizmor", "--offline", "--no-progress"],
        [".github"],
        "a.yml",
        WORKFLOW + "      - run: echo ${{ github.event.issue.title }}\n",
        "template-injection",
    ),
    "forms": (
        schema("github-issue-forms"),
        [".github/ISSUE_TEMPLATE/[!c]*.yml"],
        "a.yml",
        "name: A form\n",
        "required",
    ),
    "choice of forms": (
        schema("github-issue-config"),
        [".github/ISSUE_TEMPLATE/config.yml"],
        "a.yml",
        "blank_issues_enabled: perhaps\n",
        "is not of type 'boolean'",
    ),
    "hooks": (
        ["pre-commit", "validate-config"],
        [".pre-commit-config.yaml"],
        "a.yaml",
        "repos:\n- repo: local\n  hooks:\n  - id: x\n",
        "Missing required key",
    ),
}


def run(command, *targets):
    if not (BIN / command[0]).exists():
        if os.environ.get("CI"):
            pytest.fail("the tools are not there: `make tools` installs them")
        pytest.skip("the tools are not there: `make tools` installs them")
    ended = subprocess.run([BIN / command[0], *command[1:], *targets], cwd=ROOT, capture_output=True, text=True)
    return ended.returncode, ended.stdout + ended.stderr


@pytest.mark.parametrize("what", TOOLS)
def test_a_tool_finds_nothing_in_the_tree(what):
    command, targets, *_ = TOOLS[what]
    # as seen from the root: what a tool is to skip is written so, too
    found = [p for t in targets for p in (sorted(ROOT.glob(t)) if "*" in t else [ROOT / t])]
    files = [os.path.relpath(p, ROOT) for p in found]
    assert files or not targets, f"no file is checked: {targets}"
    status, said = run(command, *files)
    if what == "dead code":  # what a library reads or sets has names of its own: only code is asked
        said = "\n".join(line for line in said.splitlines() if not re.search("unused (attribute|variable)", line))
        status = bool(said)
    assert status == 0, said


@pytest.mark.parametrize("what", TOOLS)
def test_a_tool_finds_a_fault(what, tmp_path):
    command, _, name, text, expected = TOOLS[what]
    fault = tmp_path / name
    fault.write_text(text, "utf-8")
    status, said = run(command, str(fault))
    assert status != 0
    assert expected in said
