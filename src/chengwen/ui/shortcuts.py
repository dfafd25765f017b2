"""The sheet of shortcuts (F1): what the menus say, and the keys that have no entry there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QMenu

_BESIDE_THE_MENUS = (
    (
        "稿纸",
        (
            ("标题前按 Tab / Shift+Tab", "降级 / 升级"),
            ("Tab / Shift+Tab", "下一处 / 上一处待填"),
            ("标题后按回车", "写正文"),
            ("空段按回车", "另起一节，再按升一级"),
            ("段首输入 一、 （一） 1. （1）", "成为相应级别的标题"),
            ("Shift+Enter", "段内换行"),
            ("Ctrl+滚轮", "缩放"),
            ("Esc", "退出专注"),
        ),
    ),
    (
        "结构（光标在左侧时）",
        (
            ("F2", "改名"),
            ("Ins / Alt+Ins", "在后面 / 前面插入一节"),
            ("Shift+Ins", "插入下级"),
            ("Ctrl+D", "创建副本"),
            ("Ctrl+X / Ctrl+C / Ctrl+V", "剪切 / 复制 / 粘贴整节"),
            ("Ctrl+Shift+C", "复制为文字"),
            ("Alt+↑ / Alt+↓", "上移 / 下移"),
            ("Alt+← / Alt+→", "升级 / 降级"),
            ("Del", "删除本节"),
        ),
    ),
    ("窗口", (("Ctrl+Tab / Ctrl+Shift+Tab", "下一份 / 上一份报告"),)),
)


class ShortcutSheet(QDialog):
    def __init__(self, menus: Iterable[QMenu], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("快捷键")
        self._list = QTreeWidget()
        self._list.setAccessibleName("快捷键")
        self._list.setColumnCount(2)
        self._list.setHeaderHidden(True)
        self._list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self._list.setRootIsDecorated(False)
        self._list.setIndentation(12)
        for title, rows in (*_BESIDE_THE_MENUS[:1], *map(_of_menu, menus), *_BESIDE_THE_MENUS[1:]):
            self._add(title, rows)
        self._list.expandAll()
        layout = QVBoxLayout(self)
        layout.addWidget(self._list)
        self.resize(560, 640)

    def _add(self, title: str, rows: Iterable[tuple[str, str]]) -> None:
        group = QTreeWidgetItem([title])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = group.font(0)
        font.setBold(True)
        group.setFont(0, font)
        for row in rows:
            group.addChild(QTreeWidgetItem(list(row)))
        if group.childCount():
            self._list.addTopLevelItem(group)


def _of_menu(menu: QMenu) -> tuple[str, list[tuple[str, str]]]:
    rows = []
    for action in menu.actions():
        keys = [key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts()]
        if keys:
            rows.append((" 或 ".join(keys), action.iconText() or action.text()))
    return menu.title().partition("(")[0], rows
