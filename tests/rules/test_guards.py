"""How far the text vouches: by the words around the predicate, by word borders, by clauses."""

from __future__ import annotations

import pytest

from kg.knowledge.rule_files import GuardWords, load_rule_files
from kg.model import Document, Mention, Sentence, Status, Token
from kg.pipeline import Extractor
from kg.rules.guards import Guards
from kg.rules.passage import passage_of

from .scenes import is_a

SHIPPED = load_rule_files().guards
LISTED = [
    *((word, Status.NEGATED) for word in SHIPPED.negated),
    *((word, Status.EXPECTED) for word in SHIPPED.expected),
    *((word, Status.PLANNED) for word in SHIPPED.planned),
    *((word, Status.ASSERTED) for word in SHIPPED.asserted),
]
FEW = GuardWords(
    negated=("未", "不再"),
    expected=("预计",),
    planned=("将", "拟"),
    asserted=("已", "目前"),
    claimed=("据悉",),
    questions=("？", "吗。"),
    subordinating=("通过",),
    governing=(),
    prepositions=("以", "与"),
    joints=("联合",),
    speech_verbs=("说",),
    prospective=(),
)


def judged(sentence: str, *, words: GuardWords = FEW, mention: str = "") -> Status | None:
    """The status at `‹…›`, from its first to its last place; words are parted by `/`."""
    cut = sentence.replace("‹", "").replace("›", "")
    text = cut.replace("/", "")
    tokens, place = [], 0
    head, anchor = _predicate(sentence.replace("/", ""))
    for word in cut.split("/"):
        tokens.append(Token(place, place + len(word), "v" if place == head else "x"))
        place += len(word)
    mentions = [Mention("Company", text.index(mention), text.index(mention) + len(mention), mention)] if mention else []
    passage = passage_of(Document("d", "例", text), Sentence(0, len(text), tuple(tokens)), mentions, is_a)
    return Guards(words).status(passage, head, anchor)


def _predicate(sentence: str) -> tuple[int, int]:
    """Where the words between `‹` and `›` begin and where their last one stands."""
    return sentence.index("‹"), sentence.index("›") - 2


@pytest.mark.parametrize(("word", "status"), LISTED)
def test_every_listed_word_counts(word: str, status: Status) -> None:
    assert judged(f"甲公司/{word}/‹投资›/乙公司/。", words=SHIPPED) is status


@pytest.mark.parametrize(("word", "status"), LISTED)
def test_a_word_behind_the_predicate_does_not_count(word: str, status: Status) -> None:
    assert judged(f"甲公司/‹投资›/乙公司/{word}/完成/。", words=SHIPPED) is Status.ASSERTED


@pytest.mark.parametrize("word", SHIPPED.claimed)
def test_hearsay_is_claimed(word: str) -> None:
    assert judged(f"{word}/，/甲公司/已/‹投资›/乙公司/。", words=SHIPPED) is Status.CLAIMED
    assert judged(f"甲公司/‹投资›/乙公司/，/{word}/。", words=SHIPPED) is Status.ASSERTED


@pytest.mark.parametrize("mark", SHIPPED.questions)
def test_a_question_states_nothing(mark: str) -> None:
    assert judged(f"甲公司/将/‹投资›/乙公司/{mark}", words=SHIPPED) is None


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("甲公司/‹投资›/乙公司/。", Status.ASSERTED),
        # Precedence in a clause
        ("甲公司/预计/将/‹投资›/乙公司/。", Status.EXPECTED),
        ("甲公司/将/预计/‹投资›/乙公司/。", Status.EXPECTED),
        ("甲公司/已/拟/‹投资›/乙公司/。", Status.PLANNED),
        ("甲公司/目前/将/‹投资›/乙公司/。", Status.PLANNED),
        ("甲公司/将/未/‹投资›/乙公司/。", Status.NEGATED),
        ("据悉/，/甲公司/将/‹投资›/乙公司/。", Status.PLANNED),
        ("据悉/，/甲公司/未/‹投资›/乙公司/。", Status.NEGATED),
        # A plan carries on through clauses, until words of fact, or ；
        ("甲公司/将/上线/，/‹投资›/乙公司/。", Status.PLANNED),
        ("甲公司/将/上线/，/发展/，/‹投资›/乙公司/。", Status.PLANNED),
        ("甲公司/预计/上线/，/将/‹投资›/乙公司/。", Status.PLANNED),
        ("甲公司/将/上线/，/已/‹投资›/乙公司/。", Status.ASSERTED),
        ("甲公司/将/上线/，/目前/发展/，/‹投资›/乙公司/。", Status.ASSERTED),
        ("甲公司/将/上线/；/‹投资›/乙公司/。", Status.ASSERTED),
        ("甲公司/将/上线/；/丙/发展/，/‹投资›/乙公司/。", Status.ASSERTED),
        ("甲公司/上线/；/将/‹投资›/乙公司/。", Status.PLANNED),
        ("甲公司/‹投资›/乙公司/，/将/上线/。", Status.ASSERTED),
        # A negation does not carry on, and reaches ten characters
        ("甲公司/未/上线/，/‹投资›/乙公司/。", Status.ASSERTED),
        ("甲公司/未/向/某某/科技/公司/‹投资›/。", Status.NEGATED),
        ("甲公司/未/向/某某/某某/科技/发展/公司/‹投资›/。", Status.ASSERTED),
        # A clause that is subordinate takes the status of the next
        ("通过/‹投资›/乙公司/，/甲公司/将/上线/。", Status.PLANNED),
        ("通过/‹投资›/乙公司/，/甲公司/预计/上线/。", Status.EXPECTED),
        ("通过/‹投资›/乙公司/，/甲公司/上线/，/将/发展/。", Status.ASSERTED),
        ("将/发展/，/通过/‹投资›/乙公司/，/甲公司/已/上线/。", Status.ASSERTED),
        ("将/发展/，/通过/‹投资›/乙公司/，/甲公司/上线/。", Status.PLANNED),
        ("甲公司/通过/‹投资›/乙公司/，/将/上线/。", Status.ASSERTED),
        ("通过/‹投资›/乙公司/。", Status.ASSERTED),
        # Words, not characters
        ("虚拟/现实/‹投资›/乙公司/。", Status.ASSERTED),
        ("将军/‹投资›/乙公司/。", Status.ASSERTED),
        ("未来/‹投资›/乙公司/。", Status.ASSERTED),
        # A word that the segmenter cut in several, from border to border
        ("甲公司/不/再/‹投资›/乙公司/。", Status.NEGATED),
        ("甲公司/预/计/‹投资›/乙公司/。", Status.EXPECTED),
        ("甲公司/预/计划/‹投资›/乙公司/。", Status.ASSERTED),
        ("虚拟/‹投资›/乙公司/。", Status.ASSERTED),
        # A word that was joined with the preposition after it, and with nothing else
        ("甲公司/将与/丙公司/‹投资›/乙公司/。", Status.PLANNED),
        ("甲公司/拟以/现金/‹投资›/乙公司/。", Status.PLANNED),
        ("甲公司/将近/‹投资›/乙公司/。", Status.ASSERTED),
        ("甲公司/将与会/‹投资›/乙公司/。", Status.ASSERTED),
        # The predicate may be of several words: what negates stands before its first, what plans before its last
        ("甲公司/不再/‹由/乙公司/运营›/。", Status.NEGATED),
        ("平台/‹由/乙公司/将/负责›/。", Status.PLANNED),
        # Only the mark at the end asks
        ("甲公司/？/乙公司/‹投资›/。", Status.ASSERTED),
        ("甲公司/‹投资›/乙公司/吗/。", None),
    ],
)
def test_status(sentence: str, status: Status | None) -> None:
    assert judged(sentence) is status


