"""What several rooms' tests share: the loaded program, and small invented posts."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kg.pipeline import Extractor
    from kg.store import Endpoint

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True, scope="module")
def _out_of_the_way_of_the_clock() -> None:
    """What earlier tests loaded is not searched for garbage again and again while a test measures time."""
    gc.freeze()


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The program with all its knowledge, loaded once for all tests."""
    # Here, so that the tests of one room run without all the others.
    from kg.pipeline import load_extractor

    return load_extractor()


@pytest.fixture(scope="session")
def seed() -> Path:
    """The seed post."""
    (path,) = (ROOT / "seeds").glob("*.md")
    return path


@pytest.fixture(scope="session")
def shared_gold() -> Path:
    """The annotated posts that lie beside the project; skipped aloud where they do not."""
    folder = ROOT.parent / "shared" / "gold"
    if folder.is_dir():
        return folder
    if os.environ.get("KG_REQUIRE_SHARED") == "1":
        pytest.fail(f"{folder} is missing, and KG_REQUIRE_SHARED=1 asks for it")
    pytest.skip(f"{folder} is missing: the annotated posts beside the project were not checked")


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """Oxigraph's server, started once for all tests that ask for it."""
    from tests.store.servers import oxigraph_server

    with oxigraph_server(tmp_path_factory.mktemp("oxigraph")) as endpoint:
        yield endpoint


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """OpenLink Virtuoso, likewise."""
    from tests.store.servers import virtuoso_server

    with virtuoso_server(tmp_path_factory.mktemp("virtuoso")) as endpoint:
        yield endpoint


@pytest.fixture
def write_post(tmp_path: Path) -> Callable[..., Path]:
    """Write an invented post and give its path: `write_post("posts/a.md", title=…, body=…)`."""

    def write(name: str, title: str = "甲科技有限公司与乙大学签约", body: str = "") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = (
            body or "<p>5月15日，甲科技有限公司与乙大学签署合作协议，总投资约3.9亿元。</p><p>（文章来源：新华社）</p>"
        )
        path.write_text(
            f'---\nlayout: post\ntitle: "{title}"\ndate: 2022-05-16 09:06:32 +0800\n---\n{text}\n', encoding="utf-8"
        )
        return path

    return write


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Run one command in an empty folder and give its exit code, output and errors."""
    from kg import cli

    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> tuple[int, str, str]:
        code = cli.main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return code, said.out, said.err

    return run
