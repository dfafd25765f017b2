"""The outline (提纲) through what a writer does: keys, the input method, the clipboard, undo."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from chengwen.report import restructure
from chengwen.report.history import History
from chengwen.report.paragraph import Paragraph, Role, Span, SpanKind
from chengwen.report.recognise import recognise
from chengwen.report.report import Report
from chengwen.report.splice import Splice
from chengwen.session import Session
from chengwen.ui.outline.editor import OutlineEditor
from chengwen.ui.paper.typeset import qt_index, str_index

REPORT = """\
某局2023年工作总结

市委：
2023年，各项工作稳步推进。现将情况报告如下：
一、工作情况
（一）加强领导。全年专题研究**次。
（二）强化学习。集体学习12次。
二、存在问题
学习不够深入。
三、下步打算
某局
2023年12月20日"""
TREE = """\
某局2023年工作总结
一、工作情况
  （一）加强领导
  （二）强化学习
二、存在问题
三、下步打算"""


def session_of(report: Report) -> Session:
    session = Session()
    session.report, session.history = report, History(report)
    return session


@pytest.fixture
def editor(qtbot: QtBot) -> OutlineEditor:
    return shown(qtbot, recognise(REPORT).report)


@pytest.fixture
def empty(qtbot: QtBot) -> OutlineEditor:
    return shown(qtbot, Report())


def shown(qtbot: QtBot, report: Report) -> OutlineEditor:
    editor = OutlineEditor(session_of(report))
    qtbot.addWidget(editor)
    editor.resize(800, 600)
    editor.show()
    return editor


def blocks(editor: OutlineEditor) -> list[str]:
    document = editor.document()
    return [document.findBlockByNumber(at).text() for at in range(document.blockCount())]


def drawn(editor: OutlineEditor) -> str:
    """The lines with their numbers, indented by level, having seen that they are those of the report."""
    assert [row.text for row in editor.rows] == blocks(editor)
    headings = [h for h in editor.session.outline if h.kind == "heading"]
    rows = [row for row in editor.rows if not row.is_title and row.paragraph is not None]
    assert [(row.level, row.number, row.paragraph) for row in rows] == [
        (h.level, h.number, h.paragraph) for h in headings
    ]
    for row, heading in zip(rows, headings, strict=True):
        assert row.text.strip(" \t\u3000\xa0").removesuffix("。").strip(" \t\u3000\xa0") == heading.text
    return "\n".join("  " * max(0, row.level - 1) + row.number + row.text for row in editor.rows)


def texts(editor: OutlineEditor) -> list[str]:
    return [paragraph.text for paragraph in editor.session.report.paragraphs]


def put_cursor(editor: OutlineEditor, words: str, offset: int | None = None) -> None:
    """Into the line that holds those words, behind its last character if no offset is given."""
    at = next(at for at, text in enumerate(blocks(editor)) if text == words)
    block = editor.document().findBlockByNumber(at)
    cursor = editor.textCursor()
    cursor.setPosition(block.position() + qt_index(words, len(words) if offset is None else offset))
    editor.setTextCursor(cursor)


def select(editor: OutlineEditor, first: str, start: int, last: str, end: int) -> None:
    put_cursor(editor, last, end)
    stop = editor.textCursor().position()
    put_cursor(editor, first, start)
    cursor = editor.textCursor()
    cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def write(editor: OutlineEditor, text: str) -> None:
    editor.textCursor().insertText(text)


def press(editor: OutlineEditor, *keys: str) -> None:
    for key in keys:
        *modifiers, name = key.split("+")
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= getattr(Qt.KeyboardModifier, {"Ctrl": "ControlModifier"}.get(modifier, f"{modifier}Modifier"))
        QTest.keyClick(editor, getattr(Qt.Key, f"Key_{name}"), held)


def compose(editor: OutlineEditor, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(editor, event)


def paste(editor: OutlineEditor, text: str) -> None:
    QApplication.clipboard().setText(text)
    editor.paste()


def undo(editor: OutlineEditor) -> None:
    press(editor, "Ctrl+Z")


# -- what is shown ----------------------------------------------------------------------------------------------------


def test_the_title_and_the_headings_are_shown_and_nothing_else(editor: OutlineEditor) -> None:
    assert drawn(editor) == TREE


def test_only_what_stands_above_the_headings_is_the_title(qtbot: QtBot) -> None:
    editor = shown(qtbot, Report([Paragraph(Role.HEADING_1, "一、甲"), Paragraph(Role.TITLE, "另一篇")]))
    assert drawn(editor) == "\n一、甲"
    put_cursor(editor, "")
    write(editor, "某局报告")
    assert texts(editor) == ["某局报告", "一、甲", "另一篇"]


def test_figures_stand_beside_the_lines(editor: OutlineEditor) -> None:
    words = {row.text: editor.figures(row)[0] for row in editor.rows}
    assert words["强化学习"] == len("（二）强化学习。集体学习次。") + 1
    assert words["存在问题"] == len("二、存在问题学习不够深入。")
    put_cursor(editor, "存在问题")
    write(editor, "和不足")
    assert {row.text: editor.figures(row)[0] for row in editor.rows}["存在问题和不足"] == words["存在问题"] + 3


def test_a_heading_that_limps_says_so_under_the_mouse(qtbot: QtBot) -> None:
    text = "一、情况\n（一）提高站位，夯实责任。甲。\n（二）强化武装，筑牢思想。乙。\n（三）加强领导，管理好阵地。丙。"
    editor = shown(qtbot, recognise(text).report)
    tips = []
    for at in range(editor.document().blockCount()):
        cursor = QTextCursor(editor.document().findBlockByNumber(at))
        tips.append(editor.tool_tip_at(editor.cursorRect(cursor).center().y()))
    assert tips == ["", "", "", "", "其他各条是 4+4 动宾，这条是 4+5"]


def test_it_can_be_painted_in_every_state(editor: OutlineEditor, empty: OutlineEditor) -> None:
    assert not editor.grab().isNull()
    bare = empty.grab().toImage()
    press(empty, "A")
    assert empty.grab().toImage() != bare


# -- typing -----------------------------------------------------------------------------------------------------------


def test_typing_changes_the_words_of_the_heading_and_leaves_its_body(editor: OutlineEditor) -> None:
    put_cursor(editor, "强化学习", 2)
    for letter in "ABC":
        press(editor, letter)
    assert texts(editor)[5] == "（二）强化abc学习。集体学习12次。"
    assert "（二）强化abc学习" in drawn(editor)
    undo(editor)
    assert drawn(editor) == TREE
    assert editor.session.is_clean


def test_the_cursor_is_never_in_a_number(editor: OutlineEditor) -> None:
    put_cursor(editor, "强化学习", 0)
    press(editor, "Home", "X")
    assert texts(editor)[5].startswith("（二）x强化学习。")
    press(editor, "Home", "Left", "Y")
    assert texts(editor)[4].startswith("（一）加强领导y。")


def test_the_title_is_typed_too(editor: OutlineEditor) -> None:
    put_cursor(editor, "某局2023年工作总结")
    write(editor, "报告")
    assert editor.session.report.paragraphs[0] == Paragraph(Role.TITLE, "某局2023年工作总结报告")


def test_an_empty_report_is_begun_by_typing(empty: OutlineEditor) -> None:
    assert blocks(empty) == ["", ""]
    press(empty, "A", "Return", "B", "Tab", "Return", "C", "Up", "Up", "Up", "T")
    assert drawn(empty) == "t\n一、a\n  （一）b\n  （二）c"
    assert empty.session.report.paragraphs[0].role is Role.TITLE
    while empty.session.history.undo_label is not None:
        undo(empty)
    assert empty.session.report.paragraphs == [Paragraph()]


def test_a_blank_in_an_empty_line_changes_nothing(empty: OutlineEditor) -> None:
    press(empty, "Space", "Backspace", "A")
    assert drawn(empty) == "\n一、a"


def test_the_first_heading_comes_before_the_signature(qtbot: QtBot) -> None:
    paragraphs = [Paragraph(Role.TITLE, "某局报告"), Paragraph(text="导语。"), Paragraph(Role.SIGNATURE, "某局")]
    editor = shown(qtbot, Report(paragraphs))
    press(editor, "Down", "A")
    assert texts(editor) == ["某局报告", "导语。", "一、a", "某局"]


def test_a_number_written_by_hand_is_the_programs(editor: OutlineEditor) -> None:
    put_cursor(editor, "存在问题")
    press(editor, "Return")
    for text in ("（", "一", "）", "甲"):
        write(editor, text)
    assert "二、存在问题\n  （一）甲\n三、下步打算" in drawn(editor)
    put_cursor(editor, "甲")
    press(editor, "Return")
    write(editor, "三、乙")
    assert "  （一）甲\n三、乙\n四、下步打算" in drawn(editor)


def test_words_that_begin_with_a_figure_can_be_typed_behind_a_number_of_figures(qtbot: QtBot) -> None:
    editor = shown(qtbot, recognise("一、工作\n1.甲事。正文一段。\n2.乙事。正文一段。").report)
    put_cursor(editor, "乙事")
    press(editor, "Return")
    for letter in ("2", "0", "2", "4", "年", "事"):
        write(editor, letter)
    assert drawn(editor).endswith("  1.甲事\n  2.乙事\n  3.2024年事")


def test_a_sentence_behind_the_heading_is_refused_and_nothing_is_lost(editor: OutlineEditor, qtbot: QtBot) -> None:
    put_cursor(editor, "下步打算")
    write(editor, "。")
    with qtbot.waitSignal(editor.told):
        write(editor, "正文")
    assert texts(editor)[8] == "三、下步打算。"
    press(editor, "Backspace")
    write(editor, "和安排")
    assert texts(editor)[8] == "三、下步打算和安排"
    drawn(editor)


def test_a_change_that_would_make_body_of_words_is_refused(qtbot: QtBot) -> None:
    editor = shown(qtbot, recognise("一、工作\n（一）提高（甲。乙）水平。正文一段。").report)
    before = texts(editor)
    put_cursor(editor, "提高（甲。乙）水平", 2)
    press(editor, "Delete")
    assert texts(editor) == before
    assert blocks(editor)[2] == "提高（甲。乙）水平"


def test_blanks_are_kept_between_words_and_not_before_them(editor: OutlineEditor) -> None:
    put_cursor(editor, "强化学习")
    press(editor, "Space", "A")
    assert texts(editor)[5] == "（二）强化学习 a。集体学习12次。"
    press(editor, "Home", "Space")
    write(editor, " \u3000甲")
    assert texts(editor)[5] == "（二）甲强化学习 a。集体学习12次。"


def test_spans_in_a_heading_stay_where_they_were(qtbot: QtBot) -> None:
    old = Paragraph(Role.HEADING_1, "一、完成十二件事", (Span(4, 6, SpanKind.FACT, "件数"),))
    editor = shown(qtbot, Report([old]))
    put_cursor(editor, "完成十二件事", 0)
    write(editor, "𠮷")
    assert editor.session.report.paragraphs[0].spans == (Span(5, 7, SpanKind.FACT, "件数"),)
    press(editor, "Right", "Right", "Return")
    assert [p.spans for p in editor.session.report.paragraphs] == [(), (Span(2, 4, SpanKind.FACT, "件数"),)]
    assert drawn(editor) == "\n一、𠮷完成\n二、十二件事"


# -- Enter ------------------------------------------------------------------------------------------------------------


def test_enter_at_the_end_gives_a_sibling_behind_the_whole_section(editor: OutlineEditor) -> None:
    put_cursor(editor, "存在问题")
    press(editor, "Return", "X")
    assert texts(editor)[6:10] == ["二、存在问题", "学习不够深入。", "三、x", "四、下步打算"]
    put_cursor(editor, "强化学习")
    press(editor, "Return", "Y")
    assert drawn(editor).splitlines()[3:5] == ["  （二）强化学习", "  （三）y"]
    undo(editor)
    undo(editor)
    assert drawn(editor).splitlines()[3:5] == ["  （二）强化学习", "二、存在问题"]


def test_enter_behind_a_heading_with_subsections_gives_their_first(editor: OutlineEditor) -> None:
    put_cursor(editor, "工作情况")
    press(editor, "Return", "X")
    assert drawn(editor).splitlines()[1:5] == ["一、工作情况", "  （一）x", "  （二）加强领导", "  （三）强化学习"]


def test_enter_in_the_middle_parts_the_heading_and_backspace_joins_it_again(editor: OutlineEditor) -> None:
    before = texts(editor)
    put_cursor(editor, "强化学习", 2)
    press(editor, "Return")
    assert texts(editor)[5:7] == ["（二）强化", "（三）学习。集体学习12次。"]
    press(editor, "Backspace")
    assert texts(editor) == before
    assert editor.textCursor().positionInBlock() == 2


def test_enter_before_a_heading_gives_an_empty_one_above_it(editor: OutlineEditor) -> None:
    put_cursor(editor, "存在问题", 0)
    press(editor, "Return", "Up", "X")
    assert texts(editor)[6:9] == ["二、x", "三、存在问题", "学习不够深入。"]


def test_enter_in_an_empty_line_goes_a_level_up(editor: OutlineEditor) -> None:
    put_cursor(editor, "强化学习")
    press(editor, "Return", "Return", "X")
    assert drawn(editor).splitlines()[3:6] == ["  （二）强化学习", "二、x", "三、存在问题"]


def test_enter_in_the_title_gives_a_first_heading(editor: OutlineEditor) -> None:
    put_cursor(editor, "某局2023年工作总结")
    press(editor, "Return", "X")
    assert drawn(editor).splitlines()[:3] == ["某局2023年工作总结", "一、x", "二、工作情况"]


def test_a_new_heading_is_written_as_those_beside_it(qtbot: QtBot) -> None:
    editor = shown(qtbot, recognise("一、甲\n1、丙事。正文一段。\n2、丁事。正文一段。\n二、乙\n正文。").report)
    put_cursor(editor, "丙事")
    press(editor, "Return", "X")
    assert drawn(editor).splitlines()[2:5] == ["  1、丙事", "  2、x", "  3、丁事"]


def test_a_new_heading_beside_one_without_number_gets_one(qtbot: QtBot) -> None:
    editor = shown(qtbot, recognise("某局报告\n前言\n甲事。\n一、情况\n乙事。\n二、问题\n丙事。").report)
    put_cursor(editor, "前言")
    press(editor, "Return", "X")
    assert drawn(editor).splitlines()[1:] == ["前言", "一、x", "二、情况", "三、问题"]


def test_a_heading_is_not_parted_where_its_words_would_become_body(qtbot: QtBot) -> None:
    editor = shown(qtbot, recognise("一、情况：3月20日上午\n（一）提高（甲。乙）水平。正文一段。").report)
    before = texts(editor)
    put_cursor(editor, "情况", 1)
    press(editor, "Return")
    put_cursor(editor, "提高（甲。乙）水平", 6)
    press(editor, "Return")
    assert texts(editor) == before
    assert editor.textCursor().positionInBlock() == 6


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


# -- the input method -------------------------------------------------------------------------------------------------


def test_composing_tells_nothing_and_a_commit_is_one_step(editor: OutlineEditor) -> None:
    put_cursor(editor, "强化学习")
    heard: list[object] = []
    editor.session.listen(heard.append)
    for preedit in ("j", "ji", "ji q"):
        compose(editor, preedit)
    assert heard == []
    compose(editor, "", "教育")
    assert len(heard) == 1
    assert texts(editor)[5] == "（二）强化学习教育。集体学习12次。"
    compose(editor, "jia")
    compose(editor, "")
    undo(editor)
    assert drawn(editor) == TREE


def test_composing_over_several_lines_takes_their_headings_first(editor: OutlineEditor) -> None:
    select(editor, "加强领导", 0, "强化学习", 2)
    composed: list[str] = []
    editor.session.listen(lambda _change: composed.append(editor.textCursor().block().layout().preeditAreaText()))
    compose(editor, "jia")
    compose(editor, "jia q")
    compose(editor, "", "加强")
    assert drawn(editor).splitlines()[1:3] == ["一、工作情况", "  （一）加强学习"]
    assert composed == ["", ""]


def test_a_change_from_elsewhere_does_not_disturb_a_composition(editor: OutlineEditor, qtbot: QtBot) -> None:
    put_cursor(editor, "强化学习")
    compose(editor, "jiao")
    first = next(h for h in editor.session.outline if h.text == "加强领导")
    editor.session.apply(restructure.delete(editor.session.report.paragraphs, first), "别处")
    assert editor.textCursor().block().layout().preeditAreaText() == "jiao"
    compose(editor, "", "教育")
    assert texts(editor)[4] == "（一）强化学习教育。集体学习12次。"
    compose(editor, "jiao")
    second = next(h for h in editor.session.outline if h.text == "存在问题")
    editor.session.apply(restructure.demote(editor.session.report.paragraphs, second), "别处")
    compose(editor, "")
    drawn(editor)
    assert look(editor) == look(shown(qtbot, editor.session.report))


def test_the_first_words_of_a_report_can_be_composed(empty: OutlineEditor) -> None:
    press(empty, "Down")
    compose(empty, "gong")
    compose(empty, "", "工作情况")
    assert drawn(empty) == "\n一、工作情况"


# -- the clipboard ----------------------------------------------------------------------------------------------------


def test_pasted_lines_are_headings_of_the_level_of_their_numbers(editor: OutlineEditor) -> None:
    put_cursor(editor, "存在问题")
    paste(editor, "一、甲\r\n\r\n　　（一）乙。正文一段。\n丙\n3.丁\n（2）戊\n二、己")
    assert drawn(editor).splitlines()[4:] == [
        "二、存在问题",
        "三、甲",
        "  （一）乙",
        "  （二）丙",
        "    1.丁",
        "      （1）戊",
        "四、己",
        "五、下步打算",
    ]
    assert "（一）乙。正文一段。" in texts(editor)
    undo(editor)
    assert drawn(editor) == TREE


def test_pasted_lines_do_not_part_a_section_from_its_parent(editor: OutlineEditor) -> None:
    put_cursor(editor, "工作情况")
    paste(editor, "一、甲\n二、乙")
    assert drawn(editor).splitlines()[1:6] == [
        "一、工作情况",
        "  （一）加强领导",
        "  （二）强化学习",
        "二、甲",
        "三、乙",
    ]
    put_cursor(editor, "加强领导")
    paste(editor, "（一）丙\n丁")
    assert drawn(editor).splitlines()[2:6] == ["  （一）加强领导", "  （二）丙", "  （三）丁", "  （四）强化学习"]


def test_lines_without_numbers_go_on_where_they_are_pasted(editor: OutlineEditor) -> None:
    put_cursor(editor, "存在问题", 2)
    paste(editor, "甲\n乙")
    assert texts(editor)[6:10] == ["二、存在甲", "三、乙", "四、问题", "学习不够深入。"]


def test_lines_pasted_deeper_are_the_first_in_the_section(editor: OutlineEditor) -> None:
    put_cursor(editor, "工作情况")
    paste(editor, "（一）甲\n（二）乙")
    assert drawn(editor).splitlines()[2:6] == ["  （一）甲", "  （二）乙", "  （三）加强领导", "  （四）强化学习"]


def test_lines_pasted_before_a_heading_do_not_take_it_from_its_section(editor: OutlineEditor) -> None:
    put_cursor(editor, "强化学习", 0)
    paste(editor, "一、甲\n二、乙")
    assert drawn(editor).splitlines()[2:7] == [
        "  （一）加强领导",
        "  （二）甲",
        "  （三）乙",
        "  （四）强化学习",
        "二、存在问题",
    ]


def test_pasted_lines_are_numbered_as_the_report_does(qtbot: QtBot) -> None:
    editor = shown(qtbot, recognise("一、甲\n1.丙事。正文一段。\n2.丁事。正文一段。\n二、乙\n正文。").report)
    put_cursor(editor, "乙")
    paste(editor, "（一）戊\n（二）己")
    assert drawn(editor).splitlines()[4:] == ["二、乙", "  1.戊", "  2.己"]


def test_a_whole_outline_is_pasted_into_an_empty_report(empty: OutlineEditor) -> None:
    press(empty, "Down")
    paste(empty, "某局工作要点\n一、甲\n（一）乙\n二、丙\n")
    assert drawn(empty) == "某局工作要点\n一、甲\n  （一）乙\n二、丙"
    assert texts(empty) == ["某局工作要点", "一、甲", "（一）乙", "二、丙"]
    undo(empty)
    assert empty.session.report.paragraphs == [Paragraph()]


def test_a_single_line_is_pasted_into_the_words(editor: OutlineEditor) -> None:
    put_cursor(editor, "强化学习", 2)
    paste(editor, "理论\n")
    assert texts(editor)[5] == "（二）强化理论学习。集体学习12次。"
    put_cursor(editor, "下步打算")
    press(editor, "Return")
    paste(editor, "（一）甲。正文一段。")
    assert drawn(editor).splitlines()[-2:] == ["三、下步打算", "  （一）甲"]
    assert "（一）甲。正文一段。" in texts(editor)


def test_a_flood_of_lines_is_refused(editor: OutlineEditor, qtbot: QtBot) -> None:
    put_cursor(editor, "下步打算")
    with qtbot.waitSignal(editor.told):
        paste(editor, "甲\n" * 1000)
    assert drawn(editor) == TREE


def test_copied_lines_take_their_numbers_along(editor: OutlineEditor) -> None:
    select(editor, "工作情况", 0, "强化学习", 4)
    editor.copy()
    assert QApplication.clipboard().text() == "一、工作情况\n（一）加强领导\n（二）强化学习"
    select(editor, "工作情况", 2, "加强领导", 4)
    editor.copy()
    assert QApplication.clipboard().text() == "情况\n（一）加强领导"
    select(editor, "强化学习", 0, "强化学习", 2)
    editor.copy()
    assert QApplication.clipboard().text() == "强化"


def test_the_program_ends_well_when_something_was_copied() -> None:
    program = """
