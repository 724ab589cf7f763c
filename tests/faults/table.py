"""The faults of files: what is done to a good book, and what the check of the data or a build must then say.

A fault's `do` breaks the book in a folder. Faults of prose and of cells strike a chapter each, many in one build.
What must hold of every one of them is in `test_faults.py`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.faults.house import House

HUGE = 300 * 2**20


@dataclass(frozen=True)
class Fault:
    """One fault, injected for real."""

    name: str
    do: Callable[[House], object]
    says: tuple[str, ...] = ()
    """Patterns that the messages must hold."""


def table(name: str, change: Callable[[bytes], bytes]) -> Callable[[House], object]:
    """Change the bytes of a table."""

    def do(house: House) -> None:
        path = house.root / "data" / f"{name}.csv"
        path.write_bytes(change(path.read_bytes()))

    return do


def edit(name: str, old: str, new: str) -> Callable[[House], object]:
    """Change the text of a file."""
    return lambda house: house.edit(name, old, new)


def many(*changes: Callable[[House], object]) -> Callable[[House], object]:
    """Make several changes."""
    return lambda house: [change(house) for change in changes]


def spoilt(content: bytes) -> bytes:
    """Overwrite some bytes, as a failing disk does."""
    draw = random.Random(1949)
    spoilt = bytearray(content)
    for place in draw.sample(range(len(spoilt)), 20):
        spoilt[place] = draw.randrange(256)
    return bytes(spoilt)


def overwrite(pattern: str, content: bytes) -> Callable[[House], object]:
    """Overwrite what a pattern finds below the folder where books are built aside."""

    def do(house: House) -> None:
        found = [path for path in (house.root / "_build" / "aside").rglob(pattern) if path.is_file()]
        assert found, f"nothing built is named {pattern}"
        for path in found:
            path.write_bytes(content)

    return do


def drop(pattern: str) -> Callable[[House], object]:
    """Remove what a pattern finds there."""

    def do(house: House) -> None:
        found = [path for path in (house.root / "_build" / "aside").rglob(pattern) if path.is_file()]
        assert found, f"nothing built is named {pattern}"
        for path in found:
            path.unlink()

    return do


def sparse(house: House) -> None:
    """Make a table as long as no table is; nothing of it is on the disk."""
    with (house.root / "data/terms.csv").open("r+b") as file:
        file.truncate(HUGE)


DATA = [
    Fault("a table with twenty bytes overwritten", table("terms", spoilt), (r"data/terms\.csv: row \S+: byte 0x",)),
    Fault("a table missing", lambda h: (h.root / "data/people.csv").unlink(), (r"data/people\.csv: is missing",)),
    Fault(
        "a table cut off in the middle of a row",
        table("terms", lambda b: b[:-70]),
        (r"data/terms\.csv: the last line has no end", r"data/terms\.csv: row term-bo: \d+ cells \(valid: 14"),
    ),
    Fault(
        "a table not in UTF-8",
        table("people", lambda b: b.replace(b"Bo Chen", "Bö Chen".encode("latin-1"))),
        (r"data/people\.csv: row 3: byte 0xf6 is not UTF-8",),
    ),
    Fault("a table of 300 MB", sparse, (r"data/terms\.csv: 314,572,800 bytes \(valid: at most",)),
    Fault(
        "a description of the tables cut off",
        lambda h: (h.root / "data/datapackage.json").write_bytes((h.root / "data/datapackage.json").read_bytes()[:900]),
        (r"datapackage\.json: not JSON",),
    ),
    Fault(
        "six wrong values at once: type, key, reference, source, interval, formula",
        many(
            edit("data/terms.csv", ",37,", ",many,"),
            edit("data/terms.csv", "term-bo,bo-chen", "term-bo,bo-chan"),
            edit("data/terms.csv", "2001-05/2004-06", "2004-06/2001-05"),
            edit("data/people.csv", "report-2001", "reprot-2001"),
            edit("data/people.csv", "Ann Lee,", "=1+1,"),
            edit("data/people.csv", "bo-chen,", "ann-lee,"),
        ),
        (
            r"data/terms\.csv: row term-ann: field months: 'many' is not of type integer",
            r"data/terms\.csv: row term-bo: field person: 'bo-chan' is no id",
            r"data/terms\.csv: row term-ann: field term: .* ends .* before it starts",
            r"data/people\.csv: row ann-lee: field source: 'reprot-2001' is no key in references\.bib",
            r"data/people\.csv: row ann-lee: field name: '=1\+1' would run as a formula",
            r"data/people\.csv: row ann-lee: field id: ",
        ),
    ),
    Fault(
        "a bibliography cut off",
        lambda h: (h.root / "references.bib").write_bytes((h.root / "references.bib").read_bytes()[:60]),
        (r"references\.bib",),
    ),
]

BOOK = [
    Fault(
        "a chapter of _toc.yml missing",
        lambda h: (h.root / "chapters/people.md").unlink(),
        (r"_toc\.yml|toctree", r"chapters/people"),
    ),
    Fault("a _toc.yml that is no YAML", edit("_toc.yml", "root: index", "root: [index"), (r"_toc\.yml",)),
    Fault("a _config.yml that is no YAML", edit("_config.yml", "title:", "title: [\ntitle:"), (r"_config\.yml",)),
    Fault(
        "an archive of files that there are not",
        edit("pyproject.toml", "data/*.csv", "data/*.tsv"),
        (r"pyproject\.toml: tool\.press\.archives\.rows: no file matches 'data/\*\.tsv'",),
    ),
]

#: Prose, each in a chapter of its own, and what is said of it.
PROSE = {
    "a citation of no work": ("See {cite:p}`nobody`.", r'could not find bibtex key "nobody"'),
    "a reference to no label": ("See {ref}`ch-nowhere`.", r"ch-nowhere"),
    "a picture missing": ("![What it shows](lost.png)", r"lost\.png"),
    "a role that there is not": ("A {nobody}`x`.", r"nobody"),
    "a number that no cell gives": ("Of {glue:text}`nothing`.", r"'nothing'"),
}

#: What earlier builds left behind, spoilt; those that do not hide one another go together.
STATE = (
    (
        Fault("the cache's index overwritten with rubbish", overwrite("global.db", b"rubbish" * 99)),
        Fault("a drawing cut off", overwrite("chart-*.svg", b"<svg")),
    ),
    (
        Fault("the cache from another version", overwrite("__version__.txt", b"0.0.1")),
        Fault("a page that was read cut off", overwrite("terms.doctree", b"\x80\x05")),
    ),
    (
        Fault("a chapter's results missing from the cache", drop("base.ipynb")),
        Fault("what was read overwritten with rubbish", overwrite("environment.pickle", b"rubbish")),
    ),
    (Fault("a chapter's results in the cache cut off", overwrite("base.ipynb", b'{"cells": [')),),
)

#: Cells, each in a chapter of its own, that are executed in one build, and what is said of each.
CELLS = {
    "a cell that raises": ("raise ZeroDivisionError('of all things')", "ZeroDivisionError: of all things"),
    "a cell that asks for a table that there is not": (
        "from helpers import load\nload('term')",
        r"no table 'term'\. Did you mean 'terms'\?",
    ),
    "a chart without a description": (
        "import altair as alt\nfrom helpers import chart\nchart(alt.Chart().mark_point(), description='')",
        "a chart needs a description",
    ),
    "a cell that hangs": ("import time\ntime.sleep(600)", r"ran over its limit of 6 s"),
    "a cell that hangs and catches all that is raised": (
        "import time\nwhile True:\n    try:\n        time.sleep(600)\n    except BaseException:\n        pass",
        "ran over its time limit and was killed",
    ),
    "a cell that forks until the system refuses": (
        "import os, resource, time\nresource.setrlimit(resource.RLIMIT_NPROC, (60, 60))\n"
        "os.setuid(65534) if not os.getuid() else None  # no limit holds for the superuser\n"
        "while True:\n    if not os.fork():\n        time.sleep(600)",
        "BlockingIOError: .*Resource temporarily unavailable",
    ),
    "a cell that exhausts memory": (
        "import resource\nheld = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize()\n"
        "resource.setrlimit(resource.RLIMIT_AS, (held + 2**28, held + 2**28))\nx = []\n"
        "while True:\n    x.append(bytearray(2**24))",
        "MemoryError",
    ),
    "a cell killed for want of memory": ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "ended by SIGKILL"),
    "a cell that crashes the interpreter": ("import ctypes\nctypes.string_at(0)", "ended by SIGSEGV"),
    "a cell that ends the interpreter": (
        "import os\nos.close(1)\nos.close(2)\nos._exit(0)",
        "ended with code 0 and gave no result",
    ),
    "a cell that writes to data/": (
        "open('../data/terms.csv', 'w')",
        r"a chapter may not change what chapters read: \.\./data/terms\.csv",
    ),
    "a cell that removes data/": (
        "import shutil\nshutil.rmtree('../data')",
        r"a chapter may not change what chapters read: \.\./data/",
    ),
    "a kernel killed": (
        "!true\nimport os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
        "DeadKernelError: Kernel died",
    ),
}


def add_chapters(house: House, texts: Mapping[str, str]) -> None:
    """Add a chapter for each text, ``bad-0`` first, to the book and to what its contents name."""
    for number, (name, text) in enumerate(texts.items()):
        house.chapter(f"bad-{number}", text)
        path = house.root / "chapters" / f"bad-{number}.md"
        front = "execution: {timeout: 6}\n" if "hangs" in name else ""
        path.write_text(path.read_text("utf-8").replace("---\n", f"---\n{front}", 1), "utf-8")
        with (house.root / "_toc.yml").open("a", encoding="utf-8") as file:
            file.write(f"  - file: chapters/bad-{number}\n")
