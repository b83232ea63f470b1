"""Labelled sentences by hand; all names are invented."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

A, B, C = "东方明远科技有限公司", "北辰智数投资有限公司", "济南明湖云数据科技有限公司"

Facts = Sequence[tuple[str, str, str]]

BOUGHT: tuple[tuple[str, Facts], ...] = (
    (f"{A}收购{B}。", ((A, "acquires", B),)),
    (f"{C}拟以2亿元收购{B}。", ((C, "acquires", B),)),
    (f"{A}成功并购了{C}。", ((A, "acquires", C),)),
    (f"{B}并购{C}。", ((B, "acquires", C),)),
    (f"{A}被{B}收购。", ((B, "acquires", A),)),
    (f"{C}日前被{A}收购。", ((A, "acquires", C),)),
    (f"{A}与{B}讨论收购。", ()),
    (f"{A}与{C}参加会议。", ()),
    (f"{B}拜访{C}。", ()),
    (f"{B}评价{A}。", ()),
)


def json_lines(path: Path, items: Sequence[tuple[str, Facts]] = BOUGHT) -> Path:
    lines = [
        json.dumps({"text": text, "facts": [{"s": s, "p": p, "o": o} for s, p, o in facts]}, ensure_ascii=False)
        for text, facts in items
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
