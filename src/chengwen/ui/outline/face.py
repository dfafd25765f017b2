"""The lines of the outline as blocks of a text: written from the report, and what is done to them said as an edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QTextBlock, QTextCursor

from chengwen.report.paragraph import OBJECT, clean
from chengwen.ui.outline.edits import Edit, Stretch, typed
from chengwen.ui.outline.inserts import pasted
from chengwen.ui.outline.lines import lines
from chengwen.ui.outline.look import dress
from chengwen.ui.outline.margins import Margins
from chengwen.ui.page.changes import difference, shown
from chengwen.ui.paper.typeset import qt_index, str_index

if TYPE_CHECKING:
    from PySide6.QtGui import QInputMethodEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from chengwen.report.splice import Splice
    from chengwen.session import Change, Session

ONE_HEADING = "这里每行只写一个标题；标题后面的正文，请回到稿纸上写"
NOT_PASTED = "没有粘贴：行数太多，或选中的地方不能改"


class OutlineFace(Margins):
    """Shows the headings of a session's report, and keeps to them.

    The report is the truth: what is typed becomes a splice, and the lines are written anew from the report wherever
    they differ from it. Nothing is told to the session while an input method composes.
    """

    place_chosen = Signal(int, int)  # paragraph and str index of the cursor, when it came to another heading
    told = Signal(str)  # why something was not done

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._stale = False  # the report has changed while nobody saw the lines
        self._undressed = False  # the lines have changed while an input method composed
        self._typed_to: tuple[int, int] | None = None  # where typing left the cursor
        self._told_at: int | None = None  # the paragraph that place_chosen told last
        self._stop_listening: Callable[[], None] = lambda: None
        self.document().contentsChange.connect(self._on_contents_change)
        self.document().contentsChanged.connect(self._on_contents_changed)
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        self.show_session(session)

    def show_session(self, session: Session) -> None:
        """Show another report, with the cursor at its beginning, or where its first heading is to be written."""
        self._stop_listening()
        self.session = session
        self._stop_listening = session.listen(self._on_change)
        self._show()
        self._set_place(len(self.rows) - 1 if self.rows[-1].paragraph is None else 0, 0)
        self._told_at = None

    def let_go(self) -> None:
        """The report is closed: its session is not listened to any more."""
        self._stop_listening()

    # -- the report, shown ---------------------------------------------------------------------------------------------

    def _show(self) -> None:
        """Make the blocks show the report as it is now; only those that differ are touched."""
        self._stale = False
        old, self.rows = self.rows, lines(self.session.report.paragraphs, self.session.outline)
        self.forget_figures()
        with self._writing_blocks():
            written = self._put([block.text() for block in self._blocks()], [row.text for row in self.rows])
            before, after = [row.look for row in old], [row.look for row in self.rows]
            head, tail = _common(before, after)
            if self._composing:
                self._undressed = True
            else:
                self._dress(written)
                self._dress(range(max(0, head - 1), min(len(after) - tail + 1, len(after))))
        self.viewport().update()

    def _blocks(self) -> list[QTextBlock]:
        return [self.document().findBlockByNumber(number) for number in range(self.document().blockCount())]

    def _dress(self, numbers: range) -> None:
        for number in numbers:
            dress(self.document().findBlockByNumber(number), self.rows[number], self.font())

    def _put(self, old: list[str], new: list[str]) -> range:
        """Make the blocks that hold `old` hold `new`; returns which were written."""
        head, tail = _common(old, new)
        if head == len(old) == len(new):
            return range(0)
        if head + tail in (len(old), len(new)):
            # Whole lines come or go together with a line end, for which a neighbour is needed.
            head, tail = (head - 1, tail) if head else (head, tail - 1)
        before, after = "\n".join(old[head : len(old) - tail]), "\n".join(new[head : len(new) - tail])
        place = difference(before, after)
        at = self.document().findBlockByNumber(head).position()
        cursor = QTextCursor(self.document())
        cursor.setPosition(at + qt_index(before, place.start))
        cursor.setPosition(at + qt_index(before, place.before_end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(after[place.start : place.after_end])
        return range(head, len(new) - tail)

    def _on_change(self, change: Change) -> None:
        if change.origin is self or not change.splices:
            return
        if not self.isVisible():
            self._stale = True  # whoever types on the page does not wait for what is not seen
            return
        at, offset = self._place()
        row = self.rows[at]
        paragraph = _followed(row.paragraph, change.splices)
        self._show()
        if change.replayed and (place := self._replayed_at(change.splices[-1])):
            self._set_place(*place)
        else:
            same = [i for i, other in enumerate(self.rows) if other.text == row.text]
            near = min(same, key=lambda i: abs((self.rows[i].paragraph or 0) - paragraph), default=None)
            self._set_place(self.line_of(paragraph) if near is None else near, offset)

    def _catch_up(self) -> None:
        if self._stale:
            at, offset = self._place()
            self._show()
            self._set_place(min(at, len(self.rows) - 1), offset)

    def showEvent(self, event: QShowEvent) -> None:
        self._catch_up()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            with self._writing_blocks():
                self._dress(range(len(self.rows)))

    def _replayed_at(self, splice: Splice) -> tuple[int, int] | None:
        """The line and offset where undo or redo left its trace; None when it is in no line."""
        if not splice.inserted:
            return self.line_of(splice.index), 0
        before, after = ("\n".join(map(shown, side)) for side in (splice.removed, splice.inserted))
        texts = after[: difference(before, after).after_end].split("\n")
        at = self.line_of(splice.index + len(texts) - 1)
        row = self.rows[at]
        return (at, len(texts[-1]) - row.start) if row.paragraph == splice.index + len(texts) - 1 else None

    # -- what the writer does ------------------------------------------------------------------------------------------

    def _on_contents_changed(self) -> None:
        if self._writing or self._touched is None:
            return
        (first, behind), self._touched = self._touched, None
        old = [row.text for row in self.rows[first : len(self.rows) - behind]]
        blocks = self._blocks()[first : self.document().blockCount() - behind]
        new = [block.text() for block in blocks]
        if old == new:
            return
        before, after = "\n".join(old), "\n".join(new)
        change = difference(before, after, self._caret_in(blocks))
        place = Stretch(*_located(old, change.start, first), *_located(old, change.before_end, first))
        self._type(place, after[change.start : change.after_end])

    def _type(self, place: Stretch, text: str) -> None:
        paragraphs = self.session.report.paragraphs
        if "\n" in text:
            self._do(pasted(paragraphs, place, text), "粘贴", NOT_PASTED, back_to=place)
            return
        edit = typed(paragraphs, self.rows, place, clean(text.replace(OBJECT, "")))
        self._do(edit, "键入", ONE_HEADING, back_to=place, typing=True)

    def _do(
        self, edit: Edit | None, label: str, refusal: str, *, back_to: Stretch | None = None, typing: bool = False
    ) -> None:
        """Do it and put the cursor where it says; if it cannot be, show the report again and tell why."""
        if edit is None or not edit.splices:
            self._show()
            if back_to is not None:
                self._set_place(back_to.last, back_to.end)
            if edit is None:
                self.told.emit(refusal)
            return
        if not typing:
            self.session.history.close_step()
        self.session.apply(edit.splices, label, typing=typing, origin=self)
        self._show()
        at = next((i for i, row in enumerate(self.rows) if row.paragraph == edit.paragraph), 0)
        self._set_place(at, edit.offset)
        self._typed_to = self._place()
        self._tell_place()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.preeditString() and not self._composing and self.textCursor().hasSelection():
            self.textCursor().removeSelectedText()  # before it composes, while the lines may be written anew
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if not self._composing and self._undressed:
            self._undressed = False
            with self._writing_blocks():
                self._dress(range(len(self.rows)))

    # -- places --------------------------------------------------------------------------------------------------------

    def current_paragraph(self) -> int:
        """The paragraph of the heading at the cursor; 0 where there is none yet."""
        self._catch_up()
        return self.rows[self._place()[0]].paragraph or 0

    def go_to(self, paragraph: int) -> None:
        """Put the cursor behind the heading of the section in which the paragraph stands."""
        self._catch_up()
        at = self.line_of(paragraph)
        self._set_place(at, len(self.rows[at].text))
        self._told_at = self.rows[at].paragraph
        self.ensureCursorVisible()

    def line_of(self, paragraph: int) -> int:
        """The line of the last heading that does not stand behind the paragraph."""
        found = (at for at, row in enumerate(self.rows) if row.paragraph is not None and row.paragraph <= paragraph)
        return max(found, default=0)

    def _place(self) -> tuple[int, int]:
        """The line and the str index of the cursor."""
        return self._place_at(self.textCursor().position())

    def _place_at(self, position: int) -> tuple[int, int]:
        block = self.document().findBlock(position)
        return block.blockNumber(), str_index(block.text(), position - block.position())

    def _set_place(self, at: int, offset: int) -> None:
        block = self.document().findBlockByNumber(at)
        text = block.text()
        writing, self._writing = self._writing, True
        cursor = self.textCursor()
        cursor.setPosition(block.position() + qt_index(text, max(0, min(offset, len(text)))))
        self.setTextCursor(cursor)
        self._writing = writing

    def _on_cursor_moved(self) -> None:
        self.viewport().update()  # the line at the cursor is lit
        if self._writing or self._touched is not None:
            return
        if self._place() != self._typed_to:
            self.session.history.close_step()
        self._tell_place()

    def _tell_place(self) -> None:
        at, offset = self._place()
        row = self.rows[at]
        if row.paragraph is not None and row.paragraph != self._told_at:
            self._told_at = row.paragraph
            self.place_chosen.emit(row.paragraph, row.start + offset)


def _common(one: Sequence[object], other: Sequence[object]) -> tuple[int, int]:
    """How many at the beginning are the same, and how many of the rest at the end."""
    shortest = min(len(one), len(other))
    head = next((at for at in range(shortest) if one[at] != other[at]), shortest)
    tail = next((at for at in range(shortest - head) if one[-1 - at] != other[-1 - at]), shortest - head)
    return head, tail


def _located(texts: list[str], place: int, first: int) -> tuple[int, int]:
    """The line, counted from `first`, and the place in it, of a place in the texts joined by line ends."""
    for at, text in enumerate(texts):
        if place <= len(text):
            return first + at, place
        place -= len(text) + 1
    raise ValueError("the place lies behind the lines")


def _followed(paragraph: int | None, splices: tuple[Splice, ...]) -> int:
    """Where a paragraph stands after the splices, or about where it stood if they took it."""
    at = paragraph or 0
    for splice in splices:
        if at >= splice.index + len(splice.removed):
            at += len(splice.inserted) - len(splice.removed)
        elif at > splice.index:
            at = min(at, splice.index + max(0, len(splice.inserted) - 1))
    return at
