"""The examples in the docstrings run."""

import doctest
import importlib
import pkgutil

import pytest

import press.typst

MODULES = [f"press.typst.{found.name}" for found in pkgutil.iter_modules(press.typst.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_give_what_they_say(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
