"""The command line: the only place that prints, exits and chooses defaults.

Exit codes:
    0    all well
    1    done, but some posts could not be read, a quality floor was missed, or a graph breaks its shapes
    2    the command or the query is not well formed
    3    there was nothing to work on: no post could be read, no graph or gold file was found
    4    the output could not be written
    5    rules, names, units, the ontology or kg.toml are faulty
    130  interrupted
"""

# The stages are imported inside the commands, here alone: `kg --help` answers at once and need not load
# the dictionary, the RDF library and the page for it.

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import __version__
from kg.cli_diff import diff
from kg.cli_evaluate import evaluate
from kg.cli_load import load
from kg.cli_merges import LedgerOption, different, merges_app, same
from kg.cli_mine import mine_rules
from kg.cli_query import GraphOption, query
from kg.cli_report import report
from kg.cli_rules import ModelOption, NamesOption, OnlyMineOption, RulesOption, explain, rules_app, whynot
from kg.cli_serve import serve
from kg.cli_validate import validate
from kg.cli_view import view
from kg.console import complain, progress, summarise, warn
from kg.errors import KgError, KnowledgeError, OutputError, QueryError, ReadingError

if TYPE_CHECKING:
    from kg.settings import Settings

__all__ = ["app", "main"]

EXIT_PARTLY, EXIT_USAGE, EXIT_NOTHING, EXIT_OUTPUT, EXIT_KNOWLEDGE = 1, 2, 3, 4, 5

EXIT_CODES = (
    "退出码 exit codes: 0 成功 all well · 1 完成，但有文章读不了、未达质量下限或图不合形状 done, but a post was "
    "unreadable, a floor missed or a graph against its shapes · 2 用法错误 usage · "
    "3 没有可处理的内容 nothing to work on · 4 写不出 output not written · "
    "5 规则、词表或设置有误 rules, names or settings faulty · 130 中断 interrupted"
)

app = typer.Typer(
    name="kg",
    help="读中文新闻，用规则建知识图谱。A knowledge graph from Chinese news posts, read with rules.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; `arguments` are by default those of the process."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    # The RDF library logs what it thinks of a faulty file, tracebacks included; we say it in one line.
    logging.getLogger("rdflib").setLevel(logging.CRITICAL)
    try:
        app(args=arguments, prog_name="kg")
    except KgError as error:
        complain(error)
        return _exit_code(error)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else EXIT_USAGE
    return 0


AlignOption = Annotated[
    list[str] | None,
    typer.Option(
        "--align",
        help="另用哪些词汇写出，可重复。Other vocabularies to use too: schema, org, prov, skos, foaf, time, oa, qudt.",
        show_default=False,
    ),
]


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[bool, typer.Option("--version", help="显示版本。Show the version.")] = False,
) -> None:
    """读中文新闻，用规则建知识图谱。A knowledge graph from Chinese news posts, read with rules."""
    if version:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.command()
