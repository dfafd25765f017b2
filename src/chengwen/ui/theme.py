"""The colours and the style of the window: calm, the paper in the middle, one accent; colour is never the only sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPalette

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

ACCENT = "#b3261e"
ACCENT_SOFT = "#fdecea"
INK = "#1f2328"
FAINT = "#8a9099"
PANE = "#fbfbfc"
DESK = "#eef0f2"
PAPER_EDGE = "#d9dce0"
BLANK = "#fff1b8"
BLANK_EDGE = "#f0d36b"
BLANK_INK = "#7a5600"
CARD = "#f3f4f6"
DOUBT = "#b26a00"

_QSS = f"""
QMainWindow, QMenuBar, QToolBar, QStatusBar {{ background: white; }}
QToolBar {{ border: 0; border-bottom: 1px solid {PAPER_EDGE}; padding: 4px 10px; spacing: 4px; }}
QToolBar QToolButton {{ padding: 5px 10px; border-radius: 4px; }}
QToolBar QToolButton:hover, QStatusBar QToolButton:hover {{ background: {DESK}; }}
QToolBar QToolButton:disabled {{ color: #b4b9c0; }}
QToolBar::separator {{ background: {PAPER_EDGE}; width: 1px; margin: 5px 6px; }}
QMenuBar::item {{ padding: 5px 10px; }}
QMenuBar::item:selected {{ background: {DESK}; }}
QStatusBar {{ border-top: 1px solid {PAPER_EDGE}; }}
QStatusBar::item {{ border: 0; }}
QStatusBar QToolButton {{ border: 0; padding: 3px 10px; border-radius: 3px; }}
QSplitter::handle {{ background: {PAPER_EDGE}; }}
#pane, #pane QTreeWidget, #pane QListWidget, QTabWidget::pane {{ background: {PANE}; border: 0; }}
#paneTitle {{ color: {FAINT}; padding: 8px 12px 4px 12px; }}
#pane QTreeWidget::item {{ padding: 4px 2px; }}
#pane QTreeWidget::item:selected, #pane QListWidget::item:selected {{ background: {ACCENT_SOFT}; color: {INK}; }}
#pane QTreeWidget::item:hover:!selected, #pane QListWidget::item:hover:!selected {{ background: {DESK}; }}
#pane QListWidget::item {{ padding: 7px 10px; border-bottom: 1px solid #eceef0; }}
#pane QLineEdit {{ padding: 6px 10px; border: 1px solid {PAPER_EDGE}; border-radius: 6px; background: white; }}
#pane QLineEdit:focus {{ border-color: {ACCENT}; }}
QTabBar::tab {{ padding: 8px 16px; color: {FAINT}; border: 0; border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {ACCENT}; border-bottom-color: {ACCENT}; }}
#pane QTreeWidget QLineEdit {{ padding: 1px 3px; border-radius: 3px; }}
#notice {{ background: #fff8e1; border-bottom: 1px solid #f0e2b6; }}
#hint {{ color: {FAINT}; padding: 6px 12px; }}
PageEditor {{ background: {DESK}; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: #c4c9cf; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px; }}
QScrollBar::handle:hover {{ background: #a3a9b1; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""

_UI_FAMILIES = ["Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC"]


def apply_theme(application: QApplication) -> None:
    """Style, palette and style sheet for the whole program."""
    application.setStyle("Fusion")
    palette = QPalette()
    for role, colour in {
        QPalette.ColorRole.Window: "#ffffff",
        QPalette.ColorRole.Base: "#ffffff",
        QPalette.ColorRole.AlternateBase: PANE,
        QPalette.ColorRole.Button: "#f6f7f8",
        QPalette.ColorRole.WindowText: INK,
        QPalette.ColorRole.Text: INK,
        QPalette.ColorRole.ButtonText: INK,
        QPalette.ColorRole.ToolTipBase: "#ffffff",
        QPalette.ColorRole.ToolTipText: INK,
        QPalette.ColorRole.PlaceholderText: FAINT,
        QPalette.ColorRole.Highlight: "#f3c6c2",
        QPalette.ColorRole.HighlightedText: INK,
    }.items():
        palette.setColor(role, QColor(colour))
    application.setPalette(palette)
    font = application.font()
    font.setFamilies([*_UI_FAMILIES, *font.families()])
    application.setFont(font)
    application.setStyleSheet(_QSS)
