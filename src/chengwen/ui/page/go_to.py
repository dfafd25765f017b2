"""Going to a page or a section by typing its number or a few of its letters (定位)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from chengwen.library.pinyin import matches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QKeyEvent

    from chengwen.report.outline import Heading

_INDENT = "　"
_LONGEST_NUMBER = 9  # digits


class GoToPalette(QDialog):
    """One line to type in, and below it what that may mean; Enter goes there.

    Digits are the number of a page, from 1; anything else is looked for in the headings, as it stands or by 拼音.
    """

    place_chosen = Signal(int, int)  # paragraph, str index
    page_chosen = Signal(int)

    def __init__(
        self,
        outline: Iterable[Heading],
        page_count: int,
        go_to_page: Callable[[int], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("定位")
        self._headings = [heading for heading in outline if heading.kind == "heading"]
        self._page_count = page_count
        self.page_chosen.connect(go_to_page)
        self._text = QLineEdit()
        self._text.setAccessibleName("页码，或标题里的字、拼音首字母")
        self._text.setPlaceholderText("页码，或标题里的字、拼音首字母")
        self._text.textChanged.connect(self._show_places)
        self._text.installEventFilter(self)
        self._list = QListWidget()
        self._list.setAccessibleName("可以去的地方")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.itemClicked.connect(self._choose)
        hint = QLabel(f"共 {page_count} 页。↑↓ 选择，回车前往")
        hint.setObjectName("hint")
        layout = QVBoxLayout(self)
        layout.addWidget(self._text)
        layout.addWidget(self._list, 1)
        layout.addWidget(hint)
        self.resize(420, 380)
        self._show_places("")

    def _show_places(self, text: str) -> None:
        self._list.clear()
        text = text.strip()
        if text.isdecimal():
            self._add_page(int(text[:_LONGEST_NUMBER]))
        else:
            for heading in self._headings:
                if matches(heading.number + heading.text, text):
                    self._add_section(heading)
        self._list.setCurrentRow(0)

    def _add_page(self, wanted: int) -> None:
        page = min(max(wanted, 1), self._page_count)
        item = QListWidgetItem(f"第 {page} 页" if page == wanted else f"第 {page} 页（共 {self._page_count} 页）")
        item.setData(Qt.ItemDataRole.UserRole, page)
        self._list.addItem(item)

    def _add_section(self, heading: Heading) -> None:
        item = QListWidgetItem(_INDENT * (heading.level - 1) + heading.number + heading.text)
        item.setData(Qt.ItemDataRole.UserRole, heading)
        self._list.addItem(item)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that move are the list's; the field keeps the letters, and Enter chooses."""
        if watched is self._text and event.type() == QEvent.Type.KeyPress:
            key: QKeyEvent = event  # type: ignore[assignment]
            if key.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
                self._list.event(event)
                return True
            if key.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self._list.currentItem())
                return True
        return False

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        self.accept()
        chosen = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(chosen, int):
            self.page_chosen.emit(chosen)
        else:
            self.place_chosen.emit(chosen.paragraph, chosen.start)
