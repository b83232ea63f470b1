"""Where a graph is kept and asked: in memory, on disk, or on a server; one small interface over the three.

| store | by | for |
|---|---|---|
| `MemoryStore(dataset)` | rdflib | small graphs, and what is already a `Dataset` |
| `DiskStore(folder)` | Oxigraph | large ones: opens at once, answers fast; `DiskStore()` is the same in memory |
| `RemoteStore(Endpoint(…))` | any server of SPARQL 1.1 | graphs on a server: query, update, Graph Store protocol |

A `Store` takes quads of rdflib's terms (`load`), lets a named graph hold other triples (`replace`), tells its `graphs`,
its triples (`match`) and its `size`, answers SPARQL (`query` gives an `Answer`: variables and rows, a truth, or
triples; `bindings` fill in variables), runs an `update`, and is `close`d. A query sees all graphs as one, and each
through `GRAPH`. `prefixes` are those that the graph was written with.

`open_copy(path)` gives a large TriG file as a store, from a copy on disk that it makes beside the file when it has to.

The store runs the text that it is given. What comes from a user goes through `kg.query.run_query(store, …)`, which
refuses what changes or fetches, and puts values in.
"""

from __future__ import annotations

from kg.store.binding import with_prefixes
from kg.store.copies import LARGE, open_copy
from kg.store.disk import DiskStore
from kg.store.http import Client
from kg.store.interface import Answer, Form, Quad, Scope, Store, Triple
from kg.store.memory import MemoryStore
from kg.store.remote import Endpoint, RemoteStore
from kg.store.tokens import tokens

__all__ = [
    "LARGE",
    "Answer",
    "Client",
    "DiskStore",
    "Endpoint",
    "Form",
    "MemoryStore",
    "Quad",
    "RemoteStore",
    "Scope",
    "Store",
    "Triple",
    "open_copy",
    "tokens",
    "with_prefixes",
]
