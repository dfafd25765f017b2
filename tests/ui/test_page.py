"""The page through what a writer does: keys, the input method, the clipboard, undo."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QInputMethodEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from chengwen.report.history import History
from chengwen.report.paragraph import LINE_BREAK, OBJECT, Paragraph, Role, Span, SpanKind
from chengwen.report.recognise import recognise
from chengwen.report.report import Report
from chengwen.report.splice import Splice
from chengwen.session import Session
from chengwen.ui.page.changes import shown
from chengwen.ui.page.editor import PageEditor
from chengwen.ui.paper.flow import PaperLayout
from chengwen.ui.paper.typeset import typeset

REPORT = """\
某局2023年工作总结

市委：
2023年，各项工作稳步推进。现将情况报告如下：
一、工作情况
（一）加强领导。全年专题研究**次。
（二）强化学习。集体学习12次。
二、存在问题
学习不够深入。"""


def session_of(report: Report) -> Session:
    session = Session()
    session.report, session.history = report, History(report)
    return session


@pytest.fixture
def page(qtbot: QtBot) -> PageEditor:
    editor = PageEditor(session_of(recognise(REPORT).report))
    qtbot.addWidget(editor)
    editor.resize(900, 700)
    editor.show()
    return editor


def texts(page: PageEditor) -> list[str]:
    """The report's lines, having seen that the page shows the same and looks as it should."""
    paragraphs = page.session.report.paragraphs
    blocks = [page.document().findBlockByNumber(i) for i in range(page.document().blockCount())]
    assert [block.text() for block in blocks] == [shown(paragraph) for paragraph in paragraphs]
    return [paragraph.text for paragraph in paragraphs]


