"""The README lets another book use the builder: its steps, followed to the letter."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pikepdf

import press.typst

FOLDER = Path(press.typst.__file__).parent
README = (FOLDER / "README.md").read_text("utf-8")
PAGES = {
    "index.rst": "My book\n=======\n\nWhat it is about.\n\n.. toctree::\n\n   two\n",
    "two.rst": "A chapter\n=========\n\nWords, and a list:\n\n- one\n- two\n",
}


def block(language):
    """The one block of code in the README that has a language."""
    [found] = re.findall(rf"^ *```{language}\n(.*?)^ *```$", README, re.M | re.S)
    return dedent(found)


def test_the_steps_of_the_readme_make_an_accessible_pdf_of_another_book(tmp_path):
    shutil.copytree(FOLDER, tmp_path / "press" / "typst", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "press" / "__init__.py").touch()
    (tmp_path / "conf.py").write_text(block("python"), "utf-8")
    for name, text in PAGES.items():
        (tmp_path / name).write_text(text, "utf-8")
    command = [sys.executable if word == "python" else word for word in shlex.split(block("sh"))]
    # the other book's folder comes first, and nothing of this project's is in its way
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    ended = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    with pikepdf.open(tmp_path / "_build" / "typst" / "my-book.pdf") as made:
        assert len(made.pages) >= 5
        with made.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
        assert str(made.docinfo.Title) == "My book"


def test_every_setting_and_file_of_the_builder_is_in_the_readme():
    settings = re.findall(r'add_config_value\("(\w+)"', (FOLDER / "__init__.py").read_text("utf-8"))
    assert [name for name in settings if f"`{name}`" not in README] == []
    assert [path.name for path in FOLDER.glob("[a-z]*.py") if path.name not in README] == []
