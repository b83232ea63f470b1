"""A JSON Schema of rule files, for editors that complete and check them while one writes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from kg.knowledge.ontology import Ontology
from kg.knowledge.properties import PropertySpec
from kg.knowledge.rule_files import Example, RuleSpec

__all__ = ["rule_file_schema", "schema_text"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_UNWRITTEN = frozenset({"macros", "place"})  # fields of a rule that the file itself gives
_RULE: Mapping[str, str] = MappingProxyType(
    {
        "rule": "规则名：小写字母、数字、连字符，全部规则中唯一。Its name, unique among all rules.",
        "says": "这条规则读什么，一句话。What it reads, in a sentence for people.",
        "match": "句型，一个或多个，依次尝试。Patterns, one or several; the first that fits counts.",
        "emit": "陈述的事实：主语 属性 宾语 (限定=值) = 状态。The facts it states.",
        "introduces": "由空引入的名称：“空: 类 名称”，名称里 {空} 代入。Names that it makes of its blanks.",
        "adds": "补给同句所述事件的限定：属性|属性 (限定=空)。Qualifiers of an event told in the sentence.",
        "within": "不在句中，而在这些类的名称内部匹配：类|类。Match inside names of these classes.",
        "through": "这些类的名称对本规则不成整体，看得见内部：类|类。Names of these classes are no units.",
        "overlap": "匹配相交时：first 从左到右不相交，longest 取最长，all 都要。What becomes of overlapping matches.",
        "status": "不论前后文的固定状态。The status of its facts, whatever the words around them.",
        "confidence": "把握，0 到 1。Confidence of its facts, 0 to 1.",
        "stage": "阶段 1–3：后一阶段看得见前一阶段引入的名称。A later stage sees what earlier ones introduced.",
        "examples": "正例，至少一个。Texts with the facts that must be read in them.",
        "counterexamples": "反例，至少一个：本规则不得在其中读出事实。Texts in which it must find nothing.",
    }
)
_EXAMPLE: Mapping[str, str] = MappingProxyType(
    {
        "text": "一句或几句话。A text.",
        "facts": "必须读出的事实：“主语 属性 宾语 = 状态”，已陈述的不写状态。The facts that must be read in it.",
    }
)
_PROPERTY: Mapping[str, str] = MappingProxyType(
    {
        "property": "属性名：小写字母开头的英文。Its name in the graph.",
        "zh": "中文标签。Its label in Chinese.",
        "en": "英文标签。Its label in English.",
        "comment_zh": "何时用它，中文。When to use it, in Chinese.",
        "comment_en": "何时用它，英文。When to use it, in English.",
        "subject": "主语的类，一个或多个。The classes of its subjects.",
        "object": "宾语的类，一个或多个；取值的属性不写。The classes of its objects.",
        "value": "宾语是否为文字、数量或时间。Whether its objects are texts, quantities or times.",
        "symmetric": "是否两个方向都成立。Whether it holds in both directions.",
    }
)


def rule_file_schema(ontology: Ontology) -> dict[str, Any]:
    """The form of a rule file, in JSON Schema 2020-12.

    Args:
        ontology: whose classes are offered where a class is to be written.
    """
    example = _object(Example.model_json_schema(), _EXAMPLE, "一个正例。An example.")
    rule = _object(RuleSpec.model_json_schema(), _RULE, "一条规则。A rule.")
    rule["properties"]["examples"]["items"] = {"$ref": "#/$defs/Example"}
    stated = _object(PropertySpec.model_json_schema(), _PROPERTY, "自己声明的属性。A property of one's own.")
    for end in ("subject", "object"):
        stated["properties"][end] = _one_or_several({"enum": sorted(ontology.classes)}, _PROPERTY[end])
    of_values = {"required": ["value"], "properties": {"value": {"const": True}}}
    stated["oneOf"] = [{"required": ["object"]}, of_values]
    return {
        "$schema": _DIALECT,
        "title": "kg 规则文件 rule file",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "macros": {
                "description": "这个文件自己的宏，名: 写法。Macros of this file alone, name: pattern.",
                "type": "object",
                "additionalProperties": {"type": "string"},
            },
            "properties": _list_of("Property", "自己声明的属性。Properties of one's own."),
            "rules": _list_of("Rule", "规则。Rules."),
        },
        "anyOf": [{"required": ["rules"]}, {"required": ["properties"]}],
        "$defs": {"Example": example, "Property": stated, "Rule": rule},
    }


def schema_text(ontology: Ontology) -> str:
    """The schema as it stands in `docs/rules.schema.json`."""
    return json.dumps(rule_file_schema(ontology), ensure_ascii=False, indent=2) + "\n"


def _object(made: Mapping[str, Any], described: Mapping[str, str], about: str) -> dict[str, Any]:
    fields = {
        name: _field(field, described[name]) for name, field in made["properties"].items() if name not in _UNWRITTEN
    }
    return {
        "description": about,
        "type": "object",
        "additionalProperties": False,
        "required": made["required"],
        "properties": fields,
    }


def _field(made: Mapping[str, Any], description: str) -> dict[str, Any]:
    if "anyOf" in made:  # None is a value of the program, not of the file
        return _field(next(kind for kind in made["anyOf"] if kind.get("type") != "null"), description)
    if "$ref" in made:
        return {"description": description, "enum": _statuses()}
    if made.get("type") == "array" and made["items"].get("type") == "string":
        return _one_or_several(made["items"], description, least=int("minLength" in made or "minItems" in made))
    kept = {key: value for key, value in made.items() if key not in {"title", "description"}}
    return {"description": description, **kept}


def _statuses() -> list[str]:
    return list(RuleSpec.model_json_schema()["$defs"]["Status"]["enum"])


def _one_or_several(item: Mapping[str, Any], description: str, least: int = 1) -> dict[str, Any]:
    several = {"type": "array", "items": dict(item), "minItems": least}
    return {"description": description, "anyOf": [dict(item), several]}


def _list_of(kind: str, description: str) -> dict[str, Any]:
    return {"description": description, "type": "array", "items": {"$ref": f"#/$defs/{kind}"}}
