"""Sections that are chosen together, come, go, and are carried about."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from chengwen.report.paragraph import OBJECT, Paragraph, Role, Span, SpanKind
from chengwen.report.splice import Splice
from chengwen.session import Session
from chengwen.ui.main_window import MainWindow
from chengwen.ui.tally import Tally
from chengwen.ui.tree.view import TreeView
from driving import REPORT, click, drop_selected, row, shown_lines, texts

ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def numbered(window: MainWindow) -> list[str]:
    return [h.number + h.text for h in window.session.outline if h.kind == "heading"]


def selected(window: MainWindow) -> list[str]:
    return [one.text(0) for one in window.tree.shown if one.isSelected()]


def choose(window: MainWindow, first: str, *others: str) -> None:
    click(window, first)
    for label in others:
        click(window, label, CTRL)
    window.tree.setFocus()


def undone_at_once(window: MainWindow) -> bool:
    window.session.undo()
    return texts(window) == REPORT.replace("\n\n", "\n").split("\n")[:-1] and window.session.is_clean


def name(window: MainWindow, qtbot: QtBot, text: str) -> None:
    """Write the name into the field that is open in the tree."""
    editor = window.tree.findChild(QLineEdit)
    editor.setText(text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(text in line for line in texts(window)))


@pytest.mark.parametrize(
    ("key", "modifiers", "chosen", "after"),
    [
        (
            Qt.Key.Key_Delete,
            Qt.KeyboardModifier.NoModifier,
            ["二、", "（一）加强"],
            ["一、工作情况", "（一）强化学习", "二、下步打算"],
        ),
        (Qt.Key.Key_Up, ALT, ["二、", "三、"], ["一、存在问题", "二、下步打算", "（一）提高站位", "三、工作情况"]),
        (Qt.Key.Key_Down, ALT, ["二、", "一、"], ["一、下步打算", "（一）提高站位", "二、工作情况"]),
        (
            Qt.Key.Key_Left,
            ALT,
            ["（一）加强", "（二）强化"],
            ["一、工作情况", "二、加强领导", "三、强化学习", "四、存在问题"],
        ),
        (
            Qt.Key.Key_Right,
            ALT,
            ["三、", "二、"],
            ["一、工作情况", "（一）加强领导", "（二）强化学习", "（三）存在问题", "（四）下步打算"],
        ),
    ],
)
def test_a_key_acts_on_all_chosen_sections_in_one_step(
    window: MainWindow,
    qtbot: QtBot,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier,
    chosen: list[str],
    after: list[str],
) -> None:
    choose(window, *chosen)
    qtbot.keyClick(window.tree, key, modifiers)
    assert numbered(window)[: len(after)] == after
    assert shown_lines(window) == texts(window)
    assert undone_at_once(window)


def test_what_was_moved_is_chosen_still(window: MainWindow, qtbot: QtBot) -> None:
    choose(window, "二、", "三、")
    qtbot.keyClick(window.tree, Qt.Key.Key_Up, ALT)
    assert selected(window) == ["一、存在问题", "二、下步打算"]
    qtbot.keyClick(window.tree, Qt.Key.Key_Down, ALT)
    assert numbered(window)[0] == "一、工作情况"


def test_sections_of_different_parents_do_not_move_past_one_another(window: MainWindow, qtbot: QtBot) -> None:
    choose(window, "（二）强化", "三、")
    qtbot.keyClick(window.tree, Qt.Key.Key_Up, ALT)
    assert window.session.is_clean


def test_several_sections_are_dragged_together(window: MainWindow) -> None:
    choose(window, "（一）提高", "（二）强化")
    rect = window.tree.visualItemRect(row(window, "二、"))
    drop_selected(window.tree, QPointF(rect.center()))
    assert numbered(window) == [
        "一、工作情况",
        "（一）加强领导",
        "二、存在问题",
        "（一）强化学习",
        "（二）提高站位",
        "三、下步打算",
    ]
    assert undone_at_once(window)


@pytest.mark.parametrize(
    ("key", "modifiers", "after"),
    [
        (
            Qt.Key.Key_Insert,
            Qt.KeyboardModifier.NoModifier,
            ["一、工作情况", "（一）加强领导", "（二）新事", "（三）强化学习"],
        ),
        (Qt.Key.Key_Insert, ALT, ["一、工作情况", "（一）新事", "（二）加强领导", "（三）强化学习"]),
        (Qt.Key.Key_Insert, SHIFT, ["一、工作情况", "（一）加强领导", "1.新事", "（二）强化学习"]),
    ],
)
def test_a_new_section_is_named_at_once(
    window: MainWindow, qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier, after: list[str]
) -> None:
    choose(window, "（一）加强")
    qtbot.keyClick(window.tree, key, modifiers)
    name(window, qtbot, "新事")
    assert numbered(window)[:4] == after
    assert window.tree.currentItem().text(0).endswith("新事")
    assert shown_lines(window) == texts(window)
    window.session.undo()
    assert undone_at_once(window)


def test_the_page_goes_behind_the_number_of_a_new_section(window: MainWindow, qtbot: QtBot) -> None:
    choose(window, "二、")
    with qtbot.waitSignal(window.tree.place_chosen) as chosen:
        qtbot.keyClick(window.tree, Qt.Key.Key_Insert)
    assert chosen.args == [8, 2]
    assert window.page.place() == (8, 2)


def test_a_report_with_nothing_in_it_gets_its_first_section(qtbot: QtBot) -> None:
    session = Session()
    tree = TreeView(session, Tally())
    qtbot.addWidget(tree)
    qtbot.keyClick(tree, Qt.Key.Key_Insert)
    assert session.report.text() == "一、"


def test_a_copy_of_a_section(window: MainWindow, qtbot: QtBot) -> None:
    choose(window, "（一）加强")
    qtbot.keyClick(window.tree, Qt.Key.Key_D, CTRL)
    assert numbered(window)[1:4] == ["（一）加强领导", "（二）加强领导", "（三）强化学习"]
    assert selected(window) == ["（二）加强领导"]
    assert undone_at_once(window)


def test_sections_are_cut_and_pasted_elsewhere(window: MainWindow, qtbot: QtBot) -> None:
    before = window.session.report.paragraphs[4]
    choose(window, "（一）加强", "（二）强化")
    qtbot.keyClick(window.tree, Qt.Key.Key_X, CTRL)
    assert numbered(window) == ["一、工作情况", "二、存在问题", "三、下步打算", "（一）提高站位"]
    assert QApplication.clipboard().text().splitlines()[0] == before.text
    choose(window, "（一）提高")
    qtbot.keyClick(window.tree, Qt.Key.Key_V, CTRL)
    assert numbered(window)[3:] == ["（一）提高站位", "（二）加强领导", "（三）强化学习"]
    window.session.undo()
    assert undone_at_once(window)


def test_a_copied_section_is_text_for_the_page(window: MainWindow, qtbot: QtBot) -> None:
    choose(window, "（二）强化")
    qtbot.keyClick(window.tree, Qt.Key.Key_C, CTRL)
    window.page.go_to(9, 0)
    window.page.paste()
    assert "（二）强化学习。集体学习12次。" in "".join(texts(window)[9:])


def test_sections_are_carried_to_another_report_without_what_belongs_to_their_file(
    window: MainWindow, qtbot: QtBot
) -> None:
    table = Paragraph(Role.OPAQUE, "〔表格〕", xml="<w:tbl/>")
    window.session.apply([Splice(6, (), (table,))], "插入")
    choose(window, "一、")
    qtbot.keyClick(window.tree, Qt.Key.Key_C, CTRL)
    other = TreeView(Session(), Tally())
    qtbot.addWidget(other)
    with qtbot.waitSignal(other.told):
        qtbot.keyClick(other, Qt.Key.Key_V, CTRL)
    pasted = other._session.report.paragraphs
    assert [p.text for p in pasted if p.text] == [*texts(window)[3:6], "〔表格〕"]
    assert Role.OPAQUE not in [p.role for p in pasted]
    choose(window, "三、")
    qtbot.keyClick(window.tree, Qt.Key.Key_V, CTRL)
    assert window.session.report.paragraphs.count(table) == 2


def test_what_was_cut_comes_back_whole_but_not_twice(window: MainWindow, qtbot: QtBot) -> None:
    note = Paragraph(text=f"说明{OBJECT}。", spans=(Span(2, 3, SpanKind.OBJECT, "<w:r/>"),))
    window.session.apply([Splice(6, (), (note,))], "插入")
    choose(window, "（二）强化")
    qtbot.keyClick(window.tree, Qt.Key.Key_X, CTRL)
    choose(window, "（一）提高")
    qtbot.keyClick(window.tree, Qt.Key.Key_V, CTRL)
    qtbot.keyClick(window.tree, Qt.Key.Key_V, CTRL)
    assert window.session.report.paragraphs.count(note) == 1
    assert texts(window).count("说明。") == 1


def test_other_text_on_the_clipboard_is_no_section(window: MainWindow, qtbot: QtBot) -> None:
    choose(window, "（二）强化")
    qtbot.keyClick(window.tree, Qt.Key.Key_C, CTRL)
    QApplication.clipboard().setText("别处的话")
    with qtbot.waitSignal(window.tree.told):
        qtbot.keyClick(window.tree, Qt.Key.Key_V, CTRL)
    qtbot.keyClick(window.tree, Qt.Key.Key_C, CTRL | SHIFT)
    assert QApplication.clipboard().text() == "（二）强化学习。集体学习12次。"
    qtbot.keyClick(window.tree, Qt.Key.Key_V, CTRL)
    assert window.session.is_clean


def entry(menu: QMenu, text: str) -> object:
    return next(action for action in menu.actions() if action.text() == text)


def test_the_menu_of_a_row(window: MainWindow) -> None:
    choose(window, "一是学习")
    menu = window.tree.make_menu()
    assert [action.text() for action in menu.actions() if action.isEnabled() and action.text()] == [
        "改名",
        "在后面插入",
        "粘贴到后面",
        "重排全文序号",
    ]
    choose(window, "（一）加强")
    menu = window.tree.make_menu()
    through = entry(menu, "这一级序号跨上级连排")
    assert not through.isChecked()
    through.trigger()
    assert numbered(window)[-1] == "（三）提高站位"
    assert entry(window.tree.make_menu(), "这一级序号跨上级连排").isChecked()
    assert undone_at_once(window)


def test_all_numbers_are_counted_anew(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_text(
        "某局工作总结\n一、工作情况\n一是抓学习。二是抓落实。二是抓队伍。\n三、存在问题\n正文写在这里。", "utf-8"
    )
    session = Session.open(path)
    tree = TreeView(session, Tally())
    qtbot.addWidget(tree)
    entry(tree.make_menu(), "重排全文序号").trigger()
    assert [tree.shown[at].text(0) for at in (1, 4, 5)] == ["一、工作情况", "三是抓队伍", "二、存在问题"]
    session.undo()
    assert session.is_clean
