"""`make lab`: chapters open as notebooks, and their charts are drawn where no other host can be reached."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import jupytext
import pytest
from playwright.sync_api import Route, expect

ROOT = Path(__file__).parents[2]
CHAPTER = "chapters/liaison-office.md"
SHORT = "short.md"
"""A notebook with the chapter’s first chart and what it needs: JupyterLab draws only what is in view."""

KERNEL = "window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Address of a server started as `make lab` does, and how to ask it."""
    left_out = ("PRESS_BUILD", "CI")
    own, books = tmp_path_factory.mktemp("lab"), tmp_path_factory.mktemp("books")  # it saves what it opens
    (books / "chapters").mkdir()
    shutil.copy(ROOT / CHAPTER, books / CHAPTER)
    notebook = jupytext.read(ROOT / CHAPTER)
    codes = [cell for cell in notebook.cells if cell.cell_type == "code"]
    first = next(i for i, cell in enumerate(codes) if "_chart(" in cell.source)
    notebook.cells = [codes[0], codes[first]]
    jupytext.write(notebook, books / SHORT, fmt="md:myst")
    environment = {name: value for name, value in os.environ.items() if name not in left_out} | {
        "JUPYTER_CONFIG_PATH": str(ROOT / "lab"),
        "JUPYTER_CONFIG_DIR": str(own / "config"),
        "JUPYTER_RUNTIME_DIR": str(own / "runtime"),
        "JUPYTERLAB_WORKSPACES_DIR": str(own / "workspaces"),
        "JUPYTERLAB_SETTINGS_DIR": str(own / "settings"),
    }
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [
        "--no-browser",
        "--allow-root",
        f"--port={port}",
        "--IdentityProvider.token=t",
        "--LabApp.expose_app_in_browser=True",
    ]
    log = own / "log"
    with log.open("w") as said:
        command = [sys.executable, "-m", "jupyterlab", *options]
        server = subprocess.Popen(command, cwd=books, env=environment, stdout=said, stderr=said)
    address = f"http://127.0.0.1:{port}"
    while not answers(f"{address}/api"):
        assert server.poll() is None, log.read_text()[-2000:]
    yield address
    server.terminate()
    server.wait(20)


PATIENCE = threading.Event()


def answers(address):
    """Whether a server answers; one that does not is asked again only after a while."""
    try:
        with urlopen(address):
            return True
    except URLError:
        return PATIENCE.wait(0.2)


def asked(lab, path):
    with urlopen(f"{lab}{path}{'&' if '?' in path else '?'}token=t") as answer:
        return json.load(answer)


def test_a_chapter_opens_as_a_notebook(lab):
    settings = asked(lab, "/lab/api/settings/@jupyterlab/docmanager-extension:plugin")
    viewers = settings["schema"]["properties"]["defaultViewers"]["default"]
    assert viewers["markdown"] == "Jupytext Notebook"
    chapter = asked(lab, f"/api/contents/{CHAPTER}?type=notebook")
    assert {cell["cell_type"] for cell in chapter["content"]["cells"]} == {"code", "markdown"}


def test_the_server_asks_no_other_host_for_news(lab):
    assert asked(lab, "/lab/api/news") == {"news": []}
    assert asked(lab, "/lab/api/update") == {"notification": None}


def test_the_charts_of_a_chapter_are_alive_with_no_other_host_in_reach(lab, browser):
    far = []

    def guard(route: Route) -> None:
        if route.request.url.startswith((lab, "data:", "blob:")):
            route.continue_()
        else:
            far.append(route.request.url)
            route.abort()

    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    context.route("**/*", guard)
    page = context.new_page()
    page.goto(f"{lab}/lab/tree/{SHORT}?token=t", wait_until="domcontentloaded")
    notebook = page.locator(".jp-NotebookPanel")
    expect(notebook).to_be_visible(timeout=60_000)
    page.wait_for_function(f"{KERNEL} === 'idle'", timeout=60_000)
    page.evaluate("void window.jupyterapp.commands.execute('notebook:run-all-cells')")
    drawn = notebook.locator(".vega-embed canvas, .vega-embed svg")
    expect(drawn.first).to_be_visible(timeout=90_000)
    context.close()
    assert not far
