"""The built book, a server for it, and a real browser that may reach nothing else.

``BOOK_HTML`` names another built book than ``_build/html``. Where no book or no browser is
found these tests are skipped, but not on the build server (``CI``), where that is a failure.
"""

from __future__ import annotations

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, Request, Route, expect

from press.site.files import POLICY

ROOT = Path(__file__).resolve().parents[2]
expect.set_options(timeout=30_000)  # as long as everything else may take on a busy machine


def missing(what: str) -> None:
    """Skip for want of something, or fail where nothing may be wanting."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


class Book:
    """The pages of a built book."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pages = sorted(
            p.relative_to(folder).as_posix()
            for p in folder.rglob("*.html")
            if p.relative_to(folder).parts[0] != "_static"
        )
        self.trees = {p: html.fromstring((folder / p).read_bytes()) for p in self.pages}

    @property
    def seen(self) -> list[str]:
        """The pages that a browser is sent to: of those made from the rows of the data, which are alike, a few."""
        alike = [p for p in self.pages if p.startswith("rows/") and p != "rows/index.html"]
        alike.sort(key=lambda page: (self.folder / page).stat().st_size)
        return [p for p in self.pages if p not in alike[1:-1]]

    def with_(self, xpath: str) -> list[str]:
        """The pages in which an XPath finds something."""
        return [p for p in self.pages if self.trees[p].xpath(xpath)]

    def dead_links(self) -> list[tuple[str, str]]:
        """The links within the book that lead to no file or to no anchor: page and address, from the root."""
        names = {p: set(t.xpath("//@id | //a/@name")) for p, t in self.trees.items()}
        dead = []
        for page in self.pages:
            for link in self.trees[page].xpath("//a/@href"):
                parts = urlsplit(urljoin(page, link))
                path, anchor = unquote(parts.path).lstrip("/"), unquote(parts.fragment)
                if parts.scheme or parts.netloc:
                    continue
                if path in names:
                    if anchor and anchor not in names[path]:
                        dead.append((page, f"{path}#{anchor}"))
                elif not (self.folder / path).exists():
                    dead.append((page, path))
        return dead

    @property
    def chart_pages(self) -> list[str]:
        """The pages with charts."""
        return self.with_("//script[contains(@class, 'press-chart-spec')]")


@pytest.fixture(scope="session")
def book() -> Book:
    folder = Path(os.environ.get("BOOK_HTML", ROOT / "_build" / "html"))
    if not (folder / "index.html").exists():
        missing(f"no built book in {folder}: run `make book` first")
    return Book(folder)


class Handler(http.server.SimpleHTTPRequestHandler):
    """A static host that sends the policy with every response, the failed ones too."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def address(book: Book) -> Iterator[str]:
    """Address of the served book, with the slash."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(book.folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def printed_book() -> Path:
    """Return the PDF of the book; ``BOOK_PDF`` names another one than that in ``_build/pdf``."""
    made = Path(os.environ.get("BOOK_PDF", ROOT / "_build" / "pdf" / "nato-un.pdf"))
    if not made.exists():
        missing(f"no PDF at {made}: run `make pdf` first")
    return made


class Reader:
    """One reader's window on the book, which notes everything that should not happen."""

    def __init__(self, page: Page, home: str) -> None:
        self.page, self.home = page, home
        self.trouble: list[str] = []
        page.on("console", lambda m: self.trouble.append(f"console: {m.text}") if m.type == "error" else None)
        page.on("pageerror", lambda error: self.trouble.append(f"script: {error}"))
        page.on("requestfailed", self.note_failure)

    def note_failure(self, request: Request) -> None:
        """Note a request that found nothing; one that a click to another page cut short is no fault."""
        if request.failure != "net::ERR_ABORTED":
            self.trouble.append(f"failed request: {request.url}")

    def guard(self, route: Route) -> None:
        """Let through what is the book's own; note and stop all else."""
        if route.request.url.startswith((self.home, "data:", "blob:")):
            route.continue_()
        else:
            self.trouble.append(f"outside request: {route.request.url}")
            route.abort()

    def open(self, path: str) -> Page:
        """Load a page of the book and wait until it stands."""
        self.page.goto(self.home + path, wait_until="load")
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the faces of the page are there and all its parts are laid out."""
        self.page.locator("html:not(.waiting)").wait_for(state="attached")
        self.page.locator("html.js :is(.press-part, .press-chart-static):not(.is-laid-out)").first.wait_for(
            state="detached"
        )


@pytest.fixture
def reader(book: Book, address: str, browser: Browser) -> Any:
    """Open a window: ``with reader(width=390, theme="dark") as r: r.open("index.html")``."""

    @contextmanager
    def opened(width: int = 1280, theme: str = "light", scripts: bool = True, disk: bool = False) -> Iterator[Reader]:
        home = book.folder.resolve().as_uri() + "/" if disk else address
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=theme,
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        reader = Reader(context.new_page(), home)
        context.route("**/*", reader.guard)
        yield reader
        context.close()

    return opened
