"""Work that is measured inside a fresh process, so that its start and imports do not count: ``python -m bench.inside``.

Each prints the seconds it took, of the clock and of processor.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable


def tables() -> Callable[[], object]:
    """Load every table of the data package, for the first time in this process."""
    import helpers

    return lambda: [helpers.load(name) for name in helpers.tables()]


def typst() -> Callable[[], object]:
    """Compile the book that the builder left as Typst; the same process would reuse what it once laid out."""
    import typst as compiler

    from press.publish import ASIDE
    from press.typst import fonts

    folder = ASIDE / "_build" / "typst"
    faces = fonts.fonts([])
    return lambda: compiler.Compiler(str(folder / "book.typ"), root=str(folder), font_paths=faces).compile(
        format="pdf", pdf_standards=["ua-1"]
    )


if __name__ == "__main__":
    work = {"tables": tables, "typst": typst}[sys.argv[1]]()
    begun, used = time.perf_counter(), time.process_time()
    work()
    print(time.perf_counter() - begun, time.process_time() - used)
