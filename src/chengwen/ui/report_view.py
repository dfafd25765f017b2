"""One open report in the window: its tree, its page, and the dock beside them, all following the session."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QLabel,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from chengwen.check.checker import Checker
from chengwen.check.finding import Kind
from chengwen.check.sections import missing_heading_splices
from chengwen.report.paragraph import Role
from chengwen.report.splice import Splice
from chengwen.report.statistics import statistics, word_count
from chengwen.ui import questions
from chengwen.ui.dock.findings import FindingsTab
from chengwen.ui.dock.phrases import PhraseTab
from chengwen.ui.notice import Notice
from chengwen.ui.page.editor import PageEditor
from chengwen.ui.tally import Count, Tally
from chengwen.ui.tree.pane import TreePane
from chengwen.ui.tree.view import TreeView

if TYPE_CHECKING:
    from chengwen.check.sections import SectionState
    from chengwen.session import Change, Session
    from chengwen.ui.outline.editor import OutlineEditor
    from chengwen.ui.page.find_bar import FindBar

_LONG = 1000
"""Paragraphs from which on counting and checking take longer than opening may."""
_IDLE = 150
"""Milliseconds without typing after which the tree, the figures and the checks follow."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What the status bar tells of a report. Pages count from 1."""

    page: int
    pages: int
    words: int
    selected: int
    blanks: int
    faults: int
    complete: str
    saved: str


