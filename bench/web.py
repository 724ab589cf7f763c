"""What a chapter costs its reader in Chromium: ours, and the same from the stock theme: ``python -m bench.web``.

Times run from the start of the navigation. Throttled means a processor four times slower and a line of 1.6 Mbit/s with
150 ms to the host and back, as a cheap phone on a weak network has. Hosts compress what they send; so does the server
here. The command writes its part of ``bench/snapshot.json`` and leaves the rest as it is.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import json
import shutil
import statistics
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from bench import stock
from bench.machine import ROOT
from bench.snapshot import put

CHAPTER = "chapters/liaison-office"
SLOW = {"processor": 4, "line_kbit": 1600, "latency_ms": 150}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
#: What is on the page once a chart is drawn, and once it is alive.
OURS = (".press-chart-static > svg", ".press-chart[data-state=live]")
STOCK = (".vega-embed canvas, .vega-embed svg", ".vega-embed canvas, .vega-embed svg")
WATCH = """([drawn, live]) => {
  const seen = window.benchSeen = {shift: 0, tasks: []};
  new PerformanceObserver(l => l.getEntries().forEach(e => { seen.shift += e.hadRecentInput ? 0 : e.value; }))
    .observe({type: "layout-shift", buffered: true});
  new PerformanceObserver(l => l.getEntries().forEach(e => seen.tasks.push(e.duration)))
    .observe({type: "longtask", buffered: true});
  // Only of what is shown: asked how high a part is that a page leaves out for now, the browser would lay it out.
  const shown = {contentVisibilityAuto: true, visibilityProperty: true};
  const high = selector => [...document.querySelectorAll(selector)]
    .some(e => e.checkVisibility(shown) && e.getBoundingClientRect().height > 40);
  const look = () => {
    if (!seen.drawn && high(drawn)) seen.drawn = performance.now();
    if (!seen.live && high(live)) seen.live = performance.now();
    requestAnimationFrame(look);
  };
  look();
}"""


class Handler(http.server.SimpleHTTPRequestHandler):
    """A static host that compresses text, as hosts do, and lets nothing be kept."""

    def do_GET(self) -> None:
        """Send a file, compressed."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body, text = path.read_bytes(), path.suffix in (".html", ".css", ".js", ".json", ".svg")
        body = gzip.compress(body, 6, mtime=0) if text else body
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        if text:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder; gives its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def visit(browser: Browser, address: str, marks: tuple[str, str], *, slow: bool, touch: bool) -> dict[str, float]:
    """Open a page as a new reader does and say what it cost.

    Parameters
    ----------
    browser
        A running Chromium.
    address
        The page.
    marks
        Selectors of what is there once a chart is drawn, and once it is alive.
    slow
        Whether processor and line are throttled.
    touch
        Whether the first chart is touched as soon as that is possible.

    Returns
    -------
    dict
        ``bytes`` over the line, ``shift``, ``longest`` task (ms), ``drawn`` and ``live`` (ms; left out where it did
        not come to that).
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    home = address.split("/chapters/")[0]
    context.route(lambda url: not url.startswith(home), lambda route: route.abort())  # no other host plays a part
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sent: list[float] = []
    session.on("Network.loadingFinished", lambda event: sent.append(event["encodedDataLength"]))
    if slow:
        rate = SLOW["line_kbit"] * 1000 / 8
        line = {"downloadThroughput": rate, "uploadThroughput": rate, "latency": SLOW["latency_ms"], "offline": False}
        session.send("Network.emulateNetworkConditions", line)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW["processor"]})
    page.add_init_script(f"({WATCH})({json.dumps(marks)})")
    page.goto(address, wait_until="commit", timeout=120_000)
    if touch:
        if button := marks == OURS and page.locator(".press-chart-wake").first:
            button.click(timeout=120_000)
        page.wait_for_function("window.benchSeen.live", timeout=120_000)
    page.wait_for_load_state("networkidle", timeout=120_000)
    seen = page.evaluate("window.benchSeen")
    context.close()
    found = {"bytes": sum(sent), "shift": round(seen["shift"], 4), "longest": max(seen["tasks"], default=0)}
    return found | {name: seen[name] for name in ("drawn", "live") if seen.get(name)}


def cost(browser: Browser, address: str, marks: tuple[str, str], runs: int) -> dict[str, float]:
    """Return the medians of several visits: at full speed untouched, and throttled with a chart touched."""
    untouched = [visit(browser, address, marks, slow=False, touch=False) for _ in range(runs)]
    throttled = [visit(browser, address, marks, slow=True, touch=True) for _ in range(runs)]

    def middle(visits: list[dict[str, float]], name: str) -> float:
        return statistics.median(one[name] for one in visits)

    return {
        "bytes": int(middle(untouched, "bytes")),
        "shift": middle(untouched, "shift"),
        "longest_task_ms": round(middle(untouched, "longest")),
        "drawn_slow_ms": round(middle(throttled, "drawn")),
        "live_slow_ms": round(middle(throttled, "live")),
    }


def compare(root: Path, html: Path, runs: int) -> dict[str, Any]:
    """Measure a chapter of the built web book, and the same chapter of the stock theme.

    Parameters
    ----------
    root
        The project, with its sources.
    html
        The built web book.
    runs
        How often each page is visited, at full speed and throttled.
    """
    executable = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    with tempfile.TemporaryDirectory(prefix="bench-web-") as folder, sync_playwright() as playwright:
        plain = stock.build(root, CHAPTER, Path(folder))
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        found: dict[str, Any] = {"page": CHAPTER, "runs": runs, "slow": SLOW, "browser": browser.version}
        for name, site, marks in (("ours", html, OURS), ("stock", plain, STOCK)):
            with served(site) as home:
                found[name] = cost(browser, f"{home}/{CHAPTER}.html", marks, runs)
        browser.close()
    return found


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.web", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="visits of each page, of each kind (default: 5)")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("snapshot.json"))
    args = parser.parse_args(argv)
    found = compare(ROOT, ROOT / "_build" / "html", args.runs)
    put(args.out, {"web": found})
    print(json.dumps(found, indent=2))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
