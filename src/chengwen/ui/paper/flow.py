"""The lines of a typeset document: 28 characters each, broken by the Chinese rules, on a grid of equal lines.

Qt's own layout keeps quotes glued to both neighbours (识”“四 never parts), which leaves lines three characters short.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QPalette, QTextLayout, QTextOption

from chengwen.layout.facts import layout_facts
from chengwen.ui.paper.kinsoku import line_end
from chengwen.ui.paper.typeset import line_height, line_width, units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPainter, QTextBlock, QTextBlockFormat, QTextDocument, QTextFrame, QTextLine

_NO_INK = 1.5
"""Above and below a line, in pixels."""
_AT_ONCE = 100
"""Blocks of one change that are laid out without waiting; more than a screen shows."""
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_BASELINE = 0.8
"""Of the line's height: where Qt's own layout sets the text in lines of fixed height."""
_SLACK = 1.0
"""In points: how far ink may stand out at the right; Qt counts that of some characters and would take 27 for a line."""
_WIDEST_GAP = 8.0
"""In points: how much a blank may be widened."""
_SHARES = {Qt.AlignmentFlag.AlignHCenter: 0.5, Qt.AlignmentFlag.AlignRight: 1.0}
"""How much of the empty rest of a line stands on its left."""


def break_lines(block: QTextBlock, scale: float) -> int:
    """Lay out one typeset block; returns its height in grid lines, the blank ones above it included.

    Its lines stand relative to the block's top left corner. The text of an input method under way is part of it.
    """
    form, layout = block.blockFormat(), block.layout()
    justified = form.alignment() == Qt.AlignmentFlag.AlignJustify
    option = QTextOption(Qt.AlignmentFlag.AlignJustify if justified else Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
    option.setUseDesignMetrics(True)
    layout.setTextOption(option)
    text = _laid_out_text(block)
    share = _SHARES.get(form.alignment(), 0.0)
    pitch = line_height(scale)
    row = blank_lines(form, scale)
    left = form.leftMargin() + form.textIndent()
    right = line_width(scale) - form.rightMargin()
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        width = max(right - left, pitch)
        _fill(line, text, width, scale)
        x = left + share * (width - line.naturalTextWidth()) if share else left
        line.setPosition(QPointF(x, (row + _BASELINE) * pitch - line.ascent()))
        row += 1
        left = form.leftMargin()
    layout.endLayout()
    return row


def _estimate(block: QTextBlock, scale: float) -> int:
    """About the height of a block that is not laid out."""
    characters = layout_facts().grid.characters
    return blank_lines(block.blockFormat(), scale) + (block.length() + 1) // characters + 1


def blank_lines(form: QTextBlockFormat, scale: float) -> int:
    """The blank lines above a block, in grid lines."""
    return round(form.topMargin() / line_height(scale))


def _fill(line: QTextLine, text: str, width: float, scale: float) -> None:
    """As many characters as fit and the rules allow, spread over the width."""
    slack = units(_SLACK, scale)
    line.setLineWidth(width + slack)
    start, end = line.textStart(), line.textStart() + line.textLength()
    wanted = line_end(text, start, end) - start
    if _take(line, wanted, width) or _take(line, wanted, width + slack):
        gaps = text[start : start + wanted].strip().count(" ")
        # Qt spreads a line with blanks at the blanks alone; rather a ragged line than a gaping one.
        if width - line.naturalTextWidth() > gaps * units(_WIDEST_GAP, scale) > 0:
            _take(line, wanted, line.naturalTextWidth() + slack)


def _take(line: QTextLine, length: int, width: float) -> bool:
    """Give the line that many UTF-16 units of the text; False when the width holds only fewer."""
    columns = length
    line.setNumColumns(columns, width)
    while line.textLength() > length and columns > 1:  # a column is a cluster: 𠮷 has two units, —— may be one sign
        columns -= 1
        line.setNumColumns(columns, width)
    return line.textLength() == length


def _laid_out_text(block: QTextBlock) -> str:
    """The text with what an input method composes in it; one str element a UTF-16 unit, so that Qt's places fit."""
    text, layout = _ASTRAL.sub("\u4e00\u4e00", block.text()), block.layout()
    if preedit := layout.preeditAreaText():
        at = layout.preeditAreaPosition()
        return text[:at] + _ASTRAL.sub("\u4e00\u4e00", preedit) + text[at:]
    return text


