"""The command that sets what is read beside gold annotations, and beside an earlier run."""

# As in kg.cli, the stages are imported inside the command, so that `kg --help` answers at once.

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli_rules import ModelOption, NamesOption, OnlyMineOption, RulesOption, extractor_for
from kg.console import complain
from kg.errors import KgError, ReadingError

if TYPE_CHECKING:
    from kg.evaluation import Comparison, Report, Summary
    from kg.knowledge.ontology import Ontology
    from kg.pipeline import Extractor

__all__ = ["evaluate"]

_PARTLY = 1


def evaluate(
    gold: Annotated[list[Path], typer.Argument(help="标注文件或其文件夹。Annotations, or folders of them.")],
    posts: Annotated[
        Path | None,
        typer.Option("--posts", help="文章文件或文件夹，默认在标注旁找 ID.md。The post, or the folder of ID.md."),
    ] = None,
    property: Annotated[  # noqa: A002 - the ontology's word
        list[str] | None,
        typer.Option("--property", help="只算这个属性，可重复。This property alone, repeatable.", show_default=False),
    ] = None,
    floor_precision: Annotated[
        float, typer.Option("--floor-precision", min=0, max=1, help="精确率下限，低于则退出码 1。Least precision.")
    ] = 0.0,
    floor_recall: Annotated[
        float, typer.Option("--floor-recall", min=0, max=1, help="召回率下限。Least recall.")
    ] = 0.0,
    floor_tier1: Annotated[
        float, typer.Option("--floor-tier1", min=0, max=1, help="第一级召回率下限。Least recall of tier 1.")
    ] = 0.0,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline", help="与先前 --json 写出的结果相比。Compare with an earlier --json.", show_default=False
        ),
    ] = None,
    fail_on_regress: Annotated[
        bool, typer.Option("--fail-on-regress", help="F1 低于先前则退出码 1。Exit 1 if F1 is lower than it was.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。Write JSON.")] = False,
    errors: Annotated[bool, typer.Option("--errors", help="逐条列出错误。List every error.")] = False,
    language: Annotated[str, typer.Option("--language", help="zh 或 en。zh or en.")] = "zh",
    rules: RulesOption = None,
    names: NamesOption = None,
    only_mine: OnlyMineOption = False,
    model: ModelOption = None,
) -> None:
    """对照人工标注打分。Precision and recall against gold."""
    from kg.evaluation import compare, comparison_text, find_gold, load_baseline, report_json, report_text, summarise

    if fail_on_regress and baseline is None:
        raise typer.BadParameter("--fail-on-regress 要与 --baseline 同用 needs --baseline")
    then = load_baseline(baseline) if baseline else None
    extractor = extractor_for(rules, names, only_mine, model)
    wanted = _known_properties(property or (), extractor.knowledge.ontology)
    files = [path for folder in gold for path in find_gold(folder)]
    summary = summarise(
        report.only(wanted) if wanted else report for path in files for report in _judge(path, posts, extractor)
    )
    if not summary.reports:
        raise KgError("标注旁没有文章 no post beside the gold", place=str(gold[0]), remedy="用 --posts 指出文章")
    comparison = compare(summary, then, wanted) if then else None
    typer.echo(report_json(summary) if as_json else report_text(summary, language, errors=errors), nl=False)
    if comparison:
        # What is for programs stays alone on standard output.
        typer.echo(f"\n{comparison_text(comparison, language)}", nl=False, err=as_json)
    missed = _below_floors(summary, floor_precision, floor_recall, floor_tier1)
    for line in missed:
        typer.echo(f"未达下限 below the floor: {line}", err=True)
    worse = fail_on_regress and comparison is not None and _tell_regress(comparison)
    skipped = len(summary.reports) < len(files)
    raise typer.Exit(_PARTLY if missed or skipped or worse else 0)


def _below_floors(summary: Summary, precision: float, recall: float, tier1: float) -> list[str]:
    everything, first = summary.tiers["all"], summary.tiers["tier1"]
    floors = (
        ("精确率 precision", everything.precision, precision),
        ("召回率 recall", everything.recall, recall),
        ("第一级召回率 tier-1 recall", first.recall, tier1),
    )
    return [f"{name} {found.value or 0:.3f} < {floor}" for name, found, floor in floors if (found.value or 0) < floor]


def _tell_regress(comparison: Comparison) -> bool:
    if comparison.regressed:
        lower = (f"{tier} {comparison.tiers[tier].difference:+.4f}" for tier in ("all", "tier1"))
        typer.echo(f"F1 低于先前 F1 is lower than it was: {'，'.join(lower)}", err=True)
    return comparison.regressed


def _known_properties(asked: list[str] | tuple[()], ontology: Ontology) -> frozenset[str]:
    unknown = [name for name in asked if name not in ontology.properties]
    if unknown:
        raise typer.BadParameter(f"没有属性 no such property: {'、'.join(unknown)}")
    return frozenset(asked)


def _judge(path: Path, posts: Path | None, extractor: Extractor) -> Iterator[Report]:
    from kg import pipeline
    from kg.evaluation import evaluate as judge
    from kg.evaluation import load_gold
    from kg.reading import read_post

    annotation = load_gold(path)
    post = posts if posts and posts.is_file() else (posts or path.parent) / f"{annotation.id}.md"
    if not post.is_file():
        complain(KgError("没有对应的文章，跳过 no post, skipped", place=str(post), remedy="用 --posts 指出文章"))
        return
    symmetric = extractor.knowledge.ontology.symmetric
    for document in read_post(post):
        if isinstance(document, ReadingError):
            raise document
        yield judge(pipeline.extract(document, extractor), annotation, symmetric)
