"""Properties of rule files: what a declaration may say, and what the ontology has against it."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from kg.errors import KnowledgeError
from kg.knowledge.ontology import Ontology, load_ontology
from kg.knowledge.properties import PropertySpec, property_faults, stated_property

RANKS = {"property": "ranksAmong", "zh": "位列", "en": "ranks among", "subject": "Company", "object": "Concept"}


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def spec(**changes: object) -> PropertySpec:
    """A sound declaration with some keys changed; None leaves a key out."""
    said = {key: value for key, value in (RANKS | changes).items() if value is not None}
    return PropertySpec.model_validate(said)


def faults(ontology: Ontology, *specs: PropertySpec) -> list[str]:
    return list(property_faults(specs, ontology))


def test_a_property_of_entities(ontology: Ontology) -> None:
    stated = stated_property(spec(comment_zh="进榜。", comment_en="In a list.", symmetric="true"))
    assert (stated.label_zh, stated.label_en, stated.kind) == ("位列", "ranks among", "object")
    assert (stated.domain, stated.range) == ({"Company"}, {"Concept"})
    assert (stated.comment_zh, stated.comment_en, stated.symmetric, stated.own) == ("进榜。", "In a list.", True, True)
    assert faults(ontology, spec()) == []


def test_several_classes(ontology: Ontology) -> None:
    several = spec(subject=["Company", "University"], object=["Concept", "Industry"])
    assert stated_property(several).domain == {"Company", "University"}
    assert stated_property(several).range == {"Concept", "Industry"}
    assert faults(ontology, several) == []


def test_a_property_of_values() -> None:
    stated = stated_property(spec(object=None, value="true"))
    assert (stated.kind, stated.range) == ("literal", frozenset())


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"property": "Ranks"}, "pattern"),
        ({"property": "ranks-among"}, "pattern"),
        ({"property": "位列"}, "pattern"),
        ({"property": None}, "required"),
        ({"zh": None}, "required"),
        ({"en": None}, "required"),
        ({"zh": ""}, "at least 1"),
        ({"zh": " 位列"}, "pattern"),
        ({"zh": "位\n列"}, "pattern"),
        ({"subject": None}, "required"),
        ({"subject": []}, "at least 1"),
        ({"object": []}, "at least 1"),
        ({"object": None}, "value: true"),
        ({"value": "true"}, "value: true"),
        ({"object": None, "value": "perhaps"}, "valid boolean"),
        ({"object": None, "value": "true", "symmetric": "true"}, "反方向"),
        ({"label": "位列"}, "not permitted"),
    ],
)
def test_slips_are_refused(changes: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        spec(**changes)


@pytest.mark.parametrize("name", ["operatedBy", "operates", "status", "evidence", "value", "rule"])
def test_a_name_in_use_is_refused(name: str, ontology: Ontology) -> None:
    (fault,) = faults(ontology, spec(property=name, place="a.yaml:2"))
    assert fault.startswith(f"a.yaml:2: 属性 {name} ")
    with pytest.raises(KnowledgeError, match=name):
        ontology.with_properties([stated_property(spec(property=name))])


def test_a_label_in_use_is_refused(ontology: Ontology) -> None:
    (fault,) = faults(ontology, spec(zh="运营方", place="a.yaml:2"))
    assert fault.startswith("a.yaml:2: ")
    assert "operatedBy" in fault


def test_a_property_is_declared_once(ontology: Ontology) -> None:
    first, second = spec(place="a.yaml:2"), spec(zh="名列", place="b.yaml:3")
    (fault,) = faults(ontology, first, second)
    assert fault == "b.yaml:3: 属性重复 ranksAmong（already in a.yaml:2）"
    assert len(faults(ontology, first, spec(property="listedIn", place="b.yaml:3"))) == 1


def test_every_unknown_class_is_said(ontology: Ontology) -> None:
    found = faults(ontology, spec(subject=["Firm", "Company"], object="List", place="a.yaml:2"))
    assert [fault.split("（")[0] for fault in found] == ["a.yaml:2: 没有类 Firm", "a.yaml:2: 没有类 List"]
    assert "Company" in found[0]


def test_the_ontology_grows_in_order_and_the_old_one_stays(ontology: Ontology) -> None:
    grown = ontology.with_properties([stated_property(spec())])
    assert list(grown.properties) == sorted(grown.properties)
    assert grown.properties.keys() - ontology.properties.keys() == {"ranksAmong"}
    assert grown.classes == ontology.classes
    assert grown.is_a("ComputingCentre", "Place")
    assert ontology.with_properties([]) == ontology
    symmetric = ontology.with_properties([stated_property(spec(symmetric="true"))]).symmetric
    assert symmetric == ontology.symmetric | {"ranksAmong"}
