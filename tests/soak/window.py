"""Random work in the window: typing, composing, menus, tree, outline, search, tabs. Prints the seed; ends at the first
fault: an exception, a page that shows something else than the report, or an undo that does not bring all back.

As a program: python window.py [SEED [SECONDS]].
"""

from __future__ import annotations

import faulthandler
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chengwen.app import pdf_bytes
from chengwen.session import Session
from chengwen.ui.main_window import MainWindow
from chengwen.ui.page.changes import shown
from driving import REPORT
from long_report import long_report

SECONDS = 60
WORDS = ("工作", "一、", "（一）", "1.", "。", "，", "**", "一是甲。二是乙。", "abc ", "【次数】", "\u2028", "𠮷")
KEYS = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_Escape,
)
MODIFIERS = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier)
DIALOGS = {"open", "save", "save_as", "pdf", "preview", "print", "quit", "close", "go_to", "keys"}
"""Commands that wait for an answer, or end it all."""
TREE = ("move_up", "move_down", "promote", "demote", "delete", "duplicate", "cut", "copy", "paste", "renumber_all")


class Worker:
    """What hands may do; `random` decides."""

    def __init__(self, window: MainWindow, seed: int, folder: Path) -> None:
        self.window = window
        self.random = random.Random(seed)
        self.folder = folder
        self.done: list[str] = []

    def work(self) -> None:
        deeds: list[tuple[int, Callable[[], None]]] = [
            (30, self.type),
            (12, self.compose),
            (25, self.press),
            (12, self.command),
            (10, self.tree),
            (8, self.go),
            (4, self.select),
            (3, self.replace_all),
            (2, self.click),
            (2, self.tab),
            (1, self.save),
        ]
        weights, runs = zip(*deeds, strict=True)
        run = self.random.choices(runs, weights)[0]
        self.done.append(run.__name__)
        run()
        if self.random.random() < 0.3:
            QApplication.processEvents()
        self.look()

    def type(self) -> None:
        for _ in range(self.random.randint(1, 4)):
            self.window.view.text_in_hand.textCursor().insertText(self.random.choice(WORDS))

    def compose(self) -> None:
        text = self.window.view.text_in_hand
        for preedit in ("g", "gong", "gongzuo")[: self.random.randint(0, 3)]:
            QApplication.sendEvent(text, QInputMethodEvent(preedit, []))
            if self.random.random() < 0.2:
                self.window.view.follow()
        event = QInputMethodEvent("", [])
        event.setCommitString(self.random.choice(["", "工作", "一、", "，"]))
        QApplication.sendEvent(text, event)

    def press(self) -> None:
        for _ in range(self.random.randint(1, 4)):
            key, modifier = self.random.choice(KEYS), self.random.choice(MODIFIERS)
            QTest.keyClick(self.window.view.text_in_hand, key, modifier)

    def command(self) -> None:
        name = self.random.choice([name for name in self.window._actions if name not in DIALOGS])
        self.done[-1] += f" {name}"
        self.window._actions[name].trigger()

    def tree(self) -> None:
        rows = self.window.tree.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
        if rows:
            self.window.tree.setCurrentItem(self.random.choice(rows))
        name = self.random.choice(TREE)
        self.done[-1] += f" {name}"
        getattr(self.window.tree, name)()

    def go(self) -> None:
        count = len(self.window.session.report.paragraphs)
        self.window.page.go_to(self.random.randrange(count), self.random.randrange(40))

    def select(self) -> None:
        text = self.window.view.text_in_hand
        cursor = text.textCursor()
        block = text.document().findBlockByNumber(self.random.randrange(text.document().blockCount()))
        cursor.setPosition(block.position(), QTextCursor.MoveMode.KeepAnchor)
        steps = self.random.randrange(40)  # as keys move it: never into the middle of 𠮷
        cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, steps)
        text.setTextCursor(cursor)

    def replace_all(self) -> None:
        self.window.view.search(replacing=True)
        bar = self.window.view.find_bar
        bar._text.setText(self.random.choice(["工作", "，", "一", "[一二]、", "a"]))
        bar._new.setText(self.random.choice(["", "学习", "二、"]))
        bar.replace_all()
        if self.random.random() < 0.7:
            bar.close_find()

    def click(self) -> None:
        page = self.window.page
        place = QPointF(self.random.randrange(page.width()), self.random.randrange(page.height())).toPoint()
        if page._labelled_block(QPointF(place)) is None:
            QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def tab(self) -> None:
        views = self.window.views()
        if len(views) > 3:
            self.window.session.history.mark_clean()
            self.window.close_report()
        else:
            self.window._tabs.setCurrentIndex(self.random.randrange(len(views)))

    def save(self) -> None:
        path = self.folder / f"{len(self.done)}.docx"
        self.window.session.save(path)
        assert Session.open(path).report == self.window.session.report

    def look(self) -> None:
        document, paragraphs = self.window.page.document(), self.window.session.report.paragraphs
        lines = [document.findBlockByNumber(at).text() for at in range(document.blockCount())]
        wanted = [shown(paragraph) for paragraph in paragraphs]
        assert lines == wanted, f"the page shows {lines} for {wanted}"


def take_all_back(session: Session) -> None:
    now = list(session.report.paragraphs)
    steps = 0
    while session.history.undo_label is not None:
        session.undo()
        steps += 1
    for _ in range(steps):
        session.redo()
    assert list(session.report.paragraphs) == now, "undo and redo do not bring it back"


def main(seed: int | None = None, seconds: float = SECONDS) -> None:
    faulthandler.enable()
    seed = seed if seed is not None else random.randrange(1_000_000)
    print(f"种子 {seed}，{seconds:.0f} 秒", flush=True)
    application = QApplication([])
    failures: list[BaseException] = []
    sys.excepthook = lambda _kind, error, _trace: failures.append(error)
    with TemporaryDirectory() as name:
        os.environ["CHENGWEN_HOME"] = name
        path = Path(name) / "报告.txt"
        path.write_text(REPORT if seed % 3 else long_report(8000).text(), encoding="utf-8")
        window = MainWindow(Session.open(path), pdf_bytes)
        window.show()
        worker = Worker(window, seed, Path(name))
        end = time.monotonic() + seconds
        try:
            while time.monotonic() < end and not failures:
                worker.work()
            for view in window.views():
                take_all_back(view.session)
                view.session.history.mark_clean()
            if failures:
                raise failures[0]
        except BaseException:
            sys.excepthook = sys.__excepthook__
            print("最后几步：", " → ".join(worker.done[-12:]), flush=True)
            raise
        window.close()
        application.processEvents()
    print(f"{len(worker.done):,} 步，没有发现问题")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
