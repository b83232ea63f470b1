"""Codes on an exchange in one way of writing."""

from __future__ import annotations

import pytest

from kg.resolution.identity.codes import listing_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("600000", "600000.SH"),
        ("600000.SH", "600000.SH"),
        ("sh600000", "600000.SH"),
        ("SH.600000", "600000.SH"),
        ("６０００００．ＳＨ", "600000.SH"),
        ("600000.SS", "600000.SH"),
        ("000001", "000001.SZ"),
        ("300001.SZ", "300001.SZ"),
        ("830001", "830001.BJ"),
        ("920001", "920001.BJ"),
        ("0700.HK", "00700.HK"),
        ("00700", "00700.HK"),
        ("hk:00700", "00700.HK"),
        ("NASDAQ:ABC", "NASDAQ:ABC"),
        ("ABC.N", "ABC.N"),
        ("12345.SZ", ""),
        ("700000", ""),
        ("一二三", ""),
        ("", ""),
    ],
)
def test_codes(text: str, code: str) -> None:
    assert listing_code(text) == code


def test_one_number_on_two_exchanges_is_two_codes() -> None:
    assert listing_code("000001.SH") != listing_code("000001.SZ")
