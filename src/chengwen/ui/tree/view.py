"""The tree (结构): the sections of a report, to go to and to rearrange."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTreeWidgetItem, QWidget

from chengwen.report import restructure
from chengwen.ui.tree.delegate import NameDelegate
from chengwen.ui.tree.drops import Drop, drag_picture, drop_at, paint_drop
from chengwen.ui.tree.editing import EditingTree

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QContextMenuEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QPaintEvent

    from chengwen.check.sections import SectionState
    from chengwen.session import Session
    from chengwen.ui.tally import Tally


class _Command(NamedTuple):
    text: str
    key: str
    run: Callable[[], None]
    enabled: bool = True


class TreeView(EditingTree):
    """The tree as mouse, keys and menus reach it. A click or a key on a row asks the page to go there."""

    section_wanted = Signal(str)  # id of a section that is to be written
    waiver_wanted = Signal(str)  # id of a section that this report need not have
    waiver_lifted = Signal(str)

    def __init__(
        self, session: Session, tally: Tally, parent: QWidget | None = None, *, is_filled: bool = True
    ) -> None:
        super().__init__(session, tally, parent)
        self._drop: Drop | None = None
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)  # we draw our own, where a drop is allowed
        self.setItemDelegateForColumn(0, NameDelegate(self.heading_text, self.rename_to, self))
        self.currentItemChanged.connect(self._on_current_changed)
        self.itemClicked.connect(self._on_clicked)
        self.itemDoubleClicked.connect(self._write_missing)
        if is_filled:  # else with the first refresh
            self.refresh()

    # -- what is chosen ------------------------------------------------------------------------------------------------

    def _ghost(self, item: QTreeWidgetItem | None) -> SectionState | None:
        node = self.node_of(item)
        return node.ghost if node else None

    def _on_current_changed(self, item: QTreeWidgetItem | None, _: QTreeWidgetItem | None) -> None:
        self._on_clicked(item)

    def _on_clicked(self, item: QTreeWidgetItem | None, _column: int = 0) -> None:
        if (node := self.node_of(item)) is not None and not node.ghost:
            self.place_chosen.emit(node.paragraph, node.start)

    # -- keys and menu -------------------------------------------------------------------------------------------------

    def _commands(self) -> tuple[_Command | None, ...]:
        """With None between groups. The keys act only while the tree has the focus."""
        section = self.current_section()
        chosen = bool(self.chosen_sections())
        return (
            _Command("改名", "F2", self.rename, section is not None),
            None,
            _Command("在前面插入", "Alt+Ins", lambda: self.insert("before"), chosen),
            _Command("在后面插入", "Ins", lambda: self.insert("after")),
            _Command("插入下级", "Shift+Ins", lambda: self.insert("child"), chosen),
            _Command("创建副本", "Ctrl+D", self.duplicate, chosen),
            None,
            _Command("剪切本节", "Ctrl+X", self.cut, chosen),
            _Command("复制本节", "Ctrl+C", self.copy, chosen),
            _Command("复制为文字", "Ctrl+Shift+C", self.copy_text, chosen),
            _Command("粘贴到后面", "Ctrl+V", self.paste),
            None,
            _Command("上移", "Alt+Up", self.move_up, chosen),
            _Command("下移", "Alt+Down", self.move_down, chosen),
            _Command("升级", "Alt+Left", self.promote, chosen),
            _Command("降级", "Alt+Right", self.demote, chosen),
            None,
            _Command("删除本节", "Del", self.delete, chosen),
        )

    def _command_for(self, event: QKeyEvent) -> _Command | None:
        key = QKeySequence(event.keyCombination())
        return next((one for one in self._commands() if one and key == QKeySequence(one.key)), None)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            key: QKeyEvent = event  # type: ignore[assignment]
            if self._command_for(key) or key.matches(QKeySequence.StandardKey.SelectAll):
                event.accept()  # not the page's, which the window's menu would run
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if command := self._command_for(event):
            if command.enabled:
                command.run()
            else:
                self.tell_to_choose()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._ghost(self.currentItem()):
            self._write_missing(self.currentItem())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.make_menu()
        menu.exec(event.globalPos())
        menu.deleteLater()

    def make_menu(self) -> QMenu:
        """The menu for the current row."""
        menu = QMenu(self)
        if ghost := self._ghost(self.currentItem()):
            wanted = ghost.section.id
            if ghost.state == "missing":
                menu.addAction("补写").triggered.connect(lambda: self.section_wanted.emit(wanted))
                menu.addAction("不适用…").triggered.connect(lambda: self.waiver_wanted.emit(wanted))
            else:
                menu.addAction("恢复").triggered.connect(lambda: self.waiver_lifted.emit(wanted))
            return menu
        for command in self._commands():
            if command is None:
                menu.addSeparator()
                continue
            action = menu.addAction(command.text)
            action.setShortcut(command.key)
            action.setEnabled(command.enabled)
            action.triggered.connect(command.run)
        menu.addSeparator()
        menu.addAction("重排全文序号").triggered.connect(self.renumber_all)
        straight = self.is_straight()
        if straight is not None:
            through = menu.addAction("这一级序号跨上级连排")
            through.setCheckable(True)
            through.setChecked(straight)
            through.triggered.connect(self.set_straight)
        return menu

    def _write_missing(self, item: QTreeWidgetItem | None, _column: int = 0) -> None:
        ghost = self._ghost(item)
        if ghost is not None and ghost.state == "missing":
            self.section_wanted.emit(ghost.section.id)

    # -- dragging ------------------------------------------------------------------------------------------------------

    def startDrag(self, actions: Qt.DropAction) -> None:
        """The names go with the mouse, small and beside it, so that the line where they will land is seen."""
        chosen = self.chosen_sections()
        if chosen:
            drag = QDrag(self)
            drag.setMimeData(self.mimeData(self.selectedItems()))
            name = chosen[0].number + chosen[0].text
            drag.setPixmap(drag_picture(self, name if len(chosen) == 1 else f"{name} 等 {len(chosen)} 节"))
            drag.setHotSpot(QPoint(-14, -8))
            drag.exec(actions)

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)  # scrolls at the edges
        drop = drop_at(self, event.position().toPoint()) if event.source() in (self, None) else None
        if drop is not None and (self._drop is None or drop[:2] != self._drop[:2]) and not self._may_land(drop):
            drop = None
        self._drop = drop
        event.setAccepted(drop is not None)
        self.viewport().update()

    def _may_land(self, drop: Drop) -> bool:
        paragraphs, chosen = self._session.report.paragraphs, self.chosen_sections()
        return bool(
            chosen and restructure.move_all(paragraphs, chosen, drop.to, drop.level, known=self._session.outline)
        )

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._drop = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        """A drop is one change of the report; the rows themselves follow from it, so Qt must not move them."""
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self._drop = None
        self.viewport().update()
        chosen = self.chosen_sections()
        drop = drop_at(self, event.position().toPoint()) if event.source() in (self, None) else None
        if drop is not None and chosen:
            self._move(chosen, drop.to, drop.level)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drop is not None:
            paint_drop(self, self._drop)
