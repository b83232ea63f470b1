"""Rule files become rules that run: patterns compiled, names checked, triggers indexed; all faults at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import Formatter

import ahocorasick

from kg.errors import KnowledgeError, RuleError
from kg.knowledge.loader import Knowledge
from kg.knowledge.rule_files import RuleSpec
from kg.rules.emission import Detail, Emission, parse_detail, parse_emission
from kg.rules.matching import Pattern
from kg.rules.syntax import Blank, Capture, Choice, Gap, Literal, Look, Node, Sequence, Word, parse_pattern

__all__ = ["WHOLE", "CompiledRule", "RuleIndex", "compile_rules"]

WHOLE = "whole"
_LIST_TAIL = "列举尾"
_MOST_IN_A_ROW = 150


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule ready to run.

    Attributes:
        spec: as it stands in its file.
        pattern: its patterns, of which the first that fits counts.
        emissions: what it states.
        within: the classes inside whose names it matches, instead of in sentences.
        through: the classes whose names are not units for it.
        triggers: words of which one must stand in any text that it matches; empty if any text may do.
        detail: what it adds to an event that other rules state; None if it adds nothing.
    """

    spec: RuleSpec
    pattern: Pattern
    emissions: tuple[Emission, ...]
    within: tuple[str, ...]
    through: tuple[str, ...]
    triggers: frozenset[str]
    detail: Detail | None = None


class RuleIndex:
    """Rules with one automaton over all their triggers: a pass over a sentence tells which can match."""

    def __init__(self, rules: Iterable[CompiledRule]) -> None:
        self.rules = tuple(rules)
        self._always = frozenset(n for n, rule in enumerate(self.rules) if not rule.triggers)
        users: dict[str, set[int]] = {}
        for number, rule in enumerate(self.rules):
            for trigger in rule.triggers:
                users.setdefault(trigger, set()).add(number)
        self._automaton = ahocorasick.Automaton()
        for trigger, numbers in sorted(users.items()):
            self._automaton.add_word(trigger, frozenset(numbers))
        self._automaton.make_automaton()

    def for_sentence(self, text: str) -> tuple[CompiledRule, ...]:
        """The rules that can match in a sentence of these words, in the order of the files."""
        hit = {numbers for _, numbers in self._automaton.iter(text)} if len(self._automaton) else set()
        return tuple(self.rules[number] for number in sorted(self._always.union(*hit)) if not self.rules[number].within)

    def for_names(self, stage: int) -> Iterator[CompiledRule]:
        """The rules of a stage that match inside names."""
        return (rule for rule in self.rules if rule.within and rule.spec.stage == stage)


def compile_rules(knowledge: Knowledge) -> RuleIndex:
    """Compile all rules of `knowledge`.

    Raises:
        RuleError: with every fault of every rule, each with its file and line.
    """
    faults: list[str] = []
    tail = _list_tail(knowledge, faults)
    compiled: list[CompiledRule] = []
    for spec in knowledge.rules.rules:
        try:
            compiled.append(_compile(spec, tail, knowledge))
        except KnowledgeError as error:
            faults.append(f"{spec.place}: {spec.rule}: {error}")
    if faults:
        raise RuleError(faults)
    return RuleIndex(compiled)


def _list_tail(knowledge: Knowledge, faults: list[str]) -> Node | None:
    macros = knowledge.rules.macros
    if _LIST_TAIL not in macros:
        return None
    try:
        return parse_pattern(macros[_LIST_TAIL], macros)
    except KnowledgeError as error:
        faults.append(f"macros.yaml: {_LIST_TAIL}: {error}")
        return None


def _compile(spec: RuleSpec, tail: Node | None, knowledge: Knowledge) -> CompiledRule:
    macros = knowledge.rules.macros_of(spec)
    nodes = tuple(parse_pattern(text, macros) for text in spec.match)
    node = Choice(nodes)
    if _longest_way(node) > _MOST_IN_A_ROW:
        raise KnowledgeError(f"写法最多接连 {_MOST_IN_A_ROW} 个部分（too long）")
    emissions = tuple(parse_emission(line) for line in spec.emit)
    detail = parse_detail(spec.adds) if spec.adds else None
    within, through = (tuple(filter(None, classes.split("|"))) for classes in (spec.within, spec.through))
    faults = [
        *_unknown_types([*_types(node), *within, *through], knowledge),
        *_faults(spec, node, emissions, knowledge),
        *_detail_faults(spec, node, detail, knowledge),
    ]
    if faults:
        raise KnowledgeError("；".join(faults))
    pattern = Pattern(node, tail, knowledge.rules.guards.joints)
    return CompiledRule(spec, pattern, emissions, within, through, _triggers(node), detail)


