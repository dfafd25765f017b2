"""Trees are drawn as text: number and words, indented by level."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chengwen.report.outline import outline
from chengwen.report.paragraph import Paragraph, Role
from chengwen.report.report import Report
from chengwen.report.restructure import (
    delete,
    delete_all,
    demote,
    demote_all,
    give_role,
    landing,
    move,
    move_all,
    promote,
    promote_all,
    rename,
)
from sections import applied, headings, others, read, section, structured, tree

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


def test_those_beside_it_tell_the_mark_even_where_the_report_has_another_one_more_often() -> None:
    report = read("一、甲部分\n（一）甲一。正文。\n（二）甲二。正文。\n（三）甲三。正文。\n二、乙部分\n1.乙一。正文。")
    moved = applied(report, move(report.paragraphs, section(report, "甲二"), 6))
    assert tree(moved).splitlines()[-2:] == ["  1.乙一", "  2.甲二"]


def test_a_number_before_a_digit_is_not_made_a_decimal() -> None:
    report = read("一、甲部分\n（一）甲一。正文。\n（二）5G建设。正文。")
    changed = applied(report, demote(report.paragraphs, section(report, "5G建设")))
    assert tree(changed) == "一、甲部分\n  （一）甲一\n    1、5G建设"


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


def test_several_sections_move_together_in_the_order_of_the_report() -> None:
    report = read(REPORT)
    chosen = [section(report, "压实责任"), section(report, "加强领导"), section(report, "守好阵地")]
    changed = applied(report, move_all(report.paragraphs, chosen, section(report, "存在问题").stop, 1))
    assert tree(changed).splitlines() == [
        "一、工作情况",
        "  （一）强化学习",
        "二、存在问题",
        "三、加强领导",
        "四、守好阵地",
        "五、压实责任",
        "六、下步打算",
        "  （一）提高站位",
    ]


def test_a_section_inside_another_that_moves_goes_with_it() -> None:
    report = read(REPORT)
    chosen = [section(report, "下步打算"), section(report, "提高站位")]
    changed = applied(report, move_all(report.paragraphs, chosen, 0, 1))
    assert tree(changed).splitlines()[:3] == ["一、下步打算", "  （一）提高站位", "  （二）压实责任"]


def test_several_sections_do_not_move_into_one_of_them() -> None:
    report = read(REPORT)
    chosen = [section(report, "工作情况"), section(report, "下步打算")]
    assert move_all(report.paragraphs, chosen, 2, 2) == ()


def test_several_sections_are_promoted_demoted_and_deleted_at_once() -> None:
    report = read(REPORT)
    both = [section(report, "强化学习"), section(report, "守好阵地")]
    changed = applied(report, promote_all(report.paragraphs, both))
    assert tree(changed).splitlines()[:4] == ["一、工作情况", "  （一）加强领导", "二、强化学习", "三、守好阵地"]
    both = [section(report, "强化学习"), section(report, "守好阵地")]
    assert tree(applied(report, demote_all(report.paragraphs, both))) == tree(read(REPORT))
    both = [section(report, "强化学习"), section(report, "存在问题"), section(report, "工作情况")]
    changed = applied(report, delete_all(report.paragraphs, both))
    assert tree(changed) == "一、下步打算\n  （一）提高站位\n  （二）压实责任"


def test_a_move_touches_only_what_moves_and_what_is_renumbered() -> None:
    report = read(REPORT)
    splices = move(report.paragraphs, section(report, "守好阵地"), 1)
    assert [(len(splice.removed), len(splice.inserted)) for splice in splices] == [(1, 0), (0, 1), (1, 1), (1, 1)]
    assert sum(splice.removed == splice.inserted for splice in splices) == 0


def test_a_new_name_that_begins_with_a_digit_is_not_read_as_a_decimal_number() -> None:
    report = read("一、情况\n1.网络建设。正文。\n2.平台建设。正文。")
    changed = applied(report, rename(report.paragraphs, section(report, "网络建设"), "5G网络建设"))
    assert tree(changed) == "一、情况\n  1、5G网络建设\n  2.平台建设"


@given(structured, st.data())
def test_a_move_puts_the_paragraphs_where_they_belong_whatever_the_splices(
    paragraphs: list[Paragraph], data: st.DataObject
) -> None:
    chosen = data.draw(st.lists(st.sampled_from(headings(paragraphs)), min_size=1)) if headings(paragraphs) else []
    to, level = data.draw(st.integers(0, len(paragraphs))), data.draw(st.integers(1, 4))
    splices = move_all(paragraphs, chosen, to, level) if chosen else ()
    changed = applied(Report(paragraphs), splices).paragraphs
    block = [at for at in range(len(paragraphs)) if any(one.paragraph <= at < one.stop for one in chosen)]
    order = [at for at in range(to) if at not in block] + block
    order += [at for at in range(to, len(paragraphs)) if at not in block]
    for at, paragraph in zip(order if splices else range(len(paragraphs)), changed, strict=True):
        if paragraphs[at].role.heading_level:
            assert paragraph.text[-1:] == paragraphs[at].text[-1:]
        else:
            assert paragraph == paragraphs[at]
    if splices:
        first = min(chosen, key=lambda heading: heading.paragraph)
        assert landing(chosen, to)[0] == order.index(first.paragraph)


@given(structured, st.data())
def test_no_change_of_the_tree_touches_what_is_no_heading(paragraphs: list[Paragraph], data: st.DataObject) -> None:
    report = Report(paragraphs)
    for _ in range(data.draw(st.integers(1, 3))):
        if not (there := headings(report.paragraphs)):
            return
        chosen = data.draw(st.lists(st.sampled_from(there), min_size=1, max_size=4))
        change = data.draw(st.sampled_from([promote_all, demote_all]))
        applied(report, change(report.paragraphs, chosen))
    assert others(report.paragraphs) == others(paragraphs)
