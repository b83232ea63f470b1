"""A graph file too large to be read for every question: a copy of it in a store on disk, made once, beside the file."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.disk import DiskStore
from kg.store.interface import Store
from kg.store.kept import KeptAnswers

__all__ = ["LARGE", "open_copy"]

LARGE = 300_000
"""Bytes of TriG from which a copy on disk pays; measured, see docs/stores.md."""
_VERSION = 2


def open_copy(path: Path, prepare: Callable[[Store], object] | None = None) -> DiskStore:
    """Open the copy of a TriG file, to be read; make it first where there is none, or the file has changed since.

    The copy is a folder beside the file (`graph.store`), and may be deleted at any time. Where it cannot be written,
    the graph is kept in memory.

    Args:
        path: the file.
        prepare: asks a newly made copy what is to be answered at once later: the answers are kept with the copy, and
            are gone with it when the file changes.

    Raises:
        StoreError: the file is missing or malformed.
    """
    folder = path.with_suffix(".store")
    known = _stamp_of(path)
    kept = _read_stamp(folder)
    if {key: kept.get(key) for key in known} == known:
        with suppress(StoreError):  # damaged: made anew below
            return _opened(folder, kept)
    stamp = {**known, "prefixes": _prefixes_of(path)}
    try:
        _make(path, folder, stamp, prepare)
    # A full disk may be told by the store itself; a file that cannot be read is told of below as well.
    except (OSError, StoreError):
        store = DiskStore(prefixes=_prefixes_in(stamp))
        store.load_file(path)
        return store
    return _opened(folder, stamp)


def _make(
    path: Path, folder: Path, stamp: Mapping[str, object], prepare: Callable[[Store], object] | None = None
) -> None:
    beside = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.part")
    try:
        beside.mkdir()
        with DiskStore(beside / "data") as store:
            store.load_file(path)
        if prepare is not None:
            with _opened(beside, stamp, recording=True) as made:
                prepare(made)
        (beside / "stamp.json").write_text(json.dumps(stamp, ensure_ascii=False), encoding="utf-8")
        if folder.exists():
            folder.rename(beside / "old")
        beside.rename(folder)
        shutil.rmtree(folder / "old", ignore_errors=True)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _opened(folder: Path, stamp: Mapping[str, object], *, recording: bool = False) -> DiskStore:
    # Who opened a copy that has been replaced since must not be answered from the answers of the new one.
    graph = json.dumps(stamp, ensure_ascii=False, sort_keys=True)
    kept = KeptAnswers(folder / "answers", graph, recording=recording)
    return DiskStore(folder / "data", read_only=True, prefixes=_prefixes_in(stamp), kept=kept)


def _stamp_of(path: Path) -> dict[str, object]:
    try:
        found = path.stat()
    except OSError as error:
        raise StoreError("没有这个图文件 no such graph", place=str(path), remedy="先运行 kg build") from error
    return {"version": _VERSION, "engine": ox.__version__, "size": found.st_size, "changed": found.st_mtime_ns}


def _read_stamp(folder: Path) -> Mapping[str, object]:
    try:
        said = json.loads((folder / "stamp.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def _prefixes_in(stamp: Mapping[str, object]) -> dict[str, str]:
    said = stamp.get("prefixes")
    return {str(prefix): str(name) for prefix, name in said.items()} if isinstance(said, dict) else {}


def _prefixes_of(path: Path) -> dict[str, str]:
    try:
        quads = ox.parse(path=str(path), format=ox.RdfFormat.TRIG)
        next(quads, None)
        return dict(quads.prefixes)
    except (SyntaxError, ValueError, OSError) as error:
        raise StoreError(f"不是 TriG not TriG: {error}", place=str(path), remedy="重新运行 kg build") from error
