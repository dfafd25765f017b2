"""The outline (提纲) beside the page and the tree, and whatever is done to it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from chengwen.report import restructure
from chengwen.report.paragraph import Paragraph, Role
from chengwen.report.recognise import recognise
from chengwen.report.report import Report
from chengwen.report.splice import Splice
from chengwen.ui.outline.editor import OutlineEditor
from chengwen.ui.paper.typeset import qt_index, str_index
from outlining import (
    REPORT,
    TREE,
    blocks,
    compose,
    drawn,
    look,
    paste,
    press,
    put_cursor,
    session_of,
    texts,
    undo,
    write,
)

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
