"""From a key to the painted page, in reports of 10,000 and 100,000 characters with 200 faults underlined."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QTextEdit

from chengwen.app import pdf_bytes
from chengwen.report.paragraph import Role
from chengwen.report.report import Report
from chengwen.report.splice import Splice
from chengwen.session import Session
from chengwen.ui.main_window import MainWindow
from chengwen.ui.page.editor import PageEditor
from long_report import long_report

KEYS = 120
MEDIAN, WORST, GROWTH = 3.0, 16.0, 1.2


def opened(report: Report) -> MainWindow:
    """A window that shows the report, with everything done that is done in pauses."""
    session = Session()
    session.apply([Splice(0, tuple(session.report.paragraphs), tuple(report.paragraphs))], "写")
    window = MainWindow(session, pdf_bytes)
    window.resize(1440, 1000)
    window.show()
    window.view.follow()
    while window.page.is_dressing:
        QApplication.processEvents()
    return window


def milliseconds_per_key(text: QTextEdit) -> list[float]:
    """CPU of each character that an input method commits, with its painting."""
    times = []
    for _ in range(KEYS):
        event = QInputMethodEvent()
        event.setCommitString("稳")
        begin = time.process_time()
        QApplication.sendEvent(text, event)
        QApplication.processEvents()
        times.append((time.process_time() - begin) * 1000)
    return times[5:]


def in_the_middle(window: MainWindow) -> PageEditor:
    paragraphs = window.session.report.paragraphs
    middle = next(at for at in range(len(paragraphs) // 2, len(paragraphs)) if paragraphs[at].role is Role.BODY)
    window.page.go_to(middle, len(paragraphs[middle].text) // 2)
    QApplication.processEvents()
    return window.page


def peer(report: Report) -> QTextEdit:
    """Qt's own editor with the same text, and nothing more."""
    text = QTextEdit()
    text.setPlainText(report.text())
    text.resize(800, 1000)
    text.show()
    cursor = text.textCursor()
    cursor.setPosition(text.document().characterCount() // 2)
    text.setTextCursor(cursor)
    QApplication.processEvents()
    return text


def main() -> None:
    QApplication.instance() or QApplication([])
    medians = {}
    for characters in (10_000, 100_000):
        report = long_report(characters, faults=200)
        bare = median(milliseconds_per_key(peer(report)))
        window = opened(report)
        times = milliseconds_per_key(in_the_middle(window))
        begin = time.process_time()
        window.view.follow()
        pause = (time.process_time() - begin) * 1000
        medians[characters] = median(times)
        print(
            f"{characters:,} 字：每字到画好 中位 {medians[characters]:.2f} ms（目标 ≤ {MEDIAN}），"
            f"最慢 {max(times):.1f} ms（目标 ≤ {WORST}）；光板 QTextEdit 中位 {bare:.2f} ms，"
            f"{medians[characters] / bare:.1f} 倍；停顿时的统计与检查 {pause:.0f} ms"
        )
        window.session.history.mark_clean()
        window.close()
    print(f"10 万字是 1 万字的 {medians[100_000] / medians[10_000]:.2f} 倍（目标 ≤ {GROWTH}）")


if __name__ == "__main__":
    main()
