"""Relations between two given companies in sentences of financial news (FinRE), with labels of its own.

    python benchmarks/finre.py --part train --limit 2000 --errors

The data give a sentence and two names in it; the program reads the sentence as ever, but those two names are taken for
companies where it has not found them itself. A relation is right when the data have its label for the pair; one pair in
one sentence may have several labels, and each counts. `unknown` is no label: nothing found is right there, and anything
found is wrong. Numbers that the data mask (`<N>`) are put back as 3, so that 3月3日 is a date again.

How our facts read in the labels of the data stands in `_LABELS` and below it. The data name a relation after the word
that tells it, where our vocabulary has one property for several words; so the words in which a fact was read choose
among the labels of its property (控股股东 is 拥有, 持有 is 持股; 合并 and 重组 are both `mergesWith`). Parties that a
fact has beside its subject and object count too: who acquires from whom (交易), who sells what it held (减持), who gets
it (转让). 分析 is no fact but a quotation, direct or reported: whoever is quoted, or whom the quoted person works for,
speaks of the other name in it, not of itself, and nothing else is found between the two. Those who speak so are whose
business it is (brokers, raters, consultants), and others where they judge and do not announce (认为, not 公告, 宣布).
`valid.txt` is the measured part: its sentences are never printed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

import typer
from figures import SHARED, Figure, f1_figure, missing, proportion_figure

from kg.evaluation.figures import Proportion, Score, pool
from kg.model import Document, Entity, Extraction, Fact, Mention, Speech, Status
from kg.pipeline import Extractor, load_extractor, recognize
from kg.recognition.organisations import without_roles
from kg.resolution import refer, resolve

FOLDER = SHARED / "data" / "finre"
_UNKNOWN = "unknown"
_SELF = "自己"
_ANALYSIS = "分析"
_INVERSE = "被"
_SYMMETRIC = frozenset({"合作", "签约", "竞争", "纠纷", "合并", "重组", "商讨", "合资", "交易", "订单"})
# What a fact between the two is called, read from subject to object: the first whose words are in the fact's own words.
_LABELS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "cooperatesWith": (("", ("合作",)),),
    "signsWith": (("", ("签约",)),),
    "competesWith": (("", ("竞争",)),),
    "disputesWith": (("", ("纠纷",)),),
    "mergesWith": (("吸收合并", ("合并", "重组")), ("重组", ("重组",)), ("", ("合并",))),
    "cooperationIntentWith": (("", ("商讨",)),),
    "supplies": (("", ("订单",)),),
    "serves": (("保荐|承销|顾问", ("帮助",)), ("", ("订单",))),
    "holdsStakeIn": (("控股股东|实际控制人|实控人", ("拥有",)), ("参股|入股", ("入股",)), ("", ("持股",))),
    "increasesStakeIn": (("", ("增持",)),),
    "reducesStakeIn": (("", ("减持",)),),
    "transfers": (("", ("减持",)),),
    "acquires": (("买入|增持|举牌", ("增持",)), ("", ("收购",))),
    "investsIn": (
        ("成立|设立|创办", ("成立",)),
        ("认购|发行", ("被发行",)),
        ("增资", ("增持",)),
        ("入股|参股|入主", ("入股",)),
        ("", ("注资",)),
    ),
    "funds": (("", ("注资",)),),
    "establishes": (("", ("成立",)),),
    "supports": (("", ("帮助",)),),
    "guarantees": (("", ("帮助",)),),
    "owns": (("", ("拥有",)),),
}
_INTENDED = frozenset({Status.PLANNED, Status.EXPECTED})
_PLANNED = {"收购": "拟收购"}
_TURNED = frozenset({"subsidiaryOf", "ownedBy", "affiliatedTo"})
# What a further party of a fact is to its subject or its object.
_PARTIES = {
    ("acquires", "from"): (("subject", "交易"), ("object", "减持")),
    ("transfers", "to"): (("subject", "被转让"), ("object", "增持")),
    ("issues", "to"): (("subject", "被发行"),),
}
# Whose business it is to speak of companies, and how others do.
_ANALYSTS = re.compile(
    "证券|研究|咨询|顾问|投顾|智库|智囊|评级|评估|资讯|数据|国际$|资产|资本|钢铁网|君安|万国|中金|中投|高盛|摩根|瑞银|花旗|野村|里昂|"
    "瑞信|美林|汇丰|渣打|巴克莱|穆迪|标普|标准普尔|惠誉|艾瑞|易观|欧睿|尼尔森|麦肯锡|普华永道|德勤|安永|毕马威"
)
_JUDGES = re.compile("认为|分析|预计|预测|指出|点评|质疑|评价|相信")

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence, two names in it, and what relates the first to the second."""

    text: str
    pair: Pair
    gold: frozenset[str]


