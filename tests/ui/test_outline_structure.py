"""The outline (提纲): levels and places changed, headings taken away."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from chengwen.report.paragraph import Role
from chengwen.report.recognise import recognise
from chengwen.report.report import Report
from chengwen.ui.outline.editor import OutlineEditor
from outlining import TREE, blocks, drawn, press, put_cursor, select, shown, texts, undo

# -- Tab, Alt ---------------------------------------------------------------------------------------------------------


def test_tab_demotes_and_shift_tab_promotes_with_all_that_is_inside(editor: OutlineEditor) -> None:
    put_cursor(editor, "存在问题", 1)
    press(editor, "Tab", "X")
    assert drawn(editor).splitlines()[3:] == ["  （二）强化学习", "  （三）存x在问题", "二、下步打算"]
    press(editor, "Backspace", "Shift+Backtab")
    assert drawn(editor) == TREE
    press(editor, "Up", "Up", "Up", "Tab")
    assert drawn(editor) == TREE


def test_several_selected_lines_are_demoted_in_one_step(editor: OutlineEditor) -> None:
    select(editor, "存在问题", 1, "下步打算", 2)
    press(editor, "Tab")
    assert drawn(editor).splitlines()[3:] == ["  （二）强化学习", "  （三）存在问题", "  （四）下步打算"]
    undo(editor)
    assert drawn(editor) == TREE


def test_alt_and_arrows_move_the_section_and_the_cursor_with_it(editor: OutlineEditor) -> None:
    put_cursor(editor, "存在问题", 2)
    press(editor, "Alt+Up", "X")
    assert drawn(editor).splitlines()[1:4] == ["一、存在x问题", "二、工作情况", "  （一）加强领导"]
    press(editor, "Backspace", "Alt+Down")
    assert drawn(editor) == TREE
    press(editor, "Alt+Down", "Alt+Down")
    assert drawn(editor).splitlines()[4:] == ["二、下步打算", "三、存在问题"]
    assert texts(editor)[-2:] == ["某局", "2023年12月20日"]


def test_a_section_does_not_move_into_an_attachment(qtbot: QtBot) -> None:
    editor = shown(qtbot, recognise("一、甲\n正文。\n二、乙\n正文。\n附件\n清单\n一、丙\n正文。").report)
    before = texts(editor)
    put_cursor(editor, "乙")
    press(editor, "Alt+Down")
    put_cursor(editor, "丙")
    press(editor, "Alt+Up")
    assert texts(editor) == before


def test_a_section_selected_with_what_is_in_it_goes_one_level_down(qtbot: QtBot) -> None:
    editor = shown(qtbot, recognise("一、甲\n正文。\n二、乙\n（一）丙。正文。\n（二）丁。正文。").report)
    select(editor, "乙", 0, "丁", 1)
    press(editor, "Tab")
    assert drawn(editor) == "\n一、甲\n  （一）乙\n    1.丙\n    2.丁"


# -- taking away ------------------------------------------------------------------------------------------------------


def test_backspace_in_an_empty_line_takes_the_heading_and_leaves_its_body(editor: OutlineEditor) -> None:
    select(editor, "存在问题", 0, "存在问题", 4)
    press(editor, "Backspace", "Backspace", "X")
    assert texts(editor)[5:8] == ["（二）强化学习x。集体学习12次。", "学习不够深入。", "二、下步打算"]
    undo(editor)
    undo(editor)
    undo(editor)
    assert drawn(editor) == TREE


def test_the_body_behind_an_empty_heading_becomes_a_paragraph(editor: OutlineEditor) -> None:
    select(editor, "强化学习", 0, "强化学习", 4)
    press(editor, "Delete", "Backspace")
    assert texts(editor)[4:6] == ["（一）加强领导。全年专题研究**次。", "集体学习12次。"]
    assert editor.session.report.paragraphs[5].role is Role.BODY


def test_a_heading_with_body_above_and_below_does_not_join(editor: OutlineEditor) -> None:
    put_cursor(editor, "强化学习", 0)
    press(editor, "Backspace")
    assert drawn(editor) == TREE
    assert editor.session.history.undo_label is None
    put_cursor(editor, "下步打算", 0)
    press(editor, "Backspace")
    assert texts(editor)[6:] == ["二、存在问题下步打算", "学习不够深入。", "某局", "2023年12月20日"]


def test_two_headings_do_not_join_when_body_would_come_into_the_words(qtbot: QtBot) -> None:
    editor = shown(qtbot, Report(recognise("前言\n一、会议时间：3月20日上午\n正文。").report.paragraphs))
    before = texts(editor)
    put_cursor(editor, "会议时间", 0)
    press(editor, "Backspace")
    assert texts(editor) == before


def test_delete_in_an_empty_line_takes_it_and_leaves_the_next(editor: OutlineEditor) -> None:
    put_cursor(editor, "强化学习")
    press(editor, "Return", "Delete")
    assert drawn(editor) == TREE


def test_headings_in_a_selection_go_and_their_bodies_stay(editor: OutlineEditor) -> None:
    select(editor, "加强领导", 2, "存在问题", 2)
    press(editor, "X")
    assert texts(editor)[3:7] == [
        "一、工作情况",
        "（一）加强x问题。全年专题研究**次。",
        "集体学习12次。",
        "学习不够深入。",
    ]
    undo(editor)
    select(editor, "加强领导", 0, "存在问题", 0)
    press(editor, "Delete")
    assert drawn(editor).splitlines()[1:] == ["一、工作情况", "二、存在问题", "三、下步打算"]
    assert texts(editor)[4:6] == ["全年专题研究**次。", "集体学习12次。"]
    undo(editor)
    editor.selectAll()
    press(editor, "Delete")
    assert [text for text in texts(editor) if text] == [
        "市委：",
        "2023年，各项工作稳步推进。现将情况报告如下：",
        "全年专题研究**次。",
        "集体学习12次。",
        "学习不够深入。",
        "某局",
        "2023年12月20日",
    ]
    assert blocks(editor) == ["", ""]
    undo(editor)
    assert drawn(editor) == TREE


def test_the_title_is_never_joined_with_a_heading(editor: OutlineEditor) -> None:
    put_cursor(editor, "工作情况", 0)
    press(editor, "Backspace")
    assert drawn(editor) == TREE
    select(editor, "某局2023年工作总结", 2, "加强领导", 2)
    press(editor, "X")
    assert drawn(editor).splitlines()[:2] == ["某局x", "（一）领导"]
