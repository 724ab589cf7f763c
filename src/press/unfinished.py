"""A build that did not come to a good end is not built upon.

Sphinx keeps what it has read and trusts it the next time. A page that was read with a warning is then not read again:
the second build would pass, and publish what the first refused. So a mark stands beside what was read from the first
page read to a clean end; where one stands, every page is read anew. (After an exception Sphinx does so by itself, but
not after a warning, nor when it was killed.)
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.application import ENV_PICKLE_FILENAME

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

MARK = ".unfinished-"


def forget(app: "Sphinx", config: "Config") -> None:
    """Make Sphinx read every page if the last build of any builder did not end well."""
    read = Path(app.doctreedir)
    if any(read.glob(f"{MARK}*")):
        (read / ENV_PICKLE_FILENAME).unlink(missing_ok=True)


def begin(app: "Sphinx", env: "BuildEnvironment", docnames: list[str]) -> None:
    """Mark the build as begun."""
    _mark(app).touch()


def end(app: "Sphinx", exception: Exception | None) -> None:
    """Take the mark away if nothing went wrong, and nothing was warned of."""
    if exception is None and not app._warncount:
        _mark(app).unlink(missing_ok=True)


def _mark(app: "Sphinx") -> Path:
    return Path(app.doctreedir, MARK + app.builder.name)


def setup(app: "Sphinx") -> None:
    """Connect to the events of a build."""
    app.connect("config-inited", forget)
    app.connect("env-before-read-docs", begin, priority=900)  # until then nothing is written
    app.connect("build-finished", end, priority=900)  # others write then too
