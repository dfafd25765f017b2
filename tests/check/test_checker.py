from __future__ import annotations

from hypothesis import given

from chengwen.check.blanks import blanks
from chengwen.check.checker import Checker
from chengwen.report.paragraph import Paragraph, Role
from chengwen.report.report import Report
from chengwen.report.splice import Splice
from strategies import reports


@given(reports)
def test_every_finding_marks_a_stretch_of_its_paragraph_and_they_come_in_order(report: Report) -> None:
    found = Checker().check(report)
    places = [(f.paragraph, f.start, f.end) for f in found]
    assert places == sorted(places)
    assert all(0 <= f.start < f.end <= len(report.paragraphs[f.paragraph].text) for f in found)


@given(reports, reports)
def test_what_was_remembered_is_what_a_new_check_finds(before: Report, after: Report) -> None:
    checker = Checker()
    checker.check(before)
    assert checker.check(after) == Checker().check(after)


def test_a_finding_moves_with_its_paragraph() -> None:
    report = Report([Paragraph(text="完成投资**亿元。")])
    checker = Checker()
    assert [f.paragraph for f in checker.check(report)] == [0]
    report.apply(Splice(0, (), (Paragraph(Role.TITLE, "某局2023年工作总结"),)))
    assert [f.paragraph for f in checker.check(report)] == [1]


def test_what_is_not_ours_to_edit_is_not_checked() -> None:
    assert Checker().check(Report([Paragraph(Role.OPAQUE, "〔表格〕**", xml="<w:tbl/>")])) == []


def test_blanks_are_the_visible_ones() -> None:
    text = "召开会议**次，X余人参加，由【单位】牵头，完成____。"
    assert [text[start:end] for start, end in blanks(text)] == ["**", "X", "【单位】", "____"]
