"""Details told beside an event become qualifiers of it, where it is beyond doubt which event is meant."""

from __future__ import annotations

import pytest

from kg.errors import RuleError
from kg.model import Claim, Document, Mention, Period, Quantity
from kg.pipeline import Extractor, recognize
from kg.rules import Rulebook

from .scenes import rule, with_rules

PARTIES = "东方明远科技有限公司", "北辰智数投资有限公司"
BUYS = rule("buys", match="{who:Company} …12 收购 {what:Company} {r:Percent}?", emit="who acquires what (ratio=r)")
ALSO = rule("also", match="{who:Company} (已|拟)? 收购 {what:Company}", emit="who acquires what")
SELLS = rule("sells", match="{who:Company} …4 出售 {what:Company}", emit="who transfers what")
LENDS = rule("lends", match="{who:Company} 借给 {what:Company} {m:Money}", emit="who funds what (amount=m)")
PRICE = rule("price", match="(价款|以|又|借给 {:Company}) {m:Money}", emit=(), adds="acquires (amount=m)")
SHARE = rule("share", match="占 {r:Percent}", emit=(), adds="acquires|transfers (ratio=r)")
WHEN = rule("when", match="完成于 {t:Time}", emit=(), adds="acquires (time=t)")
ALL = (BUYS, ALSO, SELLS, LENDS, PRICE, SHARE, WHEN)


def read(text: str, extractor: Extractor) -> tuple[Claim, ...]:
    """What the rules of these tests state in a text, in which 甲 and 乙 stand for companies."""
    for short, name in zip("甲乙", PARTIES, strict=True):
        text = text.replace(short, name)
    document = Document("d", "例", text, paragraphs=((0, len(text)),))
    book = Rulebook(with_rules(extractor.knowledge, *ALL))
    return book.apply(document, *recognize(document, extractor)).claims


def told(claims: tuple[Claim, ...], rule_name: str) -> list[str]:
    """Of each claim of a rule its qualifiers and its time, in words."""
    found = []
    for claim in claims:
        values = [(n, v.value) for n, v in claim.qualifiers if isinstance(v, Mention)] + [("time", claim.time)]
        words = [f"{n}={v.surface}" for n, v in values if isinstance(v, Quantity | Period)]
        if claim.rule == rule_name:
            found.append(" ".join(words))
    return found


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("甲收购乙，价款3亿元。", ["amount=3亿元"]),
        ("甲以3亿元收购乙。", ["amount=3亿元"]),
        ("甲收购乙，占51%，价款3亿元，完成于2021年3月。", ["amount=3亿元 ratio=51% time=2021年3月"]),
        # What is known stays
        ("甲收购乙51%，占40%。", ["ratio=51%"]),
        ("甲收购乙，价款3亿元，又5亿元。", ["amount=3亿元"]),
        # Another sentence, another part of it, too far away
        ("甲收购乙。价款3亿元。", [""]),
        ("甲收购乙；价款3亿元。", [""]),
        ("甲收购乙，" + "很好" * 70 + "，价款3亿元。", [""]),
        # Another kind of event; a value that another fact holds
        ("甲收购乙，借给乙3亿元。", ["amount=3亿元"]),
        ("甲收购乙，甲借给乙3亿元。", [""]),
        # Denied, asked
        ("甲收购乙，没有价款3亿元。", [""]),
        # Two events: the one that is nearest, if the other waits for none
        ("甲收购乙，乙收购甲，价款3亿元。", ["", ""]),
        ("甲收购乙，价款3亿元，乙收购甲，价款5亿元。", ["amount=3亿元", "amount=5亿元"]),
        ("甲出售乙，甲收购乙，价款5亿元。", ["amount=5亿元"]),
    ],
)
def test_details(text: str, details: list[str], extractor: Extractor) -> None:
    assert told(read(text, extractor), "buys") == details


def test_every_rule_that_reads_the_event_tells_the_details(extractor: Extractor) -> None:
    claims = read("甲收购乙，价款3亿元。", extractor)
    assert told(claims, "also") == told(claims, "buys") == ["amount=3亿元"]


def test_the_evidence_reaches_to_the_detail(extractor: Extractor) -> None:
    claims = read("甲收购乙，价款3亿元。", extractor)
    (own,) = {(c.start, c.end) for c in claims if c.rule == "price"}
    assert own == (0, len("，，价款3亿元") + len("收购") + sum(map(len, PARTIES)) - 1)


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ({"adds": "acquires"}, "adds 应写作"),
        ({"adds": "acquires (amount)"}, "名=值"),
        ({"adds": "acquires ()"}, "adds 应写作"),
        ({"adds": "buysWell (amount=m)"}, "buysWell"),
        ({"adds": "acquires (amount=x)"}, "空 x"),
        ({"adds": "acquires (amount=m)", "emit": "m acquires m"}, "不写 emit"),
    ],
)
def test_faults(spec: dict[str, str], said: str, extractor: Extractor) -> None:
    wrong = rule("wrong", match="价款 {m:Money}", emit=spec.get("emit", ()), adds=spec["adds"])
    with pytest.raises(RuleError, match=said.replace("(", "\\(")):
        Rulebook(with_rules(extractor.knowledge, wrong))
