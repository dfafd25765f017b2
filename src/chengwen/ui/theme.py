"""The colours and the style of the window: calm, the paper in the middle, one accent; colour is never the only sign."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication


class Appearance(StrEnum):
    SYSTEM = ""  # as the desktop has it
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Colours:
    """By what they are for. Ask `colours()` for them when painting, not before: the appearance can change."""

    accent: str
    accent_soft: str  # behind what is chosen
    ink: str
    faint: str  # words beside the matter
    bar: str  # menus, tool bar, status bar
    field: str  # what is typed into
    pane: str
    desk: str  # around the paper
    edge: str
    paper: str
    handle: str
    selection: str
    blank: str
    blank_edge: str
    blank_ink: str
    card: str  # what is kept but not edited
    doubt: str
    hit: str  # found by a search
    notice: str
    notice_edge: str


LIGHT = Colours(
    accent="#b3261e",
    accent_soft="#fdecea",
    ink="#1f2328",
    faint="#6e747d",
    bar="#ffffff",
    field="#ffffff",
    pane="#fbfbfc",
    desk="#eef0f2",
    edge="#d9dce0",
    paper="#ffffff",
    handle="#c4c9cf",
    selection="#f3c6c2",
    blank="#fff1b8",
    blank_edge="#f0d36b",
    blank_ink="#7a5600",
    card="#f3f4f6",
    doubt="#b26a00",
    hit="#cfe8d5",
    notice="#fff8e1",
    notice_edge="#f0e2b6",
)
DARK = Colours(
    accent="#ff8a80",
    accent_soft="#4a2a28",
    ink="#e4e6ea",
    faint="#9aa1ab",
    bar="#24272c",
    field="#1b1d21",
    pane="#202328",
    desk="#16181b",
    edge="#3a3f46",
    paper="#26292e",
    handle="#565c65",
    selection="#6b3b37",
    blank="#5a4a12",
    blank_edge="#8a7426",
    blank_ink="#ffe08a",
    card="#31353b",
    doubt="#ffb74d",
    hit="#2f5a3c",
    notice="#3a331c",
    notice_edge="#5a4f2a",
)

_QSS = Template("""
QMainWindow, QMenuBar, QToolBar, QStatusBar { background: $bar; }
QToolBar { border: 0; border-bottom: 1px solid $edge; padding: 4px 10px; spacing: 4px; }
QToolBar QToolButton { padding: 5px 10px; border-radius: 4px; }
QToolBar QToolButton:hover, QStatusBar QToolButton:hover { background: $desk; }
QToolBar QToolButton:disabled { color: $handle; }
QToolBar::separator { background: $edge; width: 1px; margin: 5px 6px; }
QMenuBar::item { padding: 5px 10px; }
QMenuBar::item:selected { background: $desk; }
QStatusBar { border-top: 1px solid $edge; }
QStatusBar::item { border: 0; }
QStatusBar QToolButton { border: 0; padding: 3px 10px; border-radius: 3px; }
QSplitter::handle { background: $edge; }
#pane, #pane QTreeWidget, #pane QListWidget, QTabWidget::pane { background: $pane; border: 0; }
#paneTitle { color: $faint; padding: 8px 12px 4px 12px; }
#pane QTreeWidget::item { padding: 4px 2px; }
#pane QTreeWidget::item:selected, #pane QListWidget::item:selected { background: $accent_soft; color: $ink; }
#pane QTreeWidget::item:hover:!selected, #pane QListWidget::item:hover:!selected { background: $desk; }
#pane QListWidget::item { padding: 7px 10px; border-bottom: 1px solid $edge; }
#pane QLineEdit { padding: 6px 10px; border: 1px solid $edge; border-radius: 6px; background: $field; }
#pane QLineEdit:focus { border-color: $accent; }
QTabBar::tab { padding: 8px 16px; color: $faint; border: 0; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }
#reports > QTabBar { background: $desk; }
#reports > QTabBar::tab { padding: 6px 12px; max-width: 260px; border-right: 1px solid $edge; }
#reports > QTabBar::tab:selected { color: $ink; background: $bar; }
#pane QTreeWidget QLineEdit { padding: 1px 3px; border-radius: 3px; }
#notice { background: $notice; border-bottom: 1px solid $notice_edge; }
#findBar { background: $bar; border-bottom: 1px solid $edge; }
#findBar QLineEdit { padding: 3px 8px; border: 1px solid $edge; border-radius: 4px; background: $field; }
#findBar QLineEdit:focus { border-color: $accent; }
#findBar #hint { padding: 0 8px; }
GoToPalette QListWidget::item { padding: 5px 8px; }
QCheckBox::indicator { width: 13px; height: 13px; border: 1px solid $faint; border-radius: 3px; background: $field; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; }
#hint { color: $faint; padding: 6px 12px; }
SheetView { background: $desk; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $handle; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")

_UI_FAMILIES = ["Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC"]
_current = LIGHT


def colours() -> Colours:
    """Those of the present appearance."""
    return _current


def set_up(application: QApplication) -> None:
    """Style and font for the whole program, once; `apply_theme` brings the colours."""
    application.setStyle("Fusion")
    font = application.font()
    font.setFamilies([*_UI_FAMILIES, *font.families()])
    application.setFont(font)


def apply_theme(appearance: Appearance) -> None:
    """Colour the whole program; widgets that paint by themselves are asked to paint again."""
    global _current  # one for the program, as Qt's own palette is
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    is_dark = appearance is Appearance.DARK or (
        appearance is Appearance.SYSTEM and application.styleHints().colorScheme() is Qt.ColorScheme.Dark
    )
    _current = DARK if is_dark else LIGHT
    style = _QSS.substitute(asdict(_current))
    if application.styleSheet() == style:
        return  # to set it again costs as much as to set another
    application.setPalette(_palette(_current))
    application.setStyleSheet(style)
    for window in application.topLevelWidgets():
        window.update()


def _palette(of: Colours) -> QPalette:
    palette = QPalette()
    for role, colour in {
        QPalette.ColorRole.Window: of.bar,
        QPalette.ColorRole.Base: of.field,
        QPalette.ColorRole.AlternateBase: of.pane,
        QPalette.ColorRole.Button: of.pane,
        QPalette.ColorRole.WindowText: of.ink,
        QPalette.ColorRole.Text: of.ink,
        QPalette.ColorRole.ButtonText: of.ink,
        QPalette.ColorRole.ToolTipBase: of.bar,
        QPalette.ColorRole.ToolTipText: of.ink,
        QPalette.ColorRole.PlaceholderText: of.faint,
        QPalette.ColorRole.Highlight: of.selection,
        QPalette.ColorRole.HighlightedText: of.ink,
        QPalette.ColorRole.Accent: of.accent,
    }.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(of.handle))
    return palette