def test_a_word_within_a_name_does_not_count() -> None:
    assert judged("将/来/公司/‹投资›/乙公司/。") is Status.PLANNED
    assert judged("将/来/公司/‹投资›/乙公司/。", mention="将来公司") is Status.ASSERTED
    assert judged("甲/将/公司/‹投资›/乙公司/。", mention="甲将公司") is Status.ASSERTED


def test_what_a_sentence_before_says_does_not_count(extractor: Extractor) -> None:
    text = "甲公司将上线。乙公司投资丙公司。"
    sentence = Sentence(7, len(text), extractor.segmenter.tokens(text, 7, len(text)))
    passage = passage_of(Document("d", "例", text), sentence, (), is_a)
    assert Guards(SHIPPED).status(passage, text.index("投资"), text.index("投资")) is Status.ASSERTED


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("该公司虚拟现实业务‹投资›乙平台。", Status.ASSERTED),
        ("该公司拟‹投资›乙平台。", Status.PLANNED),
        ("这位将军‹投资›乙平台。", Status.ASSERTED),
        ("该公司将‹投资›乙平台。", Status.PLANNED),
        ("未来三年该公司‹投资›乙平台。", Status.PLANNED),
        ("该公司未‹投资›乙平台。", Status.NEGATED),
        ("该公司不断‹投资›乙平台。", Status.ASSERTED),
        ("该公司不仅‹投资›乙平台，还建设园区。", Status.ASSERTED),
        ("该公司原材料公司‹投资›乙平台。", Status.ASSERTED),
        ("曾先生‹投资›乙平台。", Status.ASSERTED),
        ("规划局‹投资›乙平台。", Status.ASSERTED),
        ("没想到该公司‹投资›乙平台。", Status.ASSERTED),
        ("该公司有望于6月‹投资›乙平台。", Status.EXPECTED),
        ("该公司拟以现金‹投资›乙平台。", Status.PLANNED),
        ("该公司将与某市‹投资›乙平台。", Status.PLANNED),
        ("该公司不会‹投资›乙平台。", Status.NEGATED),
        ("据悉，该公司已‹投资›乙平台。", Status.CLAIMED),
        ("该公司没有‹投资›乙平台。", Status.NEGATED),
        ("通过‹投资›乙平台，该公司将进入新市场。", Status.PLANNED),
    ],
)
def test_status_of_real_words(sentence: str, status: Status, extractor: Extractor) -> None:
    text = sentence.replace("‹", "").replace("›", "")
    words = Sentence(0, len(text), extractor.segmenter.tokens(text, 0, len(text)))
    passage = passage_of(Document("d", "例", text), words, (), is_a)
    assert Guards(SHIPPED).status(passage, *_predicate(sentence)) is status


@pytest.mark.parametrize(("word", "status"), LISTED)
def test_every_listed_word_counts_however_the_segmenter_cuts_it(
    word: str, status: Status, extractor: Extractor
) -> None:
    text = f"该公司{word}投资乙平台。"
    words = Sentence(0, len(text), extractor.segmenter.tokens(text, 0, len(text)))
    passage = passage_of(Document("d", "例", text), words, (), is_a)
    place = text.index("投资")
    assert Guards(SHIPPED).status(passage, place, place) is status
