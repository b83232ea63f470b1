"""Words and their parts of speech, by jieba with a dictionary of its own."""

from __future__ import annotations

import importlib
import importlib.metadata
import logging
import os
import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, NamedTuple, Protocol

from kg.language.words.word_model import WordModel
from kg.model import Token

__all__ = ["Named", "Segmenter"]

SHORTEST_NAME = 3  # shorter names hide inside other words
NAME_FREQUENCY = 200  # enough to win over two or more common words, and too little to shift other words
COMMON_FREQUENCY = 100  # of words that names never cut
LATIN_WORD = re.compile(r"[A-Za-z0-9]+(?:[-.&'_,][A-Za-z0-9]+)*")
NUMBER = re.compile(r"[0-9.,]+")
NO_FOLDER = Path(os.devnull)  # nothing can be read or written below it
PLACES = ("AdministrativeRegion", "ComputingCentre", "Facility", "IndustrialPark", "InnovationCentre", "Place")
ORGANIZATIONS = (
    "Company",
    "Fund",
    "GovernmentBody",
    "MediaOutlet",
    "Organization",
    "ResearchInstitute",
    "University",
)
WORDS = {"Noun": "n", "Verb": "v"}  # words of the language, which may be short
TAGS = {"Person": "nr"} | WORDS | dict.fromkeys(PLACES, "ns") | dict.fromkeys(ORGANIZATIONS, "nt")
OTHER_TAG = "nz"
NOUN_TAG = "n"
UNKNOWN_TAG = "nx"  # a noun of no dictionary, put together by jieba's model: most often a proper name


class Named(Protocol):
    """What the segmenter needs of an entry of the name lists."""

    @property
    def name(self) -> str:
        """The word."""

    @property
    def type(self) -> str:
        """A class of the ontology, or a lexical type."""


class _Name(NamedTuple):
    """The part of an entry that is kept."""

    name: str
    type: str


class Segmenter:
    """Cuts text into words that rejoin to it exactly; names from the lists stay whole.

    It has a jieba dictionary of its own, so that several segmenters can live side by side. Sent to another process, it
    loads the dictionary there anew.

    Args:
        names: words to know beside jieba's; those shorter than three characters or with white space are left out.
    """

    def __init__(self, names: Iterable[Named] = ()) -> None:
        known = {_Name(entry.name, entry.type) for entry in names if _is_word(entry)}
        self._names = tuple(sorted(known))
        self._listed = frozenset(name.name for name in self._names if name.type not in WORDS)
        self._tagger = _tagger(self._names)

    def __reduce__(self) -> tuple[type[Segmenter], tuple[tuple[_Name, ...]]]:
        return Segmenter, (self._names,)

    def tokens(self, text: str, start: int, end: int) -> tuple[Token, ...]:
        """Cut `text[start:end]` into words, white space included, without gap or overlap.

        A Latin word with its digits stays whole (`T-Mobile`, `1-4-3-2`, `100P`), also where jieba parts it.

        Returns:
            tokens whose offsets index `text`, with jieba's tags, and `nx` for nouns that no dictionary has.
        """
        piece = text[start:end]
        spans = [match.span() for match in LATIN_WORD.finditer(piece)]
        closed = {position for first, last in spans for position in range(first + 1, last)}
        tokens: list[Token] = []
        first = last = 0
        dictionary = self._tagger.word_tag_tab
        for pair in self._tagger.cut(piece):
            last += len(pair.word)
            if last not in closed:
                known = pair.flag != NOUN_TAG or pair.word in dictionary
                flag = pair.flag if known else UNKNOWN_TAG
                tokens.append(Token(start + first, start + last, _tag(piece[first:last], pair.word, flag)))
                first = last
        return tuple(self._uncrossed(text, tokens))

    def _uncrossed(self, text: str, tokens: Iterable[Token]) -> Iterator[Token]:
        """Names give way where the character before them makes a word with their first, and their rest is a word too.

        我|国某能源 is 我国|某能源, if 某能源 is a word.
        """
        held: Token | None = None
        for token in tokens:
            first, second = self._parted(text, held, token) if held else (None, token)
            if first:
                yield first
            held = second
        if held:
            yield held

    def _parted(self, text: str, before: Token, token: Token) -> tuple[Token, Token]:
        """The two words, cut anew where the second is a name that gives way."""
        word = text[token.start : token.end]
        if before.end - before.start == 1 and len(word) >= SHORTEST_NAME and word in self._listed:
            first, rest = text[before.start] + word[0], word[1:]
            frequencies, tags = self._tagger.tokenizer.FREQ, self._tagger.word_tag_tab
            if frequencies.get(first, 0) >= COMMON_FREQUENCY and frequencies.get(rest, 0):
                cut = token.start + 1
                return (
                    Token(before.start, cut, tags.get(first, NOUN_TAG)),
                    Token(cut, token.end, tags.get(rest, NOUN_TAG)),
                )
        return before, token


