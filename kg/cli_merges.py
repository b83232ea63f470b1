"""The commands about names: the same, different, and what a build has taken for one thing."""

# As in kg.cli, the stages are imported inside the commands, so that `kg --help` answers at once.

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

import typer

from kg.console import one_line
from kg.errors import KgError, KnowledgeError

if TYPE_CHECKING:
    from kg.knowledge.ledger import Decision
    from kg.resolution import Merge

__all__ = ["LedgerOption", "different", "merges_app", "same"]

merges_app = typer.Typer(name="merges", help="合并：哪些名称成了一个实体，为什么。Names taken for one thing, and why.")

_REASONS = MappingProxyType(
    {
        "ledger": "账本 decided in the ledger",
        "same-writing": "写法相同 the same but for width, brackets or 有限责任",
        "same-place": "地名写法不同 the same but for how the place is written",
        "legal-form": "组织形式不同 the same but for the legal form",
        "stock-code": "证券代码相同 the same code on an exchange",
        "declared-alias": "文中声明 declared in a post",
        "short-form": "唯一相合的全称 the only full name that it fits",
        "used-alias": "某文用作简称 a post uses it for the full name",
        "connected": "同一篇文章把两处任职说成一人 one post names both organisations with the person",
        "rare-name": "名字少见 hardly a name that two people share",
        "only-namesake": "唯一的同名者 the only person of that name with an organisation",
    }
)

LedgerOption = Annotated[
    Path | None,
    typer.Option(
        "--ledger",
        help="合并账本，默认 kg.toml 里的，或 ledger.yaml。The merge ledger.",
        show_default=False,
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", help="kg build 写到的文件夹，默认 output。Where the build wrote.", show_default=False
    ),
]
FirstName = Annotated[
    str, typer.Argument(help="图里的名称；人可写 张三（甲公司）。A name in the graph.", metavar="NAME")
]
SecondName = Annotated[str, typer.Argument(help="另一个名称。The other name.", metavar="NAME")]
TypeOption = Annotated[str, typer.Option("--type", help="名称的类，如 Company。The class.", show_default=False)]
ReasonOption = Annotated[str, typer.Option("--reason", help="理由，给人看。Why, for people.", show_default=False)]
DocumentOption = Annotated[str, typer.Option("--document", help="可作证的文章编号。A post's id.", show_default=False)]


def same(
    name: FirstName,
    other: SecondName,
    type: TypeOption = "",  # noqa: A002 - the ontology's word
    reason: ReasonOption = "",
    document: DocumentOption = "",
    ledger: LedgerOption = None,
) -> None:
    """记下：两个名称是一个东西。Note that two names are one thing."""
    _decide(name, other, type, reason, document, ledger, is_same=True)


def different(
    name: FirstName,
    other: SecondName,
    type: TypeOption = "",  # noqa: A002 - the ontology's word
    reason: ReasonOption = "",
    document: DocumentOption = "",
    ledger: LedgerOption = None,
) -> None:
    """记下：两个名称不是一个东西。Note that two names are different things."""
    _decide(name, other, type, reason, document, ledger, is_same=False)


@merges_app.callback(invoke_without_command=True)
def merges(
    context: typer.Context,
    output: OutputOption = None,
    ledger: LedgerOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。Write JSON.")] = False,
) -> None:
    """列出账本的决定和建图时的合并。List the decisions, and the merges of the build."""
    if context.invoked_subcommand:
        return
    decisions = _decisions(ledger)
    found = [one for one in _merges(output) if one.reason != "ledger"]
    if as_json:
        numbered = [{"number": number, **asdict(one)} for number, one in enumerate(decisions, 1)]
        listed = {"decisions": numbered, "merges": [asdict(one) for one in found]}
        typer.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    typer.echo(f"账本的决定 decisions of the ledger: {len(decisions)}")
    for number, decision in enumerate(decisions, 1):
        typer.echo(one_line(f"  {number}  {_said(decision)}"))
    typer.echo(f"自动合并 merges of the build: {len(found)}")
    for one in found:
        typer.echo(one_line(f"  {one.id}  {one.name} → {one.into}  {one.type}  {_REASONS.get(one.reason, one.reason)}"))
        typer.echo(one_line(f"            {one.document}: {' '.join(one.quote.split()) or one.name}"))
    typer.echo("撤销 to undo: kg merges undo 编号；下次 kg build 生效 it takes effect at the next build")


