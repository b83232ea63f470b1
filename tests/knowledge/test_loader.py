"""All knowledge together: which types there are, and what may stand for what."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import KnowledgeError, RuleError
from kg.knowledge.loader import Knowledge, load_knowledge
from tests.sample_rules import RULE


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def test_everything_is_there(knowledge: Knowledge) -> None:
    assert knowledge.ontology.classes
    assert knowledge.names
    assert knowledge.units.units
    assert knowledge.shapes.endings
    assert knowledge.rules.rules


@pytest.mark.parametrize(
    "name", ["Company", "Agent", "Money", "Area", "Count", "Quantity", "Time", "Post", "Phase", "Text", "Thing"]
)
def test_types_that_a_pattern_may_ask_for(name: str, knowledge: Knowledge) -> None:
    assert knowledge.knows_type(name)


@pytest.mark.parametrize("name", ["Nobody", "", "company", "operatedBy", "CNY"])
def test_names_that_are_no_types(name: str, knowledge: Knowledge) -> None:
    assert not knowledge.knows_type(name)


@pytest.mark.parametrize(
    ("name", "ancestor", "fits"),
    [
        ("Company", "Company", True),
        ("Company", "Organization", True),
        ("Company", "Agent", True),
        ("Company", "Thing", True),
        ("ComputingCentre", "Place", True),
        ("Organization", "Company", False),
        ("Company", "Place", False),
        ("Money", "Quantity", True),
        ("Money", "Money", True),
        ("Money", "Area", False),
        ("Money", "Thing", False),
        ("Company", "Quantity", False),
        ("Time", "Time", True),
        ("Time", "Quantity", False),
        ("Time", "Thing", False),
        ("Post", "Person", False),
        ("Nobody", "Nobody", True),
        ("Nobody", "Thing", False),
    ],
)
def test_what_may_stand_for_what(name: str, ancestor: str, fits: bool, knowledge: Knowledge) -> None:
    assert knowledge.is_a(name, ancestor) is fits
    assert knowledge.is_a(name, ancestor) is fits


def test_every_listed_name_has_a_type(knowledge: Knowledge) -> None:
    listed = {entry.type for entry in knowledge.names}
    lexical = {
        "AmbiguousCompany",
        "AmbiguousOrganization",
        "ForeignName",
        "Noun",
        "ShortForm",
        "Surname",
        "Verb",
    }
    assert {kind for kind in listed if not knowledge.knows_type(kind)} <= lexical


def test_every_prospective_property_is_one(knowledge: Knowledge) -> None:
    assert set(knowledge.rules.guards.prospective) <= knowledge.ontology.properties.keys()


def test_other_rules_may_be_used(tmp_path: Path, knowledge: Knowledge) -> None:
    (tmp_path / "mine.yaml").write_text("rules: []\n", encoding="utf-8")
    other = load_knowledge(rules=[tmp_path], builtin=False)
    assert other.rules.rules == ()
    assert other.rules.guards == knowledge.rules.guards
    assert other.names == knowledge.names


def test_rules_that_are_not_there_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as caught:
        load_knowledge(rules=[tmp_path / "none"])
    assert isinstance(caught.value, KnowledgeError)
    assert len(caught.value.faults) == 1


HEADER = "name\ttype\tcanonical\tparent\n"


@pytest.fixture
def own(tmp_path: Path) -> tuple[Path, Path]:
    rules, names = tmp_path / "mine.yaml", tmp_path / "mine.tsv"
    rules.write_text(RULE, encoding="utf-8")
    names.write_text(f"{HEADER}星海云\tCompany\t\t\n", encoding="utf-8")
    return rules, names


def test_rules_and_names_are_added(own: tuple[Path, Path], knowledge: Knowledge) -> None:
    rules, names = own
    more = load_knowledge(rules=[rules], names=[names])
    assert [spec.rule for spec in more.rules.rules] == [*(s.rule for s in knowledge.rules.rules), "ranks-among"]
    assert {entry.name for entry in set(more.names) - set(knowledge.names)} == {"星海云"}
    assert more.ontology.properties.keys() - knowledge.ontology.properties.keys() == {"ranksAmong"}
    assert more.rules.macros == knowledge.rules.macros


def test_without_the_built_in_ones(own: tuple[Path, Path], knowledge: Knowledge) -> None:
    rules, names = own
    alone = load_knowledge(rules=[rules], names=[names], builtin=False)
    assert [spec.rule for spec in alone.rules.rules] == ["ranks-among"]
    assert [entry.name for entry in alone.names] == ["星海云"]
    assert alone.rules.guards == knowledge.rules.guards
    # What the user does not bring stays: rules of one's own still need surnames and regions.
    assert load_knowledge(rules=[rules], builtin=False).names == knowledge.names
    assert load_knowledge(names=[names], builtin=False).rules.rules == knowledge.rules.rules
    with pytest.raises(KnowledgeError, match="--rules"):
        load_knowledge(builtin=False)


def test_own_knowledge_alone_reads_texts(own: tuple[Path, Path]) -> None:
    from kg.pipeline import extract, load_extractor
    from kg.workbench.examples import check_examples, example_document

    rules, names = own
    extractor = load_extractor(load_knowledge(rules=[rules], names=[names], builtin=False))
    assert check_examples(extractor) == ()
    facts = extract(example_document("星海云位列中国企业500强，王某出席。"), extractor).facts
    assert ("星海云", "ranksAmong") in {(fact.subject.name, fact.property) for fact in facts}


def test_faults_of_rules_and_names_are_said_together(own: tuple[Path, Path], tmp_path: Path) -> None:
    rules, names = own
    rules.write_text(RULE.replace("subject: Company", "subject: Firm").replace("emit:", "emits:"), encoding="utf-8")
    names.write_text(f"{HEADER}星海云\tFirm\t\t\n", encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_knowledge(rules=[rules], names=[names])
    places = [fault.replace(f"{tmp_path}/", "").split(": ")[0] for fault in caught.value.faults]
    assert places == ["mine.yaml:4", "mine.yaml:2", "mine.tsv:2"]
    with pytest.raises(KnowledgeError, match=r"mine\.tsv:2") as alone:
        load_knowledge(names=[names])
    assert not isinstance(alone.value, RuleError)
