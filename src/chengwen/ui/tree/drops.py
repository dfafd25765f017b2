"""Where sections that are dragged would land, and the line that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from chengwen.ui.theme import colours
from chengwen.ui.tree.rows import Row, RowTree

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTreeWidgetItem

    from chengwen.report.outline import Heading

_WIDEST_CARD = 180  # pixels
_EDGE = 0.25  # of the height of a row: there a drop goes beside it, else into it


class Drop(NamedTuple):
    """In front of paragraph `to`, as sections of that level. The line is drawn from (x, y) to the right.

    `into` is the row of the section that takes them in, to be framed.
    """

    to: int
    level: int
    x: int
    y: int
    into: Row | None = None


def drop_at(tree: RowTree, point: QPoint) -> Drop | None:
    """Where a drop at that point of the viewport would put sections; None where it cannot.

    At the lower edge of the last row of several sections, how far left the point is tells behind which of them.
    """
    item = tree.itemAt(point)
    if item is None:
        last = _last_section(tree)
        return _behind(tree, last) if last else None
    rect = tree.visualItemRect(item)
    share = (point.y() - rect.top()) / max(1, rect.height() - 1)
    section = _section(item)
    if share < _EDGE:
        return Drop(section.paragraph, section.level, rect.left(), rect.top()) if section else None
    if share > 1 - _EDGE and isinstance(item, Row):
        child = _first_section_in(item) if item.isExpanded() else None
        if section and child and (inner := child.node) and inner.section:
            left = tree.visualItemRect(child).left()
            return Drop(inner.section.paragraph, inner.section.level, left, rect.bottom())
        ending = [row for row in _ending_with(item) if _section(row)]
        chosen = next((row for row in ending if tree.visualItemRect(row).left() <= point.x()), None)
        return _behind(tree, chosen or ending[-1]) if ending else None
    if section and isinstance(item, Row):
        below = _last_shown(item)
        left = rect.left() + tree.indentation()
        return Drop(section.stop, section.level + 1, left, tree.visualItemRect(below).bottom(), item)
    return None


def _section(item: QTreeWidgetItem | None) -> Heading | None:
    return item.node.section if isinstance(item, Row) and item.node else None


def _first_section_in(row: Row) -> Row | None:
    """Its first row, when that is a section: where points come first, the gap is not one between sections."""
    first = row.rows[0] if row.rows else None
    return first if _section(first) else None


def _ending_with(row: Row) -> list[Row]:
    """The row, if nothing is shown under it, and those above it of which it is the last that is shown."""
    found: list[Row] = []
    one: QTreeWidgetItem | None = row
    while isinstance(one, Row) and _last_shown(one) is row:
        found.append(one)
        one = one.parent()
    return found


def _last_shown(row: Row) -> Row:
    """The lowest row under it that is shown, or itself."""
    while row.isExpanded() and (shown := [below for below in row.rows if not below.isHidden()]):
        row = shown[-1]
    return row


def _last_section(tree: RowTree) -> Row | None:
    return next((row for row in reversed(tree.shown) if row.parent() is None and _section(row)), None)


def _behind(tree: RowTree, row: Row) -> Drop | None:
    section = _section(row)
    if section is None:
        return None
    left, bottom = tree.visualItemRect(row).left(), tree.visualItemRect(_last_shown(row)).bottom()
    return Drop(section.stop, section.level, left, bottom)


def paint_drop(tree: RowTree, drop: Drop) -> None:
    """The line with a ring at its beginning, over the rows."""
    painter = QPainter(tree.viewport())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours().accent), 2))
    y = min(max(drop.y, 3), tree.viewport().height() - 4)
    painter.drawEllipse(QPointF(drop.x + 4, y), 3, 3)
    painter.drawLine(drop.x + 8, y, tree.viewport().width() - 4, y)
    if drop.into is not None:
        painter.setPen(QPen(QColor(colours().accent), 1))
        frame = QRect(tree.visualItemRect(drop.into))
        painter.drawRoundedRect(frame.adjusted(0, 0, -3, -1), 3, 3)
    painter.end()


def drag_picture(tree: RowTree, name: str) -> QPixmap:
    """What goes with the mouse: the name on a small card."""
    metrics, ratio = tree.fontMetrics(), tree.devicePixelRatioF()
    text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, _WIDEST_CARD)
    width, height = metrics.horizontalAdvance(text) + 16, metrics.height() + 8
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(tree.font())
    painter.setPen(QPen(QColor(colours().accent), 1))
    painter.setBrush(QColor(colours().accent_soft))
    card = QRectF(0.5, 0.5, width - 1, height - 1)
    painter.drawRoundedRect(card, 4, 4)
    painter.setPen(QColor(colours().ink))
    painter.drawText(card, Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return picture
