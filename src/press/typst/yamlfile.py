"""A YAML file as nodes that know their lines, so that what is wrong in it can be told with its line."""

from __future__ import annotations

from pathlib import Path

import yaml
from sphinx.errors import ConfigError


def mapping(path: Path, holds: str, error: type[ConfigError]) -> yaml.MappingNode:
    """Return the mapping that a file is.

    Parameters
    ----------
    path
        The file.
    holds
        What such a mapping holds, for who wrote something else.
    error
        What to raise.

    Raises
    ------
    ConfigError
        As `error`, with file and line: when the file cannot be read, is not YAML, or is no mapping.
    """
    try:
        root = yaml.compose(path.read_text("utf-8"))
    except OSError as problem:
        raise error(f"{path}: cannot be read: {problem.strerror}") from problem
    except UnicodeDecodeError as problem:
        raise error(f"{path}: is not UTF-8 (byte {problem.start})") from problem
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else 1
        raise error(f"{path}:{line}: is not YAML: {problem.problem}") from problem
    if not isinstance(root, yaml.MappingNode):
        raise error(f"{path}:1: must be a mapping with {holds}")
    return root


def kind(node: yaml.Node) -> str:
    """Return what a node is, for a message."""
    if isinstance(node, yaml.SequenceNode):
        return "a list" if node.value else "an empty list"
    if isinstance(node, yaml.MappingNode):
        return "a mapping"
    return repr(node.value) if node.value else "empty"
