"""New headings in the outline: by Enter, by pasting lines; and sections moved up, down, in and out; no Qt here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chengwen.report import restructure
from chengwen.report.numbering import Mark, parse, written
from chengwen.report.outline import outline
from chengwen.report.paragraph import OBJECT, Paragraph, Role, clean
from chengwen.report.renumber import reordered
from chengwen.report.splice import Splice
from chengwen.ui.outline.edits import BLANKS, LEVELS, Edit, Stretch, applied, begun, level_of, typed
from chengwen.ui.outline.lines import Line, line_alone, lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chengwen.report.outline import Heading

MOST_LINES = 999
"""Headings that a report may have when lines are pasted."""


@dataclass(frozen=True, slots=True)
class _Seed:
    """A new heading: its level, and its words."""

    level: int
    text: str
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class _Pattern:
    """How a new heading is written: its role, its number as it stands, and what parts that from the words."""

    role: Role
    number: str
    gap: str = ""

    @property
    def mark(self) -> Mark:
        number = parse(self.number, loose=True)
        return number.mark if number else _MARKS[self.role.heading_level or 4]


_MARKS = {level: mark for mark, level in LEVELS.items()}


def entered(paragraphs: Sequence[Paragraph], rows: Sequence[Line], at: int, offset: int) -> Edit | None:
    """Enter in a line: a new heading behind it, the heading parted, or an empty one made one level higher.

    None: the heading cannot be parted there.
    """
    row, following = rows[at], rows[at + 1 :]
    if row.is_title:
        below = next(line for line in following if not line.is_title)
        if below.paragraph is None:
            return Edit((), None, len(row.text))
        return _inserted(paragraphs, below.paragraph, [_Seed(1, "")])
    if row.paragraph is None or row.heading is None:
        return Edit((), None, 0)
    if not row.text.strip(BLANKS):
        return Edit(restructure.promote(paragraphs, row.heading), row.paragraph, 0)
    if offset < len(row.text.rstrip("。" + BLANKS)):
        return _parted(paragraphs, row, offset)
    has_children = bool(following) and following[0].level > row.level
    if has_children and following[0].paragraph is not None:
        return _inserted(paragraphs, following[0].paragraph, [_Seed(following[0].level, "")])
    return _inserted(paragraphs, row.heading.stop, [_Seed(row.level, "")])


def _parted(paragraphs: Sequence[Paragraph], row: Line, offset: int) -> Edit | None:
    """What stands under the heading stays under its second half. None: one half would not be a heading as it is."""
    at = row.paragraph or 0
    old, cut = paragraphs[at], row.start + offset
    head, new = old.part(0, cut), old.part(0, row.start).joined(old.part(cut, len(old.text)))
    if line_alone(head).end != cut or len(new.text) - line_alone(new).end != len(old.text) - row.end:
        return None
    order = [*range(at + 1), len(paragraphs), *range(at + 1, len(paragraphs))]
    return Edit(reordered(paragraphs, order, {at: head, len(paragraphs): new}), at + 1, 0)


# -- headings put in ---------------------------------------------------------------------------------------------------


def _inserted(paragraphs: Sequence[Paragraph], place: int, seeds: Sequence[_Seed]) -> Edit:
    """New headings in front of paragraph `place`, none deeper than what is above it allows."""
    headings = outline(paragraphs)
    around = [h for h in headings if h.kind == "heading" and h.paragraph < place <= h.stop]
    above = {h.level: _pattern_of(paragraphs, h) for h in around}  # the sections in which the place is
    old = set(above)
    made: list[Paragraph] = []
    for seed in seeds:
        level = min(seed.level, max(above, default=0) + 1)
        parent = above.get(level - 1)
        pattern = _beside(paragraphs, headings, place, level) if level == 1 or level - 1 in old else None
        pattern = pattern or _usual(paragraphs, headings, level, parent)
        if pattern is None:
            level, pattern = level - 1, above[level - 1]
        made.append(Paragraph(pattern.role, pattern.number + pattern.gap + seed.text))
        above = {other: one for other, one in above.items() if other < level} | {level: pattern}
        old = {other for other in old if other < level}
    new = range(len(paragraphs), len(paragraphs) + len(made))
    order = [*range(place), *new, *range(place, len(paragraphs))]
    splices = reordered(paragraphs, order, dict(zip(new, made, strict=True)))
    return Edit(splices, place + len(made) - 1, len(seeds[-1].text))


def _pattern_of(paragraphs: Sequence[Paragraph], heading: Heading) -> _Pattern:
    paragraph = paragraphs[heading.paragraph]
    number = parse(heading.number, loose=True)
    gap = paragraph.text[len(heading.number) : heading.end - len(heading.text)] if number else ""
    return _Pattern(paragraph.role, number.rewritten(number.value + 1) if number else "", gap)


def _beside(paragraphs: Sequence[Paragraph], headings: Sequence[Heading], place: int, level: int) -> _Pattern | None:
    """As the nearest section of that level is written which has the same parent, one with a number if there is any."""
    parent = next((h for h in reversed(headings) if h.level == level - 1 and h.paragraph < place <= h.stop), None)
    siblings = [
        h
        for h in headings
        if h.kind == "heading" and h.level == level and (None if h.parent is None else headings[h.parent]) is parent
    ]
    siblings.sort(key=lambda h: (not h.number, h.paragraph >= place, abs(h.paragraph - place)))
    return _pattern_of(paragraphs, siblings[0]) if siblings else None


def _usual(
    paragraphs: Sequence[Paragraph], headings: Sequence[Heading], level: int, parent: _Pattern | None
) -> _Pattern | None:
    """As another section of that level is written, else as the norm has it; None below the fourth kind of heading."""
    depth = (parent.role.heading_level or 0) if parent else 0
    for heading in headings:
        if heading.kind == "heading" and heading.level == level:
            pattern = _pattern_of(paragraphs, heading)
            if (pattern.role.heading_level or 0) > depth and (parent is None or pattern.mark > parent.mark):
                return pattern
    return _Pattern(Role.heading(depth + 1), written(_MARKS[depth + 1], 1)) if depth < 4 else None


# -- lines pasted ------------------------------------------------------------------------------------------------------


def pasted(paragraphs: Sequence[Paragraph], place: Stretch, text: str) -> Edit | None:
    """Lines in the place of that stretch, each a heading of the level that its number tells.

    A line without a number is of the level of the one before it. None: it cannot be, or there would be too many.
    """
    pieces = [kept for piece in text.split("\n") if (kept := clean(piece.replace(OBJECT, "")).strip(_AROUND))]
    steps = _Steps(paragraphs, place.first, place.start)
    selected = place[:2] != place[2:]
    cut = typed(paragraphs, steps.rows, place, "") if selected else Edit((), steps.row.paragraph, place.start)
    if cut is None or not pieces or len(steps.rows) + len(pieces) > MOST_LINES:
        return None
    steps.do(cut, at=None if selected else place.first)
    if _begins_with_title(steps, pieces):
        steps.do(typed(steps.paragraphs, steps.rows, Stretch(0, 0, 0, 0), pieces.pop(0)))
    first = next(at for at, row in enumerate(steps.rows) if not row.is_title)
    if steps.rows[first].paragraph is None:
        steps.do(begun(steps.paragraphs, steps.rows[first], ""))
    seeds = _seeds(steps.rows, pieces, max(1, steps.row.level))
    at = _place(steps, seeds, steps.rows[first].paragraph or 0)
    if seeds:
        steps.do(_inserted(steps.paragraphs, at, seeds))
    return Edit(steps.splices, steps.row.paragraph, steps.offset)


_AROUND = BLANKS + "\u2028"


class _Steps:
    """Edits done one after the other, and the line and offset of the cursor."""

    def __init__(self, paragraphs: Sequence[Paragraph], at: int, offset: int) -> None:
        self.paragraphs = paragraphs
        self.splices: tuple[Splice, ...] = ()
        self.rows = lines(paragraphs, outline(paragraphs))
        self.at, self.offset = at, offset

    @property
    def row(self) -> Line:
        return self.rows[self.at]

    def do(self, edit: Edit | None, *, at: int | None = None) -> bool:
        """Do it if it can be done. The cursor goes where the edit says, or to line `at`."""
        if edit is None:
            return False
        self.splices += edit.splices
        self.paragraphs = applied(self.paragraphs, edit.splices)
        self.rows = lines(self.paragraphs, outline(self.paragraphs))
        found = (i for i, row in enumerate(self.rows) if row.paragraph == edit.paragraph)
        self.at = next(found, 0) if at is None else at
        self.offset = min(edit.offset, len(self.row.text))
        return True


def _begins_with_title(steps: _Steps, pieces: Sequence[str]) -> bool:
    """Whether the first line has no number and stands over numbered ones, where there is no title yet."""
    bare = not steps.rows[0].text and (steps.row.is_title or steps.row.paragraph is None)
    return bare and len(pieces) > 1 and parse(pieces[0]) is None and parse(pieces[1]) is not None


def _seeds(rows: Sequence[Line], pieces: Sequence[str], level: int) -> list[_Seed]:
    seeds = []
    for piece in pieces:
        number = parse(piece)
        if number is not None and number.mark in LEVELS:
            level, piece = level_of(number.mark, rows), piece[len(number.text) :].lstrip(_AROUND)
        seeds.append(_Seed(level, piece, is_numbered=number is not None))
    return seeds


def _place(steps: _Steps, seeds: list[_Seed], first: int) -> int:
    """In front of which paragraph the seeds go, and none of them shallower than what they would part.

    One that the line at the cursor takes up is no longer among them.
    """
    row, offset = steps.row, steps.offset
    if row.is_title or row.heading is None:
        return first
    if not row.text.strip(BLANKS):
        _fill(steps, seeds.pop(0))
    elif offset < len(row.text):
        is_parted = offset > 0 and steps.do(_parted(steps.paragraphs, row, offset))
        if is_parted:
            steps.at, steps.offset = steps.at - 1, offset
            _take_up(steps, seeds)
        seeds[:] = [replace(seed, level=max(seed.level, row.level)) for seed in seeds]
        return (steps.row.paragraph or 0) + is_parted
    else:
        _take_up(steps, seeds)
    section, outer = steps.row, min((seed.level for seed in seeds), default=1)
    following = steps.rows[steps.at + 1 :]
    if outer > section.level and following and following[0].level > section.level:
        return following[0].paragraph or 0
    around = [row for row in steps.rows[: steps.at + 1] if row.heading and row.level <= max(1, outer)]
    at = max((row for row in around if _holds(row, section)), key=lambda row: row.level, default=section)
    return at.heading.stop if at.heading else first


def _holds(row: Line, section: Line) -> bool:
    paragraph = section.paragraph or 0
    return row.heading is not None and row.heading.paragraph <= paragraph < row.heading.stop


def _take_up(steps: _Steps, seeds: list[_Seed]) -> None:
    """The first of the lines goes on with the words at the cursor, if it has no number of its own."""
    place = Stretch(steps.at, steps.offset, steps.at, steps.offset)
    if not seeds[0].is_numbered and steps.do(typed(steps.paragraphs, steps.rows, place, seeds[0].text)):
        seeds.pop(0)


def _fill(steps: _Steps, seed: _Seed) -> None:
    """Put the words into the empty line at the cursor, and give it their level."""
    row = steps.row
    at = row.paragraph or 0
    old = steps.paragraphs[at]
    new = old.with_text(row.start, row.start, seed.text)
    steps.do(Edit((Splice(at, (old,), (new,)),), at, len(seed.text)))
    section = steps.row.heading
    if section is not None and seed.level != section.level:
        steps.do(Edit(restructure.move(steps.paragraphs, section, at, seed.level), at, len(seed.text)))


# -- sections moved ----------------------------------------------------------------------------------------------------


def relevelled(
    paragraphs: Sequence[Paragraph],
    rows: Sequence[Line],
    change: Callable[[Sequence[Paragraph], Heading], tuple[Splice, ...]],
) -> tuple[Splice, ...]:
    """Each of the sections promoted or demoted; those inside another of them go with it."""
    splices: tuple[Splice, ...] = ()
    reached = 0
    for row in rows:
        if row.heading is None or row.heading.paragraph < reached:
            continue
        now = applied(paragraphs, splices)
        section = next(h for h in outline(now) if h.kind == "heading" and h.paragraph == row.paragraph)
        splices += change(now, section)
        reached = row.heading.stop
    return splices


def shifted(paragraphs: Sequence[Paragraph], rows: Sequence[Line], at: int, *, down: bool) -> Edit | None:
    """The section changes places with the next of its siblings; None where there is none."""
    section = rows[at].heading
    if section is None:
        return None
    beside = [h for row in rows if (h := row.heading) and h.parent == section.parent and h.level == section.level]
    other = next((h for h in beside if (h.paragraph == section.stop if down else h.stop == section.paragraph)), None)
    if other is None:
        return None
    to = other.stop if down else other.paragraph
    landed = to - (section.stop - section.paragraph) if down else to
    return Edit(restructure.move(paragraphs, section, to, section.level), landed, 0)
