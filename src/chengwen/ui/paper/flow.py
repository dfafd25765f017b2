"""The lines of a typeset document: 28 characters each, broken by the Chinese rules, on a grid of equal lines.

Qt's own layout keeps quotes glued to both neighbours (识”“四 never parts), which leaves lines three characters short.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from chengwen.ui.paper.kinsoku import line_end
from chengwen.ui.paper.typeset import line_height, line_width, units

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument, QTextFrame

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_BASELINE = 0.8
"""Of the line's height, as Qt and Word set text in lines of fixed height."""
_SLACK = 1.0
"""In points: how far ink may stand out at the right. Qt would otherwise count the overhang of some characters."""


def break_lines(block: QTextBlock, scale: float) -> int:
    """Lay out one typeset block; returns its height in grid lines, the blank ones above it included.

    Its lines stand relative to the block's top left corner. The text of an input method under way is part of it.
    """
    form = block.blockFormat()
    layout = block.layout()
    option = QTextOption(form.alignment())
    option.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
    option.setUseDesignMetrics(True)
    layout.setTextOption(option)
    text = _qt_text(layout)
    pitch, slack = line_height(scale), units(_SLACK, scale)
    row = blank_lines(form, scale)
    left = form.leftMargin()
    width = line_width(scale) - left - form.rightMargin()
    indent = form.textIndent()
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        _fill(line, text, max(width - indent, 1.0), slack)
        line.setPosition(QPointF(left + indent, (row + _BASELINE) * pitch - line.ascent()))
        row += 1
        indent = 0.0
    layout.endLayout()
    return row


def blank_lines(form: QTextBlockFormat, scale: float) -> int:
    """The blank lines above a block, in grid lines."""
    return round(form.topMargin() / line_height(scale))


def _fill(line: QTextLine, text: str, width: float, slack: float) -> None:
    line.setLineWidth(width + slack)
    start, end = line.textStart(), line.textStart() + line.textLength()
    wanted = line_end(text, start, end) - start
    columns = wanted
    line.setNumColumns(columns, width)
    while line.textLength() > wanted and columns > 1:  # a column may be two or more UTF-16 units
        columns -= 1
        line.setNumColumns(columns, width)


def _qt_text(layout: QTextLayout) -> str:
    """What is laid out, one str element for each UTF-16 unit, so that Qt's places fit."""
    text = _ASTRAL.sub("\u4e00\u4e00", layout.text())
    if preedit := layout.preeditAreaText():
        at = layout.preeditAreaPosition()
        return text[:at] + _ASTRAL.sub("\u4e00\u4e00", preedit) + text[at:]
    return text
