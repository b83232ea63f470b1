"""The command that tells what has changed between two builds."""

# As in kg.cli, the stages are imported inside the command, so that `kg --help` answers at once.

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

import typer

from kg.console import one_line
from kg.errors import KgError

if TYPE_CHECKING:
    from rdflib import Dataset

    from kg.builds import Change, Manifest

__all__ = ["diff"]

_GRAPH = "graph.trig"
_MARKS: Mapping[str, str] = MappingProxyType({"added": "+", "lost": "-", "status": "~"})
_CAUSES: Mapping[str, str] = MappingProxyType(
    {
        "post-added": "新文章 new post",
        "post-changed": "文章改了 post changed",
        "post-removed": "文章没了 post removed",
        "rule-added": "新规则 new rule",
        "rule-changed": "规则改了 rule changed",
        "rule-removed": "规则没了 rule removed",
        "words-changed": "共用的词语改了 shared words changed",
        "names-changed": "词表改了 list changed",
        "program-changed": "程序变了 the program changed",
        "ledger-changed": "合并账本改了 the ledger changed",
        "other-posts": "别的文章使名称的归并变了 other posts join names otherwise",
    }
)


class DiffFormat(StrEnum):
    """How `kg diff` tells the changes."""

    TEXT = "text"
    JSON = "json"
    PATCH = "patch"


Side = Annotated[
    str,
    typer.Argument(
        help="构建的输出文件夹，或 版本:文件夹（HEAD~1:output）。The output of a build, or REVISION:FOLDER.",
        show_default=False,
    ),
]


def diff(
    old: Side,
    new: Side,
    format: Annotated[  # noqa: A002 - the option's usual name
        DiffFormat, typer.Option("--format", "-f", help="结果的格式；patch 是 RDF patch。The form of the answer.")
    ] = DiffFormat.TEXT,
) -> None:
    """两次构建有何不同：新增、失去、状态变了的事实，各因何而来。What has changed between two builds, and why."""
    import sys

    from kg.builds import compare
    from kg.export import write_patch
    from kg.graph import from_dataset, read_ontology

    (before, made_of_before), (after, made_of_after) = _build(old), _build(new)
    if format is DiffFormat.PATCH:
        sys.stdout.buffer.write(write_patch(before, after))
        return
    changes = compare(from_dataset(before), from_dataset(after), made_of_before, made_of_after)
    if format is DiffFormat.JSON:
        typer.echo(_json(changes), nl=False)
        return
    labels = {name: kind.label_zh for side in (before, after) for name, kind in read_ontology(side).properties.items()}
    labels |= {name: label for name, (label, _) in read_ontology(after).statuses.items()}
    typer.echo(_text(changes, labels), nl=False)


def _build(where: str) -> tuple[Dataset, Manifest | None]:
    from kg.builds import MANIFEST_FILE, output_file, parse_manifest
    from kg.graph import parse_trig

    graph = output_file(where, _GRAPH)
    if graph is None:
        raise KgError("这里没有图 no graph here", place=f"{where}/{_GRAPH}", remedy="先运行 kg build")
    made_of = output_file(where, MANIFEST_FILE)
    manifest = None if made_of is None else parse_manifest(made_of, f"{where}/{MANIFEST_FILE}")
    return parse_trig(graph, f"{where}/{_GRAPH}"), manifest


def _text(changes: Sequence[Change], labels: Mapping[str, str]) -> str:
    lines = [one_line(line) for change in changes for line in _lines(change, labels)]
    count = " · ".join(f"{mark} {sum(one.kind == kind for one in changes)}" for kind, mark in _MARKS.items())
    return "".join(f"{line}\n" for line in (*lines, count))


def _lines(change: Change, labels: Mapping[str, str]) -> Iterator[str]:
    fact = change.fact
    statuses = " → ".join(" + ".join(labels[one] for one in found) for found in (change.before, change.after) if found)
    details = "".join(f"，{name} {_words(value)}" for name, value in fact.qualifiers)
    stated = f"{fact.subject.name} {labels.get(fact.property, fact.property)} {_words(fact.object)}"
    yield f"{_MARKS[change.kind]} {stated}（{statuses}{details}）"
    yield from (f"    {_CAUSES[cause.kind]} {cause.name}".rstrip() for cause in change.causes)
    for said in fact.evidences[:1]:
        yield f"    “{said.quote}” {said.document} {said.start}–{said.end}"


def _json(changes: Sequence[Change]) -> str:
    import json

    told = [
        {
            "change": str(change.kind),
            "subject": change.fact.subject.name,
            "property": change.fact.property,
            "object": _words(change.fact.object),
            "qualifiers": {name: _words(value) for name, value in change.fact.qualifiers},
            "before": list(map(str, change.before)),
            "after": list(map(str, change.after)),
            "causes": [{"kind": str(cause.kind), "name": cause.name} for cause in change.causes],
            "evidence": [
                {
                    "document": said.document,
                    "start": said.start,
                    "end": said.end,
                    "quote": said.quote,
                    "rule": said.rule,
                }
                for said in change.fact.evidences
            ],
        }
        for change in changes
    ]
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _words(value: object) -> str:
    return str(getattr(value, "name", "") or getattr(value, "surface", "") or value)
