from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import outlining
from chengwen.app import pdf_bytes
from chengwen.report.recognise import recognise
from chengwen.report.report import Report
from chengwen.session import Session
from chengwen.ui.main_window import MainWindow
from chengwen.ui.outline.editor import OutlineEditor
from driving import REPORT


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    path = tmp_path / "报告.txt"
    path.write_text(REPORT, encoding="utf-8")
    shown = MainWindow(Session.open(path), pdf_bytes)
    qtbot.addWidget(shown, before_close_func=lambda one: one.session.history.mark_clean())
    shown.show()
    qtbot.waitExposed(shown)
    return shown


@pytest.fixture
def editor(qtbot: QtBot) -> OutlineEditor:
    return outlining.shown(qtbot, recognise(outlining.REPORT).report)


@pytest.fixture
def empty(qtbot: QtBot) -> OutlineEditor:
    return outlining.shown(qtbot, Report())
