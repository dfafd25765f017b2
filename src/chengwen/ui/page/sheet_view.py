"""Shows a document on its sheet: zoom, the paper, and the marks behind the text that the final paper does not have."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QTextBlock,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from chengwen.ui.page.sheet import SheetLayout, sheet_size
from chengwen.ui.paper.typeset import qt_index
from chengwen.ui.theme import BLANK, BLANK_EDGE, CARD, DESK, DOUBT, PAPER_EDGE

SMALLEST, LARGEST = 0.5, 3.0


@dataclass(frozen=True, slots=True)
class Marks:
    """What is painted behind the text of a block. `blanks` are [start, end) in str indices of its text."""

    blanks: tuple[tuple[int, int], ...] = ()
    is_doubtful: bool = False
    is_card: bool = False


class SheetView(QTextEdit):
    """A text widget whose text stands on paper. Who derives from it fills the documents and says what is marked."""

    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setCursorWidth(2)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.scale = 1.0
        self._filled: QTextDocument | None = None

    def fill(self, document: QTextDocument) -> None:
        """Put the text into an empty document."""
        raise NotImplementedError

    def marks(self, block: QTextBlock) -> Marks:
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

    def sheet_layout(self) -> SheetLayout:
        layout = self.document().documentLayout()
        assert isinstance(layout, SheetLayout)
        return layout

    # -- zoom ----------------------------------------------------------------------------------------------------------

    def set_scale(self, scale: float) -> None:
        """Zoom: 1.0 is real size on a screen of 96 dpi. Held between SMALLEST and LARGEST."""
        scale = min(max(scale, SMALLEST), LARGEST)
        if scale == self.scale:
            return
        place = self.textCursor().position()
        self.scale = scale
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
        """On a small screen the whole width of the sheet is worth more than its real size."""
        super().showEvent(event)
        if self.viewport().width() < sheet_size(self.scale).width():
            self.fit_width()

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
        painter.fillRect(clip, QColor(DESK))
        painter.setPen(QPen(QColor(PAPER_EDGE), 1))
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRect(layout.sheet)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for block in layout.blocks_in(clip):
            self._paint_marks(painter, layout, block, self.marks(block))
        painter.end()
        super().paintEvent(event)

    def _paint_marks(self, painter: QPainter, layout: SheetLayout, block: QTextBlock, marks: Marks) -> None:
        text = block.text()
        if marks.is_card:
            painter.setPen(QPen(QColor(PAPER_EDGE), 1))
            painter.setBrush(QColor(CARD))
            for place in layout.stretches(block, 0, len(text)):
                painter.drawRoundedRect(place.adjusted(-4, -1, 4, 1), 4, 4)
        if marks.is_doubtful:
            painter.setPen(QPen(QColor(DOUBT), 1.5, Qt.PenStyle.DotLine))
            for place in layout.stretches(block, 0, qt_index(text, len(text))):
                painter.drawLine(place.bottomLeft(), place.bottomRight())
        painter.setPen(QPen(QColor(BLANK_EDGE), 1))
        painter.setBrush(QColor(BLANK))
        for start, end in marks.blanks:
            for place in layout.stretches(block, qt_index(text, start), qt_index(text, end)):
                painter.drawRoundedRect(place.adjusted(-1, 0, 1, 0), 3, 3)
