"""The command that checks a graph."""

# As in kg.cli, the stages are imported inside the command, so that `kg --help` answers at once.

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.errors import KgError

if TYPE_CHECKING:
    from rdflib import Dataset

    from kg.validation import Finding

__all__ = ["validate"]

EXIT_INVALID = 1


class Language(StrEnum):
    """In which language `kg validate` reports."""

    ZH = "zh"
    EN = "en"


def validate(
    graph: Annotated[
        Path | None,
        typer.Argument(
            help="kg build 写出的 graph.trig，默认 output/graph.trig。The graph that kg build wrote.",
            show_default=False,
        ),
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="不跑 SHACL。Leave SHACL out, which takes most of the time.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="可疑之处也算不合格。Warnings fail too.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=0, help="每类显示几项，0 为全部。Shown of each kind.")] = 20,
    json: Annotated[bool, typer.Option("--json", help="输出 JSON。Write JSON.")] = False,
    language: Annotated[Language, typer.Option("--language", help="报告的语言。Of the report.")] = Language.ZH,
) -> None:
    """检查图：记录、形状（SHACL）与前后矛盾之处。Check the graph: records, shapes, and what contradicts itself."""
    from kg.graph import read_trig
    from kg.settings import load_settings
    from kg.validation import Severity, as_json, as_text

    findings = _findings(read_trig(graph or load_settings(Path()).graph), quick=quick)
    typer.echo(as_json(findings) if json else as_text(findings, language.value, limit), nl=False)
    failing = {Severity.VIOLATION, Severity.WARNING} if strict else {Severity.VIOLATION}
    raise typer.Exit(EXIT_INVALID if any(finding.severity in failing for finding in findings) else 0)


def _findings(dataset: Dataset, *, quick: bool) -> list[Finding]:
    from kg.graph import from_dataset, read_ontology, to_graph
    from kg.knowledge.quality import load_expectations
    from kg.validation import Finding, Severity, check_quality, check_records, check_shapes, shapes_text

    ontology, expected = read_ontology(dataset), load_expectations()
    findings: list[Finding] = []
    try:
        graph = from_dataset(dataset)
    except KgError as error:
        # The shapes say in more detail what a graph lacks that cannot be read back.
        findings.append(Finding("record", Severity.VIOLATION, error.message, error.message))
    else:
        findings += [*check_records(graph, ontology), *check_quality(graph, ontology, expected)]
    if not quick:
        findings += check_shapes(to_graph(dataset), shapes_text(ontology, expected))
    return findings