class PaperLayout(QAbstractTextDocumentLayout):
    """Shows a document, typeset at the same scale, in a QTextEdit: one endless column with the lines of the pages.

    Set it with `document.setDocumentLayout` before the text comes, and make a new one for another scale. The column is
    `line_width(scale)` wide; the document's own width and margins mean nothing to it. Each block's `lineCount` is its
    height in grid lines, so its top is `block.firstLineNumber() * line_height(scale)`.

    Of a change of many blocks, those behind the first few are laid out when they are asked for; until then the height
    of such a block is estimated. `settle` does it ahead of that.
    """

    def __init__(self, document: QTextDocument, scale: float) -> None:
        super().__init__(document)
        self.scale = scale
        self._pitch = line_height(scale)
        self._width = line_width(scale)
        self._revision = -1
        self._lines = 0

    def documentChanged(self, position: int, removed: int, added: int) -> None:
        document = self.document()
        whole = position == removed == 0 and added == document.characterCount()
        if whole and document.revision() == self._revision:
            return  # the widget has another width, on which nothing here depends
        self._revision = document.revision()
        before = self._lines
        block, last = document.findBlock(position), document.findBlock(position + added)
        top = block.firstLineNumber() * self._pitch
        bottom, at_once = top, _AT_ONCE
        while block.isValid():
            if at_once > 0 or not block.isVisible():
                self._lay_out(block)
            else:
                block.layout().clearLayout()
                block.setLineCount(_estimate(block, self.scale))
            at_once -= 1
            bottom = (block.firstLineNumber() + block.lineCount()) * self._pitch
            if block == last:
                break
            block = block.next()
        self._lines = document.lineCount()
        if self._lines != before:
            self.documentSizeChanged.emit(self.documentSize())
            bottom = max(self._lines, before) * self._pitch
        first = document.findBlock(position)
        if (line := first.layout().lineForTextPosition(position - first.position())).isValid():
            # Only the line before the change can break elsewhere than it did.
            top += max(0, blank_lines(first.blockFormat(), self.scale) + line.lineNumber() - 1) * self._pitch
        rim = self._pitch  # ink may stand out of the column by a little
        touched = QRectF(-rim, top, self._width + 2 * rim, bottom - top)
        self.update[QRectF].emit(touched)  # type: ignore[index]  # PySide 6.11 crashes when it has to find the overload

    def settle(self, block: QTextBlock) -> bool:
        """Lay the block out, if it is not. Its height may turn out to be another than the estimated one."""
        if not block.isVisible() or block.layout().lineCount():
            return False
        self._lay_out(block)
        self._tell_size()
        return True

    def _lay_out(self, block: QTextBlock) -> None:
        block.setLineCount(break_lines(block, self.scale) if block.isVisible() else 0)

    def _tell_size(self) -> None:
        if self._lines != self.document().lineCount():
            self._lines = self.document().lineCount()
            self.documentSizeChanged.emit(self.documentSize())

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        painter.setPen(context.palette.color(QPalette.ColorRole.Text))
        for block in self._blocks(context.clip):
            layout, origin = block.layout(), self.blockBoundingRect(block).topLeft()
            layout.draw(painter, origin, _selected(block, context), context.clip)
            at = _cursor_place(block, context.cursorPosition)
            if at is not None:
                layout.drawCursor(painter, origin, at, int(self.property("cursorWidth") or 1))

    def _blocks(self, clip: QRectF) -> Iterator[QTextBlock]:
        document = self.document()
        first, last = 0, document.lineCount()
        if clip.isValid():
            # Between two lines there is no ink; a clip is rounded to whole pixels.
            first = max(0, int((clip.top() + _NO_INK) / self._pitch))
            last = int((clip.bottom() - _NO_INK) / self._pitch)
        block = document.findBlockByLineNumber(min(first, document.lineCount() - 1))
        while block.isValid() and block.firstLineNumber() <= last:
            if block.isVisible():
                yield block
            block = block.next()

    def hitTest(self, point: QPointF, accuracy: Qt.HitTestAccuracy) -> int:  # type: ignore[override]  # never another
        document = self.document()
        row = max(0, int(point.y() / self._pitch))
        block = document.findBlockByLineNumber(min(row, document.lineCount() - 1))
        self.settle(block)
        layout = block.layout()
        inside = row - block.firstLineNumber() - blank_lines(block.blockFormat(), self.scale)
        line = layout.lineAt(min(max(inside, 0), layout.lineCount() - 1))
        if accuracy == Qt.HitTestAccuracy.ExactHit and not (
            0 <= inside < layout.lineCount() and 0 <= point.x() - line.x() <= line.naturalTextWidth()
        ):
            return -1
        at = int(line.xToCursor(point.x()))
        if (shift := len(layout.preeditAreaText())) and at > layout.preeditAreaPosition():
            at = max(layout.preeditAreaPosition(), at - shift)
        return block.position() + min(at, block.length() - 1)

    def pageCount(self) -> int:
        return 1

    def documentSize(self) -> QSizeF:
        return QSizeF(self._width, self.document().lineCount() * self._pitch)

    def frameBoundingRect(self, frame: QTextFrame) -> QRectF:
        del frame
        return QRectF(QPointF(0, 0), self.documentSize())

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        if not block.isValid():
            return QRectF()
        self.settle(block)  # Qt asks for the place when it needs the lines, as to move a cursor
        return QRectF(0, block.firstLineNumber() * self._pitch, self._width, block.lineCount() * self._pitch)


def _selected(block: QTextBlock, context: QAbstractTextDocumentLayout.PaintContext) -> list[QTextLayout.FormatRange]:
    """The parts of the selections that lie in the block."""
    ranges = []
    for selection in context.selections:
        start = max(selection.cursor.selectionStart() - block.position(), 0)
        end = min(selection.cursor.selectionEnd() - block.position(), block.length() - 1)
        if start < end:
            part = QTextLayout.FormatRange()
            part.start, part.length, part.format = start, end - start, selection.format
            ranges.append(part)
    return ranges


def _cursor_place(block: QTextBlock, position: int) -> int | None:
    """Where in the block to draw the cursor, if there; Qt tells a place inside a composition as -2 - place."""
    if position < -1:
        layout = block.layout()
        return layout.preeditAreaPosition() - position - 2 if layout.preeditAreaText() else None
    at = position - block.position()
    return at if 0 <= at < block.length() else None
