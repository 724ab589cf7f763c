"""Show the web book, build it again when a file is saved, and reload the page: ``python -m press.serve [PORT]``.

The server, the watcher and the script that reloads are sphinx-autobuild's; the build is that of `press.publish`, so
that settings are Jupyter Book's, and a build that fails leaves the last good book on the screen.
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HTML = Path("_build/html")
#: What a build writes, or no page depends on.
UNWATCHED = ("_build", ".git", ".venv", ".tools", "tests", "bench/environments", "node_modules")
LEFTOVERS = (r"(^|/)\.[^/]*_cache/", r"__pycache__", r"\.egg-info/", r"(~|\.swp|\.tmp|\.bak|\.new|\.pyc)$", r"/\.#")


def rebuild(*, changed_paths: Sequence[Path]) -> None:
    """Build the web book; what went wrong stands on the terminal, and the page stays as it was."""
    if changed_paths:
        names = ", ".join(sorted({path.name for path in changed_paths})[:5])
        print(f"\nSaved: {names}", flush=True)
    subprocess.run([sys.executable, "-m", "press.publish", "html"], check=False)


def application(root: Path, address: str) -> Any:
    """Return the application that serves the web book of the folder `root`, and watches that folder.

    Parameters
    ----------
    root
        The book's folder.
    address
        Host and port, which the script that reloads a page connects to.
    """
    from sphinx_autobuild.filter import IgnoreFilter
    from sphinx_autobuild.middleware import JavascriptInjectorMiddleware
    from sphinx_autobuild.server import RebuildServer
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.routing import Mount, WebSocketRoute
    from starlette.staticfiles import StaticFiles

    ignored = IgnoreFilter([root / name for name in UNWATCHED], LEFTOVERS)
    watcher = RebuildServer([root], ignored, change_callback=rebuild)
    pages = StaticFiles(directory=root / HTML, html=True, check_dir=False)
    return Starlette(
        routes=[WebSocketRoute("/websocket-reload", watcher), Mount("/", app=pages)],
        middleware=[Middleware(JavascriptInjectorMiddleware, ws_url=address)],
        lifespan=watcher.lifespan,
    )


def main(argv: list[str] | None = None) -> int:
    """Build once, then serve until interrupted; returns an exit code."""
    parser = argparse.ArgumentParser(prog="python -m press.serve", description=__doc__)
    parser.add_argument("port", nargs="?", type=int, default=8000)
    port = parser.parse_args(argv).port
    try:
        import sphinx_autobuild  # noqa: F401, what the application is made of
        import uvicorn
    except ImportError as error:
        print(f"{error.name} is not installed; pip install -e '.[book,lab]'", file=sys.stderr)
        return 1
    address = f"127.0.0.1:{port}"
    rebuild(changed_paths=())
    print(f"\nThe book is on http://{address}; it is built again when a file is saved. Ctrl+C ends this.", flush=True)
    uvicorn.run(application(Path.cwd(), address), host="127.0.0.1", port=port, log_level="warning")
    return 0


if __name__ == "__main__":
    sys.exit(main())
