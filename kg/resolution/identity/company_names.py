"""Names of organisations taken apart: how they are written, the places before them, the legal form behind them.

青岛甲科技（集团）有限责任公司 → places 青岛市, core 甲科技集团, form 有限公司.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Container
from dataclasses import dataclass

from kg.knowledge.loader import Knowledge

__all__ = ["NameForms", "NameParts", "written"]

_SHORTEST_REGION = 2
_SHORTEST_CORE = 2
_MOST_REGIONS = 3
_LONGEST_ENDING = 16
_REGION = "AdministrativeRegion"
_SPACES = re.compile(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])")
_MARKS = str.maketrans("・･•‧∙●〔〕【】", "······()()")


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name taken apart.

    Attributes:
        places: the regions that it begins with, each under its canonical name; a region that the next one lies in is
            left out (山东省青岛市 → 青岛市), and so is the country.
        core: the name without them and without the legal form, as `written` has it.
        form: the legal form under its usual writing (有限责任公司 → 有限公司), or "".
        regions: how many regions the name spells out, those left out of `places` included.
    """

    places: tuple[str, ...]
    core: str
    form: str = ""
    regions: int = 0

    @property
    def stem(self) -> tuple[str, ...]:
        """What names of one organisation share, whatever legal form each has or leaves out."""
        return (*self.places, self.core)


def written(name: str) -> str:
    """A name in one way of writing: width, case, brackets, middle dots and idle spaces do not tell names apart."""
    plain = unicodedata.normalize("NFKC", name).translate(_MARKS).casefold()
    return unicodedata.normalize("NFKC", _SPACES.sub("", plain.strip()))


class NameForms:
    """The forms that names of organisations take, by general knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        shapes = knowledge.shapes
        self._legal = shapes.legal_forms
        self._offices = shapes.office_forms
        self._informal = shapes.informal_forms
        self._bracketed = re.compile(rf"\(({'|'.join(map(re.escape, shapes.group_words))})\)")
        self._endings = _endings(knowledge)
        self._roles = shapes.contract_roles | shapes.common_nouns | shapes.anaphor_heads.keys() | shapes.bare_names
        self._parents = knowledge.region_parents
        self._country = shapes.country
        self._regions: defaultdict[str, set[str]] = defaultdict(set)
        for entry in knowledge.names:
            if entry.type == _REGION and len(entry.name) >= _SHORTEST_REGION:
                self._regions[entry.name].add(entry.canonical)
        self._longest = max(map(len, self._regions), default=0)

    def parts(self, name: str) -> NameParts:
        """Take a name apart."""
        rest, form = self._without_form(self.spelled(name))
        places, core, regions = self._places(rest)
        return NameParts(places, self._office(core), form, regions)

    def without_form(self, name: str) -> str:
        """A name as `spelled`, without its legal form."""
        return self._without_form(self.spelled(name))[0]

    def _without_form(self, spelled: str) -> tuple[str, str]:
        ending = _ending(spelled, self._legal)
        if ending and len(spelled) > len(ending):
            return spelled.removesuffix(ending), self._legal[ending]
        return spelled, ""

    def spelled(self, name: str) -> str:
        """A name in one way of writing, without brackets around words like 集团."""
        return self._bracketed.sub(r"\1", written(name))

    def spoken(self, name: str) -> NameParts:
        """Take a short name apart; what stands for a legal form in speech is dropped (甲科技公司 = 甲科技)."""
        parts = self.parts(name)
        for word in self._informal if not parts.form else ():
            if parts.core.endswith(word) and len(parts.core) >= len(word) + _SHORTEST_CORE:
                return NameParts(parts.places, parts.core.removesuffix(word), "", parts.regions)
        return parts

    def tells(self, name: str) -> bool:
        """Whether a name says who is meant outside its own post: 甲中心 does; 中心, 市政府, 目标公司 do not."""
        parts = self.parts(name)
        if written(name) in self._roles or (not parts.places and parts.core in self._roles):
            return False
        rest = "".join(parts.stem)
        brand = rest.removesuffix(_ending(rest, self._endings))
        return len(brand) >= _SHORTEST_CORE and brand not in self._roles

    def _office(self, core: str) -> str:
        ending = _ending(core, self._offices)
        return core.removesuffix(ending) + self._offices[ending] if ending else core

    def _places(self, name: str) -> tuple[tuple[str, ...], str, int]:
        places: list[str] = []
        count = 0
        while count < _MOST_REGIONS and (found := self._region(name, places[-1] if places else "")):
            length, region = found
            if places and self._lies_in(region, places[-1]):
                places.pop()
            places.append(region)
            name = name[length:]
            count += 1
        return tuple(places), name, count

    def _region(self, name: str, outer: str) -> tuple[int, str] | None:
        """The longest region that a name begins with, its length and canonical name; the country is none."""
        for length in range(min(self._longest, len(name) - _SHORTEST_CORE), _SHORTEST_REGION - 1, -1):
            meant = self._regions.get(name[:length])
            if meant:
                within = sorted(region for region in meant if outer and self._lies_in(region, outer))
                chosen = within or sorted(meant)
                region = chosen[0] if len(chosen) == 1 else name[:length]
                return (length, region) if region != self._country else None
        return None

    def _lies_in(self, region: str, outer: str) -> bool:
        for _ in range(_MOST_REGIONS):
            region = self._parents.get(region, "")
            if region == outer:
                return True
        return False


def _ending(text: str, endings: Container[str]) -> str:
    """The longest of `endings` that a text ends in, or ""."""
    return next((text[-n:] for n in range(min(_LONGEST_ENDING, len(text)), 0, -1) if text[-n:] in endings), "")


def _endings(knowledge: Knowledge) -> frozenset[str]:
    shapes = knowledge.shapes
    common = {ending for listed in shapes.endings.values() for ending in listed}
    return frozenset({*common, *shapes.company_tails, *shapes.anaphor_heads})
