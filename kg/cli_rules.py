"""The commands about rules: test, list, show, measure, draft them; explain a fact, diagnose a miss."""

# As in kg.cli, the stages are imported inside the commands, so that `kg --help` answers at once.

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.console import complain, one_line, progress
from kg.errors import KgError, KnowledgeError, ReadingError

if TYPE_CHECKING:
    from kg.evaluation import Gold
    from kg.knowledge.loader import Knowledge
    from kg.model import Document, Fact
    from kg.pipeline import Extractor

__all__ = [
    "JsonOption",
    "ModelOption",
    "NamesOption",
    "OnlyMineOption",
    "RulesOption",
    "explain",
    "extractor_for",
    "rules_app",
    "whynot",
    "write_json",
]

rules_app = typer.Typer(
    name="rules", help="规则：检查、查看、统计、起草。Test, look at, measure and draft rules.", no_args_is_help=True
)

RulesOption = Annotated[
    list[Path] | None,
    typer.Option("--rules", help="自己的规则文件或文件夹，可重复。Rules of your own, repeatable.", show_default=False),
]
NamesOption = Annotated[
    list[Path] | None,
    typer.Option("--names", help="自己的词表，可重复。Name lists of your own, repeatable.", show_default=False),
]
OnlyMineOption = Annotated[
    bool, typer.Option("--only-mine", help="不用内置的规则和词表。Your own in place of the built-in ones.")
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        help="另用随包附带的模型识别名称（lac）；默认只用规则和词表。A model that finds names too.",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON。Write JSON.")]


@rules_app.command("test")
def test_rules(
    rules: RulesOption = None, names: NamesOption = None, only_mine: OnlyMineOption = False, as_json: JsonOption = False
) -> None:
    """运行每条规则自带的正例与反例。Run the examples of every rule."""
    from kg.workbench.examples import check_examples

    extractor = extractor_for(rules, names, only_mine, model="")
    specs = extractor.knowledge.rules.rules
    failures = check_examples(extractor)
    counts = {
        "rules": len(specs),
        "examples": sum(len(spec.examples) for spec in specs),
        "facts": sum(len(example.facts) for spec in specs for example in spec.examples),
        "counterexamples": sum(len(spec.counterexamples) for spec in specs),
    }
    if as_json:
        write_json({**counts, "failures": failures})
    else:
        for failure in failures:
            typer.echo(one_line(failure), err=True)
    if failures:
        raise KnowledgeError(f"{len(failures)} 个例子不符 examples do not hold", remedy="改规则或改例子")
    if not as_json:
        typer.echo(
            "规则的例子全部通过 every example holds："
            f"{counts['rules']} 条规则 rules，{counts['examples']} 个正例 examples（{counts['facts']} 条事实 facts），"
            f"{counts['counterexamples']} 个反例 counterexamples"
        )


@rules_app.command("list")
def list_rules(
    topic: Annotated[
        str, typer.Option("--topic", help="只列这个文件（不带 .yaml）里的。Those of one file.", show_default=False)
    ] = "",
    property: Annotated[  # noqa: A002 - the ontology's word
        str, typer.Option("--property", help="只列陈述这个属性的。Those that state a property.", show_default=False)
    ] = "",
    rules: RulesOption = None,
    names: NamesOption = None,
    only_mine: OnlyMineOption = False,
    as_json: JsonOption = False,
) -> None:
    """列出规则：名称、读什么、在哪里、陈述什么。List the rules."""
    from kg.workbench.catalogue import list_rules as catalogue

    listed = catalogue(_knowledge(rules, names, only_mine), topic=topic, property=property)
    if as_json:
        write_json([asdict(one) for one in listed])
        return
    for one in listed:
        stated = "、".join(one.properties) or "（只引入名称）"
        typer.echo(f"{one.rule}  {one.says}\n    {_near(one.place)}  阶段 stage {one.stage}  {stated}")


@rules_app.command("show")
def show_rule(
    name: Annotated[str, typer.Argument(help="规则名。The name of a rule.")],
    rules: RulesOption = None,
    names: NamesOption = None,
    only_mine: OnlyMineOption = False,
) -> None:
    """看一条规则：原文、展开的句型、触发词、例子的现状。Show one rule."""
    from kg.workbench.catalogue import look_at_rule
    from kg.workbench.wording import fact_line

    look = look_at_rule(name, extractor_for(rules, names, only_mine, model=""))
    typer.echo(f"# {_near(look.place)}\n{look.source}\n")
    typer.echo("展开的句型 patterns, macros written out")
    _indent(look.patterns)
    typer.echo("触发词 triggers")
    _indent(["、".join(look.triggers) or "（无，每句都试 none, every sentence is tried）"])
    typer.echo("正例 examples")
    for text, facts in look.examples:
        _indent([text, *(f"  → {fact_line(fact)}" for fact in facts)])
    typer.echo("反例 counterexamples")
    for text, facts in look.counterexamples:
        _indent([text, *(f"  ✗ {fact_line(fact)}" for fact in facts)])


@rules_app.command("stats")
def rule_stats(
    corpus: Annotated[list[Path], typer.Argument(help="文章文件或文件夹。Posts or folders of posts.")],
    gold: Annotated[
        list[Path] | None,
        typer.Option("--gold", help="标注文件或其文件夹，可重复。Annotations, repeatable.", show_default=False),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=0, help="最多读几篇，0 为不限。Most posts, 0 for all.")] = 0,
    rules: RulesOption = None,
    names: NamesOption = None,
    only_mine: OnlyMineOption = False,
    as_json: JsonOption = False,
) -> None:
    """在语料上统计每条规则：匹配、事实、精确率、重叠、冲突、闲置、用时。Measure the rules on a corpus."""
    from kg.workbench.report import describe_statistics, statistics_table
    from kg.workbench.statistics import measure_rules

    extractor = extractor_for(rules, names, only_mine)
    with progress(quiet=as_json) as advance:
        statistics = measure_rules(_documents(corpus, limit), extractor, _gold(gold or ()), advance)
    if not statistics.documents:
        raise ReadingError("没有一篇文章可读 no post could be read", remedy="kg rules stats 文件或文件夹")
    if as_json:
        write_json(statistics_table(statistics))
    else:
        typer.echo("\n".join(describe_statistics(statistics)))


