"""Trees are drawn as text: number and words, indented by level."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from chengwen.report.outline import Heading, outline
from chengwen.report.paragraph import Role
from chengwen.report.recognise import recognise
from chengwen.report.report import Report
from chengwen.report.restructure import delete, demote, give_role, move, promote, rename
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
    changed = applied(report, delete(report.paragraphs, section(report, "带头学习")))
    assert tree(changed) == "一、政治建设\n  1.严肃生活\n二、思想建设\n  2.深入研讨\n  3.抓好宣讲"


def test_a_moved_section_takes_the_mark_of_those_beside_it() -> None:
    report = read("一、甲部分\n（一）甲一。正文。\n（二）甲二。正文。\n二、乙部分\n1.乙一。正文。\n2.乙二。正文。")
    moved = applied(report, move(report.paragraphs, section(report, "甲二"), 5))
    assert tree(moved) == "一、甲部分\n  （一）甲一\n二、乙部分\n  1.乙一\n  2.甲二\n  3.乙二"


def test_what_stands_straight_under_the_first_level_is_promoted_to_it() -> None:
    report = read(STRAIGHT)
    changed = applied(report, promote(report.paragraphs, section(report, "严肃生活")))
    assert tree(changed) == "一、政治建设\n  1.带头学习\n二、严肃生活\n三、思想建设\n  2.深入研讨\n  3.抓好宣讲"


def test_the_first_section_of_its_parent_cannot_be_demoted() -> None:
    report = read(REPORT)
    assert demote(report.paragraphs, section(report, "加强领导")) == ()
    assert demote(report.paragraphs, section(report, "工作情况")) == ()


ATTACHED = """\
一、工作情况
正文写在这里。
二、存在问题
正文写在这里。
某市商务局
2023年12月20日
附件1
工作清单
一、清单甲
正文写在这里。
二、清单乙
正文写在这里。"""


def test_the_numbers_of_an_attachment_are_its_own() -> None:
    report = read(ATTACHED)
    changed = applied(report, delete(report.paragraphs, section(report, "工作情况")))
    assert tree(changed) == "一、存在问题\n一、清单甲\n二、清单乙"
    changed = applied(report, delete(report.paragraphs, section(report, "清单甲")))
    assert tree(changed) == "一、存在问题\n一、清单乙"


def test_a_list_that_began_anew_still_does() -> None:
    report = read("一、工作情况\n1.甲事。正文。\n2.乙事。正文。\n此外，还有：\n1.丙事。正文。\n2.丁事。正文。")
    changed = applied(report, delete(report.paragraphs, section(report, "甲事")))
    assert tree(changed) == "一、工作情况\n  1.乙事\n  1.丙事\n  2.丁事"
    changed = applied(report, delete(report.paragraphs, section(report, "丙事")))
    assert tree(changed) == "一、工作情况\n  1.乙事\n  1.丁事"


def test_lists_that_a_change_does_not_touch_keep_their_numbers_right_or_wrong() -> None:
    report = read("三、情况\n（一）甲事。正文。\n（三）乙事。正文。\n四、问题\n（一）丙事。正文。\n（二）丁事。正文。")
    changed = applied(report, delete(report.paragraphs, section(report, "丙事")))
    assert tree(changed) == "三、情况\n  （一）甲事\n  （三）乙事\n四、问题\n  （一）丁事"


def test_a_report_that_begins_with_another_number_goes_on_from_it() -> None:
    report = read("三、工作情况\n正文写在这里。\n四、存在问题\n正文写在这里。\n五、下步打算\n正文写在这里。")
    changed = applied(report, move(report.paragraphs, section(report, "下步打算"), 0))
    assert tree(changed) == "三、下步打算\n四、工作情况\n五、存在问题"


def test_a_changed_number_keeps_its_form() -> None:
    report = read("1、加强领导\n正文写在这里。\n2、强化学习\n正文写在这里。\n3、狠抓落实\n正文写在这里。")
    changed = applied(report, delete(report.paragraphs, section(report, "强化学习")))
    assert changed.paragraphs[2].text == "2、狠抓落实"


def test_a_paragraph_made_a_heading_gets_its_number() -> None:
    report = read(REPORT)
    changed = applied(report, give_role(report.paragraphs, 5, 6, Role.HEADING_1))
    assert tree(changed).splitlines()[4:] == [
        "二、存在问题",
        "三、与要求相比还有差距",
        "四、下步打算",
        "  （一）提高站位",
        "  （二）压实责任",
    ]


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
