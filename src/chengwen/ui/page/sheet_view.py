"""Shows a document on its sheet: zoom, the paper, and the marks around the text that the final paper does not have."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QTextBlock,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QWidget

from chengwen.ui.page.dress import DRESSED
from chengwen.ui.page.sheet import PageEnds, SheetLayout, sheet_size
from chengwen.ui.paper.flow import blank_lines
from chengwen.ui.paper.typeset import line_height, qt_index
from chengwen.ui.report_text import ReportText
from chengwen.ui.theme import colours

SMALLEST, LARGEST = 0.5, 3.0
_BARE = -1
_AT_ONCE = 60
"""Blocks that are dressed without waiting; more than a screen shows."""
_A_LITTLE = 20
"""Blocks that are dressed in one pause: some milliseconds."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is painted around the text of a block. `blanks`, `faults`, `hits`: [start, end) in str indices of its text.

    `faults` are underlined. `label` stands in the margin, in the accent colour where the cursor is.
    """

    blanks: Sequence[tuple[int, int]] = ()
    faults: Sequence[tuple[int, int]] = ()
    hits: Sequence[tuple[int, int]] = ()
    label: str = ""
    is_here: bool = False
    is_doubtful: bool = False
    is_card: bool = False


class SheetView(ReportText):
    """A text widget whose text stands on paper. Who derives from it fills the documents and says what is marked.

    Of a long text, what is seen is dressed and laid out at once, and the rest in the pauses.
    """

    zoomed = Signal(float)
    dressed = Signal()  # the whole text has its look, and its pages are counted

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setCursorWidth(2)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.scale = 1.0
        self.scale_is_chosen = False  # by the user, and worth remembering
        self._was_shown = False
        self._filled: QTextDocument | None = None
        self._next_bare = 0  # the number of the block from which on some may not be dressed
        self._is_bare = self._is_paused = False
        self._dressing = QTimer(self)
        self._dressing.setInterval(0)
        self._dressing.timeout.connect(self._dress_some)
        self.verticalScrollBar().valueChanged.connect(self._dress_visible)

    def fill(self, document: QTextDocument) -> None:
        """Put the text into an empty document; it need not have its look yet."""
        raise NotImplementedError

    def dress_blocks(self, blocks: range) -> None:
        """Give those blocks their look, and the user state DRESSED."""
        raise NotImplementedError

    def marks(self, block: QTextBlock) -> Marks:
        raise NotImplementedError

    def page_ends(self) -> PageEnds | None:
        """None where pages mean nothing, because not the whole text is shown."""
        raise NotImplementedError

    def show_anew(self) -> None:
        """Fill another document and show that."""
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDocumentLayout(SheetLayout(document, self.scale, self.viewport().width()))
        self.fill(document)
        old, self._filled = self._filled, document
        self.setDocument(document)
        if old is not None:
            old.deleteLater()
        self.dress_in_time()

    def sheet_layout(self) -> SheetLayout:
        layout = self.document().documentLayout()
        assert isinstance(layout, SheetLayout)
        return layout

    # -- dressing in time ----------------------------------------------------------------------------------------------

    def dress_in_time(self) -> None:
        """Dress the blocks that are not: those that are seen, and the first ones, now, the others in the pauses."""
        self._next_bare = self._dress_from(0, _AT_ONCE)
        self._is_bare = True
        self._dress_visible()
        self._dressing.start()

    def strip(self, blocks: range) -> None:
        """Those blocks have lost their look; they are dressed when they are seen or there is a pause."""
        document = self.document()
        for number in blocks:
            document.findBlockByNumber(number).setUserState(_BARE)
        self._next_bare = min(self._next_bare, blocks.start) if self._is_bare else blocks.start
        self._is_bare = True
        self.pause_dressing(self._is_paused)

    def count_again(self, first: int) -> None:
        """Blocks have come or gone from `first` on."""
        self._next_bare = min(self._next_bare, first)

    @property
    def is_dressing(self) -> bool:
        """Whether some of the text has not its look yet; the number of pages is an estimate until then."""
        return self._is_bare

    def pause_dressing(self, paused: bool) -> None:
        """Nothing is dressed in the pauses while an input method composes."""
        self._is_paused = paused
        if paused:
            self._dressing.stop()
        elif self._is_bare:
            self._dress_visible()
            self._dressing.start()

    def _dress_visible(self) -> None:
        """Before what is scrolled into view is painted."""
        if not self._is_bare or self._is_paused:
            return
        layout, bar = self.sheet_layout(), self.verticalScrollBar()
        block = self.document().findBlockByLineNumber(max(0, layout.line_at(bar.value())))
        self._dress_from(max(0, block.blockNumber()), _AT_ONCE)

    def _dress_some(self) -> None:
        """A little at a time, so that a key never waits; what is seen stays where it is."""
        bar, layout = self.verticalScrollBar(), self.sheet_layout()
        seen = self.document().findBlockByLineNumber(max(0, layout.line_at(bar.value())))
        above = bar.value() - layout.line_top(seen.firstLineNumber())
        self._next_bare = self._dress_from(self._next_bare, _A_LITTLE)
        if self._next_bare >= self.document().blockCount():
            self._dressing.stop()
            self._is_bare = False
            self.dressed.emit()
        if bar.value() > layout.line_top(0):
            bar.setValue(round(layout.line_top(seen.firstLineNumber()) + above))

    def _dress_from(self, first: int, count: int) -> int:
        """Dress up to so many blocks from there on, and lay them out; returns the number behind the last."""
        layout, block = self.sheet_layout(), self.document().findBlockByNumber(first)
        while block.isValid() and count:
            number, bare = block.blockNumber(), 0
            while block.isValid() and block.userState() != DRESSED and bare < count:
                bare += 1
                block = block.next()
            if bare:
                self.dress_blocks(range(number, number + bare))
                count -= bare
                block = self.document().findBlockByNumber(number)
                for _ in range(bare):
                    layout.settle(block)
                    block = block.next()
            elif layout.settle(block):
                count -= 1
                block = block.next()
            else:
                block = block.next()
        return block.blockNumber() if block.isValid() else self.document().blockCount()

    # -- zoom ----------------------------------------------------------------------------------------------------------

    def set_scale(self, scale: float) -> None:
        """Zoom: 1.0 is real size on a screen of 96 dpi. Held between SMALLEST and LARGEST."""
        scale = min(max(scale, SMALLEST), LARGEST)
        if scale == self.scale:
            return
        place = self.textCursor().position()
        self.scale, self.scale_is_chosen = scale, True
        self.show_anew()
        cursor = self.textCursor()
        cursor.setPosition(place)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self.zoomed.emit(scale)

    def fit_width(self) -> None:
        """As large as the sheet still fits the pane."""
        self.set_scale(math.floor(self.viewport().width() / sheet_size(1.0).width() * 100) / 100)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            QTimer.singleShot(0, self._fit_small_screen)  # now the panes have not found their widths yet

    def _fit_small_screen(self) -> None:
        """On a small screen the whole width of the sheet is worth more than its real size."""
        if self.viewport().width() < sheet_size(self.scale).width():
            was_chosen = self.scale_is_chosen
            self.fit_width()
            self.scale_is_chosen = was_chosen

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_scale(round(self.scale + (0.1 if event.angleDelta().y() > 0 else -0.1), 2))
            event.accept()
        else:
            super().wheelEvent(event)

    # -- painting ------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        layout = self.document().documentLayout()
        if isinstance(layout, SheetLayout):
            layout.centre_in(self.viewport().width())
        super().resizeEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        layout = self.sheet_layout()
        scrolled = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        clip = QRectF(event.rect()).translated(scrolled)
        painter = QPainter(self.viewport())
        painter.translate(-scrolled)
        painter.fillRect(clip, QColor(colours().desk))
        painter.setPen(QPen(QColor(colours().edge), 1))
        painter.setBrush(QColor(colours().paper))
        painter.drawRect(layout.sheet)
        self._paint_page_ends(painter, layout, clip)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for block in layout.blocks_in(clip):
            marks = self.marks(block)
            self._paint_marks(painter, layout, block, marks)
            self._paint_label(painter, layout, block, marks)
        painter.end()
        super().paintEvent(event)

    def margin_font(self) -> QFont:
        """That of labels and page ends, which grow with the paper but stay readable."""
        font = self.font()
        font.setPixelSize(max(9, round(12 * self.scale)))
        return font

    def _paint_page_ends(self, painter: QPainter, layout: SheetLayout, clip: QRectF) -> None:
        ends, sheet, height = self.page_ends(), layout.sheet, line_height(self.scale)
        if ends is None:
            return
        begins = list(ends.begins(layout.line_at(clip.top() - height), layout.line_at(clip.bottom()) + 2))
        if begins:
            painter.setFont(self.margin_font())
        pen = QPen(QColor(colours().handle), 1, Qt.PenStyle.DashLine)
        for line, page in begins:
            y = round(layout.line_top(line)) + 0.5
            painter.setPen(pen)
            painter.drawLine(QPointF(sheet.left() + 1, y), QPointF(sheet.right() - 1, y))
            painter.setPen(QColor(colours().faint))
            place = QRectF(sheet.left(), y - height - 2, sheet.width() - 10, height)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, f"第 {page - 1} 页")

    def _paint_label(self, painter: QPainter, layout: SheetLayout, block: QTextBlock, marks: Marks) -> None:
        if marks.label:
            colour = colours().doubt if marks.is_doubtful else colours().accent if marks.is_here else colours().faint
            painter.setFont(self.margin_font())
            painter.setPen(QColor(colour))
            alignment = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(self.label_place(layout, block), alignment, marks.label)

    def label_place(self, layout: SheetLayout, block: QTextBlock) -> QRectF:
        """In the margin beside the block's first line, in document coordinates."""
        line = block.firstLineNumber() + blank_lines(block.blockFormat(), self.scale)
        height = line_height(self.scale)
        right = layout.text_left - 14 * self.scale
        return QRectF(layout.sheet.left(), layout.line_top(line), right - layout.sheet.left(), height)

    def update_margin(self) -> None:
        """Paint the labels again."""
        layout = self.sheet_layout()
        left = round(layout.sheet.left()) - self.horizontalScrollBar().value()
        width = round(layout.text_left - layout.sheet.left())
        self.viewport().update(QRect(left, 0, width, self.viewport().height()))

    def _paint_marks(self, painter: QPainter, layout: SheetLayout, block: QTextBlock, marks: Marks) -> None:
        text = block.text()
        if marks.is_card:
            painter.setPen(QPen(QColor(colours().edge), 1))
            painter.setBrush(QColor(colours().card))
            for place in layout.stretches(block, 0, len(text)):
                painter.drawRoundedRect(place.adjusted(-4, -1, 4, 1), 4, 4)
        if marks.is_doubtful:
            painter.setPen(QPen(QColor(colours().doubt), 1.5, Qt.PenStyle.DotLine))
            for place in layout.stretches(block, 0, qt_index(text, len(text))):
                painter.drawLine(place.bottomLeft(), place.bottomRight())
        painter.setPen(QPen(QColor(colours().blank_edge), 1))
        painter.setBrush(QColor(colours().blank))
        for start, end in marks.blanks:
            for place in layout.stretches(block, qt_index(text, start), qt_index(text, end)):
                painter.drawRoundedRect(place.adjusted(-1, 0, 1, 0), 3, 3)
        painter.setPen(QPen(QColor(colours().accent), 1.5, Qt.PenStyle.DashLine))
        for start, end in marks.faults:
            for place in layout.stretches(block, qt_index(text, start), qt_index(text, end)):
                painter.drawLine(place.bottomLeft(), place.bottomRight())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().hit))
        for start, end in marks.hits:
            for place in layout.stretches(block, qt_index(text, start), qt_index(text, end)):
                painter.drawRoundedRect(place, 2, 2)