def compose(page: PageEditor, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(page, event)


def test_what_is_typed_is_in_the_report(page: PageEditor, qtbot: QtBot) -> None:
    page.go_to(7, 7)
    qtbot.keyClicks(page, "abc")
    assert texts(page)[7] == "学习不够深入。abc"
    assert page.session.history.undo_label == "键入"


def test_enter_behind_a_heading_gives_body_and_backspace_joins_again(page: PageEditor, qtbot: QtBot) -> None:
    page.go_to(3, 6)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    qtbot.keyClicks(page, "x")
    assert page.session.report.paragraphs[4] == Paragraph(Role.BODY, "x")
    assert texts(page)[3:5] == ["一、工作情况", "x"]
    qtbot.keyClick(page, Qt.Key.Key_Backspace)
    qtbot.keyClick(page, Qt.Key.Key_Backspace)
    assert texts(page) == [p.text for p in recognise(REPORT).report.paragraphs]
    assert page.session.report.paragraphs[3].role is Role.HEADING_1


def test_enter_in_the_middle_parts_a_paragraph_and_shift_enter_a_line(page: PageEditor, qtbot: QtBot) -> None:
    page.go_to(7, 2)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert texts(page)[7:] == ["学习", "不够深入。"]
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert texts(page)[8] == LINE_BREAK + "不够深入。"


def test_undo_and_redo_keys_go_through_the_one_history(page: PageEditor, qtbot: QtBot) -> None:
    before = texts(page)
    page.go_to(7, 0)
    qtbot.keyClicks(page, "ab")
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert texts(page) == before
    assert page.place() == (7, 0)
    qtbot.keyClick(page, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert texts(page)[7].startswith("ab")
    assert page.place() == (7, 2)


def test_typing_elsewhere_is_another_step(page: PageEditor, qtbot: QtBot) -> None:
    page.go_to(7, 0)
    qtbot.keyClicks(page, "a")
    page.go_to(2, 0)
    qtbot.keyClicks(page, "b")
    page.session.undo()
    assert texts(page)[7].startswith("a")
    assert not texts(page)[2].startswith("b")


def test_composing_tells_nothing_and_a_commit_is_one_step(page: PageEditor) -> None:
    page.go_to(7, 0)
    heard = []
    page.session.listen(heard.append)
    for preedit in ("j", "ji", "ji q", "ji qiang"):
        compose(page, preedit)
    assert heard == []
    compose(page, "", "加强")
    assert len(heard) == 1
    assert texts(page)[7] == "加强学习不够深入。"
    page.session.undo()
    assert texts(page)[7] == "学习不够深入。"


def test_a_cancelled_composition_leaves_nothing(page: PageEditor) -> None:
    page.go_to(7, 0)
    compose(page, "jia")
    compose(page, "")
    assert texts(page)[7] == "学习不够深入。"
    assert page.session.is_clean


def test_a_commit_that_begins_the_next_composition_is_kept(page: PageEditor) -> None:
    page.go_to(7, 0)
    compose(page, "jia")
    compose(page, "qiang", "加")
    assert texts(page)[7].startswith("加学习")
    compose(page, "", "强")
    assert texts(page)[7].startswith("加强学习")


def test_a_change_from_elsewhere_does_not_disturb_a_composition(page: PageEditor) -> None:
    page.go_to(7, 0)
    compose(page, "jia")
    old = page.session.report.paragraphs[2]
    page.session.apply([Splice(2, (old,), (old.with_text(0, 0, "新"),))], "别处")
    compose(page, "", "加")
    assert texts(page)[7].startswith("加学习")
    assert texts(page)[2].startswith("新")


def paste(page: PageEditor, text: str) -> None:
    QApplication.clipboard().setText(text)
    page.paste()


def test_pasted_lines_become_paragraphs_with_roles_in_one_step(page: PageEditor) -> None:
    before = texts(page)
    page.go_to(7, 7)
    page.textCursor().insertBlock()
    page.go_to(8, 0)
    paste(page, "　　三、下步打算\r\n　　（一）提高站位。认真学习。\r\n\r\n　　（二）压实责任。层层落实。\r\n")
    paragraphs = page.session.report.paragraphs
    assert [(p.role, p.text) for p in paragraphs[8:]] == [
        (Role.HEADING_1, "三、下步打算"),
        (Role.HEADING_2, "（一）提高站位。认真学习。"),
        (Role.HEADING_2, "（二）压实责任。层层落实。"),
    ]
    page.session.undo()
    page.session.undo()
    assert texts(page) == before


def test_a_pasted_page_brings_its_text_and_loads_nothing(page: PageEditor, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(QTextDocument, "loadResource", lambda *a: asked.append(a))
    page.go_to(7, 0)
    data = QMimeData()
    data.setText("文字")
    data.setHtml("<img src='file:///etc/hostname'><b>文字</b><img src='http://127.0.0.1:9/x.png'>")
    page.insertFromMimeData(data)
    assert texts(page)[7] == "文字学习不够深入。"
    assert asked == []


def test_files_are_not_pasted_as_text(page: PageEditor) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/a.docx")])
    assert not page.canInsertFromMimeData(data)


def test_characters_that_no_paragraph_holds_are_left_out(page: PageEditor) -> None:
    page.go_to(7, 0)
    paste(page, "甲\x00乙\x0b丙")
    assert texts(page)[7] == f"甲乙{LINE_BREAK}丙学习不够深入。"


def test_copied_text_has_line_ends_of_its_own(page: PageEditor) -> None:
    page.selectAll()
    page.copy()
    assert QApplication.clipboard().text() == "\n".join(texts(page))
    assert QApplication.clipboard().mimeData().formats() == ["text/plain"]


def test_the_program_ends_well_when_something_was_copied() -> None:
    program = """
from PySide6.QtWidgets import QApplication
application = QApplication([])
from chengwen.session import Session
from chengwen.ui.page.editor import PageEditor
page = PageEditor(Session())
page.insertPlainText("甲乙")
page.selectAll()
page.copy()
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_tab_walks_through_the_blanks(page: PageEditor, qtbot: QtBot) -> None:
    page.go_to(0, 0)
    qtbot.keyClick(page, Qt.Key.Key_Tab)
    assert page.textCursor().selectedText() == "**"
    qtbot.keyClicks(page, "4")
    assert texts(page)[4] == "（一）加强领导。全年专题研究4次。"
    assert not page.go_to_blank()


def test_an_inserted_phrase_has_its_first_blank_selected(page: PageEditor) -> None:
    page.go_to(7, 7)
    page.insert_phrase("集体学习【次数】次。")
    assert texts(page)[7] == "学习不够深入。集体学习【次数】次。"
    assert page.textCursor().selectedText() == "【次数】"


def test_the_role_keys_change_the_paragraph_and_its_number(page: PageEditor) -> None:
    page.go_to(5, 0)
    page.set_role(Role.HEADING_1)
    assert texts(page)[5:7] == ["二、强化学习。集体学习12次。", "三、存在问题"]
    page.session.undo()
    assert texts(page)[5:7] == ["（二）强化学习。集体学习12次。", "二、存在问题"]


def test_bold_words_stay_bold_beside_new_ones(qtbot: QtBot) -> None:
    bold = Paragraph(Role.BODY, "全年学习十二次", (Span(2, 4, SpanKind.BOLD),))
    page = PageEditor(session_of(Report([bold])))
    qtbot.addWidget(page)
    page.go_to(0, 0)
    qtbot.keyClicks(page, "x")
    assert page.session.report.paragraphs[0].spans == (Span(3, 5, SpanKind.BOLD),)


def test_what_is_not_edited_cannot_be_typed_into_and_goes_as_a_whole(qtbot: QtBot) -> None:
    table = Paragraph(Role.OPAQUE, "〔表格 2×2〕", xml="<w:tbl/>")
    page = PageEditor(session_of(Report([Paragraph(text="前"), table, Paragraph(text="后")])))
    qtbot.addWidget(page)
    page.go_to(1, 3)
    qtbot.keyClicks(page, "x")
    assert page.session.report.paragraphs[1] == table
    assert texts(page) == ["前", "〔表格 2×2〕", "后"]
    page.selectAll()
    qtbot.keyClick(page, Qt.Key.Key_Delete)
    assert texts(page) == [""]
    page.session.undo()
    assert page.session.report.paragraphs[1] == table


def test_zooming_keeps_lines_place_and_text(page: PageEditor) -> None:
    page.go_to(4, 3)
    lines = page.document().lineCount()
    page.set_scale(1.5)
    assert page.place() == (4, 3)
    assert page.document().lineCount() == lines
    texts(page)


def appearance(page: PageEditor) -> list[object]:
    """Every block's format, and the format of each stretch of its text."""
    seen: list[object] = []
    block = page.document().begin()
    while block.isValid():
        runs = [(r.start, r.length, QTextCharFormat(r.format)) for r in block.textFormats()]
        joined: list[list[object]] = []
        for start, length, form in runs:
            if joined and joined[-1][1] == form:
                joined[-1][0] = start + length
            else:
                joined.append([start + length, form])
        seen.append((block.blockFormat(), joined))
        block = block.next()
    return seen


ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("go"), st.integers(0, 30), st.integers(0, 30)),
        st.tuples(st.just("type"), st.sampled_from(["a", "12", "，", "一、", "（一）", "**", "𠮷", "é"])),
        st.tuples(st.just("key"), st.sampled_from(["Return", "Backspace", "Delete", "Tab"])),
        st.tuples(st.just("select"), st.integers(0, 80)),
        st.tuples(st.just("compose"), st.sampled_from(["", "加强"])),
        st.tuples(st.just("paste"), st.sampled_from(["学习", "一、工作\n正文。", "甲\n\n乙\n", "\n"])),
        st.tuples(st.just("role"), st.sampled_from([Role.TITLE, Role.HEADING_2, Role.BODY, Role.SIGNATURE])),
        st.tuples(st.just("undo")),
        st.tuples(st.just("redo")),
    ),
    max_size=12,
)


