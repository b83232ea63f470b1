"""A joint company without a name is one company throughout the post."""

from __future__ import annotations

from collections.abc import Callable

from kg.model import Mention

Recognize = Callable[[str], tuple[Mention, ...]]


def ventures(recognize: Recognize, text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.name) for m in recognize(text) if m.found_by == "venture"]


def test_it_goes_by_its_first_description(recognize: Recognize) -> None:
    text = "海信与联想拟共同设立合资公司。该合资公司将建厂，目标公司的产品直供海信。"
    assert ventures(recognize, text) == [
        ("合资公司", "合资公司"),
        ("该合资公司", "合资公司"),
        ("目标公司", "合资公司"),
    ]


def test_it_goes_by_the_name_that_the_text_gives_it(recognize: Recognize) -> None:
    text = "海信与联想设立合资公司云港远帆科技有限公司。合资公司将建厂。"
    assert ventures(recognize, text) == [("合资公司", "云港远帆科技有限公司")]


def test_where_none_is_founded_the_words_mean_others(recognize: Recognize) -> None:
    assert ventures(recognize, "海信收购了目标公司，并与合资公司签约。") == []
    assert ventures(recognize, "海信在各地设立了两家合资公司。") == []
