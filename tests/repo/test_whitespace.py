"""Every file of text is UTF-8 with LF, no blank at the end of a line, and one newline at its end."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PICTURES = {".png"}
MADE_ELSEWHERE = {"LICENSE-CONTENT"}
"""Texts of others, kept as they came."""


def faults(content):
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return [f"is not UTF-8: {error}"]
    lines = text.split("\n")
    found = [f"line {n} ends in a blank" for n, line in enumerate(lines, 1) if line != line.rstrip(" \t")]
    found += ["has a byte order mark"] * text.startswith("\ufeff") + ["has a carriage return"] * ("\r" in text)
    return found + ["does not end in one newline"] * bool(text and (lines[-1] or text.endswith("\n\n")))


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"a \n", "line 1 ends in a blank"),
        (b"a\r\n", "has a carriage return"),
        (b"a", "does not end in one newline"),
        (b"a\n\n", "does not end in one newline"),
        (b"\xef\xbb\xbfa\n", "has a byte order mark"),
        (b"\xff\n", "is not UTF-8"),
    ],
)
def test_a_fault_of_white_space_is_found(content, fault):
    assert any(said.startswith(fault) for said in faults(content))
    assert faults(b"a\n") == faults(b"") == []


def test_no_file_has_a_fault_of_white_space():
    listed = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout: the list of files is not known")
    names = [name for name in listed.stdout.decode().split("\0") if name and Path(name).suffix not in PICTURES]
    texts = [name for name in names if (ROOT / name).is_file() and Path(name).name not in MADE_ELSEWHERE]
    assert [f"{name} {fault}" for name in texts for fault in faults((ROOT / name).read_bytes())] == []
