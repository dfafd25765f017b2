"""The menus and the tool bar: what can be done, under the names and keys that users of Word and WPS know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Command:
    """An entry of a menu.

    `key` may name several, parted by semicolons. `tool` is its text in the tool bar, empty when it is not there. With
    `is_on` it is a switch, which shows what that says whenever the menu opens; `is_on` answers None when there is
    nothing to switch.
    """

    name: str
    text: str
    run: Callable[[], object]
    key: str | QKeySequence.StandardKey = ""
    tool: str = ""
    is_on: Callable[[], bool | None] | None = None


@dataclass(frozen=True, slots=True)
class Submenu:
    """An entry that opens another menu, made anew each time."""

    name: str
    text: str
    entries: Callable[[], Sequence[Command]]


SEPARATOR = None
Entry = Command | Submenu | None
Menu = tuple[str, tuple[Entry, ...]]


def build_menus(window: QMainWindow, menus: tuple[Menu, ...]) -> dict[str, QAction]:
    """Fill the menu bar and one tool bar; returns the actions by the names of their commands."""
    bar = QToolBar("工具栏", window)
    bar.setMovable(False)
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    actions: dict[str, QAction] = {}
    for title, entries in menus:
        menu = window.menuBar().addMenu(title)
        made = fill(menu, entries)
        menu.aboutToShow.connect(lambda made=made: _show_states(made))
        actions |= {command.name: action for command, action in made}
        on_bar = [(command, action) for command, action in made if command.tool]
        for command, action in on_bar:
            action.setIconText(command.tool)
            key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{command.tool}　{key}" if key else command.tool)
            bar.addAction(action)
        if on_bar:
            bar.addSeparator()
    window.addToolBar(bar)
    return actions


def fill(menu: QMenu, entries: Sequence[Entry]) -> list[tuple[Command, QAction]]:
    """Put the entries into a menu; returns the actions of its commands."""
    made = []
    for entry in entries:
        if entry is None:
            menu.addSeparator()
        elif isinstance(entry, Submenu):
            _add_submenu(menu, entry)
        else:
            made.append((entry, _add_action(menu, entry)))
    return made


def _add_submenu(menu: QMenu, entry: Submenu) -> None:
    submenu = menu.addMenu(entry.text)
    submenu.setObjectName(entry.name)

    def fill_anew() -> None:
        submenu.clear()
        _show_states(fill(submenu, entry.entries()))

    submenu.aboutToShow.connect(fill_anew)


def _add_action(menu: QMenu, command: Command) -> QAction:
    action = QAction(command.text, menu)
    action.setShortcuts(_keys(command.key))
    action.triggered.connect(lambda: command.run())
    action.setCheckable(command.is_on is not None)
    menu.addAction(action)
    return action


def _show_states(made: Sequence[tuple[Command, QAction]]) -> None:
    for command, action in made:
        if command.is_on is not None:
            state = command.is_on()
            action.setEnabled(state is not None)
            action.setChecked(bool(state))


def _keys(key: str | QKeySequence.StandardKey) -> list[QKeySequence]:
    return QKeySequence.listFromString(key) if isinstance(key, str) else QKeySequence.keyBindings(key)
