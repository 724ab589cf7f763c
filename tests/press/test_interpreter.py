"""The process that executes chapters begins before its order comes, and ends with or without one."""

import json
import multiprocessing
import signal

import pytest
from books import Book, cell

from press import execute, foresight
from press.engines import FEW
from press.interpreter import Interpreter


def order(folder):
    path = folder / "order.json"
    path.write_text(json.dumps({"warm": [], "parallel": 1, "grace": 5, "jobs": []}))
    return path


def test_it_runs_an_order_that_comes_after_its_imports(tmp_path):
    interpreter = Interpreter(["json"])
    interpreter.begin()
    assert list(interpreter.answers(order(tmp_path))) == []
    assert interpreter.end() == 0


def test_it_ends_without_an_order():
    interpreter = Interpreter([])
    interpreter.begin()
    process = interpreter._process
    assert interpreter.end() == 0
    assert process.returncode == 0


def test_it_ends_with_the_build_though_a_child_of_the_build_goes_on():
    interpreter = Interpreter([])
    interpreter.begin()
    process = interpreter._process
    child = multiprocessing.get_context("fork").Process(target=signal.pause)
    child.start()
    try:
        process.stdin.close()  # as when the build is killed
        assert process.wait(60) == 0
    finally:
        child.kill()
        child.join()


def test_what_it_cannot_import_is_its_answer(tmp_path):
    interpreter = Interpreter(["no_such_module"])
    (said,) = interpreter.answers(order(tmp_path))
    assert "cannot import no_such_module" in said["refused"]
    interpreter.end()


def test_one_that_never_began_has_nothing_to_end():
    assert Interpreter(["json"]).end() == 0


@pytest.mark.parametrize(
    ("jobs", "engine", "expected"), [("2", "fork", True), ("1", "fork", False), ("2", "kernel", False)]
)
def test_it_begins_early_where_nothing_was_executed_before_and_forks_do(tmp_path, monkeypatch, jobs, engine, expected):
    monkeypatch.setenv("PRESS_JOBS", jobs)
    monkeypatch.setenv("PRESS_EXECUTOR", engine)
    early = []
    monkeypatch.setattr(execute, "_missing", lambda env, cache, names: early.append(_runs(env)) or [])
    book = Book(tmp_path / "book", {})
    book.chapter("one", cell("1 + 1"))
    book.build()
    assert early == [expected]


def _runs(env):
    return execute.interpreter(env.app)._process is not None


EDITS = {
    "nothing": lambda text: text,
    "prose": lambda text: text + "\nMore words.\n",
    "a cell": lambda text: text.replace("1 + 1", "1 + 2"),
    "a setting of a cell": lambda text: text.replace("1 + 1", ":tags: [remove-input]\n\n1 + 1"),
}


@pytest.mark.parametrize(
    ("what", "begins"), [("nothing", False), ("prose", False), ("a cell", True), ("a setting of a cell", True)]
)
def test_it_begins_early_where_code_was_changed(tmp_path, monkeypatch, what, begins):
    monkeypatch.setenv("PRESS_JOBS", "2")
    book = Book(tmp_path / "book", {})
    path = book.chapter("one", cell("1 + 1"))
    assert book.build().error is None
    path.write_text(EDITS[what](path.read_text("utf-8")), "utf-8")
    early = []
    real = execute.execute_outdated

    def watched(app, env, pages):
        early.append(execute.interpreter(app)._process is not None)
        real(app, env, pages)

    monkeypatch.setattr(execute, "execute_outdated", watched)
    assert book.build().error is None
    assert early == [begins]


@pytest.mark.parametrize("spoilt", ["", "[", '{"gone.md": "0"}'])
def test_a_note_that_cannot_be_read_or_names_a_page_that_is_gone_stops_no_build(tmp_path, monkeypatch, spoilt):
    monkeypatch.setenv("PRESS_JOBS", "2")
    book = Book(tmp_path / "book", {})
    book.chapter("one", cell("1 + 1"))
    build = book.build()
    (note,) = (build.out.parent / ".jupyter_cache").rglob(foresight.NAME)
    note.write_text(spoilt)
    assert book.build().error is None


def test_modules_for_many_chapters_are_imported_for_many_only(tmp_path):
    code = "import sys\nprint('wave' in sys.modules, {})"
    for count, there in ((FEW, "False"), (FEW + 1, "True")):
        book = Book(tmp_path / str(count) / "book", {})
        for number in range(count):
            book.chapter(f"page{number}", cell(code.format(number)))
        build = book.build(press_warm=["wave"])
        assert build.error is None
        assert all(f"{there} {number}" in build.text(f"page{number}.html") for number in range(count))


def test_a_module_for_many_chapters_that_cannot_be_imported_is_named(tmp_path):
    book = Book(tmp_path / "book", {})
    for number in range(FEW + 1):
        book.chapter(f"page{number}", cell(f"print({number})"))
    assert "press_warm: cannot import no_such_module" in str(book.build(press_warm=["no_such_module"]).error)
