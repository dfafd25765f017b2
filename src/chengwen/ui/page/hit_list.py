"""What was found, as a list (命中清单): each hit in the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from chengwen.report.paragraph import LINE_BREAK, OBJECT

if TYPE_CHECKING:
    from chengwen.report.find import Hit
    from chengwen.report.paragraph import Paragraph

_Index = QModelIndex | QPersistentModelIndex

_MOST = 1000  # rows
_MARGIN = 8  # pixels of a row over and under its text, together
_HIGHEST = 8  # rows in sight
_BEFORE, _AFTER = 12, 40  # characters shown around a hit
_PARTS = Qt.ItemDataRole.UserRole
_PLAIN = str.maketrans(f"{LINE_BREAK}{OBJECT}\t", " ▣ ")


class HitList(QListView):
    """Rows for the first hits; going to a row chooses its hit."""

    hit_chosen = Signal(int)  # number of the hit, from 0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("命中清单")
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows = _Rows(self)
        self._delegate = _HitDelegate(self)
        self._shown: int | None = None
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def show_hits(self, paragraphs: Sequence[Paragraph], hits: Sequence[Hit]) -> None:
        scrolled = self.verticalScrollBar().value()
        self._rows.show_hits(paragraphs, hits)
        self.verticalScrollBar().setValue(scrolled)
        rows = min(max(self._rows.rowCount(), 1), _HIGHEST)
        self.setFixedHeight(rows * (self.fontMetrics().height() + _MARGIN) + 2 * self.frameWidth())

    def show_current(self, number: int | None) -> None:
        """Mark the row of that hit, or none."""
        self._shown = number
        index = self._rows.index(number) if number is not None else QModelIndex()
        self.setCurrentIndex(index)
        if not index.isValid():
            self.clearSelection()

    def _on_current_changed(self, index: _Index) -> None:
        if index.isValid() and index.row() != self._shown:
            self.hit_chosen.emit(index.row())


class _Rows(QAbstractListModel):
    """The hits with the paragraphs they stand in; behind the last row that is shown, how many more there are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._paragraphs: Sequence[Paragraph] = ()
        self._hits: Sequence[Hit] = ()

    @property
    def count(self) -> int:
        """How many hits have a row."""
        return min(len(self._hits), _MOST)

    def show_hits(self, paragraphs: Sequence[Paragraph], hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self._paragraphs, self._hits = paragraphs, hits
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        del parent
        return self.count + (len(self._hits) > _MOST)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) if index.row() < self.count else Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, _PARTS):
            return None
        parts = self._parts(index.row())
        return parts if role == _PARTS else "".join(parts)

    def _parts(self, row: int) -> tuple[str, str, str]:
        """What stands before the hit, the hit, and what stands behind it."""
        if row >= self.count:
            return f"还有 {len(self._hits) - _MOST} 处，请把要找的写得更具体些", "", ""
        at, start, end = self._hits[row]
        text = self._paragraphs[at].text if at < len(self._paragraphs) else ""
        before = ("…" if start > _BEFORE else "") + text[max(start - _BEFORE, 0) : start]
        found, after = text[start:end], text[end : end + _AFTER]
        return before.translate(_PLAIN), found[:_AFTER].translate(_PLAIN), after.translate(_PLAIN)


class _HitDelegate(QStyledItemDelegate):
    """Draws the hit itself bold."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del index
        return QSize(0, option.fontMetrics.height() + _MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        ordinary, bold = QFont(option.font), QFont(option.font)
        bold.setBold(True)
        place = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, option.widget).adjusted(4, 0, -4, 0)
        painter.save()
        painter.setClipRect(place)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        for text, font in zip(index.data(_PARTS), (ordinary, bold, ordinary), strict=True):
            painter.setFont(font)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
            place.setLeft(place.left() + QFontMetrics(font).horizontalAdvance(text))
        painter.restore()
