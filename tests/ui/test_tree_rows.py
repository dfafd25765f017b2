"""What the rows tell, and that they stay where they are while one works."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from chengwen.check.sections import SectionState
from chengwen.library.genres import Section
from chengwen.report.numbering import chinese
from chengwen.report.paragraph import Paragraph, Role
from chengwen.report.restructure import move
from chengwen.report.splice import Splice
from chengwen.session import Session
from chengwen.ui import questions
from chengwen.ui.main_window import MainWindow
from chengwen.ui.tally import Tally
from chengwen.ui.theme import colours
from chengwen.ui.tree.delegate import FAULTS, STATE
from chengwen.ui.tree.pane import TreePane
from chengwen.ui.tree.view import TreeView
from driving import assert_like_new, click, drawn, drop_selected, labels, pass_the_pause, row, texts
from sections import structured
from strategies import splices


def state_of(window: MainWindow, label: str) -> str:
    return row(window, label).data(0, STATE)


def said_of(window: MainWindow, label: str) -> str:
    return row(window, label).data(0, Qt.ItemDataRole.AccessibleTextRole)


def section(name: str, heading: str, target: int = 0) -> Section:
    return Section(name, heading, heading, (heading,), (heading,), ("别的",), target=target, required=True)


PROBLEMS = section("problems", "整改情况")
PRESENT = SectionState(section("work", "工作情况", 1000), "present", 0, 3)
MISSING = SectionState(PROBLEMS, "missing", None, 6)
WAIVED = SectionState(section("next", "意见建议"), "waived", None, 10)


def test_a_row_tells_how_far_its_section_is_written(window: MainWindow) -> None:
    assert [state_of(window, label) for label in ("（一）加强", "（二）强化", "一、", "导语")] == [
        "有待填",
        "已写",
        "有待填",
        None,
    ]
    click(window, "（二）强化")
    window.tree.insert("after")
    pass_the_pause(window)
    assert state_of(window, "（三）") == "未写"
    window.page.go_to(4, 13)
    window.page.go_to_blank()
    window.page.textCursor().insertText("5")
    pass_the_pause(window)
    assert state_of(window, "一、") == "有小节未写"
    assert "有小节未写" in said_of(window, "一、")
    assert "有小节未写" in row(window, "一、").toolTip(0)


def test_what_is_not_written_deep_down_is_told_on_top(window: MainWindow) -> None:
    click(window, "（一）提高")
    window.tree.insert("child")
    pass_the_pause(window)
    assert [state_of(window, label) for label in ("三、", "（一）提高", "1.")] == ["有小节未写", "有小节未写", "未写"]


def test_the_words_of_a_section_are_its_own_and_those_with_its_parts_are_told(window: MainWindow) -> None:
    window.tree.show_sections([])
    assert row(window, "一、").text(1) == "38"
    assert row(window, "（二）").text(1) == "15"
    assert "本节 6 字，连同下级 38 字" in row(window, "一、").toolTip(0)
    window.tree.show_sections([PRESENT])
    assert row(window, "一、").text(1) == "38/1,000"
    assert "一般写 1,000 字" in said_of(window, "一、")


def test_findings_are_told_at_the_sections_they_are_in(window: MainWindow) -> None:
    window.tree.show_findings([0, 0, 0, 0, 0, 2, 0, 1])
    found = {one.text(0): one.data(0, FAULTS) for one in window.tree.shown if one.data(0, FAULTS)}
    assert found == {"一、工作情况": 2, "（二）强化学习": 2, "二、存在问题": 1}
    assert "疑错 2 处" in said_of(window, "（二）强化")
    window.tree.show_findings([0] * 11)
    assert not any(one.data(0, FAULTS) for one in window.tree.shown)


def test_points_can_be_left_out(window: MainWindow) -> None:
    window.tree.show_points(False)
    assert not [label for label in labels(window.tree) if "一是" in label]
    window.page.go_to(7, 12)
    assert window.tree.currentItem().text(0) == "二、存在问题"
    window.tree.show_points(True)
    assert "    二是创新不够多" in drawn(window.tree).splitlines()


def test_a_missing_section_stands_where_it_belongs(window: MainWindow, qtbot: QtBot) -> None:
    for signal in (window.tree.section_wanted, window.tree.waiver_wanted, window.tree.waiver_lifted):
        signal.disconnect()  # what the window does of it comes below
    window.tree.show_sections([PRESENT, MISSING, WAIVED])
    assert [label.strip() for label in labels(window.tree)][3:] == [
        "一、工作情况 [待填 1]",
        "（一）加强领导 [待填 1]",
        "（二）强化学习",
        "补写：二、整改情况",
        "二、存在问题",
        "一是学习不够深入",
        "二是创新不够多",
        "三、下步打算",
        "（一）提高站位",
        "不适用：意见建议",
        "落款　某局党组",
    ]
    place = window.page.place()
    click(window, "补写")
    assert window.page.place() == place
    assert window.tree.current_section() is None
    with qtbot.waitSignal(window.tree.section_wanted) as wanted:
        qtbot.keyClick(window.tree, Qt.Key.Key_Return)
    assert wanted.args == ["problems"]
    with qtbot.waitSignal(window.tree.section_wanted):
        spot = window.tree.visualItemRect(row(window, "补写")).center()
        qtbot.mouseDClick(window.tree.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    for label, signal, name in (
        ("补写", window.tree.section_wanted, "补写"),
        ("补写", window.tree.waiver_wanted, "不适用…"),
        ("不适用", window.tree.waiver_lifted, "恢复"),
    ):
        click(window, label)
        with qtbot.waitSignal(signal):
            next(action for action in window.tree.make_menu().actions() if action.text() == name).trigger()
    qtbot.keyClick(window.tree, Qt.Key.Key_Delete)
    assert window.session.is_clean


def test_what_is_missing_is_written_by_one_key_and_undone_by_one(window: MainWindow, qtbot: QtBot) -> None:
    click(window, "二、存在问题")
    window.tree.delete()
    before = texts(window)
    assert "补写：二、存在的问题和不足" in drawn(window.tree)
    click(window, "补写")
    qtbot.keyClick(window.tree, Qt.Key.Key_Return)
    assert texts(window)[6:9] == ["二、存在的问题和不足", "", "三、下步打算"]
    assert window.page.place() == (7, 0)
    assert window.page.hasFocus()
    assert "补写" not in drawn(window.tree)
    window.session.undo()
    assert texts(window) == before
    assert "补写：" in drawn(window.tree)


def test_a_section_that_does_not_apply_is_kept_with_its_reason(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    click(window, "二、存在问题")
    window.tree.delete()
    answers = iter([None, "本年度没有"])
    monkeypatch.setattr(questions, "ask_reason", lambda _, section: next(answers) if section == "存在问题" else None)

    def choose(name: str) -> None:
        next(entry for entry in window.tree.make_menu().actions() if entry.text() == name).trigger()

    click(window, "补写")
    choose("不适用…")
    assert "补写：" in drawn(window.tree)
    choose("不适用…")
    assert "不适用：存在的问题" in drawn(window.tree)
    assert window.isWindowModified()
    window.session.save(tmp_path / "稿.docx")
    again = Session.open(tmp_path / "稿.docx")
    assert list(again.report.fields.waived.values()) == ["本年度没有"]
    click(window, "不适用：")
    choose("恢复")
    assert "补写：" in drawn(window.tree)
    window.session.undo()
    assert "不适用：存在的问题" in drawn(window.tree)


# -- that they stay ---------------------------------------------------------------------------------------------------


def long_session() -> Session:
    session = Session()
    paragraphs = [Paragraph(Role.TITLE, "某局工作报告")]
    for at in range(1, 61):
        paragraphs += [Paragraph(Role.HEADING_1, f"{chinese(at)}、第{at}件"), Paragraph(text="正文。")]
    session.apply([Splice(0, tuple(session.report.paragraphs), tuple(paragraphs))], "粘贴")
    return session


@pytest.fixture
def long_tree(qtbot: QtBot) -> TreeView:
    tree = TreeView(long_session(), Tally())
    tree.setObjectName("pane")
    qtbot.addWidget(tree)
    tree.resize(300, 400)
    tree.show()
    qtbot.waitExposed(tree)
    return tree


def test_rows_that_do_not_change_are_the_same_rows(window: MainWindow) -> None:
    before = {one.text(0): one for one in window.tree.shown}
    click(window, "（二）强化")
    window.tree.move_up()
    window.page.go_to(0, 0)
    window.page.textCursor().insertText("甲")
    pass_the_pause(window)
    after = {one.text(0): one for one in window.tree.shown}
    assert after["（一）强化学习"] is before["（二）强化学习"]
    assert all(after[label] is one for label, one in before.items() if label[:3] not in ("（一）", "（二）", "标题　"))


def test_a_folded_section_stays_folded_where_it_goes(window: MainWindow) -> None:
    row(window, "一、").setExpanded(False)
    click(window, "一、")
    window.tree.move_down()
    assert " ▸二、工作情况" in drawn(window.tree).replace(">", " ")
    assert " ▾一、存在问题" in drawn(window.tree).replace(">", " ")
    window.tree.demote()
    assert "   ▸（一）工作情况" in drawn(window.tree).replace(">", " ")


def test_the_current_row_is_in_view_and_the_tree_does_not_jump(long_tree: TreeView) -> None:
    bar = long_tree.verticalScrollBar()
    long_tree.show_place(99, 0)
    assert long_tree.viewport().rect().contains(long_tree.visualItemRect(long_tree.currentItem()).center())
    before = bar.value()
    assert before > 0
    long_tree.show_place(97, 0)
    assert bar.value() == before
    bar.setValue(0)
    long_tree.show_place(97, 0)
    assert long_tree.viewport().rect().contains(long_tree.visualItemRect(long_tree.currentItem()).center())
    top = long_tree.itemAt(2, 2)
    session = long_tree._session
    session.apply([Splice(1, (), (Paragraph(Role.HEADING_1, "前言"), Paragraph(text="正文。")))], "粘贴")
    long_tree.refresh()
    assert long_tree.itemAt(2, 2) is top


def test_what_is_chosen_stays_so_when_it_goes_elsewhere(long_tree: TreeView) -> None:
    chosen, session = long_tree.shown[5], long_tree._session
    long_tree.make_current(chosen)
    paragraphs = session.report.paragraphs
    session.apply(move(paragraphs, session.outline[4], len(paragraphs)), "移动本节")
    long_tree.refresh()
    assert long_tree.shown[-1] is chosen
    assert long_tree.currentItem() is chosen
    assert long_tree.selectedItems() == [chosen]


def test_the_field_for_a_name_outlives_what_changes_elsewhere(window: MainWindow, qtbot: QtBot) -> None:
    click(window, "三、")
    qtbot.keyClick(window.tree, Qt.Key.Key_F2)
    editor = window.tree.findChild(QLineEdit)
    editor.setText("今后打算")
    window.session.apply([Splice(4, (), (Paragraph(text="插进来的话。"),))], "粘贴")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "三、今后打算" in texts(window))


@pytest.mark.usefixtures("qapp")
@given(structured, st.data())
def test_whatever_changes_the_rows_are_those_of_a_new_tree(paragraphs: list[Paragraph], data: st.DataObject) -> None:
    session = Session()
    tree = TreeView(session, Tally())
    session.apply([Splice(0, tuple(session.report.paragraphs), tuple(paragraphs))], "粘贴")
    for _ in range(3):
        tree.refresh()
        assert_like_new(tree, session)
        if data.draw(st.booleans()):
            session.apply([data.draw(splices(session.report))], "键入")
        else:
            session.undo()
    tree.refresh()
    assert_like_new(tree, session)
    tree.deleteLater()


# -- filter -----------------------------------------------------------------------------------------------------------


def shown(tree: TreeView) -> list[str]:
    return [one.text(0) for one in tree.shown if not one.isHidden()]


def test_the_filter_shows_what_is_looked_for(window: MainWindow, qtbot: QtBot) -> None:
    tree = TreeView(window.session, Tally())
    pane = TreePane(tree)
    qtbot.addWidget(pane)
    tree.shown[3].setExpanded(False)
    pane.field.setText("学习")
    assert shown(tree) == ["一、工作情况", "（二）强化学习", "二、存在问题", "一是学习不够深入"]
    assert tree.shown[3].isExpanded()
    with qtbot.waitSignal(tree.place_chosen) as chosen:
        qtbot.keyClick(pane.field, Qt.Key.Key_Return)
    assert chosen.args == [5, 0]
    pane.field.setText("tgzw")
    assert shown(tree) == ["三、下步打算", "（一）提高站位"]
    window.session.apply([Splice(4, (), (Paragraph(Role.HEADING_2, "（一）别的"),))], "粘贴")
    tree.refresh()
    assert "别的" in tree.shown[4].text(0)
    assert shown(tree) == ["三、下步打算", "（一）提高站位"]
    qtbot.keyClick(pane.field, Qt.Key.Key_Escape)
    assert pane.field.text() == ""
    assert len(shown(tree)) == len(tree.shown)
    assert not tree.shown[3].isExpanded()


# -- where a drop lands -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "target", "x", "where", "after"),
    [
        ("（一）提高", "（二）强化", 0.9, 1.0, "（二）强化学习"),
        ("（一）提高", "（二）强化", 0.02, 1.0, "一、工作情况"),
        ("（一）加强", "落款", 0.5, 0.5, ""),
        ("（一）加强", "导语", 0.5, 0.0, ""),
        ("（一）加强", "一是", 0.5, 0.5, ""),
        ("一、", "（二）强化", 0.9, 1.0, ""),
    ],
)
def test_a_drop_lands_where_the_line_shows_it(
    window: MainWindow, source: str, target: str, x: float, where: float, after: str
) -> None:
    click(window, source)
    rect = window.tree.visualItemRect(row(window, target))
    words = window.tree.currentItem().text(0).split("）")[-1].split("、")[-1]
    point = QPointF(x * window.tree.viewport().width(), rect.top() + where * (rect.height() - 1))
    accepted = drop_selected(window.tree, point)
    assert accepted is (after != "")
    assert window.session.is_clean is (after == "")
    if after:
        there = window.session.outline
        seat = next(at for at, heading in enumerate(there) if heading.text == words)
        before = next(one for one in reversed(there[:seat]) if one.level == there[seat].level)
        assert before.number + before.text == after


def test_below_the_name_of_an_unfolded_section_a_drop_goes_in_front_of_its_first(window: MainWindow) -> None:
    click(window, "（一）提高")
    rect = window.tree.visualItemRect(row(window, "一、"))
    assert drop_selected(window.tree, QPointF(rect.center().x(), rect.bottom()))
    assert [h.text for h in window.session.outline][:3] == ["工作情况", "提高站位", "加强领导"]


def test_below_all_rows_a_section_becomes_the_last(window: MainWindow) -> None:
    click(window, "（一）加强")
    assert drop_selected(window.tree, QPointF(40, window.tree.viewport().height() - 5))
    assert [h.text for h in window.session.outline][-1] == "加强领导"


def accented(tree: TreeView) -> int:
    """How many pixels of the tree have the accent colour, as the line has."""
    colour = QColor(colours().accent)
    image = tree.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    return bytes(image.constBits()).count(bytes([colour.red(), colour.green(), colour.blue()]))


def test_the_line_is_drawn_only_while_a_drop_is_allowed(window: MainWindow) -> None:
    click(window, "（一）加强")
    assert accented(window.tree) == 0
    rect = window.tree.visualItemRect(row(window, "三、"))
    assert drop_selected(window.tree, QPointF(rect.center().x(), rect.top()), let_go=False)
    assert accented(window.tree) > 100
    rect = window.tree.visualItemRect(row(window, "落款"))
    assert not drop_selected(window.tree, QPointF(rect.center()), let_go=False)
    assert accented(window.tree) == 0
