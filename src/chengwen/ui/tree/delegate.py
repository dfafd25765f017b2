"""How a row of the tree is drawn and its name edited."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QApplication, QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from chengwen.ui.theme import colours

Index = QModelIndex | QPersistentModelIndex

BLANKS = Qt.ItemDataRole.UserRole
"""Of a row's first column: the number of open blanks in its paragraphs."""
FAULTS = Qt.ItemDataRole.UserRole + 1
"""The number of findings."""
STATE = Qt.ItemDataRole.UserRole + 2
"""A State; None for what is no section."""


class State(StrEnum):
    """How far a section is written; and the two that a row for a section which is not there can have."""

    EMPTY = "未写"
    PARTLY = "有小节未写"
    BLANKS = "有待填"
    WRITTEN = "已写"
    MISSING = "缺这一节"
    WAIVED = "不适用"
    POINT = ""


_MARK = 9  # pixels across
_BADGE_EDGE = 5
_LEAST_NAME = 5  # characters of a name that are shown whatever is open
_BESIDE_THE_MATTER = (State.MISSING, State.WAIVED, State.POINT)


class NameDelegate(QStyledItemDelegate):
    """Shows how far a section is written before its name, and what is open behind it.

    Edits the words of a heading alone: its number is the program's.
    """

    def __init__(
        self, heading_text: Callable[[Index], str], rename: Callable[[Index, str], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._heading_text = heading_text
        self._rename = rename

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration  # the room for the mark
        option.decorationSize = QSize(_MARK, _MARK)
        state = index.data(STATE)
        if state in _BESIDE_THE_MATTER:
            option.palette.setColor(QPalette.ColorRole.Text, QColor(colours().faint))
            option.font.setItalic(state != State.POINT)
            option.font.setStrikeOut(state == State.WAIVED)
        if badges := _badges(index, option):
            taken = sum(_width(badge, option.fontMetrics) for badge, *_colours in badges)
            room = option.rect.width() - taken - _MARK - 4 * _BADGE_EDGE
            option.text = option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state := index.data(STATE):
            own = QStyleOptionViewItem(option)
            self.initStyleOption(own, index)
            style = option.widget.style() if option.widget else QApplication.style()
            place = style.subElementRect(QStyle.SubElement.SE_ItemViewItemDecoration, own, option.widget)
            _paint_mark(painter, QPointF(QRectF(place).center()), State(state))
        right = option.rect.right()
        for text, ground, edge, ink in reversed(_badges(index, option)):
            right -= _width(text, option.fontMetrics)
            _paint_badge(
                painter, QRect(right, option.rect.y(), 0, option.rect.height()), option, text, (ground, edge, ink)
            )
        painter.restore()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        super().updateEditorGeometry(editor, option, index)
        height = max(option.rect.height(), editor.sizeHint().height())
        place = editor.geometry()
        editor.setGeometry(place.x(), option.rect.center().y() - height // 2, place.width(), height)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        del option, index
        editor = QLineEdit(parent)
        editor.setAccessibleName("标题文字")
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(self._heading_text(index))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        del model
        if isinstance(editor, QLineEdit):
            self._rename(index, editor.text())


class WordsDelegate(QStyledItemDelegate):
    """The figures beside the names, softly."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.displayAlignment = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        option.palette.setColor(QPalette.ColorRole.Text, QColor(colours().faint))


Badge = tuple[str, str, str, str]  # text, ground, edge, ink


def _badges(index: Index, option: QStyleOptionViewItem) -> list[Badge]:
    """In words, as bare figures where those would crowd the name out, or not at all."""
    blanks, faults, of = index.data(BLANKS), index.data(FAULTS), colours()
    room = option.rect.width() - _MARK - _LEAST_NAME * option.fontMetrics.height()
    for words in ("待填 {}", "疑错 {}"), ("{}", "{}"):
        found = [(words[0].format(blanks), of.blank, of.blank, of.blank_ink)] if blanks else []
        found += [(words[1].format(faults), of.pane, of.accent, of.accent)] if faults else []
        if sum(_width(text, option.fontMetrics) for text, *_colours in found) <= room:
            return found
    return []


def _width(badge: str, metrics: QFontMetrics) -> int:
    return metrics.horizontalAdvance(badge) + 3 * _BADGE_EDGE


def _paint_badge(
    painter: QPainter, at: QRect, option: QStyleOptionViewItem, text: str, of: tuple[str, str, str]
) -> None:
    ground, edge, ink = of
    width, height = _width(text, option.fontMetrics) - _BADGE_EDGE, option.fontMetrics.height() + 2
    place = QRectF(at.x() + 0.5, at.center().y() + 1 - height / 2 + 0.5, width - 1, height - 1)
    painter.setPen(QColor(edge))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(place, 4, 4)
    painter.setPen(QColor(ink))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


def _paint_mark(painter: QPainter, centre: QPointF, state: State) -> None:
    """○ not written, ◐ something open, ● written, a dashed ring for a section that is not there."""
    place = QRectF(centre.x() - _MARK / 2 + 0.5, centre.y() - _MARK / 2 + 0.5, _MARK - 1, _MARK - 1)
    pen = QPen(QColor(colours().faint), 1.2)
    pen.setStyle(Qt.PenStyle.DotLine if state in _BESIDE_THE_MATTER else Qt.PenStyle.SolidLine)
    painter.setPen(pen)
    painter.setBrush(QColor(colours().faint) if state is State.WRITTEN else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(place)
    if state in (State.PARTLY, State.BLANKS):
        painter.setBrush(QColor(colours().faint))
        painter.drawPie(place, 90 * 16, 180 * 16)
