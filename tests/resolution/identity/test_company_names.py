"""Names of organisations taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.knowledge.loader import Knowledge
from kg.resolution.identity.company_names import NameForms, written


@pytest.fixture(scope="module")
def forms(knowledge: Knowledge) -> NameForms:
    return NameForms(knowledge)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("甲海（集团）", "甲海(集团)"),
        ("ＡＢＣ科技", "abc科技"),
        ("甲海 科技", "甲海科技"),
        ("约翰·甲", "约翰・甲"),
        ("〔甲〕", "（甲）"),
    ],
)
def test_ways_of_writing(name: str, other: str) -> None:
    assert written(name) == written(other)


@pytest.mark.parametrize(("name", "other"), [("甲海", "乙海"), ("New Way", "NewWay"), ("甲1", "甲l")])
def test_what_is_not_writing(name: str, other: str) -> None:
    assert written(name) != written(other)


@pytest.mark.parametrize(
    ("name", "places", "core", "form"),
    [
        ("甲海科技有限公司", (), "甲海科技", "有限公司"),
        ("甲海科技有限责任公司", (), "甲海科技", "有限公司"),
        ("甲海科技股份有限公司", (), "甲海科技", "股份有限公司"),
        ("甲海（集团）股份公司", (), "甲海集团", "股份有限公司"),
        ("济南甲海科技有限公司", ("济南市",), "甲海科技", "有限公司"),
        ("山东省济南市甲海科技有限公司", ("济南市",), "甲海科技", "有限公司"),
        ("山东济南甲海科技", ("济南市",), "甲海科技", ""),
        ("甲海科技（济南）有限公司", (), "甲海科技(济南)", "有限公司"),
        ("济南市人民政府", ("济南市",), "政府", ""),
        ("济南市发展和改革委员会", ("济南市",), "发改委", ""),
        ("中国甲海有限公司", (), "中国甲海", "有限公司"),
        ("有限公司", (), "有限公司", ""),
        ("济南", (), "济南", ""),
    ],
)
def test_parts(name: str, places: tuple[str, ...], core: str, form: str, forms: NameForms) -> None:
    parts = forms.parts(name)
    assert (parts.places, parts.core, parts.form) == (places, core, form)


def test_an_idle_province_is_counted(forms: NameForms) -> None:
    assert forms.parts("山东省济南市甲海局").regions == 2
    assert forms.parts("济南市甲海局").regions == 1


def test_a_region_that_does_not_lie_in_the_one_before_stays(forms: NameForms) -> None:
    assert forms.parts("浙江省济南市甲海局").places == ("浙江省", "济南市")


@pytest.mark.parametrize(("name", "stem"), [("甲海科技公司", "甲海科技"), ("甲海公司", "甲海"), ("甲公司", "甲公司")])
def test_what_stands_for_a_legal_form_in_speech(name: str, stem: str, forms: NameForms) -> None:
    assert forms.spoken(name).stem == (stem,)


@pytest.mark.parametrize(
    "name", ["公司", "中心", "集团", "市政府", "目标公司", "甲方", "发行人", "实验室", "项目", "甲", "中央委员会"]
)
def test_names_that_say_nothing_outside_their_post(name: str, forms: NameForms) -> None:
    assert not forms.tells(name)


@pytest.mark.parametrize("name", ["甲海", "甲海中心", "甲海公司", "济南市政府", "济甲院", "山东大学"])
def test_names_that_say_who_is_meant(name: str, forms: NameForms) -> None:
    assert forms.tells(name)


@given(st.text(max_size=40))
@settings(max_examples=200, derandomize=True, deadline=None)
def test_any_name_can_be_taken_apart(forms: NameForms, name: str) -> None:
    parts = forms.parts(name)
    assert written(f" {name} ") == written(name)
    assert len(parts.core) <= 2 * len(written(name)) + 1
    assert isinstance(forms.tells(name), bool)
