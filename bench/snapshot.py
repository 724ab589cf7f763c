"""The file of measurements that the book shows, ``bench/snapshot.json``: several commands write their parts of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def put(path: Path, parts: Mapping[str, Any]) -> None:
    """Write parts into a snapshot; those that another command measured stay as they are.

    Parameters
    ----------
    path
        The snapshot; need not exist.
    parts
        What was measured, by name.
    """
    before = json.loads(path.read_text("utf-8")) if path.exists() else {}
    path.write_text(json.dumps({**before, **parts}, indent=2, ensure_ascii=False) + "\n", "utf-8")
