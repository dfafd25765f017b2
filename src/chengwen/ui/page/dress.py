"""Gives the blocks of the page the look of their paragraphs, and leaves alone those that have it already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextDocument

from chengwen.layout.arrange import Placement, arrange
from chengwen.report.paragraph import Paragraph, Role
from chengwen.ui.page.changes import shown
from chengwen.ui.paper.typeset import block_format, char_format, char_formats, format_block, qt_index

DRESSED = 1
"""The user state of a block that has the look of its paragraph."""
NEIGHBOURS = 4
"""How far the look of a paragraph can depend on those beside it: a signature of several names and its date."""


def as_shown(paragraph: Paragraph) -> Paragraph:
    """The paragraph as its block has it: an opaque one stands in a line of body text."""
    if paragraph.role is Role.OPAQUE:
        return Paragraph(text=shown(paragraph))
    return replace(paragraph, text=shown(paragraph))


def dress(
    document: QTextDocument, paragraphs: Sequence[Paragraph], blocks: range, scale: float, reach: int = NEIGHBOURS
) -> None:
    """Dress those blocks, which already hold the text of their paragraphs, and the blocks within reach of them."""
    first, stop = max(0, blocks.start - reach), min(blocks.stop + reach, len(paragraphs), document.blockCount())
    start = max(0, first - NEIGHBOURS)
    placements = arrange(paragraphs[start : stop + NEIGHBOURS])[first - start :]
    for index, placement in zip(range(first, stop), placements, strict=False):
        block, paragraph = document.findBlockByNumber(index), as_shown(paragraphs[index])
        block.setUserState(DRESSED)
        if not _is_dressed(block, paragraph, placement, scale):
            format_block(block, paragraph, placement, scale)


def _is_dressed(block: QTextBlock, paragraph: Paragraph, placement: Placement, scale: float) -> bool:
    layout = placement.layout
    if block.blockFormat() != block_format(placement, scale):
        return False
    if block.charFormat() != char_format(layout.face, layout.size, scale, latin=False, bold=False):
        return False
    runs = iter(block.textFormats())
    reached = 0
    for end, form in _runs(paragraph, placement, scale):
        while reached < end:
            run = next(runs, None)
            if run is None or run.format != form:
                return False
            reached = run.start + run.length
        if reached != end:
            return False
    return True


def _runs(paragraph: Paragraph, placement: Placement, scale: float) -> list[tuple[int, QTextCharFormat]]:
    """Where each stretch of one format should end in the block, and that format."""
    runs: list[tuple[int, QTextCharFormat]] = []
    for _start, end, form in char_formats(paragraph, placement, scale):
        if runs and runs[-1][1] == form:
            runs.pop()
        runs.append((qt_index(paragraph.text, end), form))
    return runs
