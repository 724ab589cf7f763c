"""A book of two chapters on a data package of two tables, built as make builds the real one, to be broken."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.helpers.conftest import Package

ROOT = Path(__file__).parents[2]
PARTS = ("src", "pyproject.toml", "CITATION.cff", "requirements.txt", "cover.svg")
PUBLISHED = ("html", "pdf", "archives")
TOC = "format: jb-book\nroot: index\nchapters:\n  - file: chapters/terms\n  - file: chapters/people\n"
INDEX = "# A book to break\n\nIt has two chapters, {ref}`ch-terms` and {ref}`ch-people`.\n\n```{bibliography}\n```\n"
HEAD = """---
jupytext:
  text_representation: {extension: .md, format_name: myst}
kernelspec: {name: python3, display_name: Python 3, language: python}
---

(ch-%s)=
# %s

"""
TERMS = """Ann Lee served {glue:text}`months` months {cite:p}`study-2011`.

```{code-cell} ipython3
import altair as alt
from helpers import chart, load, number, table

terms = load("terms")
number("months", int(terms.months.max()))
table(terms[["id", "months"]], tables=["terms"], sources=["study-2011"])
```

```{code-cell} ipython3
dots = alt.Chart(terms[["id", "post"]]).mark_point().encode(x="id", tooltip=["id", "post"])
chart(dots, description="Two terms.", data=terms[["id", "post"]])
```

## Summary

No more.
"""
PEOPLE = """```{code-cell} ipython3
from helpers import load, table

table(load("people"), caption="People")
```
"""


def cell(code: str) -> str:
    """Write a code cell."""
    return f"\n```{{code-cell}} ipython3\n{code}\n```\n"


class House:
    """The book, in a folder; what is in it, and what a command makes of it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @classmethod
    def new(cls, root: Path) -> House:
        """Write the book's sources into an empty folder."""
        house = cls(root)
        for name in PARTS:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
            else:
                shutil.copy2(ROOT / name, root / name)
        Package(root)
        (root / "_config.yml").write_text(_settings(), "utf-8")
        (root / "_toc.yml").write_text(TOC, "utf-8")
        (root / "index.md").write_text(INDEX, "utf-8")
        for name, text in (("terms", TERMS), ("people", PEOPLE)):
            house.chapter(name, text)
        project = (root / "pyproject.toml").read_text("utf-8")
        head, _, _ = project.partition("[tool.press.archives]")
        (root / "pyproject.toml").write_text(head + '[tool.press.archives]\nrows = ["data/*.csv"]\n', "utf-8")
        return house

    def copy(self, root: Path) -> House:
        """Copy sources, what was built and what was published into another folder."""
        shutil.copytree(self.root, root, dirs_exist_ok=True, symlinks=True)
        return House(root)

    def chapter(self, name: str, text: str) -> None:
        """Write a chapter."""
        path = self.root / "chapters" / f"{name}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(HEAD % (name, name.title()) + text, "utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Change the one place of a file that holds `old`."""
        content = (self.root / name).read_text("utf-8")
        assert old in content, f"{name} does not hold {old!r}"
        (self.root / name).write_bytes(content.replace(old, new, 1).encode())

    def add(self, text: str, name: str = "terms") -> None:
        """Add to the end of a chapter."""
        with (self.root / "chapters" / f"{name}.md").open("a", encoding="utf-8") as file:
            file.write(text)

    def environment(self, **more: str) -> dict[str, str]:
        """Return the environment of a command: this book's code, and none of what the tests have set."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PRESS_", "PYTEST_", "SOURCES_", "CI"))}
        return {**kept, "PYTHONPATH": str(self.root / "src"), "SOURCE_DATE_EPOCH": "1600000000", **more}

    def run(self, *command: str, env: Mapping[str, str] | None = None, **more: Any) -> subprocess.CompletedProcess[str]:
        """Run a command in the book's folder; standard output and error come together, in order."""
        return subprocess.run(
            command,
            cwd=self.root,
            env=self.environment(**(env or {})),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
            **more,
        )

    def build(self, *formats: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Build as make does."""
        return self.run(*publish(*formats or PUBLISHED), env=env)

    def sources(self) -> dict[str, str]:
        """Return size and digest of every file that is not built."""
        return digests(self.root, leave=("_build", "__pycache__"))

    def state(self) -> dict[str, str]:
        """Return what must never be lost: size and digest of every source and of every file of the last good book."""
        return self.sources() | {f"_build/{path}": content for path, content in self.published().items()}

    def published(self) -> dict[str, str]:
        """Return size and digest of every file of the last good book."""
        found = {name: digests(self.root / "_build" / name) for name in PUBLISHED}
        return {f"{name}/{path}": digest for name, files in found.items() for path, digest in files.items()}


def publish(*formats: str) -> list[str]:
    """Return the command that builds and publishes."""
    return [sys.executable, "-m", "press.publish", *formats]


def digests(folder: Path, leave: tuple[str, ...] = ()) -> dict[str, str]:
    """Return path, and size and digest, of every file and link below a folder."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if set(name.parts) & set(leave) or (path.is_dir() and not path.is_symlink()):
            continue
        content = os.readlink(path).encode() if path.is_symlink() else path.read_bytes()
        found[name.as_posix()] = f"{len(content)} {hashlib.sha256(content).hexdigest()}"
    return found


def lost(before: Mapping[str, str], after: Mapping[str, str]) -> int:
    """Return the bytes of all files that are gone, or no longer what they were."""
    return sum(int(content.split()[0]) for path, content in before.items() if after.get(path) != content)


def _settings() -> str:
    """Return the real book's settings, without the pages that this one lacks."""
    settings = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    settings["execute"]["timeout"] = 120
    for name in ("press_codebook", "press_index"):
        settings["sphinx"]["config"].pop(name)
    settings["sphinx"]["config"] |= {"press_dataset_page": "index", "press_grace": 2}
    return yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)
