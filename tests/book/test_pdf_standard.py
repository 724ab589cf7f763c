"""The PDF of the book and the course packs before an independent judge of PDF/UA-1 (ISO 14289-1)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typst

pytestmark = pytest.mark.slow  # the judge is in .tools, which the slow tests have

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / ".tools" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
JUDGE = (
    "import json, sys, page; report = page.validate_pdf(sys.argv[1], profile=page.ValidationProfile.PDF_UA_1); "
    "print(json.dumps([report.rules.passed, sorted({f'{f.rule_id}: {f.message}' for f in report.failures})]))"
)


def files():
    book = Path(os.environ.get("BOOK_PDF", ROOT / "_build" / "pdf" / "nato-un.pdf"))
    return [book, *(book.with_name(f"{pack.stem}.pdf") for pack in sorted(ROOT.glob("courses/*.yml")))]


def judged(path):
    """How many rules a file keeps, and which it breaks."""
    for needed in (path, PYTHON):
        if not needed.exists():
            message = f"{needed} is missing: run `make tools packs` first"
            pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    ended = subprocess.run([PYTHON, "-c", JUDGE, path], capture_output=True, text=True, check=True)
    return json.loads(ended.stdout)


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_no_rule_of_the_standard_is_broken(path):
    kept, broken = judged(path)
    assert broken == []
    assert kept > 100


def test_a_file_without_tags_would_be_found(tmp_path):
    path = tmp_path / "bare.pdf"
    path.write_bytes(typst.compile(b"= A heading", format="pdf", pdf_tags=False))
    assert judged(path)[1]
