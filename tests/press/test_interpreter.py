"""The process that executes chapters begins before its order comes, and ends with or without one."""

import json

import pytest
from books import Book, cell

from press import execute
from press.interpreter import Interpreter


def order(folder):
    path = folder / "order.json"
    path.write_text(json.dumps({"parallel": 1, "grace": 5, "jobs": []}))
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


def test_it_does_not_begin_where_all_is_in_the_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("PRESS_JOBS", "2")
    book = Book(tmp_path / "book", {})
    book.chapter("one", cell("1 + 1"))
    assert book.build().error is None
    monkeypatch.setattr(Interpreter, "begin", lambda self: pytest.fail("begun"))
    assert book.build().error is None