from PySide6.QtWidgets import QApplication
application = QApplication([])
from chengwen.session import Session
from chengwen.ui.outline.editor import OutlineEditor
editor = OutlineEditor(Session())
editor.insertPlainText("甲乙")
editor.selectAll()
editor.copy()
"""
    subprocess.run([sys.executable, "-c", program], check=True)


# -- beside the other faces -------------------------------------------------------------------------------------------


def test_a_change_from_elsewhere_leaves_the_cursor_at_its_heading(editor: OutlineEditor) -> None:
    put_cursor(editor, "强化学习", 1)
    section = next(h for h in editor.session.outline if h.text == "存在问题")
    editor.session.apply(restructure.move(editor.session.report.paragraphs, section, 3), "移动本节")
    assert drawn(editor).splitlines()[1] == "一、存在问题"
    assert editor.textCursor().block().text() == "强化学习"
    assert editor.textCursor().positionInBlock() == 1
    first = editor.session.report.paragraphs[0]
    editor.session.apply([Splice(0, (), (Paragraph(Role.NOTE, "附注"), Paragraph(text="新")))], "别处")
    assert editor.current_paragraph() == texts(editor).index("（二）强化学习。集体学习12次。")
    assert first in editor.session.report.paragraphs


def test_undo_leads_to_its_place(editor: OutlineEditor) -> None:
    put_cursor(editor, "存在问题", 2)
    write(editor, "的")
    put_cursor(editor, "工作情况")
    undo(editor)
    assert editor.textCursor().block().text() == "存在问题"
    assert editor.textCursor().positionInBlock() == 2
    press(editor, "Ctrl+Y")
    assert editor.textCursor().block().text() == "存在的问题"
    assert editor.textCursor().positionInBlock() == 3


def test_typing_elsewhere_is_another_step(editor: OutlineEditor) -> None:
    put_cursor(editor, "存在问题")
    press(editor, "A", "Home", "B")
    undo(editor)
    assert "二、存在问题a" in drawn(editor)


def test_the_place_is_told_when_it_is_another_heading(editor: OutlineEditor) -> None:
    told: list[tuple[int, int]] = []
    editor.place_chosen.connect(lambda paragraph, offset: told.append((paragraph, offset)))
    editor.go_to(7)
    assert told == []
    assert editor.current_paragraph() == 6
    assert editor.textCursor().block().text() == "存在问题"
    press(editor, "Left", "Up")
    assert told == [(5, 3)]
    press(editor, "End", "Return")
    assert told == [(5, 3), (6, 3)]


def test_a_click_chooses_a_heading(editor: OutlineEditor, qtbot: QtBot) -> None:
    cursor = QTextCursor(editor.document().findBlockByNumber(4))
    place = editor.cursorRect(cursor).center() + QPoint(2, 0)
    with qtbot.waitSignal(editor.place_chosen) as told:
        QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [6, 2]


def test_what_changed_while_it_was_hidden_is_shown_when_it_is_seen_again(editor: OutlineEditor) -> None:
    put_cursor(editor, "强化学习", 1)
    editor.hide()
    section = next(h for h in editor.session.outline if h.text == "加强领导")
    editor.session.apply(restructure.delete(editor.session.report.paragraphs, section), "别处")
    editor.session.undo()
    editor.session.apply(restructure.delete(editor.session.report.paragraphs, section), "别处")
    assert "加强领导" in blocks(editor)  # nobody waits for what is not seen
    editor.go_to(4)
    assert drawn(editor).splitlines()[1:3] == ["一、工作情况", "  （一）强化学习"]
    assert editor.current_paragraph() == 4
    editor.session.undo()
    editor.show()
    assert drawn(editor) == TREE


def test_the_lines_grow_with_the_font(editor: OutlineEditor) -> None:
    cursor = QTextCursor(editor.document().findBlockByNumber(4))
    before = editor.cursorRect(cursor).height()
    larger = editor.font()
    larger.setPointSizeF(larger.pointSizeF() * 2)
    editor.setFont(larger)
    assert editor.cursorRect(cursor).height() > 1.5 * before


def test_another_report_can_be_shown(editor: OutlineEditor) -> None:
    old = editor.session
    editor.show_session(session_of(recognise("一、甲\n正文。\n二、乙\n正文。").report))
    assert drawn(editor) == "\n一、甲\n二、乙"
    first = old.report.paragraphs[0]
    old.apply([Splice(0, (first,), (first.with_text(0, 0, "新"),))], "别处")
    assert drawn(editor) == "\n一、甲\n二、乙"
    put_cursor(editor, "甲")
    press(editor, "X")
    assert texts(editor)[0] == "一、甲x"


# -- whatever is done -------------------------------------------------------------------------------------------------

KEYS = [
    "Return",
    "Backspace",
    "Delete",
    "Tab",
    "Shift+Backtab",
    "Alt+Up",
    "Alt+Down",
    "Ctrl+Backspace",
    "Ctrl+Z",
    "Ctrl+Y",
]
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("go"), st.integers(0, 12), st.integers(0, 8)),
        st.tuples(st.just("type"), st.sampled_from(["a", "1", "。", "：", " ", "一、", "（", "2.", "𠮷", "甲\n乙"])),
        st.tuples(st.just("key"), st.sampled_from(KEYS)),
        st.tuples(st.just("select"), st.integers(1, 30)),
        st.tuples(st.just("compose"), st.sampled_from(["", "加强", "一、", "好。"])),
        st.tuples(
            st.just("paste"),
            st.sampled_from(["学习", "一、甲\n（一）乙。正文\n丙", "1.丁\n2.戊", "某局要点\n一、己", "\n"]),
        ),
    ),
    max_size=14,
)
RUN_IN = ("全年专题研究**次。", "集体学习12次。", "3月20日上午召开会议", "正文一段。")
OTHER = """\
前言
一、情况：3月20日上午召开会议
1.加强领导。正文一段。
2.强化学习
（1）带头学。正文一段。
1.1 目的
某局
附件
工作清单
一、清单甲
正文。"""


def act(editor: OutlineEditor, deed: tuple[object, ...]) -> None:
    match deed:
        case ("go", int(at), int(offset)):
            put_cursor(editor, (words := blocks(editor))[at % len(words)], min(offset, len(words[at % len(words)])))
        case ("type", str(text)):
            write(editor, text)
        case ("key", str(key)):
            press(editor, key)
        case ("select", int(length)):
            cursor = editor.textCursor()
            whole = "\n".join(blocks(editor))
            end = qt_index(whole, min(str_index(whole, cursor.position()) + length, len(whole)))
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            editor.setTextCursor(cursor)
        case ("compose", str(commit)):
            compose(editor, "jia")
            compose(editor, "", commit)
        case ("paste", str(text)):
            paste(editor, text)


def look(editor: OutlineEditor) -> list[object]:
    document = editor.document()
    found = [document.findBlockByNumber(at) for at in range(document.blockCount())]
    return [
        (b.blockFormat(), b.text() and b.charFormat(), {r.format.fontWeight() for r in b.textFormats()}) for b in found
    ]


@pytest.mark.usefixtures("qapp")
@settings(max_examples=100)
@given(text=st.sampled_from([REPORT, OTHER, ""]), deeds=DEEDS)
def test_whatever_is_done_the_lines_are_the_headings_and_all_body_is_kept(
    text: str, deeds: list[tuple[object, ...]]
) -> None:
    original = recognise(text).report.paragraphs if text else [Paragraph()]
    kept = Paragraph(Role.OPAQUE, "〔表〕", xml="<w:tbl/>")
    original = [*original, kept] if text else original
    editor = OutlineEditor(session_of(Report(original)))
    editor.show()
    for deed in deeds:
        act(editor, deed)
        drawn(editor)
        now = texts(editor)
        assert [p.text for p in original if p.role is Role.BODY and p.text and p.text not in now] == []
        assert [words for words in RUN_IN if text.count(words) > "".join(now).count(words)] == []
        assert kept in editor.session.report.paragraphs or not text
    fresh = OutlineEditor(editor.session)
    assert look(editor) == look(fresh)
    while editor.session.history.undo_label is not None:
        editor.session.undo()
        drawn(editor)
    assert list(editor.session.report.paragraphs) == list(original)
    editor.deleteLater()
    fresh.deleteLater()
