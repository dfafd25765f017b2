"""How long until a long .docx can be read and typed into, and for how long a key may have to wait after that."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from PySide6.QtWidgets import QApplication

from chengwen.app import pdf_bytes
from chengwen.files import save_document
from chengwen.session import Session
from chengwen.ui.main_window import MainWindow
from long_report import long_report

GOALS = {100_000: 0.3, 1_000_000: 1.0}


def opening(window: MainWindow, path: Path) -> tuple[float, float, float]:
    """Seconds of CPU: until it is painted; until all is laid out and checked; the longest single turn of that."""
    begin = time.process_time()
    window.open(path)
    window.grab()
    painted = time.process_time() - begin
    longest = 0.0
    while window.page.is_dressing or window.view.is_behind:
        turn = time.process_time()
        QApplication.processEvents()
        longest = max(longest, time.process_time() - turn)
    return painted, time.process_time() - begin, longest


def main() -> None:
    QApplication.instance() or QApplication([])
    with TemporaryDirectory() as folder:
        os.environ["CHENGWEN_HOME"] = folder
        window = MainWindow(Session(), pdf_bytes)
        window.resize(1440, 1000)
        window.show()
        for characters, goal in {10_000: 0.3, **GOALS}.items():
            path = Path(folder) / f"{characters}.docx"
            save_document(long_report(characters), path)
            painted, done, longest = opening(window, path)
            if characters in GOALS:
                print(
                    f"{characters:,} 字：{painted:.2f} 秒看得见、能打字（目标 ≤ {goal}），"
                    f"{done:.2f} 秒全部排好查完，其间最长停顿 {longest * 1000:.0f} ms"
                )


if __name__ == "__main__":
    main()
