"""What was read in each post, kept beside the output of a build, so that the next build need not read it again.

It is one SQLite file: a killed writer leaves it as it last was, and one build at a time has it. Nothing in it is
believed blindly: what is broken, or does not fit the types, is read anew. Where it cannot be written the posts are
read each time, and the build is none the worse.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from kg.builds.fingerprints import document_print
from kg.errors import OutputError
from kg.model import Document, Extraction

__all__ = ["SHELF_FILE", "Shelf"]

SHELF_FILE = ".readings.sqlite"

_EXTRACTION = TypeAdapter(Extraction)
_NO_DOCUMENT = Document("", "", "")
# A killed build loses the reading of so many posts at most, which is under a second of work.
_POSTS_A_COMMIT = 32
_BROKEN = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB"})
_TAKEN = frozenset({"SQLITE_BUSY", "SQLITE_LOCKED"})
_SCHEMA = "CREATE TABLE IF NOT EXISTS readings (post TEXT PRIMARY KEY, knowledge TEXT, reading BLOB) WITHOUT ROWID"
_FIND = "SELECT reading FROM readings WHERE post = ? AND knowledge = ?"
_STORE = "INSERT OR REPLACE INTO readings VALUES (?, ?, ?)"


class Shelf:
    """What was read in each post by one state of the knowledge; used in a `with` block.

    The file is made when the first post is looked for, so that a build which finds no post leaves no trace.

    Args:
        folder: that the build writes to.
        knowledge: the digest of the fingerprint that readings must have been made with.
        fresh: whether every post is read anew; the shelf is then filled only.
    """

    def __init__(self, folder: Path, knowledge: str, *, fresh: bool = False) -> None:
        self._file = folder / SHELF_FILE
        self._knowledge = knowledge
        self._fresh = fresh
        self._used: set[str] = set()
        self._waiting: dict[str, bytes] = {}
        self._base: sqlite3.Connection | None = None
        self.trouble = ""
        """Why nothing can be kept, in one line; "" while all is well."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Keep what was read, also where the build has failed since."""
        self._flush()
        if self._base:
            self._base.close()

    def get(self, document: Document) -> Extraction | None:
        """What was read in this very post with this very knowledge; None where it must be read.

        Raises:
            OutputError: another build is writing to the same folder.
        """
        post = document_print(document)
        self._used.add(post)
        base = self._connection()
        if base is None or self._fresh:
            return None
        try:
            row = base.execute(_FIND, (post, self._knowledge)).fetchone()
            return replace(_EXTRACTION.validate_json(row[0]), document=document) if row else None
        except ValidationError:
            return None
        except sqlite3.Error as error:
            self._give_up(error)
            return None

    def put(self, extraction: Extraction) -> None:
        """Keep what was read in a post."""
        # What JSON cannot hold (half a surrogate pair in a text) is read each time.
        with suppress(PydanticSerializationError):
            reading = _EXTRACTION.dump_json(replace(extraction, document=_NO_DOCUMENT))
            self._waiting[document_print(extraction.document)] = reading
        if len(self._waiting) >= _POSTS_A_COMMIT:
            self._flush()

    def forget_others(self) -> None:
        """Drop the readings of posts that were not looked for: they are changed or gone."""
        self._flush()
        base = self._base
        if base is None:
            return
        try:
            known = [post for (post,) in base.execute("SELECT post FROM readings")]
            gone = [(post,) for post in known if post not in self._used]
            base.execute("BEGIN")
            base.executemany("DELETE FROM readings WHERE post = ?", gone)
            base.execute("COMMIT")
        except sqlite3.Error as error:
            self._give_up(error)

    def _flush(self) -> None:
        waiting, self._waiting = self._waiting, {}
        base = self._base
        if base is None or not waiting:
            return
        rows = ((post, self._knowledge, reading) for post, reading in waiting.items())
        try:
            base.execute("BEGIN")
            base.executemany(_STORE, rows)
            base.execute("COMMIT")
        except sqlite3.Error as error:
            self._give_up(error)

    def _connection(self) -> sqlite3.Connection | None:
        if self._base is None and not self.trouble:
            try:
                self._base = self._opened()
            except (OSError, sqlite3.Error) as error:
                self._give_up(error)
        return self._base

    def _opened(self) -> sqlite3.Connection:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        try:
            return self._connect()
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorname not in _BROKEN:
                raise
        self._file.unlink()
        return self._connect()

    def _connect(self) -> sqlite3.Connection:
        base = sqlite3.connect(self._file, timeout=0, isolation_level=None)
        try:
            # Held until the connection ends, however it ends: two builds never mix their files in one folder.
            base.execute("PRAGMA locking_mode = EXCLUSIVE")
            base.execute("BEGIN EXCLUSIVE")
            base.execute(_SCHEMA)
            base.execute("COMMIT")
        except sqlite3.Error as error:
            base.close()
            if error.sqlite_errorname in _TAKEN:
                raise OutputError(
                    "另一个 kg build 正在写这个文件夹 another build is writing here",
                    place=str(self._file.parent),
                    remedy="等它结束，或用 -o 换一个文件夹",
                ) from error
            raise
        return base

    def _give_up(self, error: Exception) -> None:
        self.trouble = f"{self._file}: {error}"
        if self._base:
            self._base.close()
        self._base = None
