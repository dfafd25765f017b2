"""Numbers counted anew, and straight through the report or not."""

from __future__ import annotations

import pytest
from hypothesis import given

from chengwen.report.paragraph import Paragraph, Role, Span, SpanKind
from chengwen.report.recount import is_straight, renumber_all, set_straight
from chengwen.report.report import Report
from sections import applied, headings, others, read, section, structured, tree

STRAIGHT = "一、甲\n1.甲一。正文。\n2.甲二。正文。\n二、乙\n3.乙一。正文。\n4.乙二。正文。"
ANEW = "一、甲\n1.甲一。正文。\n2.甲二。正文。\n二、乙\n1.乙一。正文。\n2.乙二。正文。"


def report_of(text: str) -> Report:
    """Headings by their marks alone, however wrong their numbers."""
    roles = {"、": Role.HEADING_1, "）": Role.HEADING_2, ".": Role.HEADING_3, "．": Role.HEADING_3}
    return Report(
        Paragraph(next((role for mark, role in roles.items() if mark in line[:3]), Role.BODY), line)
        for line in text.splitlines()
    )


def recounted(text: str) -> str:
    report = report_of(text)
    return applied(report, renumber_all(report.paragraphs)).text()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("一、甲\n三、乙\n三、丙", "一、甲\n二、乙\n三、丙"),
        ("三、甲\n四、乙", "一、甲\n二、乙"),
        ("一、甲\n一、乙\n一、丙", "一、甲\n二、乙\n三、丙"),
        (
            "一、甲\n（一）子\n（三）丑\n二、乙\n（一）寅\n（一）卯",
            "一、甲\n（一）子\n（二）丑\n二、乙\n（一）寅\n（二）卯",
        ),
        (
            "一、甲\n1.子\n2.丑\n二、乙\n4.寅\n5.卯\n三、丙\n7.辰",
            "一、甲\n1.子\n2.丑\n二、乙\n3.寅\n4.卯\n三、丙\n5.辰",
        ),
        ("一、甲\n1.子\n3.丑\n此外，还有：\n1.寅\n3.卯", "一、甲\n1.子\n2.丑\n此外，还有：\n1.寅\n2.卯"),
        ("一、甲\n1．子\n3．丑", "一、甲\n1．子\n2．丑"),
    ],
)
def test_headings_count_without_gap_or_repeat(before: str, after: str) -> None:
    assert recounted(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("一是学习不够。三是创新不多。四是作风不实。", "一是学习不够。二是创新不多。三是作风不实。"),
        ("一是学习不够。二是创新不多。二是作风不实。", "一是学习不够。二是创新不多。三是作风不实。"),
        ("二是学习不够。三是创新不多。", "一是学习不够。二是创新不多。"),
        ("一是学习不够。\n三是创新不多。", "一是学习不够。\n二是创新不多。"),
        ("一是学。二是干。\n一是问。三是想。", "一是学。二是干。\n一是问。二是想。"),
        ("一要学。三要干。一是好。三是快。", "一要学。二要干。一是好。二是快。"),
        ("第一，学习。第三，实干。", "第一，学习。第二，实干。"),
        ("一是学习不够。一是创新不多。", "一是学习不够。二是创新不多。"),
        ("一、一是学，三是干。一是问。三是想。", "一、一是学，三是干。一是问。二是想。"),
        ("一、甲。一是学。三是干。\n二、乙。三是问。", "一、甲。一是学。二是干。\n二、乙。三是问。"),
    ],
)
def test_points_count_in_their_order(before: str, after: str) -> None:
    assert recounted(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "一方面学习不够，另一方面创新不多。",
        "一、二产业比重上升，三是后话。",
        "2023年12月3日，第一产业增长3%。",
        "会议强调，“抓两件事：一是学习。三是实干。”大家认为，《学习：一是读，三是写》写得好。",
        "其中，一是学习不够。\n一是问。二是想。",
        "统一要求，三要求，五要素。",
        "一、甲\n（一）子\n（二）丑\n二、乙\n（一）寅",
    ],
)
def test_what_is_no_wrong_number_stays(text: str) -> None:
    assert recounted(text) == text


def test_numbers_that_nobody_would_read_are_not_written() -> None:
    assert recounted("一、甲\n" * 1001).splitlines()[119:121] == ["一百二十、甲", "一、甲"]


def test_points_keep_the_marks_on_the_text_around_them() -> None:
    text = "一是学习不够。三是创新不多。"
    paragraph = Paragraph(text=text, spans=(Span(2, 4, SpanKind.BOLD), Span(9, 11, SpanKind.BLANK, "事")))
    report = Report([paragraph])
    changed = applied(report, renumber_all(report.paragraphs)).paragraphs[0]
    assert changed == Paragraph(text="一是学习不够。二是创新不多。", spans=paragraph.spans)


def test_numbers_made_straight_and_back() -> None:
    report = read(ANEW)
    assert is_straight(report.paragraphs, section(report, "乙一")) is False
    changed = applied(report, set_straight(report.paragraphs, section(report, "乙一"), True))
    assert tree(changed) == tree(read(STRAIGHT))
    assert is_straight(report.paragraphs, section(report, "甲一")) is True
    assert set_straight(report.paragraphs, section(report, "甲一"), True) == ()
    changed = applied(report, set_straight(report.paragraphs, section(report, "甲一"), False))
    assert tree(changed) == tree(read(ANEW))


def test_with_one_parent_nobody_can_tell_whether_numbers_are_straight() -> None:
    report = read(STRAIGHT)
    assert is_straight(report.paragraphs, section(report, "甲")) is None
    assert set_straight(report.paragraphs, section(report, "甲"), True) == ()


def test_the_numbers_of_an_attachment_are_not_made_straight_with_the_report() -> None:
    report = read(f"{ANEW}\n某局\n2023年12月20日\n附件1\n工作清单\n一、丙\n1.丙一。正文。\n二、丁\n1.丁一。正文。")
    changed = applied(report, set_straight(report.paragraphs, section(report, "乙一"), True))
    assert tree(changed).splitlines()[4:] == ["  3.乙一", "  4.乙二", "一、丙", "  1.丙一", "二、丁", "  1.丁一"]


@given(structured)
def test_counting_anew_touches_numbers_alone_and_numbers_stay_numbers(paragraphs: list[Paragraph]) -> None:
    report = Report(paragraphs)
    changed = applied(report, renumber_all(paragraphs)).paragraphs
    assert [p.role for p in changed] == [p.role for p in paragraphs]
    assert [bool(h.number) for h in headings(changed)] == [bool(h.number) for h in headings(paragraphs)]
    assert [h.text for h in headings(changed)] == [h.text for h in headings(paragraphs)]
    plain = [p for p in paragraphs if "是" not in p.text]
    assert others(p for p in changed if "是" not in p.text) == others(plain)
    for heading in headings(paragraphs):
        applied(Report(paragraphs), set_straight(paragraphs, heading, True))
        applied(Report(paragraphs), set_straight(paragraphs, heading, False))
