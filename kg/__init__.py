"""A knowledge graph from Chinese news posts, read with rules.

    >>> import kg
    >>> extraction = kg.extract("甲公司投资3亿元建设乙产业园。", published=date(2022, 5, 16))  # doctest: +SKIP
    >>> graph = kg.build(["seeds/"])  # doctest: +SKIP

What `kg.api` offers is imported at first use, so that `import kg.model` alone stays cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import Graph, build, extract

__all__ = ["Graph", "__version__", "build", "extract"]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    if name in {"Graph", "build", "extract"}:
        return getattr(import_module("kg.api"), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
