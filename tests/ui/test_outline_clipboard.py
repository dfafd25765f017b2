"""The outline (提纲): the input method and the clipboard."""

from __future__ import annotations

import subprocess
import sys

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from chengwen.report import restructure
from chengwen.report.paragraph import Paragraph
from chengwen.report.recognise import recognise
from chengwen.ui.outline.editor import OutlineEditor
from outlining import TREE, compose, drawn, look, paste, press, put_cursor, select, shown, texts, undo

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
