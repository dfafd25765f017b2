"""The rows of the tree, kept up with the report: only those that differ come, go, or change their place."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QSignalBlocker
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chengwen.ui.tree.nodes import Node

Index = QModelIndex | QPersistentModelIndex


class Row(QTreeWidgetItem):
    """A row. `node` is what it stands for, None when it is no longer shown; `rows` are those under it.

    `look` is what it was last made to show. `target`: the words (字数) that its section should have, 0 if that is open.
    """

    def __init__(self) -> None:
        super().__init__()
        self.node: Node | None = None
        self.rows: list[Row] = []
        self.look: object = None
        self.target = 0


class RowTree(QTreeWidget):
    """A tree of nodes. Rows are known again by kind and name, so that folds, selection and scroll stay as they were."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.nodes: Sequence[Node] = ()
        self.shown: list[Row] = []  # a row for each node
        self._top: list[Row] = []

    def show_nodes(self, nodes: Sequence[Node]) -> None:
        if not _same_shape(self.nodes, nodes):
            self._reshape(nodes)
        self.nodes = nodes
        for node, row in zip(nodes, self.shown, strict=True):
            row.node = node

    def forget(self) -> None:
        """Show nothing, as before another report is shown."""
        with QSignalBlocker(self):  # each row that goes makes another the current one
            self.clear()
        for row in self.shown:
            row.node = None
        self.nodes, self.shown, self._top = (), [], []

    def _reshape(self, nodes: Sequence[Node]) -> None:
        under: dict[int | None, list[int]] = defaultdict(list)
        for at, node in enumerate(nodes):
            under[node.parent].append(at)
        current, selected = self.currentItem(), self.selectedItems()
        at_top = self.itemAt(0, 0) if self.verticalScrollBar().value() else None
        unfolded = {row: row.isExpanded() for row in self.shown if row.rows}
        self.setUpdatesEnabled(False)
        with QSignalBlocker(self):
            made: dict[int, Row] = {}
            self._fill(self.invisibleRootItem(), self._top, None, nodes, under, made)
            gone = set(self.shown).difference(made.values())
            folded = {row.node.name for row in gone if row.node and not unfolded.get(row, True)}
            self.shown = [made[at] for at in range(len(nodes))]
            for node, row in zip(nodes, self.shown, strict=True):
                if row.rows and row.isExpanded() is not unfolded.get(row, node.name not in folded):
                    row.setExpanded(not row.isExpanded())
            for row in gone:
                row.node = None
            self._restore(current, selected)
        if isinstance(at_top, Row) and at_top.node:
            self.scrollToItem(at_top, self.ScrollHint.PositionAtTop)
        self.setUpdatesEnabled(True)

    def _restore(self, current: QTreeWidgetItem | None, selected: Sequence[QTreeWidgetItem]) -> None:
        """What was current and selected, as far as it is still there."""
        if isinstance(current, Row) and current.node:
            self.setCurrentItem(current, 0, QItemSelectionModel.SelectionFlag.NoUpdate)
        for row in selected:
            if isinstance(row, Row) and row.node:
                row.setSelected(True)

    def _fill(
        self,
        parent: QTreeWidgetItem,
        rows: list[Row],
        seat: int | None,
        nodes: Sequence[Node],
        under: dict[int | None, list[int]],
        made: dict[int, Row],
    ) -> None:
        """Make the rows under one parent those of nodes under[seat], and note in `made` which is whose."""
        seats = under[seat]
        keep = set(rows)
        matched: Sequence[Row | None] = rows[:]
        if not _show_already(rows, [nodes[at] for at in seats]):
            matched = _matched(rows, [nodes[at] for at in seats])
            places = {row: at for at, row in enumerate(rows)}
            keep = {rows[at] for at in _rising([places[row] for row in matched if row])}
            for at in range(len(rows) - 1, -1, -1):
                if rows[at] not in keep:
                    parent.takeChild(at)
                    del rows[at]
        for place, (at, known) in enumerate(zip(seats, matched, strict=True)):
            row = known or Row()
            if row not in keep:
                parent.insertChild(place, row)
                rows.insert(place, row)
            made[at] = row
            if row.rows or at in under:
                self._fill(row, row.rows, at, nodes, under, made)


def _same_shape(before: Sequence[Node], after: Sequence[Node]) -> bool:
    """Whether each row can go on to show the node at its place. One name may differ: a heading is being typed."""
    if len(before) != len(after):
        return False
    renamed = 0
    for one, other in zip(before, after, strict=True):
        if one.parent != other.parent or _kind(one) != _kind(other):
            return False
        renamed += one.name != other.name
    return renamed < 2


def _kind(node: Node) -> str:
    return "ghost" if node.ghost else node.heading.kind if node.heading else ""


def _show_already(rows: Sequence[Row], nodes: Sequence[Node]) -> bool:
    return len(rows) == len(nodes) and all(
        row.node is not None and row.node.name == node.name and _kind(row.node) == _kind(node)
        for row, node in zip(rows, nodes, strict=True)
    )


def _matched(rows: Sequence[Row], nodes: Sequence[Node]) -> list[Row | None]:
    """For each node the row that showed it: of the same name, else one of the same kind that is left over."""
    named: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in reversed(rows):
        if row.node:
            named[_kind(row.node), row.node.name].append(row)
    found = [_taken(named[_kind(node), node.name]) for node in nodes]
    left: dict[str, list[Row]] = defaultdict(list)
    known = set(found)
    for row in reversed(rows):
        if row.node and row not in known:
            left[_kind(row.node)].append(row)
    return [row or _taken(left[_kind(node)]) for row, node in zip(found, nodes, strict=True)]


def _taken(rows: list[Row]) -> Row | None:
    return rows.pop() if rows else None


def _rising(places: Sequence[int]) -> list[int]:
    """The longest choice of them that rises: the rows that need not move."""
    ends: list[int] = []  # the smallest end of a choice of each length
    before: dict[int, int | None] = {}
    for place in places:
        length = bisect_left(ends, place)
        before[place] = ends[length - 1] if length else None
        ends[length : length + 1] = [place]
    found: list[int] = []
    last = ends[-1] if ends else None
    while last is not None:
        found.append(last)
        last = before[last]
    return found