def act(page: PageEditor, action: tuple[object, ...]) -> None:
    match action:
        case ("go", int(paragraph), int(offset)):
            page.go_to(paragraph, offset)
        case ("type", str(text)):
            page.textCursor().insertText(text)
        case ("key", str(key)):
            QTest.keyClick(page, getattr(Qt.Key, f"Key_{key}"))
        case ("select", int(length)):
            cursor = page.textCursor()
            end = min(cursor.position() + length, page.document().characterCount() - 1)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            page.setTextCursor(cursor)
        case ("compose", str(commit)):
            compose(page, "jia")
            compose(page, "", commit)
        case ("paste", str(text)):
            paste(page, text)
        case ("role", Role() as role):
            page.set_role(role)
        case ("undo",):
            page.session.undo()
        case ("redo",):
            page.session.redo()


@pytest.mark.usefixtures("qapp")
@settings(max_examples=60)
@given(actions=ACTIONS)
def test_whatever_is_done_the_page_shows_the_report_and_undo_brings_it_back(
    actions: list[tuple[object, ...]],
) -> None:
    original = [
        *recognise(REPORT).report.paragraphs,
        Paragraph(Role.OPAQUE, "〔图〕", xml="<w:p/>"),
        Paragraph(text="末"),
    ]
    page = PageEditor(session_of(Report(original)))
    for action in actions:
        act(page, action)
        texts(page)
    fresh = PageEditor(page.session)
    assert appearance(page) == appearance(fresh)
    while page.session.history.undo_label is not None:
        page.session.undo()
    assert list(page.session.report.paragraphs) == original
    assert appearance(page) == appearance(PageEditor(page.session))
    page.deleteLater()
    fresh.deleteLater()


