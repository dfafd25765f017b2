"""The lines of the outline editor (提纲): the title and the headings, each with where its words stand; no Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from chengwen.report.outline import lead_end, outline
from chengwen.report.paragraph import Role
from chengwen.ui.page.changes import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chengwen.report.outline import Heading
    from chengwen.report.paragraph import Paragraph


@dataclass(frozen=True, slots=True)
class Line:
    """A line to type in. `text` are the words of a heading, its number apart, as they are shown.

    They stand in `paragraph` from `start` on, character for character; None: the line is not in the report yet. The
    title has level 0 and no heading. `seat` is the index of the heading in the outline.
    """

    level: int
    number: str
    text: str
    paragraph: int | None = None
    start: int = 0
    heading: Heading | None = None
    seat: int | None = None

    @property
    def is_title(self) -> bool:
        return self.level == 0

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def look(self) -> tuple[int, str, str]:
        """What can be seen of it."""
        return self.level, self.number, self.text


def lines(paragraphs: Sequence[Paragraph], headings: Sequence[Heading]) -> list[Line]:
    """The title first, then the headings of the outline; for what is not there, an empty line to write it in."""
    found = [line(paragraphs[h.paragraph], h, seat) for seat, h in enumerate(headings) if h.kind == "heading"]
    titles = [Line(0, "", shown(paragraphs[at]), at) for at in _title(paragraphs)]
    return (titles or [Line(0, "", "")]) + (found or [Line(1, "一、", "")])


def line(paragraph: Paragraph, heading: Heading, seat: int | None = None) -> Line:
    start, end = words(paragraph, heading)
    return Line(heading.level, heading.number, shown(paragraph)[start:end], heading.paragraph, start, heading, seat)


def line_alone(paragraph: Paragraph) -> Line:
    """The line of a heading paragraph, its level apart."""
    return line(paragraph, outline([paragraph])[0])


def words(paragraph: Paragraph, heading: Heading) -> tuple[int, int]:
    """From where to where the words of a heading stand: all behind its number, but for body in the same paragraph."""
    start = heading.end - len(heading.text)
    if not heading.run_in:
        return start, len(paragraph.text)
    stop = lead_end(paragraph)
    return start, stop - 1 if paragraph.text[stop - 1] in "。：:" else heading.end


def _title(paragraphs: Sequence[Paragraph]) -> list[int]:
    """The paragraphs of the title, which stands above all headings."""
    head = list(takewhile(lambda at: not paragraphs[at].role.heading_level, range(len(paragraphs))))
    first = next((at for at in head if paragraphs[at].role is Role.TITLE), len(head))
    return list(takewhile(lambda at: paragraphs[at].role is Role.TITLE, head[first:]))
