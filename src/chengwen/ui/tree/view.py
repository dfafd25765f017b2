"""The tree (结构): shows the nodes of the report and turns what is done to them into splices."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from chengwen.report import restructure
from chengwen.ui.theme import FAINT
from chengwen.ui.tree.delegate import BLANKS, NameDelegate
from chengwen.ui.tree.nodes import Node, node_at, nodes

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QContextMenuEvent, QDropEvent, QKeyEvent

    from chengwen.report.outline import Heading
    from chengwen.report.splice import Splice
    from chengwen.session import Session
    from chengwen.ui.tally import Tally

_Index = QModelIndex | QPersistentModelIndex


class TreeView(QTreeWidget):
    """Follows the session when told to `refresh`; a click or a key on a row asks the page to go there."""

    place_chosen = Signal(int, int)  # paragraph, str index

    def __init__(self, session: Session, tally: Tally, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tally = tally
        self._rows: list[Node] = []
        self._shown: tuple[Heading, ...] = ()
        self._items: list[QTreeWidgetItem] = []
        self.setAccessibleName("结构")
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setMinimumSectionSize(16)
        self.setIndentation(14)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegateForColumn(0, NameDelegate(self.heading_text, self.rename_to, self))
        self.currentItemChanged.connect(self._on_current_changed)
        self.itemClicked.connect(self._on_clicked)
        self.refresh()

    def show_session(self, session: Session) -> None:
        self._session = session
        self._rows, self._items = [], []
        with QSignalBlocker(self):  # each row that goes makes another the current one
            self.clear()
        self.refresh()

    # -- what it shows -------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the report as it is now. Rows are rebuilt only when the shape of the tree has changed."""
        paragraphs = self._session.report.paragraphs
        self._shown = self._session.outline
        rows = nodes(paragraphs, self._shown)
        with QSignalBlocker(self):
            if _shape(rows) != _shape(self._rows) or len(rows) != len(self._items):
                self._rebuild(rows)
            self._rows = rows
            for node, item in zip(rows, self._items, strict=True):
                self._label(node, item)

    def _rebuild(self, rows: list[Node]) -> None:
        pairs = zip(self._rows, self._items, strict=True)
        folded = {_name(node) for node, item in pairs if item.childCount() and not item.isExpanded()}
        scrolled = self.verticalScrollBar().value()
        self.setUpdatesEnabled(False)
        self.clear()
        self._items = []
        for node in rows:
            item = QTreeWidgetItem([node.label])
            if node.parent is None:
                self.addTopLevelItem(item)
            else:
                self._items[node.parent].addChild(item)
            flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
            if node.heading is not None and not node.is_point:
                flags |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
            if node.heading is not None:
                flags |= Qt.ItemFlag.ItemIsEditable
            item.setFlags(flags)
            self._items.append(item)
        for node, item in zip(rows, self._items, strict=True):
            item.setExpanded(_name(node) not in folded)
        self.verticalScrollBar().setValue(scrolled)
        self.setUpdatesEnabled(True)

    def _label(self, node: Node, item: QTreeWidgetItem) -> None:
        words = open_blanks = 0
        if not node.is_point:
            words, open_blanks = self._tally.of(self._session.report.paragraphs[node.paragraph : node.stop])
        item.setText(0, node.label)
        item.setToolTip(0, escape(node.label) if len(node.label) > 14 else "")  # what a file says is not markup
        item.setData(0, BLANKS, open_blanks)
        item.setText(1, f"{words:,}" if words else "")
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setForeground(1, QBrush(QColor(FAINT)))
        if node.is_point:
            item.setForeground(0, QBrush(QColor(FAINT)))
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{node.label}，{words}字，待填{open_blanks}处")

    def show_place(self, paragraph: int, offset: int) -> None:
        """Select the row in which that place of the report stands."""
        at = node_at(self._rows, paragraph, offset)
        if at is None or at >= len(self._items):
            return
        item = self._items[at]
        while (parent := item.parent()) is not None and not parent.isExpanded():
            item = parent
        if item is not self.currentItem():
            with QSignalBlocker(self):
                self.setCurrentItem(item)
            self.viewport().update()

    # -- what is done to it --------------------------------------------------------------------------------------------

    def current_section(self) -> Heading | None:
        """The section or point of the current row."""
        node = self._node(self.currentItem())
        return node.heading if node else None

    def _node(self, item: QTreeWidgetItem | None) -> Node | None:
        """What the row stands for now; None when it has gone since it was shown."""
        if self._shown is not self._session.outline:
            self.refresh()
        at = next((i for i, one in enumerate(self._items) if one is item), None)
        return self._rows[at] if at is not None and at < len(self._rows) else None

    def _on_current_changed(self, item: QTreeWidgetItem | None, _: QTreeWidgetItem | None) -> None:
        self._on_clicked(item)

    def _on_clicked(self, item: QTreeWidgetItem | None, _column: int = 0) -> None:
        if (node := self._node(item)) is not None:
            self.place_chosen.emit(node.paragraph, node.start)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        keys: dict[tuple[bool, int], Callable[[], None]] = {
            (True, Qt.Key.Key_Up): self.move_up,
            (True, Qt.Key.Key_Down): self.move_down,
            (True, Qt.Key.Key_Left): self.promote,
            (True, Qt.Key.Key_Right): self.demote,
            (False, Qt.Key.Key_F2): self.rename,
            (False, Qt.Key.Key_Delete): self.delete,
        }
        if run := keys.get((alt, event.key())):
            run()
        else:
            super().keyPressEvent(event)

    def rename(self) -> None:
        """Edit the words of the current heading in place."""
        item = self.currentItem()
        if item is not None and self.current_section() is not None:
            self.editItem(item, 0)

    def rename_to(self, item_index: _Index, text: str) -> None:
        node = self._node(self.itemFromIndex(item_index))
        text = text.strip()
        if node is not None and node.heading is not None and text and text != node.heading.text:
            heading = node.heading
            self._apply(restructure.rename(self._session.report.paragraphs, heading, text), "改名", heading.paragraph)

    def heading_text(self, item_index: _Index) -> str:
        node = self._node(self.itemFromIndex(item_index))
        return node.heading.text if node and node.heading else ""

    def promote(self) -> None:
        self._change_section(restructure.promote, "升级")

    def demote(self) -> None:
        self._change_section(restructure.demote, "降级")

    def delete(self) -> None:
        """Take the section away with all it contains; one undo brings it back."""
        self._change_section(restructure.delete, "删除本节")

    def move_up(self) -> None:
        section = self._movable()
        siblings = self._siblings(section)
        before = [other for other in siblings if section and other.paragraph < section.paragraph]
        if section and before:
            self._move(section, before[-1].paragraph, section.level)

    def move_down(self) -> None:
        section = self._movable()
        behind = [other for other in self._siblings(section) if section and other.paragraph > section.paragraph]
        if section and behind:
            self._move(section, behind[0].stop, section.level)

    def _movable(self) -> Heading | None:
        section = self.current_section()
        return section if section is not None and section.kind == "heading" else None

    def _siblings(self, section: Heading | None) -> list[Heading]:
        if section is None:
            return []
        return [h for h in self._session.outline if h.kind == "heading" and h.parent == section.parent]

    def _change_section(self, change: Callable[..., tuple[Splice, ...]], label: str) -> None:
        if (section := self._movable()) is not None:
            self._apply(change(self._session.report.paragraphs, section), label, section.paragraph)

    def _move(self, section: Heading, to: int, level: int) -> None:
        splices = restructure.move(self._session.report.paragraphs, section, to, level)
        landed = to if to <= section.paragraph else to - (section.stop - section.paragraph)
        self._apply(splices, "移动本节", landed)

    def _apply(self, splices: tuple[Splice, ...], label: str, paragraph: int) -> None:
        if splices:
            self._session.apply(splices, label, origin=self)
            self.refresh()
            place = min(paragraph, len(self._session.report.paragraphs) - 1), 0
            self.show_place(*place)
            self.place_chosen.emit(*place)

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def dropEvent(self, event: QDropEvent) -> None:
        """A drop is one change of the report; the rows themselves follow from it, so Qt must not move them."""
        section = self._movable()
        target = self._node(self.itemAt(event.position().toPoint()))
        position = self.dropIndicatorPosition()
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if (
            event.source() not in (self, None)
            or section is None
            or target is None
            or target.heading is None
            or target.is_point
        ):
            return
        other = target.heading
        places = {
            QAbstractItemView.DropIndicatorPosition.AboveItem: (other.paragraph, other.level),
            QAbstractItemView.DropIndicatorPosition.BelowItem: (other.stop, other.level),
            QAbstractItemView.DropIndicatorPosition.OnItem: (other.stop, other.level + 1),
        }
        if position in places and other != section:
            self._move(section, *places[position])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        section = self.current_section()
        if section is None:
            return
        menu = QMenu(self)
        is_section = section.kind == "heading"
        for text, key, run, enabled in (
            ("改名", "F2", self.rename, True),
            ("上移", "Alt+Up", self.move_up, is_section),
            ("下移", "Alt+Down", self.move_down, is_section),
            ("升级", "Alt+Left", self.promote, is_section),
            ("降级", "Alt+Right", self.demote, is_section),
            ("删除本节", "Del", self.delete, is_section),
        ):
            action = menu.addAction(text)
            action.setShortcut(key)
            action.setEnabled(enabled)
            action.triggered.connect(run)
        menu.exec(event.globalPos())


def _name(node: Node) -> str:
    """By what a row is known again when the numbers have changed."""
    return node.heading.text if node.heading else node.label.split("　")[0]


def _shape(rows: list[Node]) -> list[tuple[int | None, bool, bool]]:
    return [(node.parent, node.heading is None, node.is_point) for node in rows]
