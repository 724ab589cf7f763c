"""Nothing stands twice that one piece could serve: no six equal lines in the code, the pages or the tests."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUN = 6
CODE = (
    *("src/**/*.py", "src/**/*.typ", "src/**/*.css", "src/**/*.js", "bench/*.py", "tools/*.py"),
    *("Makefile", "index.md", "preface.md", "chapters/*.md", "appendix/*.md", "tests/**/*.py"),
)
ALLOWED: dict[frozenset[str], str] = {}
"""Pairs of files that may share a run of equal lines, with the reason."""
EMPTY = re.compile(r"\W{0,3}$|#|//|/\*|import |from \S+ import |__all__")
"""Lines that say nothing: blank, a bracket or quotes alone, comments, imports."""


def lines_of(name, text):
    """Give the lines that say something, with their numbers; of a page, those of its code cells."""
    inside = not name.endswith(".md")
    for number, line in enumerate(text.splitlines(), 1):
        words = " ".join(line.split())
        if name.endswith(".md") and words.startswith("```"):
            inside = words == "```{code-cell} ipython3"
        elif inside and not EMPTY.match(words) and not words.startswith(":"):
            yield number, words


def repeated(texts):
    """Give the runs of equal lines as pairs of places, each pair of files with its first run only."""
    places = defaultdict(list)
    for name, text in texts.items():
        found = list(lines_of(name, text))
        for start in range(len(found) - RUN + 1):
            window = found[start : start + RUN]
            places[tuple(words for _, words in window)].append((name, window[0][0], start))
    pairs = {}
    for where in places.values():
        for i, (name, line, start) in enumerate(where):
            for other, there, begin in where[i + 1 :]:
                if name != other or begin - start >= RUN:  # a run does not repeat itself by overlapping
                    pairs.setdefault(frozenset({name, other}), f"{name}:{line} and {other}:{there}")
    return pairs


def test_a_run_of_six_equal_lines_is_found_in_code_and_in_cells():
    run = "".join(f"value_{i} = {i}\n" for i in range(RUN))
    cell = f"words\n\n```{{code-cell}} ipython3\n:tags: [x]\n{run}```\n"
    assert list(repeated({"a.py": f"x = 1\n{run}", "b.md": cell}).values()) == ["a.py:2 and b.md:5"]
    assert list(repeated({"a.py": f"{run}\n\n# again\n{run}"}).values()) == ["a.py:1 and a.py:10"]


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"value_{i} = {i}\n" for i in range(RUN - 1)),
        "".join(f"from module import name_{i}\n" for i in range(9)),
        "pass\n" * (2 * RUN - 1),
    ],
)
def test_five_equal_lines_imports_and_a_run_over_itself_are_not(text):
    assert not repeated({"a.py": text} if text.startswith("pass") else {"a.py": text, "b.py": text})


def test_no_six_equal_lines_stand_twice():
    texts = {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
        for pattern in CODE
        for path in ROOT.glob(pattern)
        if path.is_file()
    }
    assert len(texts) > 100
    found = repeated(texts)
    assert [text for pair, text in found.items() if pair not in ALLOWED] == []
    assert set(ALLOWED) <= set(found), "a pair is allowed that repeats nothing"
