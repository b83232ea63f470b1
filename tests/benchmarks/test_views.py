"""What the benchmark of the page says of its figures."""

from __future__ import annotations

import pytest
from view_pages import PAGES, make_pages
from view_visits import Visit
from views import Row, Seen, bars

from tests.browser.graphs import small_graph


def row(nodes: int, **stills: float) -> Row:
    """A graph whose pages stand still after these seconds; those not named do not."""
    seen = {name: Seen((Visit(stills[name], 61.0, 2.0),) if name in stills else (), 1, 100.0) for name in PAGES}
    return Row(nodes, 1, 1, seen)


def test_what_did_not_come_to_rest_counts_with_its_limit() -> None:
    text = "\n".join(bars([row(2_010, kg=1.0, placed=2.0, sigma=0.5)]))
    assert "| > 100 | 达到 met |" in text
    assert "× 0.50 | 达到 met" in text
    assert "× 2.00 | **未达到 missed**" in text


def test_heap_and_pan_are_judged_at_their_size() -> None:
    text = "\n".join(bars([row(19_900, kg=1.0, placed=2.0, sigma=1.0)]))
    assert "2.0 ms | 达到 met" in text
    assert "61 MB | **未达到 missed**" in text
    assert "heap" not in "\n".join(bars([row(2_000, kg=1.0, placed=2.0, sigma=1.0)]))


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_the_same_entities(name: str) -> None:
    html = make_pages(small_graph())[name]
    assert "某某市人工智能计算中心" in html or "\\u67d0\\u67d0\\u5e02\\u4eba\\u5de5\\u667a\\u80fd" in html
