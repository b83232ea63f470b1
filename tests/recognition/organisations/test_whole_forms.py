"""Companies whose name lies between a region and a legal form."""

from __future__ import annotations

import pytest

from kg.knowledge.shapes import Shapes
from kg.recognition.organisations.whole_forms import WholeFormRecognizer
from tests.recognition.cutting import cut, span

REGIONS = ("济南", "济南市", "山东省", "历下")
CASES = [
    ("济南/ns 百年/m 同/p 鑫/nr 食品/n 有限公司/n 成立/v", ["济南百年同鑫食品有限公司"]),  # half of an unknown word
    ("济南/ns 云彩/n 之/u 星/n 科技/n 有限公司/n", ["济南云彩之星科技有限公司"]),
    ("济南/ns 天一/b 讯/ng 灵/a 科技/n 有限公司/n", ["济南天一讯灵科技有限公司"]),
    ("山东省/ns 济南市/ns 浩/nr 云/n 科技/n 有限责任公司/n", ["山东省济南市浩云科技有限责任公司"]),
    ("山东省/ns 浙/j 能/v 历下/ns 发电/vn 有限公司/n", ["山东省浙能历下发电有限公司"]),  # a region inside
    ("平陵市/ns 惠金/nr 建设/vn 投资/vn 有限公司/n", ["平陵市惠金建设投资有限公司"]),  # a region of no list
    ("在/p 济南/ns 浩/nr 云/n 科技/n 有限公司/n", ["济南浩云科技有限公司"]),
    ("股东/n 济南/ns 晨/nr 灿/ag 投资/vn 中心/n (/x 有限/a 合伙/n )/x 减持/v", ["济南晨灿投资中心(有限合伙)"]),
    ("在/p 济南/ns 与/p 浩云/nr 科技/n 有限公司/n", []),  # a word of grammar
    ("济南/ns 成立/v 浩云/nr 科技/n 有限公司/n", []),  # what names never reach across
    ("济南/ns ，/x 浩云/nr 科技/n 有限公司/n", []),
    ("来到/v 游览/v 济南/ns 浩云/nr 科技/n 有限公司/n", []),  # no clause begins at the region
    ("浩云/nr 科技/n 有限公司/n", []),
    ("济南/ns 浩云/nr 科技/n 公司/n", []),
]


@pytest.mark.parametrize(("words", "expected"), CASES)
def test_everything_from_region_to_legal_form_is_the_name(shapes: Shapes, words: str, expected: list[str]) -> None:
    text, sentence = cut(words)
    listed = [span(text, region, "AdministrativeRegion") for region in REGIONS if region in text]
    found = list(WholeFormRecognizer(shapes).find(text, sentence, listed))
    assert [mention.name for mention in found] == expected
    assert {mention.type for mention in found} <= {"Company"}
