"""Trees are drawn as text: number and words, indented by level."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengwen.report.outline import Heading, outline
from chengwen.report.recognise import recognise
from chengwen.report.report import Report
from chengwen.report.restructure import delete, demote, move, promote, rename, renumber, straight_marks
from chengwen.report.splice import Splice

REPORT = """\
一、工作情况
（一）加强领导。党组专题研究工作。
（二）强化学习。中心组集体学习。
（三）守好阵地。逐一登记造册。
二、存在问题
与要求相比还有差距。
三、下步打算
（一）提高站位。认真学习贯彻。
（二）压实责任。逐级传导压力。"""

STRAIGHT = """\
一、政治建设
1.带头学习。党组带头学习。
2.严肃生活。落实各项制度。
二、思想建设
3.深入研讨。开展专题研讨。
4.抓好宣讲。组织宣讲活动。"""


def read(text: str) -> Report:
    return recognise(text).report


def section(report: Report, words: str) -> Heading:
    return next(heading for heading in outline(report.paragraphs) if heading.text == words)


def tree(report: Report) -> str:
    return "\n".join(f"{'  ' * (h.level - 1)}{h.number}{h.text}" for h in outline(report.paragraphs))


def applied(report: Report, splices: Sequence[Splice]) -> Report:
    """The report after the splices, having seen that undoing them restores it."""
    before = Report(report.paragraphs)
    for splice in splices:
        report.apply(splice)
    again = Report(report.paragraphs)
    for splice in reversed(splices):
        again.apply(splice.inverse())
    assert again == before
    return report


def test_a_section_moved_up_takes_its_number() -> None:
    report = read(REPORT)
    moved = applied(report, move(report.paragraphs, section(report, "守好阵地"), 1))
    assert [p.text for p in moved.paragraphs[1:4]] == [
        "（一）守好阵地。逐一登记造册。",
        "（二）加强领导。党组专题研究工作。",
        "（三）强化学习。中心组集体学习。",
    ]


def test_a_section_moves_with_all_it_contains() -> None:
    report = read(REPORT)
    to = section(report, "工作情况").paragraph
    moved = applied(report, move(report.paragraphs, section(report, "下步打算"), to))
    assert tree(moved).splitlines()[:4] == ["一、下步打算", "  （一）提高站位", "  （二）压实责任", "二、工作情况"]


def test_a_section_moved_under_another_parent_counts_there() -> None:
    report = read(REPORT)
    moved = applied(report, move(report.paragraphs, section(report, "强化学习"), len(report.paragraphs)))
    assert tree(moved) == "\n".join(
        [
            "一、工作情况",
            "  （一）加强领导",
            "  （二）守好阵地",
            "二、存在问题",
            "三、下步打算",
            "  （一）提高站位",
            "  （二）压实责任",
            "  （三）强化学习",
        ]
    )


def test_a_section_can_be_moved_to_another_level() -> None:
    report = read(REPORT)
    moved = applied(report, move(report.paragraphs, section(report, "守好阵地"), 4, level=1))
    assert tree(moved).splitlines()[3:6] == ["二、守好阵地", "三、存在问题", "四、下步打算"]


def test_a_section_does_not_move_into_itself() -> None:
    report = read(REPORT)
    assert move(report.paragraphs, section(report, "工作情况"), 2) == ()


def test_a_promoted_section_becomes_a_sibling_of_its_parent() -> None:
    report = read(REPORT)
    changed = applied(report, promote(report.paragraphs, section(report, "守好阵地")))
    assert tree(changed).splitlines()[:5] == [
        "一、工作情况",
        "  （一）加强领导",
        "  （二）强化学习",
        "二、守好阵地",
        "三、存在问题",
    ]


def test_promoting_and_demoting_again_restores_the_report() -> None:
    report = read(REPORT)
    before = Report(report.paragraphs)
    applied(report, promote(report.paragraphs, section(report, "守好阵地")))
    applied(report, demote(report.paragraphs, section(report, "守好阵地")))
    assert report == before


def test_a_section_demoted_takes_its_children_along() -> None:
    report = read(REPORT)
    changed = applied(report, demote(report.paragraphs, section(report, "下步打算")))
    assert tree(changed).splitlines()[4:] == ["二、存在问题", "  （一）下步打算", "    1.提高站位", "    2.压实责任"]


def test_a_first_level_section_cannot_be_promoted() -> None:
    report = read(REPORT)
    assert promote(report.paragraphs, section(report, "工作情况")) == ()


def test_a_deleted_section_leaves_no_gap() -> None:
    report = read(REPORT)
    changed = applied(report, delete(report.paragraphs, section(report, "存在问题")))
    assert tree(changed).splitlines()[4:] == ["二、下步打算", "  （一）提高站位", "  （二）压实责任"]


def test_renaming_leaves_the_number_and_the_body_alone() -> None:
    report = read(REPORT)
    changed = applied(report, rename(report.paragraphs, section(report, "加强领导"), "压实责任链条"))
    assert changed.paragraphs[1].text == "（一）压实责任链条。党组专题研究工作。"


def test_straight_numbering_goes_on_through_the_report() -> None:
    report = read(STRAIGHT)
    assert len(straight_marks(report.paragraphs)) == 1
    changed = applied(report, delete(report.paragraphs, section(report, "带头学习")))
    assert tree(changed) == "一、政治建设\n  1.严肃生活\n二、思想建设\n  2.深入研讨\n  3.抓好宣讲"


@pytest.mark.parametrize("text", [REPORT, STRAIGHT])
def test_numbers_that_are_right_are_left_alone(text: str) -> None:
    report = read(text)
    assert renumber(report.paragraphs, straight_marks(report.paragraphs)) == list(report.paragraphs)


def test_a_wrong_number_keeps_its_form() -> None:
    report = read("1、加强领导\n正文写在这里。\n3、强化学习\n正文写在这里。")
    assert [p.text for p in renumber(report.paragraphs)][2] == "2、强化学习"


@given(st.data())
def test_no_structural_change_loses_words(data: st.DataObject) -> None:
    report = read(REPORT)
    words = sorted(p.text.split("）")[-1].split("、")[-1] for p in report.paragraphs)
    for _ in range(data.draw(st.integers(1, 4))):
        chosen = data.draw(st.sampled_from([h for h in outline(report.paragraphs) if h.kind == "heading"]))
        change = data.draw(st.sampled_from(["move", "promote", "demote"]))
        if change == "move":
            splices = move(report.paragraphs, chosen, data.draw(st.integers(0, len(report.paragraphs))))
        else:
            splices = (promote if change == "promote" else demote)(report.paragraphs, chosen)
        applied(report, splices)
    strip = [p.text.split("）")[-1].split("、")[-1].lstrip("1234567890.") for p in report.paragraphs]
    assert sorted(strip) == words


def test_a_report_never_becomes_empty() -> None:
    report = read("一、工作情况")
    assert applied(report, delete(report.paragraphs, outline(report.paragraphs)[0])).text() == ""
