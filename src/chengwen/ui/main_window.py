"""The window: tree, page and dock around one open report, the menus over them, the figures below."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QLabel, QMainWindow, QSplitter, QTabWidget, QToolButton, QVBoxLayout, QWidget

from chengwen.check.checker import Checker
from chengwen.check.finding import Kind
from chengwen.errors import ChangedOnDisk, ChengwenError
from chengwen.report.paragraph import Role
from chengwen.report.statistics import statistics
from chengwen.session import Session
from chengwen.ui import file_dialogs
from chengwen.ui.actions import build_menus
from chengwen.ui.dock.findings import FindingsTab
from chengwen.ui.dock.phrases import PhraseTab
from chengwen.ui.file_dialogs import Answer
from chengwen.ui.menus import menus
from chengwen.ui.notice import Notice
from chengwen.ui.page.editor import PageEditor
from chengwen.ui.paper.faces import missing_faces
from chengwen.ui.paper.printing import PreviewDialog, print_report
from chengwen.ui.tally import Tally
from chengwen.ui.tree.view import TreeView

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from chengwen.report.report import Report
    from chengwen.session import Change

_IDLE = 150
"""Milliseconds without typing after which the tree, the figures and the checks follow."""


class MainWindow(QMainWindow):
    """One report. `write_pdf` makes the bytes of a PDF; it is handed in because it is slow to import."""

    def __init__(self, session: Session, write_pdf: Callable[[Report], bytes]) -> None:
        super().__init__()
        self.session = session
        self._write_pdf = write_pdf
        self._checker = Checker()
        self._tally = Tally()
        self._stop_listening: Callable[[], None] = lambda: None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE)
        self._idle.timeout.connect(self._follow)
        self.setAcceptDrops(True)
        self._build_panes()
        self._build_status_bar()
        self._actions = build_menus(self, menus(self))
        self.resize(QSize(1440, 900).boundedTo(self.screen().availableSize() * 0.95))
        self._tell_missing_faces()
        self.show_session(session)

    # -- its parts -----------------------------------------------------------------------------------------------------

    def _build_panes(self) -> None:
        self.tree = TreeView(self.session, self._tally)
        self.page = PageEditor(self.session)
        self.phrases = PhraseTab()
        self.findings = FindingsTab()
        self.notice = Notice()
        self._dock = QTabWidget()
        self._dock.setObjectName("pane")
        self._dock.setDocumentMode(True)
        self._dock.addTab(self.phrases, "词句")
        self._dock.addTab(self.findings, "检查")
        title = QLabel("结构")
        title.setObjectName("paneTitle")
        self._left = _column(title, self.tree)
        self._left.setObjectName("pane")
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        for pane, stretch in ((self._left, 0), (_column(self.notice, self.page), 1), (self._dock, 0)):
            self._splitter.addWidget(pane)
            self._splitter.setStretchFactor(self._splitter.count() - 1, stretch)
        self._splitter.setHandleWidth(1)
        self._splitter.setSizes([310, 810, 320])
        self.setCentralWidget(self._splitter)
        self.page.setAcceptDrops(False)
        self.tree.place_chosen.connect(self.page.go_to)
        self.page.place_changed.connect(self.tree.show_place)
        self.page.zoomed.connect(self._show_zoom)
        self.page.refused.connect(self._tell_refused)
        self.phrases.chosen.connect(self.page.insert_phrase)
        self.findings.chosen.connect(self._go_to_finding)

    def _build_status_bar(self) -> None:
        self._words = self._status("字数，点一下看详细统计", self._tell_statistics)
        self._blanks = self._status("待填处，点一下去下一处", self.next_blank)
        self._found = self._status("疑错，点一下看清单", self.show_findings)
        self._saved = self._status("保存状态，点一下保存", self.save, right=True)
        self._zoom = self._status("显示比例，点一下适合宽度", self.page.fit_width, right=True)

    def _status(self, name: str, run: Callable[[], object], *, right: bool = False) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setAutoRaise(True)
        button.clicked.connect(lambda: run())
        (self.statusBar().addPermanentWidget if right else self.statusBar().addWidget)(button)
        return button

    def toggle_pane(self, name: str) -> None:
        """Show or hide the "left" or the "right" pane, as its entry in the menu is checked."""
        (self._left if name == "left" else self._dock).setVisible(self._actions[name].isChecked())

    def show_findings(self) -> None:
        self._actions["right"].setChecked(True)
        self.toggle_pane("right")
        self._dock.setCurrentWidget(self.findings)
        self.findings.setFocus()

    # -- the open report -----------------------------------------------------------------------------------------------

    def show_session(self, session: Session) -> None:
        """Show another report; what was open is let go."""
        self._stop_listening()
        self.session = session
        self._stop_listening = session.listen(self._on_change)
        if session is not self.page.session:
            self.page.show_session(session)
            self.tree.show_session(session)
        self._actions["left"].setChecked(True)
        self._actions["right"].setChecked(True)
        self._follow()
        self._show_zoom(self.page.scale)
        self.tree.show_place(*self.page.place())
        self.page.setFocus()
        self._ask_about_doubts()

    def _on_change(self, change: Change) -> None:
        self._show_saved_state()
        if not change.splices:
            return
        if change.origin is self.page:
            self._idle.start()
        else:
            self._follow()

    def _follow(self) -> None:
        """Bring everything beside the page up to what the report is now."""
        self._idle.stop()
        paragraphs = self.session.report.paragraphs
        self.tree.refresh()
        self.tree.show_place(*self.page.place())
        findings = self._checker.check(self.session.report)
        self.findings.show_findings(findings, paragraphs)
        self._dock.setTabText(self._dock.indexOf(self.findings), f"检查 {len(findings)}" if findings else "检查")
        count = self._tally.of(paragraphs)
        self._words.setText(f"字数 {count.words:,}")
        self._blanks.setText(f"待填 {count.blanks}")
        faults = [finding for finding in findings if finding.kind is not Kind.PLACEHOLDER]
        self._found.setText(f"疑错 {len(faults)}")
        if self.notice.holds("doubts"):
            self._ask_about_doubts()
        self._show_saved_state()

    def _show_saved_state(self) -> None:
        clean = self.session.is_clean
        self._saved.setText(("已保存" if self.session.path else "未存成 .docx") if clean else "未保存")
        self.setWindowTitle(f"{self.session.name}[*] - 成文")
        self.setWindowModified(not clean)
        history = self.session.history
        for name, verb, label in (("undo", "撤销", history.undo_label), ("redo", "重做", history.redo_label)):
            self._actions[name].setEnabled(label is not None)
            self._actions[name].setText(f"{verb}“{label}”" if label else verb)
            self._actions[name].setIconText(verb)

    def _show_zoom(self, scale: float) -> None:
        self._zoom.setText(f"{scale:.0%}")

    def _doubts(self) -> list[int]:
        return [i for i, paragraph in enumerate(self.session.report.paragraphs) if paragraph.doubtful]

    def _ask_about_doubts(self) -> None:
        if doubts := self._doubts():
            text = f"有 {len(doubts)} 段的身份拿不准（虚线处）。请看一看，用“段落”菜单或 Ctrl+0 到 Ctrl+4 确定。"
            self.notice.tell("doubts", text, "去看下一处", self._go_to_doubt)
        else:
            self.notice.put_away("doubts")

    def _go_to_doubt(self) -> None:
        at, _ = self.page.place()
        if doubts := self._doubts():
            self.page.go_to(next((i for i in doubts if i > at), doubts[0]), 0)
        self.page.setFocus()

    def _go_to_finding(self, paragraph: int, start: int, end: int) -> None:
        self.page.go_to(paragraph, start, end)
        self.page.setFocus()

    def next_blank(self) -> None:
        if not self.page.go_to_blank():
            self.statusBar().showMessage("没有待填处了", 4000)
        self.page.setFocus()

    def _tell_refused(self) -> None:
        self.statusBar().showMessage("灰底的表格、图片等原样保留，不能在这里改；整段选中可以删除", 6000)

    def _tell_statistics(self) -> None:
        found = statistics(p.text for p in self.session.report.paragraphs if p.role is not Role.OPAQUE)
        counts = {
            "字数": found.words,
            "汉字": found.han,
            "字符": found.characters,
            "段落": found.paragraphs,
        }
        self.notice.tell("statistics", "　".join(f"{name} {count:,}" for name, count in counts.items()))

    def _tell_missing_faces(self) -> None:
        missing = [face.wanted for face in missing_faces()]
        if missing:
            self.notice.tell(
                "faces",
                f"本机缺少字体：{'、'.join(missing)}。窗口和打印暂用相近字体代替，保存的文件仍用国标字体名。",
            )

    # -- files ---------------------------------------------------------------------------------------------------------

    def new(self) -> None:
        if self._may_leave():
            self.show_session(Session())

    def choose_and_open(self) -> None:
        path = file_dialogs.ask_open(self, self._folder())
        if path is not None:
            self.open(path)

    def open(self, path: Path) -> bool:
        """Open a file in this window, having asked about unsaved work; False when it was not opened."""
        if not self._may_leave():
            return False
        try:
            session = Session.open(path)
        except ChengwenError as error:
            file_dialogs.tell_problem(self, error)
            return False
        self.show_session(session)
        return True

    def save(self) -> bool:
        """Save, asking where when that is not known; False when the report was not saved."""
        return self.save_as() if self.session.path is None else self._save_to(self.session.path)

    def save_as(self) -> bool:
        path = file_dialogs.ask_save(self, self._suggestion())
        return path is not None and self._save_to(path)

    def _save_to(self, path: Path, *, overwrite: bool = False) -> bool:
        try:
            self.session.save(path, overwrite=overwrite)
        except ChangedOnDisk:
            answer = file_dialogs.ask_changed_on_disk(self, path)
            if answer is Answer.OVERWRITE:
                return self._save_to(path, overwrite=True)
            return answer is Answer.SAVE_AS and self.save_as()
        except ChengwenError as error:
            file_dialogs.tell_problem(self, error, "稿子还在窗口里，没有丢失。可以另存到别处。")
            return False
        return True

    def export_pdf(self) -> None:
        path = file_dialogs.ask_save(self, self._suggestion(), "导出 PDF", ".pdf")
        if path is None:
            return
        try:
            self.session.export(path, self._write_pdf(self.session.report))
        except ChengwenError as error:
            file_dialogs.tell_problem(self, error)
            return
        self.statusBar().showMessage(f"已导出 {path.name}", 6000)

    def preview(self) -> None:
        dialog = PreviewDialog(self.session.report.paragraphs, self)
        dialog.resize(self.size() * 0.9)
        dialog.exec()

    def print(self) -> None:
        print_report(self.session.report.paragraphs, self)

    def _folder(self) -> Path:
        return self.session.source_path.parent if self.session.source_path else Path.home()

    def _suggestion(self) -> Path:
        if self.session.source_path is not None:
            return self.session.source_path
        return Path.home() / (re.sub(r'[\\/:*?"<>|]', "", self.session.name) + ".docx")

    def _may_leave(self) -> bool:
        """Ask about unsaved work, if there is any; False when the user would rather stay."""
        if self.session.is_clean:
            return True
        answer = file_dialogs.ask_unsaved(self, self.session.name)
        return answer is Answer.DISCARD or (answer is Answer.SAVE and self.save())

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self._may_leave())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        names = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if names:
            event.acceptProposedAction()
            self.open(Path(names[0]))


def _column(*widgets: QWidget) -> QWidget:
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget)
    layout.setStretch(len(widgets) - 1, 1)
    return column
