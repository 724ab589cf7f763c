"""Directives in plain Markdown, for whoever opens a chapter where nothing knows them: "> **Note**", a folded solution.

Only what Markdown has no words for is set anew; a directive that is not known here stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

FENCE = re.compile(r"(?P<mark>`{3,}|~{3,}|:{3,})(?P<info>.*)")
NAME = re.compile(r"\{(?P<name>[\w:.-]+)\}\s*(?P<argument>.*)")
OPTION = re.compile(r":(?P<key>[\w-]+):\s*(?P<value>.*)")
#: Boxes that are called by their kind where they have no title.
BOXES = ("note", "tip", "hint", "important", "seealso", "warning", "caution", "attention", "danger", "error")


@dataclass(frozen=True)
class Directive:
    """A directive as it was written."""

    name: str
    argument: str
    options: Mapping[str, str]
    body: tuple[str, ...]
    written: tuple[str, ...]

    @property
    def text(self) -> str:
        """What stands in it, without empty lines around."""
        return "\n".join(self.body).strip("\n")


def parts(text: str) -> Iterator[Directive | str]:
    r"""Yield the lines of a Markdown text, each directive as one; code in fences stays lines.

    Examples
    --------
    >>> [part if isinstance(part, str) else part.name for part in parts("a\n:::{note}\nb\n:::\nc")]
    ['a', 'note', 'c']
    """
    lines = text.split("\n")
    while lines:
        opened = FENCE.fullmatch(lines[0])
        if opened is None:
            yield lines.pop(0)
            continue
        last = next((i for i, line in enumerate(lines) if i and _closes(line, opened["mark"])), len(lines))
        inside, written = lines[1:last], lines[: last + 1]
        del lines[: last + 1]
        if named := NAME.fullmatch(opened["info"]):
            options = dict(_options(inside))
            yield Directive(named["name"], named["argument"], options, tuple(inside[len(options) :]), tuple(written))
        else:
            yield from written


def _closes(line: str, mark: str) -> bool:
    return line.startswith(mark) and not line.strip().strip(mark[0])


def _options(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        if not (found := OPTION.fullmatch(line)):
            return
        yield found["key"], found["value"]


def exercises(text: str, numbers: Mapping[str, str]) -> dict[str, str]:
    r"""Return what each exercise of a text is called, by its label.

    Parameters
    ----------
    text
        MyST Markdown.
    numbers
        The number of each label that has one.

    Examples
    --------
    >>> exercises(":::{exercise} Why?\n:label: why\nSay.\n:::", {"why": "2.1"})
    {'why': 'Exercise 2.1 (Why?)'}
    """
    found = {}
    for part in parts(text):
        if isinstance(part, Directive) and part.name == "exercise":
            label = part.options.get("label", "")
            number = "" if "nonumber" in part.options else numbers.get(label, "")
            title = f"({part.argument})" if part.argument else ""
            found[label] = " ".join(filter(None, ("Exercise", number, title)))
    return found


def plain(text: str, names: Mapping[str, str]) -> str:
    r"""Return a text in which directives are plain Markdown.

    Parameters
    ----------
    text
        MyST Markdown.
    names
        What exercises are called, by label.

    Examples
    --------
    >>> print(plain(":::{tip} So\nDo it.\n:::", {}))
    > **So**
    >
    > Do it.
    """
    out: list[str] = []
    for part in parts(text):
        if isinstance(part, str):
            out.append(part)
        else:
            say = SAID.get(part.name, _as_written)
            out.extend(say(part, names).split("\n"))
    return "\n".join(out)


def _as_written(part: Directive, names: Mapping[str, str]) -> str:
    return "\n".join(part.written)


def _box(part: Directive, names: Mapping[str, str]) -> str:
    title = part.argument or names.get(part.options.get("label", "")) or part.name.capitalize()
    inside = plain(part.text, names).split("\n")
    return "\n".join(f"> {line}".rstrip() for line in [f"**{title}**", "", *inside])


def _exercise(part: Directive, names: Mapping[str, str]) -> str:
    return _box(Directive("exercise", "", part.options, part.body, part.written), names)


def _solution(part: Directive, names: Mapping[str, str]) -> str:
    title = _solution_of(part, names)
    return f"<details><summary>{title}</summary>\n\n{plain(part.text, names)}\n\n</details>"


def _solution_start(part: Directive, names: Mapping[str, str]) -> str:
    return f"**{_solution_of(part, names)}**"


def _solution_of(part: Directive, names: Mapping[str, str]) -> str:
    return f"Solution to {names.get(part.argument, 'the exercise')}"


def _solution_end(part: Directive, names: Mapping[str, str]) -> str:
    return "*End of the solution.*"


def _code(part: Directive, names: Mapping[str, str]) -> str:
    caption = f"*{part.options['caption']}*\n\n" if "caption" in part.options else ""
    mark = part.written[-1].strip()
    return f"{caption}{mark}{part.argument}\n{part.text}\n{mark}"


def _caption(part: Directive, names: Mapping[str, str]) -> str:
    said = part.text or part.options.get("alt", "")
    return f"*{said}*" if said else ""


def _nothing(part: Directive, names: Mapping[str, str]) -> str:
    return ""


def _glossary(part: Directive, names: Mapping[str, str]) -> str:
    items: list[list[str]] = []
    for line in filter(str.strip, part.body):
        if line[0].isspace() and items:
            items[-1].append(line.strip())
        else:
            items.append([f"- **{line.strip()}**:"])
    return "\n".join(" ".join(item) for item in items)


def _table(part: Directive, names: Mapping[str, str]) -> str:
    rows: list[list[str]] = []
    for line in filter(str.strip, part.body):
        if begun := re.fullmatch(r"(?P<row>\* )?\s*-(?: (?P<words>.*))?", line):
            if begun["row"]:
                rows.append([])
            rows[-1].append(begun["words"] or "")
        else:
            rows[-1][-1] += f" {line.strip()}"
    heads = rows if "header-rows" in part.options else [[""] * len(rows[0]), *rows]
    lines = [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in heads]
    title = [f"**{part.argument}**", ""] if part.argument else []
    return "\n".join([*title, lines[0], "|" + " --- |" * len(heads[0]), *lines[1:]])


SAID: dict[str, Callable[[Directive, Mapping[str, str]], str]] = {
    "admonition": _box,
    **dict.fromkeys(BOXES, _box),
    "exercise": _exercise,
    "solution": _solution,
    "solution-start": _solution_start,
    "solution-end": _solution_end,
    "code-block": _code,
    "figure": _caption,
    "image": _caption,
    "glossary": _glossary,
    "list-table": _table,
    "bibliography": _nothing,
    "toctree": _nothing,
    "tableofcontents": _nothing,
}
