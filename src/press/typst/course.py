"""Course packs: a YAML file that names chapters, checked as a whole before anything is built."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from sphinx.errors import ConfigError

from . import yamlfile
from .yamlfile import kind

TEXTS = ("title", "course", "term", "institution", "instructor", "preface")
CHOICES = {"paper": ("a4", "letter"), "solutions": ("none", "end"), "code": ("none", "shown")}
REQUIRED = ("title", "chapters")
KEYS = (*TEXTS, *CHOICES, "chapters")


@dataclass(frozen=True)
class Course:
    """A course pack; `name` is that of its file, `chapters` are document names in order."""

    name: str
    title: str = ""
    course: str = ""
    term: str = ""
    institution: str = ""
    instructor: str = ""
    preface: str = ""
    paper: str = ""
    solutions: str = ""
    code: str = ""
    chapters: tuple[str, ...] = ()


class CourseError(ConfigError):
    """A course pack that cannot be built; the message has all errors, each with its line."""


@dataclass
class _Reader:
    """Reads one file; collects what is wrong instead of stopping at it."""

    path: Path
    documents: dict[str, list[str]]
    errors: list[tuple[int, str]] = field(default_factory=list)

    def wrong(self, node: yaml.Node, message: str) -> None:
        self.errors.append((node.start_mark.line + 1, message))

    def text(self, key: str, node: yaml.Node) -> str:
        if isinstance(node, yaml.ScalarNode) and node.tag not in _NO_TEXT and node.value.strip():
            return node.value.strip()
        self.wrong(node, f"{key}: must be a text, but is {kind(node)}")
        return ""

    def choice(self, key: str, node: yaml.Node) -> str:
        if isinstance(node, yaml.ScalarNode) and node.value in CHOICES[key]:
            return node.value
        self.wrong(node, f"{key}: must be {' or '.join(CHOICES[key])}, but is {kind(node)}")
        return ""

    def chapters(self, node: yaml.Node) -> Iterator[str]:
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self.wrong(node, f"chapters: must be a list of chapters, but is {kind(node)}")
            return
        seen: dict[str, int] = {}
        for item in node.value:
            document = self.chapter(item)
            if document in seen:
                self.wrong(item, f"chapters: {item.value!r} is there twice, first on line {seen[document]}")
            elif document:
                seen[document] = item.start_mark.line + 1
                yield document

    def chapter(self, item: yaml.Node) -> str:
        if not isinstance(item, yaml.ScalarNode):
            self.wrong(item, f"chapters: must hold names of chapters, but holds {kind(item)}")
            return ""
        found = self.documents.get(item.value, [])
        if len(found) == 1:
            return found[0]
        if found:
            self.wrong(item, f"chapters: {item.value!r} may be {' or '.join(found)}")
        else:
            known = ", ".join(sorted(name for name, names in self.documents.items() if names == [name]))
            self.wrong(item, f"chapters: unknown chapter {item.value!r}; there are {known}")
        return ""


_NO_TEXT = {"tag:yaml.org,2002:null", "tag:yaml.org,2002:bool"}


def _names(documents: Iterable[str]) -> dict[str, list[str]]:
    """Return documents by their names, whole and last part."""
    names: dict[str, list[str]] = {}
    for document in documents:
        for name in {document, document.rsplit("/", 1)[-1]}:
            names.setdefault(name, []).append(document)
    # The whole name means the document, also where another one ends the same.
    return {name: [name] if name in found else sorted(found) for name, found in names.items()}


def load(path: Path, documents: Iterable[str]) -> Course:
    """Return the course pack in a file.

    Parameters
    ----------
    path
        The YAML file. `title` and `chapters` are required; `course`, `term`, `institution`, `instructor`, `preface`
        (text), `paper` (a4, letter), `solutions` (none, end) and `code` (none, shown) may be there.
    documents
        The documents of the book. A chapter may be named by the last part of its name where that is enough.

    Raises
    ------
    CourseError
        When anything is wrong: with all errors, each with its line.
    """
    root = yamlfile.mapping(path, ", ".join(REQUIRED), CourseError)
    reader = _Reader(path, _names(documents))
    given = _given(reader, root)
    if reader.errors:
        raise CourseError("\n".join(f"{path}:{line}: {message}" for line, message in sorted(reader.errors)))
    return Course(name=path.stem, **given)  # type: ignore[arg-type]


def _given(reader: _Reader, root: yaml.MappingNode) -> dict[str, object]:
    given: dict[str, object] = {}
    lines: dict[str, int] = {}
    for key_node, value in root.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else kind(key_node)
        if key in lines:
            reader.wrong(key_node, f"{key}: is there twice, first on line {lines[key]}")
            continue
        lines[key] = key_node.start_mark.line + 1
        if key in TEXTS:
            given[key] = reader.text(key, value)
        elif key in CHOICES:
            given[key] = reader.choice(key, value)
        elif key == "chapters":
            given[key] = tuple(reader.chapters(value))
        else:
            reader.wrong(key_node, f"unknown key {key!r}; there may be {', '.join(KEYS)}")
    for key in REQUIRED:
        if key not in lines:
            reader.wrong(root, f"{key}: is missing")
    return given


def load_all(paths: Iterable[Path], documents: Iterable[str]) -> list[Course]:
    """Return the course packs in several files; the errors of all of them are raised together."""
    known = sorted(documents)
    courses, errors = [], []
    for path in paths:
        try:
            courses.append(load(path, known))
        except CourseError as error:
            errors.append(str(error))
    if errors:
        raise CourseError("\n".join(errors))
    return courses
