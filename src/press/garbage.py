"""Python's collector of garbage, made to look less often while a book is built.

A build makes millions of nodes that stay; with the usual thresholds the collector goes through all of them again and
again, which is a third of the time of a build in which little changed. What is looked at rarely is still looked at:
cycles go after half a million new objects, some fifty megabytes. When the process ends, nothing is collected at all:
the interpreter would go through all that a book is made of, two seconds long, to free what the system takes back.
"""

import atexit
import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

YOUNG = 500_000
"""New objects after which the collector looks at the youngest; the usual 700 are many times a page."""


def setup(app: "Sphinx") -> None:
    """Collect rarely from here on, for as long as this process lives."""
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
    atexit.register(gc.freeze)  # what is frozen is not looked at
