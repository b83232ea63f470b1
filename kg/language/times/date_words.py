"""The words that dates are made of: numbers of months, days and years, marks of ranges, parts of the day.

The patterns are text, put together by the modules that read dates; all of them look at `folded` text.
"""

from __future__ import annotations

from kg.language.writing import readable

__all__ = [
    "CLAUSE",
    "COUNT",
    "DAY",
    "DAYTIME",
    "DAY_WORDS",
    "FOUR",
    "MARK",
    "MONTH",
    "WEEK",
    "WEEKDAY",
    "folded",
    "number",
    "weekday",
]

DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
TEN = "十"
TRADITIONAL = str.maketrans("後這個週禮號農曆陰節慶國間兩從來開點", "后这个周礼号农历阴节庆国间两从来开点")
WEEKDAYS = {character: value for value, character in enumerate("一二三四五六日")} | {"天": 6}

MARK = " ?(?:[-—–~～至到]|——) ?"
MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
DAY = "(?:3[01]|[12][0-9]|0?[1-9])"
DAY_WORDS = "(?:三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
DAYTIME = "(?:上午|下午|晚间|晚上|晚|凌晨|清晨|早间|早上|中午|傍晚|深夜|夜间|午间|午后|零时)?"
FOUR = "(?:19|20)[0-9]{2}"
COUNT = "(?:[1-9][0-9]?|[二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
WEEK = "(?:周|星期|礼拜)"
WEEKDAY = "[一二三四五六日天]"
CLAUSE = r"(?:^|(?<=[\s，,。；;：:、！!？?（(“\"「]))"  # where a clause begins


def folded(text: str) -> str:
    """Write full-width digits and the traditional characters of dates as the plain ones; every offset stays."""
    return readable(text).translate(TRADITIONAL)


def number(words: str) -> int:
    """What a number below 100 is worth, or a row of digits: 15, 十五, 二十, 二〇二二.

    >>> number("二十三"), number("十"), number("二〇二二"), number("07")
    (23, 10, 2022, 7)
    """
    if words.isascii():
        return int(words)
    tens, mark, ones = words.partition(TEN)
    if mark:
        return 10 * (DIGITS[tens] if tens else 1) + (DIGITS[ones] if ones else 0)
    return int("".join(str(DIGITS[character]) for character in words))


def weekday(words: str) -> int:
    """The place in the week of 周五, 星期日: Monday is 0."""
    return WEEKDAYS[words[-1]]
