"""A copy of the book in a folder of its own, cut down to one chapter, for tests that change or break it."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

ROOT = Path(__file__).parents[2]
TOC = """format: jb-book
root: index
parts:
  - caption: People and posts
    chapters:
      - file: chapters/liaison-office
  - caption: Appendix
    chapters:
      - file: appendix/codebook
      - file: appendix/errata
      - file: appendix/bibliography
"""
INDEX = """# A small book

It has one chapter, {ref}`ch-liaison-office`.
"""


def files():
    listed = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout: which files belong to the book is not known")
    return [name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


class Book:
    """A copy of the book, cut down to one chapter, that can be built as make builds it."""

    def __init__(self, root):
        self.root = root
        for name in files():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, root / name)
        (root / "_toc.yml").write_text(TOC)
        (root / "index.md").write_text(INDEX)
        self._cut_references()

    def _cut_references(self):
        """Put words in the place of references to chapters that this small book leaves out."""
        kept = [self.root / f"{name}.md" for name in ("index", *re.findall(r"file: (\S+)", TOC))]
        labels = set(re.findall(r"^\(([a-z0-9-]+)\)=$", "\n".join(p.read_text("utf-8") for p in kept), re.M))
        reference = re.compile(r"\{ref\}`(?:[^`<]*<)?([a-z0-9-]+)>?`")
        for path in kept:
            text = path.read_text("utf-8")
            cut = reference.sub(lambda m: m[0] if m[1] in labels else "another chapter", text)
            path.write_text(cut, "utf-8", newline="")

    def build(self, *formats, **environment):
        env = {**os.environ, "PYTHONPATH": str(self.root / "src"), "SOURCE_DATE_EPOCH": "1600000000", **environment}
        env.pop("SOURCES_DIR", None) if "SOURCES_DIR" not in environment else None
        command = [sys.executable, "-m", "press.publish", *formats]
        return subprocess.run(command, cwd=self.root, env=env, capture_output=True, text=True, check=False)

    def plain(self, **environment):
        """Build with jupyter-book alone, as somebody without make does."""
        env = {**os.environ, "PYTHONPATH": str(self.root / "src"), **environment}
        command = [sys.executable, "-c", "from jupyter_book.cli.main import main; main()", "build", "."]
        return subprocess.run(command, cwd=self.root, env=env, capture_output=True, text=True, check=False)

    def edit(self, name, old, new):
        path = self.root / name
        text = path.read_text("utf-8")
        assert old in text, f"{name} no longer has {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")

    def page(self):
        return (self.root / "_build/html/chapters/liaison-office.html").read_text("utf-8")

    def pdf(self):
        document = pypdfium2.PdfDocument(self.root / "_build/pdf/nato-un.pdf")
        return "".join(page.get_textpage().get_text_range() for page in document)

    def digest(self):
        published = sorted(p for p in (self.root / "_build/html").rglob("*") if p.is_file())
        return hashlib.sha256(b"".join(p.read_bytes() for p in published)).hexdigest()
