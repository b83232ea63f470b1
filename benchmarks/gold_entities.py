"""How many of the things that careful analysts want in the graph are found, and as what: entities against gold.

    python benchmarks/gold_entities.py               the figures of all nine posts
    python benchmarks/gold_entities.py --errors      what is missed in the open posts, by class, and wrong classes

An entity is found when one of the entities of the document (all that its mentions refer to, not only those in facts)
shares a name with it. Several of ours may share it: 人工智能 is an industry and a technology. Its class is right when
one of those sharing the name has the very class of the gold; reported beside are a looser count, where a subclass or a
superclass will do, and a stricter one, where every one of them has the class of the gold. The article itself is left
out: it is always found.

So that recall is not bought with noise, two more figures: how many entities we have in 1,000 characters, and the share
of ours that is in the gold. The annotators list what is worth a fact, not all that is named, so that the share is a
lower bound of precision.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from figures import OPENED_LAST, SHARED, Figure, missing, proportion_figure

from kg.errors import ReadingError
from kg.evaluation import GoldEntity, Proportion, load_gold
from kg.evaluation.matching import same_entity
from kg.knowledge.ontology import Ontology
from kg.model import Entity
from kg.pipeline import Extractor, extract, load_extractor
from kg.reading import read_post

DATA = SHARED / "gold"
POSTS = ("s01", "d01", "d02", "d03", "d04", "d05", "d06", "d07", "d08")
BAR_FOUND = 0.80
BAR_CLASS = 0.90
# The classes that name things; actors and places have benchmarks of their own.
THINGS = frozenset(
    [
        *("Project", "Platform", "Product", "Service", "Dataset", "Technology", "Industry", "IndustryCluster"),
        *("Event", "Document", "Policy", "Initiative", "Security", "Concept", "Group"),
    ]
)
_ARTICLE = "NewsArticle"


@dataclass(frozen=True, slots=True)
class Judged:
    """One post.

    Attributes:
        post: its id.
        characters: of its text.
        wanted: each entity of the gold, with those of ours that share a name with it.
        ours: all entities of ours.
        extra: those of ours that share a name with none of the gold.
    """

    post: str
    characters: int
    wanted: Mapping[GoldEntity, tuple[Entity, ...]]
    ours: tuple[Entity, ...]
    extra: tuple[Entity, ...]


def judge(post: str, extractor: Extractor) -> Judged:
    """Read one post and set its entities beside those of the gold."""
    gold = load_gold(DATA / f"{post}.json")
    ours, characters = _entities_of(DATA / f"{post}.md", extractor)
    sought = [entity for entity in gold.entities if entity.type != _ARTICLE]
    wanted = {one: tuple(entity for entity in ours if same_entity(entity, one)) for one in sought}
    shared = {entity for matching in wanted.values() for entity in matching}
    return Judged(post, characters, wanted, ours, tuple(entity for entity in ours if entity not in shared))


def _entities_of(path: Path, extractor: Extractor) -> tuple[tuple[Entity, ...], int]:
    found: list[Entity] = []
    characters = 0
    for document in read_post(path):
        if isinstance(document, ReadingError):
            raise document
        characters += len(document.text)
        found += [entity for entity in extract(document, extractor).entities if entity.type != _ARTICLE]
    return tuple(found), characters


def recall(judged: Iterable[Judged], classes: frozenset[str] | None = None) -> Proportion:
    """Of the gold entities (of these classes) those that are found."""
    met = [
        matching for one in judged for gold, matching in one.wanted.items() if classes is None or gold.type in classes
    ]
    return Proportion(sum(map(bool, met)), len(met))


def right_class(judged: Iterable[Judged], ontology: Ontology, how: str = "equal") -> Proportion:
    """Of the gold entities that are found those whose class is right: `equal`, `related` or `every`."""
    met = [(gold, matching) for one in judged for gold, matching in one.wanted.items() if matching]
    return Proportion(sum(_is_right(gold, matching, ontology, how) for gold, matching in met), len(met))


def _is_right(gold: GoldEntity, matching: tuple[Entity, ...], ontology: Ontology, how: str) -> bool:
    kinds = {entity.type for entity in matching}
    if how == "every":
        return kinds == {gold.type}
    if how == "related":
        return any(ontology.is_a(kind, gold.type) or ontology.is_a(gold.type, kind) for kind in kinds)
    return gold.type in kinds


def in_gold(judged: Iterable[Judged]) -> Proportion:
    """Of our entities those that share a name with one of the gold."""
    return sum((Proportion(len(one.ours) - len(one.extra), len(one.ours)) for one in judged), Proportion())


def density(judged: Iterable[Judged]) -> float:
    """Entities of ours in 1,000 characters."""
    judged = tuple(judged)
    return 1000 * sum(len(one.ours) for one in judged) / sum(one.characters for one in judged)


def measure(extractor: Extractor) -> list[Figure]:
    """The figures of the scorecard."""
    if missing(DATA):
        return []
    judged = [judge(post, extractor) for post in POSTS]
    last = [one for one in judged if one.post in OPENED_LAST]
    ontology = extractor.knowledge.ontology
    return [
        proportion_figure("Gold, entities found, s01 and d01-d08", recall(judged), BAR_FOUND),
        proportion_figure("Gold, entities found, the four posts opened last", recall(last)),
        proportion_figure("Gold, things found (no actors, no places), all nine", recall(judged, THINGS)),
        proportion_figure("Gold, class exactly right, of those found", right_class(judged, ontology), BAR_CLASS),
        proportion_figure("Gold, class exactly right, opened last", right_class(last, ontology)),
        proportion_figure("Gold, class right or a sub- or superclass", right_class(judged, ontology, "related")),
        proportion_figure("Gold, no other class beside the right one", right_class(judged, ontology, "every")),
        proportion_figure("Gold, share of our entities that is in the gold", in_gold(judged)),
    ]


def main(
    errors: Annotated[bool, typer.Option("--errors", help="List misses and wrong classes.")] = False,
    extra: Annotated[bool, typer.Option("--extra", help="List what only we have.")] = False,
) -> None:
    """Print the figures, and on demand the errors."""
    if missing(DATA):
        return
    extractor = load_extractor()
    judged = [judge(post, extractor) for post in POSTS]
    ontology = extractor.knowledge.ontology
    for one in judged:
        _print_row(one.post, [one], ontology)
    _print_row("first", [one for one in judged if one.post not in OPENED_LAST], ontology)
    _print_row("last", [one for one in judged if one.post in OPENED_LAST], ontology)
    _print_row("all", judged, ontology)
    if errors:
        _print_errors(judged)
    if extra:
        _print_extra(judged)


def _print_row(name: str, judged: list[Judged], ontology: Ontology) -> None:
    columns = {
        "found": recall(judged),
        "things": recall(judged, THINGS),
        "class": right_class(judged, ontology),
        "related": right_class(judged, ontology, "related"),
        "every": right_class(judged, ontology, "every"),
        "in gold": in_gold(judged),
    }
    typer.echo(f"{name:9} " + "  ".join(f"{label} {_shown(one)}" for label, one in columns.items()), nl=False)
    typer.echo(f"  per 1,000 characters {density(judged):.1f}")


def _shown(proportion: Proportion) -> str:
    low, high = proportion.interval or (0.0, 1.0)
    return f"{proportion.value or 0:.3f} [{low:.2f}-{high:.2f}] ({proportion.right}/{proportion.total})"


def _print_errors(judged: list[Judged]) -> None:
    missed: defaultdict[str, list[str]] = defaultdict(list)
    wrong: defaultdict[str, list[str]] = defaultdict(list)
    for one in judged:
        for gold, matching in one.wanted.items():
            kinds = sorted({entity.type for entity in matching})
            if not matching:
                missed[gold.type].append(f"{one.post}:{gold.names[0]}")
            elif gold.type not in kinds:
                wrong[gold.type].append(f"{one.post}:{gold.names[0]} ({' '.join(kinds)})")
    for title, listed in (("missed", missed), ("wrong class", wrong)):
        for kind, names in sorted(listed.items(), key=lambda pair: (-len(pair[1]), pair[0])):
            typer.echo(f"{title} {kind} {len(names)}: {'；'.join(names)}")


def _print_extra(judged: list[Judged]) -> None:
    for one in judged:
        by_class: defaultdict[str, list[str]] = defaultdict(list)
        for entity in one.extra:
            by_class[entity.type].append(entity.name)
        for kind, names in sorted(by_class.items()):
            typer.echo(f"extra {one.post} {kind}: {'；'.join(names)}")


if __name__ == "__main__":
    typer.run(main)
