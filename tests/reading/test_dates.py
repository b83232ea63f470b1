"""The forms of a publication date, and that the zone stays the one that is written."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.reading.dates import date_in_file_name, parse_published


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2022-05-16 09:06:32 +0800", "2022-05-16T09:06:32+08:00"),
        ("2022-05-16T09:06:32+08:00", "2022-05-16T09:06:32+08:00"),
        ("2022-05-16T01:06:32.123Z", "2022-05-16T01:06:32+00:00"),
        ("2022-05-16 09:06:32 -0330", "2022-05-16T09:06:32-03:30"),
        ("2022-05-16", "2022-05-16T00:00:00"),
        ("2022/5/16 9:06", "2022-05-16T09:06:00"),
        ("2022年5月16日 09：06", "2022-05-16T09:06:00"),
        ("2022.05.16", "2022-05-16T00:00:00"),
    ],
)
def test_forms(text: str, iso: str) -> None:
    published = parse_published(text)

    assert published is not None
    assert published.isoformat() == iso


@pytest.mark.parametrize(
    "text",
    ["", "昨天", "2022-02-30", "2022-13-01", "0000-01-01", "2022-05-16 25:00", "2022-05-16 09:06 +9900", "16/5/2022"],
)
def test_what_is_no_date(text: str) -> None:
    assert parse_published(text) is None


def test_file_names() -> None:
    assert date_in_file_name("2022-05-16-NW1") == datetime(2022, 5, 16)
    assert date_in_file_name("2022-05-167") is None
    assert date_in_file_name("news-2022-05-16") is None


@settings(derandomize=True, max_examples=50)
@given(
    st.datetimes(
        min_value=datetime(1000, 1, 1),
        timezones=st.integers(-720, 840).map(lambda minutes: timezone(timedelta(minutes=minutes))),
    )
)
def test_what_python_writes_is_read_back(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)

    found = parse_published(whole.isoformat())

    assert found is not None
    assert found.isoformat() == whole.isoformat()
