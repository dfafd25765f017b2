"""How the name of a row of the tree is drawn and edited."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from chengwen.ui.theme import BLANK, BLANK_INK

Index = QModelIndex | QPersistentModelIndex

BLANKS = Qt.ItemDataRole.UserRole
"""Of a row's first column: the number of open blanks in its paragraphs."""
_BADGE_EDGE = 5


class NameDelegate(QStyledItemDelegate):
    """Shows the open blanks behind the name. Edits the words of a heading alone: its number is the program's."""

    def __init__(
        self, heading_text: Callable[[Index], str], rename: Callable[[Index, str], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._heading_text = heading_text
        self._rename = rename

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if badge := _badge(index):
            room = option.rect.width() - option.fontMetrics.horizontalAdvance(badge) - 4 * _BADGE_EDGE
            option.text = option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if not (badge := _badge(index)):
            return
        width = option.fontMetrics.horizontalAdvance(badge) + 2 * _BADGE_EDGE
        height = option.fontMetrics.height() + 2
        middle = option.rect.center().y() + 1
        place = QRectF(option.rect.right() - width, middle - height / 2, width, height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(BLANK))
        painter.drawRoundedRect(place, 4, 4)
        painter.setPen(QColor(BLANK_INK))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, badge)
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


def _badge(index: Index) -> str:
    count = index.data(BLANKS)
    return f"待填 {count}" if count else ""
