"""Changing the tree: sections that come, go, or change their place, level or name, with the numbers put right.

Every function answers with the splices of one step, none where the change is not possible; none changes the report.
`known` is the outline of the paragraphs, where it is at hand.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from chengwen.report.fitting import (
    MARKS,
    children,
    fitted,
    number_beside,
    role_under,
    with_role,
)
from chengwen.report.numbering import parse, written
from chengwen.report.outline import TREE_BREAKS, Heading, outline
from chengwen.report.paragraph import LINE_BREAK, OBJECT, Paragraph, Role, SpanKind, clean
from chengwen.report.renumber import reordered
from chengwen.report.splice import Splice

Outline = Sequence[Heading]


def move(
    paragraphs: Sequence[Paragraph],
    section: Heading,
    to: int,
    level: int | None = None,
    *,
    known: Outline | None = None,
) -> tuple[Splice, ...]:
    """Move a section with all it contains in front of paragraph `to`, and make it of that level of nesting.

    It takes the mark of the sections beside which it comes to stand. `to` counts in the paragraphs as they are now; a
    place inside the section itself changes nothing.
    """
    return move_all(paragraphs, [section], to, level or section.level, known=known)


def move_all(
    paragraphs: Sequence[Paragraph], sections: Sequence[Heading], to: int, level: int, *, known: Outline | None = None
) -> tuple[Splice, ...]:
    """Move several sections, in the order of the report, to one place; those inside another one go with it."""
    tops = outermost(sections)
    if any(top.paragraph < to < top.stop for top in tops):
        return ()
    headings = outline(paragraphs) if known is None else known
    changed: dict[int, Paragraph] = {}
    for top in tops:
        fits = fitted(paragraphs, _around(headings, tops), _inside(paragraphs, headings, top), to, level)
        if fits is None:
            return ()
        changed |= fits
    block = [at for top in tops for at in range(top.paragraph, top.stop)]
    moving = set(block)
    before = [at for at in range(to) if at not in moving]
    order = [*before, *block, *(at for at in range(to, len(paragraphs)) if at not in moving)]
    moved = block if order != list(range(len(paragraphs))) else ()
    return reordered(paragraphs, order, changed, moved=moved, known=headings)


def landing(sections: Sequence[Heading], to: int) -> list[int]:
    """Where the sections stand after they were moved in front of paragraph `to`."""
    place, found = to - sum(top.stop - top.paragraph for top in outermost(sections) if top.paragraph < to), []
    for top in outermost(sections):
        found.append(place)
        place += top.stop - top.paragraph
    return found


def outermost(sections: Sequence[Heading]) -> list[Heading]:
    """Those that stand in none of the others, in the order of the report."""
    found: list[Heading] = []
    for section in sorted(sections, key=lambda one: one.paragraph):
        if not found or section.paragraph >= found[-1].stop:
            found.append(section)
    return found


def promote(paragraphs: Sequence[Paragraph], section: Heading, *, known: Outline | None = None) -> tuple[Splice, ...]:
    """Make it a sibling of its parent, with all headings in it; what follows under that parent comes to stand in it."""
    return promote_all(paragraphs, [section], known=known)


def promote_all(
    paragraphs: Sequence[Paragraph], sections: Sequence[Heading], *, known: Outline | None = None
) -> tuple[Splice, ...]:
    """Promote those that can be."""
    return _shifted(paragraphs, sections, -1, known)


def demote(paragraphs: Sequence[Paragraph], section: Heading, *, known: Outline | None = None) -> tuple[Splice, ...]:
    """Make it the last section in the one before it; the first of its parent cannot be demoted."""
    return demote_all(paragraphs, [section], known=known)


def demote_all(
    paragraphs: Sequence[Paragraph], sections: Sequence[Heading], *, known: Outline | None = None
) -> tuple[Splice, ...]:
    """Demote those that can be."""
    return _shifted(paragraphs, sections, 1, known)


def _shifted(
    paragraphs: Sequence[Paragraph], sections: Sequence[Heading], by: int, known: Outline | None
) -> tuple[Splice, ...]:
    headings = outline(paragraphs) if known is None else known
    tops = [top for top in outermost(sections) if top.level + by > 0]
    around = _around(headings, tops)
    changed: dict[int, Paragraph] = {}
    for top in tops:
        inside = _inside(paragraphs, headings, top)
        changed |= fitted(paragraphs, around, inside, top.paragraph, top.level + by) or {}
    return reordered(paragraphs, range(len(paragraphs)), changed, known=headings)


def _around(headings: Outline, tops: Sequence[Heading]) -> list[Heading]:
    """The headings outside the sections."""
    within = {at for top in tops for at in range(top.paragraph, top.stop)}
    return [h for h in headings if h.kind == "heading" and h.paragraph not in within]


def _inside(paragraphs: Sequence[Paragraph], headings: Outline, top: Heading) -> list[tuple[Heading, Paragraph]]:
    first, stop = (bisect_left(headings, at, key=lambda h: h.paragraph) for at in (top.paragraph, top.stop))
    return [(h, paragraphs[h.paragraph]) for h in headings[first:stop] if h.kind == "heading"]


def delete(paragraphs: Sequence[Paragraph], section: Heading, *, known: Outline | None = None) -> tuple[Splice, ...]:
    """The section with all it contains."""
    return delete_all(paragraphs, [section], known=known)


def delete_all(
    paragraphs: Sequence[Paragraph], sections: Sequence[Heading], *, known: Outline | None = None
) -> tuple[Splice, ...]:
    gone = {at for section in sections for at in range(section.paragraph, section.stop)}
    rest = [at for at in range(len(paragraphs)) if at not in gone]
    if not rest:
        return (Splice(0, tuple(paragraphs), (Paragraph(),)),)
    return reordered(paragraphs, rest, {}, known=known)


def rename(paragraphs: Sequence[Paragraph], section: Heading, text: str) -> tuple[Splice, ...]:
    """Put `text` in the place of the heading's words, its number and what follows left alone."""
    old = paragraphs[section.paragraph]
    new = old.with_text(section.end - len(section.text), section.end, text)
    end = section.start + len(section.number)
    if section.number.endswith(".") and text[:1].isdecimal():
        new = new.with_text(end - 1, end, "、")  # 1.5G is read as a decimal
    return (Splice(section.paragraph, (old,), (new,)),)