class ReportView(QSplitter):
    """The panes around one session."""

    figures_changed = Signal()
    state_changed = Signal()  # saved or not, the name, what can be undone
    outline_toggled = Signal()
    told = Signal(str)  # a short message for the status bar

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.session = session
        self._checker = Checker()
        self._tally = Tally()
        self._count = Count(0, 0)
        self._faults = 0
        self._complete = ""
        self._outline: OutlineEditor | None = None
        self._find_bar: FindBar | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE)
        self._idle.timeout.connect(self.follow)
        self._build()
        self._stop_listening = session.listen(self._on_change)
        if self._is_long:
            self._idle.start()  # it is first shown, then counted and checked
        else:
            self.follow()

    def _build(self) -> None:
        self.tree = TreeView(self.session, self._tally, is_filled=not self._is_long)
        self.page = PageEditor(self.session)
        self.phrases = PhraseTab()
        self.findings = FindingsTab()
        self.notice = Notice()
        self.dock = QTabWidget()
        self.dock.setObjectName("pane")
        self.dock.setAccessibleName("词句与检查")
        self.dock.setDocumentMode(True)
        self.dock.tabBar().setDrawBase(False)
        self.dock.addTab(self.phrases, "词句")
        self.dock.addTab(self.findings, "检查")
        title = QLabel("结构")
        title.setObjectName("paneTitle")
        self.left = _column(title, TreePane(self.tree))
        self.left.setObjectName("pane")
        self._middle = QStackedWidget()
        self._middle.addWidget(self.page)
        self._centre = _column(self.notice, self._middle)
        for pane, stretch in ((self.left, 0), (self._centre, 1), (self.dock, 0)):
            self.addWidget(pane)
            self.setStretchFactor(self.count() - 1, stretch)
        self.setHandleWidth(1)
        self.setSizes([350, 780, 310])
        self.page.setAcceptDrops(False)
        self.tree.place_chosen.connect(self._go_to_chosen)
        self.tree.told.connect(self.told)
        self.tree.section_wanted.connect(self._write_section)
        self.tree.waiver_wanted.connect(self._ask_and_waive)
        self.tree.waiver_lifted.connect(lambda section: self._waive(section, None))
        self.page.focus_changed.connect(self._tell_focus)
        self.page.place_changed.connect(self._on_place_changed)
        self.page.dressed.connect(self.figures_changed)
        self.page.selectionChanged.connect(self.figures_changed)
        self.page.told.connect(self.told)
        self.phrases.chosen.connect(self.page.insert_phrase)
        self.findings.chosen.connect(self._go_to_finding)

    def let_go(self) -> None:
        """The report is closed: its session is not listened to any more."""
        self._stop_listening()
        self._idle.stop()
        if self._outline is not None:
            self._outline.let_go()

    # -- following the session -----------------------------------------------------------------------------------------

    @property
    def _is_long(self) -> bool:
        return len(self.session.report.paragraphs) >= _LONG

    def _on_change(self, change: Change) -> None:
        self.state_changed.emit()
        if not change.splices and not change.fields:
            return
        if change.origin is not None and change.origin in (self.page, self._outline):
            self._idle.start()
        elif self._is_long:
            self.tree.refresh()
            self._idle.start()
        else:
            self.follow()

    def _on_place_changed(self, paragraph: int, offset: int) -> None:
        self.tree.show_place(paragraph, offset)
        self.figures_changed.emit()

    def follow(self) -> None:
        """Bring everything beside the page up to what the report is now."""
        self._idle.stop()
        paragraphs = self.session.report.paragraphs
        self.tree.refresh()
        self.tree.show_place(*self.page.place())
        findings = self._checker.check(self.session.report)
        self.findings.show_findings(findings, paragraphs)
        self.dock.setTabText(self.dock.indexOf(self.findings), f"检查 {len(findings)}" if findings else "检查")
        states = self.session.section_states()
        self.tree.show_sections(states)
        self._complete = self.findings.show_sections(self.session.genre, states)
        self._count = self._tally.of(paragraphs)
        faults = [finding for finding in findings if finding.kind is not Kind.PLACEHOLDER]
        self._faults = len(faults)
        self.page.show_faults(faults)
        counts = Counter(fault.paragraph for fault in faults)
        self.tree.show_findings([counts[at] for at in range(len(paragraphs))])
        if self.notice.holds("doubts"):
            self.ask_about_doubts()
        self.figures_changed.emit()

    @property
    def is_behind(self) -> bool:
        """Whether the figures are about to follow what was typed."""
        return self._idle.isActive()

    def figures(self) -> Figures:
        """As of the last pause in typing, but for the page and the selection, which are those of now."""
        page, pages = self.page.page_number()
        return Figures(
            page=page,
            pages=pages,
            words=self._count.words,
            selected=word_count(self.page.textCursor().selectedText()),
            blanks=self._count.blanks,
            faults=self._faults,
            complete=self._complete,
            saved=("已保存" if self.session.path else "未存成 .docx") if self.session.is_clean else "未保存",
        )

    # -- where to go ---------------------------------------------------------------------------------------------------

    def show_findings(self) -> None:
        self.dock.setCurrentWidget(self.findings)
        self.findings.setFocus()

    @property
    def find_bar(self) -> FindBar:
        """Over the page; hidden until it is opened."""
        if self._find_bar is None:
            # Made when it is first asked for: it and the search behind it would delay the first paint.
            from chengwen.ui.page.find_bar import FindBar

            bar = self._find_bar = FindBar(self.page)
            layout = self._centre.layout()
            assert isinstance(layout, QVBoxLayout)
            layout.insertWidget(1, bar)
            bar.told.connect(self.told)
            bar.hits_changed.connect(lambda: self.page.show_hits(bar.hits()))
        return self._find_bar

    def search(self, *, replacing: bool = False) -> None:
        self.show_page()
        (self.find_bar.open_replace if replacing else self.find_bar.open_find)()

    def next_blank(self) -> None:
        self.show_page()
        if not self.page.go_to_blank():
            self.told.emit("没有待填处了")
        self.page.setFocus()

    def ask_where_to_go(self) -> None:
        """定位: a page by its number, a section by a few of its letters."""
        # Like the find bar, it comes when it is first asked for.
        from chengwen.ui.page.go_to import GoToPalette

        palette = GoToPalette(self.session.outline, self.page.page_number()[1], self.page.go_to_page, self)
        palette.place_chosen.connect(self._go_to_chosen)
        palette.exec()
        palette.deleteLater()
        self.page.setFocus()

    def tell_statistics(self) -> None:
        """字数统计, of the selection if there is one."""
        if selected := self.page.textCursor().selectedText():
            what, found = "选中部分", statistics(selected.split("\u2029"))
        else:
            texts = (p.text for p in self.session.report.paragraphs if p.role is not Role.OPAQUE)
            what, found = "全文", statistics(texts)
        counts = {"字数": found.words, "汉字": found.han, "字符": found.characters, "段落": found.paragraphs}
        figures = "　".join(f"{name} {count:,}" for name, count in counts.items())
        self.notice.tell("statistics", f"{what}：{figures}")

    def _doubts(self) -> list[int]:
        return [i for i, paragraph in enumerate(self.session.report.paragraphs) if paragraph.doubtful]

    def ask_about_doubts(self) -> None:
        """Tell how many roles were guessed, if any were."""
        if doubts := self._doubts():
            text = f"有 {len(doubts)} 段的身份拿不准（虚线处）：Ctrl+Enter 认可并去下一处，Ctrl+0 到 Ctrl+4 改定。"
            self.notice.tell("doubts", text, "去看下一处", self.go_to_doubt)
        else:
            self.notice.put_away("doubts")

    def go_to_doubt(self) -> None:
        """The next paragraph whose role was guessed."""
        self.show_page()
        at, _ = self.page.place()
        if doubts := self._doubts():
            self.page.go_to(next((i for i in doubts if i > at), doubts[0]), 0)
        self.page.setFocus()

    def settle_doubt(self) -> None:
        """Take the guessed role of the paragraph at the cursor for good, and go on to the next doubt."""
        at, _ = self.page.place()
        paragraph = self.session.report.paragraphs[at]
        if paragraph.doubtful:
            self.session.apply([Splice(at, (paragraph,), (paragraph.with_role(paragraph.role),))], "认可身份")
        self.go_to_doubt()

    # -- the genre -----------------------------------------------------------------------------------------------------

    def set_role(self, role: Role) -> None:
        """Make the selected paragraphs something else."""
        if self.shows_outline:
            self.told.emit("提纲里只有标题：用 Tab 和 Shift+Tab 升降级")
        else:
            self.page.set_role(role)

    def set_genre(self, genre: str) -> None:
        """文种, by its id; empty: what the text looks like."""
        self.session.set_fields(replace(self.session.report.fields, genre=genre), "改文种")

    def _write_section(self, section: str) -> None:
        """补写: the heading of a section that the genre requires, and the cursor below it."""
        state = self._state_of(section)
        splices = missing_heading_splices(self.session.report.paragraphs, state)
        self.session.apply(splices, f"补写{state.section.label}")
        self._go_to_chosen(state.before + 1, 0)
        self.text_in_hand.setFocus()

    def _ask_and_waive(self, section: str) -> None:
        reason = questions.ask_reason(self, self._state_of(section).section.label)
        if reason is not None:
            self._waive(section, reason)

    def _state_of(self, section: str) -> SectionState:
        return next(one for one in self.session.section_states() if one.section.id == section)

    def _waive(self, section: str, reason: str | None) -> None:
        """不适用, for that reason; None: it applies after all."""
        fields = self.session.report.fields
        waived = {one: why for one, why in fields.waived.items() if one != section}
        if reason is not None:
            waived[section] = reason
        self.session.set_fields(replace(fields, waived=waived), "不适用" if reason is not None else "恢复")

    # -- one section alone ---------------------------------------------------------------------------------------------

    def toggle_focus(self) -> None:
        """专注: show the section of the cursor alone, or the whole report again."""
        self.show_page()
        if self.page.focus is not None:
            self.page.unfocus()
        elif not self._focus_on(self.page.place()[0]):
            self.told.emit("光标不在任何一节里，请先点一节")
        self.page.setFocus()

    def _focus_on(self, paragraph: int) -> bool:
        sections = [h for h in self.session.outline if h.kind == "heading" and h.paragraph <= paragraph < h.stop]
        if sections:
            self.page.focus_on(sections[-1].paragraph, sections[-1].stop)
        return bool(sections)

    def _tell_focus(self) -> None:
        if self.page.focus is None:
            self.notice.put_away("focus")
        else:
            self.notice.tell("focus", "只显示这一节。点左边的其他节可以换一节。", "显示全文　Esc", self.page.unfocus)
        self.figures_changed.emit()

    def _go_to_chosen(self, paragraph: int, offset: int) -> None:
        """What is chosen in the tree; while one section is shown alone, that section."""
        if self._outline is not None and self.shows_outline:
            self._outline.go_to(paragraph)
            return
        if self.page.focus is not None and paragraph not in self.page.focus:
            self._focus_on(paragraph)
        self.page.go_to(paragraph, offset)

    # -- the headings alone --------------------------------------------------------------------------------------------

    @property
    def shows_outline(self) -> bool:
        return self._middle.currentWidget() is not self.page

    @property
    def text_in_hand(self) -> QTextEdit:
        """What is typed into: the page, or the outline in its place."""
        return self._outline if self._outline is not None and self.shows_outline else self.page

    def toggle_outline(self) -> None:
        """提纲: show the headings alone, to type in, in the place of the page; or the page again."""
        if self.shows_outline:
            self.show_page()
        else:
            self._show_outline()

    def _show_outline(self) -> None:
        if self._outline is None:
            # Its modules come when it is first asked for, so that they do not delay the first paint.
            from chengwen.ui.outline.editor import OutlineEditor

            self._outline = OutlineEditor(self.session)
            self._outline.told.connect(self.told)
            self._outline.place_chosen.connect(self.tree.show_place)
            self._middle.addWidget(self._outline)
        self.page.unfocus()
        if self._find_bar is not None:
            self._find_bar.close_find()
        self._middle.setCurrentWidget(self._outline)
        self._outline.go_to(self.page.place()[0])
        self._outline.setFocus()
        self.outline_toggled.emit()

    def show_page(self) -> None:
        """The page, in case the outline is in its place; with the cursor at the same heading."""
        if self._outline is not None and self.shows_outline:
            self._middle.setCurrentWidget(self.page)
            self.page.go_to(self._outline.current_paragraph(), 0)
            self.outline_toggled.emit()
        self.page.setFocus()

    def _go_to_finding(self, paragraph: int, start: int, end: int) -> None:
        self.show_page()
        self.page.go_to(paragraph, start, end)
        self.page.setFocus()


def _column(*widgets: QWidget) -> QWidget:
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget)
    layout.setStretch(len(widgets) - 1, 1)
    return column
