"""What the scorecard says of the stores is what their benchmark wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
import scorecard


def test_the_scorecard_ends_with_the_figures_of_the_stores() -> None:
    section = scorecard.stores_section()
    assert scorecard.PAGE.read_text(encoding="utf-8").endswith(section)
    assert "> " in section
    assert "| --- |" not in section


def test_a_page_without_figures_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "stores.md"
    page.write_text(scorecard.MEASURED_STORES, encoding="utf-8")
    with pytest.raises(ValueError, match="make bench-stores"):
        scorecard.stores_section(page)
