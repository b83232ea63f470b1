"""Posts that are written, changed and taken away, and the command that builds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import cli, pipeline, settings
from kg.builds import SHELF_FILE


@pytest.fixture(autouse=True)
def loaded_once(extractor: pipeline.Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "load_knowledge", lambda **_: extractor.knowledge)
    monkeypatch.setattr(pipeline, "load_extractor", lambda *_: extractor)


def write(folder: Path, name: str, sentence: str) -> None:
    folder.mkdir(exist_ok=True)
    text = f"---\ntitle: {name}号消息\ndate: 2022-05-16\n---\n<p>{sentence}</p>\n"
    (folder / f"{name}.md").write_text(text, encoding="utf-8")


def build(posts: Path, output: Path, *options: str) -> int:
    return cli.main(["build", str(posts), "-o", str(output), "--quiet", *options])


def outputs(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(SHELF_FILE)}
