"""Builds small books: one whose chapters are the cases of `cases.yaml`, and others, each for one question."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml
from docutils import nodes
from docutils.utils import new_document
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from press.typst.plan import Chapter
from press.typst.translator import TypstTranslator

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "cases.yaml").read_text("utf-8"))
NAMES = list(CASES)

BIBLIOGRAPHY = """\
@book{worner1993, author={W{\\"o}rner, Manfred}, title={On Liaison}, publisher={House}, year={1993}}
@book{perez1997, author={Pérez de Cuéllar, Javier}, title={Pilgrimage}, publisher={House}, year={1997}}
"""
DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" width="600" height="120" viewBox="0 0 600 120">
<g font-family="Source Sans Pro" font-size="12"><text x="20" y="30">drawn words &amp; \U0001f600</text></g>
<rect x="20" y="50" width="500" height="40" fill="#1f4e79"/></svg>
"""
SETTINGS = {
    "extensions": ["myst_nb", "sphinxcontrib.bibtex", "sphinx_design", "sphinx_exercise", "press.typst"],
    "project": "A small book",
    "author": "Ada Example",
    "release": "1.2",
    "language": "en",
    "numfig": True,
    "nb_execution_mode": "off",
    "bibtex_bibfiles": ["refs.bib"],
    "bibtex_reference_style": "author_year",
    "myst_enable_extensions": ["colon_fence", "deflist", "attrs_inline", "attrs_block", "dollarmath"],
    "press_imprint": {"date": "2024-03-01"},
}


@dataclass
class Made:
    """What a build left: the source of the book, the PDF, and what Sphinx warned of."""

    out: Path
    source: str
    pdf: bytes
    warnings: str
    met: frozenset[str] = frozenset()  # the handlers that were called
    book: Any = None  # what the translator of the last document shares with the others

    def document(self, name: str) -> str:
        """Return what one document was written as."""
        return self.source.split(f"\n// document {name}\n")[1].split("\n// document ")[0]

    def written(self, node: nodes.Node) -> str:
        """Return what a node made by hand is written as."""
        translator = TypstTranslator(new_document("by hand"), Chapter("index", 0, False), self.book)
        return translator.inside([node])

    def pages(self) -> list[str]:
        """Return the text of each page in one line, words whole."""
        document = pypdfium2.PdfDocument(self.pdf)
        texts = [page.get_textpage().get_text_range() for page in document]
        return [" ".join(text.replace("\ufffe", "").replace("\x02\r\n", "").split()) for text in texts]

    def text(self) -> str:
        """Return the text of the whole book in one line."""
        return " ".join(self.pages())


@contextmanager
def recorded() -> Iterator[tuple[set[str], list[Any]]]:
    """Yield the names of the handlers that are called, as they are, and the books that are written."""
    met: set[str] = set()
    books: list[Any] = []

    class Recorder(TypstTranslator):
        def __init__(self, document: nodes.document, chapter: Chapter, book: Any) -> None:
            super().__init__(document, chapter, book)
            books.append(book)

        def dispatch_visit(self, node: nodes.Node) -> Any:
            met.add(f"visit_{type(node).__name__}")
            return super().dispatch_visit(node)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("press.typst.builder.TypstTranslator", Recorder)
        yield met, books


def build_in(folder: Path, files: Mapping[str, str], confdir: bool = False, **settings: Any) -> Made:
    """Build the documents `files` with `settings` added to those of all tests; `confdir`: beside a configuration."""
    source, out = folder / "source", folder / "out"
    for name, text in {"refs.bib": BIBLIOGRAPHY, "drawing.svg": DRAWING, **files}.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    if confdir:
        (source / "conf.py").write_text("")
    said = io.StringIO()
    with recorded() as (met, books), patch_docutils(str(source)), docutils_namespace():
        app = Sphinx(
            str(source),
            str(source) if confdir else None, str(out), str(folder / "doctrees"), "typst",
            {**SETTINGS, **settings}, status=None, warning=said, keep_going=True,
        )  # fmt: skip
        app.build()
    pdf = next(iter(out.glob("*.pdf")), None)
    return Made(
        out,
        (out / "book.typ").read_text("utf-8"),
        pdf.read_bytes() if pdf else b"",
        said.getvalue(),
        frozenset(met),
        books[-1],
    )


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., Made]:
    """Return a function that builds documents in a folder of this test."""
    return lambda files, **settings: build_in(tmp_path, files, **settings)


@pytest.fixture(scope="session")
def cases() -> dict[str, Any]:
    """Return the cases by name."""
    return CASES


@pytest.fixture(scope="session")
def all_cases(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Return one book with each case as a chapter, so that asking a hundred things costs one build."""
    contents = "# All that is asked\n\nThe root.\n\n```{toctree}\n:caption: The cases\n:numbered:\n\n%s\n```\n"
    files = {"index.md": contents % "\n".join(NAMES)}
    files |= {f"{name}.{case.get('kind', 'md')}": case["source"] for name, case in CASES.items()}
    return build_in(tmp_path_factory.mktemp("cases"), files)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that takes a `case` for each of them."""
    if "case" in metafunc.fixturenames:
        metafunc.parametrize("case", NAMES)
