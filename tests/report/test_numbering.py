from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengwen.report.numbering import Mark, Number, chinese, chinese_value, parse, written


@pytest.mark.parametrize(
    ("text", "mark", "value", "number"),
    [
        ("一、总体要求", Mark.CHINESE, 1, "一、"),
        ("六．下步打算", Mark.CHINESE, 6, "六．"),
        ("十一. 附则", Mark.CHINESE, 11, "十一."),
        ("（二）加强领导。", Mark.CHINESE_BRACKET, 2, "（二）"),
        ("(十二)加强领导", Mark.CHINESE_BRACKET, 12, "(十二)"),
        ("（三）、加强领导", Mark.CHINESE_BRACKET, 3, "（三）、"),
        ("㈡加强领导", Mark.CHINESE_BRACKET, 2, "㈡"),
        ("一、一季度工作情况", Mark.CHINESE, 1, "一、"),
        ("二、三年来的主要成效", Mark.CHINESE, 2, "二、"),
        ("1.抓学习", Mark.ARABIC, 1, "1."),
        ("2、抓学习", Mark.ARABIC, 2, "2、"),
        ("３．抓学习", Mark.ARABIC, 3, "３．"),
        ("16. 抓学习", Mark.ARABIC, 16, "16."),
        ("1.2022年6月底前完成", Mark.ARABIC, 1, "1."),
        ("⒌抓学习", Mark.ARABIC, 5, "⒌"),
        ("（1）抓学习", Mark.ARABIC_BRACKET, 1, "（1）"),
        ("(2)抓学习", Mark.ARABIC_BRACKET, 2, "(2)"),
        ("3) 抓学习", Mark.ARABIC_BRACKET, 3, "3)"),
        ("⑷抓学习", Mark.ARABIC_BRACKET, 4, "⑷"),
        ("③抓学习", Mark.CIRCLED, 3, "③"),
        ("第一部分　回顾", Mark.PART, 1, "第一部分"),
        ("第二章 职责", Mark.CHAPTER, 2, "第二章"),
        ("第三节 分工", Mark.SECTION, 3, "第三节"),
        ("第一，认清形势", Mark.ORDINAL, 1, "第一，"),
    ],
)
def test_a_number_is_read_as_it_stands(text: str, mark: Mark, value: int, number: str) -> None:
    assert parse(text) == Number(mark, value, number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "工作情况",
        "2011.2.15日召开现场会",
        "1.5亿元的项目已经落地",
        "2023年工作总结",
        "3、4月份开展督查",
        "一、二、三产业融合发展",
        "一、二级响应",
        "一、二季度经济运行情况",
        "一带一路",
        "一是加强学习",
        "第一条 为了规范管理",
        "第一书记",
        "（2023年1月5日）",
        "十分重要",
    ],
)
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "mark", "value", "number"),
    [
        ("一　总则", Mark.CHINESE, 1, "一"),
        ("二）加强领导", Mark.CHINESE_BRACKET, 2, "二）"),
        ("1　总则", Mark.DECIMAL, 1, "1"),
        ("1.2 依据", Mark.DECIMAL, 2, "1.2"),
        ("2.1.3机构", Mark.DECIMAL, 3, "2.1.3"),
    ],
)
def test_weak_numbers_are_read_only_when_asked(text: str, mark: Mark, value: int, number: str) -> None:
    assert parse(text) is None
    assert parse(text, loose=True) == Number(mark, value, number)


@pytest.mark.parametrize("text", ["1.5亿元", "3.2%的增长", "2.5个百分点", "2023 年"])
def test_a_quantity_is_no_number_even_when_weak_ones_are_asked_for(text: str) -> None:
    assert parse(text, loose=True) is None


def test_numbers_are_written_as_the_norm_wants() -> None:
    marks = (Mark.CHINESE, Mark.CHINESE_BRACKET, Mark.ARABIC, Mark.ARABIC_BRACKET, Mark.CIRCLED, Mark.PART)
    assert [written(mark, 12) for mark in marks] == ["十二、", "（十二）", "12.", "（12）", "⑫", "第十二部分"]


@given(st.sampled_from([mark for mark in Mark if mark is not Mark.DECIMAL]), st.integers(1, 99))
def test_what_is_written_is_read_again(mark: Mark, value: int) -> None:
    text = written(mark, value)
    if mark is Mark.CIRCLED and value > 20:
        assert parse(text) == Number(Mark.ARABIC_BRACKET, value, text)
    else:
        assert parse(text) == Number(mark, value, text)


def test_a_decimal_cannot_be_written_without_its_parents() -> None:
    with pytest.raises(ValueError, match="rewritten"):
        written(Mark.DECIMAL, 1)


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("六．", 7, "七．"),
        ("1、", 10, "10、"),
        ("(二)", 3, "(三)"),
        ("2.3 ", 4, "2.4"),
        ("③", 4, "④"),
        ("⒈", 2, "⒉"),
        ("第一章", 2, "第二章"),
    ],
)
def test_a_number_is_rewritten_in_its_own_hand(text: str, value: int, expected: str) -> None:
    number = parse(text, loose=True)
    assert number is not None
    assert number.rewritten(value) == expected


@given(st.integers(1, 999))
def test_chinese_numerals_go_there_and_back(value: int) -> None:
    assert chinese_value(chinese(value)) == value


@pytest.mark.parametrize(("value", "text"), [(1, "一"), (10, "十"), (15, "十五"), (20, "二十"), (101, "一百零一")])
def test_chinese_numerals_have_their_usual_form(value: int, text: str) -> None:
    assert chinese(value) == text


@pytest.mark.parametrize("text", ["", "十十", "二二", "甲"])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        chinese_value(text)


@given(st.text())
def test_any_text_can_be_asked_for_its_number(text: str) -> None:
    number = parse(text, loose=True)
    assert number is None or (text.startswith(number.text) and number.value > 0)