@rules_app.command("new")
def new_rule(
    sentence: Annotated[str, typer.Argument(help="要读的句子。The sentence to be read.")],
    name: Annotated[str, typer.Option("--name", help="规则名。The name of the rule.", show_default=False)] = "",
    rules: RulesOption = None,
    names: NamesOption = None,
    only_mine: OnlyMineOption = False,
) -> None:
    """由一个句子起草规则，写到标准输出。Draft a rule from a sentence."""
    from kg.workbench.skeleton import draft_rule

    typer.echo(draft_rule(sentence, extractor_for(rules, names, only_mine), name).yaml, nl=False)


@rules_app.command("schema")
def rule_schema() -> None:
    """规则文件的 JSON Schema，供编辑器补全与检查。The JSON Schema of rule files, for editors."""
    from kg.knowledge.ontology import load_ontology
    from kg.workbench.schema import schema_text

    typer.echo(schema_text(load_ontology()), nl=False)


def explain(
    fact: Annotated[
        list[str] | None,
        typer.Argument(
            help="事实里的词：名称、属性或其标签。Words of the fact: names, its property.", show_default=False
        ),
    ] = None,
    subject: Annotated[str, typer.Option("--s", help="主语的名称。A name of the subject.", show_default=False)] = "",
    property: Annotated[  # noqa: A002 - the ontology's word
        str, typer.Option("--p", help="属性或其标签。The property or its label.", show_default=False)
    ] = "",
    object: Annotated[  # noqa: A002 - the ontology's word
        str, typer.Option("--o", help="宾语的名称或值。A name or the value of the object.", show_default=False)
    ] = "",
    posts: Annotated[
        list[Path] | None,
        typer.Option("--posts", help="从这些文章里读，不用图。Read these posts, not a graph.", show_default=False),
    ] = None,
    graph: Annotated[
        Path | None,
        typer.Option(
            "--graph", "-g", help="kg build 写出的 graph.trig。The graph that kg build wrote.", show_default=False
        ),
    ] = None,
    rules: RulesOption = None,
    names: NamesOption = None,
    only_mine: OnlyMineOption = False,
    model: ModelOption = None,
    as_json: JsonOption = False,
) -> None:
    """说明一条事实的由来：规则、填空的词、所指、状态、说话人。Explain how a fact was read."""
    from kg.workbench.explanation import SoughtFact, explain_facts
    from kg.workbench.wording import describe_explanation

    sought = SoughtFact(tuple(fact or ()), subject, property, object)
    if not (fact or subject or property or object):
        raise typer.BadParameter("说出要解释的事实，如 kg explain 甲公司 operatedBy，或用 --s、--p、--o say which fact")
    extractor = extractor_for(rules, names, only_mine, model)
    documents, facts = _facts_of_posts(posts, extractor) if posts else _facts_of_graph(graph)
    chosen = [one for one in facts if sought.fits(one, extractor.knowledge.ontology)]
    if not chosen:
        raise KgError("没有这样的事实 no such fact", remedy="少写几个词，或用 kg query entity 看有哪些")
    explained = explain_facts(chosen, documents, extractor)
    if as_json:
        write_json([asdict(one) for one in explained])
        return
    typer.echo("\n\n".join("\n".join(map(one_line, describe_explanation(one))) for one in explained))


