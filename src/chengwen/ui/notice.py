"""A line over the page that tells something once, offers one thing to do, and can be put away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget


@dataclass(frozen=True, slots=True)
class _Message:
    text: str
    act: str
    run: Callable[[], object]


class Notice(QFrame):
    """Shows the newest message; behind it, when it is put away, comes the one before. Each has a subject of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._messages: dict[str, _Message] = {}
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._act = QPushButton()
        self._act.clicked.connect(lambda: self._newest().run())
        close = QPushButton("知道了")
        close.clicked.connect(lambda: self.put_away(next(reversed(self._messages))))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._act)
        layout.addWidget(close)
        self.hide()

    def tell(self, subject: str, text: str, act: str = "", run: Callable[[], object] = lambda: None) -> None:
        """Show the text, in place of what was told of that subject, with a button if there is something to do."""
        self._messages.pop(subject, None)
        self._messages[subject] = _Message(text, act, run)
        self._show_newest()

    def put_away(self, subject: str) -> None:
        self._messages.pop(subject, None)
        self._show_newest()

    def holds(self, subject: str) -> bool:
        """Whether something of that subject was told and not yet put away."""
        return subject in self._messages

    def text(self) -> str:
        """What is shown; empty when nothing is."""
        return self._newest().text if self._messages else ""

    def _newest(self) -> _Message:
        return self._messages[next(reversed(self._messages))]

    def _show_newest(self) -> None:
        self.setVisible(bool(self._messages))
        if self._messages:
            self._text.setText(self._newest().text)
            self._act.setText(self._newest().act)
            self._act.setVisible(bool(self._newest().act))
