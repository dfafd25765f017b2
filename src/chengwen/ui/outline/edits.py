"""What is typed into the lines of the outline, said as splices of the report; no Qt here.

Numbers are the program's, and the text that stands under a heading is never lost with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chengwen.report import restructure
from chengwen.report.numbering import Mark, Number, parse
from chengwen.report.outline import lead_end, outline
from chengwen.report.paragraph import Paragraph, Role
from chengwen.report.renumber import reordered
from chengwen.report.report import Report
from chengwen.report.splice import Splice
from chengwen.ui.outline.lines import Line, line_alone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

BLANKS = " \t\u3000\xa0"
LEVELS = {Mark.CHINESE: 1, Mark.CHINESE_BRACKET: 2, Mark.ARABIC: 3, Mark.ARABIC_BRACKET: 4}


class Edit(NamedTuple):
    """The splices of one step, and where the cursor then stands: in the words of the heading of that paragraph.

    `paragraph` is None for the title, when there is none.
    """

    splices: tuple[Splice, ...]
    paragraph: int | None
    offset: int


class Stretch(NamedTuple):
    """From a place in one line to a place in the same or a later one."""

    first: int
    start: int
    last: int
    end: int


def typed(paragraphs: Sequence[Paragraph], rows: Sequence[Line], place: Stretch, text: str) -> Edit | None:
    """Put `text`, which has no line ends, in the place of that stretch. None: part of it would be no heading any more.

    Headings between vanish, and their bodies stay. Two lines are only joined when what stands under them allows it.
    """
    first, last = rows[place.first], rows[place.last]
    if place.first == place.last:
        return _retyped(paragraphs, rows, first, place, text)
    if not text and not place.end and place.start == len(first.text) and place.last == place.first + 1:
        return _joined(paragraphs, first, last)
    if last.paragraph is None:
        return typed(paragraphs, rows, place._replace(last=place.last - 1, end=len(rows[place.last - 1].text)), text)
    if first.paragraph is None:
        return typed(paragraphs, rows, place._replace(first=place.first + 1, start=0), text)
    return _cut(paragraphs, rows, place, text)


# -- one line ----------------------------------------------------------------------------------------------------------


def _retyped(
    paragraphs: Sequence[Paragraph], rows: Sequence[Line], row: Line, place: Stretch, text: str
) -> Edit | None:
    if not (row.is_title or row.text[: place.start].strip(BLANKS)):
        text = text.lstrip(BLANKS)
    if row.paragraph is None:
        return begun(paragraphs, row, text) if text else Edit((), None, 0)
    old = paragraphs[row.paragraph]
    new = old.with_text(row.start + place.start, row.start + place.end, text)
    caret = row.start + place.start + len(text)
    if row.is_title:
        return Edit((Splice(row.paragraph, (old,), (new,)),), row.paragraph, caret)
    number = parse(new.text[row.start :])
    if number is None or not row.number or not _is_typed_number(row, number, new.text[row.start :]):
        return _settled(row, old, new, caret)
    new = new.with_text(row.start, row.start + len(number.text), "")
    edit = _settled(row, old, new, max(row.start, caret - len(number.text)))
    return edit and _levelled(paragraphs, rows, edit, number.mark)


def _is_typed_number(row: Line, number: Number, words: str) -> bool:
    """Whether somebody wrote the number by hand that the program writes. 1. may yet become 1.5"""
    complete = number.mark is not Mark.ARABIC or len(words) > len(number.text)
    return number.mark in LEVELS and complete and parse(row.text) is None


def _settled(row: Line, old: Paragraph, new: Paragraph, caret: int) -> Edit | None:
    """The edit of one heading; None when words of it would come to be body, or body words."""
    found = line_alone(new)
    is_run_in = found.heading is not None and found.heading.run_in
    was_run_in = row.heading is not None and row.heading.run_in
    same_rest = len(new.text) - found.end == len(old.text) - row.end
    if is_run_in != was_run_in or not same_rest or not found.start <= caret <= found.end or row.paragraph is None:
        return None
    return Edit((Splice(row.paragraph, (old,), (new,)),), row.paragraph, caret - found.start)


def _levelled(paragraphs: Sequence[Paragraph], rows: Sequence[Line], edit: Edit, mark: Mark) -> Edit:
    """With the heading moved to the level of a number that was typed, where it can stand there."""
    after = applied(paragraphs, edit.splices)
    headings = outline(after)
    section = next(h for h in headings if h.kind == "heading" and h.paragraph == edit.paragraph)
    level = level_of(mark, [row for row in rows if row.paragraph != edit.paragraph])
    moved = restructure.move(after, section, section.paragraph, level) if level != section.level else ()
    return edit._replace(splices=edit.splices + moved)


def level_of(mark: Mark, rows: Iterable[Line]) -> int:
    """The level at which the report has that mark, else the usual one."""
    for row in rows:
        number = parse(row.number) if row.paragraph is not None else None
        if number and number.mark is mark:
            return row.level
    return LEVELS[mark]


def begun(paragraphs: Sequence[Paragraph], row: Line, text: str) -> Edit | None:
    """The title, or the first heading, of a report that had none."""
    if row.is_title:
        new = Paragraph(Role.TITLE, text)
        at = next((i for i, p in enumerate(paragraphs) if p.role not in _ABOVE_TITLE), len(paragraphs))
        seat = at
    else:
        number = parse(text)
        text = text[len(number.text) :].lstrip(BLANKS) if number and number.mark in LEVELS else text
        new = Paragraph(Role.HEADING_1, row.number + text)
        if (found := line_alone(new)).heading is None or found.text != text:
            return None
        at = first_place(paragraphs)
        seat = at - 1
    empty = paragraphs[seat] if 0 <= seat < len(paragraphs) else None
    if empty == Paragraph():
        return Edit((Splice(seat, (empty,), (new,)),), seat, len(text))
    return Edit((Splice(at, (), (new,)),), at, len(text))


_ABOVE_TITLE = frozenset({Role.NOTE, Role.DOCUMENT_NUMBER})
_BEHIND_BODY = frozenset({Role.SIGNATURE, Role.DATE, Role.ATTACHMENT_NOTE, Role.ATTACHMENT_MARK, Role.ATTACHMENT_TITLE})


def first_place(paragraphs: Sequence[Paragraph]) -> int:
    """Where the first heading goes: behind what there is of body, in front of the signature."""
    return next((at for at, p in enumerate(paragraphs) if p.role in _BEHIND_BODY), len(paragraphs))


# -- several lines -----------------------------------------------------------------------------------------------------


def _joined(paragraphs: Sequence[Paragraph], first: Line, last: Line) -> Edit:
    """Backspace at the beginning of `last`."""
    nothing = Edit((), last.paragraph, 0)
    if last.paragraph is None:
        return nothing
    if not last.text and not last.is_title:
        return _without(paragraphs, [last], {}, first.paragraph, len(first.text))
    if not first.text and first.paragraph is not None and first.is_title == last.is_title:
        return _without(paragraphs, [first], {}, last.paragraph, 0)
    if first.paragraph is None or first.is_title != last.is_title:
        return nothing
    one, other = paragraphs[first.paragraph], paragraphs[last.paragraph]
    above, below = first.heading, last.heading
    if above is None or below is None:
        joined = {first.paragraph: one.joined(other)}
        return _without(paragraphs, [last], joined, first.paragraph, len(first.text))
    words = one.part(0, above.end)
    if last.paragraph == first.paragraph + 1 and not above.run_in:
        new, body = words.joined(other.part(last.start, len(other.text))), len(other.text) - last.end
        order = [at for at in range(len(paragraphs)) if at != last.paragraph]
        splices = reordered(paragraphs, order, {first.paragraph: new})
    elif not below.run_in and below.stop == last.paragraph + 1:
        new = words.joined(other.part(last.start, below.end)).joined(one.part(first.end, len(one.text)))
        body = len(one.text) - first.end
        splices = _without(paragraphs, [last], {first.paragraph: new}, None, 0).splices
    else:
        return nothing
    if len(new.text) - line_alone(new).end != body:
        return nothing
    return Edit(splices, first.paragraph, above.end - first.start)


def _cut(paragraphs: Sequence[Paragraph], rows: Sequence[Line], place: Stretch, text: str) -> Edit | None:
    first, last = rows[place.first], rows[place.last]
    between = list(rows[place.first + 1 : place.last])
    if first.paragraph is None or last.paragraph is None:
        return None
    one, other = paragraphs[first.paragraph], paragraphs[last.paragraph]
    if first.is_title != last.is_title:
        new = one.with_text(place.start, len(one.text), text)
        rest = other.with_text(last.start, last.start + place.end, "")
        caret = place.start + len(text)
        if place.end == len(last.text):
            return _without(paragraphs, [*between, last], {first.paragraph: new}, first.paragraph, caret)
        if _settled(last, other, rest, last.start) is None:
            return None
        changed = {first.paragraph: new, last.paragraph: rest}
        return _without(paragraphs, between, changed, first.paragraph, caret)
    if not place.start and place.end < len(last.text):
        kept = typed(paragraphs, rows, Stretch(place.last, 0, place.last, place.end), text)
        gone = [first, *between]
    else:
        new = one.part(0, first.start + place.start)
        new = new.with_text(len(new.text), len(new.text), text)
        caret = len(new.text)
        new = new.joined(other.part(last.start + place.end, last.end)).joined(one.part(first.end, len(one.text)))
        kept = Edit((Splice(first.paragraph, (one,), (new,)),), first.paragraph, caret)
        if not first.is_title:
            kept = _settled(first, one, new, caret)
        gone = [*between, last]
    if kept is None or len(kept.splices) > 1:
        return None
    changed = {splice.index: splice.inserted[0] for splice in kept.splices}
    return _without(paragraphs, gone, changed, kept.paragraph, kept.offset)


def _without(
    paragraphs: Sequence[Paragraph],
    gone: Iterable[Line],
    changed: Mapping[int, Paragraph],
    paragraph: int | None,
    offset: int,
) -> Edit:
    """Without the headings `gone`, whose bodies stay; some others changed. `paragraph` counts before the edit."""
    order, settled = list(range(len(paragraphs))), dict(changed)
    for row in gone:
        if row.paragraph is None:
            continue
        old = paragraphs[row.paragraph]
        if row.heading is not None and row.heading.run_in:
            start = lead_end(old)
            start += len(old.text[start:]) - len(old.text[start:].lstrip(BLANKS))
            settled[row.paragraph] = old.part(start, len(old.text)).with_role(Role.BODY)
        else:
            order.remove(row.paragraph)
    splices = reordered(paragraphs, order, settled) if order else (Splice(0, tuple(paragraphs), (Paragraph(),)),)
    return Edit(splices, order.index(paragraph) if paragraph in order else None, offset)


def applied(paragraphs: Sequence[Paragraph], splices: Iterable[Splice]) -> Sequence[Paragraph]:
    """The paragraphs as they are after the splices."""
    report = Report(paragraphs)
    for splice in splices:
        report.apply(splice)
    return report.paragraphs
