"""What the tests of this room share: the recogniser that ships, asked about one paragraph."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.knowledge.shapes import Shapes, load_shapes
from kg.language import find_values, split_sentences
from kg.model import Mention
from kg.pipeline import Extractor
from kg.workbench.examples import example_document

Recognize = Callable[[str], tuple[Mention, ...]]


@pytest.fixture(scope="session")
def shapes() -> Shapes:
    return load_shapes()


@pytest.fixture(scope="session")
def recognize(extractor: Extractor) -> Recognize:
    """All mentions in a text, as the program finds them; offsets count from the text's own beginning."""

    def find(text: str) -> tuple[Mention, ...]:
        document = example_document(text)
        sentences = split_sentences(document, extractor.segmenter)
        values = find_values(document, sentences, extractor.knowledge.units)
        found = extractor.recognizer.recognize(document, sentences, values)
        shift = len(document.text) - len(text)
        return tuple(
            Mention(m.type, m.start - shift, m.end - shift, m.name, m.value, m.found_by)
            for m in found
            if m.start >= shift
        )

    return find


@pytest.fixture(scope="session")
def outermost(recognize: Recognize) -> Callable[[str], set[tuple[str, str]]]:
    """Type and name of the mentions that stand in no larger one, quantities and times left out."""

    def find(text: str) -> set[tuple[str, str]]:
        found = recognize(text)
        return {
            (m.type, m.name)
            for m in found
            if m.value is None
            and not any(o.start <= m.start and m.end <= o.end and o.end - o.start > m.end - m.start for o in found)
        }

    return find


@pytest.fixture(scope="session")
def named(recognize: Recognize) -> Callable[[str], set[tuple[str, str]]]:
    """Type and name of all mentions, nested ones included."""

    def find(text: str) -> set[tuple[str, str]]:
        return {(m.type, m.name) for m in recognize(text)}

    return find
