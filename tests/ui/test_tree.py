"""The tree through what a user does: clicks, keys, drags."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from chengwen.app import pdf_bytes
from chengwen.report.paragraph import Role
from chengwen.session import Session
from chengwen.ui.main_window import MainWindow
from driving import REPORT, click, do, drag, drawn, row, shown_lines, texts

DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("row"), st.integers(0, 30)),
        st.tuples(st.just("insert"), st.sampled_from(["before", "after", "child"])),
        st.tuples(
            st.sampled_from(
                ["promote", "demote", "move_up", "move_down", "delete", "duplicate", "cut", "paste", "renumber_all"]
            )
        ),
        st.tuples(st.just("go"), st.integers(0, 12), st.integers(0, 20)),
        st.tuples(st.just("type"), st.sampled_from(["a", "\n", "一、", "**", "一是甲。二是乙。"])),
        st.tuples(st.just("cut"), st.integers(0, 200)),
        st.tuples(st.just("role"), st.sampled_from([Role.HEADING_1, Role.HEADING_3, Role.BODY, Role.ATTACHMENT_MARK])),
        st.tuples(st.sampled_from(["undo", "redo", "rest", "reopen"])),
    ),
    max_size=25,
)


def test_the_tree_shows_the_whole_report(window: MainWindow) -> None:
    assert drawn(window.tree) == "\n".join(
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
    click(window, "二是创新")
    assert window.page.place() == (7, 9)
    window.page.go_to(5, 3)
    assert window.tree.currentItem().text(0) == "（二）强化学习"
    qtbot.keyClick(window.page, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    window.page.go_to(0, 0)
    assert window.tree.currentItem().text(0).startswith("标题")


def test_a_section_is_renamed_in_place(window: MainWindow, qtbot: QtBot) -> None:
    click(window, "（二）强化学习")
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
    click(window, "（二）强化学习")
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
    assert shown_lines(window) == texts(window)
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
    qtbot.waitUntil(lambda: "二、x存在问题" in drawn(window.tree))
    assert " ▸一、工作情况 [待填 1]" in drawn(window.tree).splitlines()


def test_the_field_for_a_new_name_is_high_enough_to_read(window: MainWindow, qtbot: QtBot) -> None:
    click(window, "（二）强化学习")
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


def test_the_page_follows_a_moved_section(window: MainWindow, qtbot: QtBot) -> None:
    click(window, "（二）强化学习")
    window.page.go_to(0, 0)
    click(window, "（二）强化学习")
    qtbot.keyClick(window.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert window.page.place() == (4, 0)
    assert window.tree.currentItem().text(0) == "（一）强化学习"


def test_the_tree_acts_on_the_report_as_it_is_even_before_it_was_drawn_again(window: MainWindow) -> None:
    click(window, "（二）强化学习")
    cursor = window.page.textCursor()
    cursor.setPosition(window.page.document().findBlockByNumber(4).position() + 3)
    cursor.movePosition(cursor.MoveOperation.End, cursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    window.tree.move_up()
    assert texts(window)[3:] == ["一、工作情况", "（一）"]


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
        assert shown_lines(window) == texts(window)
    do(window, path, ("rest",))
    window.deleteLater()


def test_where_there_is_no_section_to_change_the_user_is_told(window: MainWindow, qtbot: QtBot) -> None:
    before = texts(window)
    click(window, "二是创新")
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Left):
        window.statusBar().clearMessage()
        qtbot.keyClick(window.tree, key, Qt.KeyboardModifier.AltModifier)
        assert "先点一节" in window.statusBar().currentMessage()
    click(window, "一、工作情况")
    qtbot.keyClick(window.tree, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert "不能再升级" in window.statusBar().currentMessage()
    assert texts(window) == before
