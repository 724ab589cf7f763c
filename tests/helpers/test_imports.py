"""A reader who only runs a chapter needs none of the book's own tools."""

import subprocess
import sys

OWN = {"frictionless", "pybtex", "press", "sphinx", "docutils", "myst_nb", "vl_convert", "typst"}


def test_what_a_chapter_imports_needs_only_the_core_packages():
    code = f"import helpers, sys; print(*sorted({{m.split('.')[0] for m in sys.modules}} & {OWN!r}))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == ""
