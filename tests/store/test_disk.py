"""What holds for a store on disk alone: it stays, is locked by its writer, and says what is wrong with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import Literal, URIRef

from kg.errors import StoreError
from kg.store import DiskStore

S, P = URIRef("https://kg.example/entity/甲公司"), URIRef("https://kg.example/ontology#title")
QUAD = (S, P, Literal("甲"), S)


def test_it_is_there_when_opened_again(tmp_path: Path) -> None:
    with DiskStore(tmp_path / "store") as store:
        store.load([QUAD])
    with DiskStore(tmp_path / "store", read_only=True, prefixes={"kgo": "https://kg.example/ontology#"}) as store:
        assert list(store.match()) == [QUAD[:3]]
        assert store.prefixes == {"kgo": "https://kg.example/ontology#"}
        with pytest.raises(StoreError, match="只读"):
            store.load([QUAD])
        with pytest.raises(StoreError, match="只读"):
            store.replace(S, [])
        with pytest.raises(StoreError, match="只读"):
            store.update("DROP ALL")
        assert store.size() == 1


def test_two_cannot_write(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kg.store import DiskStore\n"
        "store = DiskStore(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "store")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(StoreError, match="另一个程序"):
            DiskStore(tmp_path / "store")
        DiskStore(tmp_path / "store", read_only=True).close()
        other.communicate("")


def test_files_are_loaded(tmp_path: Path) -> None:
    (tmp_path / "a.trig").write_text(f"{S.n3()} {{ {S.n3()} {P.n3()} '甲' }}", encoding="utf-8")
    (tmp_path / "b.trig").write_text(f"{S.n3()} {{ {S.n3()} {P.n3()} \n", encoding="utf-8")
    with DiskStore() as store:
        store.load_file(tmp_path / "a.trig")
        assert store.graphs() == (S,)
        with pytest.raises(StoreError, match="不是 RDF"):
            store.load_file(tmp_path / "b.trig")
        with pytest.raises(StoreError, match=r"c\.trig|No such file"):
            store.load_file(tmp_path / "c.trig")


def test_what_is_no_store_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("甲", encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        DiskStore(tmp_path / "file")
    assert caught.value.place.endswith("file")
    with pytest.raises(StoreError):
        DiskStore(tmp_path / "missing", read_only=True)


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = DiskStore(tmp_path / "store")
    store.close()
    with pytest.raises(StoreError, match="关闭"):
        store.size()
    DiskStore(tmp_path / "store").close()
