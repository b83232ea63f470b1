"""The interface's own words: each given once, in both languages, and used."""

import re
from importlib.resources import files

# Scripts and templates of pages that have no words.js.
_APART = ("report", "resource", "ontology", "sparql")
_TABLE = re.compile(r"^(?:const WORDS = |Object\.assign\(WORDS, )(\{.*?^\})", re.MULTILINE | re.DOTALL)
_ENTRY = re.compile(r"^  (\w+): \[\s*(.*?),?\s*\],?$", re.MULTILINE | re.DOTALL)
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ASKED = re.compile(r'\bword\("(\w+)"\)|\bWORDS\.(\w+)|\baction\("(\w+)"|data-(?:word|label)"?[=:] ?"(\w+)"')
_CHINESE = re.compile("[\u4e00-\u9fff]")


def text_of_page() -> str:
    items = files("kg.view").joinpath("templates").iterdir()
    names = sorted(item.name for item in items if item.name.endswith((".js", "page.html")))
    read = files("kg.view").joinpath("templates").joinpath
    return "\n".join(read(name).read_text(encoding="utf-8") for name in names if not name.startswith(_APART))


TEXT = text_of_page()
TABLES = _TABLE.findall(TEXT)
ENTRIES = [(key, _STRING.findall(values)) for table in TABLES for key, values in _ENTRY.findall(table)]


def test_no_word_is_overlooked():
    assert len(TABLES) == len(re.findall(r"^const WORDS\b|^Object.assign\(WORDS,", TEXT, re.MULTILINE)) > 5
    assert sum(len(re.findall(r"^  \w+:", table, re.MULTILINE)) for table in TABLES) == len(ENTRIES) > 80


def test_each_word_is_given_once():
    """Where two scripts give the same key the later one wins, and nobody is told."""
    keys = [key for key, _ in ENTRIES]
    assert sorted(keys) == sorted(set(keys))


def test_each_word_is_chinese_first_and_english_second():
    for key, values in ENTRIES:
        zh, en = reversed(values) if key == "language" else values
        assert _CHINESE.search(zh) and en and not _CHINESE.search(en), key


def test_each_word_is_used_and_each_that_is_used_is_given():
    rest = _TABLE.sub("", TEXT)
    keys = {key for key, _ in ENTRIES}
    assert {key for key in keys if not re.search(rf'"{key}"|WORDS\.{key}\b', rest)} == set()
    assert {key for found in _ASKED.findall(rest) for key in found if key} <= keys
