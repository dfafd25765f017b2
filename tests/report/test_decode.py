from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengwen.report.decode import decode

TEXT = "关于开展“回头看”工作的报告\n　　一、总体情况\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk", "gb18030"])
def test_the_usual_encodings_are_read(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_big_endian_utf_16_is_read() -> None:
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be")) == TEXT


def test_rare_characters_of_gb18030_are_read() -> None:
    assert decode("㐂𠮷某".encode("gb18030")) == "㐂𠮷某"


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
def test_line_ends_become_one_kind(newline: str) -> None:
    assert decode(f"甲{newline}乙{newline}".encode()) == "甲\n乙\n"


def test_nothing_is_an_empty_text() -> None:
    assert decode(b"") == ""


@pytest.mark.parametrize("data", [b"PK\x03\x04\x14\x00\x00\x00", b"\x89PNG\r\n\x1a\n\x00", b"abc\x00def", b"\x01\x02"])
def test_binary_data_is_refused_with_a_cause(data: bytes) -> None:
    with pytest.raises(ValueError, match="文"):
        decode(data)


def test_bytes_in_no_known_encoding_are_refused_with_a_cause() -> None:
    with pytest.raises(ValueError, match="编码无法识别"):
        decode(b"\xff\xff\xff\xff")


def test_half_a_character_of_utf_16_is_refused() -> None:
    with pytest.raises(ValueError, match="编码无法识别"):
        decode(b"\xff\xfea")


def decoded_or_cause(data: bytes) -> str:
    try:
        return decode(data)
    except ValueError as error:
        return str(error)


@given(st.binary(max_size=60))
def test_any_bytes_give_a_clean_text_or_a_cause(data: bytes) -> None:
    assert not {"\r", "\x00"} & set(decoded_or_cause(data))
