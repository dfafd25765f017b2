"""The one history of a report: every change passes here, so undo, redo and the dirty mark have one source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chengwen.report.report import Fields, Report
from chengwen.report.splice import Splice


@dataclass(frozen=True, slots=True)
class Step:
    """What one Ctrl+Z takes back. `label` is shown in the menu (撤销 …).

    `fields` are those before and those after, where the step changes them.
    """

    label: str
    splices: tuple[Splice, ...] = ()
    typing: bool = False
    fields: tuple[Fields, Fields] | None = None

    def inverse(self) -> Step:
        splices = tuple(splice.inverse() for splice in reversed(self.splices))
        return Step(self.label, splices, self.typing, self.fields and (self.fields[1], self.fields[0]))


class History:
    """Steps done and undone; changes of the report that go past it are not known to it."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._clean: int | None = 0
        self._open = False

    def apply(self, splices: Iterable[Splice], label: str, *, typing: bool = False) -> tuple[Splice, ...]:
        """Apply them in turn as one step and return those that changed anything.

        Typing merges with the typing before it, up to the end of a clause, so undo goes clause by clause.
        """
        applied = tuple(splice for splice in splices if splice)
        for splice in applied:
            self._report.apply(splice)
        if applied:
            self._record(Step(label, applied, typing))
            self._open = typing and not _ends_clause(applied[-1])
        return applied

    def apply_fields(self, fields: Fields, label: str) -> bool:
        """Give the report these fields as one step; False when it has them already."""
        before = self._report.fields
        if fields == before:
            return False
        self._report.fields = fields
        self._record(Step(label, fields=(before, fields)))
        return True

    def _record(self, step: Step) -> None:
        self._undone.clear()
        if self._clean is not None and self._clean > len(self._done):
            self._clean = None
        merged = _merged(self._done[-1], step) if self._open and self._done else None
        if merged is not None and self._clean != len(self._done):
            self._done[-1:] = [merged] if any(merged.splices) else []
        else:
            self._done.append(step)

    def undo(self) -> Step | None:
        """Take the last step back; returns what was done for it, None when there was nothing to undo."""
        return self._replay(self._done, self._undone, inverse=True)

    def redo(self) -> Step | None:
        return self._replay(self._undone, self._done, inverse=False)

    def _replay(self, source: list[Step], target: list[Step], *, inverse: bool) -> Step | None:
        if not source:
            return None
        step = source.pop()
        target.append(step)
        replayed = step.inverse() if inverse else step
        for splice in replayed.splices:
            self._report.apply(splice)
        if replayed.fields:
            self._report.fields = replayed.fields[1]
        self._open = False
        return replayed

    def close_step(self) -> None:
        """What is typed next is a step of its own (the cursor went elsewhere, the file was saved)."""
        self._open = False

    @property
    def undo_label(self) -> str | None:
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> str | None:
        return self._undone[-1].label if self._undone else None

    @property
    def is_clean(self) -> bool:
        """Whether the report is as it was when last marked clean (or made)."""
        return self._clean == len(self._done)

    def mark_clean(self) -> None:
        self._clean = len(self._done)
        self._open = False


def _ends_clause(splice: Splice) -> bool:
    """Whether what was typed ends a clause, or more than one paragraph was touched."""
    if not len(splice.removed) == len(splice.inserted) == 1:
        return True
    old, new = splice.removed[0].text, splice.inserted[0].text
    typed = new[: max(0, len(new) - len(old) + _common_start(old, new))]
    return len(new) > len(old) and typed.endswith(("。", "；", "！", "？"))


def _common_start(old: str, new: str) -> int:
    return next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(old))


def _merged(last: Step, new: Step) -> Step | None:
    if not (last.typing and new.typing and len(last.splices) == len(new.splices) == 1):
        return None
    first, second = last.splices[0], new.splices[0]
    if first.index != second.index or first.inserted != second.removed:
        return None
    return Step(new.label, (Splice(first.index, first.removed, second.inserted),), typing=True)
