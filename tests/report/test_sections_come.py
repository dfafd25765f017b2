"""Sections that are inserted, copied, pasted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengwen.report.outline import outline
from chengwen.report.paragraph import LINE_BREAK, OBJECT, Paragraph, Role, Span, SpanKind
from chengwen.report.report import Report
from chengwen.report.restructure import copied, delete, duplicate, insert, paste_sections, section_text
from sections import applied, headings, others, read, section, structured, tree

REPORT = """\
一、工作情况
（一）加强领导。党组专题研究工作。
（二）强化学习。中心组集体学习。
二、存在问题
与要求相比还有差距。
三、下步打算
（一）提高站位。认真学习贯彻。"""


@pytest.mark.parametrize(
    ("at", "where", "after"),
    [
        ("强化学习", "before", ["一、工作情况", "  （一）加强领导", "  （二）新", "  （三）强化学习", "二、存在问题"]),
        ("工作情况", "after", ["一、工作情况", "  （一）加强领导", "  （二）强化学习", "二、新", "三、存在问题"]),
        ("工作情况", "child", ["一、工作情况", "  （一）加强领导", "  （二）强化学习", "  （三）新", "二、存在问题"]),
        ("存在问题", "child", ["一、工作情况", "  （一）加强领导", "  （二）强化学习", "二、存在问题", "  （一）新"]),
    ],
)
def test_a_new_heading_has_the_number_of_its_place(at: str, where: str, after: list[str]) -> None:
    report = read(REPORT)
    new = insert(report.paragraphs, section(report, at), where, "新")
    changed = applied(report, new.splices)
    assert tree(changed).splitlines()[:5] == after
    assert changed.paragraphs[new.paragraph].text[new.offset :] == "新"


def test_a_new_heading_is_marked_as_those_beside_it() -> None:
    report = read("一、情况\n1、甲事。正文。\n2、乙事。正文。\n二、问题\n正文写在这里。\n前言\n正文写在这里。")
    applied(report, insert(report.paragraphs, section(report, "甲事"), "after", "新").splices)
    applied(report, insert(report.paragraphs, section(report, "问题"), "child", "新").splices)
    assert [p.text for p in report.paragraphs if "新" in p.text] == ["2、新", "1、新"]


def test_a_number_whose_form_goes_no_further_takes_that_of_the_norm() -> None:
    report = Report(Paragraph(Role.HEADING_2, f"{mark}事") for mark in "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩")
    new = insert(report.paragraphs, headings(report.paragraphs)[-1], "after", "新事")
    assert applied(report, new.splices).paragraphs[-1].text == "（十一）新事"
    assert new.offset == 4


def test_a_heading_beside_one_without_a_number_has_none() -> None:
    report = Report([Paragraph(Role.HEADING_1, "前言"), Paragraph(Role.HEADING_1, "一、甲")])
    changed = applied(report, insert(report.paragraphs, section(report, "前言"), "after", "背景").splices)
    assert tree(changed) == "前言\n背景\n一、甲"


def test_a_heading_put_into_a_list_that_begins_anew_belongs_to_it() -> None:
    report = read("一、工作情况\n1.甲事。正文。\n2.乙事。正文。\n此外，还有：\n1.丙事。正文。\n2.丁事。正文。")
    changed = applied(report, insert(report.paragraphs, section(report, "丙事"), "before", "新").splices)
    assert tree(changed) == "一、工作情况\n  1.甲事\n  2.乙事\n  1.新\n  2.丙事\n  3.丁事"


def test_nothing_goes_under_a_section_of_the_deepest_kind() -> None:
    report = Report([Paragraph(Role.HEADING_4, "（1）甲")])
    assert insert(report.paragraphs, section(report, "甲"), "child").splices == ()


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("", ["一、"]),
        (
            "某局工作总结\n市委：\n2023年，局党组认真落实责任。",
            ["某局工作总结", "市委：", "2023年，局党组认真落实责任。", "一、"],
        ),
        (
            "某局工作总结\n局党组认真落实责任。\n某局\n2023年12月20日",
            ["某局工作总结", "局党组认真落实责任。", "一、", "某局", "2023年12月20日"],
        ),
    ],
)
def test_a_report_without_sections_gets_its_first(text: str, after: list[str]) -> None:
    report = read(text)
    new = insert(report.paragraphs, None, "after")
    changed = applied(report, new.splices)
    assert [p.text for p in changed.paragraphs] == after
    assert (new.paragraph, new.offset) == (after.index("一、"), 2)


def test_without_a_place_a_heading_comes_behind_the_last_section_of_the_report_itself() -> None:
    report = read("一、工作情况\n正文写在这里。\n某局\n2023年12月20日\n附件1\n工作清单\n一、清单甲\n正文写在这里。")
    changed = applied(report, insert(report.paragraphs, None, "after", "新").splices)
    assert tree(changed) == "一、工作情况\n二、新\n一、清单甲"


def test_a_copy_stands_behind_its_section_and_counts_on_from_it() -> None:
    report = read(REPORT)
    changed = applied(report, duplicate(report.paragraphs, section(report, "工作情况")))
    assert tree(changed).splitlines()[:7] == [
        "一、工作情况",
        "  （一）加强领导",
        "  （二）强化学习",
        "二、工作情况",
        "  （一）加强领导",
        "  （二）强化学习",
        "三、存在问题",
    ]


def test_what_may_not_stand_twice_in_a_file_is_not_copied() -> None:
    noted = Paragraph(text=f"甲{OBJECT}乙", spans=(Span(0, 3, SpanKind.BOLD), Span(1, 2, SpanKind.OBJECT, "<w:r/>")))
    table = Paragraph(Role.OPAQUE, f"〔表格〕{OBJECT}", xml="<w:tbl/>")
    picture = Paragraph(Role.OPAQUE, OBJECT, xml="<w:p/>")
    bare = Paragraph(text="甲乙", spans=(Span(0, 2, SpanKind.BOLD),))
    assert copied([noted, table, picture]) == [bare, table, picture]
    assert copied([noted, table, picture], elsewhere=True) == [bare, Paragraph(text="〔表格〕")]


def test_sections_from_another_report_take_marks_and_numbers_of_their_new_place() -> None:
    other = read("第一部分\n一、网络安全\n1.巡查。每天巡查。\n2.处置。及时处置。\n二、其他\n正文写在这里。")
    taken = section(other, "网络安全")
    report = read(REPORT)
    pieces = other.paragraphs[taken.paragraph : taken.stop]
    at = section(report, "强化学习")
    changed = applied(report, paste_sections(report.paragraphs, pieces, at.stop, at.level))
    assert tree(changed).splitlines()[:7] == [
        "一、工作情况",
        "  （一）加强领导",
        "  （二）强化学习",
        "  （三）网络安全",
        "    1.巡查",
        "    2.处置",
        "二、存在问题",
    ]


def test_what_was_cut_and_is_pasted_at_its_old_place_restores_the_report() -> None:
    report = read(REPORT)
    before, taken = Report(report.paragraphs), section(report, "存在问题")
    pieces = report.paragraphs[taken.paragraph : taken.stop]
    applied(report, delete(report.paragraphs, taken))
    assert applied(report, paste_sections(report.paragraphs, pieces, taken.paragraph, taken.level)) == before


def test_pieces_that_do_not_begin_with_a_heading_are_not_pasted() -> None:
    report = read(REPORT)
    assert paste_sections(report.paragraphs, [Paragraph(text="正文。")], 1, 1) == ()
    assert paste_sections(report.paragraphs, [], 1, 1) == ()


def test_a_section_as_text() -> None:
    paragraphs = [
        Paragraph(Role.HEADING_1, "一、甲"),
        Paragraph(text=f"正{OBJECT}文{LINE_BREAK}下一行", spans=(Span(1, 2, SpanKind.OBJECT, "<w:r/>"),)),
        Paragraph(Role.HEADING_1, "二、乙"),
    ]
    assert section_text(paragraphs, outline(paragraphs)[0]) == "一、甲\n正文\n下一行"


@given(structured, st.data())
def test_whatever_comes_what_is_there_stays(paragraphs: list[Paragraph], data: st.DataObject) -> None:
    there = headings(paragraphs)
    at = data.draw(st.sampled_from([None, *there]))
    new = insert(paragraphs, at, data.draw(st.sampled_from(["before", "after", "child"])), "新事")
    changed = applied(Report(paragraphs), new.splices).paragraphs
    if new.splices and any(paragraph.text for paragraph in paragraphs):
        assert others(changed) == others(paragraphs)
        found = next(heading for heading in outline(changed) if heading.paragraph == new.paragraph)
        assert (found.text, len(found.number)) == ("新事", new.offset)
    if there:
        chosen = data.draw(st.sampled_from(there))
        copy = paragraphs[chosen.paragraph : chosen.stop]
        changed = applied(Report(paragraphs), duplicate(paragraphs, chosen)).paragraphs
        assert others(changed) == others([*paragraphs, *copy])
        splices = paste_sections(paragraphs, copy, data.draw(st.integers(0, len(paragraphs))), 1)
        changed = applied(Report(paragraphs), splices).paragraphs
        assert others(changed) == others([*paragraphs, *copy] if splices else paragraphs)