def build(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="文章文件或文件夹，默认 seeds/。Posts or folders of posts.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="写到哪个文件夹，默认 output。The folder to write to.", show_default=False),
    ] = None,
    rules: RulesOption = None,
    names: NamesOption = None,
    only_mine: OnlyMineOption = False,
    model: ModelOption = None,
    ledger: LedgerOption = None,
    align: AlignOption = None,
    rdf12: Annotated[bool, typer.Option("--rdf12", help="另写 graph.rdf12.trig。Write it in RDF 1.2 too.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="全部重读，不用上次读过的。Read every post anew.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="只报告问题。Report problems only.")] = False,
) -> None:
    """读文章，建图；没有变的文章不再读。Build the graph from posts; those that have not changed are not read again."""
    from kg import pipeline
    from kg.builds import Shelf, take_fingerprint, take_manifest
    from kg.export import clear_leftovers
    from kg.validation import check_records
    from kg.view import drawn_large

    settings = _settings()
    knowledge = settings.knowledge(rules or (), names or (), _builtin(only_mine))
    decided = settings.decisions(ledger, knowledge.ontology.classes)
    chosen = settings.model if model is None else model
    extractor = pipeline.load_extractor(knowledge, chosen)
    fingerprint = take_fingerprint(knowledge, chosen)
    target = output or settings.output
    with Shelf(target, fingerprint.digest, fresh=fresh) as shelf:
        with progress(quiet=quiet) as advance:
            built = pipeline.build(
                paths or settings.paths, extractor, advance, skip=target, ledger=decided, shelf=shelf
            )
        for problem in built.problems:
            complain(problem)
        if not built.extractions:
            raise ReadingError(
                "没有一篇文章可读，原有输出未改动 no post could be read, the old output is untouched",
                remedy="kg build 文件或文件夹",
            )
        written = pipeline.save(
            built.graph,
            target,
            ontology=knowledge.ontology,
            base=settings.base,
            merges=built.merges,
            manifest=take_manifest(built.graph.documents, fingerprint, decided),
            align=align or settings.align,
            rdf12=rdf12,
        )
        shelf.forget_others()
        if not shelf.trouble:
            clear_leftovers(target)
    if shelf.trouble:
        warn(f"读过的内容没有存下，下次要重读 what was read could not be kept: {shelf.trouble}")
    faults = check_records(built.graph, knowledge.ontology)
    for fault in faults:
        warn(f"{fault.place}: {fault.zh} {fault.en}")
    if not quiet:
        summarise(built, written, large=drawn_large(built.graph))
    raise typer.Exit(EXIT_PARTLY if built.problems or faults else 0)


# `--of 华为` and the like are parameters of the query asked.
app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(query)


@app.command()
def export(
    format: Annotated[  # noqa: A002 - the option's usual name
        str | None, typer.Option("--format", "-f", help="格式；不写则列出全部。A format; none lists them.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="写到哪里，默认 output/graph.扩展名。Where to write.", show_default=False),
    ] = None,
    graph: GraphOption = None,
    rdf12: Annotated[bool, typer.Option("--rdf12", help="陈述写成三元组项。Statements as triple terms.")] = False,
) -> None:
    """导出为其他格式。Write the graph in another format."""
    from kg.export import FORMATS
    from kg.export import export as write_export
    from kg.export.rdf12 import RDF12_FORMATS
    from kg.graph import from_dataset, read_trig

    if format is None:
        _list_formats()
        return
    if format not in FORMATS:
        raise typer.BadParameter(f"没有 {format} 格式 no such format；可用 known: {'、'.join(FORMATS)}")
    if rdf12 and format not in RDF12_FORMATS:
        raise typer.BadParameter(f"{format} 写不了 RDF 1.2 has no triple terms；可用 known: {'、'.join(RDF12_FORMATS)}")
    settings = _settings()
    dataset = read_trig(graph or settings.graph)
    target = output or settings.output / f"graph{FORMATS[format].extensions[0]}"
    for path in write_export(from_dataset(dataset), dataset, format, target, rdf12=rdf12):
        typer.echo(str(path))


app.command()(view)
app.command()(report)
app.command()(diff)
app.command()(validate)
app.command()(serve)
app.command()(load)
app.command()(evaluate)


# Here, so that the help lists them after the commands above.
app.command()(explain)
app.command()(whynot)
rules_app.command("mine")(mine_rules)
app.add_typer(rules_app)
app.command()(same)
app.command()(different)
app.add_typer(merges_app)


def _settings() -> Settings:
    from kg.settings import load_settings

    return load_settings(Path())


def _builtin(only_mine: bool) -> bool | None:
    """What an option says that can only be switched on: where it is not, `kg.toml` decides."""
    return False if only_mine else None


def _list_formats() -> None:
    from kg.export import FORMATS

    for name, form in FORMATS.items():
        typer.echo(f"{name}\t{form.zh} · {form.en}")


def _exit_code(error: KgError) -> int:
    for kind, code in ((KnowledgeError, EXIT_KNOWLEDGE), (OutputError, EXIT_OUTPUT), (QueryError, EXIT_USAGE)):
        if isinstance(error, kind):
            return code
    return EXIT_NOTHING
