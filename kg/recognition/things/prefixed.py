"""Names with a measure, an ordinal or a year before them: 300万千瓦风电项目, 第三届博览会; the name may do without."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.knowledge.things import ThingShapes
from kg.model import Mention, Sentence

__all__ = ["PrefixedNames"]

_MEASURED = frozenset({"Product", "Project", "Facility", "ComputingCentre"})
_COUNTED = frozenset({"Event"})
_OWNERS = frozenset({"AdministrativeRegion", "Place", "Company"})
_OWNED = frozenset({"Project", "Facility"})
_EDITION = re.compile(
    r"(?:(?:19|20)\d\d年?(?:度|全国|中国)?|第[一二三四五六七八九十百零\d]{1,4}[届次期]|首届)+(?:全国)?$"
)
_LONGEST_PREFIX = 14
_MATERIAL = "material"  # 5万吨硫酸 is an amount of it


class PrefixedNames:
    """Finds the longer forms of known names."""

    def __init__(self, things: ThingShapes) -> None:
        units = "|".join(sorted(map(re.escape, things.measure_units), key=lambda unit: (-len(unit), unit)))
        measure = re.compile(rf"(?<![\d.])\d{{1,6}}(?:\.\d{{1,4}})?[百千万亿]?(?:{units})级?$")
        self._patterns = dict.fromkeys(_MEASURED, measure) | dict.fromkeys(_COUNTED, _EDITION)

    def find(self, text: str, sentence: Sentence, known: Iterable[Mention]) -> Iterator[Mention]:
        """The longer forms in the sentence; each goes by the name that it has without what is before it."""
        known = tuple(known)
        owners = {mention.end: mention for mention in known if mention.type in _OWNERS}
        for mention in known:
            pattern = self._patterns.get(mention.type) if mention.found_by != _MATERIAL else None
            window = max(sentence.start, mention.start - _LONGEST_PREFIX)
            found = pattern.search(text[window : mention.start]) if pattern else None
            if found is None:
                continue
            start = window + found.start()
            yield Mention(mention.type, start, mention.end, mention.name, found_by="thing")
            owner = owners.get(start)
            if owner and mention.type in _OWNED:
                yield Mention(mention.type, owner.start, mention.end, mention.name, found_by="thing")
