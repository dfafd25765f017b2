"""Where paragraphs stand, compared with what GB/T 9704-2012 says of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengwen.layout.arrange import Placement, arrange, width
from chengwen.layout.facts import layout_facts
from chengwen.report.paragraph import LINE_BREAK, Paragraph, Role
from strategies import paragraphs


def placed(*lines: tuple[Role, str]) -> list[Placement]:
    return arrange([Paragraph(role, text) for role, text in lines])


def test_one_blank_line_parts_the_title_block_from_what_follows() -> None:
    found = placed(
        (Role.TITLE, "云岭市商务局"),
        (Role.TITLE, "工作报告"),
        (Role.SUBTITLE, "（2026年7月）"),
        (Role.ADDRESSEE, "市政府："),
        (Role.BODY, "现报告如下。"),
    )
    assert [one.blank_before for one in found] == [0, 0, 0, 1, 0]
    assert [one.blank_before for one in placed((Role.TITLE, "报告"), (Role.BODY, "正文"))] == [0, 1]


def test_nothing_stands_above_the_first_paragraph() -> None:
    for role in Role:
        (only,) = placed((role, "文字"))
        assert (only.blank_before, only.page_break) == (0, False)


@pytest.mark.parametrize(
    ("name", "date", "name_right", "date_right"),
    [
        ("云岭市商务和粮食局", "2026年7月8日", 2, 3),
        ("云岭市商务局", "2026年7月8日", 2, 0),
        ("某市", "2026年12月28日", 9, 2),
    ],
)
def test_the_date_begins_two_characters_right_of_the_name(
    name: str, date: str, name_right: float, date_right: float
) -> None:
    signature, dated = placed((Role.BODY, "正文"), (Role.SIGNATURE, name), (Role.DATE, date))[1:]
    assert (signature.right, dated.right) == (name_right, date_right)
    assert dated.right + width(date) + 2 == signature.right + width(name)
    assert (signature.blank_before, dated.blank_before) == (1, 0)


def test_of_several_signatures_only_the_first_has_a_blank_line_and_the_longest_counts() -> None:
    found = placed(
        (Role.BODY, "正文"),
        (Role.SIGNATURE, "云岭市局"),
        (Role.SIGNATURE, "云岭市人民政府"),
        (Role.DATE, "2026年7月8日"),
    )
    assert [one.blank_before for one in found] == [0, 1, 0, 0]
    assert [one.right for one in found] == [0, 2, 2, 1]


def test_a_signature_longer_than_the_line_and_a_date_alone_keep_what_the_table_says() -> None:
    assert [one.right for one in placed((Role.SIGNATURE, "局" * 40), (Role.DATE, "2026年7月8日"))] == [2, 2]
    assert [one.right for one in placed((Role.BODY, "正文"), (Role.DATE, "2026年7月8日"))] == [0, 2]


def test_names_of_attachments_stand_under_one_another() -> None:
    long_name = "云岭市二〇二六年上半年重点项目投资完成情况汇总统计表"
    found = placed(
        (Role.BODY, "正文"),
        (Role.ATTACHMENT_NOTE, f"附件：1.{long_name}"),
        (Role.ATTACHMENT_NOTE, "2.名单"),
        (Role.ATTACHMENT_NOTE, f"10.{long_name}"),
    )[1:]
    assert [(one.left, one.hanging) for one in found] == [(6, 4), (5, 0), (6.5, 1.5)]
    assert [one.blank_before for one in found] == [1, 0, 0]


def test_a_short_single_attachment_has_the_plain_indent() -> None:
    (_body, note) = placed((Role.BODY, "正文"), (Role.ATTACHMENT_NOTE, "附件：名单"))
    assert (note.left, note.hanging, note.layout.first_line) == (0, 0, 2)


def test_an_attachment_begins_a_page_and_its_title_stands_on_the_third_line() -> None:
    mark, title, body = placed(
        (Role.BODY, "正文"), (Role.ATTACHMENT_MARK, "附件1"), (Role.ATTACHMENT_TITLE, "名单"), (Role.BODY, "略")
    )[1:]
    assert (mark.page_break, mark.blank_before) == (True, 0)
    assert (title.blank_before, body.blank_before) == (1, 1)


def test_only_a_run_in_heading_in_another_face_has_a_lead() -> None:
    text = "抓学习。全年学习12次。"
    leads = {role: placed((role, text))[0].lead for role in Role}
    assert leads == {role: 4 if role in (Role.HEADING_1, Role.HEADING_2) else None for role in Role}
    assert placed((Role.HEADING_2, "（一）抓学习"))[0].lead is None


def test_digits_and_latin_letters_are_half_as_wide() -> None:
    assert width("2026年7月8日") == 6
    assert width("“党”——A") == 5.5
    assert width(f"短{LINE_BREAK}长一些") == 3


@given(st.lists(paragraphs(), max_size=8))
def test_every_paragraph_fits_on_the_line(report: list[Paragraph]) -> None:
    found = arrange(report)
    assert len(found) == len(report)
    characters = layout_facts().grid.characters
    for paragraph, placement in zip(report, found, strict=True):
        assert 0 <= placement.hanging <= placement.left < characters
        assert 0 <= placement.right < characters
        assert placement.lead is None or 0 <= placement.lead < len(paragraph.text)
