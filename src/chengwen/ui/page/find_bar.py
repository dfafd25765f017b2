"""The find bar (查找替换): a search that follows the report, its hits marked on the page, and replacing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from chengwen.report.find import BadPattern, Hit, Query
from chengwen.report.paragraph import OBJECT, Role
from chengwen.ui.page.hit_list import HitList
from chengwen.ui.page.search import Search
from chengwen.ui.paper.typeset import str_index

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from chengwen.report.splice import Splice
    from chengwen.session import Change, Session
    from chengwen.ui.page.editor import PageEditor

_LONGEST_SELECTION = 200  # characters that are taken over as what to look for
_LONGEST_NAME = 12  # characters of a section's heading


class FindBar(QFrame):
    """Belongs to one page and goes to places on it. Hidden until asked for."""

    hits_changed = Signal()
    told = Signal(str)  # a short message for the status bar

    def __init__(self, page: PageEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._page = page
        self._search = Search(page.session)
        self._build()
        self._stop_listening: Callable[[], None] = page.session.listen(self._on_change)
        page.cursorPositionChanged.connect(self._show_count)
        self.hide()

    def _build(self) -> None:
        self._text, self._new = _field("查找"), _field("替换为")
        self._count = QLabel()
        self._count.setMinimumWidth(self._count.fontMetrics().horizontalAdvance("没有找到"))
        self._case, self._width, self._regex = QCheckBox("区分大小写"), QCheckBox("区分全半角"), QCheckBox("正则")
        self._width.setChecked(True)
        self._regex.setToolTip("按正则表达式查找；“替换为”里可用 $1、\\n")
        self._scope = QComboBox()
        self._scope.setAccessibleName("查找范围")
        self._scope.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._listed = QToolButton()
        self._listed.setText("命中清单")
        self._listed.setCheckable(True)
        self._said = QLabel()
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._said.setObjectName("hint")
        self._rows = HitList()
        self._rows.hide()
        self._lay_out()
        self._text.textChanged.connect(self._on_query_changed)
        for switch in (self._case, self._width, self._regex):
            switch.toggled.connect(self._on_query_changed)
        self._scope.currentIndexChanged.connect(self._on_query_changed)
        self._listed.toggled.connect(self._rows.setVisible)
        self._listed.toggled.connect(self._show_rows)
        self._rows.hit_chosen.connect(lambda number: self._page.go_to(*self._search.hits[number]))

    def _lay_out(self) -> None:
        close = _button("✕", "关闭　Esc", self.close_find)
        close.setAutoRaise(True)
        close.setAccessibleName("关闭查找")
        self._replacing = [
            self._new,
            _button("替换", "替换选中的这一处，再去下一处", self.replace_current),
            _button("全部替换", "一次撤销可以全部还原", self.replace_all),
        ]
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.addWidget(self._text, 0, 0)
        grid.addWidget(self._count, 0, 1)
        grid.addWidget(_button("上一个", "上一个　Shift+F3 或 Shift+回车", self.find_previous), 0, 2)
        grid.addWidget(_button("下一个", "下一个　F3 或回车", self.find_next), 0, 3)
        grid.addWidget(close, 0, 4)
        for widget, column in zip(self._replacing, (0, 2, 3), strict=True):
            grid.addWidget(widget, 1, column)
        switches = QHBoxLayout()
        for widget in (self._case, self._width, self._regex, self._scope, self._listed):
            switches.addWidget(widget)
        switches.addWidget(self._said, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.setSpacing(4)
        layout.addLayout(grid)
        layout.addLayout(switches)
        layout.addWidget(self._rows)

    # -- opened and closed ---------------------------------------------------------------------------------------------

    def open_find(self) -> None:
        """Show the bar, with the selected words as what to look for."""
        self._open(replacing=False)

    def open_replace(self) -> None:
        """Show the bar with the row for replacing."""
        self._open(replacing=True)

    def _open(self, *, replacing: bool) -> None:
        selected = self._selected_text() if self.isHidden() or self._page.hasFocus() else ""
        for widget in self._replacing:
            widget.setVisible(replacing)
        if self.isHidden():
            self._begin(self._search.session)
        self.show()
        if selected and not self._regex.isChecked():
            with QSignalBlocker(self._text):
                self._text.setText(selected)
        self._on_query_changed()
        self._text.setFocus()
        self._text.selectAll()

    def close_find(self) -> None:
        """Hide the bar; the page goes on with the hit selected."""
        self.hide()
        self.hits_changed.emit()
        self._page.setFocus()

    def show_session(self, session: Session) -> None:
        """Search another report."""
        self._stop_listening()
        self._stop_listening = session.listen(self._on_change)
        self._begin(session)
        self._follow()

    # -- the search ----------------------------------------------------------------------------------------------------

    def hits(self) -> Sequence[Hit]:
        """What is to be marked on the page, in order; none while the bar is hidden."""
        return () if self.isHidden() else self._search.hits

    def _begin(self, session: Session) -> None:
        """Search from the cursor; offer 本节 if it stands in one. What was chosen stays chosen."""
        self._search.begin(session, self._page.place()[0])
        chosen = self._scope.currentIndex()
        with QSignalBlocker(self._scope):
            self._scope.clear()
            self._scope.addItem("全文")
            if self._search.section():
                self._scope.addItem(self._section_name())
                self._scope.setCurrentIndex(max(chosen, 0))

    def _section_name(self) -> str:
        section = self._search.section()
        name = section.number + section.text if section else "已不在"
        return f"本节：{name if len(name) <= _LONGEST_NAME else f'{name[:_LONGEST_NAME]}…'}"

    def _run(self) -> None:
        switches = (self._regex.isChecked(), self._case.isChecked(), self._width.isChecked())
        self._search.query = Query(self._text.text(), *switches)
        self._search.in_section = self._scope.currentIndex() > 0
        self._search.run()

    def _on_query_changed(self) -> None:
        self._width.setEnabled(not self._regex.isChecked())
        self._follow()
        hits, (first, _last) = self.hits(), self._selection()
        if hits:
            self._page.go_to(*hits[self._search.behind(first) % len(hits)])

    def _on_change(self, change: Change) -> None:
        self._search.follow(change.splices)
        if change.splices and not self._search.fault:  # a pattern that is too slow would be so at every key
            self._follow()

    def _follow(self) -> None:
        """Search anew and show what is found."""
        if not self.isHidden():
            self._run()
            if self._search.in_section:
                self._scope.setItemText(1, self._section_name())
            self._said.setText(self._search.fault)
            self._show_rows()
            self._show_count()
            self.hits_changed.emit()

    # -- what is shown of it -------------------------------------------------------------------------------------------

    def _show_rows(self) -> None:
        if not self._rows.isHidden():
            self._rows.show_hits(self._search.session.report.paragraphs, self._search.hits)
            self._rows.show_current(self._current())

    def _show_count(self) -> None:
        if self.isHidden():
            return
        current, count = self._current(), len(self._search.hits)
        if not self._text.text() or self._search.fault:
            self._count.clear()
        elif not count:
            self._count.setText("没有找到")
        else:
            self._count.setText(f"{count:,} 处" if current is None else f"{current + 1:,}/{count:,}")
        if not self._rows.isHidden():
            self._rows.show_current(current)

    def _tell(self, text: str) -> None:
        self._said.setText(text)
        self.told.emit(text)

    # -- places --------------------------------------------------------------------------------------------------------

    def _selection(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Where the selection of the page begins and ends: paragraph and str index."""
        cursor = self._page.textCursor()
        return self._place(cursor.selectionStart()), self._place(cursor.selectionEnd())

    def _place(self, position: int) -> tuple[int, int]:
        block = self._page.document().findBlock(position)
        return block.blockNumber(), str_index(block.text(), position - block.position())

    def _selected_text(self) -> str:
        """What is selected inside one paragraph, if it can be looked for."""
        (at, start), (last, end) = self._selection()
        paragraph = self._page.session.report.paragraphs[at]
        text = paragraph.text[start:end]
        fits = at == last and paragraph.role is not Role.OPAQUE and len(text) <= _LONGEST_SELECTION
        return text if fits and OBJECT not in text else ""

    def _current(self) -> int | None:
        """The number of the hit that is selected on the page."""
        return self._search.number_of(*self._selection())

    def find_next(self) -> None:
        """Go to the hit behind the cursor; behind the last comes the first."""
        self._step(forward=True)

    def find_previous(self) -> None:
        self._step(forward=False)

    def _step(self, *, forward: bool, place: tuple[int, int] | None = None) -> None:
        """Go to the hit next to `place`, or to the selection."""
        if not self._text.text():
            self.open_find()
            return
        if self.isHidden():
            self._run()
        hits, (first, last) = self._search.hits, self._selection()
        if not hits:
            self._tell(self._search.fault or f"没有找到“{self._text.text()}”")
            return
        self._said.clear()
        at = self._search.behind(place or (last if forward else first)) - (not forward)
        if not 0 <= at < len(hits):
            where = "本节" if self._search.in_section else "文"
            self._tell(f"已到{where}末，从头继续" if forward else f"已到{where}首，从末尾继续")
        self._page.go_to(*hits[at % len(hits)])

    # -- replacing -----------------------------------------------------------------------------------------------------

    def replace_current(self) -> None:
        """Replace the hit that is selected, and go to the next; where none is selected, only go."""
        current = self._current()
        if current is None:
            self.find_next()
            return
        hit = self._search.hits[current]
        splices = self._replaced([hit])
        if splices is None:
            return
        self._search.session.apply(splices, "替换", origin=self)
        growth = sum(len(splice.inserted[0].text) - len(splice.removed[0].text) for splice in splices)
        self._step(forward=True, place=(hit.paragraph, hit.end + growth))

    def replace_all(self) -> None:
        """Replace every hit in the chosen scope, as one step."""
        count = len(self._search.hits)
        if not count:
            self.find_next()
            return
        splices = self._replaced(self._search.hits)
        if splices is not None:
            self._search.session.apply(splices, "全部替换", origin=self)
            self._tell(f"已替换 {count:,} 处")

    def _replaced(self, hits: list[Hit]) -> tuple[Splice, ...] | None:
        """None when that cannot be done; the user was told why."""
        try:
            return self._search.replaced(hits, self._new.text())
        except BadPattern as error:
            self._tell(str(error))
            return None

    # -- keys ----------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = self.focusWidget()
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_find()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if isinstance(focus, QToolButton):
                focus.click()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if focus is self._rows:
                self._page.setFocus()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_F3:
                self._step(forward=not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            case _:
                super().keyPressEvent(event)


def _field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(name)
    field.setAccessibleName(name)
    field.setClearButtonEnabled(True)
    field.setMinimumWidth(120)
    return field


def _button(text: str, tip: str, run: Callable[[], None]) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    button.clicked.connect(run)
    return button
