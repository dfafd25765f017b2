"""The page (稿纸): a face of the report, one block a paragraph, looking like the final paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QMenu

from chengwen.check.blanks import blanks
from chengwen.files import recognised_text
from chengwen.report.paragraph import LINE_BREAK, OBJECT, Paragraph, Role
from chengwen.report.restructure import give_role
from chengwen.report.splice import splice_between
from chengwen.ui.page.changes import difference, rewritten, shown
from chengwen.ui.page.dress import NEIGHBOURS, as_shown, dress
from chengwen.ui.page.sheet_view import Marks, SheetView
from chengwen.ui.paper.typeset import qt_index, str_index, typeset

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget

    from chengwen.report.splice import Splice
    from chengwen.session import Change, Session

_MEASURED = frozenset({Role.SIGNATURE, Role.DATE})
"""Where the place of a neighbour depends on the very text."""


class PageEditor(SheetView):
    """Shows and edits the report of a session.

    The report is the truth: what the writer does to the blocks becomes a splice, and a splice from elsewhere is written
    into the blocks. Nothing is told to the session while an input method composes.
    """

    place_changed = Signal(int, int)  # paragraph and str index of the cursor
    refused = Signal()  # what was typed would have changed something that is not edited

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("稿纸")
        self.session = session
        self._writing = False  # the blocks are being changed by us: no splice comes of it
        self._composing = False
        self._typed_to: tuple[int, int] | None = None  # where typing left the cursor
        self._touched: tuple[int, int] | None = None  # first block, and how many blocks behind the last, of a change
        self._unformatted: tuple[int, int] | None = None
        self._pasted: tuple[Role, ...] = ()
        self._stop_listening: Callable[[], None] = lambda: None
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        self.show_session(session)

    # -- the report, shown ---------------------------------------------------------------------------------------------

    def show_session(self, session: Session) -> None:
        """Show another report, from its beginning."""
        self._stop_listening()
        self.session = session
        self._stop_listening = session.listen(self._on_change)
        self.show_anew()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_anew(self) -> None:
        self._writing = True
        super().show_anew()
        self._writing = False
        self.document().contentsChange.connect(self._on_contents_change)
        self.document().contentsChanged.connect(self._on_contents_changed)

    def fill(self, document: QTextDocument) -> None:
        typeset(document, [as_shown(paragraph) for paragraph in self.session.report.paragraphs], self.scale)

    def marks(self, block: QTextBlock) -> Marks:
        paragraphs = self.session.report.paragraphs
        if block.blockNumber() >= len(paragraphs):
            return Marks()
        paragraph = paragraphs[block.blockNumber()]
        if paragraph.role is Role.OPAQUE:
            return Marks(is_card=True)
        return Marks(_blanks(block.text()), paragraph.doubtful)

    # -- what the writer does ------------------------------------------------------------------------------------------

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

    def _on_contents_changed(self) -> None:
        if self._writing or self._touched is None:
            return
        (first, behind), self._touched = self._touched, None
        report, document = self.session.report, self.document()
        before = report.paragraphs[first : len(report.paragraphs) - behind]
        blocks = [document.findBlockByNumber(number) for number in range(first, document.blockCount() - behind)]
        lines = [block.text() for block in blocks]
        if lines == [shown(paragraph) for paragraph in before]:
            return
        after = rewritten(before, lines, self._caret_in(blocks), self._pasted)
        if after is None:
            with self._writing_blocks():
                self._put(first, lines, before)
                dress(self.document(), self.session.report.paragraphs, range(first, first + len(before)), self.scale)
            self.refused.emit()
            return
        splice = splice_between(before, after, at=first)
        if [shown(paragraph) for paragraph in after] != lines:
            # A character that a paragraph cannot hold was typed or pasted: show what was kept.
            with self._writing_blocks():
                self._put(first, lines, after)
        self.session.apply([splice], "键入" if not self._pasted else "粘贴", typing=not self._pasted, origin=self)
        self._typed_to = self.place()
        alone = [p.role for p in before] == [p.role for p in after] and not _MEASURED.intersection(
            p.role for p in after
        )
        self._dress_later(first, first + len(after), 0 if alone else NEIGHBOURS)

    def _caret_in(self, blocks: Sequence[QTextBlock]) -> int | None:
        """Where the cursor stands in the texts of the blocks joined by line ends, if there."""
        cursor, place = self.textCursor(), 0
        for block in blocks:
            if block == cursor.block():
                return place + str_index(block.text(), cursor.positionInBlock())
            place += len(block.text()) + 1
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.session.undo()
        elif _asks_to_redo(event):
            self.session.redo()
        elif event.key() == Qt.Key.Key_Tab:
            self.go_to_blank()
        elif event.key() == Qt.Key.Key_Backtab:
            self.go_to_blank(backwards=True)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            # Left to itself, Qt only takes the alignment off an empty centred block.
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            key: QKeyEvent = event  # type: ignore[assignment]
            if key.matches(QKeySequence.StandardKey.Undo) or _asks_to_redo(key):
                event.ignore()  # the window's own actions, with the one history
                return False
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if not self._composing and self._unformatted is not None:
            unformatted, self._unformatted = self._unformatted, None
            self._dress_later(*unformatted)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Text alone comes in, as paragraphs with roles when it has several lines; nothing else is read or loaded."""
        if not self.canInsertFromMimeData(source):
            return
        text = source.text().replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").replace(OBJECT, "")
        if "\n" in text.strip("\n"):
            paragraphs = recognised_text(text).report.paragraphs
            text, self._pasted = "\n".join(p.text for p in paragraphs), self._roles_to_paste(paragraphs)
        else:
            text = text.strip("\n")
        self.textCursor().insertText(text)
        self._pasted = ()
        self.ensureCursorVisible()

    def _roles_to_paste(self, pasted: Sequence[Paragraph]) -> tuple[Role, ...]:
        """Into an empty report come titles, addressees and signatures; into others sections and body only."""
        if not any(paragraph.text for paragraph in self.session.report.paragraphs):
            return tuple(paragraph.role for paragraph in pasted)
        return tuple(p.role if p.role.heading_level else Role.BODY for p in pasted)

    def createMimeDataFromSelection(self) -> QMimeData:
        # Made by Qt: the clipboard outlives Python, and must not hold an object of Python's when the program ends.
        data = super().createMimeDataFromSelection()
        data.html()  # until it is asked for, Qt goes on to offer it
        data.clear()
        data.setText(self.textCursor().selectedText().replace("\u2029", "\n").replace(OBJECT, ""))
        return data

    def loadResource(self, kind: int, name: object) -> object:
        """Nothing is ever loaded for a page."""
        del kind, name
        return None

    # -- what comes from elsewhere -------------------------------------------------------------------------------------

    def _on_change(self, change: Change) -> None:
        if change.origin is self or not change.splices:
            return
        with self._writing_blocks():
            for splice in change.splices:
                lines = [self._line(splice.index + at) for at in range(len(splice.removed))]
                self._put(splice.index, lines, splice.inserted)
            first = min(splice.index for splice in change.splices)
            last = max(splice.index + max(len(splice.inserted), len(splice.removed)) for splice in change.splices)
            self._dress_later(first, last)
        self.viewport().update()
        if change.replayed:
            self.go_to(*_place_of(change.splices[-1], len(self.session.report.paragraphs)))

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

    def _line(self, index: int) -> str:
        return self.document().findBlockByNumber(index).text()

    def _put(self, index: int, lines: Sequence[str], paragraphs: Sequence[Paragraph]) -> None:
        """Make the blocks from `index` on that hold `lines` hold the paragraphs; only what differs is touched."""
        old, new = list(lines), [shown(paragraph) for paragraph in paragraphs]
        if not old or not new:
            # Whole lines come or go together with a line end, for which a neighbour is needed.
            if index + len(old) < self.document().blockCount():
                neighbour = self._line(index + len(old))
                old, new = [*old, neighbour], [*new, neighbour]
            else:
                index -= 1
                neighbour = self._line(index)
                old, new = [neighbour, *old], [neighbour, *new]
        before, after = "\n".join(old), "\n".join(new)
        place = difference(before, after)
        at = self.document().findBlockByNumber(index).position()
        cursor = QTextCursor(self.document())
        cursor.setPosition(at + qt_index(before, place.start))
        cursor.setPosition(at + qt_index(before, place.before_end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(after[place.start : place.after_end])

    # -- the look ------------------------------------------------------------------------------------------------------

    def _dress_later(self, first: int, stop: int, reach: int = NEIGHBOURS) -> None:
        """Dress the blocks, but not while an input method composes."""
        if self._composing:
            known = self._unformatted or (first, stop)
            self._unformatted = min(first, known[0]), max(stop, known[1])
        else:
            with self._writing_blocks():
                dress(self.document(), self.session.report.paragraphs, range(first, stop), self.scale, reach)

    # -- places --------------------------------------------------------------------------------------------------------

    def place(self) -> tuple[int, int]:
        """The paragraph and the str index of the cursor."""
        cursor = self.textCursor()
        return cursor.blockNumber(), str_index(cursor.block().text(), cursor.positionInBlock())

    def go_to(self, paragraph: int, start: int, end: int | None = None) -> None:
        """Put the cursor there, with [start, end) selected if an end is given, and show it in the upper part."""
        block = self.document().findBlockByNumber(min(paragraph, self.document().blockCount() - 1))
        text = block.text()
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + qt_index(text, min(start, len(text))))
        if end is not None:
            cursor.setPosition(block.position() + qt_index(text, min(end, len(text))), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        shown_at, height = self.cursorRect(cursor), self.viewport().height()
        if shown_at.top() < 0 or shown_at.bottom() > height * 3 // 4:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + shown_at.top() - height // 4)

    def go_to_blank(self, *, backwards: bool = False) -> bool:
        """Select the next open blank behind the cursor, going on from the other end; False when there is none."""
        at, offset = self.place()
        selected = self.textCursor().selectionStart() - self.textCursor().block().position()
        places = [
            (i, s, e)
            for i, p in enumerate(self.session.report.paragraphs)
            if p.role is not Role.OPAQUE
            for s, e in _blanks(p.text)
        ]
        if not places:
            return False
        if backwards:
            found = next((p for p in reversed(places) if (p[0], p[1]) < (at, selected)), places[-1])
        else:
            found = next((p for p in places if (p[0], p[1]) >= (at, offset)), places[0])
        self.go_to(*found)
        return True

    def insert_phrase(self, text: str) -> None:
        """Insert at the cursor, and select the first blank in it."""
        self.session.history.close_step()
        at, offset = self.place() if not self.textCursor().hasSelection() else self._selection_start()
        self.textCursor().insertText(text.replace("\n", LINE_BREAK))
        self.session.history.close_step()
        if found := _blanks(text):
            self.go_to(at, offset + found[0][0], offset + found[0][1])
        self.setFocus()

    def _selection_start(self) -> tuple[int, int]:
        block = self.document().findBlock(self.textCursor().selectionStart())
        return block.blockNumber(), str_index(block.text(), self.textCursor().selectionStart() - block.position())

    def set_role(self, role: Role) -> None:
        """Make the selected paragraphs something else."""
        cursor, document = self.textCursor(), self.document()
        first = document.findBlock(cursor.selectionStart()).blockNumber()
        last = document.findBlock(cursor.selectionEnd()).blockNumber()
        self.session.apply(give_role(self.session.report.paragraphs, first, last + 1, role), "改为另一种段落")

    def _on_cursor_moved(self) -> None:
        if self._writing or self._touched is not None:
            return
        if self.place() != self._typed_to:
            self.session.history.close_step()
        self.place_changed.emit(*self.place())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        selected, history = self.textCursor().hasSelection(), self.session.history
        for text, shortcut, run, enabled in (
            ("撤销", QKeySequence.StandardKey.Undo, self.session.undo, history.undo_label is not None),
            ("重做", "Ctrl+Y", self.session.redo, history.redo_label is not None),
            ("剪切", QKeySequence.StandardKey.Cut, self.cut, selected),
            ("复制", QKeySequence.StandardKey.Copy, self.copy, selected),
            ("粘贴", QKeySequence.StandardKey.Paste, self.paste, self.canPaste()),
            ("全选", QKeySequence.StandardKey.SelectAll, self.selectAll, True),
        ):
            action = QAction(text, menu)
            action.setShortcut(QKeySequence(shortcut))
            action.setEnabled(enabled)
            action.triggered.connect(run)
            menu.addAction(action)
        menu.exec(event.globalPos())


def _asks_to_redo(event: QKeyEvent) -> bool:
    """Ctrl+Y everywhere, whatever the desktop calls standard: Word and WPS have it so."""
    return event.matches(QKeySequence.StandardKey.Redo) or QKeySequence(event.keyCombination()) == QKeySequence(
        "Ctrl+Y"
    )


def _place_of(splice: Splice, count: int) -> tuple[int, int]:
    """Where a replayed splice left its trace: behind the text that came, or where the text went."""
    before, after = ("\n".join(map(shown, side)) for side in (splice.removed, splice.inserted))
    lines = after[: difference(before, after).after_end].split("\n")
    return min(splice.index + len(lines) - 1, count - 1), len(lines[-1])


@lru_cache(maxsize=8192)
def _blanks(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(blanks(text))
