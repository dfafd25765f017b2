"""The sheet that the page is written on: white paper of A4 width on grey, the text with the margins of the norm."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QTextBlock, QTextDocument

from chengwen.layout.facts import TWIPS_PER_POINT, layout_facts
from chengwen.ui.paper.flow import PaperLayout
from chengwen.ui.paper.typeset import units

GAP = 16.0
"""Grey around the sheet, in pixels."""


class SheetLayout(PaperLayout):
    """The lines of the paper, moved to their place on a sheet that stands in the middle of a viewport.

    The sheet has no page ends: it grows with the text and is at least one page high.
    """

    def __init__(self, document: QTextDocument, scale: float, viewport_width: float) -> None:
        super().__init__(document, scale)
        page = layout_facts().page
        self._sheet = QSizeF(*(units(length / TWIPS_PER_POINT, scale) for length in (page.width, page.height)))
        self._left, self._top, self._bottom = (
            units(length / TWIPS_PER_POINT, scale) for length in (page.left, page.top, page.bottom)
        )
        self._width = self._sheet.width()  # of the stretches that are painted again
        self._offset = QPointF()
        self.centre_in(viewport_width)

    def centre_in(self, viewport_width: float) -> None:
        """Nothing is laid out again; the viewport has to be painted and its scroll bars set by the caller."""
        around = max(GAP, (viewport_width - self._sheet.width()) / 2)
        self._offset = QPointF(round(around + self._left), round(GAP + self._top))

    @property
    def sheet(self) -> QRectF:
        """The paper, in document coordinates."""
        size = self.documentSize()
        left = self._offset.x() - self._left
        return QRectF(left, GAP, self._sheet.width(), size.height() - 2 * GAP)

    def documentSize(self) -> QSizeF:
        text = super().documentSize()
        height = max(self._top + text.height() + self._bottom, self._sheet.height())
        return QSizeF(self._sheet.width() + 2 * GAP, height + 2 * GAP)

    def documentChanged(self, position: int, removed: int, added: int) -> None:
        lines = self.document().lineCount()
        super().documentChanged(position, removed, added)
        if self.document().lineCount() != lines:
            everything = QRectF(QPointF(0, 0), QSizeF(1e9, 1e9))
            self.update[QRectF].emit(everything)  # type: ignore[index]  # as in PaperLayout

    def hitTest(self, point: QPointF, accuracy: Qt.HitTestAccuracy) -> int:  # type: ignore[override]  # as there
        return super().hitTest(point - self._offset, accuracy)

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        return super().blockBoundingRect(block).translated(self._offset)

    def blocks_in(self, rectangle: QRectF) -> Iterator[QTextBlock]:
        """The blocks that may reach into a rectangle of the document."""
        return self._blocks(rectangle)

    def _blocks(self, clip: QRectF) -> Iterator[QTextBlock]:
        return super()._blocks(clip.translated(-self._offset) if clip.isValid() else clip)

    def stretches(self, block: QTextBlock, start: int, end: int) -> Iterator[QRectF]:
        """Where the characters start..end (UTF-16 places in the block) stand, a rectangle for each line."""
        origin, layout = self.blockBoundingRect(block).topLeft(), block.layout()
        if preedit := layout.preeditAreaText():
            at = layout.preeditAreaPosition()
            start, end = (place + len(preedit) if place > at else place for place in (start, end))
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
            if first < last:
                left, right = _x(line.cursorToX(first)), _x(line.cursorToX(last))
                yield QRectF(origin.x() + left, origin.y() + line.y(), right - left, line.height())


def _x(place: object) -> float:
    """PySide gives the x, or a pair of it and the place."""
    return float(place[0] if isinstance(place, tuple) else place)  # type: ignore[arg-type]


__all__ = ["GAP", "QAbstractTextDocumentLayout", "SheetLayout"]
