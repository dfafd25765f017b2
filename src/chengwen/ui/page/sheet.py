"""The sheet that the page is written on: white paper of A4 width on grey, the text with the margins of the norm."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class PageEnds:
    """On which page each grid line stands. `starts`: the lines, 0 first, at which a page is begun whatever the last one
    holds; `lines`: how many there are. Pages count from 1.
    """

    starts: tuple[int, ...]
    lines: int

    @property
    def count(self) -> int:
        return self.page_of(max(0, self.lines - 1))

    def page_of(self, line: int) -> int:
        at = bisect_right(self.starts, line) - 1
        return self._before(at) + (line - self.starts[at]) // layout_facts().grid.lines + 1

    def begins(self, first: int, stop: int) -> Iterator[tuple[int, int]]:
        """The lines in first..stop that are the first of their page, and the number of the page."""
        for line in range(max(first, 1), min(stop, self.lines)):
            at = bisect_right(self.starts, line) - 1
            if (line - self.starts[at]) % layout_facts().grid.lines == 0:
                yield line, self.page_of(line)

    def line_of(self, page: int) -> int:
        """The first line of that page, or of the last one."""
        at = max(i for i in range(len(self.starts)) if self._before(i) < max(page, 1))
        stop = self.starts[at + 1] if at + 1 < len(self.starts) else self.lines
        line = self.starts[at] + (max(page, 1) - self._before(at) - 1) * layout_facts().grid.lines
        return line if line < stop else max(0, stop - 1)

    def _before(self, at: int) -> int:
        """The pages before the one that starts[at] begins."""
        per_page = layout_facts().grid.lines
        return sum(-(-(self.starts[i + 1] - self.starts[i]) // per_page) for i in range(at))


class SheetLayout(PaperLayout):
    """The lines of the paper, moved to their place on a sheet that stands in the middle of a viewport.

    The sheet is one for all pages: it grows with the text and is at least one page high. Where a page ends, a line is
    drawn across it, as Word does when the white space between pages is hidden.
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

    @property
    def text_left(self) -> float:
        """Where the column of text begins, in document coordinates."""
        return self._offset.x()

    def page_ends(self, breaks: Sequence[QTextBlock]) -> PageEnds:
        """`breaks`: the blocks that begin a page of their own, in their order."""
        starts = (block.firstLineNumber() for block in breaks)
        return PageEnds((0, *(line for line in starts if line)), self.document().lineCount())

    def line_at(self, y: float) -> int:
        """The grid line there, in document coordinates; it may lie before the first or behind the last one."""
        return math.floor((y - self._offset.y()) / self._pitch)

    def line_top(self, line: int) -> float:
        return self._offset.y() + line * self._pitch

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
