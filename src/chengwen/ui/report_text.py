"""What the page and the outline have in common: a text that is typed into and whose truth is the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData
from PySide6.QtGui import QAction, QKeySequence, QTextBlock, QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit

from chengwen.report.paragraph import OBJECT
from chengwen.ui.paper.typeset import str_index

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from chengwen.session import Session

Entry = tuple[str, str | QKeySequence.StandardKey, Callable[[], object], bool]
"""Of a context menu: text, key, what it does, whether it can be done now."""


class ReportText(QTextEdit):
    """Gathers what the writer does to the blocks, and tells it from what is written into them."""

    session: Session

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._writing = False  # the blocks are being changed by us: no splice comes of it
        self._composing = False
        self._touched: tuple[int, int] | None = None  # first block, and how many blocks behind the last, of a change

    @contextmanager
    def _writing_blocks(self) -> Iterator[None]:
        """What is done to the document in here is laid out once, and nothing of it comes back as a splice."""
        cursor, writing = QTextCursor(self.document()), self._writing
        self._writing = True
        cursor.beginEditBlock()
        try:
            yield
        finally:
            cursor.endEditBlock()
            self._writing = writing

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        del removed
        if self._writing:
            return
        document = self.document()
        first = document.findBlock(position).blockNumber()
        last = document.findBlock(position + added)
        behind = document.blockCount() - 1 - (last.blockNumber() if last.isValid() else document.blockCount() - 1)
        if self._touched is not None:
            first, behind = min(first, self._touched[0]), min(behind, self._touched[1])
        self._touched = first, behind

    def _caret_in(self, blocks: Sequence[QTextBlock]) -> int | None:
        """Where the cursor stands in the texts of the blocks joined by line ends, if there."""
        cursor, place = self.textCursor(), 0
        for block in blocks:
            if block == cursor.block():
                return place + str_index(block.text(), cursor.positionInBlock())
            place += len(block.text()) + 1
        return None

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            key: QKeyEvent = event  # type: ignore[assignment]
            if key.matches(QKeySequence.StandardKey.Undo) or asks_to_redo(key):
                event.ignore()  # the window's own actions, with the one history
                return False
        return super().event(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        # Made by Qt: the clipboard outlives Python, and must not hold an object of Python's when the program ends.
        data = super().createMimeDataFromSelection()
        data.html()  # until it is asked for, Qt goes on to offer it
        data.clear()
        data.setText(self.text_to_copy())
        return data

    def text_to_copy(self) -> str:
        """The selection as plain lines."""
        return self.textCursor().selectedText().replace("\u2029", "\n").replace(OBJECT, "")

    def context_menu(self, entries: Sequence[Entry]) -> QMenu:
        """Undo, redo and the clipboard, then those entries."""
        menu = QMenu(self)
        selected, history = self.textCursor().hasSelection(), self.session.history
        common: tuple[Entry, ...] = (
            ("撤销", QKeySequence.StandardKey.Undo, self.session.undo, history.undo_label is not None),
            ("重做", "Ctrl+Y", self.session.redo, history.redo_label is not None),
            ("剪切", QKeySequence.StandardKey.Cut, self.cut, selected),
            ("复制", QKeySequence.StandardKey.Copy, self.copy, selected),
            ("粘贴", QKeySequence.StandardKey.Paste, self.paste, self.canPaste()),
        )
        for text, shortcut, run, enabled in (*common, *entries):
            action = QAction(text, menu)
            action.setShortcut(QKeySequence(shortcut))
            action.setEnabled(enabled)
            action.triggered.connect(run)
            menu.addAction(action)
        return menu


def asks_to_redo(event: QKeyEvent) -> bool:
    """Ctrl+Y everywhere, whatever the desktop calls standard: Word and WPS have it so."""
    return event.matches(QKeySequence.StandardKey.Redo) or QKeySequence(event.keyCombination()) == QKeySequence(
        "Ctrl+Y"
    )
