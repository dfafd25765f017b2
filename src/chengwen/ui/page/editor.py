"""The page (稿纸): a face of the report, one block a paragraph, looking like the final paper."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QKeySequence,
    QPainter,
    QPen,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QMenu, QTextEdit

from chengwen.check.blanks import blanks
from chengwen.layout.arrange import Placement, arrange
from chengwen.layout.facts import TWIPS_PER_POINT, layout_facts
from chengwen.report.paragraph import LINE_BREAK, OBJECT, Paragraph, Role
from chengwen.report.recognise import recognise
from chengwen.report.restructure import give_role
from chengwen.report.splice import splice_between
from chengwen.ui.page.changes import difference, rewritten, shown
from chengwen.ui.paper.flow import PaperLayout
from chengwen.ui.paper.typeset import block_format, format_block, line_width, qt_index, str_index, typeset, units
from chengwen.ui.theme import BLANK, DOUBT, FAINT, PAPER_EDGE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import (
        QContextMenuEvent,
        QInputMethodEvent,
        QKeyEvent,
        QResizeEvent,
        QWheelEvent,
    )
    from PySide6.QtWidgets import QWidget

    from chengwen.report.splice import Splice
    from chengwen.session import Change, Session

SMALLEST, LARGEST = 0.5, 3.0
_TOP_LINES = 4
"""Lines of the grid above the first paragraph, for the head of the sheet (天头, 37 mm)."""
_NEIGHBOURS = 4
"""How far the look of a paragraph can depend on those beside it: a signature of several names and its date."""


class PageEditor(QTextEdit):
    """Shows and edits the report of a session.

    The report is the truth: what the writer does to the blocks becomes a splice, and a splice from elsewhere is written
    into the blocks. Nothing is told to the session while an input method composes.
    """

    place_changed = Signal(int, int)  # paragraph and str index of the cursor
    zoomed = Signal(float)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("稿纸")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setCursorWidth(2)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.scale = 1.0
        self.session = session
        self._writing = False  # the blocks are being changed by us: no splice comes of it
        self._composing = False
        self._typed_to: tuple[int, int] | None = None  # where typing left the cursor
        self._touched: tuple[int, int] | None = None  # first block, and how many blocks behind the last, of a change
        self._unformatted: tuple[int, int] | None = None
        self._pasted: tuple[Role, ...] = ()
        self._own_document: QTextDocument | None = None
        self._stop_listening: Callable[[], None] = lambda: None
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        self.show_session(session)

    # -- the report, shown ---------------------------------------------------------------------------------------------

    def show_session(self, session: Session) -> None:
        """Show another report, from its beginning."""
        self._stop_listening()
        self.session = session
        self._stop_listening = session.listen(self._on_change)
        self._fill()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _fill(self) -> None:
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDocumentLayout(PaperLayout(document, self.scale))
        paragraphs = self.session.report.paragraphs
        typeset(document, [_seen(paragraph) for paragraph in paragraphs], self.scale)
        self._writing = True
        self.setDocument(document)
        self._writing = False
        if self._own_document is not None:  # Qt deletes only the one it made itself
            self._own_document.deleteLater()
        self._own_document = document
        for index, paragraph in enumerate(paragraphs):
            self._mark(document.findBlockByNumber(index), paragraph)
        self._set_block_formats(0, 1)
        document.contentsChange.connect(self._on_contents_change)
        document.contentsChanged.connect(self._on_contents_changed)
        self._place_sheet()

    def set_scale(self, scale: float) -> None:
        """Zoom: 1.0 is real size on a screen of 96 dpi. Held between SMALLEST and LARGEST."""
        scale = min(max(scale, SMALLEST), LARGEST)
        if scale == self.scale:
            return
        place = self.place()
        self.scale = scale
        self._fill()
        self.go_to(*place)
        self.zoomed.emit(scale)

    def fit_width(self) -> None:
        """As large as the sheet still fits the pane."""
        width = self.width() - self.verticalScrollBar().width() - 2
        self.set_scale(width / (layout_facts().page.width / TWIPS_PER_POINT * 96 / 72))

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
            self._rewrite(first, len(blocks), before)
            return
        splice = splice_between(before, after, at=first)
        if [shown(paragraph) for paragraph in after] != lines:
            # A character that a paragraph cannot hold was typed or pasted: show what was kept.
            self._rewrite(first, len(blocks), after)
        self.session.apply([splice], "键入" if not self._pasted else "粘贴", typing=not self._pasted, origin=self)
        self._typed_to = self.place()
        self._format_later(first, first + len(after))

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
        elif event.matches(QKeySequence.StandardKey.Redo):
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
            if key.matches(QKeySequence.StandardKey.Undo) or key.matches(QKeySequence.StandardKey.Redo):
                event.ignore()  # the window's own actions, with the one history
                return False
        handled = super().event(event)
        if event.type() == QEvent.Type.Paint:
            self._paint_sheet()
        return handled

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if not self._composing and self._unformatted is not None:
            self._format(*self._unformatted)
            self._unformatted = None

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Text alone comes in, as paragraphs with roles when it has several lines; nothing else is read or loaded."""
        if not self.canInsertFromMimeData(source):
            return
        text = source.text().replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n")
        if "\n" in text.strip("\n"):
            paragraphs = recognise(text).report.paragraphs
            text, self._pasted = "\n".join(p.text for p in paragraphs), tuple(p.role for p in paragraphs)
        else:
            text = text.strip("\n")
        self.textCursor().insertText(text)
        self._pasted = ()
        self.ensureCursorVisible()

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
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
        for splice in change.splices:
            self._rewrite(splice.index, len(splice.removed), splice.inserted)
        first = min(splice.index for splice in change.splices)
        last = max(splice.index + len(splice.inserted) for splice in change.splices)
        self._format_later(first, last)
        if change.replayed:
            self.go_to(*_place_of(change.splices[-1], len(self.session.report.paragraphs)))

    def _rewrite(self, index: int, count: int, paragraphs: Sequence[Paragraph]) -> None:
        """Put the paragraphs in the place of `count` blocks from `index` on."""
        document = self.document()
        text = "\n".join(map(shown, paragraphs))
        cursor = QTextCursor(document)
        self._writing = True
        cursor.beginEditBlock()
        if index >= document.blockCount():
            cursor.movePosition(QTextCursor.MoveOperation.End)
            text = "\n" + text
        else:
            cursor.setPosition(document.findBlockByNumber(index).position())
            if count:
                last = document.findBlockByNumber(index + count - 1)
                cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
                if not paragraphs:
                    self._select_one_line_end(cursor, index)
            else:
                text += "\n"
        cursor.insertText(text)
        cursor.endEditBlock()
        self._writing = False
        self._format_later(index, index + len(paragraphs))

    def _select_one_line_end(self, cursor: QTextCursor, index: int) -> None:
        """Blocks that go away go with one line end: the one behind them, or before them at the end of the report."""
        if not cursor.atEnd():
            cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor)
        elif index:
            end = cursor.position()
            cursor.setPosition(self.document().findBlockByNumber(index).position() - 1)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)

    # -- the look ------------------------------------------------------------------------------------------------------

    def _format_later(self, first: int, stop: int) -> None:
        if not self._composing:
            self._format(first, stop)
        elif self._unformatted is None:
            self._unformatted = first, stop
        else:
            self._unformatted = min(first, self._unformatted[0]), max(stop, self._unformatted[1])

    def _format(self, first: int, stop: int) -> None:
        """Give blocks first..stop their look, and their neighbours the place that follows from it."""
        paragraphs = self.session.report.paragraphs
        stop = min(stop, len(paragraphs), self.document().blockCount())
        for index, placement in self._placements(first, stop):
            paragraph, block = paragraphs[index], self.document().findBlockByNumber(index)
            self._writing = True
            format_block(block, _seen(paragraph), placement, self.scale)
            self._writing = False
            self._mark(block, paragraph)
        self._set_block_formats(max(0, first - _NEIGHBOURS), min(stop + _NEIGHBOURS, len(paragraphs)))

    def _set_block_formats(self, first: int, stop: int) -> None:
        for index, placement in self._placements(first, min(stop, self.document().blockCount())):
            block = self.document().findBlockByNumber(index)
            form = block_format(placement, self.scale)
            if block.blockFormat() != form:
                self._writing = True
                QTextCursor(block).setBlockFormat(form)
                self._writing = False

    def _placements(self, first: int, stop: int) -> list[tuple[int, Placement]]:
        """The placements of paragraphs first..stop, from a window just wide enough to be right about them."""
        paragraphs = self.session.report.paragraphs
        start = max(0, first - _NEIGHBOURS)
        placed = arrange(paragraphs[start : stop + _NEIGHBOURS])[first - start : stop - start]
        numbered = list(enumerate(placed, first))
        if numbered and first == 0:
            numbered[0] = 0, replace(placed[0], blank_before=placed[0].blank_before + _TOP_LINES)
        return numbered

    def _mark(self, block: QTextBlock, paragraph: Paragraph) -> None:
        """Lay on what the final paper does not have: blanks to fill in, doubt, what cannot be edited."""
        if paragraph.role is Role.OPAQUE:
            form = QTextCharFormat()
            form.setForeground(QColor(FAINT))
            self._merge(block, 0, len(block.text()), form)
            return
        if paragraph.doubtful:
            form = QTextCharFormat()
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            form.setUnderlineColor(QColor(DOUBT))
            self._merge(block, 0, len(paragraph.text), form)
        for start, end in blanks(paragraph.text):
            form = QTextCharFormat()
            form.setBackground(QColor(BLANK))
            self._merge(block, start, end, form)

    def _merge(self, block: QTextBlock, start: int, end: int, form: QTextCharFormat) -> None:
        text = block.text()
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + qt_index(text, start))
        cursor.setPosition(block.position() + qt_index(text, end), QTextCursor.MoveMode.KeepAnchor)
        self._writing = True
        cursor.mergeCharFormat(form)
        self._writing = False

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
        shown_at = self.cursorRect(cursor)
        if not self.viewport().rect().contains(shown_at):
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + shown_at.top() - self.viewport().height() // 4)

    def go_to_blank(self, *, backwards: bool = False) -> bool:
        """Select the next open blank behind the cursor, going on from the other end; False when there is none."""
        at, offset = self.place()
        selected = self.textCursor().selectionStart() - self.textCursor().block().position()
        places = [(i, s, e) for i, p in enumerate(self.session.report.paragraphs) for s, e in blanks(p.text)]
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
        if found := blanks(text):
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

    # -- the sheet -----------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_sheet()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_scale(round(self.scale + (0.1 if event.angleDelta().y() > 0 else -0.1), 2))
            event.accept()
        else:
            super().wheelEvent(event)

    def _place_sheet(self) -> None:
        """Centre the sheet: the viewport is its type area, the rest is margin."""
        page = layout_facts().page
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        sheet = units(page.width / TWIPS_PER_POINT, self.scale)
        left = max(0.0, (room - sheet) / 2) + units(page.left / TWIPS_PER_POINT, self.scale)
        column = line_width(self.scale) + 2  # and the cursor behind the last character
        if sheet > room:
            left = max(8.0, min(left, room - column - 8))
        self.setViewportMargins(int(left), 0, max(0, int(room - left - column)), 0)

    def _paint_sheet(self) -> None:
        page = layout_facts().page
        painter = QPainter(self)
        left = self.viewport().x() - units(page.left / TWIPS_PER_POINT, self.scale)
        sheet = QRectF(left, -1, units(page.width / TWIPS_PER_POINT, self.scale), self.height() + 2)
        painter.fillRect(sheet, Qt.GlobalColor.white)
        painter.setPen(QPen(QColor(PAPER_EDGE), 1))
        for x in (sheet.left(), sheet.right()):
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        selected, history = self.textCursor().hasSelection(), self.session.history
        for text, shortcut, run, enabled in (
            ("撤销", QKeySequence.StandardKey.Undo, self.session.undo, history.undo_label is not None),
            ("重做", QKeySequence.StandardKey.Redo, self.session.redo, history.redo_label is not None),
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


def _seen(paragraph: Paragraph) -> Paragraph:
    """The paragraph as the editor's block has it."""
    role = Role.BODY if paragraph.role is Role.OPAQUE else paragraph.role
    return replace(paragraph, text=shown(paragraph), xml="", role=role)


def _place_of(splice: Splice, count: int) -> tuple[int, int]:
    """Where a replayed splice left its trace: behind what differs in one paragraph, or before the first of several."""
    if len(splice.removed) == len(splice.inserted) == 1:
        return splice.index, difference(splice.removed[0].text, splice.inserted[0].text).after_end
    return min(splice.index, count - 1), 0