def give_role(paragraphs: Sequence[Paragraph], first: int, stop: int, role: Role) -> tuple[Splice, ...]:
    """Make paragraphs first..stop something else.

    A heading's number takes the mark of its new level; a new heading gets one where others of that level have one.
    """
    known = outline(paragraphs)
    headings = {heading.paragraph: heading for heading in known if heading.kind == "heading"}
    has_number = any(h.number and paragraphs[at].role is role for at, h in headings.items())
    changed = {}
    for at in range(first, stop):
        paragraph = paragraphs[at]
        if paragraph.role is not Role.OPAQUE:
            changed[at] = with_role(paragraph, headings.get(at), role)
            if has_number and at not in headings and paragraph.text and parse(paragraph.text) is None:
                changed[at] = changed[at].with_text(0, 0, written(MARKS[role.heading_level or 1], 1))
    return reordered(paragraphs, range(len(paragraphs)), changed, known=known)


# -- sections that come -----------------------------------------------------------------------------------------------


class Inserted(NamedTuple):
    """A new heading: the splices, the paragraph where it then stands, and the offset behind its number."""

    splices: tuple[Splice, ...]
    paragraph: int
    offset: int


def insert(
    paragraphs: Sequence[Paragraph],
    at_section: Heading | None,
    where: Literal["before", "after", "child"],
    text: str = "",
    *,
    known: Outline | None = None,
) -> Inserted:
    """A new heading before or after a section, or as the last in it, numbered as its siblings are.

    Without a section it becomes the last of the first level, in front of the signature; the first of all is 一、
    """
    headings = [h for h in (outline(paragraphs) if known is None else known) if h.kind == "heading"]
    if at_section is None:
        where, at_section = "after", _last_of_first_tree(paragraphs, headings)
    if at_section is None:
        return _first_heading(paragraphs, text)
    to = at_section.paragraph if where == "before" else at_section.stop
    if where == "child":
        beside, level = children(headings, at_section), at_section.level + 1
        role = role_under(paragraphs, headings, at_section, level)
    else:
        beside, role = [at_section], paragraphs[at_section.paragraph].role
    if role is None:
        return Inserted((), to, 0)
    text = clean(text)
    number = number_beside(paragraphs, headings, beside, role, text)
    new = Paragraph(role, number + text)
    like = {len(paragraphs): beside[-1].paragraph} if beside else {}
    splices = _put_in(paragraphs, [new], to, like, known)
    inserted = next(splice for splice in splices if len(splice.inserted) > len(splice.removed)).inserted[0]
    return Inserted(splices, to, len(inserted.text) - len(text))


