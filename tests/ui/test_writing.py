"""Writing a report by hand: typed marks, Enter, Tab, the margin, pages, one section alone."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from chengwen.report.paragraph import Paragraph, Role
from chengwen.report.report import Report
from chengwen.report.splice import Splice
from chengwen.session import Session
from chengwen.ui.main_window import MainWindow
from chengwen.ui.page.editor import PageEditor
from chengwen.ui.page.sheet import PageEnds
from chengwen.ui.paper.flow import PaperLayout
from chengwen.ui.paper.pages import Pages
from chengwen.ui.paper.typeset import typeset
from driving import action, click, shown_lines, status, texts
from long_report import long_report

CONTROL = Qt.KeyboardModifier.ControlModifier


def role(window: MainWindow) -> Role:
    return window.session.report.paragraphs[window.page.place()[0]].role


def type_text(window: MainWindow, text: str) -> None:
    """Character by character, as an input method commits them."""
    for char in text:
        window.page.textCursor().insertText(char)


def test_a_whole_section_is_written_without_choosing_a_style(window: MainWindow, qtbot: QtBot) -> None:
    window.page.go_to(9, 20)
    qtbot.keyClick(window.page, Qt.Key.Key_Return)
    type_text(window, "四、工作建议")
    assert role(window) is Role.HEADING_1
    qtbot.keyClick(window.page, Qt.Key.Key_Return)
    assert role(window) is Role.BODY
    type_text(window, "（一）加大支持。")
    assert role(window) is Role.HEADING_2
    qtbot.keyClick(window.page, Qt.Key.Key_Return)
    type_text(window, "说明。")
    qtbot.keyClick(window.page, Qt.Key.Key_Return)
    qtbot.keyClick(window.page, Qt.Key.Key_Return)
    assert texts(window)[9:] == [
        "（一）提高站位。认真贯彻落实。",
        "四、工作建议",
        "（一）加大支持。",
        "说明。",
        "（二）",
        "某局党组",
        "2023年12月20日",
    ]
    qtbot.keyClick(window.page, Qt.Key.Key_Return)
    assert texts(window)[13] == "五、"
    type_text(window, "其他")
    assert texts(window)[13] == "五、其他"
    assert shown_lines(window) == texts(window)


def test_a_typed_mark_takes_the_number_of_its_place_and_one_undo_makes_it_text_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.page.go_to(5, 16)
    qtbot.keyClick(window.page, Qt.Key.Key_Return)
    type_text(window, "（一）")
    assert texts(window)[6] == "（三）"
    assert window.page.place() == (6, 3)
    window.session.undo()
    assert window.session.report.paragraphs[6] == Paragraph(Role.BODY, "（一）")


def test_a_decimal_at_the_beginning_is_no_heading(window: MainWindow, qtbot: QtBot) -> None:
    window.page.go_to(7, 18)
    qtbot.keyClick(window.page, Qt.Key.Key_Return)
    type_text(window, "1.")
    assert role(window) is Role.HEADING_3
    type_text(window, "5万人")
    assert window.session.report.paragraphs[8] == Paragraph(Role.BODY, "1.5万人")


def test_tab_at_a_heading_changes_its_level_and_elsewhere_walks_the_blanks(window: MainWindow, qtbot: QtBot) -> None:
    before = texts(window)
    window.page.go_to(6, 2)
    qtbot.keyClick(window.page, Qt.Key.Key_Tab)
    assert texts(window)[6:9] == ["（三）存在问题", "一是学习不够深入。二是创新不够多。", "二、下步打算"]
    assert window.page.place() == (6, 3)
    qtbot.keyClick(window.page, Qt.Key.Key_Backtab)
    assert texts(window) == before
    qtbot.keyClick(window.page, Qt.Key.Key_Backtab)
    assert texts(window) == before
    assert "最高一级" in window.statusBar().currentMessage()
    window.page.go_to(6, 4)
    qtbot.keyClick(window.page, Qt.Key.Key_Tab)
    assert window.page.textCursor().selectedText() == "**"


def test_the_margin_tells_what_each_paragraph_is_and_lets_it_be_chosen(window: MainWindow, qtbot: QtBot) -> None:
    page = window.page
    page.go_to(7, 0)
    labels = [page.marks(page.document().findBlockByNumber(at)).label for at in range(12)]
    assert labels == ["标题", "主送", "", "一级", "二级", "二级", "一级", "正文", "一级", "二级", "署名", "日期"]
    layout = page.sheet_layout()
    place = page.label_place(layout, page.document().findBlockByNumber(7)).center()
    point = place - QPointF(page.horizontalScrollBar().value(), page.verticalScrollBar().value())

    def choose() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        next(entry for entry in menu.actions() if entry.text() == "二级").trigger()
        menu.close()

    QTimer.singleShot(0, choose)
    qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=point.toPoint())
    assert role(window) is Role.HEADING_2


def test_a_click_in_the_margin_of_an_undivided_block_sets_the_cursor_as_ever(window: MainWindow, qtbot: QtBot) -> None:
    page = window.page
    x = round(page.sheet_layout().text_left + 40)
    y = page.cursorRect(QTextCursor(page.document().findBlockByNumber(4))).center().y()
    qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=QPointF(x, y).toPoint())
    assert page.place()[0] == 4


def test_a_doubt_is_settled_by_one_key(window: MainWindow, qtbot: QtBot) -> None:
    doubtful = Paragraph(Role.HEADING_2, "主要做法", doubtful=True)
    window.session.apply([Splice(4, (), (doubtful,))], "插入")
    window.page.go_to(4, 0)
    assert window.page.marks(window.page.document().findBlockByNumber(4)).label == "二级？"
    qtbot.keyClick(window.page, Qt.Key.Key_Return, CONTROL)
    settled = window.session.report.paragraphs[4]
    assert (settled.role, settled.doubtful) == (Role.HEADING_2, False)
    window.session.undo()
    assert window.session.report.paragraphs[4] == doubtful


def test_marks_and_the_date_are_inserted_from_the_menu(window: MainWindow, qtbot: QtBot) -> None:
    window.page.go_to(2, 0)
    action(window, "〔〕").trigger()
    qtbot.keyClicks(window.page, "2023")
    assert texts(window)[2].startswith("〔2023〕2023年，")
    window.page.go_to(2, 0, 6)
    action(window, "《》").trigger()
    assert texts(window)[2].startswith("《〔2023〕》")
    window.page.go_to(11, 0, 11)
    action(window, "今天的日期").trigger()
    assert re.fullmatch(r"\d{4}年[1-9]\d?月[1-9]\d?日", texts(window)[11])


def test_plain_paste_brings_words_and_no_roles(window: MainWindow, qtbot: QtBot) -> None:
    QApplication.clipboard().setText("一、甲乙\r\n（二）丙丁")
    window.page.go_to(7, 18)
    qtbot.keyClick(window.page, Qt.Key.Key_V, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert texts(window)[7:9] == ["一是学习不够深入。二是创新不够多。一、甲乙", "（二）丙丁"]
    assert {p.role for p in window.session.report.paragraphs[7:9]} == {Role.BODY}
    window.session.undo()
    assert texts(window)[8] == "三、下步打算"


# -- pages -------------------------------------------------------------------------------------------------------------


@settings(max_examples=60)
@given(
    lengths=st.lists(st.integers(0, 60), min_size=1, max_size=6),
    page=st.integers(1, 20),
)
def test_page_ends_agree_with_counting_line_by_line(lengths: list[int], page: int) -> None:
    starts, total = [0], lengths[0] + 1
    for length in lengths[1:]:
        starts.append(total)
        total += length + 1
    ends = PageEnds(tuple(starts), total)
    pages, current, on_page = [], 0, 0
    for at in range(total):
        if at in starts or on_page == 22:
            current, on_page = current + 1, 0
        pages.append(current)
        on_page += 1
    assert [ends.page_of(at) for at in range(total)] == pages
    assert ends.count == pages[-1]
    assert dict(ends.begins(0, total)) == {at: pages[at] for at in range(1, total) if pages[at] != pages[at - 1]}
    assert ends.line_of(page) == (pages.index(page) if page in pages else total - 1)


def test_the_pages_of_the_window_are_those_of_the_print(qtbot: QtBot) -> None:
    body = Paragraph(text="各项工作按照年初确定的计划稳步推进，取得了较好的成效。" * 9)
    parts = [Paragraph(Role.TITLE, "某局工作总结"), *[body] * 9, Paragraph(Role.ATTACHMENT_MARK, "附件1"), body]
    session = Session()
    session.apply([Splice(0, (Paragraph(),), tuple(parts))], "写")
    page = PageEditor(session)
    qtbot.addWidget(page)
    printed = Pages(parts)
    for at in range(len(parts)):
        page.go_to(at, 0)
        assert page.page_number() == (printed.page_of(at), printed.page_count)
    page.go_to_page(3)
    assert page.page_number()[0] == 3


def test_the_page_is_told_below_and_the_selection_too(window: MainWindow) -> None:
    assert status(window, "页码").text() == "第 1 页，共 1 页"
    window.page.go_to(5, 0, 8)
    assert status(window, "字数").text().startswith("字数 8 / ")


# -- one section alone -------------------------------------------------------------------------------------------------


def visible(window: MainWindow) -> list[str]:
    document = window.page.document()
    blocks = (document.findBlockByNumber(at) for at in range(document.blockCount()))
    return [block.text() for block in blocks if block.isVisible()]


def test_one_section_alone_is_shown_written_in_and_left(window: MainWindow, qtbot: QtBot) -> None:
    before = texts(window)
    window.page.go_to(7, 3)
    action(window, "专注本节").trigger()
    assert visible(window) == texts(window)[6:8]
    assert status(window, "页码").text() == "专注一节"
    qtbot.keyClick(window.page, Qt.Key.Key_A, CONTROL)
    qtbot.keyClick(window.page, Qt.Key.Key_Delete)
    assert texts(window) == [*before[:6], "", *before[8:]]
    window.session.undo()
    window.page.go_to(7, 18)
    qtbot.keyClick(window.page, Qt.Key.Key_Return)
    qtbot.keyClicks(window.page, "abc")
    assert visible(window) == texts(window)[6:9]
    qtbot.keyClick(window.page, Qt.Key.Key_End, CONTROL)
    assert window.page.place()[0] == 8
    qtbot.keyClick(window.page, Qt.Key.Key_Home, CONTROL)
    qtbot.keyClick(window.page, Qt.Key.Key_Backspace)
    assert len(visible(window)) == 3
    qtbot.keyClick(window.page, Qt.Key.Key_Escape)
    assert visible(window) == texts(window)


def test_another_section_chosen_in_the_tree_is_then_shown_alone(window: MainWindow) -> None:
    window.page.go_to(7, 3)
    action(window, "专注本节").trigger()
    click(window, "一、工作情况")
    assert visible(window) == texts(window)[3:6]
    window.tree.move_down()
    assert visible(window) == texts(window), "where it has come to stand is to be seen"


def test_zooming_keeps_the_section_alone(window: MainWindow) -> None:
    window.page.go_to(7, 3)
    action(window, "专注本节").trigger()
    window.page.set_scale(1.5)
    assert visible(window) == texts(window)[6:8]
    assert window.page.place() == (7, 3)


def test_a_report_that_loses_the_section_is_shown_whole(qtbot: QtBot) -> None:
    report = Report([Paragraph(Role.HEADING_1, "一、甲"), Paragraph(text="乙"), Paragraph(Role.HEADING_1, "二、丙")])
    session = Session()
    session.apply([Splice(0, (Paragraph(),), tuple(report.paragraphs))], "写")
    page = PageEditor(session)
    qtbot.addWidget(page)
    page.focus_on(0, 2)
    session.undo()
    assert page.focus is None
    assert page.document().begin().isVisible()


# -- the input method --------------------------------------------------------------------------------------------------


def compose(page: PageEditor, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(page, event)


def test_the_candidates_stand_at_the_cursor_wherever_it_is(window: MainWindow) -> None:
    page = window.page
    for scale, paragraph, offset in ((1.0, 3, 2), (1.5, 7, 5), (0.8, 11, 4)):
        page.set_scale(scale)
        page.go_to(paragraph, offset)
        compose(page, "nihao")
        place = page.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        block = page.document().findBlockByNumber(paragraph)
        around = page.sheet_layout().blockBoundingRect(block).translated(0, -page.verticalScrollBar().value())
        assert around.top() - 2 <= place.top() <= place.bottom() <= around.bottom() + 2
        assert place.left() > page.sheet_layout().text_left - page.horizontalScrollBar().value()
        compose(page, "")
    assert window.session.is_clean


def test_nothing_that_happens_beside_disturbs_a_composition(window: MainWindow) -> None:
    page = window.page
    page.go_to(7, 18)
    compose(page, "gongzuo")
    window.view.follow()
    page.show_faults([])
    page.dress_in_time()
    QApplication.processEvents()
    layout = page.textCursor().block().layout()
    assert layout.preeditAreaText() == "gongzuo"
    assert window.session.is_clean
    compose(page, "", "工作")
    assert texts(window)[7].endswith("工作")
    window.session.undo()
    assert window.session.is_clean


def test_a_committed_mark_makes_a_heading_and_composing_goes_on(window: MainWindow, qtbot: QtBot) -> None:
    page = window.page
    page.go_to(7, 18)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    compose(page, "si")
    compose(page, "", "四、")
    assert (role(window), texts(window)[8]) == (Role.HEADING_1, "三、")
    compose(page, "zheng")
    compose(page, "", "整改")
    assert texts(window)[8:10] == ["三、整改", "四、下步打算"]


# -- long reports ------------------------------------------------------------------------------------------------------


def test_a_long_report_is_dressed_in_the_pauses_and_then_as_the_print_has_it(qtbot: QtBot) -> None:
    report = long_report(60_000)
    session = Session()
    session.apply([Splice(0, tuple(session.report.paragraphs), tuple(report.paragraphs))], "写")
    page = PageEditor(session)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    assert page.is_dressing
    page.go_to(len(report.paragraphs) - 1, 2)
    qtbot.waitUntil(lambda: not page.is_dressing)
    assert page.cursorRect().top() < page.viewport().height()
    printed = Pages(report.paragraphs)
    assert page.page_number() == (printed.page_count, printed.page_count)
    document = QTextDocument()
    document.setDocumentLayout(PaperLayout(document, page.scale))
    typeset(document, report.paragraphs, page.scale)
    for at in range(len(report.paragraphs)):
        block, wanted = page.document().findBlockByNumber(at), document.findBlockByNumber(at)
        document.documentLayout().blockBoundingRect(wanted)
        assert block.lineCount() == wanted.lineCount()
        assert block.blockFormat() == wanted.blockFormat()
        ours, theirs = block.textFormats(), wanted.textFormats()
        assert [run.length for run in ours] == [run.length for run in theirs]
        assert all(one.format == other.format for one, other in zip(ours, theirs, strict=True))
