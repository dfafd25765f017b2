from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengwen.library.pinyin import matches


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("意识形态", "识形"),
        ("意识形态", ""),
        ("意识形态", "ysxt"),
        ("压实意识形态责任", "SXT"),
        ("成长", "cz"),
        ("长期", "cq"),
        ("重要", "zy"),
        ("重申", "cs"),
        ("银行", "yh"),
        ("行动", "xd"),
        ("困难", "kunnan"),
        ("面临的困难不少", "kunn"),
        ("困难", "kun"),
        ("困难", "kunna"),
        ("困难", "困n"),
        ("西安", "xian"),
        ("旅客", "lvke"),
        ("策略", "celue"),
        ("策略", "celve"),
        ("2023年XX局", "3nxxj"),
        ("Word 文件", "word w"),
        ("第1章", "d1z"),
    ],
)
def test_what_is_typed_finds_the_text(text: str, query: str) -> None:
    assert matches(text, query)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("意识形态", "yx"),
        ("困难", "kunan"),
        ("困难", "nk"),
        ("困难", "knn"),
        ("", "a"),
        ("2023年", "2024"),
        ("。", "j"),
    ],
)
def test_what_is_not_there_is_not_found(text: str, query: str) -> None:
    assert not matches(text, query)


@given(st.text(max_size=20), st.text(max_size=6))
def test_any_text_and_any_query_are_taken(text: str, query: str) -> None:
    assert matches(text, query) >= (query in text)


def test_the_table_is_read_with_the_first_letter_and_not_before() -> None:
    program = """
from chengwen.library import pinyin
read = pinyin._readings.cache_info
pinyin.matches("意识形态", "形态"), pinyin.matches("困难", "3")
before = read().currsize
pinyin.matches("意识形态", "xt")
import sys
print(before, read().currsize, "pypinyin" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == ["0", "1", "False"]
