"""The one moment that a build takes for now, so that the same book gives the same bytes on any day."""

import datetime as dt
import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def epoch(folder: Path) -> int | None:
    """Return the seconds since 1970 of the last commit of `folder`, else of the release in its CITATION.cff."""
    done = None
    try:
        command = ["git", "-C", str(folder), "log", "-1", "--format=%ct"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.SubprocessError):
        pass  # no git here: the release date has to do
    if done and done.stdout.strip().isdigit():
        return int(done.stdout)
    citation = folder / "CITATION.cff"
    text = citation.read_text("utf-8") if citation.exists() else ""
    released = re.search(r"(?m)^date-released:\s*[\"']?(\d{4}-\d\d-\d\d)", text)
    if not released:
        return None
    return int(dt.datetime.fromisoformat(released[1]).replace(tzinfo=dt.UTC).timestamp())


def setup(app: "Sphinx") -> None:
    """Set SOURCE_DATE_EPOCH, which Sphinx and the archives of the book obey, unless the caller did."""
    if "SOURCE_DATE_EPOCH" not in os.environ and (now := epoch(Path(app.srcdir))):
        os.environ["SOURCE_DATE_EPOCH"] = str(now)
