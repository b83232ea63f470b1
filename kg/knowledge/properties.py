"""Properties that rule files declare of their own, beside those of the ontology.

    properties:
      - property: ranksAmong
        zh: 位列
        en: ranks among
        comment_zh: 企业进入某个榜单；限定 rank。
        subject: Company
        object: Concept
    rules:
      - rule: ranks-among
        …

`subject` and `object` are classes of the ontology, one or a list; `value: true` in place of `object` is for texts,
numbers, times and quantities; `symmetric: true` says that the fact holds in both directions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from kg.knowledge.ontology import Ontology, Property

__all__ = ["PropertySpec", "property_faults", "stated_property"]

_Line = Annotated[str, StringConstraints(min_length=1, pattern=r"^\S([^\r\n\t]*\S)?$")]


def _listed(value: object) -> object:
    return tuple(value) if isinstance(value, list | tuple) else (value,)


_Classes = Annotated[tuple[str, ...], BeforeValidator(_listed), Field(min_length=1)]


class PropertySpec(BaseModel):
    """One property of a rule file, well formed but not held against the ontology.

    Attributes:
        property: its name in the graph.
        zh: its label in Chinese.
        en: its label in English.
        comment_zh: when to use it, in Chinese.
        comment_en: the same in English.
        subject: the classes that its subjects may have.
        object: the classes that its objects may have; none for a property of values.
        value: whether its objects are texts, numbers, times or quantities.
        symmetric: whether it holds in both directions.
        place: its file and line.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    property: str = Field(pattern=r"^[a-z][A-Za-z0-9]*$")
    zh: _Line
    en: _Line
    comment_zh: str = ""
    comment_en: str = ""
    subject: _Classes
    object: _Classes | None = None
    value: bool = False
    symmetric: bool = False
    place: str = ""

    @model_validator(mode="after")
    def _says_what_its_objects_are(self) -> PropertySpec:
        if (self.object is not None) == self.value:
            raise ValueError("要么写 object: 类，要么写 value: true（either object or value）")
        if self.value and self.symmetric:
            raise ValueError("取值的属性没有反方向（a property of values cannot be symmetric）")
        return self


def property_faults(specs: Iterable[PropertySpec], ontology: Ontology) -> Iterator[str]:
    """Say what the ontology, or one another, has against these declarations; one line each, its place first."""
    labels = {found.label_zh: name for name, found in ontology.properties.items()}
    names: dict[str, str] = {}
    for spec in specs:
        if spec.property in ontology.properties or spec.property in ontology.reserved:
            yield f"{spec.place}: 属性 {spec.property} 本体中已有（already in the ontology），不必声明，或换一个名字"
        elif spec.property in names:
            yield f"{spec.place}: 属性重复 {spec.property}（already in {names[spec.property]}）"
        elif spec.zh in labels:
            yield f"{spec.place}: 标签“{spec.zh}”已用于属性 {labels[spec.zh]}（label in use），换一个标签"
        names.setdefault(spec.property, spec.place)
        labels.setdefault(spec.zh, spec.property)
        for name in sorted({*spec.subject, *(spec.object or ())} - ontology.classes.keys()):
            yield f"{spec.place}: 没有类 {name}（unknown class），可用 known: {'、'.join(ontology.classes)}"


def stated_property(spec: PropertySpec) -> Property:
    """Give a declared property as one of the ontology."""
    return Property(
        name=spec.property,
        label_zh=spec.zh,
        label_en=spec.en,
        comment_zh=spec.comment_zh,
        comment_en=spec.comment_en,
        kind="literal" if spec.value else "object",
        domain=frozenset(spec.subject),
        range=frozenset(spec.object or ()),
        symmetric=spec.symmetric,
        own=True,
    )
