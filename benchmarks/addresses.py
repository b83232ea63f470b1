"""Which places of a sentence the annotators of CLUENER2020 call an address, and how far each reaches.

Their label is for where something is or happens. So, with the program's places:

- an address is one span from the largest region to the room: 北京市|朝阳区|建国路88号, 长沙|黄兴路步行街;
- a country, a continent or a part of the world counts only where it says where (在美国, 从欧洲): elsewhere it acts or
  describes (美国宣布, 欧洲市场);
- sights (mountains, islands, lakes, parks, museums, temples) have a label of their own, which is not measured;
- a centre, a works or a workshop is an institution unless people meet, shop or play there (会议中心, 购物中心);
- a place whose name is read as an organisation (罗马 in a report of a match) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.knowledge.loader import Knowledge
from kg.model import Mention

__all__ = ["address_spans"]

_REGION = "AdministrativeRegion"
_LOCATIVE = re.compile(r"(?:在|从|到|至|往|赴|去|来|自|于|抵|达|进|离|经|飞|回|入)$")
_SIGHTS = re.compile(
    r"(?:山|山脉|峰|岛|半岛|湖|公园|景区|风景区|峡谷|沙漠|草原|湿地|海滩|沙滩|瀑布|温泉|古镇|古城|博物馆|美术馆|大剧院"
    r"|歌剧院|寺|庙|宫|塔|教堂|陵|桥|大桥|故居|遗址|石窟|胜地|乐园)$"
)
_INSTITUTION = re.compile(r"(?:(?<!会议|会展|购物|体育|文化|商业|展览)(?<!市|城)中心|车间|工厂)$")
_WIDE = re.compile(
    r"(?:洲|亚|[南北拉欧]美|欧|非|部|方|[东西南北中]|太|外|三角|三角洲|半球|地区|世界|大陆|流域|平原|湾区|海|洋)$"
)
_PROVINCES = ("省", "州", "邦", "自治区")
_DEEPEST = 8


def address_spans(text: str, places: Iterable[Mention], knowledge: Knowledge) -> Iterator[tuple[int, int]]:
    """The spans of the addresses in a text.

    Args:
        text: the sentence.
        places: the outermost mentions of places in it.
        knowledge: for the regions that lie in one another.
    """
    for chain in _chains(places, knowledge):
        first, last = chain[0], chain[-1]
        if len(chain) == 1 and _is_wide(last, knowledge) and not _LOCATIVE.search(text[: first.start]):
            continue
        if not (_SIGHTS.search(last.name) or _INSTITUTION.search(last.name)):
            yield first.start, last.end


def _chains(places: Iterable[Mention], knowledge: Knowledge) -> list[list[Mention]]:
    """Places that follow one another, each in the one before."""
    chains: list[list[Mention]] = []
    for place in sorted(places, key=lambda m: (m.start, m.end)):
        if chains and chains[-1][-1].end == place.start and _continues(chains[-1][-1], place, knowledge):
            chains[-1].append(place)
        elif not chains or chains[-1][-1].start != place.start:
            chains.append([place])
    return chains


def _continues(outer: Mention, inner: Mention, knowledge: Knowledge) -> bool:
    if inner.type != _REGION or inner.found_by != "gazetteer":
        return True
    above = list(_ancestors(_canonical(inner, knowledge), knowledge))
    name = _canonical(outer, knowledge)
    same_country = set(above) & set(_ancestors(name, knowledge))
    return name in above or (name.endswith(_PROVINCES) and bool(same_country) and not inner.name.endswith(_PROVINCES))


def _ancestors(region: str, knowledge: Knowledge) -> Iterator[str]:
    for _ in range(_DEEPEST):
        region = knowledge.region_parents.get(region, "")
        if not region:
            return
        yield region


def _canonical(mention: Mention, knowledge: Knowledge) -> str:
    return knowledge.canonical_names.get((mention.name, mention.type), mention.name)


def _is_wide(mention: Mention, knowledge: Knowledge) -> bool:
    """Whether it is a country, or a listed part of the world or of a country."""
    if mention.found_by not in {"gazetteer", "abbreviation", "place"}:
        return False
    if mention.type == _REGION:
        return knowledge.region_parents.get(_canonical(mention, knowledge)) == "" and mention.found_by != "place"
    return mention.type == "Place" and _WIDE.search(mention.name) is not None
