"""What the tree shows of a session: its nodes, how long and how far written each is, what is open or doubtful in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidgetItem, QWidget

from chengwen.library.pinyin import matches
from chengwen.ui.tree.delegate import BLANKS, FAULTS, STATE, State, WordsDelegate
from chengwen.ui.tree.nodes import NAMED, Node, node_at, nodes
from chengwen.ui.tree.rows import Row, RowTree
from chengwen.ui.tree.sums import Sums

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chengwen.check.sections import SectionState
    from chengwen.report.outline import Heading
    from chengwen.report.paragraph import Paragraph
    from chengwen.session import Session
    from chengwen.ui.tally import Tally


class _Look(NamedTuple):
    """What a row shows. `own`: 字数 without the sections in it, `words`: with them."""

    label: str
    own: int = 0
    words: int = 0
    target: int = 0
    blanks: int = 0
    faults: int = 0
    state: State | None = None
    partly: bool = False  # a section in it is not written

    @property
    def figures(self) -> str:
        if self.target:
            return f"{self.words:,}/{self.target:,}"
        return f"{self.words:,}" if self.words else ""

    def sayings(self) -> list[str]:
        """What there is to know, in words: the label first."""
        counted = (
            f"{self.words:,} 字" if self.own == self.words else f"本节 {self.own:,} 字，连同下级 {self.words:,} 字"
        )
        said = [
            (self.label, True),
            (self.state or "", bool(self.state)),
            (counted, bool(self.words)),
            (f"一般写 {self.target:,} 字", bool(self.target)),
            (f"待填 {self.blanks} 处", bool(self.blanks)),
            (f"疑错 {self.faults} 处", bool(self.faults)),
        ]
        return [text for text, holds in said if holds]


class ReportTree(RowTree):
    """Follows the session when told to `refresh`."""

    def __init__(self, session: Session, tally: Tally, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sums = Sums(tally)
        self._stale = True  # rows may come or go though the report is the same
        self._widest = 0  # characters of figures
        self._outline: tuple[Heading, ...] = ()
        self._states: tuple[SectionState, ...] = ()
        self._findings: Sequence[int] = ()
        self._points = True
        self._query = ""
        self._folded: list[Row] = []  # before the filter unfolded everything
        self.setAccessibleName("结构")
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.header().setStretchLastSection(False)
        self.header().setMinimumSectionSize(16)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegateForColumn(1, WordsDelegate(self))

    def show_session(self, session: Session) -> None:
        self._session = session
        self._states, self._findings, self._folded = (), (), []
        self.forget()
        self._refresh_all()

    def refresh(self) -> None:
        """Show the report as it is now. Where no row comes or goes, only rows with a change in them are touched."""
        paragraphs, before = self._session.report.paragraphs, self._outline
        self._outline = self._session.outline
        first, removed, inserted = self._sums.update(paragraphs, self._outline, self._findings)
        stale, self._stale = self._stale, False
        with QSignalBlocker(self):
            if not stale and _keep_rows(removed, inserted) and self._outline == before:
                stop = first + len(inserted)
                self._show_looks([r for r in self.shown if r.node and r.node.paragraph < stop and r.node.stop > first])
                return
            lacking = [state for state in self._states if state.state != "present"]
            self.show_nodes(nodes(paragraphs, self._outline, lacking, points=self._points))
            self._show_looks(self.shown)
            if self._query:
                self._hide_others()

    def _refresh_all(self) -> None:
        self._stale = True
        self.refresh()

    @property
    def shows_points(self) -> bool:
        return self._points

    def show_points(self, on: bool) -> None:
        """Show the points (一是…) of the sections, or sections alone."""
        self._points = on
        self._refresh_all()

    def show_findings(self, counts: Sequence[int]) -> None:
        """Tell at each row how many findings are in it. `counts` is by paragraph."""
        if counts != self._findings:
            self._findings = counts
            self._refresh_all()

    def show_sections(self, states: Iterable[SectionState]) -> None:
        """Show rows for sections that the genre wants and the report lacks, and how long those it has should be.

        The states are those of the report as it is now.
        """
        before, self._states = self._states, tuple(states)
        outline = self._session.outline
        targets = {outline[s.heading].paragraph: s.section.target for s in self._states if s.heading is not None}
        changed = self._states != before
        if changed:
            self._refresh_all()
        for row in self.shown:
            target = targets.get(row.node.paragraph, 0) if row.node and row.node.section else 0
            changed = changed or target != row.target
            row.target = target
        if changed:
            self._refresh_all()

    # -- looks ---------------------------------------------------------------------------------------------------------

    def _show_looks(self, rows: Sequence[Row]) -> None:
        """Bring the rows up to date. Those under a row must come behind it."""
        widest = self._widest
        for row in reversed(rows):
            look = self._look(row)
            if look != row.look:
                self._widest = max(self._widest, len(look.figures))
                _show(row, look)
        if self._widest > widest:
            self.header().resizeSection(1, self.fontMetrics().horizontalAdvance("0") * self._widest + 12)

    def _look(self, row: Row) -> _Look:
        node, sums = row.node, self._sums
        assert node is not None
        if node.ghost:
            return _Look(node.label, state=State.WAIVED if node.ghost.state == "waived" else State.MISSING)
        first, stop, heading = node.paragraph, node.stop, node.heading
        if heading and heading.kind == "point":
            return _Look(node.label, state=State.POINT)
        words = sums.words[stop] - sums.words[first]
        blanks = sums.blanks[stop] - sums.blanks[first]
        faults = sums.faults[stop] - sums.faults[first]
        partly = any(_is_open(below.look) for below in row.rows)
        state = None
        if heading:
            written = State.BLANKS if blanks else State.PARTLY if partly else State.WRITTEN
            state = written if sums.matter[stop] > sums.matter[first] else State.EMPTY
        own = sums.words[node.own_stop] - sums.words[first]
        return _Look(node.label, own, words, row.target, blanks, faults, state, partly)

    # -- places --------------------------------------------------------------------------------------------------------

    def show_place(self, paragraph: int, offset: int) -> None:
        """Select the row in which that place of the report stands, and have it in view."""
        at = node_at(self.nodes, paragraph, offset)
        if at is None:
            return
        shown = _unfolded(self.shown[at])
        if shown is not self.currentItem():
            with QSignalBlocker(self):
                self.make_current(shown)
            self.viewport().update()
        self.scrollToItem(shown, QAbstractItemView.ScrollHint.EnsureVisible)

    def make_current(self, row: Row) -> None:
        """It alone is selected then, whatever keys are held down."""
        command = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.setCurrentItem(row, 0, command)

    def node_of(self, item: QTreeWidgetItem | None) -> Node | None:
        """What the row stands for now; None when it has gone since it was shown."""
        if self._outline is not self._session.outline:
            self.refresh()
        return item.node if isinstance(item, Row) else None

    # -- filter --------------------------------------------------------------------------------------------------------

    def filter(self, query: str) -> None:
        """Show only the rows in whose text the query is found, and those above them; all for an empty query."""
        if query and not self._query:
            self._folded = [row for row in self.shown if row.rows and not row.isExpanded()]
        self._query = query
        self._hide_others()
        if not query:
            for row in self._folded:
                if row.node:
                    row.setExpanded(False)
            self._folded = []
            current = self.currentItem()
            if isinstance(current, Row):
                self.scrollToItem(_unfolded(current))

    def first_hit(self) -> Row | None:
        """The first row in whose text the query is found."""
        return next((row for row in self.shown if self._query and matches(row.text(0), self._query)), None)

    def _hide_others(self) -> None:
        wanted: set[Row | None] = set()
        for row in reversed(self.shown):
            hit = not self._query or row in wanted or matches(row.text(0), self._query)
            row.setHidden(not hit)
            if hit:
                wanted.add(row.parent())  # type: ignore[arg-type]
                if self._query and row in wanted:
                    row.setExpanded(True)


def _unfolded(row: Row) -> Row:
    """The row, or that in which it is folded away."""
    found, above = row, row.parent()
    while isinstance(above, Row):
        found = found if above.isExpanded() else above
        above = above.parent()
    return found


def _keep_rows(removed: Sequence[Paragraph], inserted: Sequence[Paragraph]) -> bool:
    """Whether paragraphs that give way to others leave the rows as they are, if the headings do too."""
    return len(removed) == len(inserted) and all(
        one.role is other.role and one.role not in NAMED and bool(one.text) is bool(other.text)
        for one, other in zip(removed, inserted, strict=True)
    )


def _is_open(look: object) -> bool:
    return isinstance(look, _Look) and (look.state is State.EMPTY or look.partly)


def _show(row: Row, look: _Look) -> None:
    old = row.look if isinstance(row.look, _Look) else _Look("", -1)
    row.look = look
    sayings = look.sayings()
    if look.label != old.label:
        row.setText(0, look.label)
    if look.figures != old.figures:
        row.setText(1, look.figures)
    row.setData(0, BLANKS, look.blanks)
    row.setData(0, FAULTS, look.faults)
    row.setData(0, STATE, None if look.state is None else look.state.value)
    row.setToolTip(0, "\n".join(sayings).replace("<", "＜"))  # what a file says is not markup
    row.setData(0, Qt.ItemDataRole.AccessibleTextRole, "，".join(sayings))
    if not isinstance(row.node, Node):
        return
    flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
    if row.node.section is not None:
        flags |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
    if row.node.heading is not None:
        flags |= Qt.ItemFlag.ItemIsEditable
    if flags != row.flags():
        row.setFlags(flags)
