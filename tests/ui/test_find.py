"""The find bar over a page, as one uses it with the keys and the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from chengwen.report.paragraph import OBJECT, Paragraph, Role, Span, SpanKind
from chengwen.report.recognise import recognise
from chengwen.report.splice import Splice
from chengwen.session import Session
from chengwen.ui.page.editor import PageEditor
from chengwen.ui.page.find_bar import FindBar
from chengwen.ui.page.hit_list import HitList
from driving import REPORT

SHIFT = Qt.KeyboardModifier.ShiftModifier


class Desk(QWidget):
    """A page with its find bar, and what the bar told."""

    def __init__(self) -> None:
        super().__init__()
        self.page = PageEditor(session_of(REPORT))
        self.bar = FindBar(self.page)
        layout = QVBoxLayout(self)
        layout.addWidget(self.bar)
        layout.addWidget(self.page, 1)
        self.told: list[str] = []
        self.bar.told.connect(self.told.append)
        self.resize(700, 600)

    @property
    def session(self) -> Session:
        return self.page.session

    def texts(self) -> list[str]:
        return [paragraph.text for paragraph in self.session.report.paragraphs]

    def field(self, name: str) -> QLineEdit:
        return next(f for f in self.bar.findChildren(QLineEdit) if f.accessibleName() == name)

    def press(self, text: str) -> None:
        button = next(b for b in self.bar.findChildren(QAbstractButton) if b.text() == text)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def switch(self, text: str) -> None:
        next(b for b in self.bar.findChildren(QCheckBox) if b.text() == text).click()

    def look_for(self, text: str) -> None:
        self.bar.open_find()
        self.field("查找").setText(text)

    def selected(self) -> str:
        return self.page.textCursor().selectedText()

    def shows(self, text: str) -> bool:
        return any(label.text() == text for label in self.bar.findChildren(QLabel))


def session_of(text: str) -> Session:
    session = Session()
    session.apply([Splice(0, (Paragraph(),), tuple(recognise(text).report.paragraphs))], "打开")
    session.history.mark_clean()
    return session


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    shown = Desk()
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    shown.page.setFocus()
    return shown


def test_words_are_found_from_the_cursor_on_and_counted(desk: Desk) -> None:
    desk.page.go_to(5, 0)
    desk.look_for("学习")
    assert (desk.selected(), desk.page.place()) == ("学习", (5, 7))
    assert desk.shows("1/3")
    QTest.keyClick(desk.field("查找"), Qt.Key.Key_Return)
    assert desk.page.place()[0] == 5
    assert desk.shows("2/3")
    QTest.keyClick(desk.field("查找"), Qt.Key.Key_Return, SHIFT)
    assert desk.shows("1/3")
    assert desk.told == []


def test_behind_the_last_comes_the_first_and_one_is_told(desk: Desk) -> None:
    desk.look_for("局党组")
    assert desk.shows("1/2")
    QTest.keyClick(desk.field("查找"), Qt.Key.Key_F3, SHIFT)
    assert desk.shows("2/2")
    assert desk.told == ["已到文首，从末尾继续"]
    QTest.keyClick(desk.field("查找"), Qt.Key.Key_F3)
    assert desk.shows("1/2")
    assert desk.told[1:] == ["已到文末，从头继续"]
    assert desk.shows("已到文末，从头继续")


def test_what_is_not_there_is_told(desk: Desk) -> None:
    desk.look_for("没有的")
    assert desk.shows("没有找到")
    desk.press("下一个")
    assert desk.told == ["没有找到“没有的”"]


def test_the_selected_words_are_looked_for(desk: Desk) -> None:
    desk.page.go_to(5, 3, 7)
    desk.bar.open_find()
    assert desk.field("查找").text() == "强化学习"
    assert desk.field("查找").selectedText() == "强化学习"
    assert desk.field("查找").hasFocus()
    assert desk.shows("1/1")
    desk.page.setFocus()
    desk.page.selectAll()
    desk.bar.open_find()
    assert desk.field("查找").text() == "强化学习"
    desk.page.setFocus()
    desk.page.go_to(7, 0, 2)
    desk.bar.open_find()
    assert desk.field("查找").text() == "一是"
    desk.switch("正则")
    desk.page.setFocus()
    desk.page.go_to(7, 4, 6)
    desk.bar.open_find()
    assert desk.field("查找").text() == "一是"


def test_what_is_typed_stays_when_the_bar_is_asked_for_again(desk: Desk) -> None:
    desk.session.apply([Splice(3, (), (Paragraph(text="Word"),))], "插入")
    desk.look_for("WORD")
    assert desk.selected() == "Word"
    desk.bar.open_replace()
    assert desk.field("查找").text() == "WORD"


def test_a_selection_over_two_paragraphs_is_no_hit(desk: Desk) -> None:
    desk.look_for("学习")
    assert desk.shows("1/3")
    cursor = desk.page.textCursor()
    cursor.setPosition(desk.page.document().findBlockByNumber(5).position() + 5)
    cursor.setPosition(desk.page.document().findBlockByNumber(7).position() + 7, cursor.MoveMode.KeepAnchor)
    desk.page.setTextCursor(cursor)
    assert desk.shows("3 处")


def test_escape_leads_back_to_the_page_with_the_hit_selected(desk: Desk) -> None:
    desk.look_for("学习")
    assert len(desk.bar.hits()) == 3
    changes: list[int] = []
    desk.bar.hits_changed.connect(lambda: changes.append(len(desk.bar.hits())))
    QTest.keyClick(desk.field("查找"), Qt.Key.Key_Escape)
    assert desk.bar.isHidden()
    assert desk.page.hasFocus()
    assert desk.selected() == "学习"
    assert changes == [0]


def test_the_next_is_found_when_the_bar_is_hidden(desk: Desk) -> None:
    desk.look_for("学习")
    desk.bar.close_find()
    desk.session.apply([Splice(0, (), (Paragraph(text="甲"),))], "插入")
    desk.page.go_to(8, 0)
    desk.bar.find_next()
    assert desk.page.place() == (8, 4)
    assert desk.bar.isHidden()


def test_without_anything_to_look_for_the_next_asks_for_it(desk: Desk) -> None:
    desk.bar.find_next()
    assert desk.field("查找").hasFocus()


def test_the_switches_say_what_counts_as_the_same(desk: Desk) -> None:
    desk.session.apply([Splice(3, (), (Paragraph(text="Word，WORD，ｗｏｒｄ"),))], "插入")
    desk.look_for("word")
    assert len(desk.bar.hits()) == 2
    desk.switch("区分全半角")
    assert len(desk.bar.hits()) == 3
    desk.switch("区分大小写")
    assert len(desk.bar.hits()) == 1
    desk.switch("正则")
    assert not next(b for b in desk.bar.findChildren(QCheckBox) if b.text() == "区分全半角").isEnabled()
    desk.field("查找").setText("[A-Z]{4}")
    assert desk.selected() == "WORD"


def test_a_wrong_pattern_is_told_beside_the_field(desk: Desk) -> None:
    desk.look_for("学(")
    assert desk.shows("没有找到")
    desk.switch("正则")
    assert desk.shows("正则写得不对，请检查括号和反斜杠")
    assert desk.told == []
    desk.press("下一个")
    assert desk.told == ["正则写得不对，请检查括号和反斜杠"]
    changes: list[int] = []
    desk.bar.hits_changed.connect(lambda: changes.append(1))
    desk.page.textCursor().insertText("甲")
    assert changes == []  # it is not tried again at every key
    desk.field("查找").setText("学(.)")
    assert desk.shows("1/3")


def test_one_is_replaced_and_the_next_selected(desk: Desk) -> None:
    desk.page.go_to(4, 0)
    desk.bar.open_replace()
    desk.field("查找").setText("学习")
    desk.field("替换为").setText("学习学习")
    desk.press("替换")
    assert desk.texts()[5] == "（二）强化学习学习。集体学习12次。"
    assert desk.page.place() == (5, 14)
    assert desk.selected() == "学习"
    desk.page.go_to(0, 0)
    desk.press("替换")
    assert desk.texts()[5] == "（二）强化学习学习。集体学习12次。"
    assert desk.selected() == "学习"
    desk.session.undo()
    assert desk.texts()[5] == "（二）强化学习。集体学习12次。"


def test_all_are_replaced_in_one_step(desk: Desk) -> None:
    before = desk.texts()
    desk.bar.open_replace()
    desk.field("查找").setText("学习")
    desk.field("替换为").setText("研学")
    desk.press("全部替换")
    assert desk.told == ["已替换 3 处"]
    assert "".join(desk.texts()).count("研学") == 3
    assert desk.page.document().findBlockByNumber(5).text() == desk.texts()[5]
    assert desk.shows("没有找到")
    desk.session.undo()
    assert desk.texts() == before
    assert desk.session.is_clean
    assert desk.shows("3 处")


def test_groups_of_a_pattern_are_used_and_a_missing_one_is_told(desk: Desk) -> None:
    desk.bar.open_replace()
    desk.switch("正则")
    desk.field("查找").setText(r"(\d+)次")
    desk.field("替换为").setText("$2")
    desk.press("全部替换")
    assert desk.told == ["“替换为”里用了第 2 组，正则里只有 1 组括号"]
    assert desk.session.is_clean
    desk.field("替换为").setText("$1场")
    desk.press("全部替换")
    assert desk.texts()[5].endswith("12场。")


def test_enter_on_a_button_presses_it(desk: Desk) -> None:
    desk.bar.open_replace()
    desk.field("查找").setText("学习")
    button = next(b for b in desk.bar.findChildren(QAbstractButton) if b.text() == "全部替换")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert desk.told == ["已替换 3 处"]


def test_only_the_section_of_the_cursor_is_searched(desk: Desk) -> None:
    desk.page.go_to(7, 0)
    desk.bar.open_replace()
    desk.field("查找").setText("学习")
    scope = desk.bar.findChild(QComboBox)
    assert [scope.itemText(at) for at in range(scope.count())] == ["全文", "本节：二、存在问题"]
    scope.setCurrentIndex(1)
    assert desk.shows("1/1")
    desk.session.apply([Splice(0, (), (Paragraph(text="学习"), Paragraph(text="学习")))], "插入")
    assert len(desk.bar.hits()) == 1
    desk.press("全部替换")
    assert desk.told == ["已替换 1 处"]
    section = desk.session.report.paragraphs[8:10]
    desk.session.apply([Splice(8, tuple(section), ())], "删除")
    assert desk.bar.hits() == []
    assert scope.currentText() == "本节：已不在"
    scope.setCurrentIndex(0)
    assert len(desk.bar.hits()) == 4


def test_the_section_is_the_innermost_and_keeps_its_new_name(desk: Desk) -> None:
    desk.page.go_to(5, 9)
    desk.bar.open_find()
    scope = desk.bar.findChild(QComboBox)
    scope.setCurrentIndex(1)
    assert scope.currentText() == "本节：（二）强化学习"
    desk.page.go_to(5, 7)
    desk.page.textCursor().insertText("教育")
    assert scope.currentText() == "本节：（二）强化学习教育"


def test_above_the_first_section_there_is_only_the_whole(desk: Desk) -> None:
    desk.bar.open_find()
    scope = desk.bar.findChild(QComboBox)
    assert [scope.itemText(at) for at in range(scope.count())] == ["全文"]


def test_hits_follow_what_is_typed_while_the_bar_is_shown(desk: Desk) -> None:
    desk.look_for("局党组")
    changes: list[int] = []
    desk.bar.hits_changed.connect(lambda: changes.append(len(desk.bar.hits())))
    desk.page.go_to(2, 0)
    desk.page.textCursor().insertText("局党组")
    assert changes == [3]
    assert [hit.start for hit in desk.bar.hits() if hit.paragraph == 2] == [0, 9]
    desk.bar.close_find()
    desk.page.textCursor().insertText("局党组")
    assert changes == [3, 0]
    desk.bar.open_find()
    assert changes == [3, 0, 4]


def test_what_was_found_is_listed_and_a_row_leads_there(desk: Desk) -> None:
    desk.look_for("学习")
    desk.press("命中清单")
    rows = desk.bar.findChild(HitList)
    model = rows.model()
    assert [model.index(at, 0).data() for at in range(model.rowCount())] == [
        "（二）强化学习。集体学习12次。",
        "（二）强化学习。集体学习12次。",
        "一是学习不够深入。二是创新不够多。",
    ]
    chosen: list[int] = []
    rows.hit_chosen.connect(chosen.append)
    desk.press("下一个")
    desk.press("上一个")
    assert rows.currentIndex().row() == 0
    assert chosen == []
    place = rows.visualRect(model.index(2, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.page.place() == (7, 4)
    assert desk.shows("3/3")
    QTest.keyClick(rows, Qt.Key.Key_Up)
    assert desk.page.place() == (5, 12)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert desk.page.hasFocus()
    desk.page.go_to(0, 0)
    assert not rows.currentIndex().isValid()


def test_a_very_long_list_is_cut(desk: Desk) -> None:
    desk.session.apply([Splice(3, (), (Paragraph(text="很" * 1200),))], "插入")
    desk.look_for("很")
    desk.press("命中清单")
    model = desk.bar.findChild(HitList).model()
    assert model.rowCount() == 1001
    assert model.index(1000, 0).data().startswith("还有 200 处")
    assert not model.index(1000, 0).flags() & Qt.ItemFlag.ItemIsSelectable
    desk.bar.find_previous()
    assert desk.shows("1,200/1,200")
    assert not desk.bar.findChild(HitList).currentIndex().isValid()


def test_another_report_is_searched_when_it_is_shown(desk: Desk) -> None:
    desk.look_for("学习")
    other, first = session_of("某局工作总结\n一、学习情况\n正文。"), desk.session
    desk.page.show_session(other)
    desk.bar.show_session(other)
    assert desk.bar.hits() == [(1, 2, 4)]
    changes: list[int] = []
    desk.bar.hits_changed.connect(lambda: changes.append(1))
    first.apply([Splice(0, (), (Paragraph(text="学习"),))], "插入")
    assert changes == []
    assert desk.selected() == ""
    desk.press("下一个")
    assert desk.selected() == "学习"


def test_what_is_not_edited_is_not_found(desk: Desk) -> None:
    desk.session.apply([Splice(3, (), (Paragraph(Role.OPAQUE, "学习", xml="<w:tbl/>"),))], "插入")
    desk.look_for("学习")
    assert len(desk.bar.hits()) == 3


def test_a_picture_cannot_be_looked_for(desk: Desk) -> None:
    picture = Span(1, 2, SpanKind.OBJECT, "<w:r/>")
    desk.session.apply([Splice(3, (), (Paragraph(text=f"学{OBJECT}习", spans=(picture,)),))], "插入")
    desk.page.go_to(3, 0, 3)
    desk.bar.open_find()
    assert desk.field("查找").text() == ""


@pytest.mark.parametrize("name", ["查找", "替换为", "查找范围", "命中清单", "关闭查找"])
def test_everything_has_a_name_for_those_who_hear_it(desk: Desk, name: str) -> None:
    assert [w for w in desk.bar.findChildren(QWidget) if w.accessibleName() == name]
