"""What a test asks of a PDF: its words and where they stand, its links, its tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

HYPHEN = "\ufffe"  # how pdfium shows a hyphen at the end of a line
REFERENCE = re.compile(r"^\W{0,2}\(p\.\s(\w+)\)")

Box = tuple[float, float, float, float]


def flat(text: str) -> str:
    """Return text in one line, words whole that were divided at the end of a line."""
    return " ".join(text.replace(HYPHEN + "\r\n", "").replace(HYPHEN, "").split())


@dataclass(frozen=True)
class Link:
    """A link within the book: where it stands, where it leads (page from 0), and what follows its words."""

    page: int
    box: Box
    target: int
    after: str


TAIL = 2  # points


class Printed:
    """A PDF, read once for its words and once for its objects."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.document = pypdfium2.PdfDocument(path)
        self.pdf = pikepdf.open(path)
        self.texts = [page.get_textpage() for page in self.document]

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page, in one line."""
        return [flat(text.get_text_range()) for text in self.texts]

    @cached_property
    def text(self) -> str:
        """The text of all pages, in one line."""
        return flat("\r\n".join(text.get_text_range() for text in self.texts))

    @cached_property
    def _named(self) -> dict[str, Any]:
        """Places that have a name."""
        tree = self.pdf.Root.get("/Names", {}).get("/Dests")
        return {} if tree is None else dict(pikepdf.NameTree(tree).items())

    def label(self, page: int) -> str:
        """Return the number that a page bears."""
        return str(self.document.get_page_label(page))

    def boxes(self, page: int) -> list[Box]:
        """Return the runs of text of a page, without those that are turned."""
        text = self.texts[page]
        found = [text.get_rect(index) for index in range(text.count_rects())]
        return [box for box in found if not self._turned(text, box)]

    @staticmethod
    def _turned(text: pypdfium2.PdfTextPage, box: Box) -> bool:
        if box[3] - box[1] < 14:  # no higher than a line: not worth the question
            return bool(_angle(text, box))
        return True

    def overlaps(self, page: int) -> Iterator[tuple[str, str]]:
        """Yield the words that are printed over each other on a page; the tail of a J may reach below the space before."""
        boxes = sorted(self.boxes(page))
        for number, one in enumerate(boxes):
            for other in boxes[number + 1 :]:
                if other[0] >= one[2] - 1:
                    break
                if (
                    min(one[2], other[2]) - max(one[0], other[0]) > TAIL
                    and min(one[3], other[3]) - max(one[1], other[1]) > 2.5
                ):
                    yield self.texts[page].get_text_bounded(*one), self.texts[page].get_text_bounded(*other)

    def links(self) -> Iterator[Link]:
        """Yield each link that leads to a page of the book.

        Raises
        ------
        KeyError
            If one leads nowhere.
        """
        numbers = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        for number, page in enumerate(self.pdf.pages):
            for note in page.get("/Annots", []):
                action = note.get("/A", {})
                if action.get("/S") == "/URI":
                    continue
                target = action.get("/D", note.get("/Dest"))
                target = self._named[str(target)] if isinstance(target, pikepdf.String) else target
                box = tuple(float(x) for x in note.Rect)
                yield Link(number, box, numbers[target[0].objgen], self._after(number, note))

    def _after(self, page: int, note: Any) -> str:
        """Return the text that follows a link on its line and the next."""
        quads = [float(x) for x in note.get("/QuadPoints", ())]
        low, right, high = (float(x) for x in list(note.Rect)[1:])
        if len(quads) > 8:  # words over two lines: the last is what counts
            right, low, high = max(quads[-8::2]), min(quads[-7::2]), max(quads[-7::2])
        text = self.texts[page]
        at = text.get_index(right - 0.5, (low + high) / 2, 3, 3)
        return "" if at is None else str(text.get_text_range(at + 1, min(16, text.count_chars() - at - 1)))

    def addresses(self) -> Iterator[str]:
        """Yield the address of each link that leads out of the book."""
        for page in self.pdf.pages:
            for note in page.get("/Annots", []):
                if note.get("/A", {}).get("/S") == "/URI":
                    yield str(note.A.URI)

    def bookmarks(self) -> list[tuple[int, str, int, float]]:
        """Return level, title, page from 0 and height of the place of each bookmark."""
        return [
            (mark.level, mark.get_title(), mark.get_dest().get_index(), mark.get_dest().get_view()[1][1])
            for mark in self.document.get_toc()
        ]

    def structure(self) -> Iterator[tuple[str, Any]]:
        """Yield role and element of the tree of tags, in the order in which it is read."""
        roles = self.pdf.Root.StructTreeRoot.get("/RoleMap", {})
        pending = [self.pdf.Root.StructTreeRoot]
        while pending:
            element = pending.pop()
            if not isinstance(element, pikepdf.Dictionary):
                continue
            if "/S" in element:
                yield str(roles.get(element.S, element.S)), element
            kids = element.get("/K", [])
            pending += reversed(list(kids)) if isinstance(kids, pikepdf.Array) else [kids]


def _angle(text: pypdfium2.PdfTextPage, box: Box) -> float:
    at = text.get_index((box[0] + box[2]) / 2, (box[1] + box[3]) / 2, 4, 4)
    return 0.0 if at is None else float(pdfium.FPDFText_GetCharAngle(text, at))
