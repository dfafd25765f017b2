"""The 词句 tab: phrases to insert at the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from chengwen.library.phrases import load_phrases

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class PhraseTab(QWidget):
    """Type to filter, Enter or a double click to insert."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search = QLineEdit()
        self._search.setPlaceholderText("查找词句")
        self._search.setAccessibleName("查找词句")
        self._search.setClearButtonEnabled(True)
        self.setFocusProxy(self._search)
        self._search.textChanged.connect(self._filter)
        self._search.installEventFilter(self)
        self._search.returnPressed.connect(self._choose_current)
        self._list = QListWidget()
        self._list.setAccessibleName("词句")
        self._list.setWordWrap(True)
        self._list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemActivated.connect(self._choose)
        hint = QLabel("双击或按回车，插入光标处；【】是待填处")
        hint.setObjectName("hint")
        hint.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 0)
        layout.addWidget(self._search)
        layout.addWidget(self._list, 1)
        layout.addWidget(hint)
        for phrase in load_phrases():
            item = QListWidgetItem(phrase.text)
            item.setToolTip(phrase.category)
            item.setData(Qt.ItemDataRole.UserRole, phrase.category)
            self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _filter(self, text: str) -> None:
        words = text.split()
        first = None
        for row in range(self._list.count()):
            item = self._list.item(row)
            found = all(word in item.text() or word in item.data(Qt.ItemDataRole.UserRole) for word in words)
            item.setHidden(not found)
            if found and first is None:
                first = row
        if first is not None:
            self._list.setCurrentRow(first)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down in the search box walk through the list."""
        if watched is self._search and event.type() == QEvent.Type.KeyPress:
            key: QKeyEvent = event  # type: ignore[assignment]
            if key.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._list.event(event)
                return True
        return False

    def _choose_current(self) -> None:
        self._choose(self._list.currentItem())

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None and not item.isHidden():
            self.chosen.emit(item.text())
