"""What is done to the sections of a report in its tree, each deed one step of the history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication

from chengwen.report import restructure
from chengwen.report.paragraph import clean
from chengwen.report.recount import is_straight, renumber_all, set_straight
from chengwen.ui.tree.clipboard import CLIPBOARD
from chengwen.ui.tree.report_tree import ReportTree
from chengwen.ui.tree.rows import Index, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chengwen.report.outline import Heading
    from chengwen.report.splice import Splice


class EditingTree(ReportTree):
    """Acts on the chosen sections, as they are now. What changes is selected, and the page asked to go there."""

    place_chosen = Signal(int, int)  # paragraph, str index
    told = Signal(str)  # a short message for the status bar

    def current_section(self) -> Heading | None:
        """The section or point of the current row."""
        node = self.node_of(self.currentItem())
        return node.heading if node else None

    def chosen_sections(self) -> list[Heading]:
        """The selected sections in the order of the report, without those inside another; else the current one."""
        current = self.current_section()
        nodes = [row.node for row in self.selectedItems() if isinstance(row, Row) and row.node]
        chosen = [node.section for node in nodes if node.section]
        if current is not None and current not in [node.heading for node in nodes]:
            chosen = [current] if current.kind == "heading" else []
        return restructure.outermost(chosen)

    def _chosen_or_told(self) -> list[Heading]:
        """The chosen sections; where there is none, the user is told to choose one."""
        chosen = self.chosen_sections()
        if not chosen:
            self.tell_to_choose()
        return chosen

    def tell_to_choose(self) -> None:
        self.told.emit("先点一节的标题；一是、二是请在稿纸上改")

    # -- names and numbers ---------------------------------------------------------------------------------------------

    def rename(self) -> None:
        """Edit the words of the current heading in place."""
        item = self.currentItem()
        if item is not None and self.current_section() is not None:
            self.editItem(item, 0)

    def rename_to(self, item_index: Index, text: str) -> None:
        node = self.node_of(self.itemFromIndex(item_index))
        text = clean(text.strip())
        if node is not None and node.heading is not None and text and text != node.heading.text:
            splices = restructure.rename(self._session.report.paragraphs, node.heading, text)
            self._apply(splices, "改名", [node.heading.paragraph], node.heading.start)

    def heading_text(self, item_index: Index) -> str:
        node = self.node_of(self.itemFromIndex(item_index))
        return node.heading.text if node and node.heading else ""

    def renumber_all(self) -> None:
        """Count the headings and points of the whole report anew."""
        splices = renumber_all(self._session.report.paragraphs)
        self.told.emit(f"改了 {len(splices)} 段的序号" if splices else "序号都对，没有改动")
        if splices:
            self._session.apply(splices, "重排序号", origin=self)
            self.refresh()

    def is_straight(self) -> bool | None:
        """Whether the numbers like the current section's count on; None where that cannot be told."""
        section = self._movable()
        return is_straight(self._session.report.paragraphs, section) if section else None

    def set_straight(self, on: bool) -> None:
        """Let the numbers like the current section's count on through the report, or anew under each parent."""
        if section := self._movable():
            splices = set_straight(self._session.report.paragraphs, section, on)
            self._apply(splices, "序号连排" if on else "序号分开排", [section.paragraph])

    # -- sections that come and go -------------------------------------------------------------------------------------

    def insert(self, where: Literal["before", "after", "child"]) -> None:
        """A new section beside the current one, or in it, to be named at once."""
        new = restructure.insert(self._session.report.paragraphs, self._around(), where, known=self._session.outline)
        if not new.splices:
            self.told.emit("四级标题下面不能再有下级")
            return
        self._apply(new.splices, "插入标题", [new.paragraph], new.offset)
        self.rename()

    def duplicate(self) -> None:
        """A copy of the current section behind it."""
        if self._chosen_or_told() and (section := self._movable()):
            splices = restructure.duplicate(self._session.report.paragraphs, section, known=self._session.outline)
            self._apply(splices, "创建副本", [section.stop])

    def delete(self) -> None:
        """Take the chosen sections away with all they contain; one undo brings them back."""
        self._delete("删除本节")

    def cut(self) -> None:
        self._remember(cut=True)
        self._delete("剪切本节")

    def copy(self) -> None:
        self._remember(cut=False)

    def copy_text(self) -> None:
        """Only for other programs and the page: what was cut or copied before cannot be pasted as sections any more."""
        if text := self._text():
            QApplication.clipboard().setText(text)
            CLIPBOARD.forget()

    def _remember(self, *, cut: bool) -> None:
        paragraphs = self._session.report.paragraphs
        if chosen := self.chosen_sections():
            pieces = [paragraph for section in chosen for paragraph in paragraphs[section.paragraph : section.stop]]
            CLIPBOARD.put(self._text(), pieces, self._session, cut=cut)

    def _text(self) -> str:
        paragraphs = self._session.report.paragraphs
        return "\n".join(restructure.section_text(paragraphs, section) for section in self.chosen_sections())

    def _delete(self, label: str) -> None:
        if chosen := self._chosen_or_told():
            splices = restructure.delete_all(self._session.report.paragraphs, chosen, known=self._session.outline)
            self._apply(splices, label, [chosen[0].paragraph])

    def paste(self) -> None:
        """Put what was cut or copied in a tree behind the current section."""
        paragraphs, section = self._session.report.paragraphs, self._around()
        pieces = CLIPBOARD.pieces_for(self._session)
        if not pieces:
            self.told.emit("剪贴板里没有章节，请先在结构里剪切或复制")
            return
        to, level = restructure.behind(paragraphs, section, known=self._session.outline)
        splices = restructure.paste_sections(paragraphs, pieces, to, level, known=self._session.outline)
        if not splices:
            self.told.emit("这里放不下：标题最多四级")
            return
        if CLIPBOARD.loses_in(self._session):
            self.told.emit("表格、图片等不能带到另一份报告，只贴了文字")
        self._apply(splices, "粘贴章节", [to])

    # -- places and levels ---------------------------------------------------------------------------------------------

    def promote(self) -> None:
        self._shift(restructure.promote_all, "升级")

    def demote(self) -> None:
        self._shift(restructure.demote_all, "降级")

    def _shift(self, change: Callable[..., tuple[Splice, ...]], label: str) -> None:
        if chosen := self._chosen_or_told():
            splices = change(self._session.report.paragraphs, chosen, known=self._session.outline)
            if not splices:
                self.told.emit(f"这里不能再{label}了")
            self._apply(splices, label, [section.paragraph for section in chosen])

    def move_up(self) -> None:
        self._step(-1)

    def move_down(self) -> None:
        self._step(1)

    def _step(self, by: Literal[-1, 1]) -> None:
        """Move the chosen sections past the next one beside them; they must stand under one parent."""
        chosen = self._chosen_or_told()
        if not chosen:
            return
        siblings = [h for h in self._session.outline if h.kind == "heading" and h.parent == chosen[0].parent]
        before = [h for h in siblings if h.paragraph < chosen[0].paragraph]
        behind = [h for h in siblings if h.paragraph > chosen[-1].paragraph]
        if all(section in siblings for section in chosen) and (behind if by > 0 else before):
            self._move(chosen, behind[0].stop if by > 0 else before[-1].paragraph, chosen[0].level)

    def _move(self, chosen: Sequence[Heading], to: int, level: int) -> None:
        splices = restructure.move_all(self._session.report.paragraphs, chosen, to, level, known=self._session.outline)
        self._apply(splices, "移动本节", restructure.landing(chosen, to))

    def _around(self) -> Heading | None:
        """The current section, or that in which the current point stands."""
        section = self.current_section()
        if section is None or section.kind == "heading":
            return section
        return None if section.parent is None else self._session.outline[section.parent]

    def _movable(self) -> Heading | None:
        section = self.current_section()
        return section if section is not None and section.kind == "heading" else None

    def _apply(self, splices: tuple[Splice, ...], label: str, paragraphs: Sequence[int], offset: int = 0) -> None:
        """Change the report, select the sections that then stand in those paragraphs, and have the page go there."""
        if not splices:
            return
        self._session.apply(splices, label, origin=self)
        self.refresh()
        place = min(paragraphs[0], len(self._session.report.paragraphs) - 1)
        self.show_place(place, offset)
        chosen = set(paragraphs)
        for row in self.shown if len(chosen) > 1 else ():
            if row.node and row.node.section and row.node.paragraph in chosen:
                row.setSelected(True)
        self.place_chosen.emit(place, offset)
