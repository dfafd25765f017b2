from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengwen.report.outline import outline
from chengwen.report.paragraph import Paragraph, Role
from chengwen.report.report import Report
from chengwen.report.typed import stepped_up, typed_role
from strategies import reports


@pytest.mark.parametrize(
    ("before", "after", "role"),
    [
        ("", "一、", Role.HEADING_1),
        ("工作情况", "一、工作情况", Role.HEADING_1),
        ("（二", "（二）", Role.HEADING_2),
        ("1", "1.", Role.HEADING_3),
        ("(1", "(1)", Role.HEADING_4),
        ("", "一是", None),
        ("1", "1.5万人", None),
        ("一、工作", "一、工作情况", None),
        ("共同努力", "共同努力，一、", None),
    ],
)
def test_a_mark_typed_at_the_beginning_makes_a_heading(before: str, after: str, role: Role | None) -> None:
    assert typed_role(Paragraph(text=before), Paragraph(text=after)) is role


def test_what_is_no_body_stays_what_it_is() -> None:
    assert typed_role(Paragraph(Role.TITLE), Paragraph(Role.TITLE, "一、")) is None


REPORT = [
    Paragraph(Role.TITLE, "某局工作总结"),
    Paragraph(Role.BODY, ""),
    Paragraph(Role.HEADING_1, "一、工作情况"),
    Paragraph(Role.HEADING_2, "（一）加强领导。"),
    Paragraph(Role.BODY, ""),
    Paragraph(Role.HEADING_2, "（二）强化学习。"),
    Paragraph(Role.HEADING_1, "二、存在问题"),
    Paragraph(Role.SIGNATURE, "某局"),
]


def after_enter(report: Report, at: int) -> tuple[Paragraph, int] | None:
    step = stepped_up(report.paragraphs, outline(report.paragraphs), at)
    if step is None:
        return None
    for splice in step.splices:
        report.apply(splice)
    return report.paragraphs[at], step.offset


def test_enter_in_an_empty_paragraph_goes_up_level_by_level_and_back_to_body() -> None:
    report = Report(REPORT)
    assert after_enter(report, 4) == (Paragraph(Role.HEADING_2, "（二）"), 3)
    assert [p.text for p in report.paragraphs[5:7]] == ["（三）强化学习。", "二、存在问题"]
    assert after_enter(report, 4) == (Paragraph(Role.HEADING_1, "二、"), 2)
    assert [p.text for p in report.paragraphs[5:7]] == ["（一）强化学习。", "三、存在问题"]
    assert after_enter(report, 4) == (Paragraph(), 0)
    assert list(report.paragraphs) == REPORT


@pytest.mark.parametrize("at", [0, 1, 2, 3, 7])
def test_enter_elsewhere_only_ends_the_paragraph(at: int) -> None:
    assert after_enter(Report(REPORT), at) is None


def test_an_unnumbered_list_goes_on_without_numbers() -> None:
    report = Report([Paragraph(Role.HEADING_1, "工作情况"), Paragraph()])
    assert after_enter(report, 1) == (Paragraph(Role.HEADING_1, ""), 0)
    assert after_enter(report, 1) == (Paragraph(), 0)


@given(report=reports, data=st.data())
def test_enter_changes_nothing_but_numbers_elsewhere(report: Report, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(report.paragraphs) - 1))
    before = list(report.paragraphs)
    made = after_enter(report, at)
    assert len(report.paragraphs) == len(before)
    assert [p.role for i, p in enumerate(report.paragraphs) if i != at] == [
        p.role for i, p in enumerate(before) if i != at
    ]
    assert made is None or 0 <= made[1] <= len(made[0].text)
