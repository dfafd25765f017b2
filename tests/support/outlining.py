"""The outline driven as a writer drives it, and what there is to see of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from chengwen.report.history import History
from chengwen.report.report import Report
from chengwen.session import Session
from chengwen.ui.outline.editor import OutlineEditor
from chengwen.ui.paper.typeset import qt_index

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


def look(editor: OutlineEditor) -> list[object]:
    document = editor.document()
    found = [document.findBlockByNumber(at) for at in range(document.blockCount())]
    return [
        (b.blockFormat(), b.text() and b.charFormat(), {r.format.fontWeight() for r in b.textFormats()}) for b in found
    ]
