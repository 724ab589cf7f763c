"""The examples in the docstrings run."""

import doctest
import importlib
import pkgutil

import pytest

import helpers

MODULES = [m.name for m in pkgutil.walk_packages(helpers.__path__, "helpers.") if "._" not in m.name]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_run(name):
    result = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert result.failed == 0
