"""What pages show, compared with a commit: figures by digest, numbers in words."""

import os
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src"
PAGE = """---
kernelspec: {name: python3, display_name: Python 3, language: python}
---
# A page

```{code-cell} ipython3
from shows import number, picture, VALUE
number("n", VALUE)
```

```{code-cell} ipython3
---
mystnb: {figure: {name: fig-same}}
---
picture("same")
```

```{code-cell} ipython3
---
mystnb: {figure: {name: fig-other}}
---
picture(VALUE)
```
"""
SHOWS = """
from IPython.display import display
GLUE = "application/papermill.record/"
VALUE = "five"
def number(name, value):
    record = {"scrapbook": {"name": name, "mime_prefix": GLUE}}
    display({GLUE + "text/plain": repr(value)}, raw=True, metadata=record)
def picture(what):
    display({"application/vnd.press.chart+json": {"spec": what}}, raw=True)
"""


def test_a_changed_helper_shows_in_the_figures_and_numbers_that_it_alters_and_no_others(tmp_path):
    def git(*words):
        own = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", tmp_path, *own, *words], check=True, capture_output=True)

    def changes():
        paths = {"PYTHONPATH": str(SOURCE)}
        command = [sys.executable, "-m", "press.changes", "HEAD"]
        ended = subprocess.run(command, cwd=tmp_path, env={**os.environ, **paths}, capture_output=True, text=True)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout.splitlines()

    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: page\n", "utf-8")
    (tmp_path / "page.md").write_text(PAGE, "utf-8")
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "shows.py").write_text(SHOWS, "utf-8")
    git("init")
    git("add", ".")
    git("commit", "-m", "first")
    (tmp_path / "src" / "shows.py").write_text(SHOWS.replace('"five"', '"six"'), "utf-8")
    assert changes()[4:] == [
        "| page.md | `fig-other` | changes |",
        "| page.md | `number n` | “five” becomes “six” |",
    ]
