"""The graph for other people's tools: an endpoint of the SPARQL 1.1 protocol over HTTP, and the explorer page.

`protocol` reads what a request asks, `keeping` runs it in a process of its own that time and memory bound, `jobs` is
what runs there, `writing` and `negotiation` find the form of the answer, `description` says what the endpoint is and
holds, `application` joins them, `running` listens.
"""

from __future__ import annotations

from kg.serve.options import ServerOptions
from kg.serve.running import serve

__all__ = ["ServerOptions", "serve"]
