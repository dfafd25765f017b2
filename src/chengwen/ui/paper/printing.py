"""Print preview (打印预览) and printing (打印), from the same pages as the PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog

from chengwen.layout.facts import TWIPS_PER_POINT
from chengwen.ui.paper.pages import Pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtWidgets import QWidget

    from chengwen.report.paragraph import Paragraph

_TWIPS_PER_INCH = 72 * TWIPS_PER_POINT


class PreviewDialog(QPrintPreviewDialog):
    """The preview of a report as it is now, from which it can be printed; `open` or `exec` it."""

    def __init__(self, paragraphs: Sequence[Paragraph], parent: QWidget | None = None) -> None:
        self._pages = Pages(paragraphs)
        self._printer = a4_printer()  # Qt does not keep it alive
        super().__init__(self._printer, parent)
        self.setWindowTitle("打印预览")
        self.paintRequested.connect(self._paint)

    def _paint(self, printer: QPrinter) -> None:
        paint_pages(self._pages, printer)


def print_report(paragraphs: Sequence[Paragraph], parent: QWidget | None = None) -> bool:
    """Ask for the printer and print; False when the user thought better of it or the printer did not start."""
    pages = Pages(paragraphs)
    printer = a4_printer()
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("打印")
    dialog.setMinMax(1, pages.page_count)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    return bool(dialog.exec()) and paint_pages(pages, printer)


def a4_printer() -> QPrinter:
    """A printer set to A4 without margins of its own: the margins are those of the norm."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    sheet = QPageSize(QPageSize.PageSizeId.A4)
    printer.setPageLayout(QPageLayout(sheet, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    printer.setDocName("成文")
    return printer


def paint_pages(pages: Pages, printer: QPrinter) -> bool:
    """Send the pages asked for, in the order asked for; False when the printer does not start."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    scale = printer.resolution() / _TWIPS_PER_INCH
    painter.scale(scale, scale)
    for at, page in enumerate(_chosen(pages, printer)):
        if at:
            printer.newPage()
        pages.paint(painter, page)
    return painter.end()


def _chosen(pages: Pages, printer: QPrinter) -> Iterable[int]:
    """The pages of the range set in the dialog (0: to the end), last first where that was asked for."""
    first = max(printer.fromPage(), 1)
    last = min(printer.toPage() or pages.page_count, pages.page_count)
    chosen = range(first, last + 1)
    return reversed(chosen) if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst else chosen
