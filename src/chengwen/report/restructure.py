"""Changing the tree: sections moved, promoted, demoted, renamed, deleted, with the numbers put right in the same edit.

Every function answers with the splices of one step; none changes the report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chengwen.report.numbering import Mark, parse, written
from chengwen.report.outline import Heading, outline
from chengwen.report.paragraph import Paragraph, Role
from chengwen.report.splice import Splice, splice_between

_MARKS = {1: Mark.CHINESE, 2: Mark.CHINESE_BRACKET, 3: Mark.ARABIC, 4: Mark.ARABIC_BRACKET}


def move(paragraphs: Sequence[Paragraph], section: Heading, to: int, level: int | None = None) -> tuple[Splice, ...]:
    """Move a section with all it contains in front of paragraph `to`, and make it of that level of nesting.

    `to` counts in the paragraphs as they are now; a place inside the section itself changes nothing.
    """
    first, stop = section.paragraph, section.stop
    if first < to < stop:
        return ()
    block = _shifted(paragraphs, section, (level or section.level) - section.level)
    rest = [*paragraphs[:first], *paragraphs[stop:]]
    at = to if to <= first else to - (stop - first)
    return _renumbered(paragraphs, [*rest[:at], *block, *rest[at:]])


def promote(paragraphs: Sequence[Paragraph], section: Heading) -> tuple[Splice, ...]:
    """One level up, with all headings in it."""
    return _by_level(paragraphs, section, -1)


def demote(paragraphs: Sequence[Paragraph], section: Heading) -> tuple[Splice, ...]:
    return _by_level(paragraphs, section, +1)


def delete(paragraphs: Sequence[Paragraph], section: Heading) -> tuple[Splice, ...]:
    """The section with all it contains."""
    rest = [*paragraphs[: section.paragraph], *paragraphs[section.stop :]]
    return _renumbered(paragraphs, rest or [Paragraph()])


def rename(paragraphs: Sequence[Paragraph], section: Heading, text: str) -> tuple[Splice, ...]:
    """Put `text` in the place of the heading's words, its number and what follows left alone."""
    old = paragraphs[section.paragraph]
    start = section.end - len(section.text)
    return (Splice(section.paragraph, (old,), (old.with_text(start, section.end, text),)),)


def renumber(paragraphs: Sequence[Paragraph], straight: frozenset[Mark] = frozenset()) -> list[Paragraph]:
    """The same paragraphs with every heading's number as its place in the tree wants it.

    Marks in `straight` count on through the whole report (1.–16. across the sections); the others begin anew under
    each parent. A number that is already right keeps its form, a wrong one keeps its form with another value.
    """
    result = list(paragraphs)
    reached: dict[tuple[int | None, Mark], int] = {}
    for heading in outline(paragraphs):
        number = parse(heading.number)
        if heading.kind != "heading" or number is None:
            continue
        key = (None if number.mark in straight else heading.parent, number.mark)
        value = reached.get(key, 0) + 1
        reached[key] = value
        if value != number.value:
            old = result[heading.paragraph]
            end = heading.start + len(heading.number)
            result[heading.paragraph] = old.with_text(heading.start, end, number.rewritten(value))
    return result


def straight_marks(paragraphs: Sequence[Paragraph]) -> frozenset[Mark]:
    """The marks whose numbers count on from one parent to the next, as some work plans do."""
    last: dict[Mark, tuple[int | None, int]] = {}
    through: set[Mark] = set()
    anew: set[Mark] = set()
    for heading in outline(paragraphs):
        number = parse(heading.number)
        if heading.kind != "heading" or number is None:
            continue
        parent, value = last.get(number.mark, (heading.parent, 0))
        if parent != heading.parent:
            (through if number.value == value + 1 and value else anew).add(number.mark)
        last[number.mark] = (heading.parent, number.value)
    return frozenset(through - anew)


@dataclass(frozen=True, slots=True)
class _Shift:
    """A heading and the role that it gets."""

    heading: Heading
    role: Role


def _by_level(paragraphs: Sequence[Paragraph], section: Heading, by: int) -> tuple[Splice, ...]:
    block = _shifted(paragraphs, section, by)
    return _renumbered(paragraphs, [*paragraphs[: section.paragraph], *block, *paragraphs[section.stop :]])


def _shifted(paragraphs: Sequence[Paragraph], section: Heading, by: int) -> list[Paragraph]:
    """The section's paragraphs with every heading in it `by` levels deeper; unchanged when one would leave 1 to 4."""
    block = list(paragraphs[section.paragraph : section.stop])
    shifts = []
    for heading in outline(paragraphs):
        if heading.kind == "heading" and section.paragraph <= heading.paragraph < section.stop:
            level = (paragraphs[heading.paragraph].role.heading_level or 0) + by
            if not 1 <= level <= 4:
                return block
            shifts.append(_Shift(heading, Role.heading(level)))
    if by:
        for shift in shifts:
            at = shift.heading.paragraph - section.paragraph
            block[at] = _with_role(block[at], shift)
    return block


def _with_role(paragraph: Paragraph, shift: _Shift) -> Paragraph:
    number = parse(shift.heading.number)
    if number is not None:
        start = shift.heading.start
        mark = _MARKS[shift.role.heading_level or 1]
        paragraph = paragraph.with_text(start, start + len(number.text), written(mark, number.value))
    return paragraph.with_role(shift.role)


def _renumbered(before: Sequence[Paragraph], after: list[Paragraph]) -> tuple[Splice, ...]:
    splice = splice_between(before, renumber(after, straight_marks(before)))
    return (splice,) if splice else ()


def give_role(paragraphs: Sequence[Paragraph], first: int, stop: int, role: Role) -> tuple[Splice, ...]:
    """Make paragraphs first..stop something else; a heading's number takes the mark of its new level."""
    after = list(paragraphs)
    for at in range(first, stop):
        paragraph = paragraphs[at]
        if paragraph.role is Role.OPAQUE:
            continue
        number = parse(paragraph.text)
        if number is not None and role.heading_level and paragraph.role is not role:
            mark = written(_MARKS[role.heading_level], number.value)
            paragraph = paragraph.with_text(0, len(number.text), mark)
        after[at] = paragraph.with_role(role)
    return _renumbered(paragraphs, after)
