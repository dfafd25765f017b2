"""The window around tree and page: dock, menus, status bar, messages."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPushButton,
    QTabBar,
    QTabWidget,
    QTextEdit,
    QToolButton,
    QTreeView,
)
from pytestqt.qtbot import QtBot

from chengwen.app import pdf_bytes
from chengwen.report.paragraph import Paragraph, Role
from chengwen.report.splice import Splice
from chengwen.session import Session
from chengwen.ui.main_window import MainWindow
from chengwen.ui.notice import Notice
from chengwen.ui.outline.editor import OutlineEditor
from driving import action, click, findings, labels, status, tab_texts, texts


def test_the_figures_follow_what_is_typed(window: MainWindow, qtbot: QtBot) -> None:
    assert status(window, "待填").text() == "待填 1"
    qtbot.mouseClick(status(window, "待填"), Qt.MouseButton.LeftButton)
    assert window.page.textCursor().selectedText() == "**"
    qtbot.keyClicks(window.page, "4")
    qtbot.waitUntil(lambda: status(window, "待填").text() == "待填 0")
    assert status(window, "保存").text() == "未保存"
    assert window.isWindowModified()


def test_a_finding_leads_to_its_place(window: MainWindow, qtbot: QtBot) -> None:
    window.page.go_to(5, 7)
    window.page.insert_phrase("，取得明显的的成效")
    qtbot.waitUntil(lambda: "检查 2" in tab_texts(window))
    results = findings(window)
    found = next(results.item(i) for i in range(results.count()) if "重复" in results.item(i).text())
    results.itemClicked.emit(found)
    assert window.page.place()[0] == 5
    assert window.page.textCursor().hasSelection()


def test_a_phrase_is_found_and_inserted_by_keys_alone(window: MainWindow, qtbot: QtBot) -> None:
    window.page.go_to(5, 16)
    qtbot.keyClicks(window.phrases.findChild(QLineEdit), "")
    window.phrases.findChild(QLineEdit).setText("第一议题")
    qtbot.keyClick(window.phrases.findChild(QLineEdit), Qt.Key.Key_Return)
    assert "坚持“第一议题”制度" in texts(window)[5]
    window.session.undo()
    assert "第一议题" not in texts(window)[5]


def test_undo_in_the_menu_says_what_it_takes_back(window: MainWindow) -> None:
    assert not action(window, "撤销").isEnabled()
    click(window, "（二）强化学习")
    window.tree.delete()
    assert action(window, "撤销").text() == "撤销“删除本节”"
    action(window, "撤销").trigger()
    assert not action(window, "撤销").isEnabled()
    assert action(window, "重做").isEnabled()


def test_doubtful_paragraphs_are_asked_about_until_each_is_settled(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "疑.txt"
    prose = "正文写在这里，已经有一些内容了，段落也不算短，各项工作都按照计划稳步推进，取得了比较好的成效。"
    path.write_text(f"一、工作情况\n{prose}\n主要做法\n{prose}\n几点体会\n{prose}", encoding="utf-8")
    window = MainWindow(Session.open(path), pdf_bytes)
    qtbot.addWidget(window, before_close_func=lambda one: one.session.history.mark_clean())
    window.show()
    assert "有 2 段的身份拿不准" in window.notice.text()
    qtbot.mouseClick(window.notice.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert window.page.place() == (2, 0)
    window.page.set_role(Role.HEADING_2)
    assert "有 1 段的身份拿不准" in window.notice.text()
    window.page.go_to(4, 0)
    window.page.set_role(Role.BODY)
    assert "拿不准" not in window.notice.text()
    window.session.undo()
    assert "拿不准" not in window.notice.text()


def test_a_message_put_away_uncovers_the_one_before(qtbot: QtBot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    notice.tell("faces", "缺字体")
    notice.tell("doubts", "拿不准")
    close = notice.findChildren(QPushButton)[1]
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert notice.text() == "缺字体"
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert notice.text() == ""
    assert notice.isHidden()


def test_every_control_has_a_name_for_a_screen_reader(window: MainWindow) -> None:
    window.view.search(replacing=True)
    outline_editor(window)
    window.view.show_page()
    kinds = (QTreeView, QTextEdit, QListWidget, QLineEdit, QComboBox, QTabWidget)
    controls = [widget for kind in kinds for widget in window.findChildren(kind)]
    assert len(controls) >= 9
    for widget in [*controls, *window.statusBar().findChildren(QToolButton)]:
        assert widget.accessibleName(), widget
    for button in window.findChildren(QAbstractButton):
        is_inside = isinstance(button.parent(), (QLineEdit, QTabBar)) or button.objectName().startswith("qt_")
        is_named = button.accessibleName() or any(map(str.isalpha, button.text()))
        assert is_inside or button.isHidden() or is_named, button


def test_f7_brings_the_findings_up_even_when_their_pane_is_hidden(window: MainWindow) -> None:
    action(window, "词句与检查窗格").trigger()
    assert not window.findings.isVisible()
    action(window, "疑错清单").trigger()
    assert window.findings.isVisible()


def test_ctrl_y_and_ctrl_shift_z_redo(window: MainWindow) -> None:
    assert {key.toString() for key in action(window, "重做").shortcuts()} == {"Ctrl+Y", "Ctrl+Shift+Z"}


def test_the_number_of_words_leads_to_the_statistics(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(status(window, "字数"), Qt.MouseButton.LeftButton)
    assert window.notice.isVisible()
    assert "汉字" in window.notice.text()


def test_typing_into_a_table_is_refused_with_a_word(window: MainWindow, qtbot: QtBot) -> None:
    table = Paragraph(Role.OPAQUE, "〔表格 2×2〕", xml="<w:tbl/>")
    window.session.apply([Splice(4, (), (table,))], "插入")
    window.page.go_to(4, 3)
    qtbot.keyClicks(window.page, "x")
    assert window.session.report.paragraphs[4] == table
    assert window.page.place() == (4, 3)
    assert "不能在这里改" in window.statusBar().currentMessage()


def test_what_is_searched_is_marked_on_the_page(window: MainWindow, qtbot: QtBot) -> None:
    window.page.go_to(5, 3, 5)
    action(window, "查找…").trigger()
    marks = window.page.marks(window.page.document().findBlockByNumber(5))
    assert list(marks.hits) == [(3, 5)]
    field = window.view.find_bar.findChild(QLineEdit)
    assert field.text() == "强化"
    field.setText("学习")
    assert [list(window.page.marks(window.page.document().findBlockByNumber(at)).hits) for at in (5, 7)] == [
        [(5, 7), (10, 12)],
        [(2, 4)],
    ]
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert window.page.hasFocus()
    assert not window.page.marks(window.page.document().findBlockByNumber(5)).hits


def test_ctrl_g_goes_to_a_section_by_the_first_letters_of_its_sounds(window: MainWindow, qtbot: QtBot) -> None:
    def choose() -> None:
        palette = QApplication.activeModalWidget()
        field = palette.findChild(QLineEdit)
        qtbot.keyClicks(field, "czwt")
        qtbot.keyClick(field, Qt.Key.Key_Return)

    QTimer.singleShot(0, choose)
    action(window, "定位…").trigger()
    assert window.page.place() == (6, 0)


def test_the_genre_is_guessed_shown_and_can_be_chosen(window: MainWindow) -> None:
    assert status(window, "完整性").text() == "必备节 3/3"
    hint = window.findings.findChild(QLabel).text()
    assert hint.startswith("意识形态工作情况报告：必备的 3 节都有了")
    assert "未检查" in hint
    click(window, "二、存在问题")
    window.tree.delete()
    assert status(window, "完整性").text() == "必备节 2/3"
    assert "还缺：存在问题" in window.findings.findChild(QLabel).text()
    menu = window.findChild(QMenu, "genres")
    menu.aboutToShow.emit()
    assert menu.actions()[0].text() == "自动判断（意识形态工作情况报告）"
    assert menu.actions()[0].isChecked()
    next(entry for entry in menu.actions() if entry.text() == "通知").trigger()
    assert status(window, "完整性").text() == "完整性未检查"
    assert window.isWindowModified()
    window.session.undo()
    assert status(window, "完整性").text() == "必备节 2/3"


def outline_editor(window: MainWindow) -> OutlineEditor:
    action(window, "提纲").trigger()
    return window.view.findChild(OutlineEditor)


def test_the_outline_takes_the_place_of_the_page_and_keeps_the_place(window: MainWindow, qtbot: QtBot) -> None:
    window.page.go_to(7, 4)
    outline = outline_editor(window)
    assert outline.isVisible()
    assert not window.page.isVisible()
    outline.textCursor().insertText("主要")
    qtbot.waitUntil(lambda: "主要" in "".join(labels(window.tree)))
    click(window, "三、下步打算")
    qtbot.keyClick(outline, Qt.Key.Key_End)
    outline.textCursor().insertText("安排")
    action(window, "提纲").trigger()
    assert window.page.isVisible()
    assert window.page.place() == (8, 0)
    assert "三、下步打算安排" in texts(window)
    window.session.undo()
    window.session.undo()
    assert window.session.is_clean


def test_what_belongs_to_the_page_brings_the_page_back(window: MainWindow) -> None:
    for name in ("查找…", "下一处待填", "专注本节"):
        outline = outline_editor(window)
        action(window, name).trigger()
        assert window.page.isVisible(), name
        assert not action(window, "提纲").isChecked()
        assert not outline.isVisible()
    outline_editor(window)
    before = texts(window)
    action(window, "正文").trigger()
    assert "Tab" in window.statusBar().currentMessage()
    assert texts(window) == before
