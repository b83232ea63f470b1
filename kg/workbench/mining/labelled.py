"""Labelled sentences in three forms: pairs in a table, facts in JSON lines, and gold annotations of whole posts.

    甲公司<TAB>乙公司<TAB>收购<TAB>甲公司收购乙公司       the pairs that are given are judged, no others
    {"text": "甲公司收购乙公司。", "facts": [{"s": "甲公司", "p": "acquires", "o": "乙公司"}]}
                                                          what is not among the facts is not stated
    d01.json beside d01.txt                               the same, as `kg evaluate` takes it

An argument of JSON lines is its words or its place, `[start, end]`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError, KnowledgeError
from kg.evaluation import GoldEntity, GoldFact, GoldValue, load_gold
from kg.knowledge.ontology import Ontology
from kg.knowledge.plain_yaml import load_texts
from kg.model import Document
from kg.workbench.examples import example_document

__all__ = ["LabelledFact", "LabelledText", "Labels", "Wanted", "load_labels", "read_labelled"]

_COLUMNS = 4
_TABLES = frozenset({".tsv", ".txt"})
_REMEDY = "每行一个 JSON 对象：text，及 facts 列表（s、p、o）；或四列的表：甲、乙、标签、句子"


@dataclass(frozen=True, slots=True)
class Wanted:
    """An argument as the data give it.

    Attributes:
        names: any of which stands in the text.
        span: its place in the document, when the data say.
        value: a quantity or a date, in place of a name.
    """

    names: tuple[str, ...]
    span: tuple[int, int] | None = None
    value: GoldValue | None = None


@dataclass(frozen=True, slots=True)
class LabelledFact:
    """Two arguments and the label that the data give them; `near` is the evidence, when the data have it."""

    subject: Wanted
    label: str
    object: Wanted
    near: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text with its labels.

    Attributes:
        place: the file and line.
        document: the text as the program reads it.
        facts: as the data give them, those whose label says that there is nothing between the two included.
        complete: whether pairs that are not listed have no label either; of a table it is only known of those listed.
    """

    place: str
    document: Document
    facts: tuple[LabelledFact, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Labels:
    """What the labels of the data mean.

    Attributes:
        meaning: label → property, and whether the first argument is the object; None: every label is a property.
        none: labels that say that nothing holds.
    """

    meaning: Mapping[str, tuple[str, bool]] | None = None
    none: frozenset[str] = frozenset()

    def read(self, label: str) -> tuple[str, bool] | None:
        """The property that a label stands for, and whether it is turned round; None where it stands for nothing."""
        if label in self.none:
            return None
        return (label, False) if self.meaning is None else self.meaning.get(label)


def load_labels(path: Path, ontology: Ontology, none: Iterable[str] = ()) -> Labels:
    """Read what labels mean: `收购: acquires`, `被收购: o acquires s`, `无: ` for one that means nothing.

    Raises:
        KnowledgeError: the file cannot be read, or names a property that there is not.
    """
    meaning = {label: _meaning(said, ontology, path) for label, said in load_texts(path).items() if said}
    return Labels(meaning, frozenset(none))


def _meaning(said: str, ontology: Ontology, path: Path) -> tuple[str, bool]:
    words = said.split()
    ends = (words[0], words[-1])
    if len(words) not in (1, 3) or (len(words) == 3 and ends not in {("s", "o"), ("o", "s")}):
        raise KnowledgeError(f"看不懂：{said} not understood", place=str(path), remedy="写 acquires 或 o acquires s")
    name = words[len(words) // 2]
    if name not in ontology.properties:
        raise KnowledgeError(f"没有属性 {name} no such property", place=str(path), remedy="kg rules schema 列出全部")
    return name, ends == ("o", "s")


def read_labelled(path: Path) -> Iterator[LabelledText]:
    """Read a table, JSON lines, an annotation, or all annotations of a folder.

    Raises:
        KgError: it cannot be read, or is none of these; the place names file and line.
    """
    if path.is_dir():
        for file in sorted(path.glob("*.json")):
            if file.with_suffix(".txt").is_file():
                yield _annotation(file)
        return
    if path.suffix == ".json":
        yield _annotation(path)
        return
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"读不了 unreadable：{error}", place=str(path), remedy="请检查路径，文件须为 UTF-8") from error
    numbered = [(f"{path.name}:{number}", line) for number, line in enumerate(lines, 1) if line.strip()]
    yield from _table(numbered) if path.suffix in _TABLES else (_json_line(*one) for one in numbered)


def _table(lines: Iterable[tuple[str, str]]) -> Iterator[LabelledText]:
    """Rows of the same sentence together, in the order of the first."""
    grouped: dict[str, tuple[str, list[LabelledFact]]] = {}
    for place, line in lines:
        cells = line.split("\t")
        if len(cells) != _COLUMNS or not all(cell.strip() for cell in cells):
            raise KgError(f"应有 {_COLUMNS} 列，这里是 {len(cells)} 列", place=place, remedy=_REMEDY)
        head, tail, label, sentence = (" ".join(cell.split()) for cell in cells)
        grouped.setdefault(sentence, (place, []))[1].append(LabelledFact(Wanted((head,)), label, Wanted((tail,))))
    for sentence, (place, facts) in grouped.items():
        yield LabelledText(place, example_document(sentence), tuple(facts), complete=False)


def _json_line(place: str, line: str) -> LabelledText:
    try:
        node = json.loads(line)
        document = example_document(node["text"])
        offset = document.paragraphs[0][0]
        facts = tuple(
            LabelledFact(_argument(one["s"], offset, document), str(one["p"]), _argument(one["o"], offset, document))
            for one in node["facts"]
        )
    except (ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise KgError(f"不是标注过的句子 not a labelled sentence：{error}", place=place, remedy=_REMEDY) from error
    return LabelledText(place, document, facts, complete=True)


def _argument(node: object, offset: int, document: Document) -> Wanted:
    if isinstance(node, str) and node:
        return Wanted((node,))
    if isinstance(node, list) and len(node) == 2 and all(type(end) is int for end in node):
        start, end = node[0] + offset, node[1] + offset
        if offset <= start < end <= len(document.text):
            return Wanted((document.text[start:end],), (start, end))
    raise ValueError(f"{node!r}")


def _annotation(path: Path) -> LabelledText:
    gold = load_gold(path)
    if not gold.text:
        beside = path.with_suffix(".txt").name
        raise KgError(f"标注旁没有正文 {beside} no text beside it", place=str(path), remedy="JSON 行的文件请用 .jsonl")
    facts = tuple(
        LabelledFact(_named(one.subject), one.property, _object(one), (one.start, one.end)) for one in gold.facts
    )
    return LabelledText(path.name, _document(gold.id, gold.text), facts, complete=True)


def _document(name: str, text: str) -> Document:
    title, *rest = text.split("\n")
    paragraphs: list[tuple[int, int]] = []
    start = len(title) + 1
    for line in rest:
        if line:
            paragraphs.append((start, start + len(line)))
        start += len(line) + 1
    return Document(name, title or name, text, paragraphs=tuple(paragraphs))


def _named(entity: GoldEntity) -> Wanted:
    return Wanted(tuple(name for name in entity.names if name))


def _object(fact: GoldFact) -> Wanted:
    value = fact.object
    if isinstance(value, GoldEntity):
        return _named(value)
    return Wanted((value,)) if isinstance(value, str) else Wanted((), None, value)
