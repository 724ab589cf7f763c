"""What a reader's browser is seen to do, on pages of which it is known."""

import json
from pathlib import Path

import pytest

from bench.stock import FAR
from bench.web import STOCK, served, visit

SNAPSHOT = json.loads(Path(__file__).parents[2].joinpath("bench", "snapshot.json").read_text("utf-8"))
PAGE = """<!DOCTYPE html><title>t</title><div id="above"></div><p>text</p>
<script>
const until = performance.now() + 200; while (performance.now() < until) {}
setTimeout(() => {
  document.getElementById("above").style.height = "300px";
  document.body.insertAdjacentHTML("beforeend", '<div class="vega-embed"><svg width="90" height="90"></svg></div>');
}, 100);
</script>"""


def test_libraries_of_another_host_are_served_beside_the_page():
    found = FAR.sub(
        r"/far/\1.js", 'a "https://cdn.jsdelivr.net/npm/vega-lite@6.1.0?noext" b https://cdn.jsdelivr.net/npm/vega@6'
    )
    assert found == 'a "/far/vega-lite.js" b /far/vega.js'


@pytest.mark.slow
def test_a_page_that_jumps_halts_and_draws_late_is_seen_to(browser, tmp_path):
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters/one.html").write_text(PAGE)
    with served(tmp_path) as home:
        seen = visit(browser, f"{home}/chapters/one.html", STOCK, slow=False, touch=True)
    assert seen["shift"] > 0.01
    assert seen["longest"] >= 150
    assert seen["live"] >= seen["drawn"] >= 300
    assert 100 < seen["bytes"] < 5000


def test_the_snapshot_compares_a_chapter_with_the_same_of_the_stock_theme():
    ours, stock = SNAPSHOT["web"]["ours"], SNAPSHOT["web"]["stock"]
    assert set(ours) == set(stock)
    assert ours["bytes"] <= SNAPSHOT["budget"]
    assert ours["shift"] <= 0.01
    assert ours["drawn_slow_ms"] <= ours["live_slow_ms"]
