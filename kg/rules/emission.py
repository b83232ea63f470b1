"""What a rule says once its pattern has matched: `who operatedBy what (of=phase) = Planned`; what it adds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from operator import itemgetter

from kg.errors import KnowledgeError
from kg.model import PARTIES, Argument, Bound, Claim, Mention, Quantity, Status

__all__ = ["Detail", "Emission", "parse_detail", "parse_emission"]

_EMIT = re.compile(
    r"(?P<subject>\w+)\s+(?P<property>[a-z][A-Za-z0-9]*)\s+(?P<turned>-?)(?P<object>\w+|“[^”]*”)"
    r"(?:\s*[（(](?P<qualifiers>[^()（）]*)[)）])?(?:\s*=\s*(?P<status>[A-Za-z]+))?\s*"
)
_ADDS = re.compile(
    r"(?P<properties>[a-z][A-Za-z0-9]*(?:\|[a-z][A-Za-z0-9]*)*)\s*[（(](?P<qualifiers>[^()（）]*)[)）]\s*"
)
_A_PAIR = 2
_TURNED = {
    Bound.AT_LEAST: Bound.AT_MOST,
    Bound.AT_MOST: Bound.AT_LEAST,
    Bound.MORE_THAN: Bound.LESS_THAN,
    Bound.LESS_THAN: Bound.MORE_THAN,
}


@dataclass(frozen=True, slots=True)
class Emission:
    """One line of `emit`, parsed; `turned` where its quantity stands with the sign turned (-r: 下降4% is -4%)."""

    subject: str
    property: str
    object: str
    qualifiers: tuple[tuple[str, str], ...]
    status: Status | None
    turned: bool = False

    def names(self) -> frozenset[str]:
        """The blanks it refers to."""
        terms = [self.subject, self.object, *(term for _, term in self.qualifiers)]
        return frozenset(term for term in terms if not _is_literal(term))

    def claims(
        self,
        bindings: Mapping[str, tuple[Mention, ...]],
        *,
        status: Status,
        span: tuple[int, int],
        rule: str,
        speaker: Mention | None,
    ) -> Iterator[Claim]:
        """One claim for each subject and object; none where a blank stayed empty; each pair of one blank once."""
        qualifiers = tuple(sorted(self._qualifiers(bindings), key=itemgetter(0)))
        for subject in bindings.get(self.subject, ()):
            for target in _arguments(self.object, bindings):
                if target == subject or (self.subject == self.object and _stands_before(target, subject)):
                    continue
                yield Claim(
                    property=self.property,
                    subject=subject,
                    object=_turned(target) if self.turned else target,
                    status=self.status or status,
                    start=span[0],
                    end=span[1],
                    rule=rule,
                    speaker=speaker,
                    qualifiers=qualifiers,
                )

    def _qualifiers(self, bindings: Mapping[str, tuple[Mention, ...]]) -> Iterator[tuple[str, Argument]]:
        for name, term in self.qualifiers:
            values = _arguments(term, bindings)
            if len(values) == 1 or name in PARTIES:
                yield from ((name, value) for value in values)
            elif values:
                yield name, "、".join(value.name for value in values if isinstance(value, Mention))


def parse_emission(text: str) -> Emission:
    """Parse one line of `emit`.

    Raises:
        KnowledgeError: if it is not `subject property object (name=value, …) = Status`, a `-` before the object or not.
    """
    found = _EMIT.fullmatch(text.strip())
    if found is None:
        raise KnowledgeError(f"emit 应写作“主语 属性 宾语 (限定=值)”，却是“{text}”")
    qualifiers = _named_values(found["qualifiers"] or "")
    try:
        status = Status(found["status"]) if found["status"] else None
    except ValueError:
        raise KnowledgeError(f"没有状态 {found['status']}（unknown status）") from None
    terms = found["subject"], found["property"], found["object"]
    return Emission(*terms, qualifiers, status, turned=bool(found["turned"]))


def _named_values(text: str) -> tuple[tuple[str, str], ...]:
    """Parse what stands in the brackets behind an object: `name=value, name=value`.

    Raises:
        KnowledgeError: if a part is no such pair.
    """
    pairs: list[tuple[str, str]] = []
    for part in re.split(r"[,，]", text):
        pieces = [piece.strip() for piece in part.split("=")]
        if len(pieces) == _A_PAIR:
            pairs.append((pieces[0], pieces[1]))
        elif part.strip():
            raise KnowledgeError(f"限定应写作“名=值”，却是“{part.strip()}”")
    return tuple(pairs)


@dataclass(frozen=True, slots=True)
class Detail:
    """What a rule with `adds` adds to which facts.

    Attributes:
        properties: of the events.
        qualifiers: name and blank; `time` is when the event happens.
    """

    properties: frozenset[str]
    qualifiers: tuple[tuple[str, str], ...]

    def names(self) -> frozenset[str]:
        """The blanks it refers to."""
        return frozenset(term for _, term in self.qualifiers)


def parse_detail(text: str) -> Detail:
    """Parse a line of `adds`.

    Raises:
        KnowledgeError: if it is not `property|property (name=blank, …)`.
    """
    found = _ADDS.fullmatch(text.strip())
    qualifiers = _named_values(found["qualifiers"]) if found else ()
    if found is None or not qualifiers:
        raise KnowledgeError(f"adds 应写作“属性|属性 (限定=空)”，却是“{text}”")
    return Detail(frozenset(found["properties"].split("|")), qualifiers)


def _stands_before(target: Argument, subject: Mention) -> bool:
    return isinstance(target, Mention) and target.start < subject.start


def _is_literal(term: str) -> bool:
    return term.startswith("“")


def _turned(target: Argument) -> Argument:
    """A quantity with its sign turned: a fall, a loss; anything else as it is."""
    if not isinstance(target, Mention) or not isinstance(target.value, Quantity):
        return target
    quantity = target.value
    bound = _TURNED.get(quantity.bound, quantity.bound)
    return replace(target, value=replace(quantity, value=-quantity.value, bound=bound))


def _arguments(term: str, bindings: Mapping[str, tuple[Mention, ...]]) -> tuple[Argument, ...]:
    return (term[1:-1],) if _is_literal(term) else bindings.get(term, ())
