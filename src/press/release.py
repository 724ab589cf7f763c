"""Gather what a release consists of: ``python -m press.release FOLDER [FILE …]``.

The folder gets the web book as one archive, everything else that is published, the files that are named besides, and
``SHA256SUMS`` over all of them. The same book gives the same bytes.
"""

import argparse
import hashlib
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from repro_zipfile import ReproducibleZipFile

from .publish import BUILD, FORMATS

SUMS = "SHA256SUMS"


def gather(target: Path, further: Sequence[Path] = ()) -> list[Path]:
    """Fill a folder with the files of a release and return them, the checksums last.

    Parameters
    ----------
    target
        The folder, which is made anew.
    further
        Files that come along, such as the list of components.

    Raises
    ------
    FileNotFoundError
        If a format is not built, or a file does not exist.
    """
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for name in FORMATS:
        if not (BUILD / name).is_dir():
            raise FileNotFoundError(f"{BUILD / name} is not built; run: python -m press.publish {' '.join(FORMATS)}")
    for name in [name for name in FORMATS if name != "html"]:
        for file in sorted((BUILD / name).iterdir()):
            shutil.copyfile(file, target / file.name)
    for file in further:
        shutil.copyfile(file, target / file.name)
    stem = min((BUILD / "epub").glob("*.epub")).stem
    web = f"{stem}-web"
    with ReproducibleZipFile(target / f"{web}.zip", "w") as archive:
        for file in sorted(path for path in (BUILD / "html").rglob("*") if path.is_file()):
            archive.write(file, f"{web}/{file.relative_to(BUILD / 'html').as_posix()}")
    files = sorted(target.iterdir())
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files]
    (target / SUMS).write_text("".join(lines), "utf-8", newline="")
    return [*files, target / SUMS]


def main(argv: list[str] | None = None) -> int:
    """Gather a release and say what it consists of; returns an exit code."""
    parser = argparse.ArgumentParser(prog="python -m press.release", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("files", nargs="*", type=Path)
    given = parser.parse_args(argv)
    try:
        made = gather(given.folder, given.files)
    except FileNotFoundError as error:
        print(f"Not gathered: {error}", file=sys.stderr)
        return 1
    for file in made:
        print(f"  {file}  {file.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
