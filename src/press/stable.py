"""Counters in the place of random ids (an IPython extension, loaded in kernels and forked chapters alike).

It also sets up the guard of what chapters read (`press.guard`).
pandas' Styler and Altair name the elements of their HTML by random ids; so would every build differ from the last.
"""

import hashlib
import itertools
import uuid
from typing import Any

from . import guard


def install() -> None:
    """Make `uuid.uuid4` count from one: the same chapter draws the same ids in each run."""
    numbers = itertools.count(1)

    def uuid4() -> uuid.UUID:
        digest = hashlib.sha256(b"press %d" % next(numbers)).digest()
        return uuid.UUID(bytes=digest[:16], version=4)

    uuid.uuid4 = uuid4
    import sys

    if style := sys.modules.get("pandas.io.formats.style_render"):  # took the name before we came
        style.uuid4 = uuid4  # type: ignore[attr-defined]


def load_ipython_extension(shell: Any) -> None:
    """Install the counters, and the guard, in an IPython shell."""
    install()
    guard.install()
