import json

from kg.validation import Finding, Severity, as_json, as_text
from kg.validation.findings import Exhibit

SHOWN = Exhibit(
    "某中心", "investmentAmount", ("投资额", "investment amount"), "≈390000000 CNY", "about", "Asserted", "甲篇",
    "2026-05-16", "总投资\x1b[31m约3.9亿元。", "some-rule",
)  # fmt: skip
FINDINGS = [
    Finding("values", Severity.WARNING, "不能并存", "cannot both hold", "某\n中心", (SHOWN,)),
    Finding("record", Severity.VIOLATION, "没有出处", "no evidence", "某中心"),
    Finding("record", Severity.VIOLATION, "没有出处", "no evidence", "甲公司"),
]


def test_the_text_counts_and_shows_side_by_side() -> None:
    text = as_text(FINDINGS)
    assert text.startswith("违反 2，可疑 1\n")
    assert "  ✗ 某中心: 没有出处" in text
    assert "某中心 投资额 ≈390000000 CNY [Asserted] 2026-05-16 甲篇 some-rule: 总投资" in text
    assert text.index("记录不完整 (2)") < text.index("不同的说法")


def test_the_text_in_english_and_cut_short() -> None:
    text = as_text(FINDINGS, "en", 1)
    assert "violations 2, warnings 1" in text
    assert "… and 1 more" in text
    assert "甲公司" not in text
    assert "甲公司" in as_text(FINDINGS, "en", 0)


def test_many_facts_of_one_sort_are_cut_short_too() -> None:
    many = [Finding("signature", Severity.WARNING, "不会是设施", "no facility", "某中心", (SHOWN,) * 7)]
    assert "  ? 不会是设施 (7)\n" in as_text(many)
    assert as_text(many).endswith("      … 另有 2 项\n")
    assert "另有" not in as_text(many, limit=0)


def test_hostile_texts_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in as_text(FINDINGS)
    assert "某\ufffd中心" in as_text(FINDINGS)


def test_nothing_found() -> None:
    assert as_text([]) == "没有发现问题\n"
    assert as_text([], "en") == "nothing found\n"


def test_json_has_all() -> None:
    told = json.loads(as_json(FINDINGS))
    assert (told["violation"], told["warning"]) == (2, 1)
    assert told["findings"][0]["exhibits"][0]["bound"] == "about"
    assert told["findings"][0]["severity"] == "warning"
