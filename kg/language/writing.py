"""Numbers and units in one way of writing: half-width digits, simplified characters, no spaces inside a number.

Full-width １２％, traditional 萬億, formal 佰仟 and the spaces of 约 3.9 亿元 make no difference to those who read on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Writing", "readable", "written"]

FULL_WIDTH = {ord(wide): chr(ord(wide) - 0xFEE0) for wide in "０１２３４５６７８９．％＋－／＾"} | {
    code: code - 0xFEE0 for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
NUMBERS_IN = "萬億兩倆佰仟點負個幾餘貳參陸"
NUMBERS_OUT = "万亿两两百千点负个几余贰叁陆"
UNITS_IN = "圓塊銭錢噸畝頃隻輛條項雙對歲週時鐘張顆間層戶棟處種類門臺頭盧鎊歐韓幣納釐筆場"
UNITS_OUT = "圆块钱钱吨亩顷只辆条项双对岁周时钟张颗间层户栋处种类门台头卢镑欧韩币纳厘笔场"
CHARACTERS = FULL_WIDTH | str.maketrans(NUMBERS_IN + UNITS_IN, NUMBERS_OUT + UNITS_OUT)

ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+")
WIDE_COMMA = re.compile(  # ４，５６５ and 1，234万元; in half-width 10，200 it may part two numbers
    r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))|(?<![0-9.，][0-9]{3})(?<=[0-9])，(?=[0-9]{3}(?:\.[0-9]+)?[万亿])"
)
_DIGIT = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
_POWER = "十百千万亿兆拾"
_HAN = "\u4e00-\u9fff"
_BLANK = "[ \u00a0\u3000]{1,4}"
GAP = re.compile(
    rf"(?<=[{_POWER}点又分之负个])(?P<power>{_BLANK})(?=[0-9{_DIGIT}{_POWER}点又分之负个成折余多几])"
    rf"|(?<=[{_DIGIT}余多几])(?P<digit>{_BLANK})(?=[{_POWER}点又分之个折成余多几])"
    rf"|(?<=[0-9])(?P<before>{_BLANK})(?=[{_HAN}])(?![{_DIGIT}])"
    rf"|(?<=[{_HAN}])(?P<after>{_BLANK})(?=[0-9])"
    rf"|(?<=成)(?P<tenth>{_BLANK})(?=[{_DIGIT}半])"
)


@dataclass(frozen=True, slots=True)
class Writing:
    """A text without the spaces inside its numbers, and where its characters stood.

    Attributes:
        text: as `readable` gives it, less some spaces.
        places: the offset of each of its characters in the text it was made of; None where nothing was left out.
    """

    text: str
    places: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of `text`, not an empty one, stood."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def readable(text: str) -> str:
    """Make full-width digits and letters half-width, traditional numerals simplified; blank out web addresses.

    Every offset stays: the result is as long as `text`.
    """
    if "，" in text:
        text = WIDE_COMMA.sub(",", text)
    return ADDRESS.sub(lambda address: " " * len(address.group()), text.translate(CHARACTERS))


def written(text: str) -> Writing:
    """`text` as `readable` gives it, without the spaces inside numbers and beside them: 约 3.9 亿元, 一百 五 十."""
    plain = readable(text)
    parts: list[str] = []
    places: list[int] = []
    reached = 0
    for gap in GAP.finditer(plain):
        parts.append(plain[reached : gap.start()])
        places.extend(range(reached, gap.start()))
        reached = gap.end()
    if not parts:
        return Writing(plain)
    places.extend(range(reached, len(plain)))
    return Writing("".join((*parts, plain[reached:])), tuple(places))
