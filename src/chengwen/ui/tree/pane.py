"""The tree with the field over it in which one looks for a section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from chengwen.ui.tree.view import TreeView


class TreePane(QWidget):
    """Enter goes to the first section found, ↓ into the tree, Esc shows all sections again."""

    def __init__(self, tree: TreeView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tree = tree
        self.field = QLineEdit()
        self.field.setPlaceholderText("筛选：汉字或拼音首字母")
        self.field.setAccessibleName("筛选章节")
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(lambda text: tree.filter(text.strip()))
        self.field.returnPressed.connect(self._go_to_first)
        self.field.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        row = QVBoxLayout()
        row.setContentsMargins(8, 2, 8, 6)
        row.addWidget(self.field)
        layout.addLayout(row)
        layout.addWidget(tree, 1)

    def _go_to_first(self) -> None:
        if (row := self.tree.first_hit()) is not None:
            self.tree.make_current(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            key: QKeyEvent = event  # type: ignore[assignment]
            if key.key() == Qt.Key.Key_Escape and self.field.text():
                self.field.clear()
                return True
            if key.key() == Qt.Key.Key_Down:
                self.tree.setFocus()
                return True
        return super().eventFilter(watched, event)
