"""The index for search as one types, made by pagefind from the built pages and written beside them.

A page is indexed where its template says so (``data-pagefind-body``). A list of the book's words lies beside the
index, so that a word that is spelled wrong can be taken for the nearest that is there.
"""

import asyncio
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path

from pagefind.index import IndexConfig, PagefindIndex

FOLDER = "pagefind"
#: What stands in the folder of a book that was built without an index: the page's script asks it.
PLACEHOLDER = "export const missing = true;\n"
BODY = "data-pagefind-body"
#: Parts of a page that nobody looks for, or that stand elsewhere in words: code, drawings and the data behind them.
EXCLUDED = (".headerlink", "details.hide", ".press-chart", ".press-data", ".press-sources", ".press-reading")
#: What pagefind writes for interfaces of its own.
IDLE = ("pagefind-*ui.*", "pagefind-highlight.js", "wasm.unknown.pagefind")
_SECTION = re.compile(r'<section([^>]*) id="([^"]+)"([^>]*)>(\s*(?:<span id="[^"]+"></span>)*)<(h[1-6])>')
_SILENT = re.compile(r"<(script|style|svg|pre)\b.*?</\1>", re.S)
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W\d_]{4,}")


def index(site: Path) -> None:
    """Index a built site and write what searches it to its folder ``pagefind``.

    Parameters
    ----------
    site
        The folder of the web book.

    Raises
    ------
    RuntimeError
        If no page says that it is to be indexed.
    """
    pages = {
        path.relative_to(site).as_posix(): text
        for path in sorted(site.rglob("*.html"))
        if BODY in (text := path.read_text("utf-8"))
    }
    if not pages:
        raise RuntimeError(f"search: no page below {site.name} has {BODY}")
    folder = site / FOLDER
    shutil.rmtree(folder, ignore_errors=True)  # names of its files change with what they hold
    with ThreadPoolExecutor(1) as apart:  # whoever calls may be in a loop that runs: a notebook, a browser's driver
        apart.submit(asyncio.run, _write(pages, folder)).result()
    for pattern in IDLE:
        for path in folder.glob(pattern):
            path.unlink()
    (folder / "words.json").write_text(json.dumps(words(pages.values()), ensure_ascii=False), "utf-8")


async def _write(pages: dict[str, str], folder: Path) -> None:
    config = IndexConfig(exclude_selectors=EXCLUDED, output_path=str(folder.resolve()), keep_index_url=True)
    async with PagefindIndex(config) as made:
        for name, text in pages.items():
            await made.add_html_file(content=with_heads_as_anchors(text), url="/" + name)


def with_heads_as_anchors(page: str) -> str:
    r"""Return a page whose headings carry the ids of their sections, by which pagefind tells sections apart.

    Examples
    --------
    >>> with_heads_as_anchors('<section class="c" id="a">\n<span id="b"></span><h2>A</h2>')
    '<section class="c">\n<h2 id="a">A</h2>'
    """
    return _SECTION.sub(lambda m: f'<section{m[1]}{m[3]}>{re.sub(r"<.*>", "", m[4])}<{m[5]} id="{m[2]}">', page)


def words(pages: Iterable[str]) -> list[str]:
    """Return the words of four letters and more in the indexed parts of pages, small, the most frequent first.

    Words that stand there once are left out: names in a table, and misprints.

    Examples
    --------
    >>> words(['<nav>Menu menu</nav><article data-pagefind-body>Troops, troops <svg>no no</svg> once</article>'])
    ['troops']
    """
    counted: Counter[str] = Counter()
    for page in pages:
        body = page[page.index(BODY) :].partition(">")[2].partition("</article>")[0]
        counted.update(_WORD.findall(unescape(_TAG.sub(" ", _SILENT.sub(" ", body))).lower()))
    return [word for word, count in sorted(counted.items(), key=lambda item: (-item[1], item[0])) if count > 1]
