"""Dates as sources give them: EDTF text to the earliest and latest days it allows, and back to words.

Here live the reading of one date (`bounds`), its length (`days`) and its phrasing for prose (`phrase`); a column of
dates is `helpers.spans`. What a term or an event means for an analysis lives in that analysis.

The forms are those of ISO 8601-2 (EDTF) level 1 that the data need:

- a day, a month or a year: ``2007-08-15``, ``2007-08``, ``1994``; ``X`` for a digit that is not known (``199X``);
- ``~`` after a date for about, ``?`` for uncertain, ``%`` for both;
- two dates with ``/`` for an interval: ``2004/2007``;
- an interval whose end (or start) is not known: ``2009-09/`` (``/2009-09``), and one that is stated to go on
  ``2009-09/..``.

The standard library gives the days of a date whose month and day are known or left out, `undate` those of the others.
The parts of an interval are told apart here, because the libraries lose what the data keep: `undate` reads an unknown
and an open end alike, and `edtf` makes ten years of an unknown one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from undate.converters.edtf import EDTFDateConverter

__all__ = ["MONTH", "DateError", "Span", "bounds", "days", "is_valid", "phrase"]

MONTH = 365.2425 / 12
"""Days of a month, on average."""
FORMS = (
    "2007-08-15, 2007-08, 2007, 199X, each with ~ (about) or ? (doubtful), 2004/2007, 2009-09/, /2009-09, 2009-09/.."
)
_SIDE = re.compile(
    r"(?P<digits>\d{3}[\dX]|\d{2}XX|\d{4}-XX(?:-XX)?|\d{4}-\d\d(?:-(?:\d\d|XX))?)(?P<mark>[~?%]?)", re.ASCII
)
# not `calendar.month_name`, which follows the reader's locale
_MONTHS = ["January", "February", "March", "April", "May", "June", "July"]
_MONTHS += ["August", "September", "October", "November", "December"]
_LONGEST = len("2007-08-15~/2009-09-15~")


class DateError(ValueError):
    """A text that is not a date of the accepted forms, or an interval that ends before it starts."""


@dataclass(frozen=True)
class Span:
    """The days that a date allows: a first day and a last day, each between two bounds (inclusive).

    A bound is None where nothing limits it. For a single date of coarse precision (``2007-08``) first and last day
    are the same unknown day. Marks (``~``, ``?``) are flags and widen nothing: how far "about 1993" reaches is not in
    the source.
    """

    earliest_start: date | None
    latest_start: date | None
    earliest_end: date | None
    latest_end: date | None
    instant: bool = False
    approximate: bool = False
    uncertain: bool = False
    end_known: bool = True
    continues: bool = False

    @property
    def certain(self) -> tuple[date, date] | None:
        """First and last day that the span must cover, or None if no day is sure.

        >>> bounds("2004/2007").certain
        (datetime.date(2004, 12, 31), datetime.date(2007, 1, 1))
        """
        first, last = self.latest_start, self.earliest_end
        return (first, last) if first and last and first <= last else None

    @property
    def possible(self) -> tuple[date | None, date | None]:
        """First and last day that the span may cover; None where nothing limits it.

        >>> bounds("2009-09/").possible
        (datetime.date(2009, 9, 1), None)
        """
        return self.earliest_start, self.latest_end


def bounds(edtf: str, *, as_of: str | date | None = None) -> Span:
    """Give the earliest and latest first and last days that an EDTF date allows.

    Parameters
    ----------
    edtf
        A date in one of the forms above.
    as_of
        For an interval whose end is not known or open: the day (or EDTF date, of which the first day counts) on which
        a source last knew it to go on: the first day is then not after it, nor the last day before it. Ignored where
        the end is known, and where the interval starts later (a forecast).

    Returns
    -------
    Span
        With ``latest_end`` None where the end is unknown or open.

    Raises
    ------
    DateError
        Naming the value and the accepted forms; also if the interval cannot but end before it starts.

    Examples
    --------
    >>> span = bounds("2007-08/2009-09")
    >>> str(span.earliest_start), str(span.latest_start), str(span.earliest_end), str(span.latest_end)
    ('2007-08-01', '2007-08-31', '2009-09-01', '2009-09-30')
    >>> str(bounds("2009-09/", as_of="2010-10-21").earliest_end)
    '2010-10-21'
    """
    seen = as_of if isinstance(as_of, date) or as_of is None else bounds(as_of).earliest_start
    return _bounds(edtf, seen)


@lru_cache(maxsize=4096)
def _bounds(edtf: object, seen: date | None) -> Span:
    if not isinstance(edtf, str) or len(edtf) > _LONGEST or edtf.count("/") > 1:
        raise _not_a_date(edtf)
    if "/" not in edtf:
        first, last, marks = _side(edtf, edtf)
        return Span(first, last, first, last, instant=True, **_flags(marks))
    left, right = edtf.split("/")
    if left in ("", "..") and right in ("", ".."):
        raise _not_a_date(edtf)
    earliest_start, latest_start, start_marks = _end(left, edtf)
    earliest_end, latest_end, end_marks = _end(right, edtf)
    known = latest_end is not None
    if earliest_start and latest_end and latest_end < earliest_start:
        raise DateError(f"{edtf!r}: ends ({right}) before it starts ({left})")
    if not known and seen and earliest_start and seen >= earliest_start:
        earliest_end = seen  # it was going on that day, so it had begun
    return Span(
        earliest_start,
        # no first day after the last, no last day before the first: each side limits the other
        _least(latest_start, latest_end if known else earliest_end),
        _most(earliest_end, earliest_start),
        latest_end,
        end_known=known,
        continues=right == "..",
        **_flags(start_marks + end_marks),
    )


def _least(*days: date | None) -> date | None:
    return min((day for day in days if day), default=None)


def _most(*days: date | None) -> date | None:
    return max((day for day in days if day), default=None)


def _end(text: str, whole: str) -> tuple[date | None, date | None, str]:
    return (None, None, "") if text in ("", "..") else _side(text, whole)


def _side(text: str, whole: str) -> tuple[date, date, str]:
    """Days of one date without a slash; shape is checked first so that no long text reaches the parser."""
    match = _SIDE.fullmatch(text)
    if not match:
        raise _not_a_date(whole)
    try:
        parsed = _parse(match["digits"])
    except Exception as error:  # the parser's own errors (lark, undate, datetime) have no common base
        raise _not_a_date(whole) from error
    return (*parsed, match["mark"])


@cache
def _reader() -> EDTFDateConverter:
    """Make undate's reader of EDTF, once: `Undate.parse` looks for it among all calendars at each date."""
    from undate.converters.edtf import EDTFDateConverter  # late: few dates need it

    return EDTFDateConverter()


