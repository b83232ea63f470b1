"""Every pointing word of a document: each kind of them is looked up in its own way, in one walk through the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.model import Mention, Pointing
from kg.resolution.antecedents import Antecedents, Surroundings
from kg.resolution.naming import Key, NamingRules

__all__ = ["point_back"]

_WHOLES = ("Facility", "Project", "Platform")
_REGION = "AdministrativeRegion"
_EVENT = "Event"
_KEEPS_IN_VIEW = frozenset({Pointing.ANAPHOR, Pointing.OWN})


def point_back(
    around: Surroundings, ordered: Sequence[Mention], named: Mapping[Mention, Key], naming: NamingRules
) -> dict[Mention, tuple[Key, ...]]:
    """What each pointing word refers to; words that point at nothing known are left out.

    Args:
        around: the document and what else is known of it.
        ordered: its mentions by place, the longer first.
        named: those of them that are names, with what they are called.
        naming: what a word may point at.
    """
    walk = _Walk(around, ordered, named, naming)
    found: dict[Mention, tuple[Key, ...]] = {}
    for mention in ordered:
        if mention in named:
            walk.pass_by(mention, named[mention])
            continue
        targets = walk.look_back(mention)
        if targets:
            found[mention] = targets
            if len(targets) == 1:
                walk.bring_back(mention, targets[0])
    return found


class _Walk:
    """A walk through the mentions in order: what was passed by can be pointed at."""

    def __init__(
        self, around: Surroundings, ordered: Sequence[Mention], named: Mapping[Mention, Key], naming: NamingRules
    ) -> None:
        self._naming = naming
        self._title_end = len(around.document.title)
        outermost = {m: named[m] for m in _outermost(m for m in ordered if m in named)}
        self._outermost = outermost
        self._view = Antecedents(around, outermost, [m for m in ordered if m not in named], naming)
        self._regions = tuple(m for m in ordered if m in named and m.type == _REGION)
        self._beside = {m.end: named[m] for m in reversed(self._regions)}
        self._relative: dict[str, Key | None] = {}
        self._wholes: list[tuple[Mention, Key]] = []
        self._events: dict[str, tuple[Mention, Key]] = {}
        self._stems = sorted({_stem(m.name) for m in ordered if m.found_by == Pointing.VENUE} | {""})

    def pass_by(self, mention: Mention, key: Key) -> None:
        """Remember a name."""
        if mention.type == _EVENT and mention.start > self._title_end:
            for stem in self._stems:
                if mention.name.endswith(stem):
                    self._events.setdefault(stem, (mention, key))
        inside = bool(self._wholes) and self._wholes[-1][0].end >= mention.end
        if not inside and any(self._naming.is_a(mention.type, whole) for whole in _WHOLES):
            self._wholes.append((mention, key))
        if mention in self._outermost:
            self._view.add(mention, key)

    def bring_back(self, mention: Mention, key: Key) -> None:
        """What was pointed at is in view again."""
        if mention.found_by in _KEEPS_IN_VIEW:
            self._view.add(mention, key)

    def look_back(self, mention: Mention) -> tuple[Key, ...]:
        """What a pointing word refers to."""
        match mention.found_by:
            case Pointing.RELATIVE_REGION:
                found = self._region(mention)
            case Pointing.VENUE:
                found = self._event(mention)
            case Pointing.PHASE:
                found = self._phase(mention)
            case _:
                return self._view.of(mention)
        return (found,) if found else ()

    def _region(self, mention: Mention) -> Key | None:
        """The region right before it (山东|全省), or else that in which the post plays."""
        if mention.start in self._beside:
            return self._beside[mention.start]
        if mention.name not in self._relative:
            self._relative[mention.name] = self._naming.relative_region(mention.name, self._regions)
        return self._relative[mention.name]

    def _event(self, mention: Mention) -> Key | None:
        """The first event with that name, or else the first event at all: the one that the post is about."""
        for stem in (_stem(mention.name), ""):
            event = self._events.get(stem)
            if event and event[0].end <= mention.start:
                return event[1]
        return None

    def _phase(self, mention: Mention) -> Key | None:
        whole = next((key for whole, key in reversed(self._wholes[-2:]) if whole.end <= mention.start), None)
        return self._naming.phase_key(whole, mention) if whole else None


def _outermost(ordered: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions that lie in no longer one; of several on the same words all."""
    outer: Mention | None = None
    for mention in ordered:
        if outer is None or mention.end > outer.end:
            outer = mention
        if (mention.start, mention.end) == (outer.start, outer.end):
            yield mention


def _stem(venue: str) -> str:
    """What the event is called at whose venue one is: 开工仪式现场 → 开工仪式, 论坛上 → 论坛, 现场 → any."""
    return venue.removesuffix("现场").removesuffix("上").removesuffix("活动")
