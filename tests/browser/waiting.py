"""Waiting for a page: Playwright's own way is refused by the page's policy, which lets no text become a script."""

import time

_PATIENCE = 5.0


def until(page, expression: str) -> None:
    """Ask the page until the answer is true.

    Raises:
        AssertionError: it does not become so within five seconds.
    """
    end = time.monotonic() + _PATIENCE
    while not page.evaluate(expression):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(20)
