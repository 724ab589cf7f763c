"""The page on extending the book, as a list of steps that can be done.

A code block with a caption is an edit: the caption names a file and the place in it. A block of shell without one is
typed in the folder of the clone, line by line.
"""

import re
import subprocess
from dataclasses import dataclass

BLOCK = re.compile(
    r"^(?P<fence>`{3,})\{code-block\} (?P<language>\w+)\n(?::caption: \"(?P<caption>[^\n]*)\"\n)?(?P<text>.*?)^(?P=fence)$",
    re.M | re.S,
)
CAPTION = re.compile(
    r"`(?P<path>[^`]+)`, (?:(?P<whole>a new file|at the end)"
    r"|(?P<place>below|above|in place of) the line (?:``(?P<long>.+?) ?``|`(?P<short>[^`]+)`))"
)


class WalkError(Exception):
    """A step that cannot be done as it is written."""


@dataclass(frozen=True)
class Edit:
    """Text that goes into a file: `place` says where, `line` beside which line if it has one."""

    path: str
    place: str
    line: str
    text: str

    def do(self, root):
        """Change the file below a folder."""
        path = root / self.path
        if self.place == "a new file":
            if path.exists():
                raise WalkError(f"{self.path}: is there already")
            path.write_text(self.text, "utf-8")
            return
        lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text("".join(self._placed(lines)), "utf-8", newline="")

    def _placed(self, lines):
        if self.place == "at the end":
            return [*lines, self.text]
        found = [number for number, line in enumerate(lines) if line.strip() == self.line]
        if len(found) != 1:
            raise WalkError(f"{self.path}: the line {self.line!r} stands there {len(found)} times (valid: once)")
        at = found[0]
        before = at if self.place in ("above", "in place of") else at + 1
        after = at if self.place == "above" else at + 1
        return [*lines[:before], self.text, *lines[after:]]


@dataclass(frozen=True)
class Command:
    """A line that is typed."""

    line: str

    def do(self, root, environment):
        """Run it in a folder; what it says is in the error if it fails."""
        ended = subprocess.run(
            ["bash", "-c", self.line], cwd=root, env=environment, capture_output=True, text=True, check=False
        )
        if ended.returncode:
            said = (ended.stdout + ended.stderr)[-3000:]
            raise WalkError(f"{self.line}: ended with {ended.returncode}:\n{said}")


def steps(page):
    """Give the steps of a page in order."""
    return [step for block in BLOCK.finditer(page) for step in _of(block)]


def _of(block):
    caption = block["caption"]
    if caption is None:
        if block["language"] != "sh":
            raise WalkError(f"a block of {block['language']} without a caption: where does it go?")
        return [Command(line) for line in block["text"].splitlines() if line.strip()]
    match = CAPTION.fullmatch(caption.replace('\\"', '"'))
    if not match:
        raise WalkError(
            f"{caption}: not a place (valid: a file, and a new file, at the end, below, above or in place of a line)"
        )
    line = (match["long"] or match["short"] or "").strip()
    return [Edit(match["path"], match["whole"] or match["place"], line, block["text"])]
