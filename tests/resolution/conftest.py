"""What the tests of this room share: the knowledge that ships."""

from __future__ import annotations

import pytest

from kg.knowledge.loader import Knowledge
from kg.pipeline import Extractor
from kg.resolution.naming import NamingRules


@pytest.fixture(scope="session")
def knowledge(extractor: Extractor) -> Knowledge:
    return extractor.knowledge


@pytest.fixture(scope="session")
def naming(knowledge: Knowledge) -> NamingRules:
    return NamingRules(knowledge)
