"""Builds the window and joins its parts; the only module that knows them all."""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QLibraryInfo,
    QMessageLogContext,
    QObject,
    Qt,
    QTimer,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from chengwen.errors import Unwritable
from chengwen.session import Session
from chengwen.storage.home import user_folder
from chengwen.ui.main_window import MainWindow
from chengwen.ui.memory import Memory
from chengwen.ui.theme import set_up

if TYPE_CHECKING:
    from types import TracebackType

    from chengwen.report.report import Report

SCREENSHOT = (1600, 1000)
_LARGEST_LOG = 1_000_000
_log = logging.getLogger("chengwen")


def run(path: Path | None = None) -> int:
    """Open the window and stay until it is closed."""
    application = _application()
    _report_crashes()
    window = build_window(path)
    window.show()
    return application.exec()


def build_window(path: Path | None = None) -> MainWindow:
    """The window, not yet shown. The file is opened when the window has been painted, so that it appears at once."""
    window = MainWindow(Session(), pdf_bytes)
    if path is not None:
        _Opener(window, path)
    return window


def screenshot(path: Path, image: Path, size: tuple[int, int] = SCREENSHOT) -> None:
    """Open the report in the real window, without a screen, and save a picture of it.

    Raises Unreadable for the report, Unwritable for the picture.
    """
    application = _application(offscreen=True)
    with TemporaryDirectory(prefix="chengwen-") as folder:  # nothing of the user's own window is read or changed
        window = MainWindow(Session.open(path), pdf_bytes, Memory(Path(folder)))
        window.resize(*size)
        window.show()
        application.processEvents()
        if not window.grab().save(str(image), "PNG"):
            raise Unwritable(image, "截图写不进去，请换一个位置")
        window.deleteLater()
        application.processEvents()


def pdf_bytes(report: Report) -> bytes:
    """The pages of the report as PDF, with or without a screen."""
    # pypdf takes longer to import than the window to appear.
    from chengwen.ui.paper.pdf import write_pdf

    _application(offscreen=True)
    return write_pdf(report)


class _Opener(QObject):
    """Opens a file in the window behind its first paint, then goes away."""

    def __init__(self, window: MainWindow, path: Path) -> None:
        super().__init__(window)
        self._window = window
        self._path = path
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._open)
        return False

    def _open(self) -> None:
        self._window.open(self._path)
        self.deleteLater()


def _application(*, offscreen: bool = False) -> QApplication:
    """The one application, made when first asked for."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        return application
    qInstallMessageHandler(_log_qt)
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    platform = ["-platform", "offscreen"] if offscreen else []
    application = QApplication([sys.argv[0] or "chengwen", *platform])
    application.setApplicationName("chengwen")
    application.setApplicationDisplayName("成文")
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", _translations()):
        application.installTranslator(translator)
    set_up(application)
    return application


def _log_qt(kind: QtMsgType, _: QMessageLogContext, message: str) -> None:
    """Qt's own remarks are for the log, not for who called us from a command line."""
    serious = kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
    _log.log(logging.ERROR if serious else logging.INFO, "Qt: %s", message)


def _translations() -> str:
    return QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)


def _report_crashes() -> None:
    """Write what goes wrong to the log, without a word of the report, and tell the user that the text is safe."""
    folder = user_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        log = folder / "log.txt"
        if log.exists() and log.stat().st_size > _LARGEST_LOG:
            log.replace(folder / "log.old.txt")
        handler: logging.Handler = logging.FileHandler(log, encoding="utf-8", delay=True)
    except OSError:
        handler = logging.StreamHandler()
    _log.addHandler(handler)

    def told(kind: type[BaseException], _: BaseException, trace: TracebackType | None) -> None:
        frames = "".join(traceback.format_tb(trace))
        _log.error("%s\n%s", kind.__name__, frames)
        box = QMessageBox(QMessageBox.Icon.Warning, "成文", "程序遇到意外，刚才的操作可能没有完成。")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(f"稿子还在窗口里，请先另存一份。日志在 {folder}")
        box.exec()

    sys.excepthook = told
