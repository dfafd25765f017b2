"""The page (稿纸): what a writer's hands do on it. It looks like the final paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QKeySequence, QTextBlock, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu

from chengwen.check.blanks import blanks
from chengwen.paste import pasted, plain_pasted
from chengwen.report.bold import toggle_bold
from chengwen.report.numbering import parse
from chengwen.report.paragraph import LINE_BREAK, Paragraph, Role
from chengwen.report.restructure import demote, give_role, promote
from chengwen.report.typed import stepped_up, typed_role
from chengwen.ui.page.face import ReportFace
from chengwen.ui.page.marks import PAIRS
from chengwen.ui.page.sheet_view import Marks
from chengwen.ui.paper.typeset import str_index
from chengwen.ui.report_text import asks_to_redo

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
    from PySide6.QtWidgets import QWidget

    from chengwen.check.finding import Finding
    from chengwen.report.find import Hit
    from chengwen.session import Session


_LABELS = {
    Role.TITLE: "标题",
    Role.SUBTITLE: "副标题",
    Role.DOCUMENT_NUMBER: "文号",
    Role.ADDRESSEE: "主送",
    Role.HEADING_1: "一级",
    Role.HEADING_2: "二级",
    Role.HEADING_3: "三级",
    Role.HEADING_4: "四级",
    Role.BODY: "正文",
    Role.ATTACHMENT_NOTE: "附件说明",
    Role.SIGNATURE: "署名",
    Role.DATE: "日期",
    Role.NOTE: "附注",
    Role.ATTACHMENT_MARK: "附件",
    Role.ATTACHMENT_TITLE: "附件标题",
    Role.OPAQUE: "原样",
}
"""What stands in the margin."""


class PageEditor(ReportFace):
    """Its keys are those of Word and WPS; Tab and Enter know the structure of a report."""

    told = Signal(str)  # a short message for the status bar

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setAccessibleName("稿纸")
        self._made_heading: int | None = None  # the paragraph that a typed mark made a heading just now
        self._faults: dict[str, list[tuple[int, int]]] = {}
        self._hits: dict[int, list[tuple[int, int]]] = {}
        self.refused.connect(lambda: self.told.emit("灰底的表格、图片等原样保留，不能在这里改；整段选中可以删除"))
        self.viewport().setMouseTracking(True)

    def marks(self, block: QTextBlock) -> Marks:
        paragraphs = self.session.report.paragraphs
        if block.blockNumber() >= len(paragraphs):
            return Marks()
        paragraph = paragraphs[block.blockNumber()]
        is_here = block == self.textCursor().block()
        is_card = paragraph.role is Role.OPAQUE
        label = _LABELS[paragraph.role] if is_here or paragraph.role is not Role.BODY or paragraph.doubtful else ""
        return Marks(
            blanks=() if is_card else _blanks(block.text()),
            faults=self._faults.get(paragraph.text, ()),
            hits=self._hits.get(block.blockNumber(), ()),
            label=label + "？" if paragraph.doubtful else label,
            is_here=is_here,
            is_doubtful=paragraph.doubtful,
            is_card=is_card,
        )

    def show_hits(self, hits: Iterable[Hit]) -> None:
        """Mark what a search found."""
        self._hits = {}
        for hit in hits:
            self._hits.setdefault(hit.paragraph, []).append((hit.start, hit.end))
        self.viewport().update()

    def show_faults(self, faults: Iterable[Finding]) -> None:
        """Underline them. They are known by the text they were found in, so one goes when that is changed."""
        found: dict[str, list[tuple[int, int]]] = {}
        for fault in faults:
            text = self.session.report.paragraphs[fault.paragraph].text
            found.setdefault(text, []).append((fault.start, fault.end))
        if found != self._faults:
            self._faults = found
            self.viewport().update()

    # -- keys ----------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.session.undo()
        elif asks_to_redo(event):
            self.session.redo()
        elif event.key() == Qt.Key.Key_Tab and not event.modifiers():
            self._tab(backwards=False)
        elif event.key() == Qt.Key.Key_Backtab:
            self._tab(backwards=True)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not _beyond_keypad(event):
            self._enter()
        elif event.key() == Qt.Key.Key_Backspace and self.edge_of_focus(last=False):
            pass  # what is not shown is not joined to what is
        elif event.key() == Qt.Key.Key_Delete and self.edge_of_focus(last=True):
            pass
        elif event.key() == Qt.Key.Key_Escape and self.is_focused:
            self.unfocus()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        at, _ = self.place()
        if not self.textCursor().hasSelection():
            step = stepped_up(self.session.report.paragraphs, self.session.outline, at)
            if step is not None:
                self.session.apply(step.splices, "另起一节")
                self.go_to(at, step.offset)
                return
        # Left to itself, Qt only takes the alignment off an empty centred block.
        self.textCursor().insertBlock()
        self.ensureCursorVisible()

    def _tab(self, *, backwards: bool) -> None:
        at, offset = self.place()
        heading = next((h for h in self.session.outline if h.kind == "heading" and h.paragraph == at), None)
        if heading is None or offset > len(heading.number) or self.textCursor().hasSelection():
            self.go_to_blank(backwards=backwards)
            return
        change, label = (promote, "升级") if backwards else (demote, "降级")
        splices = change(self.session.report.paragraphs, heading)
        if not splices:
            self.told.emit("已经是最高一级了" if backwards else "上面没有同级的标题，不能降级")
            return
        self.session.apply(splices, label)
        number = parse(self.session.report.paragraphs[at].text, loose=True)
        self.go_to(at, len(number.text) if number else 0)

    def on_retyped(self, at: int, before: Paragraph, after: Paragraph) -> None:
        role = typed_role(before, after)
        if role is not None:
            self._made_heading = at
            self._give_role(at, at + 1, role, "识别为标题")
        elif at == self._made_heading and after.role.heading_level and parse(after.text) is None:
            self._made_heading = None
            self._give_role(at, at + 1, Role.BODY, "恢复为正文")

    # -- the mouse in the margin ---------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        block = self._labelled_block(event.position())
        if block is None or event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self.go_to(block.blockNumber(), 0)
        menu = self.role_menu()
        menu.exec(event.globalPosition().toPoint())
        menu.deleteLater()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over_label = self._labelled_block(event.position()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over_label else Qt.CursorShape.IBeamCursor)

    def _labelled_block(self, point: QPointF) -> QTextBlock | None:
        """The block in whose margin, beside its first line, the point of the viewport lies."""
        layout = self.sheet_layout()
        place = point + QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        blocks = layout.blocks_in(QRectF(place, QSizeF(1, 1)))
        return next((block for block in blocks if self.label_place(layout, block).contains(place)), None)

    def role_menu(self) -> QMenu:
        """What the paragraph at the cursor can be; the present role is checked."""
        menu = QMenu(self)
        here = self.session.report.paragraphs[self.place()[0]].role
        for role, name in _LABELS.items():
            if role is Role.OPAQUE:
                continue
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(role is here)
            action.triggered.connect(lambda _=False, role=role: self.set_role(role))
        return menu

    # -- the clipboard -------------------------------------------------------------------------------------------------

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Text alone comes in, as paragraphs with roles when it has several lines; nothing else is read or loaded."""
        if not self.canInsertFromMimeData(source):
            return
        self._pasted = self._fit_to_paste(pasted(source.text(), source.html() if source.hasHtml() else None))
        self.textCursor().insertText("\n".join(paragraph.text for paragraph in self._pasted))
        self._pasted = ()
        self.ensureCursorVisible()

    def _fit_to_paste(self, found: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
        """Into an empty report come titles, addressees and signatures; into others sections and body only."""
        if not any(paragraph.text for paragraph in self.session.report.paragraphs):
            return tuple(found)
        return tuple(p if p.role.heading_level else p.with_role(Role.BODY) for p in found)

    def paste_plain(self) -> None:
        """The words of the clipboard alone, with the role of the paragraph that they come into."""
        lines = plain_pasted(QApplication.clipboard().text())
        self.session.history.close_step()
        self.textCursor().insertText("\n".join(lines))
        self.session.history.close_step()
        self.ensureCursorVisible()

    def loadResource(self, kind: int, name: object) -> object:
        """Nothing is ever loaded for a page."""
        del kind, name
        return None

    def go_to_blank(self, *, backwards: bool = False) -> bool:
        """Select the next open blank behind the cursor, going on from the other end; False when there is none."""
        at, offset = self.place()
        selected = self.textCursor().selectionStart() - self.textCursor().block().position()
        places = [
            (i, s, e)
            for i, p in enumerate(self.session.report.paragraphs)
            if p.role is not Role.OPAQUE
            for s, e in _blanks(p.text)
        ]
        if not places:
            return False
        if backwards:
            found = next((p for p in reversed(places) if (p[0], p[1]) < (at, selected)), places[-1])
        else:
            found = next((p for p in places if (p[0], p[1]) >= (at, offset)), places[0])
        self.go_to(*found)
        return True

    def insert_phrase(self, text: str) -> None:
        """Insert at the cursor, and select the first blank in it."""
        self.session.history.close_step()
        at, offset = self.place() if not self.textCursor().hasSelection() else self._selection_start()
        self.textCursor().insertText(text.replace("\n", LINE_BREAK))
        self.session.history.close_step()
        if found := _blanks(text):
            self.go_to(at, offset + found[0][0], offset + found[0][1])
        self.setFocus()

    def _selection_start(self) -> tuple[int, int]:
        block = self.document().findBlock(self.textCursor().selectionStart())
        return block.blockNumber(), str_index(block.text(), self.textCursor().selectionStart() - block.position())

    def set_role(self, role: Role) -> None:
        """Make the selected paragraphs something else."""
        cursor, document = self.textCursor(), self.document()
        first = document.findBlock(cursor.selectionStart()).blockNumber()
        last = document.findBlock(cursor.selectionEnd()).blockNumber()
        self._give_role(first, last + 1, role, f"改为{_LABELS[role]}")

    def _give_role(self, first: int, stop: int, role: Role, label: str) -> None:
        self.session.apply(give_role(self.session.report.paragraphs, first, stop, role), label)

    def toggle_bold(self) -> None:
        """Make the selection bold, or not bold if it is."""
        cursor, document = self.textCursor(), self.document()
        ends = []
        for position in (cursor.selectionStart(), cursor.selectionEnd()):
            block = document.findBlock(position)
            ends.append((block.blockNumber(), str_index(block.text(), position - block.position())))
        if ends[0] == ends[1]:
            self.told.emit("先选中要加粗的字")
        self.session.apply(toggle_bold(self.session.report.paragraphs, ends[0], ends[1]), "加粗")

    def insert_mark(self, text: str) -> None:
        """Insert a mark; a pair comes around the selection, or with the cursor inside."""
        cursor = self.textCursor()
        if text not in PAIRS:
            cursor.insertText(text)
        else:
            selected = cursor.selectedText().replace("\u2029", LINE_BREAK)
            cursor.insertText(text[0] + selected + text[1])
            if not selected:
                cursor.movePosition(QTextCursor.MoveOperation.Left)
                self.setTextCursor(cursor)
        self.setFocus()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.context_menu([("全选", QKeySequence.StandardKey.SelectAll, self.selectAll, True)])
        menu.exec(event.globalPos())


def _beyond_keypad(event: QKeyEvent) -> bool:
    """Whether a modifier is held; the Enter of the keypad counts as none."""
    return bool(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)


@lru_cache(maxsize=8192)
def _blanks(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(blanks(text))
