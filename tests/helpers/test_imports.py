"""A reader who only runs a chapter needs none of the book's own tools."""

import subprocess
import sys

import pytest

OWN = {"frictionless", "jsonschema_rs", "pybtex", "press", "sphinx", "docutils", "myst_nb", "vl_convert", "typst"}


def test_what_a_chapter_imports_needs_only_the_core_packages():
    assert loaded("from helpers import load", OWN) == set()


def test_what_checks_the_data_draws_nothing():
    assert loaded("import helpers.validate", {"altair", "pandas"}) == set()
    assert loaded("from helpers import validate, load", {"altair", "pandas"}) == {"altair", "pandas"}


def test_all_that_a_chapter_is_given_is_listed_before_it_is_imported():
    code = "import helpers; before = dir(helpers); print(*(n for n in helpers.__all__ if n not in before))"
    assert said(code) == ""
    assert said("from helpers import *; print(load.__module__, chart.__module__)") == "helpers.data helpers.display"


def test_what_the_package_does_not_give_is_an_error_of_the_usual_kind():
    with pytest.raises(ImportError, match="cannot import name 'lode' from 'helpers'"):
        from helpers import lode  # noqa: F401


def loaded(code, names):
    return set(said(f"{code}\nimport sys; print(*{{m.split('.')[0] for m in sys.modules}} & {names!r})").split())


def said(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
