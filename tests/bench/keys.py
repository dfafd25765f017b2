"""From a key to the painted page, in reports of 10,000 and 100,000 characters with 200 faults underlined."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chengwen.app import pdf_bytes
from chengwen.report.report import Report
from chengwen.report.splice import Splice
from chengwen.session import Session
from chengwen.ui.main_window import MainWindow
from long_report import long_report

KEYS = 300
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


def milliseconds_per_key(window: MainWindow) -> tuple[list[float], float]:
    """CPU of each key with its painting, typed into the middle; and of what follows in the pause behind them."""
    page = window.page
    middle = len(window.session.report.paragraphs) // 2
    page.go_to(middle, len(window.session.report.paragraphs[middle].text) // 2)
    QApplication.processEvents()
    times = []
    for _ in range(KEYS):
        begin = time.process_time()
        QTest.keyClick(page, "a")
        QApplication.processEvents()
        times.append((time.process_time() - begin) * 1000)
    begin = time.process_time()
    window.view.follow()
    return times[5:], (time.process_time() - begin) * 1000


def main() -> None:
    QApplication.instance() or QApplication([])
    medians = {}
    for characters in (10_000, 100_000):
        window = opened(long_report(characters, faults=200))
        times, pause = milliseconds_per_key(window)
        medians[characters] = median(times)
        print(
            f"{characters:,} 字：每键到画好 中位 {medians[characters]:.2f} ms（目标 ≤ {MEDIAN}），"
            f"最慢 {max(times):.1f} ms（目标 ≤ {WORST}）；停顿时的统计与检查 {pause:.0f} ms"
        )
        window.session.history.mark_clean()
        window.close()
    print(f"10 万字是 1 万字的 {medians[100_000] / medians[10_000]:.2f} 倍（目标 ≤ {GROWTH}）")


if __name__ == "__main__":
    main()
