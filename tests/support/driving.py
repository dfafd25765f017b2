"""The window driven as a user drives it, and what there is to see of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QToolButton, QTreeWidgetItem

from chengwen.report.paragraph import Role
from chengwen.session import Session
from chengwen.ui.main_window import MainWindow
from chengwen.ui.tally import Tally
from chengwen.ui.tree.delegate import BLANKS
from chengwen.ui.tree.view import TreeView

REPORT = """\
某局关于2023年意识形态工作情况的报告

市委：
2023年，局党组认真落实责任。现将有关情况报告如下：
一、工作情况
（一）加强领导。全年专题研究**次。
（二）强化学习。集体学习12次。
二、存在问题
一是学习不够深入。二是创新不够多。
三、下步打算
（一）提高站位。认真贯彻落实。

某局党组
2023年12月20日
"""


def drawn(tree: TreeView) -> str:
    """The tree as text: ▾ unfolded, ▸ folded, the current row with >, blanks in brackets."""
    lines = []

    def draw(item: QTreeWidgetItem, depth: int) -> None:
        fold = ("▾" if item.isExpanded() else "▸") if item.childCount() else " "
        here = ">" if item is tree.currentItem() else " "
        blank = f" [待填 {item.data(0, BLANKS)}]" if item.data(0, BLANKS) else ""
        lines.append(f"{here}{'  ' * depth}{fold}{item.text(0)}{blank}")
        for row in range(item.childCount()):
            draw(item.child(row), depth + 1)

    for row in range(tree.topLevelItemCount()):
        draw(tree.topLevelItem(row), 0)
    return "\n".join(lines)


def labels(tree: TreeView) -> list[str]:
    """The rows, whatever is current or folded."""
    return [line.lstrip("> ▾▸") for line in drawn(tree).splitlines()]


def assert_like_new(tree: TreeView, session: Session) -> None:
    """The rows that were kept up with all changes are those of a tree that is made now."""
    fresh = TreeView(session, Tally())
    states = session.section_states()
    for one in (tree, fresh):
        one.show_sections(states)
        one.show_findings([0] * len(session.report.paragraphs))
    assert labels(tree) == labels(fresh)
    assert [(one.node, one.look) for one in tree.shown] == [(one.node, one.look) for one in fresh.shown]
    fresh.deleteLater()


def row(window: MainWindow, label: str) -> QTreeWidgetItem:
    return next(i for i in window.tree.findItems(label, Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive))


def click(window: MainWindow, label: str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    place = window.tree.visualItemRect(row(window, label)).center()
    QTest.mouseClick(window.tree.viewport(), Qt.MouseButton.LeftButton, modifiers, place)


def texts(window: MainWindow) -> list[str]:
    return [paragraph.text for paragraph in window.session.report.paragraphs]


def shown_lines(window: MainWindow) -> list[str]:
    """The lines of the page."""
    document = window.page.document()
    return [document.findBlockByNumber(at).text() for at in range(document.blockCount())]


def pass_the_pause(window: MainWindow) -> None:
    """As when nothing is typed for a while."""
    timer = window.view.findChild(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly)
    timer.timeout.emit()


def status(window: MainWindow, name: str) -> QToolButton:
    """The button of the status bar whose name begins so."""
    return next(b for b in window.statusBar().findChildren(QToolButton) if b.accessibleName().startswith(name))


def action(window: MainWindow, text: str) -> QAction:
    """The entry of a menu whose text begins so."""
    return next(a for a in window.findChildren(QAction) if a.text().startswith(text))


def findings(window: MainWindow) -> QListWidget:
    return window.findings.findChild(QListWidget)


def tab_texts(window: MainWindow) -> list[str]:
    tabs = window.view.dock
    return [tabs.tabText(at) for at in range(tabs.count())]


def drag(window: MainWindow, source: str, target: str, where: float) -> None:
    """Drop one row on another; `where`: 0 its upper edge, 0.5 its middle, 1 its lower edge."""
    tree = window.tree
    tree.setCurrentItem(row(window, source))
    rect = tree.visualItemRect(row(window, target))
    drop_selected(tree, QPointF(rect.center().x(), rect.top() + where * (rect.height() - 1)))


def drop_selected(tree: TreeView, point: QPointF, *, let_go: bool = True) -> bool:
    """Drag the selected rows to a point and drop them there; returns whether they may be dropped there."""
    data = tree.mimeData(tree.selectedItems())
    arguments = (Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(point.toPoint(), *arguments)
    QApplication.sendEvent(tree.viewport(), enter)
    tree.dragMoveEvent(enter)
    if let_go:
        tree.dropEvent(QDropEvent(point, *arguments))
    return enter.isAccepted()


def do(window: MainWindow, path: Path, deed: tuple[object, ...]) -> None:
    """One deed of a random session; `path` is the file that \"reopen\" opens."""
    match deed:
        case ("row", int(at)):
            items = window.tree.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
            window.tree.setCurrentItem(items[at % len(items)] if items else None)
        case ("go", int(paragraph), int(offset)):
            window.page.go_to(paragraph, offset)
        case ("type", str(text)):
            window.page.textCursor().insertText(text)
        case ("cut", int(length)):
            cursor = window.page.textCursor()
            end = min(cursor.position() + length, window.page.document().characterCount() - 1)
            cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
        case ("role", Role() as role):
            window.page.set_role(role)
        case ("undo" | "redo" as name,):
            getattr(window.session, str(name))()
        case ("rest",):
            pass_the_pause(window)
            assert_like_new(window.tree, window.session)
        case ("reopen",):
            window.session.history.mark_clean()
            window.close_report()
            window.open(path)
        case ("insert", str(where)):
            window.tree.insert(where)
        case (str(name),):
            getattr(window.tree, name)()
