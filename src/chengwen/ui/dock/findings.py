"""The 检查 tab: what the checks found, each leading to its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from chengwen.check.finding import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chengwen.check.finding import Finding
    from chengwen.check.sections import SectionState
    from chengwen.library.genres import Genre
    from chengwen.report.paragraph import Paragraph

_NAMES = {
    Kind.PLACEHOLDER: "待填",
    Kind.PAIRING: "配对",
    Kind.DOUBLED: "重复",
    Kind.NUMBERING: "序号",
}
_CONTEXT = 8
_MOST = 300
"""Findings that are listed at once."""


class FindingsTab(QWidget):
    """A click or Enter goes to the place."""

    chosen = Signal(int, int, int)  # paragraph, start, end

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = QListWidget()
        self._list.setAccessibleName("检查结果")
        self._list.setWordWrap(True)
        self._list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(self._choose)
        self._list.itemActivated.connect(self._choose)
        self._state = QLabel()
        self._state.setObjectName("hint")
        self._state.setWordWrap(True)
        self.setFocusProxy(self._list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 4, 10, 0)
        layout.addWidget(self._state)
        layout.addWidget(self._list, 1)

    def show_sections(self, genre: Genre | None, states: Sequence[SectionState]) -> str:
        """Tell which sections the genre requires and which of them are missing; returns the short form of it."""
        required = [state for state in states if state.section.required and state.state != "waived"]
        missing = [state.section.label for state in required if state.state == "missing"]
        unchecked = "内容要点未检查：本版本还没有这类规则。"
        if genre is None:
            short, text = "完整性未检查", f"看不出是哪种文种，缺不缺节未检查。请在“检查”菜单里选文种。{unchecked}"
        elif not required:
            short, text = "完整性未检查", f"{genre.name}：这种文种没有必备的节。{unchecked}"
        else:
            short = f"必备节 {len(required) - len(missing)}/{len(required)}"
            lack = f"还缺：{'、'.join(missing)}" if missing else "都有了"
            text = f"{genre.name}：必备的 {len(required)} 节{lack}。{unchecked}"
        self._state.setText(text)
        return short

    def show_findings(self, findings: Sequence[Finding], paragraphs: Sequence[Paragraph]) -> None:
        row = self._list.currentRow()
        self._list.clear()
        for finding in findings[:_MOST]:
            text = paragraphs[finding.paragraph].text
            before = text[max(0, finding.start - _CONTEXT) : finding.start]
            here, behind = text[finding.start : finding.end], text[finding.end : finding.end + _CONTEXT]
            name = _NAMES.get(finding.kind, finding.kind)
            item = QListWidgetItem(f"{name}　{here}　{finding.message}\n…{before}{here}{behind}…")
            item.setData(Qt.ItemDataRole.UserRole, (finding.paragraph, finding.start, finding.end))
            self._list.addItem(item)
        if not findings:
            self._say("没有发现占位符、配对、重复、序号方面的问题")
        elif len(findings) > _MOST:
            self._say(f"还有 {len(findings) - _MOST} 处，改好上面的就会列出")
        self._list.setCurrentRow(min(row, self._list.count() - 1))

    def _say(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self._list.addItem(item)

    def _choose(self, item: QListWidgetItem) -> None:
        place = item.data(Qt.ItemDataRole.UserRole)
        if place is not None:
            self.chosen.emit(*place)
