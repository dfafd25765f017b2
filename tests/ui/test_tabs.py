"""Several reports in one window, and what it remembers from day to day."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMenu, QTabBar, QTabWidget, QTreeWidget
from pytestqt.qtbot import QtBot

from chengwen.app import pdf_bytes
from chengwen.session import Session
from chengwen.storage.home import HOME_VARIABLE, user_folder
from chengwen.ui import file_dialogs
from chengwen.ui.file_dialogs import Answer
from chengwen.ui.main_window import MainWindow
from chengwen.ui.memory import Memory, folder
from chengwen.ui.shortcuts import ShortcutSheet
from chengwen.ui.theme import Appearance, colours
from driving import action, status, texts

CONTROL = Qt.KeyboardModifier.ControlModifier


def tabs(window: MainWindow) -> QTabWidget:
    found = window.centralWidget()
    assert isinstance(found, QTabWidget)
    return found


def names(window: MainWindow) -> list[str]:
    return [tabs(window).tabText(at) for at in range(tabs(window).count())]


def written(folder: Path, name: str, text: str = "一、另一份报告\n正文写在这里，已经有一些内容了。") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def another(qtbot: QtBot) -> MainWindow:
    """The window as it is opened the next day."""
    window = MainWindow(Session(), pdf_bytes)
    qtbot.addWidget(window, before_close_func=lambda one: [view.session.history.mark_clean() for view in one.views()])
    window.show()
    return window


def test_each_file_has_a_tab_and_is_opened_once(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    other = written(tmp_path, "另.txt")
    assert window.open(other)
    assert names(window) == ["报告.txt", "另.txt"]
    assert texts(window)[0] == "一、另一份报告"
    qtbot.keyClicks(window.page, "x")
    assert names(window) == ["报告.txt", "● 另.txt"]
    assert window.open(tmp_path / "报告.txt")
    assert names(window) == ["报告.txt", "● 另.txt"]
    assert texts(window)[0].startswith("某局关于")
    assert not window.isWindowModified()
    window.open(other)
    window.session.undo()
    assert window.session.is_clean


def test_the_untouched_report_of_a_new_window_gives_way(qtbot: QtBot, tmp_path: Path) -> None:
    window = another(qtbot)
    window.open(written(tmp_path, "另.txt"))
    assert names(window) == ["另.txt"]
    window.new()
    assert names(window) == ["另.txt", "未命名"]


def test_closing_a_report_asks_only_about_that_one(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    answers = iter([Answer.CANCEL, Answer.DISCARD])
    monkeypatch.setattr(file_dialogs, "ask_unsaved", lambda _, name: (asked.append(name), next(answers))[1])
    qtbot.keyClicks(window.page, "x")
    window.open(written(tmp_path, "另.txt"))
    qtbot.keyClick(window, Qt.Key.Key_W, CONTROL)
    assert (names(window), asked) == (["● 报告.txt"], [])
    qtbot.keyClick(window, Qt.Key.Key_W, CONTROL)
    assert names(window) == ["● 报告.txt"]
    closer = tabs(window).tabBar().tabButton(0, QTabBar.ButtonPosition.RightSide)
    qtbot.mouseClick(closer, Qt.MouseButton.LeftButton)
    assert (names(window), asked) == (["未命名"], ["报告.txt", "报告.txt"])


def test_leaving_asks_about_every_report_with_unsaved_work(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    answers = iter([Answer.DISCARD, Answer.CANCEL])
    monkeypatch.setattr(file_dialogs, "ask_unsaved", lambda _, name: (asked.append(name), next(answers))[1])
    qtbot.keyClicks(window.page, "x")
    window.open(written(tmp_path, "中.txt"))
    window.open(written(tmp_path, "另.txt"))
    qtbot.keyClicks(window.page, "x")
    assert not window.close()
    assert asked == ["报告.txt", "另.txt"]
    for view in window.views():
        view.session.history.mark_clean()


def test_undo_and_figures_are_those_of_the_report_in_front(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    qtbot.keyClicks(window.page, "x")
    assert action(window, "撤销").isEnabled()
    window.open(written(tmp_path, "另.txt"))
    assert not action(window, "撤销").isEnabled()
    words = status(window, "字数").text()
    qtbot.keyClick(window.page, Qt.Key.Key_Tab, CONTROL)
    assert tabs(window).currentIndex() == 0
    assert action(window, "撤销").isEnabled()
    assert status(window, "字数").text() != words


def test_all_files_dropped_in_are_opened(window: MainWindow, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(written(tmp_path, name))) for name in ("甲.txt", "乙.txt")])
    arguments = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter, drop = QDragEnterEvent(QPoint(5, 5), *arguments), QDropEvent(QPointF(5, 5), *arguments)
    QApplication.sendEvent(window, enter)
    QApplication.sendEvent(window, drop)
    assert names(window) == ["报告.txt", "甲.txt", "乙.txt"]


# -- from day to day ---------------------------------------------------------------------------------------------------


def test_recent_files_and_the_last_place_are_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    path = written(tmp_path, "一份&报告.txt")
    window = another(qtbot)
    window.open(path)
    window.page.go_to(1, 5)
    window.page.set_scale(1.5)
    assert window.close()
    window = another(qtbot)
    assert window.page.scale == 1.5
    recent = window.findChild(QMenu, "recent")
    recent.aboutToShow.emit()
    assert [entry.text().split("　")[1] for entry in recent.actions()] == ["一份&&报告.txt"]
    recent.actions()[0].trigger()
    assert window.session.source_path == path
    assert window.page.place() == (1, 5)


def test_a_recent_file_that_is_gone_is_told_and_forgotten(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(file_dialogs, "tell_problem", lambda _, error, *__: told.append(str(error)))
    path = written(tmp_path, "另.txt")
    window = another(qtbot)
    window.open(path)
    window.close_report()
    path.unlink()
    assert window.recent() == (path,)
    assert not window.open(path)
    assert "不存在" in told[0]
    assert window.recent() == ()


def test_panes_stay_as_they_were_from_report_to_report(window: MainWindow, tmp_path: Path) -> None:
    action(window, "词句与检查窗格").trigger()
    window.open(written(tmp_path, "另.txt"))
    assert window.view.dock.isHidden()
    assert not window.view.left.isHidden()


def test_missing_faces_are_told_once(qtbot: QtBot) -> None:
    first, second = another(qtbot), another(qtbot)
    assert first.notice.holds("faces") == bool(Memory().told_faces)
    assert not second.notice.holds("faces")


def test_settings_that_cannot_be_read_are_as_none() -> None:
    folder().mkdir(parents=True, exist_ok=True)
    (folder() / "settings.ini").write_text(
        '[files]\nrecent="[1, {"\nplaces="[\\"x:y /a\\", 3]"\n[window]\nzoom=big\nappearance=pink\ngeometry=@No()\n'
    )
    memory = Memory()
    assert (memory.recent, memory.place(Path("/a")), memory.zoom) == ((), (0, 0), None)
    assert memory.appearance is Appearance.SYSTEM
    assert memory.geometry.isEmpty()


def test_the_settings_lie_where_all_of_the_users_data_lies(monkeypatch: pytest.MonkeyPatch) -> None:
    assert folder() == user_folder()
    monkeypatch.delenv(HOME_VARIABLE)
    assert folder() == user_folder()


# -- how it looks ------------------------------------------------------------------------------------------------------


def test_dark_is_dark_down_to_the_paper_and_remembered(window: MainWindow, qtbot: QtBot) -> None:
    window.set_appearance(Appearance.DARK)
    picture = window.page.viewport().grab().toImage()
    layout = window.page.sheet_layout()
    paper = picture.pixelColor(layout.sheet.topLeft().toPoint() + QPoint(6, 6))
    assert paper == QColor(colours().paper)
    assert paper.lightness() < 80
    assert another(qtbot).appearance is Appearance.DARK
    window.set_appearance(Appearance.LIGHT)
    assert QColor(colours().paper).lightness() > 200


def test_the_sheet_of_shortcuts_names_every_key_of_the_menus(window: MainWindow) -> None:
    menus = [entry.menu() for entry in window.menuBar().actions()]
    sheet = ShortcutSheet(menus, window)
    rows = sheet.findChild(QTreeWidget)
    keys = " ".join(
        rows.topLevelItem(at).child(row).text(0)
        for at in range(rows.topLevelItemCount())
        for row in range(rows.topLevelItem(at).childCount())
    )
    for menu in menus:
        for entry in menu.actions():
            for shortcut in entry.shortcuts():
                assert shortcut.toString() in keys
    assert "Ctrl+Tab" in keys
    sheet.deleteLater()


def test_f6_goes_round_the_panes(window: MainWindow) -> None:
    window.page.setFocus()
    seen = []
    for _ in range(3):
        action(window, "去下一个窗格").trigger()
        seen.append(window.focusWidget().accessibleName())
    assert seen == ["查找词句", "结构", "稿纸"]
