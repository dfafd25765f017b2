"""Show the window that MODULE.build_window makes; as its first paint begins, print the modules loaded and the time.

As a program: python first_paint.py MODULE [FILE]. The last line of its output is JSON: {"modules": [...], "time": s}.
"""

from __future__ import annotations

import json
import sys
import time
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication


class FirstPaint(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            print(json.dumps({"modules": sorted(sys.modules), "time": time.time()}), flush=True)
            QTimer.singleShot(0, QApplication.quit)  # the window must not go while it is being painted
        return False


def main(module: str, file: str | None = None) -> int:
    application = QApplication([])
    window = import_module(module).build_window(Path(file) if file else None)
    watcher = FirstPaint()
    window.installEventFilter(watcher)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
