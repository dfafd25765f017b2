"""The menus and the tool bar: what can be done, under the names and keys that users of Word and WPS know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QToolBar

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Command:
    """An entry of a menu.

    `key` may name several, parted by semicolons. `tool` is its text in the tool bar, empty when it is not there.
    """

    name: str
    text: str
    run: Callable[[], object]
    key: str | QKeySequence.StandardKey = ""
    tool: str = ""
    checkable: bool = False


SEPARATOR = None
Menu = tuple[str, tuple[Command | None, ...]]


def build_menus(window: QMainWindow, menus: tuple[Menu, ...]) -> dict[str, QAction]:
    """Fill the menu bar and one tool bar; returns the actions by the names of their commands."""
    bar = QToolBar("工具栏", window)
    bar.setMovable(False)
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    actions: dict[str, QAction] = {}
    for title, commands in menus:
        menu = window.menuBar().addMenu(title)
        on_bar = False
        for command in commands:
            if command is None:
                menu.addSeparator()
                continue
            action = QAction(command.text, window)
            action.setShortcuts(_keys(command.key))
            action.setCheckable(command.checkable)
            action.triggered.connect(lambda _checked=False, run=command.run: run())
            menu.addAction(action)
            actions[command.name] = action
            if command.tool:
                action.setIconText(command.tool)
                key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                action.setToolTip(f"{command.tool}　{key}" if key else command.tool)
                bar.addAction(action)
                on_bar = True
        if on_bar:
            bar.addSeparator()
    window.addToolBar(bar)
    return actions


def _keys(key: str | QKeySequence.StandardKey) -> list[QKeySequence]:
    return QKeySequence.listFromString(key) if isinstance(key, str) else QKeySequence.keyBindings(key)
