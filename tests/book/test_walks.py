"""Who follows the page on extending the book, as written, gets what it promises.

`make walk` does so in a clean clone, with an environment of its own and the whole book; the quick form builds a small one.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import copies
import pypdfium2
import pytest
from copies import ROOT, Book, files
from walk import Command, Edit, WalkError, steps

PAGE = ROOT.joinpath("appendix", "extending.md").read_text("utf-8")
BUILDS = ("make html", "make pdf")
SMALL = copies.TOC.replace("      - file: appendix/errata\n", "")
SHOWN = r"liaison-(?:officers|arrangements|functions)|codings|staff-contacts|people|states|organizations"
"""Sections of the codebook to which the chapters of the small book lead."""


def test_the_page_has_edits_and_commands_and_no_block_that_is_neither():
    found = steps(PAGE)
    assert {step.path for step in found if isinstance(step, Edit)} >= {
        "data/events.csv",
        "_toc.yml",
        "courses/two-weeks.yml",
    }
    assert [step.line for step in found if isinstance(step, Command) and step.line.startswith(BUILDS)]


@pytest.mark.parametrize(
    "edit", [step for step in steps(PAGE) if isinstance(step, Edit)], ids=lambda edit: f"{edit.path} {edit.place}"
)
def test_every_place_that_the_page_names_is_there_once(edit, tmp_path):
    original = ROOT / edit.path
    copy = tmp_path / edit.path
    copy.parent.mkdir(parents=True, exist_ok=True)
    if original.exists():
        copy.write_bytes(original.read_bytes())
    edit.do(tmp_path)
    assert edit.text in copy.read_text("utf-8")


def block(caption, text="b\n", language="text"):
    return f'```{{code-block}} {language}\n:caption: "{caption}"\n{text}```\n'


@pytest.mark.parametrize(
    ("caption", "after"),
    [
        ("`f`, at the end", "a\n  c\nb\n"),
        ("`f`, below the line `a`", "a\nb\n  c\n"),
        ("`f`, above the line `c`", "a\nb\n  c\n"),
        ("`f`, in place of the line ``c ``", "a\nb\n"),
    ],
)
def test_an_edit_goes_where_its_caption_says(caption, after, tmp_path):
    path = tmp_path / "f"
    path.write_text("a\n  c\n")
    steps(block(caption))[0].do(tmp_path)
    assert path.read_text() == after


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (block("`f`, somewhere"), "not a place"),
        ("```{code-block} text\nb\n```\n", "where does it go"),
    ],
)
def test_a_block_that_says_not_where_it_goes_is_refused(page, said):
    with pytest.raises(WalkError, match=said):
        steps(page)


@pytest.mark.parametrize(
    ("content", "caption", "said"),
    [
        ("a\na\n", "`f`, below the line `a`", "stands there 2 times"),
        ("a\n", "`f`, below the line `c`", "stands there 0 times"),
        ("a\n", "`f`, a new file", "is there already"),
    ],
)
def test_an_edit_that_cannot_be_done_says_why(content, caption, said, tmp_path):
    (tmp_path / "f").write_text(content)
    with pytest.raises(WalkError, match=said):
        steps(block(caption))[0].do(tmp_path)


def test_a_command_that_fails_says_what_it_said(tmp_path):
    with pytest.raises(WalkError, match="false: ended with 1"):
        Command("false").do(tmp_path, dict(os.environ))


def lend(root):
    """Give a copy this environment as its own, and return the variables with which Python finds the copy's modules.

    The folder is a real one that holds links: whatever make does to it, the environment that is lent stays whole.
    """
    (root / ".venv").mkdir()
    for name in ("bin", "lib", "pyvenv.cfg"):
        (root / ".venv" / name).symlink_to(Path(sys.prefix, name))
    (root / ".venv" / ".installed").touch()  # newer than what it depends on
    return {**os.environ, "PYTHONPATH": str(root / "src")}


def small_book(root, monkeypatch):
    """Make a copy of the book with one chapter and as much of the codebook as it needs."""
    root.mkdir()
    monkeypatch.setattr(copies, "TOC", SMALL)
    Book(root)
    codebook = root / "appendix" / "codebook.md"
    sections = re.split(r"^(?=\(codebook-)", codebook.read_text("utf-8"), flags=re.M)
    kept = [part for part in sections[1:] if re.match(rf"\(codebook-(?:{SHOWN})\)=", part)]
    head = sections[0].replace("codebook.overview()\n", "")  # which leads to every section
    codebook.write_text("".join([head, *kept]), "utf-8")


def check_results(root):
    page = (root / "_build/html/chapters/staff-contacts.html").read_text("utf-8")
    assert "Most contacts recur" in page
    assert "Bucharest" in (root / "_build/html/appendix/codebook.html").read_text("utf-8")
    pack = pypdfium2.PdfDocument(root / "_build/pdf/two-weeks.pdf")
    text = "".join(page.get_textpage().get_text_range() for page in pack)
    assert "Officers and desks" in text
    assert "Staff contacts" in text


@pytest.mark.slow
def test_the_steps_of_the_page_work_as_written_on_a_small_book(tmp_path, monkeypatch):
    whole, small = tmp_path / "whole", tmp_path / "small"
    small_book(small, monkeypatch)
    for name in files():
        (whole / name).parent.mkdir(parents=True, exist_ok=True)
        (whole / name).write_bytes((ROOT / name).read_bytes())
    lent = {root: lend(root) for root in (whole, small)}
    for step in steps(PAGE):
        if isinstance(step, Edit):
            step.do(whole)
            step.do(small)
            continue
        if "pytest" in step.line or step.line.startswith("cp "):
            step.do(whole, lent[whole])  # the tests of the text know the whole book
        if "pytest" not in step.line:
            step.do(small, lent[small])
    check_results(small)


@pytest.mark.slow
@pytest.mark.skipif(os.environ.get("WALK") != "full", reason="takes ten minutes and the network; make walk does it")
def test_the_steps_of_the_page_work_as_written_in_a_clean_clone(tmp_path):
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", str(Path(ROOT)), str(clone)], check=True)
    ours = ("PYTHONPATH", "VIRTUAL_ENV", "WALK", "MAKEFLAGS", "MAKELEVEL", "MFLAGS", "PYTEST_ADDOPTS")
    clean = {name: value for name, value in os.environ.items() if name not in ours}
    Command("make env").do(clone, clean)
    for step in steps(PAGE):
        step.do(clone) if isinstance(step, Edit) else step.do(clone, clean)
    check_results(clone)
