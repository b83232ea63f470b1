"""Facts of a corpus written again and again under other names, and what to ask of them.

Some posts of a news corpus, the seed, and a few posts made for it (`benchmarks/posts`: rounds of funding, a park with
its projects, plans and what became of them, of which the corpus says little) are read once. Each further copy of their
facts has other names of entities, documents, statements and publishers; regions keep theirs, so that the copies hang
together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from rdflib import RDF, RDFS, Dataset, URIRef
from rdflib.term import Node
from rules_doubling import read_corpus

from kg.export import write_rdf
from kg.graph import to_dataset
from kg.knowledge.ontology import ONTOLOGY_NAMESPACE
from kg.model import Document
from kg.pipeline import extract, load_extractor
from kg.reading import read_posts
from kg.resolution import identify, merge

__all__ = ["ROOT", "Facts", "read_facts"]

ROOT = Path(__file__).resolve().parent.parent
# A query is asked of the subject (or the object, with a caret) that has most statements of a property.
_ASKED: Mapping[str, Mapping[str, str]] = {
    "builders": {"thing": "^builds"},
    "by-region": {"region": "^locatedIn"},
    "career": {"person": "worksFor"},
    "co-mentioned": {"entity": "cooperatesWith"},
    "entity": {"entity": "cooperatesWith"},
    "evidence": {"subject": "cooperatesWith"},
    "funding-rounds": {"company": "financingAmount"},
    "investments": {"entity": "investsIn"},
    "investors": {"company": "^investsIn"},
    "operators": {"facility": "operatedBy"},
    "owners": {"thing": "subsidiaryOf"},
    "ownership-path": {"thing": "subsidiaryOf"},
    "park-projects": {"park": "hasProject"},
    "partner-network": {"organisation": "cooperatesWith"},
    "partners": {"organisation": "cooperatesWith"},
    "people": {"person": "worksFor"},
    "plans": {"subject": "builds"},
    "platforms": {"platform": "provides"},
    "quotations": {"speaker": "worksFor"},
    "subsidiaries": {"parent": "^subsidiaryOf"},
    "timeline": {"entity": "cooperatesWith"},
}
_DATES = {"plans-due": {"from": "2024-03", "until": "2024-06"}}
_REGION = URIRef(ONTOLOGY_NAMESPACE + "AdministrativeRegion")
_IRI = re.compile(
    rb"<(https://kg\.example/(?:entity|document|statement|evidence|qualifier|quantity|interval|quotation)/[^>]*)>"
)


class Facts:
    """The facts of some posts, to be written as often as wanted.

    Args:
        dataset: what was read.
    """

    def __init__(self, dataset: Dataset) -> None:
        self.prefixes = {prefix: str(namespace) for prefix, namespace in dataset.namespaces()}
        self._dataset = dataset
        self._lines = write_rdf(dataset, "nq").splitlines(keepends=True)
        self._shared = {_subject(line) for line in self._lines if b"#type> <" + _REGION.encode() + b">" in line}

    def write(self, path: Path, times: int) -> None:
        """Write the facts as TriG, so many times."""
        with path.open("wb") as output:
            for prefix, namespace in self.prefixes.items():
                output.write(f"@prefix {prefix}: <{namespace}> .\n".encode())
            output.writelines(_in_graphs(self._lines))
            for copy in range(1, times):
                output.writelines(_in_graphs(self._renamed(f"·{copy}".encode())))

    def asked(self, query: str, times: int) -> dict[str, str]:
        """Give the parameters of a named query: things of the last copy."""
        given = dict(_DATES.get(query, {}))
        for parameter, stated in _ASKED.get(query, {}).items():
            thing = self._busiest(stated)
            given[parameter] = str(self._dataset.value(thing, RDFS.label))
            if times > 1 and (thing, RDF.type, _REGION) not in self._dataset:
                given[parameter] += f"·{times - 1}"
        return given

    def _renamed(self, mark: bytes) -> Iterator[bytes]:
        def rename(found: re.Match[bytes]) -> bytes:
            return found[0] if found[0] in self._shared else b"<" + found[1] + mark + b">"

        for line in self._lines:
            changed = _IRI.sub(rename, line)
            if b"#publisherName> " in line:
                changed = changed.replace(b'" <', mark + b'" <', 1)
            elif line.startswith(b"<https://kg.example/entity/") and _subject(line) not in self._shared:
                changed = changed.replace(b'"@zh ', mark + b'"@zh ', 1)
            yield changed

    def _busiest(self, stated: str) -> Node | None:
        """Give the entity with most statements of a property."""
        end = RDF.object if stated.startswith("^") else RDF.subject
        statements = self._dataset.subjects(RDF.predicate, URIRef(ONTOLOGY_NAMESPACE + stated.removeprefix("^")))
        counts = Counter(self._dataset.value(statement, end) for statement in statements)
        named = [found for found in counts if self._dataset.value(found, RDFS.label) is not None]
        return min(named, key=lambda found: (-counts[found], str(found)), default=None)


def read_facts(corpus: Path, posts: int) -> Facts:
    """Read so many posts: the seed, those made for the benchmark, and for the rest the first of the corpus."""
    extractor = load_extractor()
    own = read_posts([ROOT / "seeds", ROOT / "benchmarks" / "posts"])
    documents = [*(item for item in own if isinstance(item, Document)), *read_corpus(corpus, posts)][:posts]
    extractions = [extract(document, extractor) for document in documents]
    ontology = extractor.knowledge.ontology
    identities = identify(extractions, extractor.knowledge, None)
    return Facts(to_dataset(merge(extractions, ontology.symmetric, identities), ontology=ontology))


def _in_graphs(quads: Iterable[bytes]) -> Iterator[bytes]:
    """Write lines of N-Quads as TriG does, those of a graph together."""
    parts = (line.rstrip(b" .\n").rpartition(b" ") for line in quads)
    for graph, lines in groupby(parts, key=lambda part: part[2]):
        yield graph + b" {\n"
        yield from (triple + b" .\n" for triple, _, _ in lines)
        yield b"}\n"


def _subject(line: bytes) -> bytes:
    return line.split(b" ", 1)[0]