def read_items(part: str) -> list[Item]:
    """The items of `train` or `valid`, in the order of the data."""
    labels: defaultdict[tuple[str, Pair], set[str]] = defaultdict(set)
    with (FOLDER / f"{part}.txt").open(encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 4:
                head, tail, label, text = fields
                labels[_unmasked(text), (_unmasked(head), _unmasked(tail))].add(label)
    return [Item(text, pair, frozenset(found - {_UNKNOWN})) for (text, pair), found in labels.items()]


def _unmasked(text: str) -> str:
    return text.replace("<N>", "3").replace("&amp;", "&")


def with_given(text: str, mentions: Iterable[Mention], pair: Pair, extractor: Extractor) -> tuple[Mention, ...]:
    """The mentions, with each place of the two names taken for a company unless an organisation stands there."""
    spans = _places(text, pair)
    found = tuple(mentions)
    is_a = extractor.knowledge.is_a
    kept = {
        span
        for span in spans
        for m in found
        if is_a(m.type, "Organization") and m.start <= span[0] and span[1] <= m.end and not _holds_other(m, span, spans)
    }
    forced = [span for span in spans if span not in kept]
    free = (m for m in found if not any(m.start < end and start < m.end for start, end in forced))
    given = (Mention("Company", start, end, text[start:end], found_by="given") for start, end in forced)
    roles = extractor.knowledge.shapes.organisations.roles
    named = without_roles(text, (*free, *given), roles.names, roles.kinds)
    return tuple(sorted(named, key=lambda m: (m.start, -m.end, m.type)))


def _places(text: str, pair: Pair) -> tuple[tuple[int, int], ...]:
    """Where the two names stand, the longer one first: its places are not places of the shorter one."""
    taken: list[tuple[int, int]] = []
    for name in sorted(set(pair), key=lambda n: (-len(n), n)):
        at = text.find(name)
        while at >= 0:
            if not any(at < end and start < at + len(name) for start, end in taken):
                taken.append((at, at + len(name)))
            at = text.find(name, at + len(name))
    return tuple(sorted(taken))


def _holds_other(mention: Mention, span: tuple[int, int], spans: Iterable[tuple[int, int]]) -> bool:
    return any(mention.start <= start and end <= mention.end for start, end in spans if (start, end) != span)


def find_labels(item: Item, extractor: Extractor) -> frozenset[str]:
    """What the program finds between the two, in the labels of the data."""
    document = Document("finre", "-", item.text, paragraphs=((0, len(item.text)),))
    sentences, mentions = recognize(document, extractor)
    mentions = with_given(item.text, mentions, item.pair, extractor)
    reading = extractor.rulebook.apply(document, sentences, mentions)
    extraction = resolve(document, reading, extractor.knowledge)
    of = refer(document, reading, extractor.knowledge).of
    head, tail = (_entities(item.text, name, item.pair, of.items()) for name in item.pair)
    spoken = frozenset(_spoken_of(item.text, reading.speech, of, extraction.facts))
    return frozenset(_labels(extraction, head, tail)) or frozenset(_analyses(spoken, head, tail))


def _spoken_of(
    text: str, speeches: Iterable[Speech], of: Mapping[Mention, Entity], facts: Iterable[Fact]
) -> Iterator[tuple[str, str]]:
    """Who speaks of whom: each speaker and whom they work for, with what is named in their words."""
    employers: defaultdict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.property == "worksFor" and isinstance(fact.object, Entity):
            employers[fact.subject.id].add(fact.object.id)
    for speech in speeches:
        speaker = of.get(speech.speaker)
        if speaker is None:
            continue
        named = {entity.id for m, entity in of.items() if speech.start <= m.start and m.end <= speech.end}
        speakers = {speaker.id, *employers[speaker.id]}
        judges = _JUDGES.search(text, speech.speaker.end, max(speech.speaker.end, speech.start))
        if not judges:
            speakers = {who for who in speakers if _ANALYSTS.search(who)}
        if not speakers & named:
            yield from ((who, whom) for who in speakers for whom in named)


def _analyses(spoken: frozenset[tuple[str, str]], head: frozenset[str], tail: frozenset[str]) -> Iterator[str]:
    for who, whom in spoken:
        yield from _directed(_ANALYSIS, who, whom, head, tail)


def _entities(text: str, name: str, pair: Pair, of: Iterable[tuple[Mention, Entity]]) -> frozenset[str]:
    places = _places(text, pair)
    spans = [(s, e) for s, e in places if text[s:e] == name]
    return frozenset(
        entity.id
        for m, entity in of
        for span in spans
        if m.start <= span[0] and span[1] <= m.end and not _holds_other(m, span, places)
    )


def _labels(extraction: Extraction, head: frozenset[str], tail: frozenset[str]) -> Iterator[str]:
    if head & tail:
        yield _SELF
        return
    founders: defaultdict[str, set[str]] = defaultdict(set)
    for fact in extraction.facts:
        if not isinstance(fact.object, Entity) or fact.status is Status.NEGATED:
            continue
        if fact.property == "establishes":
            founders[fact.object.id].add(fact.subject.id)
        yield from _label(fact, fact.object, head, tail)
        yield from _parties(fact, fact.object, head, tail)
    if any(head & who and tail & who for who in founders.values()):
        yield "合资"


def _parties(fact: Fact, target: Entity, head: frozenset[str], tail: frozenset[str]) -> Iterator[str]:
    for name, party in fact.qualifiers:
        if isinstance(party, Entity):
            for side, label in _PARTIES.get((fact.property, name), ()):
                other = fact.subject.id if side == "subject" else target.id
                yield from _directed(label, party.id, other, head, tail)


def _label(fact: Fact, target: Entity, head: frozenset[str], tail: frozenset[str]) -> Iterator[str]:
    subject, obj, name = fact.subject.id, target.id, fact.property
    if name in _TURNED:
        subject, obj, name = obj, subject, "owns"
    said = "".join(evidence.quote for evidence in fact.evidences)
    for words, labels in _LABELS.get(name, ()):
        if re.search(words, said):
            planned = fact.status in _INTENDED
            for label in labels:
                yield from _directed(_PLANNED.get(label, label) if planned else label, subject, obj, head, tail)
            return


def _directed(label: str, subject: str, obj: str, head: frozenset[str], tail: frozenset[str]) -> Iterator[str]:
    if subject in tail and obj in head:
        yield label if label in _SYMMETRIC else _inverse(label)
    elif subject in head and obj in tail:
        yield label


def _inverse(label: str) -> str:
    return label.removeprefix(_INVERSE) if label.startswith(_INVERSE) else _INVERSE + label


def score(gold: frozenset[str], found: frozenset[str]) -> Score:
    """Precision and recall of one item."""
    right = len(gold & found)
    return Score(Proportion(right, len(found)), Proportion(right, len(gold)))


def measure(extractor: Extractor) -> list[Figure]:
    """The figures of the scorecard."""
    if missing(FOLDER):
        return []
    scores = [score(item.gold, find_labels(item, extractor)) for item in read_items("valid")]
    return [
        f1_figure("FinRE valid, micro F1", scores, 0.40),
        proportion_figure("FinRE valid, micro precision", pool(scores).precision, 0.60),
    ]


def main(
    part: Annotated[str, typer.Option(help="train or valid.")] = "train",
    limit: Annotated[int, typer.Option(help="How many items, drawn evenly.")] = 2000,
    errors: Annotated[bool, typer.Option("--errors", help="Show errors (of train alone).")] = False,
    label: Annotated[str, typer.Option(help="Errors of this label alone.")] = "",
) -> None:
    """Print the scores by label, and errors of the open part."""
    if missing(FOLDER):
        return
    extractor = load_extractor()
    items = read_items(part)
    items = items[:: max(1, len(items) // limit)]
    by_label: defaultdict[str, list[Score]] = defaultdict(list)
    whole = []
    for item in items:
        found = find_labels(item, extractor)
        whole.append(score(item.gold, found))
        for name in item.gold | found:
            by_label[name].append(score(item.gold & {name}, found & {name}))
        wrong = item.gold ^ found
        if errors and part == "train" and (label in wrong if label else wrong):
            typer.echo(f"{' | '.join(item.pair)}  gold {sorted(item.gold)} found {sorted(found)}\n    {item.text}")
    for name, scores in sorted(by_label.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        typer.echo(_line(name, pool(scores)))
    typer.echo(_line("micro", pool(whole)))


def _line(name: str, score: Score) -> str:
    precision, recall = score.precision, score.recall
    return (
        f"{name:8} P {precision.value or 0:.3f} ({precision.right}/{precision.total}) "
        f"R {recall.value or 0:.3f} ({recall.right}/{recall.total}) F1 {score.f1 or 0:.3f}"
    )


if __name__ == "__main__":
    typer.run(main)
