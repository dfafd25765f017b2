"""The report as PDF, whose text can be searched and copied as it was written."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, StreamObject
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter, QRawFont, QTextLayout

from chengwen.layout.facts import TWIPS_PER_POINT
from chengwen.report.paragraph import LINE_BREAK, Role
from chengwen.ui.paper.pages import Pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from chengwen.report.report import Report
    from chengwen.ui.paper.pages import PlacedLine

_PROGRAM = "成文"
_RANGE = re.compile(r"<(\w{4})>\s*<(\w{4})>\s*(?:\[(.*?)\]|<(\w+)>)", re.DOTALL)
_MAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{entries}endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def write_pdf(report: Report) -> bytes:
    """The pages as a PDF file; the same report gives the same bytes. Needs a QGuiApplication, offscreen will do."""
    pages = Pages(report.paragraphs)
    reader = PdfReader(BytesIO(_painted(pages)))
    _repair_text(reader, pages)
    # Qt says when and with what version it wrote, and draws an identifier by lot.
    reader.trailer.pop("/ID", None)
    reader.root_object.pop("/Metadata", None)
    writer = PdfWriter(clone_from=reader)
    title = "".join(one.text for one in report.paragraphs if one.role is Role.TITLE).replace(LINE_BREAK, "")
    writer.metadata = {"/Title": title, "/Creator": _PROGRAM, "/Producer": _PROGRAM}
    result = BytesIO()
    writer.write(result)
    return result.getvalue()


def text_of(pdf: bytes) -> str:
    """What a reader copies from a PDF of ours, page by page and line by line, without the page numbers."""
    texts = (page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return "\n".join(re.sub(rf"\s*—\s*{number}\s*—\s*$", "", text) for number, text in enumerate(texts, 1))


def _painted(pages: Pages) -> bytes:
    """As Qt writes it: with a date, an identifier of its own, and radicals (⼊) in place of characters (入)."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    sheet = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(sheet, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    writer.setResolution(72 * TWIPS_PER_POINT)
    painter = QPainter(writer)
    for page in range(1, pages.page_count + 1):
        if page > 1:
            writer.newPage()
        pages.paint(painter, page)
    painter.end()
    return bytes(buffer.data().data())


def _repair_text(reader: PdfReader, pages: Pages) -> None:
    """Put into the fonts' ToUnicode maps the very characters that were drawn with each glyph.

    Qt guesses them back from the glyph and meets ⼯ before 工, a tab before the blank, 〜 before ～. But it numbers the
    glyphs of a font in the order of drawing, which we know; a font whose map does not fit its glyphs is left alone.
    """
    drawn = _drawn(pages)
    for font in _fonts(reader):
        stream = cast("StreamObject", font["/ToUnicode"])
        guessed = _read_map(stream.get_data().decode("ascii"))
        fitting = next((one for one in drawn if one.fits(guessed)), None)
        if fitting is not None:
            drawn.remove(fitting)
            stream.set_data(_write_map(guessed | fitting.texts()).encode("ascii"))


def _fonts(reader: PdfReader) -> list[DictionaryObject]:
    """In the order of their first use."""
    found: dict[int, DictionaryObject] = {}
    for page in reader.pages:
        fonts = cast("DictionaryObject", page["/Resources"]).get("/Font", DictionaryObject())
        for name in fonts:
            reference = fonts.raw_get(name)
            found[reference.idnum] = reference.get_object()
    return [found[number] for number in sorted(found)]


class _DrawnFont:
    """The glyphs of one font in the order of their first drawing, and what text each was drawn for."""

    def __init__(self, font: QRawFont) -> None:
        self._font = font
        self._glyphs: dict[int, Counter[str]] = defaultdict(Counter)

    def add(self, glyph: int, text: str) -> None:
        self._glyphs[glyph][text] += 1

    def texts(self) -> dict[int, str]:
        """By number in the PDF's font, where 0 is the missing glyph. Of several that look the same, the usual one."""
        common = (counts.most_common(1)[0][0] for counts in self._glyphs.values())
        return {number: text for number, text in enumerate(common, 1) if text}

    def fits(self, guessed: Mapping[int, str]) -> bool:
        """Whether Qt's guesses are characters of these glyphs, but for some that it cannot guess."""
        glyphs = dict(enumerate(self._glyphs, 1))
        right = sum(
            self._font.glyphIndexesForString(text)[:1] == [glyphs.get(number)] for number, text in guessed.items()
        )
        return max(guessed, default=0) <= len(glyphs) and right >= 0.8 * len(guessed)


def _drawn(pages: Pages) -> list[_DrawnFont]:
    fonts: dict[tuple[str, bytes], _DrawnFont] = {}
    for page in range(1, pages.page_count + 1):
        for placed in pages.lines(page):
            for font, glyph, text in _glyphs(placed):
                key = (font.familyName(), bytes(font.fontTable("head").data()))
                fonts.setdefault(key, _DrawnFont(font)).add(glyph, text)
    return list(fonts.values())


def _glyphs(placed: PlacedLine) -> Iterator[tuple[QRawFont, int, str]]:
    """Every glyph of the line in the order of drawing, with the text that it stands for ("" inside a cluster)."""
    runs = placed.line.glyphRuns(-1, -1, QTextLayout.GlyphRunRetrievalFlag.RetrieveAll)
    glyphs = [
        (run.rawFont(), glyph, index)
        for run in runs
        for glyph, index in zip(run.glyphIndexes(), run.stringIndexes(), strict=True)
    ]
    end = placed.line.textStart() + placed.line.textLength()
    units = placed.text.encode("utf-16-le")
    for (font, glyph, start), (_, _, stop) in pairwise([*glyphs, (QRawFont(), 0, end)]):
        yield font, glyph, units[2 * start : 2 * stop].decode("utf-16-le", "ignore")


def _read_map(source: str) -> dict[int, str]:
    """A ToUnicode map as Qt writes it: ranges of glyph numbers with a list of characters or a first one."""
    result: dict[int, str] = {}
    for first, last, listed, single in _RANGE.findall(source):
        numbers = range(int(first, 16), int(last, 16) + 1)
        codes = re.findall(r"<(\w+)>", listed) or [f"{int(single, 16) + at:04x}" for at in range(len(numbers))]
        texts = (bytes.fromhex(code).decode("utf-16-be", "replace") for code in codes)
        result |= {number: text for number, text in zip(numbers, texts, strict=False) if number and text != "\0"}
    return result


def _write_map(texts: Mapping[int, str]) -> str:
    lines = [f"<{number:04X}> <{text.encode('utf-16-be').hex().upper()}>" for number, text in sorted(texts.items())]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]  # no more are allowed in one
    entries = "".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar\n" for block in blocks)
    return _MAP.format(entries=entries)
