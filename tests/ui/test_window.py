"""The window through what a user does: the tree, the dock, files, closing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from chengwen.app import pdf_bytes
from chengwen.files import open_document
from chengwen.report.paragraph import Paragraph, Role
from chengwen.report.splice import Splice
from chengwen.session import Session
from chengwen.ui import file_dialogs
from chengwen.ui.file_dialogs import Answer
from chengwen.ui.main_window import MainWindow
from chengwen.ui.notice import Notice
from chengwen.ui.tally import Tally
from chengwen.ui.tree.delegate import BLANKS
from chengwen.ui.tree.view import TreeView

REPORT = """\
某局关于2023年意识形态工作情况的报告

市委：
2023年，局党组认真落实责任。现将有关情况报告如下：
一、工作情况
（一）加强领导。全年专题研究**次。
（二）强化学习。集体学习12次。
二、存在问题
一是学习不够深入。二是创新不够多。
三、下步打算
（一）提高站位。认真贯彻落实。

某局党组
2023年12月20日
"""


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    path = tmp_path / "报告.txt"
    path.write_text(REPORT, encoding="utf-8")
    shown = MainWindow(Session.open(path), pdf_bytes)
    qtbot.addWidget(shown, before_close_func=lambda one: one.session.history.mark_clean())
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def drawn(window: MainWindow) -> str:
    """The tree as text: ▾ unfolded, ▸ folded, the current row with >, blanks in brackets."""
    lines = []

    def draw(item: QTreeWidgetItem, depth: int) -> None:
        fold = ("▾" if item.isExpanded() else "▸") if item.childCount() else " "
        here = ">" if item is window.tree.currentItem() else " "
        blank = f" [待填 {item.data(0, BLANKS)}]" if item.data(0, BLANKS) else ""
        lines.append(f"{here}{'  ' * depth}{fold}{item.text(0)}{blank}")
        for row in range(item.childCount()):
            draw(item.child(row), depth + 1)

    for row in range(window.tree.topLevelItemCount()):
        draw(window.tree.topLevelItem(row), 0)
    return "\n".join(lines)


def row(window: MainWindow, label: str) -> QTreeWidgetItem:
    return next(i for i in window.tree.findItems(label, Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive))


def click(window: MainWindow, qtbot: QtBot, label: str) -> None:
    place = window.tree.visualItemRect(row(window, label)).center()
    qtbot.mouseClick(window.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)


def texts(window: MainWindow) -> list[str]:
    return [paragraph.text for paragraph in window.session.report.paragraphs]


def test_the_tree_shows_the_whole_report(window: MainWindow) -> None:
    assert drawn(window) == "\n".join(
        [
            "> 标题　某局关于2023年意识形态工作情况的报告",
            "  主送机关　市委：",
            "  导语",
            " ▾一、工作情况 [待填 1]",
            "    （一）加强领导 [待填 1]",
            "    （二）强化学习",
            " ▾二、存在问题",
            "    一是学习不够深入",
            "    二是创新不够多",
            " ▾三、下步打算",
            "    （一）提高站位",
            "  落款　某局党组",
        ]
    )


def test_a_click_in_the_tree_moves_the_page_and_the_page_selects_in_the_tree(window: MainWindow, qtbot: QtBot) -> None:
    click(window, qtbot, "二是创新")
    assert window.page.place() == (7, 9)
    window.page.go_to(5, 3)
    assert window.tree.currentItem().text(0) == "（二）强化学习"
    qtbot.keyClick(window.page, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    window.page.go_to(0, 0)
    assert window.tree.currentItem().text(0).startswith("标题")


def test_a_section_is_renamed_in_place(window: MainWindow, qtbot: QtBot) -> None:
    click(window, qtbot, "（二）强化学习")
    qtbot.keyClick(window.tree, Qt.Key.Key_F2)
    editor = window.tree.findChild(QLineEdit)
    assert editor.text() == "强化学习"
    editor.selectAll()
    qtbot.keyClicks(editor, "abc")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: texts(window)[5] == "（二）abc。集体学习12次。")
    assert window.page.document().findBlockByNumber(5).text() == texts(window)[5]
    window.session.undo()
    assert texts(window)[5] == "（二）强化学习。集体学习12次。"


def test_keys_in_the_tree_move_promote_demote_and_delete(window: MainWindow, qtbot: QtBot) -> None:
    before = texts(window)
    alt = Qt.KeyboardModifier.AltModifier
    click(window, qtbot, "（二）强化学习")
    qtbot.keyClick(window.tree, Qt.Key.Key_Up, alt)
    assert texts(window)[4:6] == ["（一）强化学习。集体学习12次。", "（二）加强领导。全年专题研究**次。"]
    assert window.tree.currentItem().text(0) == "（一）强化学习"
    qtbot.keyClick(window.tree, Qt.Key.Key_Down, alt)
    qtbot.keyClick(window.tree, Qt.Key.Key_Left, alt)
    assert texts(window)[5:7] == ["二、强化学习。集体学习12次。", "三、存在问题"]
    qtbot.keyClick(window.tree, Qt.Key.Key_Right, alt)
    assert texts(window) == before
    qtbot.keyClick(window.tree, Qt.Key.Key_Delete)
    assert "强化学习" not in "".join(texts(window))
    for _ in range(5):
        qtbot.keyClick(window.page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert texts(window) == before
    assert window.session.is_clean


def drag(window: MainWindow, source: str, target: str, where: float) -> None:
    """Drop one row on another; `where`: 0 its upper edge, 0.5 its middle, 1 its lower edge."""
    tree = window.tree
    tree.setCurrentItem(row(window, source))
    rect = tree.visualItemRect(row(window, target))
    point = QPointF(rect.center().x(), rect.top() + where * (rect.height() - 1))
    data = tree.mimeData([tree.currentItem()])
    arguments = (Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(point.toPoint(), *arguments)
    QApplication.sendEvent(tree.viewport(), enter)
    tree.dragMoveEvent(enter)
    tree.dropEvent(QDropEvent(point, *arguments))


@pytest.mark.parametrize(
    ("source", "target", "where", "after"),
    [
        ("（二）强化学习", "（一）加强领导", 0.0, ["一、工作情况", "（一）强化学习", "（二）加强领导"]),
        ("（一）加强领导", "（二）强化学习", 1.0, ["一、工作情况", "（一）强化学习", "（二）加强领导"]),
        ("（一）提高站位", "一、工作情况", 0.5, ["一、工作情况", "（一）加强领导", "（二）强化学习", "（三）提高站位"]),
        ("三、下步打算", "一、工作情况", 0.0, ["一、下步打算", "（一）提高站位", "二、工作情况"]),
        ("（二）强化学习", "三、下步打算", 0.0, ["一、工作情况", "（一）加强领导", "二、存在问题", "三、强化学习"]),
    ],
)
def test_a_section_dragged_takes_its_new_number_in_one_step(
    window: MainWindow, source: str, target: str, where: float, after: list[str]
) -> None:
    before = texts(window)
    drag(window, source, target, where)
    numbered = [h.number + h.text for h in window.session.outline if h.kind == "heading"]
    assert numbered[: len(after)] == after
    assert [window.page.document().findBlockByNumber(i).text() for i in range(len(before))] == texts(window)
    window.session.undo()
    assert texts(window) == before
    assert window.session.is_clean


def test_the_tree_keeps_its_folds_while_one_types(window: MainWindow, qtbot: QtBot) -> None:
    row(window, "一、工作情况").setExpanded(False)
    window.page.go_to(6, 2)
    qtbot.keyClicks(window.page, "x")
    window.page.go_to(8, 6)
    qtbot.keyClick(window.page, Qt.Key.Key_Return)
    window.page.set_role(Role.HEADING_1)
    qtbot.waitUntil(lambda: "二、x存在问题" in drawn(window))
    assert " ▸一、工作情况 [待填 1]" in drawn(window).splitlines()


def test_the_figures_follow_what_is_typed(window: MainWindow, qtbot: QtBot) -> None:
    assert window._blanks.text() == "待填 1"
    qtbot.mouseClick(window._blanks, Qt.MouseButton.LeftButton)
    assert window.page.textCursor().selectedText() == "**"
    qtbot.keyClicks(window.page, "4")
    qtbot.waitUntil(lambda: window._blanks.text() == "待填 0")
    assert window._saved.text() == "未保存"
    assert window.isWindowModified()


def test_a_finding_leads_to_its_place(window: MainWindow, qtbot: QtBot) -> None:
    window.page.go_to(5, 7)
    window.page.insert_phrase("，取得明显的的成效")
    qtbot.waitUntil(lambda: "检查 2" in window._dock.tabText(1))
    results = window.findings._list
    found = next(results.item(i) for i in range(results.count()) if "重复" in results.item(i).text())
    results.itemClicked.emit(found)
    assert window.page.place()[0] == 5
    assert window.page.textCursor().hasSelection()


def test_a_phrase_is_found_and_inserted_by_keys_alone(window: MainWindow, qtbot: QtBot) -> None:
    window.page.go_to(5, 16)
    qtbot.keyClicks(window.phrases._search, "")
    window.phrases._search.setText("第一议题")
    qtbot.keyClick(window.phrases._search, Qt.Key.Key_Return)
    assert "坚持“第一议题”制度" in texts(window)[5]
    window.session.undo()
    assert "第一议题" not in texts(window)[5]


# -- files ------------------------------------------------------------------------------------------------------------


def test_edit_save_and_reopen(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "新报告.docx"
    monkeypatch.setattr(file_dialogs, "ask_save", lambda *_: target)
    window.page.go_to(5, 0)
    qtbot.keyClick(window.page, Qt.Key.Key_End)
    qtbot.keyClicks(window.page, "abc")
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(target.exists)
    assert window._saved.text() == "已保存"
    assert window.windowTitle() == "新报告.docx[*] - 成文"
    assert not window.isWindowModified()
    saved = texts(window)
    assert window.open(target)
    assert texts(window) == saved
    assert "（一）加强领导" in drawn(window)


def test_closing_asks_about_unsaved_work_and_only_then(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    answers = iter([Answer.CANCEL, Answer.SAVE])

    def answer(_: MainWindow, name: str) -> Answer:
        asked.append(name)
        return next(answers)

    monkeypatch.setattr(file_dialogs, "ask_unsaved", answer)
    monkeypatch.setattr(file_dialogs, "ask_save", lambda *_: tmp_path / "a.docx")
    assert window.close()
    assert asked == []
    window.show()
    window.page.go_to(5, 0)
    qtbot.keyClicks(window.page, "x")
    assert not window.close()
    assert window.isVisible()
    assert window.close()
    assert asked == ["报告.txt", "报告.txt"]
    assert open_document(tmp_path / "a.docx").report == window.session.report


def test_a_file_changed_by_another_program_is_not_overwritten_without_asking(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, other = tmp_path / "稿.docx", tmp_path / "另一份.docx"
    window.session.save(mine)
    theirs = Session.open(mine)
    theirs.save(mine, overwrite=True)
    mine.write_bytes(mine.read_bytes() + b"\0")
    before = mine.read_bytes()
    monkeypatch.setattr(file_dialogs, "ask_changed_on_disk", lambda *_: Answer.SAVE_AS)
    monkeypatch.setattr(file_dialogs, "ask_save", lambda *_: other)
    window.page.go_to(5, 0)
    qtbot.keyClicks(window.page, "x")
    assert window.save()
    assert mine.read_bytes() == before
    assert open_document(other).report == window.session.report


def test_a_file_that_cannot_be_opened_is_told_and_changes_nothing(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(file_dialogs, "tell_problem", lambda _, error, *__: told.append(str(error)))
    before = texts(window)
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04")
    assert not window.open(broken)
    assert texts(window) == before
    assert len(told) == 1
    assert "坏.docx" in told[0]


def test_a_save_that_fails_is_told_and_the_text_stays(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(file_dialogs, "tell_problem", lambda _, error, *__: told.append(str(error)))
    monkeypatch.setattr(file_dialogs, "ask_save", lambda *_: tmp_path / "没有的文件夹" / "a.docx")
    window.page.go_to(5, 0)
    qtbot.keyClicks(window.page, "x")
    assert not window.save()
    assert len(told) == 1
    assert window.isWindowModified()


def test_a_file_dropped_in_is_opened(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "另.txt"
    path.write_text("一、另一份报告\n正文写在这里，已经有一些内容了。", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    arguments = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), *arguments)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), *arguments))
    assert texts(window)[0] == "一、另一份报告"
    assert "一、另一份报告" in drawn(window)


def test_the_pdf_has_the_text(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.pdf"
    monkeypatch.setattr(file_dialogs, "ask_save", lambda *_: target)
    window.export_pdf()
    assert target.read_bytes().startswith(b"%PDF")


def test_undo_in_the_menu_says_what_it_takes_back(window: MainWindow, qtbot: QtBot) -> None:
    assert not window._actions["undo"].isEnabled()
    click(window, qtbot, "（二）强化学习")
    window.tree.delete()
    assert window._actions["undo"].text() == "撤销“删除本节”"
    window._actions["undo"].trigger()
    assert not window._actions["undo"].isEnabled()
    assert window._actions["redo"].isEnabled()


def test_doubtful_paragraphs_are_asked_about_until_each_is_settled(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "疑.txt"
    prose = "正文写在这里，已经有一些内容了，段落也不算短，各项工作都按照计划稳步推进，取得了比较好的成效。"
    path.write_text(f"一、工作情况\n{prose}\n主要做法\n{prose}\n几点体会\n{prose}", encoding="utf-8")
    window = MainWindow(Session.open(path), pdf_bytes)
    qtbot.addWidget(window, before_close_func=lambda one: one.session.history.mark_clean())
    window.show()
    assert "有 2 段的身份拿不准" in window.notice.text()
    qtbot.mouseClick(window.notice.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert window.page.place() == (2, 0)
    window.page.set_role(Role.HEADING_2)
    assert "有 1 段的身份拿不准" in window.notice.text()
    window.page.go_to(4, 0)
    window.page.set_role(Role.BODY)
    assert "拿不准" not in window.notice.text()
    window.session.undo()
    assert "拿不准" not in window.notice.text()


def test_a_message_put_away_uncovers_the_one_before(qtbot: QtBot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    notice.tell("faces", "缺字体")
    notice.tell("doubts", "拿不准")
    close = notice.findChildren(QPushButton)[1]
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert notice.text() == "缺字体"
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert notice.text() == ""
    assert notice.isHidden()


def test_every_control_has_a_name_for_a_screen_reader(window: MainWindow) -> None:
    for widget in (window.tree, window.page, window._words, window._blanks, window._saved, window.phrases._search):
        assert widget.accessibleName()


def test_the_field_for_a_new_name_is_high_enough_to_read(window: MainWindow, qtbot: QtBot) -> None:
    click(window, qtbot, "（二）强化学习")
    qtbot.keyClick(window.tree, Qt.Key.Key_F2)
    editor = window.tree.findChild(QLineEdit)
    assert editor.height() >= editor.fontMetrics().height()


def test_a_name_in_the_tree_is_never_read_as_markup(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_text(
        "某局工作总结\n一、<img src='file:///etc/hostname'>工作情况\n正文。\n二、<b>其他</b>\n正文。", "utf-8"
    )
    window = MainWindow(Session.open(path), pdf_bytes)
    qtbot.addWidget(window)
    assert "<" not in row(window, "一、").toolTip(0)
    assert row(window, "二、").text(0) == "二、<b>其他</b>"


def test_f7_brings_the_findings_up_even_when_their_pane_is_hidden(window: MainWindow) -> None:
    window._actions["right"].trigger()
    assert not window.findings.isVisible()
    window._actions["findings"].trigger()
    assert window.findings.isVisible()


def test_the_page_follows_a_moved_section(window: MainWindow, qtbot: QtBot) -> None:
    click(window, qtbot, "（二）强化学习")
    window.page.go_to(0, 0)
    click(window, qtbot, "（二）强化学习")
    qtbot.keyClick(window.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert window.page.place() == (4, 0)
    assert window.tree.currentItem().text(0) == "（一）强化学习"


def test_ctrl_y_and_ctrl_shift_z_redo(window: MainWindow) -> None:
    assert {key.toString() for key in window._actions["redo"].shortcuts()} == {"Ctrl+Y", "Ctrl+Shift+Z"}


def test_the_number_of_words_leads_to_the_statistics(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(window._words, Qt.MouseButton.LeftButton)
    assert window.notice.isVisible()
    assert "汉字" in window.notice.text()


def test_typing_into_a_table_is_refused_with_a_word(window: MainWindow, qtbot: QtBot) -> None:
    table = Paragraph(Role.OPAQUE, "〔表格 2×2〕", xml="<w:tbl/>")
    window.session.apply([Splice(4, (), (table,))], "插入")
    window.page.go_to(4, 3)
    qtbot.keyClicks(window.page, "x")
    assert window.session.report.paragraphs[4] == table
    assert window.page.place() == (4, 3)
    assert "不能在这里改" in window.statusBar().currentMessage()


def test_a_new_report_is_saved_under_its_title(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window = MainWindow(Session(), pdf_bytes)
    qtbot.addWidget(window, before_close_func=lambda one: one.session.history.mark_clean())
    window.page.insert_phrase("某局1/2季度工作总结2.0")
    window.page.set_role(Role.TITLE)
    suggested: list[Path] = []
    monkeypatch.setattr(file_dialogs, "ask_save", lambda _, suggestion: suggested.append(suggestion))
    assert not window.save()
    assert [path.name for path in suggested] == ["某局12季度工作总结2.0.docx"]


def test_the_tree_acts_on_the_report_as_it_is_even_before_it_was_drawn_again(window: MainWindow, qtbot: QtBot) -> None:
    click(window, qtbot, "（二）强化学习")
    cursor = window.page.textCursor()
    cursor.setPosition(window.page.document().findBlockByNumber(4).position() + 3)
    cursor.movePosition(cursor.MoveOperation.End, cursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    window.tree.move_up()
    assert texts(window)[3:] == ["一、工作情况", "（一）"]


DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("row"), st.integers(0, 30)),
        st.tuples(st.sampled_from(["promote", "demote", "move_up", "move_down", "delete"])),
        st.tuples(st.just("go"), st.integers(0, 12), st.integers(0, 20)),
        st.tuples(st.just("type"), st.sampled_from(["a", "\n", "一、", "**", "一是甲。二是乙。"])),
        st.tuples(st.just("cut"), st.integers(0, 200)),
        st.tuples(st.just("role"), st.sampled_from([Role.HEADING_1, Role.HEADING_3, Role.BODY, Role.ATTACHMENT_MARK])),
        st.tuples(st.sampled_from(["undo", "redo", "rest", "reopen"])),
    ),
    max_size=25,
)


def do(window: MainWindow, path: Path, deed: tuple[object, ...]) -> None:
    match deed:
        case ("row", int(at)):
            items = window.tree.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
            window.tree.setCurrentItem(items[at % len(items)] if items else None)
        case ("go", int(paragraph), int(offset)):
            window.page.go_to(paragraph, offset)
        case ("type", str(text)):
            window.page.textCursor().insertText(text)
        case ("cut", int(length)):
            cursor = window.page.textCursor()
            end = min(cursor.position() + length, window.page.document().characterCount() - 1)
            cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
        case ("role", Role() as role):
            window.page.set_role(role)
        case ("undo" | "redo" as name,):
            getattr(window.session, str(name))()
        case ("rest",):
            QApplication.processEvents()
            window._follow()
        case ("reopen",):
            window.session.history.mark_clean()
            window.open(path)
        case (str(name),):
            getattr(window.tree, name)()


@pytest.mark.usefixtures("qapp")
@settings(max_examples=80)
@given(deeds=DEEDS)
def test_whatever_is_done_the_tree_and_the_page_show_the_report(
    deeds: list[tuple[object, ...]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "做.txt"
    path.write_text(REPORT, encoding="utf-8")
    window = MainWindow(Session.open(path), pdf_bytes)
    for deed in deeds:
        do(window, path, deed)
        document = window.page.document()
        assert [document.findBlockByNumber(at).text() for at in range(document.blockCount())] == texts(window)
    window._follow()
    fresh = TreeView(window.session, Tally())
    assert [node.label for node in window.tree._rows] == [node.label for node in fresh._rows]
    window.deleteLater()
    fresh.deleteLater()
