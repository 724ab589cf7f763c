"""The examples in the docstrings run."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import press

MODULES = [module.name for module in pkgutil.iter_modules(press.__path__) if not module.ispkg]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_run(name):
    assert doctest.testmod(importlib.import_module(f"press.{name}"), optionflags=doctest.ELLIPSIS).failed == 0
