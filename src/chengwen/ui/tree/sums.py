"""Running sums over the paragraphs of a report, so that the figures of any section are one subtraction."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from chengwen.report.paragraph import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chengwen.report.outline import Heading
    from chengwen.report.paragraph import Paragraph
    from chengwen.ui.tally import Tally

_HEADINGS = frozenset(role for role in Role if role.heading_level)


class Sums:
    """`words`, `blanks`, `faults` and `matter` (paragraphs that hold what a heading is over) up to each paragraph.

    Only paragraphs that differ from those before are counted anew.
    """

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._paragraphs: list[Paragraph] = []
        self._words: list[int] = []
        self._blanks: list[int] = []
        self._bodies: list[bool] = []
        self.words = self.blanks = self.matter = self.faults = [0]

    def update(
        self, paragraphs: Sequence[Paragraph], outline: Sequence[Heading], findings: Sequence[int]
    ) -> tuple[int, Sequence[Paragraph], Sequence[Paragraph]]:
        """Count the paragraphs; returns where they differ from before, what stood there, and what stands there."""
        first, behind = _common_ends(self._paragraphs, paragraphs)
        stop = len(paragraphs) - behind
        old_stop = len(self._paragraphs) - behind
        removed, changed = self._paragraphs[first:old_stop], paragraphs[first:stop]
        counts = self._tally.each(changed)
        self._words[first:old_stop] = [count.words for count in counts]
        self._blanks[first:old_stop] = [count.blanks for count in counts]
        self._bodies[first:old_stop] = [p.role not in _HEADINGS and bool(p.text) for p in changed]
        self._paragraphs[first:old_stop] = changed
        matter = self._bodies.copy()
        for heading in outline:
            if heading.run_in:
                matter[heading.paragraph] = True
        faults = [*findings[: len(paragraphs)], *[0] * (len(paragraphs) - len(findings))]
        self.words = list(accumulate(self._words, initial=0))
        self.blanks = list(accumulate(self._blanks, initial=0))
        self.matter = list(accumulate(matter, initial=0))
        self.faults = list(accumulate(faults, initial=0))
        return first, removed, changed


def _common_ends(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> tuple[int, int]:
    """How many paragraphs at the beginning, and how many at the end, are the same."""
    shortest = min(len(before), len(after))
    first = _common(lambda start, stop: before[start:stop] == after[start:stop], shortest)
    backwards = len(before), len(after)
    behind = _common(
        lambda start, stop: (
            before[backwards[0] - stop : backwards[0] - start] == after[backwards[1] - stop : backwards[1] - start]
        ),
        shortest - first,
    )
    return first, behind


def _common(same: Callable[[int, int], bool], limit: int) -> int:
    """The greatest length up to `limit` for which everything before it is the same."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if same(low, middle) else (low, middle - 1)
    return low