@merges_app.command("undo")
def undo(
    which: Annotated[
        str, typer.Argument(help="kg merges 列出的编号。The number or id that kg merges shows.", metavar="NUMBER")
    ],
    output: OutputOption = None,
    ledger: LedgerOption = None,
) -> None:
    """撤销一条决定；自动的合并则记为不同。Take a decision back; note an automatic merge as different."""
    from kg.export import write_atomically
    from kg.knowledge.ledger_text import without_decision

    decisions = _decisions(ledger)
    # An id has eight characters, and may consist of digits alone.
    if which.isascii() and which.isdigit() and int(which) <= len(decisions):
        path = _path(ledger)
        write_atomically({path: without_decision(_text(path), int(which), path)})
        typer.echo(one_line(f"已删除 removed from {path}: {_said(decisions[int(which) - 1])}"))
        return
    chosen = [one for one in _merges(output) if one.id == which]
    if not chosen:
        raise KgError(f"没有编号为 {which} 的决定或合并 no such decision or merge", remedy="见 kg merges")
    (one, *_) = chosen
    if one.reason == "ledger":
        raise KgError("这是账本的决定 this is a decision of the ledger", remedy="用 kg merges 列出的序号撤销")
    _decide(one.name, one.into, "", "", "", ledger, is_same=False)


def _decide(
    name: str, other: str, kind: str, reason: str, document: str, ledger: Path | None, *, is_same: bool
) -> None:
    from kg.export import write_atomically
    from kg.knowledge.ledger import Decision, parse_ledger
    from kg.knowledge.ledger_text import with_decision

    names = " ".join(name.split()), " ".join(other.split())
    if not all(names) or names[0] == names[1]:
        raise typer.BadParameter("要两个不同的名称 two different names")
    classes = _classes()
    if kind and kind not in classes:
        raise typer.BadParameter(f"没有类型 {kind} no such type；可用 known: {'、'.join(sorted(classes))}")
    path = _path(ledger)
    text = _text(path)
    decision = Decision(is_same, names, kind, reason, document)
    if decision.says() in {one.says() for one in parse_ledger(text, path).decisions}:
        typer.echo(one_line(f"账本里已有 already in {path}: {_said(decision)}"))
        return
    write_atomically({path: with_decision(text, decision, path)})
    typer.echo(one_line(f"已记入 written to {path}: {_said(decision)}"))


def _path(ledger: Path | None) -> Path:
    from kg.settings import load_settings

    return ledger or load_settings(Path()).ledger


def _text(path: Path) -> str:
    """What stands in the ledger, "" where there is none yet."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(
            f"读不了合并账本 unreadable ledger: {error}", place=str(path), remedy="存为 UTF-8"
        ) from error


def _decisions(ledger: Path | None) -> tuple[Decision, ...]:
    from kg.settings import load_settings

    return load_settings(Path()).decisions(ledger, _classes()).decisions


def _merges(output: Path | None) -> tuple[Merge, ...]:
    from kg.resolution import MERGES_FILE, read_merges
    from kg.settings import load_settings

    path = (output or load_settings(Path()).output) / MERGES_FILE
    # Decisions can be listed and taken back before anything is built.
    return read_merges(path) if path.exists() else ()


def _classes() -> Collection[str]:
    from kg.knowledge.ontology import load_ontology

    return load_ontology().classes


def _said(decision: Decision) -> str:
    said = f"{'相同 same' if decision.same else '不同 different'}: {'、'.join(decision.names)}"
    more = [part for part in (decision.type, decision.reason, decision.document) if part]
    return f"{said}（{'；'.join(more)}）" if more else said
