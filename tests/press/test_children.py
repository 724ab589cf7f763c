"""What children of a build do is done before the site reads it, and what fails in one fails the build."""

import signal

import pytest
from sphinx.errors import SphinxParallelError

from press.children import Children


def test_what_a_child_was_to_write_is_there_when_the_build_has_waited(tmp_path):
    children = Children()
    for name in ("one", "two"):
        children.begin(lambda path=tmp_path / name: path.write_text("written"))
    children.end(None)
    assert [(tmp_path / name).read_text() for name in ("one", "two")] == ["written", "written"]


def test_a_child_that_fails_fails_the_build_with_its_reason():
    children = Children()
    children.begin(lambda: {}["no such row"])
    with pytest.raises(SphinxParallelError, match="no such row"):
        children.end(None)


def test_a_build_that_failed_waits_for_no_child(tmp_path):
    children = Children()
    children.begin(signal.pause)
    children.end(ValueError("elsewhere"))
    assert children._at_work == []


def test_a_build_without_children_ends():
    Children().end(None)
