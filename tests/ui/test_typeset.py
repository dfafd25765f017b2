"""The look of paragraphs and the breaking of their lines, at every zoom."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QInputMethodEvent, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from chengwen.layout.arrange import arrange
from chengwen.report.paragraph import Paragraph, Role, Span, SpanKind
from chengwen.ui.paper import faces
from chengwen.ui.paper.flow import PaperLayout, break_lines
from chengwen.ui.paper.kinsoku import line_end
from chengwen.ui.paper.typeset import (
    PRINT_SCALE,
    char_formats,
    format_block,
    line_height,
    line_width,
    qt_index,
    typeset,
    units,
)

pytestmark = pytest.mark.usefixtures("qapp")
SCALES = [0.5, 0.75, 1.0, 1.1, 1.25, 1.5, 2.0, 3.0, PRINT_SCALE]
HAN = "云岭市商务局党组认真贯彻落实各项工作部署要求"
QUOTES = "坚持“两个维护”，增强“四个意识”“四个自信”，开展《关于》（试行）工作——共召开会议12次，完成3.5亿元……增长10％。"


def laid_out(paragraph: Paragraph, scale: float = 1.0) -> tuple[QTextDocument, list[str]]:
    document = QTextDocument()
    typeset(document, [paragraph], scale)
    break_lines(document.begin(), scale)
    return document, lines_of(document.begin())


def lines_of(block: QTextBlock) -> list[str]:
    units_of_text = block.text().encode("utf-16-le")
    layout = block.layout()
    lines = [layout.lineAt(number) for number in range(layout.lineCount())]
    ends = [(2 * line.textStart(), 2 * (line.textStart() + line.textLength())) for line in lines]
    return [units_of_text[start:end].decode("utf-16-le") for start, end in ends]


def test_a_document_has_one_block_a_paragraph_with_its_very_text() -> None:
    paragraphs = [Paragraph(Role.TITLE, "标题"), Paragraph(), Paragraph(Role.BODY, "一\u2028二 “三” 4𠮷\ufffc\t五")]
    document = QTextDocument("旧文字\n旧文字\n旧文字\n旧文字")
    typeset(document, paragraphs, 1.0)
    blocks = [document.findBlockByNumber(number).text() for number in range(document.blockCount())]
    assert blocks == [paragraph.text for paragraph in paragraphs]


@pytest.mark.parametrize("scale", SCALES)
def test_plain_han_fills_28_characters_a_line_behind_an_indent_of_two(scale: float) -> None:
    document, lines = laid_out(Paragraph(Role.BODY, HAN * 20), scale)
    assert [len(line) for line in lines] == [26, *[28] * 14, 22]
    first, second = (document.begin().layout().lineAt(number) for number in (0, 1))
    assert first.x() / line_width(scale) == pytest.approx(2 / 28, abs=0.001)
    assert second.x() == 0
    assert second.cursorToX(26 + 28)[0] / line_width(scale) == pytest.approx(1, abs=0.003)


@pytest.mark.parametrize("scale", SCALES)
def test_no_line_begins_or_ends_with_a_mark_that_must_not(scale: float) -> None:
    _, lines = laid_out(Paragraph(Role.BODY, QUOTES * 12), scale)
    assert "".join(lines) == QUOTES * 12
    assert not [line for line in lines if line[0] in "。，、；：？！）》”…％" or line[-1] in "（《“"]
    assert not [line for line, following in pairwise(lines) if line[-1] == "—" == following[0]]


def test_lines_part_between_two_quotations() -> None:
    _, lines = laid_out(Paragraph(Role.ADDRESSEE, HAN + "四个意识”“四个自信"))
    assert lines == [HAN + "四个意识”", "“四个自信"]


@given(st.text("云岭市的。，、”“》《（）—…·12.5%％ a\u2028"), st.integers(0, 60), st.integers(1, 40))
def test_a_line_ends_where_it_may_or_is_full(text: str, start: int, length: int) -> None:
    end = min(start + length, len(text))
    if start >= end:
        return
    found = line_end(text, start, end)
    assert start < found <= end
    if found < end:
        assert text[found] not in "。，、”》）…·％%"
        assert text[found - 1] not in "“《（"


def test_numbers_stay_whole_unless_they_fill_the_line() -> None:
    assert line_end("增长12.5％，下降", 0, 4) == 2
    assert line_end("1234567890", 0, 4) == 4


def test_a_blank_is_not_torn_open_to_fill_the_line() -> None:
    document, lines = laid_out(Paragraph(Role.BODY, "云岭 市商务局党组认真贯彻落实各项工作部署ABCDEFGHIJKLMN市"))
    assert lines[0].endswith("部署")
    first = document.begin().layout().lineAt(0)
    assert first.cursorToX(3)[0] - first.cursorToX(2)[0] < units(16, 1.0)


def test_a_character_outside_the_basic_plane_counts_as_one() -> None:
    _, lines = laid_out(Paragraph(Role.ADDRESSEE, "𠮷" * 60))
    assert [len(line) for line in lines] == [28, 28, 4]
    assert qt_index("𠮷一", 1) == 2


def test_lines_of_every_face_and_size_stand_on_one_grid() -> None:
    document, _ = laid_out(Paragraph(Role.BODY, ("汉字abc12“”" * 20)))
    layout = document.begin().layout()
    baselines = [layout.lineAt(number).y() + layout.lineAt(number).ascent() for number in range(layout.lineCount())]
    pitch = line_height(1.0)
    assert baselines == pytest.approx([(row + 0.8) * pitch for row in range(len(baselines))], abs=0.05)
    assert units(1, 1.0) == pytest.approx(96 / 72)
    assert pitch == pytest.approx(28.95 * 96 / 72)


def test_a_run_in_heading_keeps_its_face_for_the_lead_only() -> None:
    paragraph = Paragraph(Role.HEADING_2, "（一）提高站位。局党组认真贯彻。")
    placement = arrange([paragraph])[0]
    kai, body = (list(faces.families(name, latin=False)) for name in ("kai", "body"))
    found = [
        (paragraph.text[start:end], form.fontFamilies()) for start, end, form in char_formats(paragraph, placement, 1.0)
    ]
    assert found == [("（一）提高站位。", kai), ("局党组认真贯彻。", body)]


def test_letters_and_digits_are_latin_and_chinese_marks_are_not() -> None:
    paragraph = Paragraph(Role.BODY, "“RCEP 2022”——第3次…×·")
    stretches = char_formats(paragraph, arrange([paragraph])[0], 1.0)
    latin, han = (list(faces.families("body", latin=latin)) for latin in (True, False))
    assert [paragraph.text[start:end] for start, end, _ in stretches] == ["“", "RCEP 2022", "”——第", "3", "次…×·"]
    assert [form.fontFamilies() for _, _, form in stretches] == [han, latin, han, latin, han]


def test_bold_spans_are_bold_and_nothing_else_is() -> None:
    paragraph = Paragraph(Role.BODY, "一是𠮷强化学习3次", (Span(2, 5, SpanKind.BOLD),))
    placement = arrange([paragraph])[0]
    stretches = char_formats(paragraph, placement, 1.0)
    bold = [paragraph.text[start:end] for start, end, form in stretches if form.fontWeight() == QFont.Weight.Bold]
    assert bold == ["𠮷强化"]
    assert "".join(paragraph.text[start:end] for start, end, _ in stretches) == paragraph.text


def test_formatting_a_block_gives_what_typesetting_the_document_gives() -> None:
    paragraph = Paragraph(Role.HEADING_2, "（一）𠮷提高。局党组2022年“贯彻”。", (Span(3, 5, SpanKind.BOLD),))
    fresh, edited = QTextDocument(), QTextDocument()
    typeset(fresh, [paragraph], 1.5)
    edited.setPlainText(paragraph.text)
    format_block(edited.begin(), paragraph, arrange([paragraph])[0], 1.5)
    assert formats_of(edited) == formats_of(fresh)
    assert edited.begin().blockFormat() == fresh.begin().blockFormat()


def formats_of(document: QTextDocument) -> list[tuple[str, list[str], int]]:
    cursor = QTextCursor(document)
    found = []
    for character in document.toPlainText():
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
        found.append((character, cursor.charFormat().fontFamilies(), cursor.charFormat().fontWeight()))
    return found


@pytest.fixture
def editor(qtbot: QtBot) -> QTextEdit:
    widget = QTextEdit()
    qtbot.addWidget(widget)
    document = widget.document()
    document.setDocumentLayout(PaperLayout(document, 1.0))
    paragraphs = [Paragraph(Role.TITLE, "云岭市报告"), Paragraph(Role.BODY, HAN * 5), Paragraph(Role.BODY, QUOTES)]
    typeset(document, paragraphs, 1.0)
    widget.resize(640, 400)
    widget.show()
    return widget


def test_in_an_editor_every_block_stands_on_the_grid(editor: QTextEdit) -> None:
    document = editor.document()
    heights = [document.findBlockByNumber(number).lineCount() for number in range(3)]
    assert heights == [1, 1 + 4, 3]  # a blank line under the title
    assert document.size().height() == pytest.approx(sum(heights) * line_height(1.0))
    layout = document.documentLayout()
    assert layout.blockBoundingRect(document.findBlockByNumber(2)).top() == pytest.approx(6 * line_height(1.0))


def test_typing_in_an_editor_breaks_the_lines_anew(editor: QTextEdit, qtbot: QtBot) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(editor.document().findBlockByNumber(1).position())
    editor.setTextCursor(cursor)
    qtbot.keyClicks(editor, "abcdefgh")
    assert lines_of(editor.document().findBlockByNumber(1))[0] == "abcdefgh" + HAN[:21]
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.document().blockCount() == 4
    assert editor.document().lineCount() == sum(
        editor.document().findBlockByNumber(number).lineCount() for number in range(4)
    )


@pytest.mark.parametrize("undo", [True, False])
def test_typing_at_the_very_beginning_of_an_editor_is_laid_out(editor: QTextEdit, qtbot: QtBot, undo: bool) -> None:
    editor.setUndoRedoEnabled(undo)
    before = editor.document().lineCount()
    for _ in range(3):
        QTextCursor(editor.document()).insertBlock()
    assert editor.document().lineCount() == before + 3
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClicks(editor, "x")
    assert lines_of(editor.document().begin()) == ["x"]


def test_another_width_of_the_editor_changes_no_line(editor: QTextEdit) -> None:
    before = editor.document().size()
    editor.resize(300, 400)
    assert editor.document().size() == before


def test_a_composition_in_an_editor_is_laid_out_with_the_text(editor: QTextEdit) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(editor.document().findBlockByNumber(1).position())
    editor.setTextCursor(cursor)
    before = editor.document().lineCount()
    QApplication.sendEvent(editor, QInputMethodEvent("拼" * 28, []))
    assert editor.document().lineCount() == before + 1
    QApplication.sendEvent(editor, QInputMethodEvent("", []))
    assert editor.document().lineCount() == before


@pytest.mark.parametrize("place", [0, 3, 5, 6, 40, 116, 117, 130, 170])
def test_a_place_in_an_editor_is_hit_where_it_is_shown(editor: QTextEdit, place: int) -> None:
    cursor = QTextCursor(editor.document())
    cursor.setPosition(place)
    block = cursor.block()
    line = block.layout().lineForTextPosition(cursor.positionInBlock())
    top = editor.document().documentLayout().blockBoundingRect(block).top()
    point = QPointF(line.cursorToX(cursor.positionInBlock())[0] + 1, top + line.y() + line.ascent() - 2)
    hit = editor.document().documentLayout().hitTest(point, Qt.HitTestAccuracy.FuzzyHit)
    assert hit == place


def test_beside_the_text_of_an_editor_nothing_is_hit_exactly(editor: QTextEdit) -> None:
    layout = editor.document().documentLayout()
    assert layout.hitTest(QPointF(1, 5), Qt.HitTestAccuracy.ExactHit) == -1
    assert layout.hitTest(QPointF(1, 5), Qt.HitTestAccuracy.FuzzyHit) == 0


def test_a_selection_in_an_editor_is_painted(editor: QTextEdit) -> None:
    plain = editor.grab().toImage()
    editor.selectAll()
    assert editor.grab().toImage() != plain
