"""An edition: which chapters a PDF has, on which paper, and what its title page says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .paper import PAPERS, Paper

if TYPE_CHECKING:
    from sphinx.config import Config

    from .course import Course


@dataclass(frozen=True)
class Edition:
    """One PDF. `chapters` None is the whole book; names and texts that are '' are not printed."""

    basename: str
    title: str
    paper: Paper
    solutions: str
    code: str
    chapters: tuple[str, ...] | None = None
    subtitle: str = ""
    above: str = ""  # over the title: the course
    below: str = ""  # under the authors: who teaches it, where and when
    preface: str = ""


def whole(config: Config) -> Edition:
    """Return the edition that the settings ask for: the whole book."""
    title = config.press_typst_title or config.project
    basename = config.press_typst_basename or re.sub(r"[^a-z0-9]+", "-", config.project.lower()).strip("-") or "book"
    return Edition(
        basename=basename,
        title=title,
        paper=PAPERS[config.press_typst_paper],
        solutions=config.press_typst_solutions,
        code=config.press_typst_code,
        subtitle=dict(config.press_imprint).get("subtitle", ""),
    )


def of_course(course: Course, book: Edition) -> Edition:
    """Return the edition of a course pack, which leaves to `book` what it does not say."""
    return Edition(
        basename=course.name,
        title=course.title,
        paper=PAPERS["us-letter" if course.paper == "letter" else course.paper] if course.paper else book.paper,
        solutions=course.solutions or "none",
        code=course.code or book.code,
        chapters=course.chapters,
        subtitle=book.title,
        above=", ".join(filter(None, [course.course, course.term])),
        below=", ".join(filter(None, [course.instructor, course.institution])),
        preface=course.preface,
    )
