"""What must and must not stand in the tree."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml
from sphinx.util.matching import Matcher

ROOT = Path(__file__).parents[2]


def tracked():
    listed = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout: the list of files is not known")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


def test_no_font_script_library_or_archive_is_committed():
    binary = {".ttf", ".otf", ".woff", ".woff2", ".whl", ".zip", ".gz", ".pdf", ".epub", ".db"}
    assert not [p for p in tracked() if p.suffix in binary or p.name.endswith(".min.js")]


def test_no_path_of_a_home_or_build_machine_is_committed():
    pattern = re.compile(rb"/home/\w+/|/Users/\w+/|/root/|C:\\\\Users")
    here = Path(__file__)
    assert not [p for p in tracked() if p.is_file() and p != here and pattern.search(p.read_bytes())]


def test_every_target_of_the_makefile_has_a_line_of_help():
    makefile = ROOT.joinpath("Makefile").read_text("utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.M)[1].split()
    helped = re.findall(r"^([a-z-]+):.*## ", makefile, re.M)
    assert sorted(phony) == sorted(helped)


def test_the_readme_names_the_two_commands():
    readme = ROOT.joinpath("README.md").read_text("utf-8")
    assert "make book" in readme
    assert "make test" in readme


def test_no_text_that_is_no_page_of_the_book_is_read_as_one():
    matches = Matcher(yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))["exclude_patterns"])
    table = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    pages = {table["root"], *(chapter["file"] for part in table["parts"] for chapter in part["chapters"])}
    made = [f"{line.strip('/')}/x.md" for line in (ROOT / ".gitignore").read_text("utf-8").splitlines() if "/" in line]
    texts = [p.relative_to(ROOT).as_posix() for p in tracked() if p.suffix in (".md", ".ipynb", ".rst")]
    left = {
        name
        for name in (*texts, *made)
        if name.rpartition(".")[0] not in pages
        and not any(matches(step.as_posix()) for step in (Path(name), *Path(name).parents))
    }
    assert not left
