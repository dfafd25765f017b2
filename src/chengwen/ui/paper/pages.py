"""The finished pages of a report: 22 lines of 28 characters on A4, with page numbers, for print, preview and PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColorConstants, QFont, QFontMetricsF, QTextBlockFormat, QTextDocument, QTextLayout

from chengwen.layout.facts import TWIPS_PER_POINT, layout_facts
from chengwen.ui.paper import faces
from chengwen.ui.paper.flow import blank_lines, break_lines
from chengwen.ui.paper.typeset import PRINT_SCALE, line_height, qt_index, typeset, units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter, QTextBlock, QTextLine

    from chengwen.report.paragraph import Paragraph

_UNIT = units(1, PRINT_SCALE)
_TWIPS_PER_UNIT = TWIPS_PER_POINT / _UNIT
_FOOTER_LINE = 16 * TWIPS_PER_POINT
"""Height of the line of the page number, in whose middle its dashes stand; in twips."""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of `text` (a whole paragraph, or the page number) and the origin to draw it with, in document units."""

    line: QTextLine
    origin: QPointF
    text: str


class Pages:
    """Paginated once, when made; pages are counted from 1. Needs a QGuiApplication, offscreen will do."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = tuple(paragraphs)
        self._document = QTextDocument()
        self._document.setUndoRedoEnabled(False)
        typeset(self._document, self._paragraphs, PRINT_SCALE)
        self._rows: list[int] = []
        self._pages: list[list[PlacedLine]] = [[]]
        row = 0
        block = self._document.begin()
        while block.isValid():
            row = self._place(block, row)
            block = block.next()
        self._numbers = [_number_layout(page) for page in range(1, self.page_count + 1)]
        for page, (lines, number) in enumerate(zip(self._pages, self._numbers, strict=True), 1):
            lines.append(_place_number(number, page))

    def _place(self, block: QTextBlock, row: int) -> int:
        """Put the block's lines on their pages, its blank lines at `row`; returns the row behind it."""
        per_page, pitch = layout_facts().grid.lines, line_height(PRINT_SCALE)
        form, text = block.blockFormat(), block.text()
        if form.pageBreakPolicy() & QTextBlockFormat.PageBreakFlag.PageBreak_AlwaysBefore:
            row = -(-row // per_page) * per_page
        height, above = break_lines(block, PRINT_SCALE), blank_lines(form, PRINT_SCALE)
        self._rows.append(row + above)
        for inside in range(above, height):
            page, on_page = divmod(row + inside, per_page)
            while len(self._pages) <= page:
                self._pages.append([])
            line = block.layout().lineAt(inside - above)
            self._pages[page].append(PlacedLine(line, QPointF(0, (on_page - inside) * pitch), text))
        return row + height

    @property
    def page_count(self) -> int:
        return len(self._pages)

    def page_of(self, paragraph: int, offset: int = 0) -> int:
        """The page on which text[offset] of that paragraph stands."""
        at = qt_index(self._paragraphs[paragraph].text, offset)
        line = self._document.findBlockByNumber(paragraph).layout().lineForTextPosition(at)
        row = self._rows[paragraph] + (line.lineNumber() if line.isValid() else 0)
        return row // layout_facts().grid.lines + 1

    def lines(self, page: int) -> Sequence[PlacedLine]:
        """The lines of a page in the order of drawing, its number last."""
        return self._pages[page - 1]

    def paint(self, painter: QPainter, page: int) -> None:
        """Paint one page; the origin is the sheet's top left corner and a unit is a twip."""
        sheet = layout_facts().page
        painter.save()
        painter.setPen(QColorConstants.Black)
        painter.translate(sheet.left, sheet.top)
        painter.scale(_TWIPS_PER_UNIT, _TWIPS_PER_UNIT)
        for placed in self.lines(page):
            placed.line.draw(painter, placed.origin)
        painter.restore()


def _number_layout(page: int) -> QTextLayout:
    number = layout_facts().page_number
    font = QFont()
    font.setFamilies(list(faces.families(number.face, latin=False)))
    font.setPixelSize(round(number.size * _UNIT))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    layout = QTextLayout(f"{number.dash} {page} {number.dash}", font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout


def _place_number(layout: QTextLayout, page: int) -> PlacedLine:
    """Below the type area, at the outer edge: odd pages right, even pages left."""
    facts = layout_facts()
    sheet, number = facts.page, facts.page_number
    line = layout.lineAt(0)
    indent = number.indent * number.size * _UNIT
    x = sheet.body_width / _TWIPS_PER_UNIT - indent - line.naturalTextWidth() if page % 2 else indent
    middle = (sheet.height - sheet.top - sheet.footer - _FOOTER_LINE / 2) / _TWIPS_PER_UNIT
    dash = QFontMetricsF(layout.font()).tightBoundingRect(number.dash).top()  # its foot is the baseline, not the ink's
    return PlacedLine(line, QPointF(x, middle - dash - line.ascent()), layout.text())
