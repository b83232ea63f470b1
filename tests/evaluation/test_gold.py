import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import KgError
from kg.evaluation import Gold, GoldDate, find_gold, load_gold
from kg.model import Bound, Quantity, Status

from .conftest import GOLD

TINY = json.loads((GOLD / "tiny.json").read_text(encoding="utf-8"))


def load(folder: Path, content: object) -> Gold:
    path = folder / "g.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return load_gold(path)


def changed(key: str, value: object) -> object:
    """The tiny gold with one field of its second fact replaced."""
    facts = [dict(fact) for fact in TINY["facts"]]
    facts[1][key] = value
    return {**TINY, "facts": facts}


def test_reads_every_kind_of_object(tiny: Gold):
    published, invests, cooperates, land, title, located = tiny.facts
    assert published.object == GoldDate("2026-07-16")
    assert invests.subject.names == ("甲科技有限公司", "甲公司")
    assert invests.status is Status.PLANNED
    assert [one.id for one in cooperates.alternatives] == ["e5"]
    assert land.object == Quantity(Decimal(1823600), "m2", Bound.ABOUT)
    assert land.statuses == (Status.ASSERTED, Status.CLAIMED)
    assert title.object == "董事长"
    assert located.properties == ("locatedIn", "settlesIn")
    assert (located.start, located.end, located.tier) == (31, 40, 2)
    assert [one.speaker.id for one in tiny.quotations] == ["e3"]


def test_reads_the_seed(seed: Gold):
    assert (len(seed.entities), len(seed.facts), len(seed.quotations)) == (127, 223, 6)
    assert sum(fact.tier == 1 for fact in seed.facts) == 105


def test_the_article_need_not_be_listed(tmp_path: Path):
    gold = load(tmp_path, {"entities": [], "facts": [], "quotes": []})
    assert [(one.id, one.type) for one in gold.entities] == [("a0", "NewsArticle")]
    assert gold.id == "g"


def test_plain_text_beside_is_read(tmp_path: Path):
    (tmp_path / "g.txt").write_text("题\n文", encoding="utf-8")
    assert load(tmp_path, TINY).text == "题\n文"
    (tmp_path / "g.txt").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(KgError, match=r"g\.txt"):
        load(tmp_path, TINY)


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("{", r"g\.json:1"),
        ('{"facts": [NaN]}', r"g\.json"),
        ("[" * 100_000, r"g\.json"),
        ([], r"g\.json"),
        ({"entities": {}}, "entities"),
        ({"entities": [{"id": "e1", "type": "Company"}]}, r"entities\[0\]"),
        ({"entities": TINY["entities"][:2] * 2}, r"entities\[2\]"),
        (changed("s", "e99"), r"facts\[1\]\.s"),
        (changed("s", None), r"facts\[1\]\.s"),
        (changed("o", "e99"), r"facts\[1\]\.o"),
        (changed("o", {"date": "2026", "text": "x"}), r"facts\[1\]\.o"),
        (changed("o", {"quantity": {"value": "3", "unit": "m2"}}), r"facts\[1\]\.o\.quantity\.value"),
        (changed("o", {"quantity": {"value": True, "unit": "m2"}}), r"facts\[1\]\.o\.quantity\.value"),
        (changed("o", {"quantity": {"value": 3, "unit": "m2", "bound": "x"}}), r"facts\[1\]\.o\.quantity\.bound"),
        (changed("status", "Sure"), r"facts\[1\]\.status"),
        (changed("alt_status", ["Sure"]), r"facts\[1\]\.alt_status"),
        (changed("alt", "e1"), r"facts\[1\]\.alt"),
        (changed("tier", 3), r"facts\[1\]\.tier"),
        (changed("tier", True), r"facts\[1\]\.tier"),
        (changed("evidence", [3, 3]), r"facts\[1\]\.evidence"),
        (changed("evidence", [1, 2, 3]), r"facts\[1\]\.evidence"),
        (changed("evidence", [-1, 2]), r"facts\[1\]\.evidence"),
        ({**TINY, "quotes": [{"speaker": "e9", "evidence": [0, 1]}]}, r"quotes\[0\]\.speaker"),
    ],
)
def test_malformed_gold_is_refused_with_its_place(tmp_path: Path, content: object, place: str):
    with pytest.raises(KgError) as caught:
        load(tmp_path, content)
    assert "g.json" in caught.value.place
    assert caught.match(place)
    assert caught.value.remedy


def test_missing_or_not_utf8(tmp_path: Path):
    with pytest.raises(KgError, match="无法读取"):
        load_gold(tmp_path / "none.json")
    (tmp_path / "g.json").write_bytes(b"\xff{}")
    with pytest.raises(KgError, match="UTF-8"):
        load_gold(tmp_path / "g.json")


def test_find_gold(tmp_path: Path):
    for name in ("b.json", "a.json", "a.md"):
        (tmp_path / name).write_text('{"facts": []}', encoding="utf-8")
    assert find_gold(tmp_path) == (tmp_path / "a.json", tmp_path / "b.json")
    assert find_gold(tmp_path / "b.json") == (tmp_path / "b.json",)
    with pytest.raises(KgError, match="没有找到"):
        find_gold(tmp_path / "none")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "entities", "facts", "quotes", "s", "p", "o", "status", "tier", "evidence", "name"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(JSON)
@settings(derandomize=True, max_examples=150)
def test_any_json_is_gold_or_a_reported_error(tmp_path_factory: pytest.TempPathFactory, content: object):
    try:
        gold = load(tmp_path_factory.getbasetemp(), {"id": "g", **content} if isinstance(content, dict) else content)
    except KgError as error:
        assert error.place
    else:
        assert isinstance(gold, Gold)


def test_other_json_of_a_folder_is_passed_over(tmp_path: Path):
    (tmp_path / "floor.json").write_text('{"floors": {"f1": 0.9}}', encoding="utf-8")
    (tmp_path / "list.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(KgError, match="没有找到"):
        find_gold(tmp_path)
    (tmp_path / "a.json").write_text('{"facts": []}', encoding="utf-8")
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    # What cannot be read is kept, so that reading it says what is wrong.
    assert [path.name for path in find_gold(tmp_path)] == ["a.json", "broken.json"]
