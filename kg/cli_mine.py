"""The command that drafts rules from labelled sentences."""

# As in kg.cli, the stages are imported inside the command, so that `kg --help` answers at once.

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from kg.cli_rules import JsonOption, NamesOption, OnlyMineOption, RulesOption, extractor_for, write_json
from kg.console import one_line, progress
from kg.errors import KgError

__all__ = ["mine_rules"]


def mine_rules(
    data: Annotated[
        list[Path],
        typer.Argument(
            help="标注过的句子：JSON 行、四列的表（甲、乙、标签、句子）、标注文件或其文件夹。"
            "Labelled sentences: JSON lines, a table of four columns, annotations."
        ),
    ],
    labels: Annotated[
        Path | None,
        typer.Option("--labels", help="标签表（YAML，标签: 属性）。What labels mean, as YAML.", show_default=False),
    ] = None,
    none: Annotated[
        list[str] | None,
        typer.Option("--none", help="表示没有关系的标签，可重复。A label that means none.", show_default=False),
    ] = None,
    property: Annotated[  # noqa: A002 - the ontology's word
        list[str] | None,
        typer.Option("--property", help="只要这个属性或标签，可重复。This property alone.", show_default=False),
    ] = None,
    support: Annotated[int, typer.Option("--support", min=2, help="至少读对几对。Fewest pairs read rightly.")] = 5,
    precision: Annotated[float, typer.Option("--precision", min=0, max=1, help="精确率下限。Least precision.")] = 0.7,
    most: Annotated[int, typer.Option("--most", min=1, help="每个属性最多几条。Most proposals for a property.")] = 6,
    triggers: Annotated[int, typer.Option("--triggers", min=0, help="每个属性最多几个触发词。Most triggers.")] = 15,
    new_only: Annotated[
        bool, typer.Option("--new-only", help="现有规则已读的不算。Count only what the rules do not read yet.")
    ] = False,
    limit: Annotated[int, typer.Option("--limit", min=0, help="最多读几句，0 为不限。Most texts, 0 for all.")] = 0,
    as_yaml: Annotated[bool, typer.Option("--yaml", help="输出规则草稿。Write rule drafts.")] = False,
    rules: RulesOption = None,
    names: NamesOption = None,
    only_mine: OnlyMineOption = False,
    as_json: JsonOption = False,
) -> None:
    """由标注过的句子归纳触发词和句型，供人取舍。Propose patterns from labelled sentences."""
    from kg.workbench.mining import Labels, Settings, draft_proposals, load_labels, mine, read_labelled
    from kg.workbench.mining.report import describe_mined, mined_table, mined_yaml

    extractor = extractor_for(rules, names, only_mine)
    nothing = frozenset(none or ())
    known = load_labels(labels, extractor.knowledge.ontology, nothing) if labels else Labels(None, nothing)
    asked = Settings(support, precision, most, triggers, new_only, frozenset(property or ()))
    texts = islice((text for path in data for text in read_labelled(path)), limit or None)
    with progress(quiet=as_json or as_yaml) as advance:
        mined = mine(texts, known, extractor, asked, advance)
    if not mined.material.texts:
        raise KgError("没有标注过的句子 no labelled sentences", remedy="kg rules mine 数据")
    drafts = draft_proposals(mined, extractor)
    if as_json:
        write_json(mined_table(mined, drafts))
    elif as_yaml:
        typer.echo(mined_yaml(drafts), nl=False)
    else:
        typer.echo("\n".join(map(one_line, describe_mined(mined, drafts))))