def whynot(
    sentence: Annotated[str, typer.Argument(help="句子，可以连同前一句。A sentence, with the one before if need be.")],
    rule: Annotated[str, typer.Option("--rule", help="规则名。The name of a rule.")],
    rules: RulesOption = None,
    names: NamesOption = None,
    only_mine: OnlyMineOption = False,
    model: ModelOption = None,
    as_json: JsonOption = False,
) -> None:
    """说明一条规则为什么没读出这句话：读到哪里，需要什么，那里是什么。Say why a rule does not read a sentence."""
    from kg.workbench.diagnosis import why_not
    from kg.workbench.examples import example_document
    from kg.workbench.wording import describe_diagnosis

    if not sentence.strip():
        raise typer.BadParameter("没有句子 no sentence")
    extractor = extractor_for(rules, names, only_mine, model)
    diagnosis = why_not(example_document(" ".join(sentence.split())), rule, extractor)
    if as_json:
        write_json(asdict(diagnosis))
    else:
        typer.echo("\n".join(map(one_line, describe_diagnosis(diagnosis))))


def _knowledge(rules: Sequence[Path] | None, names: Sequence[Path] | None, only_mine: bool) -> Knowledge:
    from kg.settings import load_settings

    # An option that can only be switched on: where it is not, kg.toml decides.
    return load_settings(Path()).knowledge(rules or (), names or (), False if only_mine else None)


def extractor_for(
    rules: Sequence[Path] | None, names: Sequence[Path] | None, only_mine: bool, model: str | None = None
) -> Extractor:
    """The program with the rules and names of the options, or of `kg.toml`."""
    from kg.pipeline import load_extractor
    from kg.settings import load_settings

    chosen = load_settings(Path()).model if model is None else model
    return load_extractor(_knowledge(rules, names, only_mine), chosen)


def _documents(paths: Iterable[Path], limit: int = 0) -> Iterator[Document]:
    """The posts that can be read; the others are complained about."""
    from kg.reading import read_posts

    count = 0
    for item in read_posts(paths):
        if isinstance(item, ReadingError):
            complain(item)
            continue
        yield item
        count += 1
        if count == limit:
            return


def _gold(paths: Iterable[Path]) -> Iterator[Gold]:
    from kg.evaluation import find_gold, load_gold

    return (load_gold(file) for path in paths for file in find_gold(path))


def _facts_of_posts(posts: Iterable[Path], extractor: Extractor) -> tuple[dict[str, Document], list[Fact]]:
    from kg.pipeline import extract

    extractions = [extract(document, extractor) for document in _documents(posts)]
    documents = {one.document.id: one.document for one in extractions}
    return documents, [fact for one in extractions for fact in one.facts]


def _facts_of_graph(path: Path | None) -> tuple[dict[str, Document], list[Fact]]:
    from kg.graph import from_dataset, read_trig
    from kg.settings import load_settings

    graph = from_dataset(read_trig(path or load_settings(Path()).graph))
    return {document.id: document for document in graph.documents}, list(graph.facts)


def write_json(value: object) -> None:
    """Write a value for other programs."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def _near(place: str) -> str:
    """A place as short as it can be written from here."""
    here = f"{Path.cwd()}/"
    return place.removeprefix(here)


def _indent(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(f"    {one_line(line)}")
