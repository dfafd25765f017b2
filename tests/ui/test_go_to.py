"""Going to a page or a section by what is typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from chengwen.report.outline import outline
from chengwen.report.recognise import recognise
from chengwen.ui.page.go_to import GoToPalette
from driving import REPORT


class Opened:
    """A palette over the report, and where it led."""

    def __init__(self, qtbot: QtBot) -> None:
        self.pages: list[int] = []
        self.places: list[tuple[int, int]] = []
        self.palette = GoToPalette(outline(recognise(REPORT).report.paragraphs), 8, self.pages.append)
        self.palette.place_chosen.connect(lambda *place: self.places.append(place))
        qtbot.addWidget(self.palette)
        self.palette.show()
        qtbot.waitExposed(self.palette)
        self.field = self.palette.findChild(QLineEdit)
        self.list = self.palette.findChild(QListWidget)

    def rows(self) -> list[str]:
        return [self.list.item(at).text() for at in range(self.list.count())]

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.field, key)


@pytest.fixture
def opened(qtbot: QtBot) -> Opened:
    return Opened(qtbot)


def test_at_first_all_sections_are_there_without_points(opened: Opened) -> None:
    assert opened.rows() == [
        "一、工作情况",
        "　（一）加强领导",
        "　（二）强化学习",
        "二、存在问题",
        "三、下步打算",
        "　（一）提高站位",
    ]
    assert opened.list.currentRow() == 0


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("问题", ["二、存在问题"]),
        ("xbds", ["三、下步打算"]),
        ("qianghua", ["　（二）强化学习"]),
        ("（一）", ["　（一）加强领导", "　（一）提高站位"]),
        ("没有的", []),
        ("3", ["第 3 页"]),
        (" ８ ", ["第 8 页"]),
        ("9", ["第 8 页（共 8 页）"]),
        ("0", ["第 1 页（共 8 页）"]),
        ("9" * 5000, ["第 8 页（共 8 页）"]),
        ("²", []),
    ],
)
def test_what_is_typed_says_where(opened: Opened, typed: str, rows: list[str]) -> None:
    opened.field.setText(typed)
    assert opened.rows() == rows


def test_enter_goes_to_the_section_of_the_row(opened: Opened) -> None:
    QTest.keyClicks(opened.field, "xx")
    opened.press(Qt.Key.Key_Return)
    assert opened.places == [(5, 0)]
    assert not opened.palette.isVisible()


def test_arrows_move_through_the_rows(opened: Opened) -> None:
    opened.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Enter)
    assert opened.places == [(5, 0)]


def test_a_number_goes_to_the_page(opened: Opened) -> None:
    QTest.keyClicks(opened.field, "12")
    opened.press(Qt.Key.Key_Return)
    assert opened.pages == [8]
    assert opened.places == []


def test_a_click_goes_there_too(opened: Opened) -> None:
    place = opened.list.visualItemRect(opened.list.item(3)).center()
    QTest.mouseClick(opened.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.places == [(6, 0)]


def test_escape_goes_nowhere_and_enter_without_a_row_neither(opened: Opened) -> None:
    opened.field.setText("没有的")
    opened.press(Qt.Key.Key_Return)
    assert opened.palette.isVisible()
    opened.press(Qt.Key.Key_Escape)
    assert not opened.palette.isVisible()
    assert opened.places == opened.pages == []
