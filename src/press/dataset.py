"""The data that a book carries: a Data Package, copied beside the pages and described on one of them for machines.

``press_dataset`` names its ``datapackage.json``. The web book then has the tables, the description and the Markdown
files beside it in ``downloads/tables/``, and the page ``press_dataset_page`` (else that of ``press_codebook``) has the
description as a schema.org/Dataset in JSON-LD. Authors, date and keywords come from CITATION.cff, as in the PDF.
What the tables mean, and whether they are as they should be, is the business of the book's own checks.
"""

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from sphinx.errors import ExtensionError
from sphinx.util.osutil import relative_uri

from .embed import json_in_page
from .publish import archive_files, archive_patterns
from .typst.citation import read as read_citation
from .web import is_web

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

DOWNLOADS, TABLES = "downloads", "tables"
_TYPES = {".csv": "text/csv", ".json": "application/json", ".zip": "application/zip"}


@dataclass(frozen=True)
class Dataset:
    """A Data Package as its description has it."""

    path: Path
    """The description."""
    description: "Mapping[str, Any]"
    tables: tuple[str, ...]
    """Paths of the tables, from the folder of the description."""

    def files(self) -> list[str]:
        """Return what a reader may take: the tables, the description, and the Markdown files beside it."""
        beside = sorted(path.name for path in self.path.parent.glob("*.md"))
        return [*self.tables, self.path.name, *beside]


def read(path: Path) -> Dataset:
    """Read the description of a Data Package.

    Raises
    ------
    ExtensionError
        If it is missing, is not a description, or names a file outside its folder.
    """
    try:
        description = json.loads(path.read_text("utf-8"))
        tables = tuple(str(resource["path"]) for resource in description["resources"])
    except OSError as error:
        raise ExtensionError(f"press_dataset: {path.name}: {error.strerror}", modname="press") from None
    except (ValueError, KeyError, TypeError) as error:
        problem = f"press_dataset: {path.name}: not the description of a Data Package: {error!r}"
        raise ExtensionError(problem, modname="press") from None
    for table in tables:
        if PurePosixPath(table).is_absolute() or ".." in PurePosixPath(table).parts or "\\" in table:
            problem = f"press_dataset: {path.name}: {table!r} is not a path inside the folder of the description"
            raise ExtensionError(problem, modname="press")
    return Dataset(path, description, tables)


def dataset_of(app: "Sphinx") -> Dataset | None:
    """Return the data that the book carries, or None if it names none."""
    named = app.config.press_dataset
    return read(Path(app.confdir, named)) if named else None


def linked_data(dataset: Dataset, citation: "Mapping[str, Any]", archives: list[str]) -> dict[str, Any]:
    """Return the description as schema.org/Dataset, with addresses from the root of the book.

    Parameters
    ----------
    dataset
        The Data Package.
    citation
        What CITATION.cff says; may be empty.
    archives
        Names of archives that hold the package whole.
    """
    about = dataset.description
    files = [*archives, *(f"{TABLES}/{name}" for name in [*dataset.tables, dataset.path.name])]
    found = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": about.get("title") or about.get("name"),
        "description": about.get("description"),
        "version": about.get("version"),
        "license": [one["path"] for one in about.get("licenses", ()) if "path" in one],
        "creator": [creator(author) for author in citation.get("authors", ())],
        "datePublished": str(citation.get("date-released") or ""),
        "keywords": list(citation.get("keywords", ())),
        "identifier": f"https://doi.org/{citation['doi']}" if citation.get("doi") else None,
        "isAccessibleForFree": True,
        "isBasedOn": [_work(source) for source in about.get("sources", ())],
        "variableMeasured": [one.get("title") or one.get("name") for one in about["resources"]],
        "distribution": [_download(name) for name in files],
    }
    return {key: value for key, value in found.items() if value not in (None, "", [])}


def creator(author: "Mapping[str, str]") -> dict[str, str]:
    """Return an author of CITATION.cff as schema.org has it: a person, or an organization by its name."""
    if "name" in author:
        return {"@type": "Organization", "name": author["name"]}
    parts = [author.get(key, "") for key in ("given-names", "name-particle", "family-names", "name-suffix")]
    person = {"@type": "Person", "name": " ".join(part for part in parts if part)}
    return person | ({"@id": author["orcid"]} if "orcid" in author else {})


def _work(source: "Mapping[str, str]") -> dict[str, str]:
    named = {"@type": "CreativeWork", "name": source.get("title", "")}
    return named | ({"url": source["path"]} if "path" in source else {})


def _download(name: str) -> dict[str, str]:
    path = PurePosixPath(name)
    kind = _TYPES.get(path.suffix, "application/octet-stream")
    return {
        "@type": "DataDownload",
        "name": path.name,
        "encodingFormat": kind,
        "contentUrl": f"{DOWNLOADS}/{name}",
    }


def _described(app: "Sphinx", dataset: Dataset) -> dict[str, Any]:
    root = Path(app.confdir)
    archives = [
        f"{name}.zip"
        for name, patterns in archive_patterns(root).items()
        if dataset.path.resolve() in {file.resolve() for file in archive_files(root, patterns)}
    ]
    return linked_data(dataset, read_citation(root), archives)


def _page(app: "Sphinx") -> str | None:
    return app.config.press_dataset_page or app.config.press_codebook


def reread_page(app: "Sphinx", env: "BuildEnvironment", *_: Any) -> list[str]:
    """Have the page made anew when what it says of the data has changed."""
    dataset, page = dataset_of(app), _page(app)
    if dataset is None or page not in env.found_docs:
        return []
    state = hashlib.sha256(json_in_page(_described(app, dataset)).encode()).hexdigest()
    before, env.press_dataset = getattr(env, "press_dataset", state), state  # type: ignore[attr-defined]
    return [page] if before != state else []


def describe_on_page(
    app: "Sphinx", page: str, template: str, context: dict[str, Any], doctree: "nodes.document | None"
) -> None:
    """Write the description into the head of its page, its addresses as seen from there."""
    if not is_web(app) or page != _page(app) or (dataset := dataset_of(app)) is None:
        return
    data = _described(app, dataset)
    base = app.config.html_baseurl
    for download in data["distribution"]:
        path = download["contentUrl"]
        here = app.builder.get_target_uri(page)
        download["contentUrl"] = f"{base.rstrip('/')}/{path}" if base else relative_uri(here, path)
    script = f'<script type="application/ld+json">{json_in_page(data)}</script>'
    context["metatags"] = f"{context.get('metatags', '')}\n    {script}\n"


def copy_files(app: "Sphinx", exception: Exception | None) -> None:
    """Put the files of the package under the site's folder of downloads.

    Raises
    ------
    ExtensionError
        If a file that the description names is not there.
    """
    if exception is not None or not is_web(app) or (dataset := dataset_of(app)) is None:
        return
    folder = Path(app.outdir, DOWNLOADS, TABLES)
    shutil.rmtree(folder, ignore_errors=True)  # a table that was renamed must not stay
    for name in dataset.files():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(dataset.path.parent / name, target)
        except OSError as error:
            problem = f"press_dataset: {dataset.path.name} names {name}: {error.strerror}"
            raise ExtensionError(problem, modname="press") from None


def setup(app: "Sphinx") -> None:
    """Register the settings, the copy and the description."""
    app.add_config_value("press_dataset", None, "env", types=(str, type(None)))
    app.add_config_value("press_dataset_page", None, "env", types=(str, type(None)))
    app.connect("env-get-outdated", reread_page)
    app.connect("html-page-context", describe_on_page)
    app.connect("build-finished", copy_files)
