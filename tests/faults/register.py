"""Every fault that is tried, by what it strikes, and what is expected of the book: what its page lists.

A test says which faults of this list it tried (fixture `tried` of `conftest.py`); the snapshot is written only if all
of them were.
"""

from __future__ import annotations

from tests.faults.table import BOOK, CELLS, DATA, PROSE, STATE

NAMED = "refused, with file and place; nothing lost"
STOPPED = "stopped and named; nothing lost"
ANEW = "made anew; the same book"
WHOLE = "refused; the last good book whole"
SAME = "the same book, byte for byte"
KILLED = "the last good book whole; a later build makes the new one"

FULL_DISK = {room: f"a disk full after {room} kB of a build" for room in (40, 2500)}
ALONE = (
    "a read-only checkout with a folder _build that is not",
    "a path of 400 characters",
    "no network",
    "no Chromium, no git and no other program",
    "no home folder",
)
ABROAD = (
    "a path with spaces, quotes, brackets and signs",
    "a path with letters beyond ASCII and a bidirectional control",
    "an odd locale (Turkish, ISO 8859-9)",
    "an odd time zone (Pacific/Kiritimati)",
    "an odd umask (077)",
    "another hash seed",
)
MACHINE = {
    **dict.fromkeys(FULL_DISK.values(), WHOLE),
    "a read-only checkout": WHOLE,
    **dict.fromkeys((*ALONE, *ABROAD), SAME),
    "a path of 600 characters": "refused, with how much is too much",
    "no Chromium when the tests run": "skipped with a reason; under CI a failure",
    "Python 3.10": "refused, with what is needed",
    "two builds at once": "the second waits and says so; both end well",
}
INTERRUPTED = (
    "Ctrl-C at a random moment",
    "SIGKILL to all processes at a random moment",
    "SIGTERM at a random moment",
    "SIGKILL to all processes at another",
    "SIGKILL to the first process alone",
)
SAFETY = {
    "make data FIX=1 killed at each of its steps": "each table old or new, whole, and a backup",
    "make data FIX=1 on a disk full after 0, 10, 100 and 190 bytes": "refused; each table whole, or a backup",
}
PUBLICATION = {
    "killed at each step of a publication, formats exchanged in one step": "each format old or new, whole",
    "killed at each step of a publication, formats exchanged in two": "each format old or new, whole",
    "a copy that fails while several formats are published": "none is published",
}

#: For each group, as the page shows them, its faults and what is expected.
FAULTS: dict[str, dict[str, str]] = {
    "data": dict.fromkeys((fault.name for fault in DATA), NAMED),
    "sources": dict.fromkeys([*PROSE, *(fault.name for fault in BOOK)], NAMED),
    "cells": dict.fromkeys(CELLS, STOPPED),
    "leftovers": dict.fromkeys((fault.name for faults in STATE for fault in faults), ANEW),
    "machine": MACHINE,
    "interruptions": dict.fromkeys(INTERRUPTED, KILLED),
    "safety": {**SAFETY, **PUBLICATION},
}
GROUP = {name: group for group, faults in FAULTS.items() for name in faults}
EXPECTED = {name: expected for faults in FAULTS.values() for name, expected in faults.items()}
