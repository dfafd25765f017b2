"""The outline (提纲): what is shown, what is typed, Enter."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from chengwen.report.paragraph import Paragraph, Role, Span, SpanKind
from chengwen.report.recognise import recognise
from chengwen.report.report import Report
from chengwen.ui.outline.editor import OutlineEditor
from outlining import TREE, blocks, drawn, press, put_cursor, shown, texts, undo, write

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