def test_the_page_breaks_as_the_paper_does(page: PageEditor) -> None:
    assert isinstance(page.document().documentLayout(), PaperLayout)
    paper = QTextDocument()
    paper.setDocumentLayout(PaperLayout(paper, 1.0))
    typeset(paper, page.session.report.paragraphs, 1.0)
    for number in range(1, paper.blockCount()):
        assert page.document().findBlockByNumber(number).lineCount() == paper.findBlockByNumber(number).lineCount()


def test_text_composed_over_a_selection_is_taken_back_in_one_step(page: PageEditor) -> None:
    before = texts(page)
    page.go_to(7, 0, 2)
    compose(page, "ren")
    compose(page, "", "认识")
    assert texts(page)[7] == "认识不够深入。"
    page.session.undo()
    assert texts(page) == before


def test_places_count_characters_beyond_the_basic_plane_once(qtbot: QtBot) -> None:
    page = PageEditor(session_of(Report([Paragraph(text="𠮷𠮷好", spans=(Span(2, 3, SpanKind.FACT, "名"),))])))
    qtbot.addWidget(page)
    page.go_to(0, 1)
    qtbot.keyClicks(page, "a")
    assert page.session.report.paragraphs[0] == Paragraph(text="𠮷a𠮷好", spans=(Span(3, 4, SpanKind.FACT, "名"),))
    assert page.place() == (0, 2)


def test_what_is_kept_inside_a_paragraph_is_seen_and_stays_until_it_is_deleted(qtbot: QtBot) -> None:
    kept = Paragraph(text=f"见{OBJECT}图", spans=(Span(1, 2, SpanKind.OBJECT, "<w:drawing/>"),))
    page = PageEditor(session_of(Report([kept])))
    qtbot.addWidget(page)
    assert texts(page) == [f"见{OBJECT}图"]
    assert page.toPlainText() == "见▣图"
    page.go_to(0, 3)
    qtbot.keyClicks(page, "a")
    assert page.session.report.paragraphs[0].spans == kept.spans
    page.go_to(0, 2)
    qtbot.keyClick(page, Qt.Key.Key_Backspace)
    assert page.session.report.paragraphs[0] == Paragraph(text="见图a")
    page.session.undo()
    assert page.session.report.paragraphs[0].spans == kept.spans


