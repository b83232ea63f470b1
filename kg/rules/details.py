"""Details of an event told beside it: `adds: acquires|transfers (amount=m)` (甲拟收购乙100%股权，交易价格为3亿元).

A rule with `adds` states nothing of its own. What its blanks hold becomes qualifiers of what other rules state of one
event of the same sentence, and its own evidence of that. Which event is meant must be beyond doubt; else nothing is
added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.model import Argument, Claim, Mention, Period, Status
from kg.rules.application import Application

__all__ = ["attach"]

_TIME = "time"
_REACH = 120
_STOP = "；"

_Events = dict[int, tuple[Claim, ...]]


def attach(applications: tuple[Application, ...]) -> tuple[Application, ...]:
    """Give the events of each sentence the details that are told of them there, in the order of the text."""
    telling: defaultdict[int, list[int]] = defaultdict(list)
    for number, application in enumerate(applications):
        if _tells(application):
            telling[application.passage.start].append(number)
    if not telling:
        return applications
    claims: _Events = {
        number: application.claims
        for number, application in enumerate(applications)
        if application.claims and not application.rule.within and application.passage.start in telling
    }
    meant: dict[int, list[int]] = {}
    for numbers in telling.values():
        for number in sorted(numbers, key=lambda n: (applications[n].match.start, n)):
            events = _events_meant(applications[number], applications, claims)
            if events:
                meant[number] = events
    return tuple(_with_claims(number, one, claims, meant) for number, one in enumerate(applications))


def _tells(application: Application) -> bool:
    """Whether a rule tells a detail here, and of something that is not denied."""
    judgement = application.judgement
    return application.rule.detail is not None and judgement is not None and judgement.status is not Status.NEGATED


def _with_claims(number: int, own: Application, claims: _Events, meant: Mapping[int, list[int]]) -> Application:
    """An application with what it states at last: its claims with their details, or of a detail those it is told of."""
    if number in meant:
        told = (c for event in meant[number] for c in claims[event] if c.property in _properties(own))
        return replace(own, claims=tuple(dict.fromkeys(_supported(claim, own) for claim in told)))
    return replace(own, claims=claims[number]) if number in claims else own


def _supported(claim: Claim, own: Application) -> Claim:
    start, end = min(claim.start, own.match.start), max(claim.end, own.match.end)
    return replace(claim, start=start, end=end, rule=own.rule.spec.rule)


def _properties(application: Application) -> frozenset[str]:
    return application.rule.detail.properties if application.rule.detail else frozenset()


def _events_meant(own: Application, applications: tuple[Application, ...], claims: _Events) -> list[int]:
    """Add a detail to the claims of the one event it can be told of; the applications that state that event."""
    told = _told(own, claims.values())
    around = [n for n in claims if _is_near(own, applications[n], claims[n])]
    event = _event(own, around, applications, claims) if told else []
    earlier = [n for n in around if n not in event and applications[n].match.start <= own.match.start]
    if not event or not _is_only(own, event, earlier, claims):
        return []
    stated = [c for n in event for c in claims[n] if c.property in _properties(own)]
    lacking = {name: value for name, value in told if all(_lacks(claim, name) for claim in stated)}
    if not lacking:
        return []
    for number in event:
        claims[number] = tuple(
            _with_details(claim, lacking) if claim.property in _properties(own) else claim for claim in claims[number]
        )
    return event


def _told(own: Application, stated: Iterable[tuple[Claim, ...]]) -> list[tuple[str, Mention]]:
    """Name and value of what a detail adds: one value for each name, and none that another fact already holds."""
    used = {(v.start, v.end) for claims in stated for claim in claims for v in _values(claim)}
    pairs = own.rule.detail.qualifiers if own.rule.detail else ()
    found = ((name, own.bindings.get(blank, ())) for name, blank in pairs)
    return [(name, held[0]) for name, held in found if len(held) == 1 and (held[0].start, held[0].end) not in used]


def _values(claim: Claim) -> Iterator[Mention]:
    for value in (claim.object, *(value for _, value in claim.qualifiers)):
        if isinstance(value, Mention) and value.value is not None:
            yield value


def _is_near(own: Application, other: Application, stated: tuple[Claim, ...]) -> bool:
    """Whether another rule states an event of the kind in the same sentence, not beyond a semicolon."""
    if other.passage.start != own.passage.start or not any(c.property in _properties(own) for c in stated):
        return False
    first, last = sorted((own.match, other.match), key=lambda match: match.start)
    between = own.passage.text[first.end : last.start]
    return len(between) <= _REACH and _STOP not in between


def _event(own: Application, around: list[int], applications: tuple[Application, ...], claims: _Events) -> list[int]:
    """The event whose predicate stands in the clause of the detail, else the nearest before; all that read it."""
    passage = own.passage
    start = passage.clauses[passage.clause_of(own.match.start)][0]
    end = passage.clauses[passage.clause_of(max(own.match.start, own.match.end - 1))][1]
    matches = {n: applications[n].match for n in around}
    beside = [n for n, match in matches.items() if match.end > start and match.head < end]
    before = [n for n, match in matches.items() if match.start <= own.match.start]
    nearest = max(beside or before, key=lambda n: (matches[n].head, n), default=None)
    if nearest is None:
        return []
    span, parties = matches[nearest], _all_parties(claims[nearest])
    return [
        n
        for n, match in matches.items()
        if match.start < span.end and span.start < match.end and parties & _all_parties(claims[n])
    ]


def _is_only(own: Application, event: list[int], earlier: list[int], claims: _Events) -> bool:
    """Whether no other event of the kind, told before, waits for the detail."""
    names = {_parties(claim) for n in event for claim in claims[n]}
    wanted = [name for name, _ in (own.rule.detail.qualifiers if own.rule.detail else ())]
    others = (c for n in earlier for c in claims[n] if c.property in _properties(own) and _parties(c) not in names)
    return not any(_lacks(c, name) for c in others for name in wanted)


def _parties(claim: Claim) -> tuple[str, str]:
    return claim.subject.name, claim.object.name if isinstance(claim.object, Mention) else str(claim.object)


def _all_parties(stated: Iterable[Claim]) -> set[str]:
    return {name for claim in stated for name in _parties(claim)}


def _lacks(claim: Claim, name: str) -> bool:
    return claim.time is None if name == _TIME else all(known != name for known, _ in claim.qualifiers)


def _with_details(claim: Claim, details: Mapping[str, Mention]) -> Claim:
    time = details.get(_TIME)
    if time is not None and isinstance(time.value, Period):
        claim = replace(claim, time=time.value)
    added: list[tuple[str, Argument]] = [(name, value) for name, value in details.items() if name != _TIME]
    return replace(claim, qualifiers=tuple(sorted([*claim.qualifiers, *added], key=lambda q: q[0])))
