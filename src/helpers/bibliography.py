"""The keys of `references.bib`, for the checks of the data.

Citations in chapters are the book builder's business; here a key is only known or not known. Needs `pybtex`, which
comes with the book's own tools and not with a reader's.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["BibliographyError", "keys"]


class BibliographyError(ValueError):
    """A bibliography that cannot be read; names the file and what is wrong."""


def keys(path: Path | str) -> frozenset[str]:
    """Give the keys of all entries.

    Parameters
    ----------
    path
        A BibTeX file.

    Returns
    -------
    frozenset of str

    Raises
    ------
    BibliographyError
        If the file is missing, is not UTF-8, is not BibTeX, or has a key twice.

    Examples
    --------
    >>> keys("no-such.bib")
    Traceback (most recent call last):
    ...
    helpers.bibliography.BibliographyError: no-such.bib: cannot be read (No such file or directory)
    """
    from pybtex.database import parse_string
    from pybtex.errors import capture
    from pybtex.exceptions import PybtexError

    try:
        with capture() as wrong:  # whether pybtex raises or prints depends on who else uses it in this process
            entries = parse_string(Path(path).read_text("utf-8"), "bibtex").entries
    except OSError as error:
        raise BibliographyError(f"{path}: cannot be read ({error.strerror})") from error
    except (UnicodeDecodeError, PybtexError) as error:
        raise BibliographyError(f"{path}: {error}") from error
    if wrong:
        raise BibliographyError(f"{path}: {'; '.join(map(str, wrong))}")
    return frozenset(entries.keys())
