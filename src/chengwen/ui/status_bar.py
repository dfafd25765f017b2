"""The line of figures at the foot of the window; each leads to its matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QStatusBar, QToolButton, QWidget

if TYPE_CHECKING:
    from chengwen.ui.report_view import Figures

_STAYS = 6000
"""Milliseconds that a message is shown."""


class StatusBar(QStatusBar):
    """Shows figures, and tells which of them was clicked."""

    page_clicked = Signal()
    words_clicked = Signal()
    blanks_clicked = Signal()
    faults_clicked = Signal()
    complete_clicked = Signal()
    saved_clicked = Signal()
    zoom_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = self._button("页码，点一下去某页或某节", self.page_clicked)
        self._words = self._button("字数，点一下看详细统计", self.words_clicked)
        self._blanks = self._button("待填处，点一下去下一处", self.blanks_clicked)
        self._faults = self._button("疑错，点一下看清单", self.faults_clicked)
        self._complete = self._button("完整性，点一下看缺什么", self.complete_clicked)
        self._saved = self._button("保存状态，点一下保存", self.saved_clicked, right=True)
        self._zoom = self._button("显示比例，点一下适合宽度", self.zoom_clicked, right=True)

    def show_figures(self, figures: Figures) -> None:
        self._page.setText(f"第 {figures.page} 页，共 {figures.pages} 页" if figures.pages else "专注一节")
        selected = f"{figures.selected:,} / " if figures.selected else ""
        self._words.setText(f"字数 {selected}{figures.words:,}")
        self._blanks.setText(f"待填 {figures.blanks}")
        self._faults.setText(f"疑错 {figures.faults}")
        self._complete.setText(figures.complete)
        self._saved.setText(figures.saved)

    def show_zoom(self, scale: float) -> None:
        self._zoom.setText(f"{scale:.0%}")

    def tell(self, message: str) -> None:
        self.showMessage(message, _STAYS)

    def _button(self, name: str, clicked: SignalInstance, *, right: bool = False) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setAutoRaise(True)
        button.clicked.connect(clicked)
        (self.addPermanentWidget if right else self.addWidget)(button)
        return button