@lru_cache(maxsize=4096)
def _parse(digits: str) -> tuple[date, date]:
    """Give the days of a date in digits; undate reads what lacks a month or day, for it takes a hundred times as long.

    Before the first date it makes six grammars, which is a third of a second.
    """
    year, *rest = digits.split("-")
    if "X" not in "".join(rest):
        first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
        months_and_days = [int(part) for part in rest]
        first_month, last_month = (months_and_days[0],) * 2 if rest else (1, 12)
        first_day, last_day = (months_and_days[1],) * 2 if rest[1:] else (1, monthrange(last_year, last_month)[1])
        return date(first_year, first_month, first_day), date(last_year, last_month, last_day)
    when = _reader().parse(digits)
    first, last = (date.fromisoformat(str(day)) for day in (when.earliest, when.latest))
    return first, last


def _flags(marks: str) -> dict[str, bool]:
    return {"approximate": bool(set(marks) & set("~%")), "uncertain": bool(set(marks) & set("?%"))}


def _not_a_date(value: object) -> DateError:
    shown = repr(value) if len(repr(value)) < 60 else repr(value)[:57] + "..."
    return DateError(f"{shown} is not an EDTF date; accepted: {FORMS}")


def is_valid(edtf: object) -> bool:
    """Tell whether `bounds` would read this text.

    >>> is_valid("2004/2007"), is_valid("2007/2004"), is_valid("last summer")
    (True, False, False)
    """
    try:
        _bounds(edtf, None)
    except (DateError, TypeError):
        return False
    return True


def days(edtf: str, *, as_of: str | date | None = None) -> tuple[int, int | None]:
    """Give the least and greatest number of days a date or interval may have lasted, both ends counted.

    Parameters
    ----------
    edtf, as_of
        As for `bounds`.

    Returns
    -------
    tuple
        Least and greatest number of days; the greatest is None where the end (or start) is not known.

    Examples
    --------
    >>> days("2007-08-30/2007-09-02")
    (4, 4)
    >>> days("2004/2007")
    (732, 1461)
    >>> days("2009-09/", as_of="2010-10-21")
    (387, None)
    """
    span = bounds(edtf, as_of=as_of)
    if span.instant:
        return 1, 1
    certain = span.certain
    least = (certain[1] - certain[0]).days + 1 if certain else 1
    if span.earliest_start is None or span.latest_end is None:
        return least, None
    return least, (span.latest_end - span.earliest_start).days + 1


def phrase(edtf: str) -> str:
    """Put a date into the words that prose uses.

    Examples
    --------
    >>> phrase("2007-08"), phrase("2010-10-21"), phrase("1993~")
    ('August 2007', '21 October 2010', 'about 1993')
    >>> phrase("2004/2007"), phrase("2007-08/2009-09")
    ('2004 to 2007', 'August 2007 to September 2009')
    >>> phrase("2009-09/"), phrase("/2004"), phrase("2004/.."), phrase("199X")
    ('from September 2009', 'until 2004', 'since 2004', 'the 1990s')
    """
    span = bounds(edtf)
    if span.instant:
        return _words(edtf)
    left, right = edtf.split("/")
    if left in ("", ".."):
        return f"until {_words(right)}"
    if right == "":
        return f"from {_words(left)}"
    if right == "..":
        return f"since {_words(left)}"
    return f"{_words(left)} to {_words(right)}"


def _words(side: str) -> str:
    match = _SIDE.fullmatch(side)
    assert match is not None  # `bounds` has read it
    year, month, day = [*match["digits"].split("-"), "", ""][:3]
    text = f"the {year[:2]}00s" if year.endswith("XX") else f"the {year[:3]}0s" if "X" in year else year
    if month.isdigit():
        text = f"{_MONTHS[int(month) - 1]} {text}"
        if day.isdigit():
            text = f"{int(day)} {text}"
    about = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}[match["mark"]]
    return about + text
