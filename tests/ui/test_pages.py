"""The finished pages: 22 lines of 28 characters, page numbers at the outer edge, the same in the preview."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QRect
from PySide6.QtGui import QColorConstants, QImage, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewWidget
from pytestqt.qtbot import QtBot

from chengwen.report.paragraph import Paragraph, Role
from chengwen.ui.paper.pages import Pages
from chengwen.ui.paper.printing import PreviewDialog, a4_printer, paint_pages

pytestmark = pytest.mark.usefixtures("qapp")
HAN = "云岭市商务局党组认真贯彻落实各项工作部署要求"
PLAIN = Paragraph(Role.ADDRESSEE, (HAN * 120)[: 28 * 60])
PER_MM = 8


def shown(pages: Pages, page: int) -> list[str]:
    """The lines of a page without its number."""
    return [
        placed.text[placed.line.textStart() : placed.line.textStart() + placed.line.textLength()]
        for placed in pages.lines(page)[:-1]
    ]


def painted(pages: Pages, page: int) -> QImage:
    image = QImage(210 * PER_MM, 297 * PER_MM, QImage.Format.Format_Grayscale8)
    image.fill(QColorConstants.White)
    painter = QPainter(image)
    painter.scale(PER_MM * 25.4 / 1440, PER_MM * 25.4 / 1440)
    pages.paint(painter, page)
    painter.end()
    return image


def ink(image: QImage, area: QRect) -> tuple[float, float, float, float]:
    """Left, top, right and bottom edge of what is black in an area given in mm, in mm of the sheet."""
    width, data = image.bytesPerLine(), bytes(image.constBits())
    rows = range(area.top() * PER_MM, (area.bottom() + 1) * PER_MM)
    lines = {y: data[y * width + area.left() * PER_MM : y * width + (area.right() + 1) * PER_MM] for y in rows}
    inked = {y: [x for x, value in enumerate(line) if value < 128] for y, line in lines.items()}
    inked = {y: xs for y, xs in inked.items() if xs}
    left, right = min(min(xs) for xs in inked.values()), max(max(xs) for xs in inked.values())
    return (
        area.left() + left / PER_MM,
        min(inked) / PER_MM,
        area.left() + (right + 1) / PER_MM,
        (max(inked) + 1) / PER_MM,
    )


def test_a_page_of_plain_text_has_22_lines_of_28_characters() -> None:
    pages = Pages([PLAIN])
    assert pages.page_count == 3
    for page, lines in ((1, 22), (2, 22), (3, 16)):
        assert [len(line) for line in shown(pages, page)] == [28] * lines


def test_the_text_stands_in_the_type_area() -> None:
    left, top, right, bottom = ink(painted(Pages([PLAIN]), 1), QRect(0, 0, 210, 265))
    assert 28 <= left < 29
    assert 37 <= top < 41
    assert 183 < right <= 184.5
    assert 259 < bottom <= 262


@pytest.mark.parametrize(("page", "side"), [(1, "right"), (2, "left"), (3, "right")])
def test_the_page_number_stands_at_the_outer_edge_7_mm_under_the_type_area(page: int, side: str) -> None:
    pages = Pages([PLAIN])
    assert pages.lines(page)[-1].text == f"— {page} —"
    image = painted(pages, page)
    left, _, right, _ = ink(image, QRect(0, 263, 210, 34))
    _, top, _, bottom = ink(image, QRect(int(left), 263, 3, 34))  # of the first dash
    assert (top + bottom) / 2 == pytest.approx(262 + 7, abs=0.3)
    one = 14 * 25.4 / 72
    if side == "right":
        assert 184 - one - 1 < right < 184 - one + 0.2
    else:
        assert 28 + one - 0.2 < left < 28 + one + 1


def test_a_blank_line_of_the_layout_counts_as_a_line() -> None:
    pages = Pages([Paragraph(Role.TITLE, "标题"), Paragraph(Role.BODY, HAN * 40)])
    assert len(shown(pages, 1)) == 21
    assert len(shown(pages, 2)) == 32 - 20


def test_an_attachment_starts_on_a_new_page() -> None:
    pages = Pages(
        [Paragraph(Role.BODY, "正文。"), Paragraph(Role.ATTACHMENT_MARK, "附件1"), Paragraph(Role.BODY, "表。")]
    )
    assert [shown(pages, page) for page in (1, 2)] == [["正文。"], ["附件1", "表。"]]
    assert [pages.page_of(number) for number in range(3)] == [1, 2, 2]


def test_an_attachment_behind_a_full_page_leaves_no_empty_one() -> None:
    full = Paragraph(Role.ADDRESSEE, PLAIN.text[: 28 * 22])
    pages = Pages([full, Paragraph(Role.ATTACHMENT_MARK, "附件")])
    assert pages.page_count == 2


def test_a_place_in_a_long_paragraph_is_found_on_its_page() -> None:
    pages = Pages([Paragraph(Role.ADDRESSEE, "题："), PLAIN])
    assert pages.page_of(1) == 1
    assert pages.page_of(1, 28 * 21 - 1) == 1
    assert pages.page_of(1, 28 * 21) == 2
    assert pages.page_of(1, len(PLAIN.text)) == 3


def test_an_empty_report_is_one_page() -> None:
    pages = Pages([Paragraph()])
    assert pages.page_count == 1
    assert shown(pages, 1) == [""]


def test_the_preview_shows_the_same_pages(qtbot: QtBot) -> None:
    dialog = PreviewDialog([PLAIN])
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.windowTitle() == "打印预览"
    assert dialog.findChild(QPrintPreviewWidget).pageCount() == 3


def test_only_the_pages_asked_for_are_printed(tmp_path: Path) -> None:
    printer = a4_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setFromTo(2, 9)
    assert paint_pages(Pages([PLAIN]), printer)
    assert len(PdfReader(tmp_path / "out.pdf").pages) == 2
