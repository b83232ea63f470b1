"""Which unit a number has: behind it (3亿元), before it (US$3亿), around it (每秒2亿亿次), or understood (万亿级)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.knowledge.units import Unit, UnitTable
from kg.language.numbers.numerals import TAELS, Numeral, read_numeral
from kg.model import Bound

__all__ = ["Measure", "find_measure"]

SIGNS = frozenset("$＄¥￥€£₩₽₹฿₫₱₺₴₦₪")
SPACES = (" ", "\u00a0")
CODE_OF_CURRENCY = re.compile(r"(?:(?<![A-Za-z])[A-Z]{2,3}|币)[ \u00a0]?$")
LONGEST_CURRENCY = 8  # characters of a currency's name before the number
ISO_CODE = 3  # characters
# A lone T, P or E is compute only with 算力 or FLOPS within a few characters after it, or 算力 in the words before it.
FLOPS = re.compile(r"[ \u00a0]?(?:flop/s|flops?)", re.IGNORECASE)
COMPUTE_AFTER = re.compile(r"[^，。；、]{0,4}?(?:算力|flop)", re.IGNORECASE)
COMPUTE_BEFORE = re.compile(r"算力[^，。；、]{0,8}$")
OPERATIONS = re.compile(r"次(?:双精度浮点运算|浮点运算|运算|计算)?")
CONTEXT = 12  # characters; as far as 算力 is looked for
INDUSTRY_SIZE = 10**10  # 百亿级 and above speak of 元; 百万级 may speak of users
# Words for money before a number that has no unit: 注册资金500万.
SMALLEST_SCALE = 10**4
CLAUSE_END = re.compile(r"$|[\s，。；、！？,;）)]")
MONEY_BEFORE = re.compile(
    r"(?:注册资[本金]金?|实缴资本|实收资本|开办资金|总投资|投资额|投资|融资额|营业额|营收|产值|年产值|销售额|估值|市值|造价|利润|净利润|收入)"
    r"(?:高达|达到|达|为|约|近|超过|超|逾|：|:)*(?:人民币)?$"
)
# Words that say more than one thing: 度 is of temperature beside 温 or 热, 块 is 元 behind a word of paying.
WARM_BEFORE = re.compile(r"[温热烧冷暖][^，。；、]{0,6}$")
FAHRENHEIT = re.compile(r"华氏(?:温度)?$")
PAID_BEFORE = re.compile(r"[花卖买付价费赚挣省售涨降贵收借欠][^，。；、]{0,5}$")
PAID_AFTER = re.compile(r"$|[\s，。；、！？,.!?0-9]|半(?!块)")
CHANGE_AFTER = re.compile(r"[0-9一二两三四五六七八九](?:毛|角(?!度))")
TENTHS = frozenset({"成", "折"})  # shares are read elsewhere: 七成六
HALF = re.compile(r"半(?![径导成价决程数载岛身壁截山封])")
HALF_OF = "个半"
WITH_HALF = frozenset({"Length", "Mass", "Duration", "Money", "Area", "Volume"})
JOINING = "又"
LARGER_AND_SMALLER = frozenset({"Money", "Length", "Mass", "Duration"})
MOST_PARTS = 3
AFTER_ANOTHER = "…"  # 元…角: 角 behind 元


@dataclass(frozen=True, slots=True)
class Measure:
    """The unit of a number.

    Attributes:
        unit: its unit.
        start: of number and unit together.
        end: of number and unit together, with what follows in smaller units.
        extra: what 半 and the smaller units (三角 in 五元三角) add, in base units.
    """

    unit: Unit
    start: int
    end: int
    extra: Decimal = Decimal(0)


def find_measure(text: str, start: int, numeral: Numeral, units: UnitTable, floor: int = 0) -> Measure | None:
    """Find the unit of the numeral that begins at `start`; None if it has none.

    Args:
        text: without the spaces inside numbers, as `written` gives it.
        start: where the numeral begins.
        numeral: the number.
        units: all units.
        floor: a sign of currency before the numeral does not begin before it.
    """
    measure = (
        _currency_before(text, start, numeral, units, floor)
        or _compute(text, start, numeral, units)
        or _half_of(text, start, numeral, units)
        or _behind(text, start, numeral, units)
        or _level(text, start, numeral, units)
        or _understood(text, start, numeral, units)
    )
    return _with_parts(text, measure, units) if measure else None


def _behind(text: str, start: int, numeral: Numeral, units: UnitTable) -> Measure | None:
    """3亿元, 250 km/h, 20个比特币."""
    position = _skip_space(text, numeral.end)
    unit = units.match(text, position)
    if unit and unit.surface == "个" and (coin := units.match(text, position + 1)) and coin.dimension == "Money":
        unit, position = (coin, position + 1) if len(coin.unit) > ISO_CODE else (unit, position)
    if unit is None or _is_lone_letter(unit) or unit.surface in TENTHS:
        return None
    end = position + len(unit.surface)
    if unit.surface == "两" and not TAELS.match(text, position):
        return None
    if unit.surface == "块" and _is_paid(text, start, end):
        return Measure(units.get("块钱") or unit, start, end)
    if unit.surface == "度":
        return _degrees(text, start, end, units)
    return Measure(unit, start, end)


def _is_paid(text: str, start: int, end: int) -> bool:
    """花了三块, 3块5毛; but 切成三块."""
    if CHANGE_AFTER.match(text, end):
        return True
    return bool(PAID_BEFORE.search(text[max(start - CONTEXT, 0) : start])) and bool(PAID_AFTER.match(text, end))


def _degrees(text: str, start: int, end: int, units: UnitTable) -> Measure | None:
    """高温38度, 华氏温度98度; 度 alone may be of anything."""
    before = text[max(start - CONTEXT, 0) : start]
    if fahrenheit := FAHRENHEIT.search(before):
        unit = units.get("华氏度")
        return Measure(unit, start - len(fahrenheit.group()), end) if unit else None
    unit = units.get("度") if WARM_BEFORE.search(before) else None
    return Measure(unit, start, end) if unit else None


def _half_of(text: str, start: int, numeral: Numeral, units: UnitTable) -> Measure | None:
    """两个半小时, 三个半月."""
    if not text.startswith(HALF_OF, numeral.end):
        return None
    position = numeral.end + len(HALF_OF)
    unit = units.match(text, position)
    end = position + (len(unit.surface) if unit else 1)
    unit = unit or units.get("个" + text[position:end])
    if unit is None or unit.dimension != "Duration":
        return None
    return Measure(unit, start, end, unit.factor / 2)


def _with_parts(text: str, measure: Measure, units: UnitTable) -> Measure:
    """Take in what follows in smaller units, and 半: 五元三角, 2小时15分, 三斤半."""
    lead, factor = measure.unit.surface, measure.unit.factor
    if measure.unit.surface == "块钱":
        lead = text[measure.end - 1 : measure.end]
    for _ in range(MOST_PARTS if measure.unit.dimension in LARGER_AND_SMALLER else 0):
        position = measure.end + text.startswith(JOINING, measure.end)
        numeral = read_numeral(text, position)
        if numeral is None or numeral.bare or numeral.bound is not Bound.EXACT:
            break
        part = _part(text, numeral.end, lead, units)
        if part is None or part.unit != measure.unit.unit or numeral.value * part.factor >= factor:
            break
        lead, factor = _words(part), part.factor
        measure = replace(measure, end=numeral.end + len(lead), extra=measure.extra + numeral.value * factor)
    if measure.unit.dimension in WITH_HALF and HALF.match(text, measure.end) and not measure.extra:
        return replace(measure, end=measure.end + 1, extra=measure.unit.factor / 2)
    return measure


def _part(text: str, position: int, lead: str, units: UnitTable) -> Unit | None:
    """The unit at `position` behind an amount in the unit `lead`."""
    behind = (units.get(f"{lead}{AFTER_ANOTHER}{text[position : position + size]}") for size in (2, 1))
    own = next((unit for unit in behind if unit), None)
    part = units.match(text, position)
    if part is None or part.dimension not in LARGER_AND_SMALLER:
        return own
    return own if own and len(_words(own)) > len(part.surface) else part


def _words(unit: Unit) -> str:
    """分 of 小时…分."""
    return unit.surface.split(AFTER_ANOTHER)[-1]


def _currency_before(text: str, start: int, numeral: Numeral, units: UnitTable, floor: int) -> Measure | None:
    """US$3.5亿, ¥1,200元, 人民币3亿元, RMB 500万; but no 比特币3个."""
    before = text[max(start - LONGEST_CURRENCY, floor) : start]
    sign = before[-1:] in SIGNS
    if not sign and not CODE_OF_CURRENCY.search(before):
        return None
    stop = start - (0 if sign else len(before) - len(before.rstrip()))
    currency = units.match_before(text, floor, stop)
    if currency is None or currency.dimension != "Money" or (not sign and len(currency.unit) != ISO_CODE):
        return None
    named = units.match(text, _skip_space(text, numeral.end))
    agrees = named is None or (named.dimension == "Money" and (named.unit == currency.unit or named.surface == "元"))
    if not sign and not agrees:
        return None
    money = named is not None and named.dimension == "Money"
    end = _skip_space(text, numeral.end) + len(named.surface) if named and money else numeral.end
    return Measure(currency, stop - len(currency.surface), end)


def _compute(text: str, start: int, numeral: Numeral, units: UnitTable) -> Measure | None:
    """100P算力, 100PFLOPS, 算力达300P; 每秒2亿亿次."""
    position = _skip_space(text, numeral.end)
    if operations := OPERATIONS.match(text, numeral.end):
        second = units.get("次/秒") if numeral.value >= 10**8 and "每秒" in text[max(start - 5, 0) : start] else None
        return Measure(second, start, operations.end()) if second else None
    unit = units.get(text[position : position + 1])
    if unit is None or not _is_lone_letter(unit):
        return None
    end = position + 1
    if flops := FLOPS.match(text, end):
        return Measure(unit, start, flops.end())
    separate = not (text[end : end + 1].isascii() and text[end : end + 1].isalnum())
    near = COMPUTE_AFTER.match(text, end) or COMPUTE_BEFORE.search(text[max(start - CONTEXT, 0) : start])
    return Measure(unit, start, end) if separate and near else None


def _level(text: str, start: int, numeral: Numeral, units: UnitTable) -> Measure | None:
    """万亿级赛道: an industry is that large, in 元."""
    yuan = units.get("元")
    large = numeral.bare and numeral.value >= INDUSTRY_SIZE and text.startswith("级", numeral.end)
    return Measure(yuan, start, numeral.end) if yuan and large else None


def _understood(text: str, start: int, numeral: Numeral, units: UnitTable) -> Measure | None:
    """注册资金500万，: behind a word for money a number of 万 or 亿 at the end of its clause is of 元."""
    yuan = units.get("元")
    large = numeral.scale >= SMALLEST_SCALE and CLAUSE_END.match(text, numeral.end)
    told = large and MONEY_BEFORE.search(text[max(start - CONTEXT, 0) : start])
    return Measure(yuan, start, numeral.end) if yuan and told else None


def _skip_space(text: str, position: int) -> int:
    return position + (text[position : position + 1] in SPACES)


def _is_lone_letter(unit: Unit) -> bool:
    return unit.dimension == "Compute" and len(unit.surface) == 1