def _unknown_types(types: Iterable[str], knowledge: Knowledge) -> Iterator[str]:
    for name in sorted(set(types)):
        if not knowledge.knows_type(name):
            yield f"没有类型 {name}（unknown type）"


def _faults(spec: RuleSpec, node: Node, emissions: tuple[Emission, ...], knowledge: Knowledge) -> Iterator[str]:
    if not spec.emit and not spec.introduces and not spec.adds:
        yield "emit、introduces、adds 都没有（the rule says nothing）"
    blanks = _names(node) | ({WHOLE} if spec.within else set())
    for name, template in sorted(spec.introduces.items()):
        yield from _unknown_types([template.partition(" ")[0]], knowledge)
        for used in [name, *_placeholders(template)]:
            if used not in blanks:
                yield f"introduces 用到的空 {used} 在 match 中没有（unknown blank）"
    for emission in emissions:
        if emission.property not in knowledge.ontology.properties:
            yield f"没有属性 {emission.property}（unknown property）"
        for name in sorted(emission.names() - blanks):
            yield f"emit 用到的空 {name} 在 match 中没有（unknown blank）"


def _detail_faults(spec: RuleSpec, node: Node, detail: Detail | None, knowledge: Knowledge) -> Iterator[str]:
    if detail is None:
        return
    if spec.emit or spec.introduces or spec.within:
        yield "有 adds 的规则不写 emit、introduces、within（a rule with adds has none of these）"
    for name in sorted(detail.properties - set(knowledge.ontology.properties)):
        yield f"没有属性 {name}（unknown property）"
    for name in sorted(detail.names() - _names(node)):
        yield f"adds 用到的空 {name} 在 match 中没有（unknown blank）"


def _placeholders(template: str) -> list[str]:
    """The blanks that a name-template uses: `{blank}`, and nothing cleverer."""
    try:
        parts = list(Formatter().parse(template))
    except ValueError as error:
        raise KnowledgeError(f"introduces 的名称写错（not a template）：{template}") from error
    used = [(name, form, conversion) for _, name, form, conversion in parts if name is not None]
    for name, form, conversion in used:
        if not name.isidentifier() or form or conversion:
            raise KnowledgeError(f"introduces 的名称里只能写 {{空}}（only {{blank}}）：{template}")
    return [name for name, _, _ in used]


def _longest_way(node: Node) -> int:
    """How many parts stand one behind the other, at most."""
    parts = [_longest_way(child) for child in _children(node)]
    return sum(parts) if isinstance(node, Sequence) else max(parts, default=0) + 1


def _children(node: Node) -> tuple[Node, ...]:
    match node:
        case Choice(options=nodes) | Sequence(items=nodes):
            return nodes
        case Capture(body=body) | Look(body=body):
            return (body,)
        case _:
            return ()


def _names(node: Node) -> set[str]:
    own = {node.name} if isinstance(node, Blank | Capture) else set()
    return own.union(*(_names(child) for child in _children(node)))


def _types(node: Node) -> set[str]:
    own = set(node.types) if isinstance(node, Blank) else set()
    return own.union(*(_types(child) for child in _children(node)))


def _triggers(node: Node) -> frozenset[str]:
    """Words of which one must stand in any sentence that matches; empty if there is no such set."""
    match node:
        case Literal(text):
            return frozenset({text})
        case Word(words=words):
            return frozenset(words)
        case Capture(body=body):
            return _triggers(body)
        case Choice(options):
            each = [_triggers(option) for option in options]
            return frozenset().union(*each) if all(each) else frozenset()
        case Sequence(items):
            sets = [found for item in items if not isinstance(item, Gap | Look) and (found := _triggers(item))]
            return max(sets, key=lambda words: min(len(word) for word in words), default=frozenset())
        case _:
            return frozenset()
