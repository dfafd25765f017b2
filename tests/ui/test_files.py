"""Opening, saving, exporting and closing through what a user does."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from chengwen.app import pdf_bytes
from chengwen.files import open_document
from chengwen.report.paragraph import Role
from chengwen.session import Session
from chengwen.ui import file_dialogs
from chengwen.ui.file_dialogs import Answer
from chengwen.ui.main_window import MainWindow
from chengwen.ui.paper.pdf import text_of
from driving import drawn, status, texts


def test_edit_save_and_reopen(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "新报告.docx"
    monkeypatch.setattr(file_dialogs, "ask_save", lambda *_: target)
    window.page.go_to(5, 0)
    qtbot.keyClick(window.page, Qt.Key.Key_End)
    qtbot.keyClicks(window.page, "abc")
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(target.exists)
    assert status(window, "保存").text() == "已保存"
    assert window.windowTitle() == "新报告.docx[*] - 成文"
    assert not window.isWindowModified()
    saved = texts(window)
    assert window.open(target)
    assert texts(window) == saved
    assert "（一）加强领导" in drawn(window.tree)


def test_closing_asks_about_unsaved_work_and_only_then(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    answers = iter([Answer.CANCEL, Answer.SAVE])

    def answer(_: MainWindow, name: str) -> Answer:
        asked.append(name)
        return next(answers)

    monkeypatch.setattr(file_dialogs, "ask_unsaved", answer)
    monkeypatch.setattr(file_dialogs, "ask_save", lambda *_: tmp_path / "a.docx")
    assert window.close()
    assert asked == []
    window.show()
    window.page.go_to(5, 0)
    qtbot.keyClicks(window.page, "x")
    assert not window.close()
    assert window.isVisible()
    assert window.close()
    assert asked == ["报告.txt", "报告.txt"]
    assert open_document(tmp_path / "a.docx").report == window.session.report


def test_a_file_changed_by_another_program_is_not_overwritten_without_asking(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, other = tmp_path / "稿.docx", tmp_path / "另一份.docx"
    window.session.save(mine)
    theirs = Session.open(mine)
    theirs.save(mine, overwrite=True)
    mine.write_bytes(mine.read_bytes() + b"\0")
    before = mine.read_bytes()
    monkeypatch.setattr(file_dialogs, "ask_changed_on_disk", lambda *_: Answer.SAVE_AS)
    monkeypatch.setattr(file_dialogs, "ask_save", lambda *_: other)
    window.page.go_to(5, 0)
    qtbot.keyClicks(window.page, "x")
    assert window.save()
    assert mine.read_bytes() == before
    assert open_document(other).report == window.session.report


def test_a_file_that_cannot_be_opened_is_told_and_changes_nothing(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(file_dialogs, "tell_problem", lambda _, error, *__: told.append(str(error)))
    before = texts(window)
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04")
    assert not window.open(broken)
    assert texts(window) == before
    assert len(told) == 1
    assert "坏.docx" in told[0]


def test_a_save_that_fails_is_told_and_the_text_stays(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(file_dialogs, "tell_problem", lambda _, error, *__: told.append(str(error)))
    monkeypatch.setattr(file_dialogs, "ask_save", lambda *_: tmp_path / "没有的文件夹" / "a.docx")
    window.page.go_to(5, 0)
    qtbot.keyClicks(window.page, "x")
    assert not window.save()
    assert len(told) == 1
    assert window.isWindowModified()


def test_a_file_dropped_in_is_opened(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "另.txt"
    path.write_text("一、另一份报告\n正文写在这里，已经有一些内容了。", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    arguments = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), *arguments)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), *arguments))
    assert texts(window)[0] == "一、另一份报告"
    assert "一、另一份报告" in drawn(window.tree)


def test_the_pdf_has_the_text(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.pdf"
    monkeypatch.setattr(file_dialogs, "ask_save", lambda *_: target)
    window.export_pdf()
    copied = "".join(text_of(target.read_bytes()).split())
    assert all("".join(text.split()) in copied for text in texts(window))


def test_a_new_report_is_saved_under_its_title(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window = MainWindow(Session(), pdf_bytes)
    qtbot.addWidget(window, before_close_func=lambda one: one.session.history.mark_clean())
    window.page.insert_phrase("某局1/2季度工作总结2.0")
    window.page.set_role(Role.TITLE)
    suggested: list[Path] = []
    monkeypatch.setattr(file_dialogs, "ask_save", lambda _, suggestion: suggested.append(suggestion))
    assert not window.save()
    assert [path.name for path in suggested] == ["某局12季度工作总结2.0.docx"]
