"""The paper on the screen: where it stands, what is marked on it, zoom."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from chengwen.layout.facts import TWIPS_PER_MM, layout_facts
from chengwen.report.paragraph import Paragraph, Role
from chengwen.report.splice import Splice
from chengwen.session import Session
from chengwen.ui.page.editor import PageEditor
from chengwen.ui.theme import LIGHT

PARAGRAPHS = (
    Paragraph(Role.TITLE, "工作报告"),
    Paragraph(text="全年学习**次，成效明显。"),
    Paragraph(Role.OPAQUE, "〔表格 2×2〕", xml="<w:tbl/>"),
    Paragraph(text="甲" * 200, doubtful=True),
)
PIXELS_PER_MM = 96 / 25.4


@pytest.fixture
def page(qtbot: QtBot) -> PageEditor:
    return shown(qtbot, 1000)


def shown(qtbot: QtBot, width: int) -> PageEditor:
    session = Session()
    session.apply([Splice(0, tuple(session.report.paragraphs), PARAGRAPHS)], "载入")
    page = PageEditor(session)
    qtbot.addWidget(page)
    page.resize(width, 700)
    page.show()
    qtbot.waitExposed(page)
    return page


def place_of(page: PageEditor, paragraph: int, offset: int) -> QPoint:
    """The top left corner of a character in the viewport."""
    page.go_to(paragraph, offset)
    return page.cursorRect().topLeft()


def test_the_text_stands_in_the_margins_of_the_norm(page: PageEditor) -> None:
    sheet = page.sheet_layout().sheet
    facts = layout_facts().page
    first = page.sheet_layout().blockBoundingRect(page.document().firstBlock()).topLeft() - sheet.topLeft()
    assert first.x() == pytest.approx(facts.left / TWIPS_PER_MM * PIXELS_PER_MM, abs=1)
    assert first.y() == pytest.approx(facts.top / TWIPS_PER_MM * PIXELS_PER_MM, abs=1)
    assert sheet.width() == pytest.approx(210 * PIXELS_PER_MM, abs=1)
    assert sheet.height() >= 296 * PIXELS_PER_MM


def test_the_sheet_stays_in_the_middle(page: PageEditor) -> None:
    for width in (1000, 1300):
        page.resize(width, 700)
        assert page.sheet_layout().sheet.center().x() == pytest.approx(page.viewport().width() / 2, abs=1)
    image = page.viewport().grab().toImage()
    assert image.pixelColor(10, 300) == QColor(LIGHT.desk)
    assert image.pixelColor(page.viewport().width() // 2, 60) == QColor("white")


def test_a_line_of_the_page_holds_28_characters(page: PageEditor) -> None:
    layout = page.document().findBlockByNumber(3).layout()
    assert [layout.lineAt(n).textLength() for n in range(3)] == [26, 28, 28]


def test_a_click_puts_the_cursor_where_it_points(page: PageEditor, qtbot: QtBot) -> None:
    for paragraph, offset in ((0, 2), (1, 0), (1, 7), (3, 60)):
        place = place_of(page, paragraph, offset) + QPoint(2, 10)
        page.go_to(0, 0)
        qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert page.place() == (paragraph, offset)


def test_a_click_in_the_margin_goes_to_the_line(page: PageEditor, qtbot: QtBot) -> None:
    place = place_of(page, 3, 60)
    qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, place.y() + 10))
    assert page.place() == (3, 54)


def test_blanks_and_what_is_not_edited_are_marked(page: PageEditor) -> None:
    blank, card, plain = place_of(page, 1, 4), place_of(page, 2, 0), place_of(page, 1, 0)
    image = page.viewport().grab().toImage()
    colours = {image.pixelColor(blank + QPoint(x, y)).name() for x in range(8) for y in range(16)}
    assert QColor(LIGHT.blank).name() in colours
    assert image.pixelColor(card + QPoint(-2, 10)) == QColor(LIGHT.card)
    assert image.pixelColor(plain + QPoint(-6, 10)) == QColor("white")


def test_a_filled_blank_is_marked_no_longer(page: PageEditor, qtbot: QtBot) -> None:
    page.go_to(1, 4, 6)
    qtbot.keyClicks(page, "12")
    blank = place_of(page, 1, 4)
    image = page.viewport().grab().toImage()
    colours = {image.pixelColor(blank + QPoint(x, y)).name() for x in range(8) for y in range(16)}
    assert QColor(LIGHT.blank).name() not in colours


def test_a_pane_too_narrow_for_the_sheet_shows_it_smaller(qtbot: QtBot) -> None:
    page = shown(qtbot, 600)
    qtbot.waitUntil(lambda: 0.6 < page.scale < 0.8)
    assert page.sheet_layout().sheet.width() <= page.viewport().width()
    layout = page.document().findBlockByNumber(3).layout()
    assert [layout.lineAt(n).textLength() for n in range(3)] == [26, 28, 28]


def test_the_wheel_with_ctrl_zooms_and_without_scrolls(page: PageEditor) -> None:
    def turn(modifiers: Qt.KeyboardModifier) -> None:
        middle = QPointF(page.viewport().rect().center())
        turned = QWheelEvent(
            middle,
            page.viewport().mapToGlobal(middle),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(page.viewport(), turned)

    turn(Qt.KeyboardModifier.ControlModifier)
    assert page.scale == 1.1
    turn(Qt.KeyboardModifier.NoModifier)
    assert page.scale == 1.1
