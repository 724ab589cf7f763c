"""Files that people read in the repository lead to files that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READ = sorted([*ROOT.glob("*.md"), *ROOT.glob("data/*.md"), *ROOT.glob(".github/*.md"), *ROOT.glob("src/**/*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")
PATH = re.compile(r"`((?:src|tests|data|chapters|appendix|courses|tools|bench|\.github)/[\w./-]*)`")
MADE = ("index.md", "preface.md")
"""Pages of the book: a build resolves their links."""


def lost(text, folder, root=ROOT):
    links = [name for name in LINK.findall(text) if not (folder / name).exists()]
    return links + [name for name in PATH.findall(text) if not (root / name).exists()]


@pytest.mark.parametrize("path", [p.relative_to(ROOT).as_posix() for p in READ if p.name not in MADE])
def test_every_path_that_a_file_names_is_there(path):
    assert lost(ROOT.joinpath(path).read_text("utf-8"), ROOT.joinpath(path).parent) == []


def test_a_path_that_is_not_there_is_found(tmp_path):
    assert lost("[here](no.md) and `src/none.py`, [there](https://x.org/no.md)", tmp_path) == ["no.md", "src/none.py"]
