"""What CITATION.cff says of the book, in the words of the setting `press_imprint`: nothing is to be said twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from sphinx.errors import ConfigError

_SAME = {"abstract": "description", "keywords": "keywords", "date-released": "date", "repository-code": "repository"}


def read(folder: Path) -> dict[str, Any]:
    """Return what CITATION.cff in `folder` says, in its own words; empty where there is none.

    Raises
    ------
    ConfigError
        When the file is no YAML, or is no mapping.
    """
    path = folder / "CITATION.cff"
    if not path.exists():
        return {}
    try:
        given = yaml.safe_load(path.read_text("utf-8"))
    except yaml.YAMLError as error:
        raise ConfigError(f"{path}: is not YAML: {error}") from error
    if not isinstance(given, dict):
        raise ConfigError(f"{path}: must be a mapping, as cff-version 1.2.0 asks")
    return given


def imprint(folder: Path) -> dict[str, Any]:
    """Return the part of the imprint that CITATION.cff in `folder` gives; empty where there is none.

    Raises
    ------
    ConfigError
        As `read`.
    """
    given = read(folder)
    found: dict[str, Any] = {ours: given[theirs] for theirs, ours in _SAME.items() if given.get(theirs)}
    if given.get("authors"):
        found["authors"] = [_name(author) for author in given["authors"]]
    if given.get("doi"):
        found["identifiers"] = {"DOI": f"https://doi.org/{given['doi']}"}
    return found


def _name(author: dict[str, str]) -> str:
    parts = [author.get(key, "") for key in ("given-names", "name-particle", "family-names", "name-suffix", "name")]
    return " ".join(part for part in parts if part)
