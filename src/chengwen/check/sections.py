"""Which sections of its genre a report has, which it lacks, and writing the heading of one that it lacks (补写)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from chengwen.library.genres import Genre, Section
from chengwen.report.numbering import Mark, parse, written
from chengwen.report.outline import TREE_BREAKS, Heading
from chengwen.report.outline import outline as outline_of
from chengwen.report.paragraph import Paragraph, Role
from chengwen.report.renumber import renumbered
from chengwen.report.splice import Splice

_DEEPEST = 2  # level of a heading that may be a section of the genre; deeper ones are about single matters
_TAIL = frozenset({Role.SIGNATURE, Role.DATE, Role.ATTACHMENT_NOTE, Role.NOTE})
_ANOTHER_TREE = TREE_BREAKS - _TAIL
_CLOSING = re.compile(
    "(?:特此|专此|此函|妥否|当否|如无不妥|以上(?:报告|汇报|请示|意见|情况|述职)|请予?(?:评议|批评|审[议阅查]|批[示准])).{0,24}"
)
_MARKS = {1: Mark.CHINESE, 2: Mark.CHINESE_BRACKET, 3: Mark.ARABIC, 4: Mark.ARABIC_BRACKET}


@dataclass(frozen=True, slots=True)
class SectionState:
    """A section of the genre as it stands in a report.

    `heading` is an index into the outline, of the section that is present; None otherwise. In front of paragraph
    `before`, as a section of that `level` of nesting, a missing one belongs.
    """

    section: Section
    state: Literal["present", "missing", "waived"]
    heading: int | None
    before: int
    level: int = 1


def section_states(
    paragraphs: Sequence[Paragraph], outline: Sequence[Heading], genre: Genre, waived: Mapping[str, str]
) -> tuple[SectionState, ...]:
    """The sections of the genre that are present and those it requires that are not, in the genre's order.

    A section is present when a heading of the first two levels is its own; attachments are not looked at. One that may
    be spread over several headings is left out where there is a heading of the first level that is no section's.
    """
    text = _Text(paragraphs, outline)
    seats = [text.find(section) for section in genre.sections]
    has_other = any(
        h.level == 1 and not any(section.fits(h.text) for section in genre.sections) for h in text.headings.values()
    )
    states = []
    for at, (section, seat) in enumerate(zip(genre.sections, seats, strict=True)):
        if seat is not None:
            heading = outline[seat]
            states.append(SectionState(section, "present", seat, heading.paragraph, heading.level))
        elif section.required and not (section.spread and has_other):
            state: Literal["waived", "missing"] = "waived" if section.id in waived else "missing"
            before, level = text.place(_last(seats[:at]), _last(seats[:at:-1]))
            states.append(SectionState(section, state, None, before, level))
    return tuple(states)


def missing_heading_splices(paragraphs: Sequence[Paragraph], state: SectionState) -> tuple[Splice, ...]:
    """Write the heading of a missing section where it belongs, and an empty paragraph below it; others are renumbered.

    The cursor then belongs at the beginning of that empty paragraph, which is number `state.before + 1`. `state` must
    tell of these very paragraphs.
    """
    text = _Text(paragraphs, outline_of(paragraphs))
    count, at = len(paragraphs), state.before
    order = [*range(at), count, count + 1, *range(at, count)]
    # To renumber, the new paragraphs come from behind the report, where they stood empty and were in no list.
    after = renumbered([*paragraphs, Paragraph(), Paragraph()], order, {count: text.heading(state)})
    changed = [n for n, origin in enumerate(order) if origin < count and after[n] != paragraphs[origin]]
    splices = [Splice(n, (paragraphs[order[n]],), (after[n],)) for n in changed]
    return (Splice(at, (), tuple(after[at : at + 2])), *splices)


def _last(seats: Sequence[int | None]) -> int | None:
    return next((seat for seat in reversed(seats) if seat is not None), None)


class _Text:
    """The report without its attachments. `headings` are those that may be sections, by their index in the outline."""

    def __init__(self, paragraphs: Sequence[Paragraph], outline: Sequence[Heading]) -> None:
        self._paragraphs = paragraphs
        self._outline = outline
        begun = next((at for at, p in enumerate(paragraphs) if p.role is not Role.TITLE), 0)
        rest = range(begun, len(paragraphs))
        self.stop = next((at for at in rest if paragraphs[at].role in _ANOTHER_TREE), len(paragraphs))
        self.headings = {
            seat: heading
            for seat, heading in enumerate(outline)
            if heading.kind == "heading" and heading.level <= _DEEPEST and heading.paragraph < self.stop
        }

    def find(self, section: Section) -> int | None:
        """The heading of the section: the highest in the tree, and of those the first."""
        fitting = [seat for seat, heading in self.headings.items() if section.fits(heading.text)]
        return min(fitting, key=lambda seat: (self._outline[seat].level, seat), default=None)

    def place(self, earlier: int | None, later: int | None) -> tuple[int, int]:
        """Before which paragraph, and at which level, a section stands between these two."""
        above = None if earlier is None else self._outline[earlier]
        below = None if later is None else self._outline[later]
        if below is not None and (above is None or above.paragraph < below.paragraph):
            while above and below.level > above.level and self._parent(below).paragraph >= above.stop:
                below = self._parent(below)
            return below.paragraph, below.level
        if above is None or above.level == 1:
            return self._end(), 1
        return min(self._parent(above).stop, self._end()), above.level

    def _parent(self, heading: Heading) -> Heading:
        return self._outline[heading.parent or 0]

    def _end(self) -> int:
        """In front of the signature and what else ends the text, and of the words that close it (特此报告)."""
        last = max((heading.paragraph for heading in self.headings.values()), default=-1)
        body = next((at for at in range(self.stop) if self._paragraphs[at].role is Role.BODY), 0)
        end = next((at for at in range(max(last, body), self.stop) if self._paragraphs[at].role in _TAIL), self.stop)
        words = next((at for at in range(end - 1, last, -1) if self._paragraphs[at].text), None)
        if words is None or self._paragraphs[words].role is not Role.BODY:
            return end
        return words if _CLOSING.fullmatch(self._paragraphs[words].text) else words + 1

    def heading(self, state: SectionState) -> Paragraph:
        """The heading of a missing section with the mark of those beside which it comes to stand."""
        beside = [h for h in self.headings.values() if h.level == state.level and self._holds(h, state)]
        numbered = [h for h in beside if h.number] or beside
        earlier = [h for h in numbered if h.paragraph < state.before]
        if not numbered:
            return Paragraph(Role.heading(state.level), written(_MARKS[state.level], 1) + state.section.heading)
        model = earlier[-1] if earlier else numbered[0]
        old = self._paragraphs[model.paragraph]
        number = parse(old.text, loose=True)
        mark = number.rewritten(number.value + 1 if earlier else 1) if number else ""
        rest = old.text[len(model.number) :]
        gap = rest[: len(rest) - len(rest.lstrip())]
        return Paragraph(old.role, mark + gap + state.section.heading)

    def _holds(self, sibling: Heading, state: SectionState) -> bool:
        if sibling.parent is None:
            return True
        parent = self._outline[sibling.parent]
        return parent.paragraph < state.before <= parent.stop
