"""字数 and open blanks of paragraphs, counted once for each text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chengwen.check.blanks import blanks
from chengwen.report.paragraph import Role
from chengwen.report.statistics import word_count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chengwen.report.paragraph import Paragraph


class Count(NamedTuple):
    words: int
    blanks: int


_NOTHING = Count(0, 0)


class Tally:
    def __init__(self) -> None:
        self._known: dict[str, Count] = {}

    def of(self, paragraphs: Iterable[Paragraph]) -> Count:
        """The sum over the paragraphs; what is not ours to edit does not count."""
        counts = self.each(paragraphs)
        return Count(sum(count.words for count in counts), sum(count.blanks for count in counts))

    def each(self, paragraphs: Iterable[Paragraph]) -> list[Count]:
        """Paragraph by paragraph."""
        known, opaque = self._known.get, Role.OPAQUE
        return [_NOTHING if p.role is opaque else known(p.text) or self._counted(p.text) for p in paragraphs]

    def _counted(self, text: str) -> Count:
        count = self._known[text] = Count(word_count(text), len(blanks(text)))
        return count
