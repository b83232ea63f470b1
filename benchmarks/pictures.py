"""Pictures of the page for the documents: the seed, and graphs of about 500 and 10,000 nodes out of a corpus of news.

Run with `make pictures`; each is taken on a screen of 1280×720 and on a phone's 390×844, in docs/images. Without the
corpus only the seed is drawn, and said so. Each has 256 colours, so that the documents stay small.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from chromium import open_browser, without_browser
from figures import SHARED, missing
from PIL import Image
from view_graphs import Corpus

from kg.pipeline import build, load_extractor, page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
CORPUS = SHARED / "corpus" / "news-2023.jsonl.gz"
_SIZES = (500, 10_000)
_SCREENS: Mapping[str, tuple[int, int]] = {"screen": (1280, 720), "phone": (390, 844)}
_POSTS = 6_000


def main(
    folder: Annotated[Path, typer.Option(help="Where the pictures go.")] = ROOT / "docs" / "images",
    only: Annotated[str, typer.Option(help="Only the graph of this name: seed, 500, 10000.")] = "",
) -> None:
    """Take the pictures."""
    if without_browser():
        return
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, open_browser() as browser:
        for name, html in _pages(only):
            path = Path(place) / f"{name}.html"
            path.write_text(html, encoding="utf-8")
            for screen in _SCREENS:
                _take(browser, path, folder / f"{name}-{screen}.png", screen)
                _take(browser, path, folder / f"{name}-{screen}-chosen.png", screen, chosen=True)
            _take(browser, path, folder / f"{name}-screen-dark.png", "screen", dark=True)


def _pages(only: str) -> Iterator[tuple[str, str]]:
    extractor = load_extractor()
    if only in ("", "seed"):
        yield "seed", page(build([ROOT / "seeds"], extractor).graph)
    if only == "seed" or missing(CORPUS):
        return
    corpus = Corpus(CORPUS, extractor, _POSTS)
    for size in _SIZES:
        if only in ("", str(size)):
            yield str(size), page(corpus.graph(size))


def _take(
    browser: Browser, path: Path, picture: Path, screen: str, *, chosen: bool = False, dark: bool = False
) -> None:
    """A picture of the page as it opens, or with its busiest entity chosen and what is known of it beside."""
    width, height = _SCREENS[screen]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
        color_scheme="dark" if dark else "light",
        has_touch=screen == "phone",
        locale="zh-CN",
    )
    view = context.new_page()
    view.goto(path.as_uri())
    view.wait_for_selector("html[data-ready]")
    if chosen:
        view.locator("#drawing").focus()
        view.keyboard.press("PageDown")
        view.wait_for_selector("#panel:not([hidden])")
    view.wait_for_timeout(600)
    _write(view.screenshot(), picture)
    context.close()
    typer.echo(f"{picture} {picture.stat().st_size / 1000:.0f} kB")


def _write(taken: bytes, picture: Path) -> None:
    with Image.open(BytesIO(taken)) as image:
        few = image.convert("RGB").quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        few.save(picture, optimize=True)


if __name__ == "__main__":
    typer.run(main)