def behind(
    paragraphs: Sequence[Paragraph], section: Heading | None, *, known: Outline | None = None
) -> tuple[int, int]:
    """Where, and on which level, sections go that come behind a section; without one, behind the last of the first."""
    headings = [h for h in (outline(paragraphs) if known is None else known) if h.kind == "heading"]
    section = section or _last_of_first_tree(paragraphs, headings)
    return (section.stop, section.level) if section else (_end_of_text(paragraphs), 1)


def _last_of_first_tree(paragraphs: Sequence[Paragraph], headings: Outline) -> Heading | None:
    """The last section of the first level before the signature, or before what else ends the report itself."""
    end = _end_of_text(paragraphs)
    return next((h for h in reversed(headings) if h.level == 1 and h.paragraph < end), None)


def _end_of_text(paragraphs: Sequence[Paragraph]) -> int:
    """The index of the signature, the notes, the attachments: of what stands behind the text of the report."""
    seats = (at for at, p in enumerate(paragraphs) if p.role in TREE_BREAKS and p.role is not Role.TITLE)
    end = next(seats, len(paragraphs))
    while end and paragraphs[end - 1].role is Role.NOTE:
        end -= 1
    return end


def _first_heading(paragraphs: Sequence[Paragraph], text: str) -> Inserted:
    new = Paragraph(Role.HEADING_1, written(MARKS[1], 1) + clean(text))
    end = _end_of_text(paragraphs)
    offset = len(new.text) - len(clean(text))
    if end and paragraphs[end - 1] == Paragraph():
        return Inserted((Splice(end - 1, (paragraphs[end - 1],), (new,)),), end - 1, offset)
    return Inserted((Splice(end, (), (new,)),), end, offset)


def duplicate(paragraphs: Sequence[Paragraph], section: Heading, *, known: Outline | None = None) -> tuple[Splice, ...]:
    """A copy behind it (see `copied`), numbered on from it."""
    old = paragraphs[section.paragraph : section.stop]
    like = {len(paragraphs) + at: section.paragraph + at for at in range(len(old))}
    return _put_in(paragraphs, copied(old), section.stop, like, known)


def paste_sections(
    paragraphs: Sequence[Paragraph],
    pieces: Sequence[Paragraph],
    to: int,
    level: int,
    *,
    known: Outline | None = None,
) -> tuple[Splice, ...]:
    """Put sections that were cut or copied, the first piece their first heading, in front of paragraph `to`.

    They become of that level of nesting and take the marks of the sections beside which they come to stand.
    """
    headings = [h for h in (outline(paragraphs) if known is None else known) if h.kind == "heading"]
    inside = [h for h in outline(pieces) if h.kind == "heading"]
    if not inside or inside[0].paragraph:
        return ()
    new = list(pieces)
    for top in outermost(inside):
        fits = fitted(paragraphs, headings, _inside(pieces, inside, top), to, level)
        if fits is None:
            return ()
        for at, paragraph in fits.items():
            new[at] = paragraph
    return _put_in(paragraphs, new, to, {}, known)


def _put_in(
    paragraphs: Sequence[Paragraph], new: Sequence[Paragraph], to: int, like: Mapping[int, int], known: Outline | None
) -> tuple[Splice, ...]:
    count = len(paragraphs)
    order = [*range(to), *range(count, count + len(new)), *range(to, count)]
    return reordered(paragraphs, order, dict(enumerate(new, count)), like=like, known=known)


def copied(pieces: Sequence[Paragraph], *, elsewhere: bool = False) -> list[Paragraph]:
    """The paragraphs as they can stand twice in a report: without footnote marks, pictures in a line and fields.

    `elsewhere`: as they can stand in another report. What is not edited leaves only the text that was shown of it.
    """
    found = []
    for piece in pieces:
        if piece.role is Role.OPAQUE:
            text = piece.text.replace(OBJECT, "")
            if not elsewhere:
                found.append(piece)
            elif text:
                found.append(Paragraph(text=text))
        else:
            for span in reversed([span for span in piece.spans if span.kind is SpanKind.OBJECT]):
                piece = piece.with_text(span.start, span.end, "")
            found.append(piece)
    return found


def section_text(paragraphs: Sequence[Paragraph], section: Heading) -> str:
    """The section as plain text, a line for each paragraph."""
    lines = (paragraph.text.replace(OBJECT, "") for paragraph in paragraphs[section.paragraph : section.stop])
    return "\n".join(lines).replace(LINE_BREAK, "\n")
