"""What a page of the built site costs a reader: the bytes that travel before anyone touches it."""

from __future__ import annotations

import gzip
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

#: Bytes, compressed, that a page may cost.
BUDGET = 150_000
_LOADED = {"stylesheet", "icon"}


class _Files(HTMLParser):
    """Collects the addresses that a page loads at once."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, set[str]] = {"scripts": set(), "styles": set(), "images": set()}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element loads."""
        given = {name: value for name, value in attrs if value}
        if tag == "script" and "src" in given:
            self.found["scripts"].add(given["src"])
        elif tag == "img" and "src" in given:
            self.found["images"].add(given["src"])
        elif tag == "link" and "href" in given and _LOADED & set(given.get("rel", "").split()):
            self.found["images" if "icon" in given.get("rel", "") else "styles"].add(given["href"])


def weight(folder: Path, page: str) -> dict[str, int]:
    """Return the bytes of a page and of all it loads, as a host that compresses would send them.

    Parameters
    ----------
    folder
        The built site.
    page
        Path of the page in it.

    Returns
    -------
    dict
        ``html``, ``scripts``, ``styles``, ``images`` (compressed) and ``fonts``: every face of the site, which a page
        uses at worst. Addresses of other hosts and pictures inside the page count as nothing more.
    """
    reader = _Files()
    text = (folder / page).read_bytes()
    reader.feed(text.decode("utf-8"))
    sizes = {
        kind: sum(_size(folder, path) for path in sorted({_path(page, url) for url in urls if _is_here(url)}))
        for kind, urls in reader.found.items()
    }
    faces = sum(face.stat().st_size for face in (folder / "_static").rglob("*.woff2"))
    return {"html": len(gzip.compress(text, 6)), **sizes, "fonts": faces}


def _is_here(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.scheme and not parts.netloc


def _path(page: str, url: str) -> str:
    return unquote(urlsplit(urljoin(page, url)).path).lstrip("/")  # a page for any depth counts from the root


def _size(folder: Path, path: str) -> int:
    return len(gzip.compress((folder / path).read_bytes(), 6))
