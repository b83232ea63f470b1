"""What a page does in a real browser: when its picture stands still, what a pan costs it, what it keeps in memory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page

__all__ = ["Visit", "visit"]

_SCREEN = {"width": 1280, "height": 720}
_STEPS = 60
_MEGA = 1e6

# Runs before the page's own scripts. A frame is one in which a canvas is cleared, as both libraries do before they
# draw; its picture is there when the task after the next frame runs. It is still when nothing has been drawn for a
# while, and vis-network, where it moves the nodes itself, says that they have come to rest.
_WATCH = """(() => {
  const seen = window.seen = { last: 0, frames: 0, frame: -1, waiting: false };
  const painted = () => { seen.last = performance.now(); seen.waiting = false; };
  const note = () => {
    const now = document.timeline.currentTime;
    if (now !== seen.frame) seen.frames += 1;
    seen.frame = now;
    if (!seen.waiting) requestAnimationFrame(() => setTimeout(painted));
    seen.waiting = true;
  };
  for (const [kind, name] of [[CanvasRenderingContext2D, "clearRect"], [WebGL2RenderingContext, "clear"]]) {
    const clear = kind.prototype[name];
    kind.prototype[name] = function (...given) { note(); return clear.apply(this, given); };
  }
  const moving = () => typeof network === "object" && network.physics.physicsEnabled && !network.physics.stabilized;
  const quiet = () => seen.last && !seen.waiting && performance.now() - seen.last > 700 && !moving();
  const watch = setInterval(() => {
    if (!quiet()) return;
    clearInterval(watch);
    document.documentElement.dataset.still = seen.last;
  }, 50);
})()"""

# What draws does nothing any more: what is left is what the page's scripts do, with a graphics card or without one.
_STUB = """() => {
  const nothing = () => undefined;
  const flat = ["fill", "stroke", "fillText", "strokeText", "fillRect", "strokeRect", "drawImage"];
  for (const name of flat) CanvasRenderingContext2D.prototype[name] = nothing;
  const deep = ["drawArrays", "drawElements", "drawArraysInstanced", "drawElementsInstanced", "readPixels"];
  for (const name of deep) WebGL2RenderingContext.prototype[name] = nothing;
}"""


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit to a page.

    Attributes:
        still: seconds from the start of loading until the picture stands still.
        heap: JavaScript's, after collection of garbage, in megabytes.
        pan: milliseconds of processor time in scripts for each frame of a pan, the drawing itself left out.
    """

    still: float
    heap: float
    pan: float


def visit(browser: Browser, path: Path, limit: float) -> Visit | None:
    """Open a page and pan it; None when its picture does not stand still within `limit` seconds."""
    from playwright.sync_api import TimeoutError as TooLong

    context = browser.new_context(viewport=_SCREEN, reduced_motion="reduce")
    try:
        page = context.new_page()
        page.add_init_script(_WATCH)
        session = context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.goto(path.as_uri(), timeout=limit * 1000)
        page.wait_for_selector("html[data-still]", timeout=limit * 1000)
        still = float(page.evaluate("document.documentElement.dataset.still")) / 1000
        session.send("HeapProfiler.collectGarbage")
        return Visit(still, _metric(session, "JSHeapUsedSize") / _MEGA, _pan(page, session))
    except TooLong:
        return None
    finally:
        context.close()


def _pan(page: Page, session: CDPSession) -> float:
    """Drag the ground of the drawing about, by its upper left corner, where no node stands."""
    page.evaluate(_STUB)
    place = 'document.querySelector("canvas").getBoundingClientRect()'
    x, y = page.evaluate(f"[{place}.x + 4, {place}.y + 4]")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 8, y + 8)
    frames, busy = page.evaluate("seen.frames"), _metric(session, "ScriptDuration")
    for step in range(_STEPS):
        page.mouse.move(x + 8 + 2 * step, y + 8 + step)
    frames, busy = page.evaluate("seen.frames") - frames, _metric(session, "ScriptDuration") - busy
    page.mouse.up()
    if frames < _STEPS / 2:
        raise RuntimeError(f"{page.url}: {frames} frames were drawn in {_STEPS} steps of a pan")
    return float(1000 * busy / frames)


def _metric(session: CDPSession, name: str) -> float:
    found = session.send("Performance.getMetrics")["metrics"]
    return float(next(metric["value"] for metric in found if metric["name"] == name))