def test_marks_that_the_widget_takes_for_line_ends_do_not_part_a_paragraph(qtbot: QtBot) -> None:
    page = PageEditor(session_of(Report([Paragraph(text="一\u2029二\ufdd0三"), Paragraph(text="四")])))
    qtbot.addWidget(page)
    assert page.document().blockCount() == 2
    page.go_to(0, 5)
    qtbot.keyClicks(page, "a")
    assert page.session.report.paragraphs[0].text == "一\u2029二\ufdd0三a"


def test_an_object_mark_cannot_be_pasted(page: PageEditor) -> None:
    page.go_to(7, 0)
    paste(page, f"甲{OBJECT}乙")
    assert texts(page)[7].startswith("甲乙")


def test_lines_pasted_into_a_report_bring_no_second_title_or_signature(page: PageEditor) -> None:
    page.go_to(7, 7)
    paste(page, "\n某局2024年工作要点\n市委：\n工作扎实。\n某局\n2024年1月5日")
    assert {paragraph.role for paragraph in page.session.report.paragraphs[8:]} == {Role.BODY}


def test_lines_pasted_into_an_empty_report_bring_all_their_roles(qtbot: QtBot) -> None:
    page = PageEditor(Session())
    qtbot.addWidget(page)
    paste(page, REPORT)
    assert page.session.report.paragraphs == recognise(REPORT).report.paragraphs
    texts(page)


def test_a_change_from_elsewhere_leaves_the_cursor_at_its_text(page: PageEditor) -> None:
    page.go_to(7, 3)
    first = page.session.report.paragraphs[0]
    page.session.apply([Splice(0, (first,), (first, Paragraph(text="新的一段")))], "别处")
    assert page.place() == (8, 3)
    page.session.undo()
    assert texts(page)[0] == first.text


def test_undo_leads_to_its_place(page: PageEditor, qtbot: QtBot) -> None:
    page.go_to(7, 2)
    qtbot.keyClicks(page, "ab")
    page.go_to(0, 0)
    page.session.undo()
    assert page.place() == (7, 2)
    page.session.redo()
    assert page.place() == (7, 4)


def test_bold_survives_a_paste_and_nothing_else_does(page: PageEditor) -> None:
    before = page.session.report.paragraphs[7]
    page.go_to(7, 2)
    source = QMimeData()
    source.setText("坚持预防为主")
    source.setHtml("<p style='color:red'>坚持<b>预防</b><i>为主</i></p>")
    page.insertFromMimeData(source)
    assert page.session.report.paragraphs[7] == Paragraph(
        before.role, "学习坚持预防为主不够深入。", (Span(4, 6, SpanKind.BOLD),)
    )
    lines = ["，各项工作都按计划推进。", "这一年召开了多次会议，研究了很多问题。", "下一年还要继续努力，争取更大成绩，"]
    source.setText("\n".join(lines))
    source.setHtml("".join(f"<p>{line[:4]}<b>{line[4:6]}</b>{line[6:]}</p>" for line in lines))
    page.insertFromMimeData(source)
    assert texts(page)[7:10] == [f"学习坚持预防为主{lines[0]}", lines[1], f"{lines[2]}不够深入。"]
    assert [paragraph.spans for paragraph in page.session.report.paragraphs[7:10]] == [
        (Span(4, 6, SpanKind.BOLD), Span(12, 14, SpanKind.BOLD)),
        (Span(4, 6, SpanKind.BOLD),),
        (Span(4, 6, SpanKind.BOLD),),
    ]
    page.session.undo()
    page.session.undo()
    assert page.session.report.paragraphs[7] == before


def test_ctrl_b_makes_the_selection_bold_and_not_bold(page: PageEditor) -> None:
    page.go_to(7, 2, 4)
    page.toggle_bold()
    assert page.session.report.paragraphs[7].spans == (Span(2, 4, SpanKind.BOLD),)
    assert page.textCursor().selectedText() == "不够"
    page.toggle_bold()
    assert page.session.report.paragraphs[7].spans == ()
    assert page.session.history.undo_label == "加粗"
