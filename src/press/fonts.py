"""Where the fonts of charts are: they come with Python packages, never from the machine."""

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
