"""Changing the tree: sections moved, promoted, demoted, renamed, deleted, with the numbers put right in the same edit.

Every function answers with the splices of one step, none where the change is not possible; none changes the report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from chengwen.report.numbering import Mark, parse, written
from chengwen.report.outline import Heading, outline
from chengwen.report.paragraph import Paragraph, Role
from chengwen.report.renumber import renumbered
from chengwen.report.splice import Splice, splice_between

_MARKS = {1: Mark.CHINESE, 2: Mark.CHINESE_BRACKET, 3: Mark.ARABIC, 4: Mark.ARABIC_BRACKET}


def move(paragraphs: Sequence[Paragraph], section: Heading, to: int, level: int | None = None) -> tuple[Splice, ...]:
    """Move a section with all it contains in front of paragraph `to`, and make it of that level of nesting.

    It takes the mark of the sections beside which it comes to stand. `to` counts in the paragraphs as they are now; a
    place inside the section itself changes nothing.
    """
    block = range(section.paragraph, section.stop)
    if block.start < to < block.stop:
        return ()
    changed = _settled_in(paragraphs, section, to, level or section.level)
    if changed is None:
        return ()
    rest = [at for at in range(len(paragraphs)) if at not in block]
    place = to if to <= block.start else to - len(block)
    return _edit(paragraphs, [*rest[:place], *block, *rest[place:]], changed)


def promote(paragraphs: Sequence[Paragraph], section: Heading) -> tuple[Splice, ...]:
    """Make it a sibling of its parent, with all headings in it; what follows under that parent comes to stand in it."""
    return move(paragraphs, section, section.paragraph, section.level - 1) if section.level > 1 else ()


def demote(paragraphs: Sequence[Paragraph], section: Heading) -> tuple[Splice, ...]:
    """Make it the last section in the one before it; the first of its parent cannot be demoted."""
    return move(paragraphs, section, section.paragraph, section.level + 1)


def delete(paragraphs: Sequence[Paragraph], section: Heading) -> tuple[Splice, ...]:
    """The section with all it contains."""
    rest = [at for at in range(len(paragraphs)) if not section.paragraph <= at < section.stop]
    return _edit(paragraphs, rest, {}) if rest else (Splice(0, tuple(paragraphs), (Paragraph(),)),)


def rename(paragraphs: Sequence[Paragraph], section: Heading, text: str) -> tuple[Splice, ...]:
    """Put `text` in the place of the heading's words, its number and what follows left alone."""
    old = paragraphs[section.paragraph]
    start = section.end - len(section.text)
    return (Splice(section.paragraph, (old,), (old.with_text(start, section.end, text),)),)


def give_role(paragraphs: Sequence[Paragraph], first: int, stop: int, role: Role) -> tuple[Splice, ...]:
    """Make paragraphs first..stop something else.

    A heading's number takes the mark of its new level; a new heading gets one where others of that level have one.
    """
    headings = {heading.paragraph: heading for heading in outline(paragraphs) if heading.kind == "heading"}
    has_number = any(h.number and paragraphs[at].role is role for at, h in headings.items())
    changed = {}
    for at in range(first, stop):
        paragraph = paragraphs[at]
        if paragraph.role is not Role.OPAQUE:
            changed[at] = _with_role(paragraph, headings.get(at), role)
            if has_number and at not in headings and paragraph.text and parse(paragraph.text) is None:
                changed[at] = changed[at].with_text(0, 0, written(_MARKS[role.heading_level or 1], 1))
    return _edit(paragraphs, list(range(len(paragraphs))), changed)


def _edit(
    paragraphs: Sequence[Paragraph], order: Sequence[int], changed: Mapping[int, Paragraph]
) -> tuple[Splice, ...]:
    splice = splice_between(paragraphs, renumbered(paragraphs, order, changed))
    return (splice,) if splice else ()


def _settled_in(paragraphs: Sequence[Paragraph], section: Heading, to: int, level: int) -> dict[int, Paragraph] | None:
    """The headings of the section that get another role when it stands before `to` at that level.

    None when it cannot stand there: no section is there to hold it, or a heading in it would be deeper than the fourth.
    """
    headings = outline(paragraphs)
    inside = [h for h in headings if h.kind == "heading" and section.paragraph <= h.paragraph < section.stop]
    around = [h for h in headings if h.kind == "heading" and h not in inside]
    above = next((h for h in reversed(around) if h.paragraph < to and h.level < level), None)
    if (above.level if above else 0) != level - 1:
        return None
    roles = _roles(paragraphs, around, above, level)
    changed = {}
    for heading in inside:
        deeper = heading.level - section.level
        while len(roles) <= deeper:
            roles.append(_next_role(paragraphs, around, level + len(roles), roles[-1]))
        role = roles[deeper]
        if role is None:
            return None
        if role is not paragraphs[heading.paragraph].role:
            changed[heading.paragraph] = _with_role(paragraphs[heading.paragraph], heading, role)
    return changed


def _roles(
    paragraphs: Sequence[Paragraph], around: Sequence[Heading], above: Heading | None, level: int
) -> list[Role | None]:
    """The role for a section of that level under `above`: that of the sections there, or what the report uses."""
    beside = [h for h in around if h.level == level and _parent(around, h) == above]
    if beside:
        return [paragraphs[beside[0].paragraph].role]
    return [_next_role(paragraphs, around, level, paragraphs[above.paragraph].role if above else None)]


def _parent(headings: Sequence[Heading], heading: Heading) -> Heading | None:
    return next((h for h in reversed(headings) if h.paragraph < heading.paragraph and h.level < heading.level), None)


def _next_role(
    paragraphs: Sequence[Paragraph], headings: Sequence[Heading], level: int, above: Role | None
) -> Role | None:
    """The usual role of that level, if deeper than the one above, else the next deeper; None behind the fourth."""
    depth = (above.heading_level or 0) if above else 0
    usual = Counter(paragraphs[h.paragraph].role for h in headings if h.level == level).most_common(1)
    if usual and (usual[0][0].heading_level or 0) > depth:
        return usual[0][0]
    return Role.heading(depth + 1) if depth < 4 else None


def _with_role(paragraph: Paragraph, heading: Heading | None, role: Role) -> Paragraph:
    """With the number rewritten to the mark of that role, where it had one and the role has one."""
    if heading is not None and heading.number and role.heading_level and paragraph.role is not role:
        end = heading.start + len(heading.number)
        paragraph = paragraph.with_text(heading.start, end, written(_MARKS[role.heading_level], 1))
    return paragraph.with_role(role)