def _tag(word: str, last_part: str, flag: str) -> str:
    """The tag of a word that jieba may have parted: its own, or that of numbers or Latin words."""
    if word == last_part or not LATIN_WORD.fullmatch(word):
        return flag
    return "m" if NUMBER.fullmatch(word) else "eng"


def _is_word(entry: Named) -> bool:
    long = len(entry.name) >= SHORTEST_NAME or entry.type in WORDS
    return long and not any(character.isspace() for character in entry.name)


def _tagger(names: tuple[_Name, ...]) -> Any:  # noqa: ANN401 jieba has no types
    """Load jieba's dictionary and add the names, in their order, so that equal names give an equal dictionary."""
    with _quiet():
        jieba, posseg = importlib.import_module("jieba"), importlib.import_module("jieba.posseg")
        tokenizer = jieba.Tokenizer()
        tokenizer.tmp_dir = str(_cache_folder())
        tokenizer.cache_file = f"jieba-{importlib.metadata.version('jieba')}.cache"
        tokenizer.initialize()
        tagger = _tagger_class(posseg)(tokenizer)
    for name, type_name in names:
        frequency = max(tokenizer.FREQ.get(name, 0), NAME_FREQUENCY)
        tokenizer.add_word(name, frequency, TAGS.get(type_name, OTHER_TAG))
    tagger.makesure_userdict_loaded()
    return tagger


def _tagger_class(posseg: Any) -> Any:  # noqa: ANN401 jieba has no types
    """A POSTokenizer that copies the tags which jieba read when it was imported: a third of the time to start.

    It cuts what no dictionary has by jieba's own model, in a seventh of jieba's time and in bounded memory.
    """
    model = WordModel(posseg.start_P, posseg.trans_P, posseg.emit_P, posseg.char_state_tab_P)

    class Tagger(posseg.POSTokenizer):  # type: ignore[misc]
        def load_word_tag(self, dictionary: IO[bytes]) -> None:
            dictionary.close()
            self.word_tag_tab = dict(posseg.dt.word_tag_tab)

        def _POSTokenizer__cut(self, characters: str) -> Iterator[Any]:  # noqa: N802 the private name in jieba
            return (posseg.pair(word, tag) for word, tag in model.words(characters))

    return Tagger


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep jieba's progress messages and its own syntax warnings from the user, for this block alone."""
    logger = logging.getLogger("jieba")
    before = logger.disabled
    logger.disabled = True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.disabled = before


def _cache_folder() -> Path:
    """The user's own cache folder, since jieba trusts its cache and the shared temporary folder is anybody's."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    try:
        base = Path(given) if Path(given).is_absolute() else Path.home() / ".cache"
    except RuntimeError:  # no home
        return NO_FOLDER
    folder = base / "kg-chinese-news"
    with suppress(OSError):  # jieba does without a cache where it cannot write one
        folder.mkdir(parents=True, exist_ok=True)
    return folder
