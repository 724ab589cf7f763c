"""What chapters read, no chapter changes."""

from __future__ import annotations

import re

import pytest
from books import Book, cell

DATA = "id\n1\n"
CHANGES = {
    "open": "open('data/t.csv', 'w')",
    "append": "open('data/t.csv', 'a')",
    "update": "open('data/t.csv', 'r+b')",
    "low": "import os\nos.open('data/t.csv', os.O_WRONLY | os.O_TRUNC)",
    "path": "import pathlib\npathlib.Path('data/new.csv').write_text('x')",
    "around": "open('chapters/../data/t.csv', 'w')",
    "link": "open('elsewhere/t.csv', 'w')",
    "remove": "import os\nos.remove('data/t.csv')",
    "rename": "import os\nos.rename('data/t.csv', 'gone.csv')",
    "over": "import os\nopen('other.csv', 'w').close()\nos.replace('other.csv', 'data/t.csv')",
    "tree": "import shutil\nshutil.rmtree('data')",
    "truncate": "import os\nos.truncate('data/t.csv', 0)",
    "frame": "import pandas as pd\npd.DataFrame({'id': [2]}).to_csv('data/t.csv')",
    "database": "import sqlite3\nsqlite3.connect('data/t.db').execute('create table a (b)')",
    "pins": "open('requirements.txt', 'w')",
    "kernel": "open('data/t.csv', mode='w')",
}


def test_a_chapter_that_writes_where_chapters_read_is_refused_and_nothing_is_changed(book: Book):
    book.write("data/t.csv", DATA)
    book.write("requirements.txt", "pandas\n")
    book.write("chapters/x.txt", "")
    (book.root / "elsewhere").symlink_to("data")
    for name, code in CHANGES.items():
        book.chapter(f"bad-{name}", cell(code), front="press: {executor: kernel}\n" if name == "kernel" else "")
    book.chapter("good", cell("import os\nopen('made.txt', 'w').write(open('data/t.csv').read())\nos.mkdir('made')"))
    build = book.build()
    assert build.executed == ["good"]
    refused = re.findall(
        r"bad-(\w+)\.md:\d+: ERROR: the chapter was not executed: PermissionError: a chapter may", build.messages
    )
    assert sorted(refused) == sorted(CHANGES)
    assert sorted(p.name for p in (book.root / "data").iterdir()) == ["t.csv"]
    assert (book.root / "data/t.csv").read_text() == DATA
    assert (book.root / "requirements.txt").read_text() == "pandas\n"


@pytest.mark.parametrize("code", ["!echo 2 >> data/t.csv", "import subprocess\nsubprocess.run(['rm', 'data/t.csv'])"])
def test_inputs_that_change_while_chapters_run_make_their_results_void(book: Book, code):
    book.write("data/t.csv", DATA)
    book.chapter("page", cell(code))
    assert "was changed while they were executed" in str(book.build().error)
    book.write("data/t.csv", DATA)
    book.chapter("page", cell("print('well')"))
    build = book.build()
    assert (build.error, build.executed) == (None, ["page"])
