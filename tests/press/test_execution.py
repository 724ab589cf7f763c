"""What runs, who runs it, and what becomes of a chapter that fails."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from books import Book, cell

from press.chapters import Chapter, choose_engine, needs_kernel
from press.engines import Limits, _patience, run_forks, run_kernels
from press.execute import settle
from press.workers import default_jobs

FAILING = {
    "unshown": ("class A:\n    def _repr_html_(self): return 1 / 0\n\nA()", r"ZeroDivisionError: division by zero", 2),
    "raises": ("x = 1\n\nint('no number')  # here", r"ValueError: invalid literal", 3),
    "misspelt": ("y = = 2", r"SyntaxError", 1),
    "killed": (
        "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
        r"ended by SIGKILL, perhaps for want of memory",
        1,
    ),
    "crashes": ("import ctypes\nctypes.string_at(0)", r"(?s)ended by SIGSEGV.*Segmentation fault", 1),
    "leaves": ("import os\nos._exit(3)", r"ended with code 3 and gave no result", 1),
    "sleeps": ("import time\ntime.sleep(60)", r"OverTime: the cell ran over its limit of 5 s", 2),
    "deaf": (
        "import time\nwhile True:\n    try:\n        time.sleep(60)\n    except BaseException:\n        pass",
        r"ran over its time limit and was killed",
        1,
    ),
    "garbage": (
        "import pathlib\npathlib.Path.write_text = lambda self, *a: self.write_bytes(b'\\x00{garbage')",
        r"its result could not be read",
        1,
    ),
    "hungry": (
        "import resource\nresource.setrlimit(resource.RLIMIT_AS, (2 * 2**30, 2 * 2**30))\nx = bytearray(3 * 2**30)",
        r"MemoryError",
        3,
    ),
}


@pytest.fixture(scope="module")
def failed(tmp_path_factory):
    book = Book(tmp_path_factory.mktemp("failing"))
    book.write("references.bib", "")
    for name, (code, _, _) in FAILING.items():
        book.chapter(f"bad-{name}", "Some text.", cell("1 + 1"), cell(code, "tags: [a]"), title=name)
    book.chapter("good", cell("print('well')"))
    first = book.build(nb_execution_timeout=5, press_grace=3)
    written = (first.out / "good.html").exists()
    pages = {name: (book.root / f"bad-{name}.md").read_text("utf-8").split("\n") for name in FAILING}
    for name in FAILING:
        (book.root / f"bad-{name}.md").unlink()
    (book.root / "index.md").unlink()
    return pages, first, written, book.build()


@pytest.mark.parametrize("name", FAILING)
def test_a_failing_chapter_is_named_with_place_code_and_reason(failed, name):
    code, reason, line = FAILING[name]
    pages, first, *_ = failed
    line_of_code = code.splitlines()[line - 1]
    number = pages[name].index(line_of_code) + 1
    reports = re.split(r"(?m)^\x1b\[\d+m", first.messages)
    (report,) = [text for text in reports if f"bad-{name}.md" in text]
    assert f"bad-{name}.md:{number}: ERROR: the chapter was not executed: " in report
    assert re.search(reason, report)
    assert f"> {line_of_code}" in report
    assert "interactiveshell" not in report


def test_a_failing_chapter_fails_the_build_before_it_writes(failed):
    _, first, written, _ = failed
    assert str(first.error) == f"not executed: {', '.join(sorted(f'bad-{name}' for name in FAILING))}"
    assert not written


def test_the_results_of_the_others_are_kept(failed):
    _, first, _, second = failed
    assert first.executed == ["good"]
    assert (second.error, second.messages, second.executed) == (None, "", [])
    assert "well" in second.text("good.html")


NASTY = [
    "import sys, uuid\nprint('a')\nprint('b', file=sys.stderr)\nprint('c')",
    "{'b', 'a', 'c'}, [1] * 200",
    "from IPython.display import display, HTML, Markdown\nh = display('x', display_id=True)\ndisplay(HTML('<b>y</b>'))\n7",
    "h.update('z')",
    "import pandas as pd\ndf = pd.DataFrame({'a': [1.5, 2]})\ndf.style.set_caption('c')",
    "df",
    "__name__, type(get_x := 1).__name__",
    "class A:\n    def _repr_html_(self): return '<i>a</i>'\nA()",
    "import warnings, uuid\nprint(uuid.uuid4())",
    "_ , __, 5;",
    "%%raises\n1/0",
]


def test_forks_and_kernels_give_the_same_bytes(book):
    cells = [cell(code) for code in NASTY[:-1]] + [cell("1 / 0", "tags: [raises-exception]"), cell("print('after')")]
    path = book.chapter("nasty", *cells)
    done = {}
    for name, engine in (("fork", run_forks), ("kernel", run_kernels)):
        chapter = read(path)
        (result,) = engine([chapter], 1, Limits(60, 60), ["pandas"])
        assert (name, result.failure) == (name, None)
        settle(result.notebook)
        done[name] = [c.outputs for c in result.notebook.cells if c.cell_type == "code"]
        assert result.notebook.metadata["language_info"]["name"] == "python"
    for index, (fork, kernel) in enumerate(zip(done["fork"], done["kernel"], strict=True)):
        if index == len(NASTY) - 1:  # the traceback of an error that is shown
            fork, kernel = ([{**o, "traceback": []} for o in side] for side in (fork, kernel))
        assert json.dumps(fork) == json.dumps(kernel)


def read(path: Path) -> Chapter:
    from myst_nb.core.read import read_myst_markdown_notebook

    text = path.read_text("utf-8")
    return Chapter(path.stem, path, text, read_myst_markdown_notebook(text, add_source_map=True, path=path))


def notebook(*sources: str, **metadata: object) -> Chapter:
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    return Chapter("c", Path("c.md"), "", nbformat.v4.new_notebook(cells=cells, metadata=metadata))


@pytest.mark.parametrize(
    "code",
    [
        "%matplotlib inline",
        "!ls",
        "%%bash\nls",
        "files = !ls",
        "import subprocess",
        "from subprocess import run",
        "import matplotlib.pyplot as plt",
        "import os\nos.system('ls')",
        "x = input()",
        "import ipywidgets as w",
        "from IPython.display import clear_output",
        "import IPython\nIPython.display.clear_output()",
        "from IPython import get_ipython",
        "await something()",
        "import multiprocessing as mp",
    ],
)
def test_code_that_needs_a_kernel_gets_one(code):
    assert needs_kernel(code)
    assert choose_engine(notebook("1", code), "fork") == "kernel"


@pytest.mark.parametrize(
    "code", ["import pandas as pd", "import os\nos.path.join('a')", "x = 'input'", "df.system", ""]
)
def test_other_code_does_not(code):
    assert not needs_kernel(code)


def test_a_chapter_chooses_its_executor():
    assert choose_engine(notebook("1", press={"executor": "kernel"}), "fork") == "kernel"
    assert choose_engine(notebook("!ls", press={"executor": "fork"}), "kernel") == "fork"
    assert (
        choose_engine(notebook("1", kernelspec={"name": "ir", "language": "R", "display_name": "R"}), "fork")
        == "kernel"
    )
    with pytest.raises(Exception, match=r"c\.md: press: executor: 'thread' is none of fork, kernel"):
        choose_engine(notebook("1", press={"executor": "thread"}), "fork")


def test_a_real_kernel_runs_what_asks_for_one_and_reports_its_failures(book):
    front = "press: {executor: kernel}\n"
    book.chapter("shell", cell("!echo from a $((40 + 2))nd process"))
    book.chapter("wrong", cell("x = 0\n1 / x"), front=front)
    build = book.build()
    assert build.executed == ["shell"]
    assert re.search(r"wrong\.md:12: ERROR: the chapter was not executed: ZeroDivisionError", build.messages)
    assert "> 1 / x" in build.messages


def test_a_real_kernel_that_dies_is_named_with_the_cell_that_killed_it(book):
    dies = book.chapter(
        "dies", cell("x = 1"), cell("!true\nimport os, signal\nos.kill(os.getpid(), signal.SIGKILL)"), cell("2")
    )
    (result,) = run_kernels([read(dies)], 1, Limits(60, None))
    assert result.failure == "DeadKernelError: Kernel died"
    assert read(dies).notebook.cells[result.cell].source.startswith("!true")


def test_a_real_kernel_that_hangs_is_stopped_by_the_limit_of_its_cell_or_its_chapter(book):
    hangs = book.chapter("hangs", cell("x = 1"), cell("import time\ntime.sleep(600)"))
    for limits in (Limits(1, None), Limits(None, 2), Limits(600, 2)):
        (result,) = run_kernels([read(hangs)], 1, limits)
        assert result.notebook is None
        assert "CellTimeoutError" in result.failure
        assert read(hangs).notebook.cells[result.cell].source.startswith("import time")


@pytest.mark.parametrize(
    ("spent", "own", "left"), [(0, {}, 5), (7, {}, 3), (20, {}, 0.1), (0, {"timeout": 2}, 2), (0, {"timeout": -1}, 10)]
)
def test_a_cell_may_run_for_its_limit_or_for_what_is_left_of_the_chapters(spent, own, left):
    assert _patience(notebook("1", execution=own), Limits(5, 10), spent) == left


def test_the_environment_may_choose_executor_and_jobs(book, monkeypatch):
    monkeypatch.setenv("PRESS_EXECUTOR", "thread")
    book.chapter("one", cell("1"))
    assert "the executor 'thread' is none of fork, kernel" in str(book.build().error)
    monkeypatch.setenv("PRESS_JOBS", "3")
    assert default_jobs() == 3
    monkeypatch.setenv("PRESS_JOBS", "none")
    with pytest.raises(Exception, match="PRESS_JOBS must be a number from 1, not 'none'"):
        default_jobs()


def test_a_module_that_cannot_be_imported_beforehand_is_named(book):
    book.chapter("one", cell("1"))
    assert "press_preload: cannot import no_such_module" in str(book.build(press_preload=["no_such_module"]).error)


def test_what_a_module_gives_only_when_asked_is_imported_beforehand_too(book):
    book.chapter("one", cell("import sys\nprint('concurrent.futures.process' in sys.modules)"))
    build = book.build(press_preload=["concurrent.futures"])
    assert build.messages == ""
    assert ">True\n" in build.text("one.html")


def test_chapters_see_neither_sphinx_nor_one_another(book):
    for name in "ab":
        code = "import sys\nprint('sphinx' in sys.modules, 'press_left' in vars(sys), sys.path[0] == '')\nsys.press_left = 1"
        book.chapter(name, cell(code), cell(f"open('{name}.txt').read()"))
        book.write(f"{name}.txt", f"beside {name}")
    build = book.build(press_preload=["json"])
    assert build.messages == ""
    for name in "ab":
        assert "False False True" in build.text(f"{name}.html")
        assert f"beside {name}" in build.text(f"{name}.html")


def test_what_a_chapter_leaves_running_ends_with_it(book):
    code = "import os, sys, time\npid = os.posix_spawn(sys.executable, [sys.executable, '-c', 'import time; time.sleep(600)'], os.environ)\nopen('pid', 'w').write(str(pid))"
    book.chapter("one", cell(code), front="press: {executor: fork}\n")
    assert book.build().messages == ""
    pid = int((book.root / "pid").read_text())
    state = Path(f"/proc/{pid}/stat")
    assert not state.exists() or state.read_text().split()[2] == "Z" or not _alive(pid)


def test_chapters_end_when_the_build_does(tmp_path):
    code = "import os, time\nwith open('pid', 'w') as file:\n    file.write(str(os.getpid()))\ntime.sleep(600)"
    os.mkfifo(tmp_path / "pid")
    files = {kind: str(tmp_path / kind) for kind in ("in", "out", "log")}
    nbformat.write(notebook(code).notebook, files["in"])
    job = {**files, "cwd": str(tmp_path), "cell_limit": None, "chapter_limit": None, "allow_errors": False}
    order = tmp_path / "order.json"
    order.write_text(json.dumps({"warm": [], "parallel": 1, "grace": 5, "jobs": [job]}))
    command = [sys.executable, "-P", "-m", "press.forkserver"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        server.stdin.write(f"{order}\n".encode())
        server.stdin.flush()
        assert json.loads(server.stdout.readline()) == {"start": 0}
        pid = int((tmp_path / "pid").read_text())  # waits for the chapter to write it
        server.stdin.close()
        server.wait(60)
    assert not _alive(pid) or Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z"


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
