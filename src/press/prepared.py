"""What is the same for every book: the library of live charts, and the faces that drawings are lent.

Both depend on installed packages alone, so that `make env` makes them with the environment
(``python -m press.prepared``). A build that does not find them there makes its own.
"""

import os
import sys
from pathlib import Path


def place() -> Path:
    """Return the folder of the environment for what was prepared, or the one that PRESS_PREPARED names."""
    return Path(os.environ.get("PRESS_PREPARED") or Path(sys.prefix, "share", "press"))


def main() -> None:
    """Make all that is not there."""
    from . import draw, fonts

    draw.write_library(place())
    for small in (False, True):
        fonts.lent(place(), small)


if __name__ == "__main__":
    main()
