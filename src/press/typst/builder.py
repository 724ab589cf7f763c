"""The builder: reads the order, writes one book.typ, and has it compiled to an accessible PDF."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typst
from docutils import nodes
from sphinx.builders import Builder
from sphinx.errors import ExtensionError
from sphinx.util import logging

from . import backmatter, course, edition, fonts, front, plan, targets
from .book import Book
from .escape import Legibility, array, content, string
from .translator import TypstTranslator

LOG = logging.getLogger(__name__)
TEMPLATE = Path(__file__).with_name("template")
RECORD = ".made"  # names the files of the last build
SOURCE = "book.typ"  # of the whole book; a course pack has one of its own name
REACHING = ("fig", "tab", "plain-picture", "plain-table", "index-columns", "front-matter")  # into the hanging margin
_DOCUMENT = re.compile(r"^// document (.+)$")


class TypstBuilder(Builder):
    """Makes one PDF/UA-1 file of all documents, and one of each course pack, through Typst."""

    name = "typst"
    format = "typst"
    epilog = "The PDF is in %(outdir)s."
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/gif"]  # noqa: RUF012, as the base class
    allow_parallel = False

    def init(self) -> None:
        """Load the fonts."""
        self.fonts = fonts.fonts(str(Path(self.srcdir) / folder) for folder in self.config.press_typst_font_paths)
        self._legibility = Legibility(self.fonts, fonts.FAMILIES)
        self.courses: list[course.Course] = []
        self.imprint = front.imprint_of(self)

    def legible(self, text: str) -> str:
        """Return `text` with what no font can show replaced, visibly."""
        return self._legibility.legible(text)

    def check_courses(self) -> None:
        """Read the course packs that are asked for.

        Raises
        ------
        course.CourseError
            When one cannot be built, before anything is read or written.
        """
        documents = set(self.env.found_docs) - {self.config.root_doc}
        self.courses = course.load_all(
            [Path(self.app.confdir) / path for path in self.config.press_typst_courses], documents
        )

    def get_outdated_docs(self) -> str:
        """Return that the whole book is always written."""
        return "the whole book"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address of a document inside the book."""
        return targets.INTERNAL + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the address of a document inside the book, the same from everywhere."""
        return self.get_target_uri(to)

    def prepare_writing(self, docnames: set[str]) -> None:
        """Nothing is made per document."""

    # writing

    def write(self, *ignored: Any) -> None:
        """Write the source of each edition, its pictures and the template."""
        order = plan.reading_order(self.env)
        self.trees = {item.docname: self._resolved(item.docname) for item in order if isinstance(item, plan.Chapter)}
        out = Path(self.outdir)
        out.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(out / "template", ignore_errors=True)
        shutil.copytree(TEMPLATE, out / "template")
        self.editions = {SOURCE: edition.whole(self.config)}
        for pack in self.courses:
            self.editions[f"{pack.name}.typ"] = edition.of_course(pack, self.editions[SOURCE])
        self._clear(out)
        for name, one in self.editions.items():
            (out / name).write_text(self._source(one), "utf-8")

    def _clear(self, out: Path) -> None:
        """Remove what an earlier build left that this one will not make, and nothing else."""
        made = [*self.editions, *(f"{one.basename}.pdf" for one in self.editions.values())]
        record = out / RECORD
        before = record.read_text("utf-8").splitlines() if record.exists() else []
        for name in set(before) - set(made):
            (out / name).unlink(missing_ok=True)
        record.write_text("\n".join(made) + "\n", "utf-8")
        shutil.rmtree(out / "images", ignore_errors=True)

    def _source(self, one: edition.Edition) -> str:
        order = plan.reading_order(self.env, one.chapters)
        trees = {item.docname: self.trees[item.docname] for item in order if isinstance(item, plan.Chapter)}
        book = Book(self, targets.Targets(trees), one)
        if one.solutions == "none":
            self._without_solutions(book, trees)
        cited = backmatter.adopt_works(book.targets, self.trees)
        return "".join(self._pieces(book, order, trees, cited))

    def _resolved(self, docname: str) -> nodes.document:
        """Return a document with its references resolved, as the builder of web pages sees it."""
        tree = self.env.get_doctree(docname)
        self.env.apply_post_transforms(tree, docname)
        self.post_process_images(tree)
        return tree

    @staticmethod
    def _without_solutions(book: Book, trees: dict[str, nodes.document]) -> None:
        for docname, tree in trees.items():
            for node in tree.findall(nodes.Element):
                if node.tagname == "solution_node":
                    book.targets.remove(docname, node)

    def _pieces(
        self,
        book: Book,
        order: list[plan.Part | plan.Chapter],
        trees: dict[str, nodes.document],
        cited: list[tuple[str, nodes.citation]],
    ) -> Iterator[str]:
        yield '#import "template/press.typ": *\n'
        yield f"#let meta = {front.meta(book)}\n"
        yield f"#let paper = {book.paper.typst()}\n#let ({', '.join(REACHING)}) = reaching(paper)\n"
        yield "#show: book.with(meta, paper)\n#front-matter(meta)\n#show: main-matter\n"
        for item in order:
            if isinstance(item, plan.Part):
                yield self._part(book, item)
                continue
            yield f"\n// document {item.docname}\n"
            translator = TypstTranslator(trees[item.docname], item, book)
            trees[item.docname].walkabout(translator)
            body = re.sub(r"\n{3,}", "\n\n", "".join(translator.body))
            yield f"#tight(paper)[\n{body}\n]\n" if item.docname in self.config.press_typst_tight else body
        yield "\n// document (back matter)\n"
        if cited:
            yield backmatter.heading(book, "works")
        for docname, work in cited:
            yield TypstTranslator(self.trees[docname], plan.Chapter(docname, 0, False), book).inside([work]) + "\n"
        yield backmatter.solutions(book)
        yield backmatter.index(book)

    def _part(self, book: Book, part: plan.Part) -> str:
        rows = []
        for docname in part.docnames:
            number = ".".join(map(str, self.env.toc_secnumbers.get(docname, {}).get("") or ()))
            title = content(book.legible(self.env.titles[docname].astext()))
            rows.append(f"([{content(number)}], [{title}], {string(targets.name(docname))})")
        return f"\n\n#part([{content(book.legible(part.title))}], {array(rows)})\n\n"

    # compiling

    def finish(self) -> None:
        """Compile each edition; what the compiler warns of becomes a warning of Sphinx."""
        for name, one in self.editions.items():
            self._compile(name, one.basename)

    def _compile(self, name: str, basename: str) -> None:
        out = Path(self.outdir)
        compiler = typst.Compiler(str(out / name), root=str(out), font_paths=self.fonts)
        pdf, warnings = self._compiled(compiler, name, {})
        if any("did not converge" in warning.message for warning in warnings):
            # A page reference that goes where its target is on the same page can move that target: print them all.
            pdf, warnings = self._compiled(compiler, name, {"pages": "every"})
        for warning in warnings:
            LOG.warning("typst: %s%s", warning.message, self._where(name, warning.diagnostic), type="typst")
        aside = out / f"{basename}.pdf.tmp"
        aside.write_bytes(pdf)
        aside.replace(out / f"{basename}.pdf")

    def _compiled(
        self, compiler: typst.Compiler, name: str, inputs: dict[str, str]
    ) -> tuple[bytes, list[typst.TypstWarning]]:
        date = front.build_date(self.imprint)
        stamp = dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC)
        try:
            pdf, warnings = compiler.compile_with_warnings(
                format="pdf", pdf_standards=["ua-1"], timestamp=stamp, sys_inputs=inputs
            )
        except typst.TypstError as error:
            hints = "".join(f"; {hint}" for hint in error.hints)
            raise ExtensionError(f"typst: {error.message}{hints}{self._where(name, error.diagnostic)}") from error
        assert isinstance(pdf, bytes)
        return pdf, warnings

    def _where(self, name: str, diagnostic: str) -> str:
        """Return which document a diagnostic is about."""
        match = re.search(re.escape(name) + r":(\d+):", diagnostic)
        if not match:
            return ""
        lines = (Path(self.outdir) / name).read_text("utf-8").split("\n")
        documents = [found[1] for line in lines[: int(match[1])] if (found := _DOCUMENT.match(line))]
        return f" (in {documents[-1]}, {name} line {match[1]})" if documents else f" ({name} line {match[1]})"
