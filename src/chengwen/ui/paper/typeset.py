"""The look of a report in a QTextDocument, one block a paragraph: the same for the page in the window and for print.

Lengths are document units: 96 / 72 × scale of them make a point, so scale 1.0 is real size on a screen of 96 dpi,
1.5 is a zoom of 150 %. Laid out by `flow.PaperLayout`, 28 characters fill a line and every block is a whole number of
lines high; Qt's own layout, in a column of `line_width(scale)`, comes near to that.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor

from chengwen.layout.arrange import Placement, arrange
from chengwen.layout.facts import TWIPS_PER_POINT, FaceName, layout_facts
from chengwen.report.paragraph import Paragraph, SpanKind
from chengwen.ui.paper import faces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QTextBlock, QTextDocument

PRINT_SCALE = 7.5
"""A document unit is a tenth of a point: fine enough for print, and Qt still keeps glyphs of that size (at 15 it does
not, and lays out five times slower)."""

# Letters and digits go in the Latin face; signs that both scripts have (“ ” — … ·) stay in the Chinese one.
_LETTER = r"[!-~\xc0-\xd6\xd8-\xf6\xf8-\u024f\u0300-\u036f]"
_LATIN = re.compile(f"{_LETTER}+(?: +{_LETTER}+)*")
_ALIGNMENTS = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
    "justify": Qt.AlignmentFlag.AlignJustify,
}


def units(points: float, scale: float) -> float:
    """Points as document units."""
    return points * scale * 96 / 72


def line_width(scale: float) -> float:
    """Width of the type area (版心, 156 mm)."""
    return units(layout_facts().page.body_width / TWIPS_PER_POINT, scale)


def line_height(scale: float) -> float:
    """Height of a grid line (行)."""
    return units(layout_facts().grid.line_pitch / TWIPS_PER_POINT, scale)


def block_format(placement: Placement, scale: float) -> QTextBlockFormat:
    """Indents, alignment, line height; the blank lines above are its top margin."""
    cell = units(layout_facts().grid.char_pitch, scale)
    pitch = line_height(scale)
    result = QTextBlockFormat()
    result.setLineHeight(pitch, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    result.setTopMargin(placement.blank_before * pitch)
    result.setLeftMargin(placement.left * cell)
    result.setRightMargin(placement.right * cell)
    first_line = -placement.hanging if placement.left or placement.hanging else placement.layout.first_line
    result.setTextIndent(first_line * cell)
    result.setAlignment(_ALIGNMENTS[placement.layout.align])
    if placement.page_break:
        result.setPageBreakPolicy(QTextBlockFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    return result


@lru_cache(maxsize=256)
def char_format(face: FaceName, size: float, scale: float, *, latin: bool, bold: bool) -> QTextCharFormat:
    """A face at `size` pt, spaced so that a Han character fills its cell of the grid, and half an em half of it.

    Shared: copy it before changing it.
    """
    # Qt rounds every font to whole pixels, so the spacing makes up for the rest.
    pixels = max(1, round(units(size, scale)))
    spacing = units(size + layout_facts().grid.char_space / 4096, scale) - pixels
    result = QTextCharFormat()
    result.setFontFamilies(list(faces.families(face, latin=latin)))
    result.setProperty(QTextCharFormat.Property.FontPixelSize, pixels)
    result.setFontWeight(QFont.Weight.Bold if bold or faces.is_bold(face) else QFont.Weight.Normal)
    result.setFontHintingPreference(QFont.HintingPreference.PreferNoHinting)
    result.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    # Qt counts in 64ths; rounded up, 28 characters would be a hair too wide for the line.
    result.setFontLetterSpacing(math.floor(spacing * (32 if latin else 64)) / 64)
    return result


def char_formats(paragraph: Paragraph, placement: Placement, scale: float) -> list[tuple[int, int, QTextCharFormat]]:
    """The whole text as stretches (start, end, format), in str indices: face, run-in lead, Latin, bold."""
    text = paragraph.text
    lead = len(text) if placement.lead is None else placement.lead
    latin = [found.span() for found in _LATIN.finditer(text)]
    bold = [(span.start, span.end) for span in paragraph.spans if span.kind is SpanKind.BOLD]
    edges = sorted({0, min(lead, len(text)), len(text), *(edge for stretch in (*latin, *bold) for edge in stretch)})
    return [
        (
            start,
            end,
            char_format(
                placement.layout.face if start < lead else "body",
                placement.layout.size,
                scale,
                latin=_covers(latin, start),
                bold=_covers(bold, start),
            ),
        )
        for start, end in pairwise(edges)
    ]


def _covers(stretches: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether one of the stretches, which are sorted and lie apart, contains the place."""
    found = bisect_right(stretches, at, key=itemgetter(0))
    return found > 0 and at < stretches[found - 1][1]


def format_block(block: QTextBlock, paragraph: Paragraph, placement: Placement, scale: float) -> None:
    """Give a block that already holds the paragraph's text its look, as one edit of the document.

    Every char format of the block is replaced, so the editor's own (blanks, findings) have to be laid on again. Not to
    be called while an input method composes in it.
    """
    cursor = QTextCursor(block)
    cursor.beginEditBlock()
    cursor.setBlockFormat(block_format(placement, scale))
    cursor.setBlockCharFormat(_plain(placement, scale))
    for start, end, form in char_formats(paragraph, placement, scale):
        cursor.setPosition(block.position() + qt_index(paragraph.text, start))
        cursor.setPosition(block.position() + qt_index(paragraph.text, end), QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(form)
    cursor.endEditBlock()


def typeset(document: QTextDocument, paragraphs: Sequence[Paragraph], scale: float) -> None:
    """Fill the document with the paragraphs, one block each; what it held before is gone."""
    document.setDocumentMargin(0)
    document.setUseDesignMetrics(True)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.removeSelectedText()
    for number, (paragraph, placement) in enumerate(zip(paragraphs, arrange(paragraphs), strict=True)):
        if number:
            cursor.insertBlock(block_format(placement, scale), _plain(placement, scale))
        else:
            cursor.setBlockFormat(block_format(placement, scale))
            cursor.setBlockCharFormat(_plain(placement, scale))
        for start, end, form in char_formats(paragraph, placement, scale):
            cursor.insertText(paragraph.text[start:end], form)
    cursor.endEditBlock()


def _plain(placement: Placement, scale: float) -> QTextCharFormat:
    """What is typed into an empty paragraph looks like."""
    return char_format(placement.layout.face, placement.layout.size, scale, latin=False, bold=False)


def qt_index(text: str, index: int) -> int:
    """Qt counts UTF-16 units: the place in a block of the character text[index]."""
    return len(text[:index].encode("utf-16-le")) // 2


def str_index(text: str, index: int) -> int:
    """The character of the text at that place of a block: what qt_index undoes."""
    return len(text.encode("utf-16-le")[: 2 * index].decode("utf-16-le", "ignore"))
