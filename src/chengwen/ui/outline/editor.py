"""The outline (提纲) to type in: the title and the headings alone, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeySequence

from chengwen.report import restructure
from chengwen.ui.outline.edits import Edit, Stretch
from chengwen.ui.outline.face import NOT_PASTED, ONE_HEADING, OutlineFace
from chengwen.ui.outline.inserts import entered, pasted, relevelled, shifted
from chengwen.ui.report_text import asks_to_redo

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QContextMenuEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget

    from chengwen.report.splice import Splice
    from chengwen.session import Session

_STAYS = "这一节不能再升、再降或再移"


class OutlineEditor(OutlineFace):
    """Edits the headings of a session's report; their bodies stay where they are."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setAccessibleName("提纲")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        keys: dict[tuple[bool, int], Callable[[], None]] = {
            (False, Qt.Key.Key_Return): self.new_heading,
            (False, Qt.Key.Key_Enter): self.new_heading,
            (False, Qt.Key.Key_Tab): self.demote,
            (False, Qt.Key.Key_Backtab): self.promote,
            (True, Qt.Key.Key_Right): self.demote,
            (True, Qt.Key.Key_Left): self.promote,
            (True, Qt.Key.Key_Up): self.move_up,
            (True, Qt.Key.Key_Down): self.move_down,
        }
        if event.matches(QKeySequence.StandardKey.Undo):
            self.session.undo()
        elif asks_to_redo(event):
            self.session.redo()
        elif run := keys.get((alt, event.key())):
            run()
        else:
            super().keyPressEvent(event)

    def new_heading(self) -> None:
        """Enter: a heading behind this one; within its words, the heading is parted."""
        if self.textCursor().hasSelection():
            self.textCursor().removeSelectedText()
        at, offset = self._place()
        row = self.rows[at]
        if row.is_title and self.rows[-1].paragraph is None:
            self._set_place(len(self.rows) - 1, 0)
        elif row.paragraph is not None or row.is_title:
            edit = entered(self.session.report.paragraphs, self.rows, at, offset)
            self._do(edit, "新标题", ONE_HEADING, back_to=Stretch(at, offset, at, offset))

    def promote(self) -> None:
        self._relevel(restructure.promote, "升级")

    def demote(self) -> None:
        self._relevel(restructure.demote, "降级")

    def _relevel(self, change: Callable[..., tuple[Splice, ...]], label: str) -> None:
        cursor = self.textCursor()
        first = self.document().findBlock(cursor.selectionStart()).blockNumber()
        last = self.document().findBlock(cursor.selectionEnd()).blockNumber()
        splices = relevelled(self.session.report.paragraphs, self.rows[first : last + 1], change)
        if not splices:
            self.told.emit(_STAYS)
            return
        at, offset = self._place()
        self._do(Edit(splices, self.rows[at].paragraph, offset), label, _STAYS)

    def move_up(self) -> None:
        self._shift(down=False)

    def move_down(self) -> None:
        self._shift(down=True)

    def _shift(self, *, down: bool) -> None:
        at, offset = self._place()
        edit = shifted(self.session.report.paragraphs, self.rows, at, down=down)
        if edit is None or not edit.splices:
            self.told.emit(_STAYS)
        else:
            self._do(edit._replace(offset=offset), "移动本节", _STAYS)

    # -- the clipboard -------------------------------------------------------------------------------------------------

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Text alone comes in, each line of it as a heading."""
        if not self.canInsertFromMimeData(source):
            return
        text = source.text().replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").strip("\n")
        cursor = self.textCursor()
        start, end = (self._place_at(at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        if "\n" in text or not self.rows[start[0]].text:
            edit = pasted(self.session.report.paragraphs, Stretch(*start, *end), text)
            self._do(edit, "粘贴", NOT_PASTED, back_to=Stretch(*start, *end))
        else:
            cursor.insertText(text)
        self.ensureCursorVisible()

    def text_to_copy(self) -> str:
        """With the numbers of the lines, where there are several."""
        cursor = self.textCursor()
        texts = cursor.selectedText().split("\u2029")
        first, offset = self._place_at(cursor.selectionStart())
        if len(texts) == 1:
            return texts[0]
        rows = self.rows[first : first + len(texts)]
        numbers = [row.number if row.paragraph is not None else "" for row in rows]
        numbers[0] = "" if offset else numbers[0]
        return "\n".join(number + text for number, text in zip(numbers, texts, strict=True))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.context_menu(
            [
                ("升级", "Shift+Tab", self.promote, True),
                ("降级", "Tab", self.demote, True),
                ("上移", "Alt+Up", self.move_up, True),
                ("下移", "Alt+Down", self.move_down, True),
            ]
        )
        menu.exec(event.globalPos())
