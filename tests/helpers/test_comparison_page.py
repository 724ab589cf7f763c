"""What the page on costs says of tools that failed."""

import pytest

from helpers import comparison


@pytest.mark.parametrize(
    ("failures", "said", "rows"),
    [
        ([], "Every tool built each book that it was given.", None),
        (
            [{"book": "5 chapters", "tool": "mystmd", "said": "Error: no net"}],
            "What failed in a round, and what the tool said:",
            [["5 chapters", "mystmd", "Error: no net"]],
        ),
    ],
)
def test_a_table_of_failures_stands_only_where_something_failed(monkeypatch, failures, said, rows):
    monkeypatch.setattr(comparison, "snapshot", lambda: {"failures": failures})
    shown = comparison.failures()
    assert comparison.failed() == said
    assert (shown and shown.payload["rows"]) == rows
