"""The window: a tab for each open report, the menus over them, the figures below."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QMenu, QTabBar, QTabWidget, QToolButton

from chengwen.errors import ChengwenError
from chengwen.session import Session
from chengwen.ui import file_dialogs, filing
from chengwen.ui.actions import build_menus
from chengwen.ui.memory import Memory
from chengwen.ui.menus import menus
from chengwen.ui.paper.faces import missing_faces
from chengwen.ui.report_view import ReportView
from chengwen.ui.status_bar import StatusBar
from chengwen.ui.theme import Appearance, apply_theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from chengwen.report.report import Report
    from chengwen.ui.dock.findings import FindingsTab
    from chengwen.ui.dock.phrases import PhraseTab
    from chengwen.ui.notice import Notice
    from chengwen.ui.page.editor import PageEditor
    from chengwen.ui.tree.view import TreeView


class MainWindow(QMainWindow):
    """Several reports, one of them in front. `write_pdf` makes the bytes of a PDF; it is handed in because it is slow
    to import.
    """

    def __init__(self, session: Session, write_pdf: Callable[[Report], bytes], memory: Memory | None = None) -> None:
        super().__init__()
        self._write_pdf = write_pdf
        self._memory = memory or Memory()
        apply_theme(self._memory.appearance)
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda: apply_theme(self._memory.appearance))
        self._state: tuple[str, bool, str | None, str | None] | None = None
        self._shows = {"left": True, "right": True}
        self.setAcceptDrops(True)
        self._tabs = QTabWidget()
        self._tabs.setObjectName("reports")
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setDrawBase(False)
        self._tabs.setMovable(True)
        self._tabs.setElideMode(Qt.TextElideMode.ElideMiddle)
        self._tabs.setAccessibleName("打开的报告")
        self.setCentralWidget(self._tabs)
        self._build_status_bar()
        self._add_view(session)
        self._actions = build_menus(self, menus(self))
        self._tabs.currentChanged.connect(self._on_tab_changed)
        if not self.restoreGeometry(self._memory.geometry):
            self.resize(QSize(1440, 900).boundedTo(self.screen().availableSize() * 0.95))
        self.view.restoreState(self._memory.panes)
        self._on_tab_changed()
        self._tell_missing_faces()
        self.view.ask_about_doubts()

    def _build_status_bar(self) -> None:
        bar = StatusBar()
        self.setStatusBar(bar)
        self._status = bar
        bar.page_clicked.connect(lambda: self.view.ask_where_to_go())
        bar.words_clicked.connect(lambda: self.view.tell_statistics())
        bar.blanks_clicked.connect(lambda: self.view.next_blank())
        bar.faults_clicked.connect(self.show_findings)
        bar.complete_clicked.connect(self.show_findings)
        bar.saved_clicked.connect(self.save)
        bar.zoom_clicked.connect(lambda: self.page.fit_width())

    # -- the report in front -------------------------------------------------------------------------------------------

    @property
    def view(self) -> ReportView:
        view = self._tabs.currentWidget()
        assert isinstance(view, ReportView)
        return view

    @property
    def session(self) -> Session:
        return self.view.session

    @property
    def page(self) -> PageEditor:
        return self.view.page

    @property
    def tree(self) -> TreeView:
        return self.view.tree

    @property
    def findings(self) -> FindingsTab:
        return self.view.findings

    @property
    def phrases(self) -> PhraseTab:
        return self.view.phrases

    @property
    def notice(self) -> Notice:
        return self.view.notice

    def views(self) -> list[ReportView]:
        """The open reports, as their tabs stand."""
        found = (self._tabs.widget(at) for at in range(self._tabs.count()))
        return [view for view in found if isinstance(view, ReportView)]

    def _add_view(self, session: Session) -> None:
        view = ReportView(session)
        view.figures_changed.connect(lambda: self._show_figures(view))
        view.state_changed.connect(self._show_state)
        view.outline_toggled.connect(self._show_outline_state)
        view.told.connect(self._status.tell)
        view.page.zoomed.connect(self._status.show_zoom)
        if self._memory.zoom is not None:
            view.page.set_scale(self._memory.zoom)
        at = self._tabs.addTab(view, session.name)
        self._tabs.tabBar().setTabButton(at, QTabBar.ButtonPosition.RightSide, self._closer(view))
        self._tabs.setCurrentIndex(at)

    def _closer(self, view: ReportView) -> QToolButton:
        button = QToolButton()
        button.setText("×")
        button.setAutoRaise(True)
        button.setToolTip("关闭　Ctrl+W")
        button.setAccessibleName("关闭这份报告")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.close_report(view))
        return button

    def _on_tab_changed(self) -> None:
        """The panes stay as they are, whatever report is in front."""
        if not self._tabs.count():
            return
        self._show_panes()
        self._show_outline_state()
        self._status.show_zoom(self.page.scale)
        self._show_state()
        self._status.show_figures(self.view.figures())
        self.page.setFocus()

    def _show_figures(self, view: ReportView) -> None:
        if view is self.view:
            self._status.show_figures(view.figures())

    def _show_outline_state(self) -> None:
        self._actions["outline"].setChecked(self.view.shows_outline)

    def _show_state(self) -> None:
        for at, view in enumerate(self.views()):
            text = ("" if view.session.is_clean else "● ") + view.session.name.replace("&", "&&")
            if self._tabs.tabText(at) != text:  # Qt lays the tabs out again in any case
                self._tabs.setTabText(at, text)
                self._tabs.setTabToolTip(at, str(view.session.source_path or view.session.name))
        history = self.session.history
        state = (self.session.name, self.session.is_clean, history.undo_label, history.redo_label)
        if state == self._state:
            return  # as after most keys; Qt would lay the bars out again
        self._state = state
        self.setWindowTitle(f"{self.session.name}[*] - 成文")
        self.setWindowModified(not self.session.is_clean)
        for name, verb, label in (("undo", "撤销", history.undo_label), ("redo", "重做", history.redo_label)):
            self._actions[name].setEnabled(label is not None)
            self._actions[name].setText(f"{verb}“{label}”" if label else verb)
            self._actions[name].setIconText(verb)
        self._status.show_figures(self.view.figures())

    def _tell_missing_faces(self) -> None:
        """Once, and again only when others are missing."""
        missing = "、".join(face.wanted for face in missing_faces())
        if missing and missing != self._memory.told_faces:
            text = f"本机缺少字体：{missing}。窗口和打印暂用相近字体代替，保存的文件仍用国标字体名。"
            self.notice.tell("faces", text)
        self._memory.told_faces = missing

    # -- panes ---------------------------------------------------------------------------------------------------------

    def shows_pane(self, name: str) -> bool:
        """Of the "left" or the "right" pane."""
        return self._shows[name]

    def toggle_pane(self, name: str) -> None:
        self._shows[name] = not self._shows[name]
        self._show_panes()

    def show_findings(self) -> None:
        self._shows["right"] = True
        self._show_panes()
        self.view.show_findings()

    def _show_panes(self) -> None:
        self.view.left.setVisible(self._shows["left"])
        self.view.dock.setVisible(self._shows["right"])

    def next_pane(self) -> None:
        """From the tree to the page, from there to the dock, and round again."""
        panes = [
            pane for pane in (self.tree, self.view.text_in_hand, self.view.dock.currentWidget()) if pane.isVisible()
        ]
        focused = self.focusWidget()
        here = next((at for at, pane in enumerate(panes) if pane is focused or pane.isAncestorOf(focused)), 0)
        panes[(here + 1) % len(panes)].setFocus()

    @property
    def appearance(self) -> Appearance:
        return self._memory.appearance

    def set_appearance(self, appearance: Appearance) -> None:
        self._memory.appearance = appearance
        apply_theme(appearance)

    def show_keys(self) -> None:
        from chengwen.ui.shortcuts import ShortcutSheet

        menus = (action.menu() for action in self.menuBar().actions())
        ShortcutSheet((menu for menu in menus if isinstance(menu, QMenu)), self).exec()

    # -- files ---------------------------------------------------------------------------------------------------------

    def new(self) -> None:
        self._add_view(Session())

    def choose_and_open(self) -> None:
        for path in file_dialogs.ask_open(self, self._folder()):
            self.open(path)

    def open(self, path: Path) -> bool:
        """Bring the file to the front, in a tab of its own; False when it cannot be opened."""
        for view in self.views():
            if view.session.source_path == path:
                self._tabs.setCurrentWidget(view)
                return True
        try:
            session = Session.open(path)
        except ChengwenError as error:
            self._memory.forget(path)
            file_dialogs.tell_problem(self, error)
            return False
        untouched = self.view if _is_untouched(self.session) else None
        self._add_view(session)
        if untouched is not None:
            self._let_go(untouched)
        self._memory.add_recent(path)
        self.page.go_to(*self._memory.place(path))
        self.view.ask_about_doubts()
        return True

    def recent(self) -> tuple[Path, ...]:
        return self._memory.recent

    def save(self) -> bool:
        """False when the report was not saved."""
        return self._saved(filing.save(self, self.session))

    def save_as(self) -> bool:
        return self._saved(filing.save_as(self, self.session))

    def _saved(self, done: bool) -> bool:
        if done and self.session.path is not None:
            self._memory.add_recent(self.session.path)
        return done

    def export_pdf(self) -> None:
        path = filing.export_pdf(self, self.session, self._write_pdf)
        if path is not None:
            self._status.tell(f"已导出 {path.name}")

    def preview(self) -> None:
        from chengwen.ui.paper.printing import PreviewDialog

        dialog = PreviewDialog(self.session.report.paragraphs, self)
        dialog.resize(self.size() * 0.9)
        dialog.exec()

    def print(self) -> None:
        from chengwen.ui.paper.printing import print_report

        print_report(self.session.report.paragraphs, self)

    def _folder(self) -> Path:
        return self.session.source_path.parent if self.session.source_path else Path.home()

    # -- leaving -------------------------------------------------------------------------------------------------------

    def close_report(self, view: ReportView | None = None) -> None:
        """Close the report in front, or another one, having asked about unsaved work."""
        view = view or self.view
        if self._may_leave(view):
            if self._tabs.count() == 1:
                self._add_view(Session())
            self._let_go(view)

    def _may_leave(self, view: ReportView) -> bool:
        if not view.session.is_clean:
            self._tabs.setCurrentWidget(view)
        return filing.may_leave(self, view.session)

    def _let_go(self, view: ReportView) -> None:
        self._remember_place(view)
        view.let_go()
        self._tabs.removeTab(self._tabs.indexOf(view))
        view.deleteLater()

    def _remember_place(self, view: ReportView) -> None:
        if view.session.source_path is not None:
            self._memory.set_place(view.session.source_path, *view.page.place())

    def closeEvent(self, event: QCloseEvent) -> None:
        leaving = all(self._may_leave(view) for view in self.views())
        event.setAccepted(leaving)
        if leaving:
            self._memory.geometry = self.saveGeometry()
            self._memory.panes = self.view.saveState()
            if self.page.scale_is_chosen:
                self._memory.zoom = self.page.scale
            for view in self.views():
                self._remember_place(view)

    # -- files dropped in ----------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        names = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if names:
            event.acceptProposedAction()
        for name in names:
            self.open(Path(name))


def _is_untouched(session: Session) -> bool:
    """Whether it is the empty report that a window begins with."""
    return session.source_path is None and session.is_clean and not session.report.text()
