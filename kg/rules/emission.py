"""What a rule says once its pattern has matched: `who operatedBy what (of=phase) = Planned`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.errors import KnowledgeError
from kg.model import Argument, Claim, Mention, Status

__all__ = ["Emission", "parse_emission"]

_EMIT = re.compile(
    r"(?P<subject>\w+)\s+(?P<property>[a-z][A-Za-z0-9]*)\s+(?P<object>\w+|“[^”]*”)"
    r"(?:\s*[（(](?P<qualifiers>[^()（）]*)[)）])?(?:\s*=\s*(?P<status>[A-Za-z]+))?\s*"
)
_NOT_A_PAIR = 2


@dataclass(frozen=True, slots=True)
class Emission:
    """One line of `emit`, parsed."""

    subject: str
    property: str
    object: str
    qualifiers: tuple[tuple[str, str], ...]
    status: Status | None

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
        """One claim for each subject and object; none where a blank stayed empty."""
        qualifiers = tuple(sorted(self._qualifiers(bindings)))
        for subject in bindings.get(self.subject, ()):
            for target in _arguments(self.object, bindings):
                if target == subject:
                    continue
                yield Claim(
                    property=self.property,
                    subject=subject,
                    object=target,
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
            if len(values) == 1:
                yield name, values[0]
            elif values:
                yield name, "、".join(value.name for value in values if isinstance(value, Mention))


def parse_emission(text: str) -> Emission:
    """Parse one line of `emit`.

    Raises:
        KnowledgeError: if it is not `subject property object (name=value, …) = Status`.
    """
    found = _EMIT.fullmatch(text.strip())
    if found is None:
        raise KnowledgeError(f"emit 应写作“主语 属性 宾语 (限定=值)”，却是“{text}”")
    qualifiers: list[tuple[str, str]] = []
    for part in re.split(r"[,，]", found["qualifiers"] or ""):
        pieces = [piece.strip() for piece in part.split("=")]
        if len(pieces) == _NOT_A_PAIR:
            qualifiers.append((pieces[0], pieces[1]))
        elif part.strip():
            raise KnowledgeError(f"限定应写作“名=值”，却是“{part.strip()}”")
    try:
        status = Status(found["status"]) if found["status"] else None
    except ValueError:
        raise KnowledgeError(f"没有状态 {found['status']}（unknown status）") from None
    return Emission(found["subject"], found["property"], found["object"], tuple(qualifiers), status)


def _is_literal(term: str) -> bool:
    return term.startswith("“")


def _arguments(term: str, bindings: Mapping[str, tuple[Mention, ...]]) -> tuple[Argument, ...]:
    return (term[1:-1],) if _is_literal(term) else bindings.get(term, ())
