"""Where two folders or files begin to differ, said so that one can go and look."""

import zipfile
from pathlib import Path

AROUND = 60
ARCHIVES = (".zip", ".epub")


def differences(one, other):
    """Return a line for each file that one of two folders lacks or that differs, with the first difference."""
    names = {p.relative_to(root).as_posix() for root in (one, other) for p in root.rglob("*") if p.is_file()}
    found = []
    for name in sorted(names):
        paths = [root / name for root in (one, other)]
        missing = [str(p) for p in paths if not p.exists()]
        if missing:
            found.append(f"{name}: not in {', '.join(missing)}")
        elif paths[0].read_bytes() != paths[1].read_bytes():
            found.append(f"{name}: {first_difference(*paths)}")
    return found


def first_difference(one, other):
    """Return where two files that differ begin to: the member of an archive, the offset, and what stands around it."""
    if Path(one).suffix in ARCHIVES:
        with zipfile.ZipFile(one) as first, zipfile.ZipFile(other) as second:
            if first.namelist() != second.namelist():
                return f"other members, or in another order: {first.namelist()} and {second.namelist()}"
            for name in first.namelist():
                if first.read(name) != second.read(name):
                    return f"{name}: {_where(first.read(name), second.read(name))}"
        return "the same members, packed otherwise (times, modes or compression)"
    return _where(Path(one).read_bytes(), Path(other).read_bytes())


def _where(one, other):
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = max(at - AROUND, 0)
    return f"at byte {at}: {one[start : at + AROUND]!r} and {other[start : at + AROUND]!r}"
