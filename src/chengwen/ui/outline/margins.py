"""What stands beside the lines of the outline and is not typed: numbers, 字数, the shape of the heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTextBlock
from PySide6.QtWidgets import QTextEdit, QToolTip

from chengwen.report.symmetry import Verdict, siblings_shapes
from chengwen.ui.outline.look import FIGURES, font, number_width
from chengwen.ui.report_text import ReportText
from chengwen.ui.tally import Tally
from chengwen.ui.theme import colours

if TYPE_CHECKING:
    from PySide6.QtGui import QHelpEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from chengwen.session import Session
    from chengwen.ui.outline.lines import Line

_TITLE = "标题"
_FIRST_LINE = "在这里列提纲，每行一个标题"
_WORDS = 76  # width of the column of 字数
_EDGE = 20  # between the figures and the edge


class Margins(ReportText):
    """A text, a block a line, with what `rows` says of each painted beside it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.rows: list[Line] = []
        self._tally = Tally()
        self._verdicts: tuple[Verdict, ...] | None = None
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(False)
        self.setAcceptDrops(False)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.document().setDocumentMargin(28)

    def forget_figures(self) -> None:
        """The report has changed: compare the headings anew when they are painted."""
        self._verdicts = None

    def figures(self, line: Line) -> tuple[int, Verdict | None]:
        """字数 of the section, of the whole report for the title; and the verdict on the shape of the heading."""
        paragraphs = self.session.report.paragraphs
        if line.heading is None or line.seat is None:
            return self._tally.of(paragraphs).words, None
        if self._verdicts is None:
            self._verdicts = siblings_shapes(self.session.outline)
        words = self._tally.of(paragraphs[line.heading.paragraph : line.heading.stop]).words
        return words, self._verdicts[line.seat]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        block = self.textCursor().block()
        painter.fillRect(self._place_of(block), QColor(colours().card))
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        block = self._first_visible()
        while block.isValid() and block.blockNumber() < len(self.rows):
            place = self._place_of(block)
            if place.top() > event.rect().bottom():
                break
            self._paint_beside(painter, block, self.rows[block.blockNumber()], place)
            block = block.next()
        painter.end()

    def _first_visible(self) -> QTextBlock:
        return self.cursorForPosition(self.viewport().rect().topLeft()).block()

    def _place_of(self, block: QTextBlock) -> QRectF:
        """The line from edge to edge of the viewport, with a little room above and below."""
        place = self.document().documentLayout().blockBoundingRect(block)
        top = place.top() - self.verticalScrollBar().value()
        return QRectF(0, top - 2, self.viewport().width(), place.height() + 4)

    def _paint_beside(self, painter: QPainter, block: QTextBlock, line: Line, place: QRectF) -> None:
        layout = block.layout()
        first = layout.lineAt(0)
        scrolled = self.verticalScrollBar().value()
        origin = layout.position() + QPointF(first.x(), first.y() + first.ascent() - scrolled)  # on the base line
        painter.setPen(QColor(colours().faint))
        painter.setFont(font(line, self.font()))
        painter.drawText(origin - QPointF(number_width(line, self.font()), 0), line.number)
        if not (line.text or layout.preeditAreaText()) and (line.is_title or line.paragraph is None):
            painter.drawText(origin, _TITLE if line.is_title else _FIRST_LINE)
        if line.heading is not None or (line.paragraph is not None and not block.blockNumber()):
            self._paint_figures(painter, line, QPointF(place.right() - _EDGE, origin.y()))

    def _paint_figures(self, painter: QPainter, line: Line, corner: QPointF) -> None:
        words, verdict = self.figures(line)
        painter.setFont(self.font())
        metrics = QFontMetricsF(self.font())
        text = f"全文 {words:,}字" if line.is_title else f"{words:,}字"
        painter.drawText(corner - QPointF(metrics.horizontalAdvance(text), 0), text)
        if verdict is None or not (verdict.limp or verdict.shape.is_telling):
            return
        if verdict.limp:
            painter.setPen(QColor(colours().doubt))
        label = ("≠ " if verdict.limp else "") + verdict.shape.label
        label = metrics.elidedText(label, Qt.TextElideMode.ElideRight, FIGURES - _WORDS - _EDGE)
        painter.drawText(corner - QPointF(_WORDS + metrics.horizontalAdvance(label), 0), label)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ToolTip:
            return super().viewportEvent(event)
        asked: QHelpEvent = event  # type: ignore[assignment]
        QToolTip.showText(asked.globalPos(), self.tool_tip_at(asked.pos().y()), self.viewport())
        return True

    def tool_tip_at(self, y: int) -> str:
        """Why the heading at that height of the viewport is marked; "" when it is not."""
        block = self._first_visible()
        while block.isValid() and self._place_of(block).bottom() < y:
            block = block.next()
        if not block.isValid() or not self._place_of(block).contains(1, y):
            return ""
        _, verdict = self.figures(self.rows[block.blockNumber()])
        return verdict.limp if verdict else ""
