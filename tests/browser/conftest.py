"""A browser, and pages in it: opened as files, so that nothing but the page itself is read."""

import os
from functools import partial
from pathlib import Path

import pytest

from kg.view import render_page
from tests.browser.graphs import HOSTILE, LABELS, PROPERTIES

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
# What a driver that draws without a graphics card says of its own speed; nothing that the page did.
_DRIVER = "GL Driver Message (OpenGL, Performance"


@pytest.fixture(scope="module")
def browser():
    if not CHROMIUM.exists():
        if os.environ.get("KG_REQUIRE_BROWSER") == "1":
            pytest.fail(f"KG_REQUIRE_BROWSER=1, but there is no {CHROMIUM}")
        pytest.skip(f"no {CHROMIUM}: the page was NOT tried in a browser")
    api = pytest.importorskip("playwright.sync_api", reason="no playwright: the page was NOT tried in a browser")
    with api.sync_playwright() as player:
        chromium = player.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, tmp_path):
    """Open a graph's page; at the end nothing may have gone wrong or been asked of the network."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    requests, troubles = [], []

    def visit(graph, address="", *, large=None):
        path = tmp_path / "graph.html"
        html = render_page(graph, title=HOSTILE, class_labels=LABELS, property_labels=PROPERTIES, large=large)
        path.write_text(html, encoding="utf-8")
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: None if _DRIVER in message.text else troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(path.as_uri() + address)
        page.wait_for_selector("html[data-ready]")
        return page

    yield visit
    harmed = [page.evaluate("window.harmed") for page in context.pages]
    context.close()
    assert troubles == []
    assert len(requests) == len(harmed)
    assert all(url.startswith("file://") for url in requests)
    assert set(harmed) <= {None}


@pytest.fixture(params=[False, True], ids=["small", "large"])
def open_drawn(request, open_page):
    """Open a page with the drawing for small or for large graphs, whatever the size of the graph is."""
    return partial(open_page, large=request.param)
