"""The one edit: replace paragraphs index..index+n by others; and its inverse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chengwen.report.paragraph import Paragraph


@dataclass(frozen=True, slots=True)
class Splice:
    """At `index`, the paragraphs `removed` give way to `inserted`. It carries both, so it is its own inverse."""

    index: int
    removed: tuple[Paragraph, ...]
    inserted: tuple[Paragraph, ...]

    def inverse(self) -> Splice:
        return Splice(self.index, self.inserted, self.removed)

    def __bool__(self) -> bool:
        return self.removed != self.inserted


def splice_between(before: Sequence[Paragraph], after: Sequence[Paragraph], at: int = 0) -> Splice:
    """The smallest single splice that makes `after` out of `before`, which begins at paragraph `at`."""
    shortest = min(len(before), len(after))
    head = 0
    while head < shortest and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < shortest - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return Splice(at + head, tuple(before[head : len(before) - tail]), tuple(after[head : len(after) - tail]))
