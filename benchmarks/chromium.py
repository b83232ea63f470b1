"""Debian's Chromium, driven by Playwright, with nothing let out to the network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from figures import missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["CHROMIUM", "open_browser", "without_browser"]

CHROMIUM = Path("/usr/bin/chromium")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--enable-precise-memory-info",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)


def without_browser() -> bool:
    """Whether there is no browser to measure with; says so aloud."""
    return missing(CHROMIUM)


@contextmanager
def open_browser() -> Iterator[Browser]:
    """A browser that has started all its processes, those of drawing too."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=str(CHROMIUM), args=list(_FLAGS))
        page = browser.new_page()
        page.evaluate("document.createElement('canvas').getContext('webgl2').clear(16384)")
        page.close()
        yield browser
        browser.close()
