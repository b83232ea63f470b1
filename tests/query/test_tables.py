"""Answers as text that no screen and no spreadsheet takes for something else."""

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.query import ResultTable, as_csv, as_json, as_markdown, as_table, as_turtle

TABLE = ResultTable(("name", "amount"), (("甲公司", "-3.9"), ("Beta", "")))
texts = st.text(max_size=12)


def test_columns_align_where_a_chinese_character_is_two_wide() -> None:
    assert as_table(TABLE) == "name    amount\n──────  ──────\n甲公司  -3.9\nBeta\n"


def test_a_table_without_rows_still_shows_its_columns() -> None:
    assert as_table(ResultTable(("a", "b"))) == "a  b\n─  ─\n"
    assert as_csv(ResultTable(("a", "b"))) == "a,b\r\n"
    assert as_json(ResultTable(("a", "b"))) == "[]\n"


def test_a_cell_can_neither_tear_the_table_nor_drive_the_terminal() -> None:
    shown = as_table(ResultTable(("a",), (("甲\n乙\x1b[31m\u202e",),)))
    assert shown.count("\n") == 3
    assert not set("\x1b\u202e") & set(shown)


@pytest.mark.parametrize("formula", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "＝1", "＠甲"])
def test_no_cell_of_the_csv_is_a_formula(formula: str) -> None:
    ((cell,),) = list(csv.reader(io.StringIO(as_csv(ResultTable(("a",), ((formula,),))), newline="")))[1:]
    assert cell == "'" + formula


@pytest.mark.parametrize("number", ["-12.5", "+3", "0", "390000000"])
def test_numbers_stay_numbers(number: str) -> None:
    assert as_csv(ResultTable(("a",), ((number,),))) == f"a\r\n{number}\r\n"


@settings(max_examples=100, derandomize=True, deadline=None)
@given(st.lists(st.tuples(texts, texts), max_size=4))
def test_json_and_csv_keep_every_cell(rows: list[tuple[str, str]]) -> None:
    table = ResultTable(("甲", "乙"), tuple(rows))
    assert [(row["甲"], row["乙"]) for row in json.loads(as_json(table))] == rows
    read = list(csv.reader(io.StringIO(as_csv(table), newline="")))[1:]
    assert [tuple(cell.removeprefix("'") for cell in row) for row in read] == [
        tuple(cell.removeprefix("'") for cell in row) for row in rows
    ]


def test_turtle_is_for_graphs_alone() -> None:
    assert as_turtle(ResultTable(("subject",), (), "<urn:a> <urn:b> <urn:c> .")) == "<urn:a> <urn:b> <urn:c> ."
    with pytest.raises(QueryError, match="CONSTRUCT"):
        as_turtle(TABLE)


def test_markdown_shows_a_text_and_nothing_else() -> None:
    hostile = "<script>a</script> [x](javascript:b) |*_`~\n甲\\"
    shown = as_markdown(ResultTable(("a", "b"), ((hostile, ""),)))
    head, rule, row = shown.splitlines()
    assert (head, rule) == ("| a | b |", "| --- | --- |")
    assert row == "| &lt;script&gt;a&lt;/script&gt; \\[x\\](javascript:b) \\|\\*\\_\\`\\~ 甲\\\\ |  |"
