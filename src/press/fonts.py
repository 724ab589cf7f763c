"""Where the fonts of charts are: they come with Python packages, never from the machine."""

import os
import shutil
from functools import cache
from pathlib import Path


@cache
def chart_fonts() -> Path:
    """Return the folder of Source Sans Pro, the typeface of charts and headings.

    Examples
    --------
    >>> (chart_fonts() / "SourceSansPro-Regular.ttf").exists()
    True
    """
    import font_source_sans_pro

    return Path(font_source_sans_pro.__file__).parent / "files"


FACES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")


def lent(folder: Path) -> Path:
    """Return a folder that holds the faces of charts once each, and nothing else.

    The package has twelve weights in two formats. Whoever measures text searches them all at each word, and maps the
    file of the face into memory again for each of its letters, four times: with these few, in the format whose letters
    are found sooner, a chart is drawn in two thirds of the time, and the drawing is the same.

    Parameters
    ----------
    folder
        Made, and filled, if need be.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for face in FACES:
        path = folder / f"SourceSansPro-{face}.ttf"
        if not path.exists():
            aside = path.with_suffix(f".{os.getpid()}.tmp")
            shutil.copyfile(chart_fonts() / path.name, aside)
            aside.replace(path)
    return folder
