"""Short names that the text itself declares: 甲科技有限公司（以下简称“甲科技”）."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.model import Mention

__all__ = ["find_declared"]

_DECLARATION = re.compile(
    r"[（(](?:以下|下)?(?:简称|称)(?:为|：|:)?[“\"「]?([^“”\"「」（）()，。；\n]{2,16})[”\"」]?[）)]"
)


def find_declared(text: str, chosen: Iterable[Mention]) -> Iterator[Mention]:
    """The short names, each with the class of the name that it stands behind."""
    for mention in chosen:
        found = _DECLARATION.match(text, mention.end)
        if found and mention.value is None:
            yield replace(mention, start=found.start(1), end=found.end(1), name=found[1], found_by="declared")
