"""The sheet that the page is written on: white paper of A4 width on grey, the text with the margins of the norm."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument

from chengwen.layout.facts import TWIPS_PER_POINT, layout_facts
from chengwen.ui.paper.flow import PaperLayout
from chengwen.ui.paper.typeset import units

GAP = 14
"""Grey above and below the sheet, in pixels."""


def sheet_size(scale: float) -> QSizeF:
    """Of a whole A4 page, in pixels."""
    page = layout_facts().page
    return QSizeF(units(page.width / TWIPS_PER_POINT, scale), units(page.height / TWIPS_PER_POINT, scale))


class SheetLayout(PaperLayout):
    """The lines of the paper, moved to their place on a sheet that stands in the middle of a viewport.

    The sheet has no page ends: it grows with the text and is at least one page high.
    """

    def __init__(self, document: QTextDocument, scale: float, viewport_width: float) -> None:
        super().__init__(document, scale)
        page = layout_facts().page
        self._sheet = sheet_size(scale)
        self._left, self._top, self._bottom = (
            units(length / TWIPS_PER_POINT, scale) for length in (page.left, page.top, page.bottom)
        )
        self._width = self._sheet.width()  # of the stretches that are painted again
        self._offset = QPointF()
        self.centre_in(viewport_width)

    def centre_in(self, viewport_width: float) -> None:
        """Nothing is laid out again; who calls it has to paint the viewport."""
        around = max(0, (viewport_width - self._sheet.width()) / 2)
        self._offset = QPointF(round(around + self._left), round(GAP + self._top))

    @property
    def sheet(self) -> QRectF:
        """The paper, in document coordinates."""
        height = self.documentSize().height() - 2 * GAP
        return QRectF(self._offset.x() - self._left, GAP, self._sheet.width(), height)

    def documentSize(self) -> QSizeF:
        text = super().documentSize()
        height = max(self._top + text.height() + self._bottom, self._sheet.height())
        return QSizeF(self._sheet.width(), height + 2 * GAP)

    def documentChanged(self, position: int, removed: int, added: int) -> None:
        lines = self._lines
        super().documentChanged(position, removed, added)
        if self._lines != lines:
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
        """Where the characters start..end (UTF-16 places in the block) stand: a rectangle for each line."""
        origin, layout = self.blockBoundingRect(block).topLeft(), block.layout()
        if preedit := layout.preeditAreaText():
            at = layout.preeditAreaPosition()
            start, end = (place + len(preedit) if place > at else place for place in (start, end))
        line = layout.lineForTextPosition(start)
        while line.isValid() and line.textStart() < end:
            first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
            if first < last:
                left, right = _x(line.cursorToX(first)), _x(line.cursorToX(last))
                yield QRectF(origin.x() + left, origin.y() + line.y(), right - left, line.height())
            if line.lineNumber() + 1 == layout.lineCount():
                break
            line = layout.lineAt(line.lineNumber() + 1)


def _x(place: object) -> float:
    """PySide gives the x together with the place it belongs to, whatever its own stubs say."""
    return float(place[0] if isinstance(place, tuple) else place)  # type: ignore[arg-type]
