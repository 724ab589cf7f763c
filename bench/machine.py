"""What a measure was taken of and on: versions and the machine's kind, but no name and no path of it."""

from __future__ import annotations

import datetime as dt
import os
import platform
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def machine() -> dict[str, Any]:
    """Return the day, the version of the book, and the kind of machine with what it does besides."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {
        "taken": dt.datetime.now(dt.UTC).date().isoformat(),
        "version": project["version"],
        "machine": {
            "cores": os.cpu_count(),
            "architecture": platform.machine(),
            "system": platform.system(),
            "python": platform.python_version(),
            "load_before": round(os.getloadavg()[0], 1),  # above the cores: others used the machine too
        },
    }
