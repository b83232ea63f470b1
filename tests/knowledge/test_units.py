"""The table of units: what ships is sound, and every fault is reported with its line."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from kg.errors import KnowledgeError
from kg.knowledge.units import Unit, UnitTable, load_units

HEADER = "surface\tunit\tfactor\tdimension\n"


@pytest.fixture(scope="module")
def shipped() -> UnitTable:
    return load_units()


def test_each_dimension_has_one_base_unit(shipped: UnitTable) -> None:
    bases: dict[str, set[str]] = {}
    for unit in shipped.units:
        bases.setdefault(unit.dimension, set()).add(unit.unit)
    assert {kind for kind, names in bases.items() if len(names) > 1} == {
        "Money",
        "Count",
        "Duration",
        "Temperature",
    }


@pytest.mark.parametrize("dimension", ["Area", "Power", "Length", "Mass", "Compute", "Speed", "Percent", "Multiple"])
def test_each_base_unit_can_be_written(dimension: str, shipped: UnitTable) -> None:
    assert any(unit.factor == 1 for unit in shipped.units if unit.dimension == dimension)


EQUAL = [
    # one of the first is so many of the second
    ("公顷", "15", "亩"), ("平方公里", "100", "公顷"), ("英亩", "4046.8564224", "平方米"), ("海里", "1.852", "公里"),
    ("英里", "1.609344", "公里"), ("丈", "10", "尺"), ("吨", "2000", "斤"), ("斤", "10", "两"), ("克拉", "0.2", "克"),
    ("盎司", "28.349523125", "克"), ("升", "1000", "毫升"), ("立方米", "1000", "升"), ("吉瓦", "1000", "兆瓦"),
    ("吉瓦时", "1000000", "千瓦时"), ("千瓦时", "3600", "千焦"), ("兆帕", "10", "bar"), ("GB", "1000", "MB"),
    ("GiB", "1024", "MiB"), ("字节", "8", "比特"), ("GB/s", "8", "Gbps"), ("公里/小时", "1", "km/h"),
    ("米/秒", "3.6", "公里/小时"), ("GHz", "1000", "兆赫兹"), ("PFLOPS", "1000", "TFLOPS"), ("%", "10", "‰"),
    ("个百分点", "100", "个基点"), ("成", "10", "%"), ("美元", "100", "美分"), ("标准箱", "1", "TEU"),
]  # fmt: skip


@pytest.mark.parametrize(("larger", "times", "smaller"), EQUAL)
def test_converts(larger: str, times: str, smaller: str, shipped: UnitTable) -> None:
    first, second = shipped.get(larger), shipped.get(smaller)
    assert first
    assert second
    assert first.unit == second.unit
    assert float(first.factor) == pytest.approx(float(second.factor) * float(times), rel=1e-12)


MONEY = {
    "人民币": "CNY", "美元": "USD", "欧元": "EUR", "日元": "JPY", "英镑": "GBP", "港元": "HKD", "港币": "HKD",
    "澳门元": "MOP", "新台币": "TWD", "韩元": "KRW", "卢布": "RUB", "卢比": "INR", "瑞士法郎": "CHF", "加元": "CAD",
    "澳元": "AUD", "新西兰元": "NZD", "新加坡元": "SGD", "泰铢": "THB", "越南盾": "VND", "林吉特": "MYR",
    "印尼盾": "IDR", "菲律宾比索": "PHP", "里拉": "TRY", "兰特": "ZAR", "墨西哥比索": "MXN", "巴西雷亚尔": "BRL",
    "沙特里亚尔": "SAR", "迪拉姆": "AED", "瑞典克朗": "SEK", "挪威克朗": "NOK", "丹麦克朗": "DKK", "兹罗提": "PLN",
    "福林": "HUF", "坚戈": "KZT", "奈拉": "NGN", "埃及镑": "EGP",
}  # fmt: skip


@pytest.mark.parametrize(("surface", "code"), sorted(MONEY.items()))
def test_knows_the_usual_currencies(surface: str, code: str, shipped: UnitTable) -> None:
    assert shipped.get(surface) == Unit(surface, code, Decimal(1), "Money")


def test_measure_words_are_their_own_unit(shipped: UnitTable) -> None:
    for word in "个家台条项套名人位辆架艘座栋户所次款件":
        assert shipped.get(word) == Unit(word, word, Decimal(1), "Count")


def test_matches_the_longest(shipped: UnitTable) -> None:
    assert _surface(shipped.match("元人民币，", 0)) == "元人民币"
    assert _surface(shipped.match("平方公里", 0)) == "平方公里"
    assert _surface(shipped.match("3亩地", 1)) == "亩"


@pytest.mark.parametrize("text", ["年代", "人才", "kmh", "mx", "地", ""])
def test_matches_nothing(text: str, shipped: UnitTable) -> None:
    assert shipped.match(text, 0) is None


def test_skips_words_that_are_none(shipped: UnitTable) -> None:
    assert shipped.skip("在三农上", 1) == 3
    assert shipped.skip("一带一路", 0) == 4
    assert shipped.skip("三家", 0) == 0


def test_smaller_units_stand_behind_larger_ones_only(shipped: UnitTable) -> None:
    assert shipped.match("角", 0) is None
    assert shipped.get("元…角") == Unit("元…角", "CNY", Decimal("0.1"), "Money")


def test_matches_signs_before_a_number(shipped: UnitTable) -> None:
    assert _surface(shipped.match_before("融资US$3", 0, 5)) == "US$"
    assert _surface(shipped.match_before("融资US$3", 4, 5)) == "$"
    assert shipped.match_before("融资", 0, 2) is None


def test_reads_fractions_and_words_that_are_no_units(tmp_path: Path) -> None:
    table = load_units(_write(tmp_path, "# 面积\n亩\tm2\t2000/3\tArea\n年\tyear\t1\tDuration\n年代\t-\t-\t-\n"))
    assert table.units[0].factor * 3 == pytest.approx(Decimal(2000))
    assert table.not_units == {"年代"}
    assert table.match("年代", 0) is None


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("亩\tm2\t1", "4 列"),
        ("亩\tm2\t\tArea", "空"),
        (" 亩\tm2\t1\tArea", "空白"),
        ("亩\tm2\t0\tArea", "系数"),
        ("亩\tm2\t-1\tArea", "系数"),
        ("亩\tm2\tNaN\tArea", "系数"),
        ("亩\tm2\tInfinity\tArea", "系数"),
        ("亩\tm2\t1/0\tArea", "系数"),
        ("亩\tm2\t1/2/3\tArea", "系数"),
        ("亩\tm2\t三\tArea", "系数"),
        ("亩\tm2\t1\t面积 Area", "量纲"),
        ("亩\t-\t1\tArea", "三列"),
    ],
)
def test_refuses_a_bad_row(row: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=said) as caught:
        load_units(_write(tmp_path, row + "\n"))
    assert "units.tsv:2" in str(caught.value)


def test_reports_all_faults_at_once(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as caught:
        load_units(_write(tmp_path, "亩\tm2\tx\tArea\n家\t家\t1\tCount\n家\t家\t1\tCount\n"))
    lines = str(caught.value).split("\n")
    assert len(lines) == 2
    assert "units.tsv:2" in lines[0]
    assert "units.tsv:4" in lines[1]
    assert "第 3 行" in lines[1]


@pytest.mark.parametrize("content", [b"", b"surface\tunit\n", "面积".encode("gbk")])
def test_refuses_a_bad_file(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "units.tsv"
    path.write_bytes(content)
    with pytest.raises(KnowledgeError, match=r"表头|UTF-8"):
        load_units(path)


def test_refuses_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError):
        load_units(tmp_path / "none.tsv")


def _write(folder: Path, rows: str) -> Path:
    path = folder / "units.tsv"
    path.write_text(HEADER + rows, encoding="utf-8")
    return path


def _surface(unit: Unit | None) -> str:
    return unit.surface if unit else ""
