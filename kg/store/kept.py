"""Answers kept beside a store that no longer changes, so that what takes long to count is counted once."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path

from kg.errors import StoreError
from kg.store.interface import Answer
from kg.store.results import TABLE, read_answer, write_table

__all__ = ["KeptAnswers"]


class KeptAnswers:
    """Answers by the text of their queries, in files of a folder.

    Args:
        folder: where the files are; made when the first answer is kept.
        graph: what tells the graph from every other; an answer about another graph is not found.
        recording: whether to keep what is asked; otherwise it is only looked up.
    """

    def __init__(self, folder: Path, graph: str, *, recording: bool = False) -> None:
        self._folder = folder
        self._graph = graph
        self._recording = recording

    def find(self, query: str) -> Answer | None:
        """The answer to a query, None where none is kept or its file is damaged."""
        with suppress(OSError, ValueError, StoreError):
            about, _, said = self._file(query).read_text(encoding="utf-8").partition("\n")
            if about == self._about(query):
                return read_answer(TABLE, said.encode())
        return None

    def keep(self, query: str, answer: Answer) -> None:
        """Keep the answer to a SELECT or an ASK, where answers are recorded.

        Raises:
            OSError: it cannot be written.
        """
        if not self._recording or answer.triples is not None:
            return
        self._folder.mkdir(exist_ok=True)
        self._file(query).write_text(f"{self._about(query)}\n{write_table(answer)}", encoding="utf-8")

    def _about(self, query: str) -> str:
        return json.dumps([self._graph, query], ensure_ascii=False)

    def _file(self, query: str) -> Path:
        return self._folder / f"{hashlib.sha256(query.encode()).hexdigest()}.answer"
