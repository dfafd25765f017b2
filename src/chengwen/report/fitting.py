"""Which roles the headings of a section get at another place: those of the sections beside which it comes to stand."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from chengwen.report.numbering import Mark, Number, parse, written
from chengwen.report.paragraph import Paragraph, Role
from chengwen.report.renumber import form_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chengwen.report.outline import Heading

MARKS = {1: Mark.CHINESE, 2: Mark.CHINESE_BRACKET, 3: Mark.ARABIC, 4: Mark.ARABIC_BRACKET}
_DEEPEST = 4


def fitted(
    paragraphs: Sequence[Paragraph],
    around: Sequence[Heading],
    section: Sequence[tuple[Heading, Paragraph]],
    to: int,
    level: int,
) -> Mapping[int, Paragraph] | None:
    """The headings of a section that get another role when it stands before paragraph `to` at that level.

    `section` holds its headings, the first its own, each with its paragraph; the answer counts as they do. `around` are
    the headings of the report, which `paragraphs` is, that do not move along. None when it cannot stand there: no
    section is there to hold it, or a heading in it would be deeper than the fourth.
    """
    above = section_above(around, to, level)
    if (above.level if above else 0) != level - 1:
        return None
    roles = [role_under(paragraphs, around, above, level)]
    changed = {}
    for heading, paragraph in section:
        deeper = heading.level - section[0][0].level
        while len(roles) <= deeper:
            roles.append(_next_role(paragraphs, around, level + len(roles), roles[-1]))
        role = roles[deeper]
        if role is None:
            return None
        if role is not paragraph.role:
            changed[heading.paragraph] = with_role(paragraph, heading, role)
    return changed


def section_above(headings: Sequence[Heading], to: int, level: int) -> Heading | None:
    """The heading under which one of that level stands before paragraph `to`, or one nearer than that."""
    return next((h for h in reversed(headings) if h.paragraph < to and h.level < level), None)


def children(headings: Sequence[Heading], above: Heading | None) -> list[Heading]:
    """The headings straight under `above`; None: those of the first level."""
    if above is None:
        return [heading for heading in headings if heading.level == 1]
    found = []
    for heading in headings:
        if heading.paragraph > above.paragraph:
            if heading.level <= above.level:
                break
            if heading.level == above.level + 1:
                found.append(heading)
    return found


def role_under(
    paragraphs: Sequence[Paragraph], headings: Sequence[Heading], above: Heading | None, level: int
) -> Role | None:
    """The role for a section of that level under `above`: that of the sections there, or what the report uses."""
    if beside := children(headings, above):
        return paragraphs[beside[0].paragraph].role
    return _next_role(paragraphs, headings, level, paragraphs[above.paragraph].role if above else None)


def _next_role(
    paragraphs: Sequence[Paragraph], headings: Sequence[Heading], level: int, above: Role | None
) -> Role | None:
    """The usual role of that level, if deeper than the one above, else the next deeper; None behind the fourth."""
    depth = (above.heading_level or 0) if above else 0
    usual = Counter(paragraphs[h.paragraph].role for h in headings if h.level == level).most_common(1)
    if usual and (usual[0][0].heading_level or 0) > depth:
        return usual[0][0]
    return Role.heading(depth + 1) if depth < _DEEPEST else None


def with_role(paragraph: Paragraph, heading: Heading | None, role: Role) -> Paragraph:
    """With the number rewritten to the mark of that role, where it had one and the role has one."""
    if heading is not None and heading.number and role.heading_level and paragraph.role is not role:
        end = heading.start + len(heading.number)
        paragraph = paragraph.with_text(heading.start, end, first_number(role, paragraph.text[end:]))
    return paragraph.with_role(role)


def first_number(role: Role, text: str) -> str:
    """The number 1 of a heading of that role whose words are `text`, in a form in which it is still read as one."""
    mark = MARKS[role.heading_level or 1]
    form = written(mark, 1)
    read = parse(form + text, loose=True)
    return form if read == Number(mark, 1, form) else form.replace(".", "、")  # 1.5G is read as a decimal


def number_beside(
    paragraphs: Sequence[Paragraph], headings: Sequence[Heading], beside: Sequence[Heading], role: Role, text: str
) -> str:
    """The number of a new heading: as the last of `beside` has it, else as the report numbers that role.

    Empty where those beside it, or all headings of the report, go without. Its value is still to be put right.
    """
    like = beside[-1:] or [h for h in headings if paragraphs[h.paragraph].role is role][:1]
    if like:
        found = parse(like[0].number, loose=True) if like[0].number else None
        value = found.value + 1 if found and beside else 1
        return (form_of(found, value) or found.rewritten(value)) if found else ""
    return first_number(role, text) if not headings or any(h.number for h in headings) else ""
