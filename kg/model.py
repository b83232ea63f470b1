"""The values that flow through the program, in the order in which they arise.

Document → Sentence, Token → Mention → Claim, Speech → Reading → Entity, Fact, Quotation → Extraction → KnowledgeGraph.

All are frozen. Every offset is a 0-based character offset into `Document.text`; spans are half open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

__all__ = [
    "PARTIES",
    "Argument",
    "Bound",
    "Claim",
    "Document",
    "Entity",
    "Evidence",
    "Extraction",
    "Fact",
    "KnowledgeGraph",
    "Mention",
    "Period",
    "Pointing",
    "Precision",
    "Quantity",
    "Quotation",
    "Reading",
    "Sentence",
    "Speech",
    "Status",
    "Token",
    "Value",
]


class Status(StrEnum):
    """How far the text vouches for a fact. Only `ASSERTED` facts become plain triples."""

    ASSERTED = "Asserted"
    PLANNED = "Planned"
    EXPECTED = "Expected"
    CLAIMED = "Claimed"
    NEGATED = "Negated"


class Bound(StrEnum):
    """How a number in the text limits the real one (约 → about, 余 → moreThan, 不足 → lessThan)."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "atLeast"
    AT_MOST = "atMost"
    MORE_THAN = "moreThan"
    LESS_THAN = "lessThan"


class Precision(StrEnum):
    """How exactly the text states a time."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    INTERVAL = "interval"


class Pointing(StrEnum):
    """How words point at what was named elsewhere: the `found_by` of mentions that name nothing themselves."""

    ANAPHOR = "anaphor"
    VENUE = "venue"
    PHASE = "phase"
    RELATIVE_REGION = "relative-region"
    OWN = "own"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit: 约3.9亿元 → 390000000 CNY, about.

    Attributes:
        value: in the base unit (元 not 亿元, m2 not 亩, percent as 12.5 for 12.5%).
        unit: the base unit's name: `CNY`, `USD`, `FLOPS`, `m2`, `percent`, or a measure word (家, 个, 台).
        bound: how the number limits the real one.
        surface: the words in the text.
    """

    value: Decimal
    unit: str
    bound: Bound = Bound.EXACT
    surface: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """A time as exact as the text states it: 5月15日 is a day, 6月份 a month, 三季度 an interval.

    Attributes:
        start: the first day.
        end: the last day, included; equal to `start` for a day.
        precision: which of the two, or which part of `start`, the text states.
        surface: the words in the text.
    """

    start: date
    end: date
    precision: Precision
    surface: str = ""

    @property
    def lexical(self) -> str:
        """The ISO 8601 form: `2022-05-15`, `2022-06`, `2022`, `2022-07-01/2022-09-30`."""
        match self.precision:
            case Precision.DAY:
                return self.start.isoformat()
            case Precision.MONTH:
                return f"{self.start:%Y-%m}"
            case Precision.YEAR:
                return f"{self.start:%Y}"
            case Precision.INTERVAL:
                return f"{self.start.isoformat()}/{self.end.isoformat()}"


@dataclass(frozen=True, slots=True)
class Document:
    """A post as it is read.

    Attributes:
        id: stable, unique in a build, readable; derived from the file name, not from its folder.
        title: one line, never empty.
        text: the title, then the paragraphs, joined by line breaks: what all offsets index.
        published: with its zone, when the post states it.
        publisher: the medium (青岛日报), or "".
        author: the person in the byline, or "".
        url: the source link, or "".
        tags: as the post has them.
        paragraphs: the span of each paragraph in `text`; the title is not one of them.
    """

    id: str
    title: str
    text: str
    published: datetime | None = None
    publisher: str = ""
    author: str = ""
    url: str = ""
    tags: tuple[str, ...] = ()
    paragraphs: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """A word by the segmenter, with its part of speech in jieba's (ICTCLAS) tag set."""

    start: int
    end: int
    pos: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its closing mark and quotation mark; never crosses a paragraph."""

    start: int
    end: int
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names a thing, a quantity or a time.

    Attributes:
        type: a class of the ontology, or `Time`, or a kind of quantity (`Money`, `Count`, `Area` …, see units.tsv).
        start: of the stretch.
        end: of the stretch.
        name: the words, or a descriptive name where the text has none (甲公司全资子公司).
        value: for quantities and times.
        found_by: which recogniser, list or rule found it.
    """

    type: str
    start: int
    end: int
    name: str
    value: Quantity | Period | None = None
    found_by: str = ""


Argument = Mention | Quantity | Period | str
# Qualifiers that name another party (transferred to whom, bought from whom): each party is one of its own.
PARTIES = frozenset({"to", "from"})


@dataclass(frozen=True, slots=True)
class Claim:
    """What a rule read in a sentence, before it is known which entities the words refer to.

    Attributes:
        property: of the ontology (`operatedBy`).
        subject: the mention in subject place.
        object: the mention or value in object place.
        status: after the guards.
        speaker: who says it, when somebody is quoted.
        qualifiers: further arguments by name (`of`, `round`, `title`), sorted by name.
        start: of the evidence.
        end: of the evidence.
        rule: the rule's name.
    """

    property: str
    subject: Mention
    object: Argument
    status: Status
    start: int
    end: int
    rule: str
    speaker: Mention | None = None
    time: Period | None = None
    qualifiers: tuple[tuple[str, Argument], ...] = ()


@dataclass(frozen=True, slots=True)
class Speech:
    """What a person says, from `start` to `end`; `direct` when it stands in quotation marks."""

    start: int
    end: int
    speaker: Mention
    direct: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rules read in a document: all mentions, those that rules introduced included, claims and speech."""

    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    speech: tuple[Speech, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that posts speak of.

    Attributes:
        id: readable, stable, unique in a graph: a function of type and canonical name.
        type: the most specific class of the ontology.
        name: the canonical name.
        aliases: other names found in the posts, sorted.
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()


Value = Entity | Quantity | Period | str | int


@dataclass(frozen=True, slots=True)
class Evidence:
    """The characters that state a fact: `quote == document.text[start:end]`, always."""

    document: str
    start: int
    end: int
    quote: str
    rule: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement about entities, with all that supports it.

    Attributes:
        subject: an entity.
        property: of the ontology.
        object: an entity or a value.
        status: how far the text vouches for it.
        qualifiers: further values by name, sorted by name.
        speaker: who says it, when somebody is quoted.
        time: when it holds, if the text says so.
        confidence: 0.0 to 1.0, from the rule that read it.
        evidences: at least one, sorted by document and place.
    """

    subject: Entity
    property: str
    object: Value
    status: Status
    qualifiers: tuple[tuple[str, Value], ...] = ()
    speaker: Entity | None = None
    time: Period | None = None
    confidence: float = 1.0
    evidences: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody says, word for word, without the quotation marks."""

    speaker: Entity
    text: str
    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read in one document; its entities are those of this document alone."""

    document: Document
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = ()
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True)
class KnowledgeGraph:
    """All documents together, their entities made one: what is stored, asked, drawn and exported.

    Documents, entities, facts and quotations are each sorted, so that equal input gives equal output.
    """

    documents: tuple[Document, ...] = field(default=())
    entities: tuple[Entity, ...] = field(default=())
    facts: tuple[Fact, ...] = field(default=())
    quotations: tuple[Quotation, ...] = field(default=())
