"""The report as blocks of a page, one block a paragraph, kept in step with the session both ways."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument

from chengwen.layout.arrange import arrange
from chengwen.report.paragraph import Paragraph, Role
from chengwen.report.splice import splice_between
from chengwen.ui.page.changes import difference, rewritten, shown, with_bold_pasted
from chengwen.ui.page.dress import NEIGHBOURS, dress
from chengwen.ui.page.sheet import GAP, PageEnds
from chengwen.ui.page.sheet_view import SheetView
from chengwen.ui.paper.flow import blank_lines
from chengwen.ui.paper.typeset import block_format, char_format, line_height, qt_index, str_index

if TYPE_CHECKING:
    from PySide6.QtGui import QInputMethodEvent
    from PySide6.QtWidgets import QWidget

    from chengwen.report.splice import Splice
    from chengwen.session import Change, Session

_MAY_BEGIN_A_PAGE = frozenset({Role.ATTACHMENT_MARK, Role.ATTACHMENT_TITLE})
_MANY = 100
"""Blocks that take so long to dress that a key would have to wait."""
_MEASURED = frozenset({Role.SIGNATURE, Role.DATE})
"""Where the place of a neighbour depends on the very text."""


class ReportFace(SheetView):
    """Shows the report of a session and makes splices of what is done to the blocks.

    The report is the truth: what the writer does to the blocks becomes a splice, and a splice from elsewhere is written
    into the blocks. Nothing is told to the session while an input method composes.
    """

    place_changed = Signal(int, int)  # paragraph and str index of the cursor
    refused = Signal()  # what was typed would have changed something that is not edited
    focus_changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._typed_to: tuple[int, int] | None = None  # where typing left the cursor
        self._pasted: tuple[Paragraph, ...] = ()
        self._focus: range | None = None
        self._attachments: list[int] | None = None  # the paragraphs that may begin a page; None: not known
        self._here = 0  # the paragraph whose label is marked
        self._stop_listening: Callable[[], None] = lambda: None
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        self.show_session(session)

    # -- the report, shown ---------------------------------------------------------------------------------------------

    def show_session(self, session: Session) -> None:
        """Show another report, from its beginning."""
        self._stop_listening()
        self.session = session
        self._stop_listening = session.listen(self._on_change)
        self._focus = self._attachments = None
        self.show_anew()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_anew(self) -> None:
        self._writing = True
        super().show_anew()
        self._writing = False
        self.document().contentsChange.connect(self._on_contents_change)
        self.document().contentsChanged.connect(self._on_contents_changed)
        if self._focus is not None:
            self.focus_on(self._focus.start, self._focus.stop)

    def fill(self, document: QTextDocument) -> None:
        document.setDocumentMargin(0)
        document.setUseDesignMetrics(True)
        body = arrange([Paragraph()])[0]
        cursor = QTextCursor(document)
        cursor.setBlockFormat(block_format(body, self.scale))
        plain = char_format(body.layout.face, body.layout.size, self.scale, latin=False, bold=False)
        cursor.setBlockCharFormat(plain)
        cursor.insertText("\n".join(map(shown, self.session.report.paragraphs)), plain)

    def dress_blocks(self, blocks: range) -> None:
        with self._writing_blocks():
            dress(self.document(), self.session.report.paragraphs, blocks, self.scale, 0)

    # -- what the writer does -----------------------------------------------------------------------------------------

    def _on_contents_changed(self) -> None:
        if self._writing or self._touched is None:
            return
        (first, behind), self._touched = self._touched, None
        report, document = self.session.report, self.document()
        before = report.paragraphs[first : len(report.paragraphs) - behind]
        blocks = [document.findBlockByNumber(number) for number in range(first, document.blockCount() - behind)]
        lines = [block.text() for block in blocks]
        if lines == [shown(paragraph) for paragraph in before]:
            return
        caret = self._caret_in(blocks)
        after = rewritten(before, lines, caret, [paragraph.role for paragraph in self._pasted])
        if after is None:
            with self._writing_blocks():
                self._put(first, lines, before)
                dress(self.document(), self.session.report.paragraphs, range(first, first + len(before)), self.scale)
            self.refused.emit()
            return
        if self._pasted and caret is not None:
            after = with_bold_pasted(after, caret, self._pasted)
        splice = splice_between(before, after, at=first)
        if [shown(paragraph) for paragraph in after] != lines:
            # A character that a paragraph cannot hold was typed or pasted: show what was kept.
            with self._writing_blocks():
                self._put(first, lines, after)
        self.session.apply([splice], "键入" if not self._pasted else "粘贴", typing=not self._pasted, origin=self)
        self._shift_focus([splice], are_shown=True)
        self._typed_to = self.place()
        alone = [p.role for p in before] == [p.role for p in after] and not _MEASURED.intersection(
            p.role for p in after
        )
        if not alone:
            self._attachments = None
        self.count_again(first)
        self._dress([range(first, first + len(after))], 0 if alone else NEIGHBOURS)
        if len(splice.removed) == len(splice.inserted) == 1 and not self._pasted:
            self.on_retyped(splice.index, splice.removed[0], splice.inserted[0])

    def on_retyped(self, at: int, before: Paragraph, after: Paragraph) -> None:
        """The writer changed the text of that one paragraph; what follows from it is for who derives from this."""

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        self.pause_dressing(self._composing)

    # -- what comes from elsewhere -------------------------------------------------------------------------------------

    def _on_change(self, change: Change) -> None:
        if change.origin is self or not change.splices:
            return
        self._attachments = None
        with self._writing_blocks():
            for splice in change.splices:
                lines = [self._line(splice.index + at) for at in range(len(splice.removed))]
                self._put(splice.index, lines, splice.inserted)
        touched = _touched(change.splices)
        self.count_again(touched[0].start)
        self._dress(touched)
        self._shift_focus(change.splices, are_shown=False)
        self.viewport().update()
        if change.replayed:
            self.go_to(*_place_of(change.splices[-1], len(self.session.report.paragraphs)))

    def _line(self, index: int) -> str:
        return self.document().findBlockByNumber(index).text()

    def _put(self, index: int, lines: Sequence[str], paragraphs: Sequence[Paragraph]) -> None:
        """Make the blocks from `index` on that hold `lines` hold the paragraphs; only what differs is touched."""
        old, new = list(lines), [shown(paragraph) for paragraph in paragraphs]
        if not old or not new:
            # Whole lines come or go together with a line end, for which a neighbour is needed.
            if index + len(old) < self.document().blockCount():
                neighbour = self._line(index + len(old))
                old, new = [*old, neighbour], [*new, neighbour]
            else:
                index -= 1
                neighbour = self._line(index)
                old, new = [neighbour, *old], [neighbour, *new]
        before, after = "\n".join(old), "\n".join(new)
        place = difference(before, after)
        at = self.document().findBlockByNumber(index).position()
        cursor = QTextCursor(self.document())
        cursor.setPosition(at + qt_index(before, place.start))
        cursor.setPosition(at + qt_index(before, place.before_end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(after[place.start : place.after_end])

    # -- the look ------------------------------------------------------------------------------------------------------

    def _dress(self, touched: Sequence[range], reach: int = NEIGHBOURS) -> None:
        """Dress the blocks and those within reach: now, or when an input method has ended and the many can be done."""
        count = self.document().blockCount()
        if self._composing or sum(map(len, touched)) > _MANY:
            for blocks in touched:
                self.strip(range(max(0, blocks.start - reach), min(blocks.stop + reach, count)))
            return
        with self._writing_blocks():
            for blocks in touched:
                dress(self.document(), self.session.report.paragraphs, blocks, self.scale, reach)

    # -- places --------------------------------------------------------------------------------------------------------

    def place(self) -> tuple[int, int]:
        """The paragraph and the str index of the cursor."""
        cursor = self.textCursor()
        return cursor.blockNumber(), str_index(cursor.block().text(), cursor.positionInBlock())

    def go_to(self, paragraph: int, start: int, end: int | None = None) -> None:
        """Put the cursor there, with [start, end) selected if an end is given, and show it in the upper part."""
        if self._focus is not None and paragraph not in self._focus:
            self.unfocus()
        block = self.document().findBlockByNumber(min(paragraph, self.document().blockCount() - 1))
        text = block.text()
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + qt_index(text, min(start, len(text))))
        if end is not None:
            cursor.setPosition(block.position() + qt_index(text, min(end, len(text))), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        shown_at, height = self.cursorRect(cursor), self.viewport().height()
        if shown_at.top() < 0 or shown_at.bottom() > height * 3 // 4:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + shown_at.top() - height // 4)

    def _on_cursor_moved(self) -> None:
        if self._writing or self._touched is not None:
            return
        self._keep_in_focus()
        place = self.place()
        if place != self._typed_to:
            self.session.history.close_step()
        if place[0] != self._here:
            self._here = place[0]
            self.update_margin()
        self.place_changed.emit(*place)

    # -- pages ---------------------------------------------------------------------------------------------------------

    def page_ends(self) -> PageEnds | None:
        return self.sheet_layout().page_ends(self._page_breaks()) if self._focus is None else None

    def page_number(self) -> tuple[int, int]:
        """The page of the cursor and how many there are; 0, 0 where not the whole report is shown."""
        ends, cursor = self.page_ends(), self.textCursor()
        if ends is None:
            return 0, 0
        block = cursor.block()
        line = block.layout().lineForTextPosition(cursor.positionInBlock())
        above = blank_lines(block.blockFormat(), self.scale) + (line.lineNumber() if line.isValid() else 0)
        return ends.page_of(block.firstLineNumber() + above), ends.count

    def go_to_page(self, page: int) -> None:
        """To the beginning of that page, counted from 1, or of the last one."""
        self.unfocus()
        ends, layout = self.page_ends(), self.sheet_layout()
        if ends is not None:
            y = layout.line_top(ends.line_of(page)) + line_height(self.scale) / 2
            cursor = self.textCursor()
            cursor.setPosition(layout.hitTest(QPointF(layout.text_left, y), Qt.HitTestAccuracy.FuzzyHit))
            self.setTextCursor(cursor)
            self.verticalScrollBar().setValue(round(layout.line_top(ends.line_of(page)) - GAP))

    def _page_breaks(self) -> list[QTextBlock]:
        """The blocks that begin a page of their own."""
        document = self.document()
        always = QTextBlockFormat.PageBreakFlag.PageBreak_AlwaysBefore
        if self._attachments is None:
            paragraphs = self.session.report.paragraphs
            self._attachments = [at for at, p in enumerate(paragraphs) if p.role in _MAY_BEGIN_A_PAGE]
        blocks = (document.findBlockByNumber(at) for at in self._attachments)
        return [block for block in blocks if block.isValid() and block.blockFormat().pageBreakPolicy() & always]

    # -- one section alone (专注) --------------------------------------------------------------------------------------

    @property
    def focus(self) -> range | None:
        """The paragraphs that are shown when not all of them are."""
        return self._focus

    @property
    def is_focused(self) -> bool:
        return self._focus is not None

    def focus_on(self, first: int, stop: int) -> None:
        """Show the paragraphs first..stop alone."""
        self._focus = range(first, stop)
        self._show_blocks(self._focus)
        if self.place()[0] not in self._focus:
            self.go_to(first, 0)
        self.focus_changed.emit()

    def unfocus(self) -> None:
        """Show the whole report again."""
        if self._focus is not None:
            self._focus = None
            self._show_blocks(range(self.document().blockCount()))
            self.ensureCursorVisible()
            self.focus_changed.emit()

    def edge_of_focus(self, *, last: bool) -> bool:
        """Whether the cursor stands at the very beginning, or end, of what is shown alone, with nothing selected."""
        cursor = self.textCursor()
        if self._focus is None or cursor.hasSelection():
            return False
        if last:
            return cursor.blockNumber() == self._focus.stop - 1 and cursor.atBlockEnd()
        return cursor.blockNumber() == self._focus.start and cursor.atBlockStart()

    def _shift_focus(self, splices: Sequence[Splice], *, are_shown: bool) -> None:
        """`are_shown`: what the splices brought stands among what is shown, so nothing has to be hidden."""
        if self._focus is None:
            return
        focus = _shifted(self._focus, splices)
        if focus is None:
            self.unfocus()
        elif focus != self._focus:
            self._focus = focus
            if not are_shown:
                self._show_blocks(focus)

    def _show_blocks(self, shown_ones: range) -> None:
        document, block = self.document(), self.document().begin()
        with self._writing_blocks():
            while block.isValid():
                block.setVisible(block.blockNumber() in shown_ones)
                block = block.next()
            document.markContentsDirty(0, document.characterCount())
        self.viewport().update()

    def _keep_in_focus(self) -> None:
        """Neither the cursor nor the selection reaches into what is not shown."""
        if self._focus is None:
            return
        document, cursor = self.document(), self.textCursor()
        last = document.findBlockByNumber(self._focus.stop - 1)
        least = document.findBlockByNumber(self._focus.start).position()
        most = last.position() + last.length() - 1
        anchor, position = (min(max(at, least), most) for at in (cursor.anchor(), cursor.position()))
        if (anchor, position) != (cursor.anchor(), cursor.position()):
            cursor.setPosition(anchor)
            cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)


def _touched(splices: Sequence[Splice]) -> list[range]:
    """The paragraphs that came with the splices, or stand where some went, by their numbers behind the last of them."""
    found: list[range] = []
    for splice in splices:
        end, grown = splice.index + len(splice.removed), len(splice.inserted) - len(splice.removed)
        if grown:
            found = [range(one.start + grown, one.stop + grown) if one.start >= end else one for one in found]
        found.append(range(splice.index, splice.index + max(1, len(splice.inserted))))
    return sorted(found, key=lambda one: one.start)


def _shifted(focus: range | None, splices: Sequence[Splice]) -> range | None:
    """Where those paragraphs are after the splices; None when one of them reaches over their edge."""
    for splice in splices:
        if focus is None:
            return None
        end, grown = splice.index + len(splice.removed), len(splice.inserted) - len(splice.removed)
        if end <= focus.start and splice.index < focus.start:
            focus = range(focus.start + grown, focus.stop + grown)
        elif focus.start <= splice.index and end <= focus.stop:
            focus = range(focus.start, focus.stop + grown)
        elif splice.index < focus.stop:
            focus = None
    return focus if focus is None or len(focus) else None


def _place_of(splice: Splice, count: int) -> tuple[int, int]:
    """Where a replayed splice left its trace: behind the text that came, or where the text went."""
    before, after = ("\n".join(map(shown, side)) for side in (splice.removed, splice.inserted))
    lines = after[: difference(before, after).after_end].split("\n")
    return min(splice.index + len(lines) - 1, count - 1), len(lines[-1])
