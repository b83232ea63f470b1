"""How far invented news sentences vouch for the predicate marked in them, from recognition to judgement."""

from __future__ import annotations

import pytest

from kg.model import Document, Status
from kg.pipeline import Extractor, recognize
from kg.rules.guards import Guards
from kg.rules.passage import passage_of
from kg.rules.punctuation import as_rules_see


def judged(marked: str, extractor: Extractor) -> Status | None:
    """The status at `‹…›`, from its first word to its last, with the sentences behind it in view."""
    text = marked.replace("‹", "").replace("›", "")
    head, end = marked.index("‹"), marked.index("›") - 1
    document = as_rules_see(Document("d", "例", text, paragraphs=((0, len(text)),)))
    sentences, mentions = recognize(document, extractor)
    known = sorted(mentions, key=lambda m: (m.start, -m.end, m.type))
    passages = [passage_of(document, sentence, known, extractor.knowledge.is_a) for sentence in sentences]
    number = next(n for n, passage in enumerate(passages) if passage.start <= head < passage.end)
    anchor = max(place for place in passages[number].words if head <= place < end)
    guards = Guards(extractor.knowledge.rules.guards)
    return guards.status(passages[number], head, anchor, passages[number + 1 :])


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("东方明远科技有限公司拟以不超过10亿元‹收购›北辰智数投资有限公司。", Status.PLANNED),
        ("东方明远科技有限公司正考虑‹收购›北辰智数投资有限公司。", Status.PLANNED),
        ("东方明远科技有限公司有意‹收购›北辰智数投资有限公司60%股权。", Status.PLANNED),
        ("东方明远科技有限公司董事会同意‹收购›北辰智数投资有限公司。", Status.PLANNED),
        ("东方明远科技有限公司审议通过关于‹收购›北辰智数投资有限公司股权的议案。", Status.PLANNED),
        ("东方明远科技有限公司正在洽谈‹收购›北辰智数投资有限公司。", Status.PLANNED),
        ("济南市推动东方明远科技有限公司与北辰智数投资有限公司‹合作›。", Status.PLANNED),
        ("为了‹收购›北辰智数投资有限公司，东方明远科技有限公司筹集了资金。", Status.PLANNED),
        ("募集资金用于‹建设›济南人工智能计算中心。", Status.PLANNED),
        ("双方要加快‹建设›济南人工智能计算中心。", Status.PLANNED),
        ("东方明远科技有限公司欲‹收购›北辰智数投资有限公司。", Status.PLANNED),
        ("项目建成后，‹年产›工业机器人10万台。", Status.PLANNED),
        ("届时，‹年产›工业机器人10万台。", Status.PLANNED),
        ("东方明远科技有限公司原计划4月投产，现调整为‹6月投产›。", Status.PLANNED),
        ("济南人工智能计算中心原计划由东方明远科技有限公司‹运营›，现改由北辰智数投资有限公司负责。", Status.NEGATED),
        ("济南人工智能计算中心原计划由东方明远科技有限公司负责，现改由北辰智数投资有限公司‹运营›。", Status.PLANNED),
        ("济南人工智能计算中心不再由东方明远科技有限公司‹运营›，改由北辰智数投资有限公司负责。", Status.NEGATED),
        ("济南人工智能计算中心不再由东方明远科技有限公司负责，改由北辰智数投资有限公司‹运营›。", Status.ASSERTED),
        ("济南人工智能计算中心不是由明湖云而是由北辰智数‹运营›。", Status.ASSERTED),
        ("东方明远科技有限公司无意‹收购›北辰智数投资有限公司。", Status.NEGATED),
        ("东方明远科技有限公司不会‹收购›北辰智数投资有限公司。", Status.NEGATED),
        ("东方明远科技有限公司终止‹收购›北辰智数投资有限公司。", Status.NEGATED),
        ("东方明远科技有限公司取消‹收购›北辰智数投资有限公司的计划。", Status.NEGATED),
        ("东方明远科技有限公司尚未‹收购›北辰智数投资有限公司。", Status.NEGATED),
        ("东方明远科技有限公司未获得济南智慧停车项目的‹承建权›。", Status.NEGATED),
        ("东方明远科技有限公司‹收购›北辰智数投资有限公司一事告吹。", Status.NEGATED),
        ("东方明远科技有限公司‹收购›北辰智数投资有限公司，最终失败。", Status.NEGATED),
        ("东方明远科技有限公司拟‹收购›北辰智数投资有限公司的计划被叫停。", Status.NEGATED),
        ("东方明远科技有限公司否认‹收购›北辰智数投资有限公司。", Status.NEGATED),
        ("东方明远科技有限公司否认将斥资10亿元‹收购›北辰智数投资有限公司。", Status.NEGATED),
        ("东方明远科技有限公司并非北辰智数投资有限公司的‹子公司›。", Status.NEGATED),
        ("传东方明远科技有限公司将‹收购›北辰智数投资有限公司。", Status.CLAIMED),
        ("知情人士称，东方明远科技有限公司拟‹收购›北辰智数投资有限公司。", Status.CLAIMED),
        (
            "有消息称，东方明远科技有限公司计划‹收购›北辰智数投资有限公司。东方明远科技有限公司未予置评。",
            Status.CLAIMED,
        ),
        ("据媒体报道，东方明远科技有限公司‹收购›了北辰智数投资有限公司。", Status.CLAIMED),
        ("据新华社报道，东方明远科技有限公司已‹收购›北辰智数投资有限公司。", Status.CLAIMED),
        ("网传东方明远科技有限公司‹收购›北辰智数投资有限公司。", Status.CLAIMED),
        ("东方明远科技有限公司疑似‹收购›北辰智数投资有限公司。", Status.CLAIMED),
        ("对于‹收购›北辰智数投资有限公司的传闻，东方明远科技有限公司未予回应。", Status.CLAIMED),
        ("网传东方明远科技有限公司‹收购›北辰智数投资有限公司。对此，公司回应称，该消息不实。", Status.NEGATED),
        ("有消息称，东方明远科技有限公司拟‹收购›北辰智数投资有限公司。公司随后辟谣。", Status.NEGATED),
        ("东方明远科技有限公司‹收购›北辰智数投资有限公司的传闻不属实。", Status.NEGATED),
        ("关于东方明远科技有限公司将‹收购›北辰智数投资有限公司的传言，公司予以否认。", Status.NEGATED),
        ("针对网上传闻，东方明远科技有限公司回应称，公司将‹收购›北辰智数投资有限公司。", Status.PLANNED),
        ("东方明远科技有限公司可能‹收购›北辰智数投资有限公司。", Status.EXPECTED),
        ("东方明远科技有限公司或‹收购›北辰智数投资有限公司。", Status.EXPECTED),
        ("东方明远科技有限公司或将‹收购›北辰智数投资有限公司。", Status.EXPECTED),
        ("东方明远科技有限公司或北辰智数投资有限公司‹运营›济南人工智能计算中心。", Status.ASSERTED),
        ("济南市希望东方明远科技有限公司‹落户›。", Status.EXPECTED),
        ("东方明远科技有限公司是否‹收购›北辰智数投资有限公司尚不确定。", None),
        ("若东方明远科技有限公司‹收购›北辰智数投资有限公司，则股价会上涨。", None),
        ("除非东方明远科技有限公司‹收购›北辰智数投资有限公司，合作才会继续。", None),
        ("只有东方明远科技有限公司‹收购›北辰智数投资有限公司，才能解决问题。", None),
        ("东方明远科技有限公司‹收购›北辰智数投资有限公司的话，股价会上涨。", None),
        ("如果审批通过，东方明远科技有限公司‹收购›北辰智数投资有限公司。", Status.EXPECTED),
        ("东方明远科技有限公司会‹收购›北辰智数投资有限公司吗？", None),
        ("东方明远科技有限公司将投资10亿元建设济南数据产业园，济南数据产业园‹位于›历下区。", Status.ASSERTED),
        ("项目计划2024年建成，‹总投资›10亿元。", Status.ASSERTED),
        ("山东省计划开工一批工程，‹总投资›10亿元。", Status.ASSERTED),
        ("项目计划‹总投资›10亿元。", Status.PLANNED),
        ("东方明远科技有限公司将在济南建设园区，‹收购›北辰智数投资有限公司。", Status.PLANNED),
        ("东方明远科技有限公司将在济南建设园区，日前‹收购›北辰智数投资有限公司。", Status.ASSERTED),
        ("东方明远科技有限公司将发展人工智能，去年‹收购›了北辰智数投资有限公司。", Status.ASSERTED),
        ("拟上市的东方明远科技有限公司‹收购›北辰智数投资有限公司。", Status.ASSERTED),
        ("即将投产的济南明远工厂由北辰智数投资有限公司‹运营›。", Status.ASSERTED),
        ("东方明远科技有限公司不仅‹收购›北辰智数投资有限公司，还投资了海信。", Status.ASSERTED),
        ("东方明远科技有限公司以要约方式‹收购›北辰智数投资有限公司。", Status.ASSERTED),
        ("东方明远科技有限公司以不低于10亿元‹收购›北辰智数投资有限公司。", Status.ASSERTED),
        ("东方明远科技有限公司的研发或生产由北辰智数投资有限公司‹负责›。", Status.ASSERTED),
        ("东方明远科技有限公司目前没有‹收购›北辰智数投资有限公司的计划。", Status.NEGATED),
        ("东方明远科技有限公司从未与北辰智数投资有限公司‹合作›。", Status.NEGATED),
        ("东方明远科技有限公司与北辰智数投资有限公司不存在‹合作›关系。", Status.NEGATED),
        ("东方明远科技有限公司承诺‹增持›北辰智数投资有限公司股份。", Status.PLANNED),
        ("东方明远科技有限公司(600000)公告,拟‹收购›北辰智数投资有限公司。", Status.PLANNED),
        ("市场传言称东方明远科技有限公司‹收购›北辰智数投资有限公司。", Status.CLAIMED),
        ("东方明远科技有限公司撤回‹收购›北辰智数投资有限公司的要约。", Status.NEGATED),
        ("东方明远科技有限公司完成了对北辰智数投资有限公司的‹收购›。", Status.ASSERTED),
        ("下一步，济南市将引导东方明远科技有限公司‹建设›济南数据产业园。", Status.PLANNED),
        ("东方明远科技有限公司决心‹收购›北辰智数投资有限公司。", Status.PLANNED),
        ("东方明远科技有限公司董事会同意‹聘任›王建国为总经理。", Status.ASSERTED),
        ("济南市推动东方明远科技有限公司与北辰智数投资有限公司‹达成›了合作。", Status.ASSERTED),
        ("在济南市推动下，东方明远科技有限公司与北辰智数投资有限公司‹合作›。", Status.ASSERTED),
        (
            "网传东方明远科技有限公司停产。公司回应称，该消息不实。东方明远科技有限公司‹收购›北辰智数投资有限公司。",
            Status.ASSERTED,
        ),
        ("东方明远科技有限公司‹收购›北辰智数投资有限公司。该消息不实。", Status.ASSERTED),
    ],
)
def test_status_from_scope(sentence: str, status: Status | None, extractor: Extractor) -> None:
    assert judged(sentence, extractor) is status
