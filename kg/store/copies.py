"""A graph file too large to be read for every question: a copy of it in a store on disk, made once, beside the file."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.disk import DiskStore

__all__ = ["LARGE", "open_copy"]

LARGE = 300_000
"""Bytes of TriG from which a copy on disk pays; measured, see docs/stores.md."""
_VERSION = 1


def open_copy(path: Path) -> DiskStore:
    """Open the copy of a TriG file, to be read; make it first where there is none, or the file has changed since.

    The copy is a folder beside the file (`graph.store`), and may be deleted at any time. Where it cannot be written,
    the graph is kept in memory.

    Raises:
        StoreError: the file is missing or malformed.
    """
    folder = path.with_suffix(".store")
    known = _stamp_of(path)
    kept = _read_stamp(folder)
    if {key: kept.get(key) for key in known} == known:
        with suppress(StoreError):  # damaged: made anew below
            return DiskStore(folder / "data", read_only=True, prefixes=_prefixes_in(kept))
    prefixes = _prefixes_of(path)
    try:
        _make(path, folder, {**known, "prefixes": prefixes})
    except OSError:
        store = DiskStore(prefixes=prefixes)
        store.load_file(path)
        return store
    return DiskStore(folder / "data", read_only=True, prefixes=prefixes)


def _make(path: Path, folder: Path, stamp: Mapping[str, object]) -> None:
    beside = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.part")
    try:
        beside.mkdir()
        with DiskStore(beside / "data") as store:
            store.load_file(path)
        (beside / "stamp.json").write_text(json.dumps(stamp, ensure_ascii=False), encoding="utf-8")
        if folder.exists():
            folder.rename(beside / "old")
        beside.rename(folder)
        shutil.rmtree(folder / "old", ignore_errors=True)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _stamp_of(path: Path) -> dict[str, object]:
    try:
        found = path.stat()
    except OSError as error:
        raise StoreError("没有这个图文件 no such graph", place=str(path), remedy="先运行 kg build") from error
    return {"version": _VERSION, "size": found.st_size, "changed": found.st_mtime_ns}


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
