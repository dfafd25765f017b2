"""A line over the page that tells something once, offers one thing to do, and can be put away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable


class Notice(QFrame):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._act = QPushButton()
        self._run: Callable[[], object] = self.hide
        self._act.clicked.connect(lambda: self._run())
        close = QPushButton("知道了")
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._act)
        layout.addWidget(close)
        self.hide()

    def tell(self, text: str, act: str = "", run: Callable[[], object] | None = None) -> None:
        """Show the text, and a button that runs something if there is something to do."""
        self._text.setText(text)
        self._act.setText(act)
        self._act.setVisible(bool(act))
        self._run = run or self.hide
        self.show()

    def text(self) -> str:
        return self._text.text()
