"""The served book: a saved file builds it again and reloads the page; what a build writes does not."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from press import serve

pytest.importorskip("sphinx_autobuild", reason="the extra lab is not installed")


@pytest.fixture
def root(tmp_path, monkeypatch):
    """The folder of a book whose build copies the chapter to the page."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "chapter.md").write_text("one")
    page = tmp_path / serve.HTML / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<html><body>one</body></html>")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "watched"),
    [
        ("chapter.md", True),
        ("chapters/the-debate.md", True),
        ("data/people.csv", True),
        ("src/helpers/dates.py", True),
        ("_config.yml", True),
        ("_build/html/index.html", False),
        (".git/index", False),
        (".venv/lib/x.py", False),
        ("tests/test_x.py", False),
        (".pytest_cache/v/x", False),
        ("src/helpers/__pycache__/dates.cpython-311.pyc", False),
        ("data/people.csv.bak", False),
        ("chapters/.#the-debate.md", False),
    ],
)
def test_sources_are_watched_and_what_a_build_or_an_editor_leaves_is_not(root, name, watched):
    from sphinx_autobuild.filter import IgnoreFilter

    ignored = IgnoreFilter([root / folder for folder in serve.UNWATCHED], serve.LEFTOVERS)
    assert ignored(str(root / name)) is not watched


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_page_is_served_with_the_script_that_reloads_it(root):
    from starlette.testclient import TestClient

    with TestClient(serve.application(root, "127.0.0.1:8000")) as client:
        answer = client.get("/index.html")
    assert answer.status_code == 200
    assert "one" in answer.text
    assert "ws://127.0.0.1:8000/websocket-reload" in answer.text


def test_a_saved_chapter_builds_the_book_again_and_reloads_the_page(root, monkeypatch):
    from sphinx_autobuild.server import RebuildServer

    built = []
    watching = asyncio.Event()

    async def awatch(*paths, watch_filter):
        assert [Path(path) for path in paths] == [root.resolve()]
        watching.set()
        yield {(1, str(root / "chapter.md"))}

    class Here:
        """Runs in this process what the server gives to another."""

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def submit(self, work, **given):
            future = asyncio.get_running_loop().create_future()
            future.set_result(work(**given))
            return future

    monkeypatch.setattr("sphinx_autobuild.server.watchfiles.awatch", awatch)
    monkeypatch.setattr("sphinx_autobuild.server.ProcessPoolExecutor", Here)
    monkeypatch.setattr("sphinx_autobuild.server.asyncio.wrap_future", lambda future: future)
    monkeypatch.setattr(serve.subprocess, "run", lambda command, check: built.append(command[1:]))

    async def run():
        server = RebuildServer([root], lambda path: False, change_callback=serve.rebuild)
        await server.watch()
        return server.flag.is_set()

    with ThreadPoolExecutor(1) as apart:  # a browser of other tests may keep a loop running here
        assert apart.submit(asyncio.run, run()).result(), "the page is told to reload"
    assert built == [["-m", "press.publish", "html"]]


def test_a_build_that_fails_does_not_end_the_server(root, monkeypatch, capsys):
    monkeypatch.setattr(serve.sys, "executable", "/bin/false")
    serve.rebuild(changed_paths=[root / "chapter.md"])
    assert "Saved: chapter.md" in capsys.readouterr().out
