"""How the lines of the outline look: indented by level, with room for numbers at the left and figures at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontMetricsF, QTextBlockFormat, QTextCharFormat, QTextCursor

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock

    from chengwen.ui.outline.lines import Line

FIGURES = 190
"""Width kept free at the right, for the 字数 and the shape."""
_INDENT = 26
_GAP = 6  # between number and words


def font(line: Line, base: QFont) -> QFont:
    found = QFont(base)
    found.setPointSizeF(base.pointSizeF() * (1.5 if line.is_title else 1.15))
    found.setBold(line.level <= 1)
    return found


def number_width(line: Line, base: QFont) -> float:
    return QFontMetricsF(font(line, base)).horizontalAdvance(line.number) + _GAP if line.number else 0.0


def dress(block: QTextBlock, line: Line, base: QFont) -> None:
    """Give the block the look of its line; one that has it already is left alone."""
    shape = QTextBlockFormat()
    shape.setLeftMargin(max(0, line.level - 1) * _INDENT + number_width(line, base))
    shape.setRightMargin(FIGURES)
    shape.setTopMargin({0: 4, 1: 12}.get(line.level, 3))
    shape.setBottomMargin(10 if line.is_title else 3)
    char = QTextCharFormat()
    char.setFont(font(line, base), QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesSpecifiedOnly)
    cursor = QTextCursor(block)
    if block.blockFormat() != shape:
        cursor.setBlockFormat(shape)
    if block.charFormat() != char:
        cursor.setBlockCharFormat(char)
    if any(run.format != char for run in block.textFormats()):
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(char)
