"""The examples in the docstrings run."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import press

FOUND = (module.name for module in pkgutil.walk_packages(press.__path__, "press.") if not module.ispkg)
MODULES = [name for name in FOUND if not name.startswith("press.typst.")]  # which have a test of their own


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_run(name):
    assert doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS).failed == 0
