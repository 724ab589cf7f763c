"""The builder: writes the pages of the book in reading order and packs them as one file."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from docutils import nodes
from docutils.io import StringOutput
from docutils.utils import new_document
from jinja2 import Environment, FileSystemLoader, select_autoescape
from markupsafe import Markup
from sphinx.builders.epub3 import Epub3Builder
from sphinx.util import logging

from ..draw import folder
from ..fonts import lent
from ..typst import plan
from ..typst.indexing import Index
from . import cover, drawings, metadata, package, tables, trees
from .contents import Entry, contents, title
from .translator import Translator

LOG = logging.getLogger(__name__)
HERE = Path(__file__).parent
STYLE, COVER, FRONT, NAV, NCX = "book.css", "cover.png", "title.xhtml", "nav.xhtml", "toc.ncx"
ANSWERS, INDEX = "answers", "genindex"


class EpubBuilder(Epub3Builder):
    """Sphinx's builder of EPUBs, with pages, contents, drawings and package of our own."""

    default_translator_class = Translator
    allow_parallel = False
    takes_upright = True  # asks `press.figures` for both drawings of a chart

    def init(self) -> None:
        """Load the templates."""
        super().init()
        loader = FileSystemLoader(HERE / "template")
        self.jinja = Environment(
            loader=loader, autoescape=select_autoescape(default=True), trim_blocks=True, lstrip_blocks=True
        )
        self.book = metadata.metadata_of(self)
        self.words = metadata.words_of(self.config)
        self.ground = cover.ground(Path(self.confdir), self.config.press_epub_cover)

    def get_outdated_docs(self) -> str:  # type: ignore[override]  # as Builder allows
        """Return that the whole book is always written."""
        return "the whole book"

    # pages

    def write(self, *ignored: Any) -> None:
        """Write the pages of all documents that the contents name, and that of the answers."""
        Path(self.outdir, "_static").mkdir(exist_ok=True)  # extensions put there what web pages would load
        self.prepare_writing(set(self.env.found_docs))
        self.order = plan.reading_order(self.env)
        self.pages: list[str] = []
        docnames = [item.docname for item in self.order if isinstance(item, plan.Chapter)]
        resolved = {docname: self._resolved(docname) for docname in docnames}
        answers: dict[str, list[nodes.Element]] = {}
        moved: trees.Moved = {}
        for docname, tree in resolved.items():
            found, places = trees.take_answers(tree, self._address(docname), ANSWERS + self.out_suffix, "Answer")
            answers |= {docname: found} if found else {}
            moved |= places
        for docname, tree in resolved.items():
            trees.follow([tree], self._address(docname), moved)
            self.write_doc(docname, tree)
        if answers:
            self._write_answers(answers, moved)

    def _resolved(self, docname: str) -> nodes.document:
        tree = self.env.get_and_resolve_doctree(docname, self)
        trees.without_code(tree, self.config.press_typst_code == "shown", self.config.press_typst_code_tag)
        trees.without_repeated_ids(tree)
        tables.set_widths(tree)
        self.post_process_images(tree)
        return tree

    def _address(self, docname: str) -> str:
        return docname + self.out_suffix

    def post_process_images(self, doctree: nodes.Node) -> None:
        """Note the pictures of a page, the second drawing of a chart included."""
        super().post_process_images(doctree)
        for image in doctree.findall(nodes.image):
            if upright := image.get("press_upright"):
                self.images[upright] = self.env.images[upright][1]

    def _write_answers(self, answers: dict[str, list[nodes.Element]], moved: trees.Moved) -> None:
        """Write the answers to exercises, chapter by chapter, on a page of their own."""
        page = ANSWERS + self.out_suffix
        parts = []
        for docname, found in answers.items():
            trees.follow(found, page, moved)
            self.secnumbers = self.env.toc_secnumbers.get(docname, {})
            self.fignumbers = self.env.toc_fignumbers.get(docname, {})
            self.imgpath = self.imagedir
            parts.append((title(self.env, docname), self._rendered(found)))
        words = self.words["solutions"]
        self._write_page(ANSWERS, words, self._filled("answers.xhtml", title=words, parts=parts))

    def _rendered(self, parts: list[nodes.Element]) -> Markup:
        holder = new_document("")
        holder.extend(parts)
        holder.settings = self.docsettings
        self.docwriter.write(holder, StringOutput(encoding="utf-8"))
        self.docwriter.assemble_parts()
        return Markup(self.docwriter.parts["fragment"])

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        """Return what a page shows."""
        return {"body": Markup(body), "title": title(self.env, docname)}

    def handle_page(
        self, pagename: str, addctx: dict[str, Any], templatename: str = "page.html", *ignored: Any, **more: Any
    ) -> None:
        """Write a page with our template, past those of themes and extensions, which make web pages."""
        body = addctx.get("body")
        heading = addctx.get("title", self.words["index"])
        if body is None:
            body = self._filled("index.xhtml", title=heading, index=Index(self, addctx["genindexentries"]))
        self._write_page(pagename, heading, body)

    def _write_page(self, pagename: str, heading: str, body: Markup) -> None:
        path = pagename + self.out_suffix
        root = posixpath.relpath(".", posixpath.dirname(path) or ".")
        style = posixpath.normpath(posixpath.join(root, STYLE))
        text = self._filled("page.xhtml", book=self.book, title=heading, body=body, style=style)
        try:
            ElementTree.fromstring(text)
        except ElementTree.ParseError as error:
            LOG.warning("epub: the page %s is not well formed: %s", path, error, type="epub")
        self._put(path, text)
        self.pages.append(path)

    def _filled(self, template: str, **values: Any) -> Markup:
        return Markup(self.jinja.get_template(template).render(**values) + "\n")

    def _put(self, path: str, text: str) -> None:
        target = Path(self.outdir, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8", newline="")

    # the package

    def finish(self) -> None:
        """Write the index, the pictures and what tells of the book, and pack it."""
        if self.use_index and any(self.env.domains["index"].entries.values()):
            self.write_genindex()
        out = Path(self.outdir)
        pictures = self._put_pictures()
        self._put(STYLE, (HERE / STYLE).read_text("utf-8"))
        drawing = cover.cover(self.book.title, self.book.subtitle, self.book.authors, self.ground)
        (out / COVER).write_bytes(cover.drawn(drawing, lent(folder(self.app).parent / "fonts")))
        entries = self._contents()
        common = {
            "book": self.book,
            "entries": entries,
            "words": self.words,
            "root": self._address(self.config.root_doc),
        }
        for name in ("cover.xhtml", FRONT, NAV, NCX):
            self._put(name, self._filled(name, **common))
        spine = [package.page(out, "cover.xhtml"), package.page(out, FRONT), package.page(out, NAV, "nav")]
        spine += [package.page(out, path) for path in self.pages]
        others = [package.Part(path) for path in (STYLE, NCX, *pictures)]
        parts = [*spine, package.Part(COVER, ("cover-image",)), *others]
        self._put(
            package.PACKAGE,
            self._filled(package.PACKAGE, book=self.book, parts=parts, spine=spine, cover=package.Part(COVER).name),
        )
        target = out / f"{metadata.basename(self.config)}.epub"
        for former in out.glob("*.epub"):
            former.unlink()
        package.pack(target, out, parts)

    def _contents(self) -> list[Entry]:
        entries = contents(self.env, self.order, self._address)
        for name, word in ((ANSWERS, "solutions"), (INDEX, "index")):
            if self._address(name) in self.pages:
                entries.append(Entry(self.words[word], self._address(name)))
        return entries

    def _put_pictures(self) -> list[str]:
        """Write the pictures of all pages; drawings get the faces that they name."""
        folder = Path(self.outdir, self.imagedir)
        folder.mkdir(parents=True, exist_ok=True)
        sources = {name: Path(self.srcdir, path) for path, name in self.images.items()}
        vectors = {name: path.read_text("utf-8") for name, path in sources.items() if path.suffix == ".svg"}
        for name, text in drawings.with_faces(vectors).items():
            self._put(f"{self.imagedir}/{name}", text)
        for name in sources.keys() - vectors.keys():
            (folder / name).write_bytes(sources[name].read_bytes())
        return sorted(f"{self.imagedir}/{name}" for name in sources)
