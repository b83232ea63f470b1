"""Companies by trade, branch and foreign name."""

from __future__ import annotations

import pytest

COMPANIES = [
    ("招行济南分行推出新业务。", "招行济南分行"),
    ("中国银行山东济南分行发行新卡。", "中国银行山东济南分行"),
    ("由Bluefin工作室开发。", "Bluefin工作室"),
    ("开发商Bluefin表示将延期。", "Bluefin"),
    ("客户Bluefin公司签约。", "Bluefin公司"),
    ("济南银行上调利率。", "济南银行"),
    ("辽宁鼎泰律师事务所提供意见。", "辽宁鼎泰律师事务所"),
    ("辽宁鼎泰律师事务所（特殊普通合伙）提供意见。", "辽宁鼎泰律师事务所（特殊普通合伙）"),
    ("办理星展银行借记卡。", "星展银行"),
]


@pytest.mark.parametrize(("text", "name"), COMPANIES)
def test_a_company(outermost, text: str, name: str) -> None:
    assert ("Company", name) in outermost(text)


@pytest.mark.parametrize(
    "text",
    [
        "多家外资银行扩大投资。",
        "保险公司拒绝赔付。",
        "这家IT公司招人。",
        "城市商业地产发展迅速。",
        "原油期货价格下跌。",
        "各大拍卖公司看好市场。",
        "四大国有银行降息。",
        "网上银行方便快捷。",
    ],
)
def test_kinds_of_companies_are_no_names(named, text: str) -> None:
    assert not {name for kind, name in named(text) if kind == "Company"}
