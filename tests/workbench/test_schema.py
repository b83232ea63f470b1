"""The schema of rule files: current, complete, and of one mind with the loader."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.knowledge.ontology import load_ontology
from kg.knowledge.properties import PropertySpec
from kg.knowledge.rule_files import Example, RuleSpec
from kg.workbench.schema import rule_file_schema, schema_text

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(p for p in (ROOT / "kg/knowledge/rules").glob("*.yaml") if p.stem not in {"macros", "guards"})
RULE = {
    "rule": "a",
    "says": "甲",
    "match": "甲",
    "examples": [{"text": "甲", "facts": "甲 builds 乙"}],
    "counterexamples": "乙",
}
PROPERTY = {"property": "ranksAmong", "zh": "位列", "en": "ranks among", "subject": "Company", "object": "Concept"}


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return rule_file_schema(load_ontology())


def faults(value: object, schema: dict[str, Any], root: dict[str, Any]) -> list[str]:
    """What a validator of the keywords used here has against a value."""
    if "$ref" in schema:
        return faults(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root)
    found = [
        *(f"{value!r} not in enum" for _ in [0] if "enum" in schema and value not in schema["enum"]),
        *(f"{value!r} is not const" for _ in [0] if "const" in schema and value != schema["const"]),
        *_of_a_kind(value, schema),
    ]
    for key, least, most in (("anyOf", 1, 99), ("oneOf", 1, 1)):
        if key in schema:
            fitting = sum(not faults(value, {**option}, root) for option in schema[key])
            found += [] if least <= fitting <= most else [f"{value!r}: {fitting} of {key}"]
    if isinstance(value, dict):
        known = schema.get("properties", {})
        found += [f"{name} is missing" for name in schema.get("required", ()) if name not in value]
        found += [
            f"{name} is unknown" for name in value if name not in known and not schema.get("additionalProperties", True)
        ]
        found += [fault for name, inner in value.items() if name in known for fault in faults(inner, known[name], root)]
    if isinstance(value, list):
        found += [fault for inner in value for fault in faults(inner, schema.get("items", {}), root)]
        found += ["too few"] if len(value) < schema.get("minItems", 0) else []
    return found


def _of_a_kind(value: object, schema: dict[str, Any]) -> list[str]:
    kinds: dict[str, type | tuple[type, ...]] = {
        "string": str, "array": list, "object": dict, "integer": int, "number": (int, float), "boolean": bool,
    }  # fmt: skip
    if "type" in schema and not isinstance(value, kinds[schema["type"]]):
        return [f"{value!r} is no {schema['type']}"]
    if isinstance(value, str):
        short = len(value) < schema.get("minLength", 0)
        return ["text does not fit"] if short or not re.search(schema.get("pattern", ""), value) else []
    if isinstance(value, int | float) and not isinstance(value, bool):
        return [] if schema.get("minimum", value) <= value <= schema.get("maximum", value) else ["out of range"]
    return []


def test_the_schema_in_the_documents_is_current() -> None:
    written = (ROOT / "docs" / "rules.schema.json").read_text(encoding="utf-8")
    assert written == schema_text(load_ontology()), "run: kg rules schema > docs/rules.schema.json"
    assert json.loads(written)["$schema"].startswith("https://json-schema.org/")


@pytest.mark.parametrize(("kind", "model"), [("Rule", RuleSpec), ("Example", Example), ("Property", PropertySpec)])
def test_every_key_is_there_and_described_in_both_languages(kind: str, model, schema: dict[str, Any]) -> None:
    fields = schema["$defs"][kind]["properties"]
    assert fields.keys() == model.model_fields.keys() - {"macros", "place"}
    for name, field in fields.items():
        assert re.search(r"[一-鿿]", field["description"]), name
        assert re.search(r"[A-Za-z]{3}", field["description"]), name
        assert "title" not in field


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_built_in_files_are_of_this_form(path: Path, schema: dict[str, Any]) -> None:
    assert faults(yaml.safe_load(path.read_text(encoding="utf-8")), schema, schema) == []


@pytest.mark.parametrize(
    ("kind", "model", "value"),
    [
        ("Rule", RuleSpec, RULE),
        (
            "Rule",
            RuleSpec,
            RULE | {"match": ["甲", "乙"], "stage": 1, "status": "Planned", "introduces": {"a": "Company"}},
        ),
        ("Rule", RuleSpec, RULE | {"overlap": "longest", "confidence": 0.5, "emit": "a builds b"}),
        ("Property", PropertySpec, PROPERTY),
        ("Property", PropertySpec, PROPERTY | {"subject": ["Company", "Person"], "symmetric": True}),
    ],
)
def test_what_the_loader_takes_the_schema_takes(kind: str, model, value: dict, schema: dict[str, Any]) -> None:
    model.model_validate(value)
    assert faults(value, schema["$defs"][kind], schema) == []


@pytest.mark.parametrize(
    ("kind", "model", "value"),
    [
        ("Rule", RuleSpec, RULE | {"rule": "大写"}),
        ("Rule", RuleSpec, RULE | {"says": ""}),
        ("Rule", RuleSpec, RULE | {"match": []}),
        ("Rule", RuleSpec, RULE | {"examples": []}),
        ("Rule", RuleSpec, RULE | {"counterexamples": []}),
        ("Rule", RuleSpec, RULE | {"stage": 4}),
        ("Rule", RuleSpec, RULE | {"status": "Maybe"}),
        ("Rule", RuleSpec, RULE | {"overlap": "some"}),
        ("Rule", RuleSpec, RULE | {"confidence": 2}),
        ("Rule", RuleSpec, RULE | {"extra": 1}),
        ("Rule", RuleSpec, {key: value for key, value in RULE.items() if key != "counterexamples"}),
        ("Property", PropertySpec, PROPERTY | {"value": True}),
        ("Property", PropertySpec, {key: value for key, value in PROPERTY.items() if key != "object"}),
        ("Property", PropertySpec, PROPERTY | {"property": "RanksAmong"}),
        ("Property", PropertySpec, PROPERTY | {"subject": []}),
    ],
)
def test_what_the_loader_refuses_the_schema_refuses(kind: str, model, value: dict, schema: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        model.model_validate(value)
    assert faults(value, schema["$defs"][kind], schema)


def test_a_class_that_is_none_is_marked(schema: dict[str, Any]) -> None:
    assert faults(PROPERTY | {"subject": "Compony"}, schema["$defs"]["Property"], schema)


@pytest.mark.parametrize(
    ("file", "good"),
    [({"rules": [RULE]}, True), ({"properties": [PROPERTY]}, True), ({}, False), ({"rule": [RULE]}, False)],
)
def test_the_whole_file(file: dict, good: bool, schema: dict[str, Any]) -> None:
    assert (faults(file, schema, schema) == []) is good
