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


class Tally:
    def __init__(self) -> None:
        self._known: dict[str, Count] = {}

    def of(self, paragraphs: Iterable[Paragraph]) -> Count:
        """The sum over the paragraphs; what is not ours to edit does not count."""
        words = open_blanks = 0
        for paragraph in paragraphs:
            if paragraph.role is Role.OPAQUE:
                continue
            text = paragraph.text
            if (count := self._known.get(text)) is None:
                count = self._known[text] = Count(word_count(text), len(blanks(text)))
            words += count.words
            open_blanks += count.blanks
        return Count(words, open_blanks)
