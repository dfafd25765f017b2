"""The outline as a view of the paragraphs: headings by the document's own nesting, 一是/二是 points as leaves."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Literal, NamedTuple

from chengwen.report import elements, numbering
from chengwen.report.numbering import Mark, Number
from chengwen.report.paragraph import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chengwen.report.paragraph import Paragraph

_BLANKS = " \t\u3000\xa0"
# A full stop inside a short quotation or a bracket does not end the sentence. Possessive: linear on any text.
_SENTENCE = re.compile(r"(?>《[^《》]{0,60}》|“[^“”]{0,40}”|（[^（）]{0,60}）|\([^()]{0,60}\)|[^。！？])*+[。！？]")
_ENDS_SECTION = frozenset(
    {Role.SIGNATURE, Role.DATE, Role.ATTACHMENT_NOTE, Role.ATTACHMENT_MARK, Role.ATTACHMENT_TITLE, Role.TITLE}
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's heading, or a point (一是…) inside a section.

    `level` counts from 1 by the document's own nesting: 1. straight under 一、 is 2. `number` is the mark as it stands
    ("" if there is none), `text` what follows it without the closing 。. `start` (at the number) and `end` (behind the
    last character of `text`) are offsets into the text of paragraph number `paragraph`. `stop` is the index behind the
    last paragraph of the section (of a point inside a paragraph: behind that paragraph). `parent` is an index into the
    outline. `run_in`: body follows in the same paragraph.
    """

    level: int
    number: str
    text: str
    run_in: bool
    kind: Literal["heading", "point"]
    paragraph: int
    start: int
    end: int
    stop: int
    parent: int | None


def lead_end(paragraph: Paragraph) -> int:
    """Where the heading stretch of a heading paragraph ends.

    Behind its first sentence, the 。 included, when body follows in the same paragraph; otherwise len(text).
    """
    text = paragraph.text
    number = numbering.parse(text, loose=True)
    found = _SENTENCE.match(text, len(number.text) if number else 0)
    return found.end() if found and text[found.end() :].strip(_BLANKS) else len(text)


def outline(paragraphs: Sequence[Paragraph]) -> tuple[Heading, ...]:
    """Headings and points in document order."""
    headings = [_unplaced(at, p) for at, p in enumerate(paragraphs) if p.role.heading_level]
    placed = _nested(headings, paragraphs)
    found: list[Heading] = []
    seats: list[int] = []
    bounds = [heading.paragraph for heading in placed] + [len(paragraphs)]
    found.extend(_points(paragraphs, 0, bounds[0], 1, None))
    for at, heading in enumerate(placed):
        seats.append(len(found))
        parent = None if heading.parent is None else seats[heading.parent]
        found.append(replace(heading, parent=parent))
        stop = min(heading.stop, bounds[at + 1])
        found.extend(_points(paragraphs, heading.paragraph, stop, heading.level + 1, len(found) - 1, heading.end))
    return tuple(found)


def title_text(paragraphs: Sequence[Paragraph]) -> str | None:
    """The title, its lines joined without anything between them; None when there is none."""
    return "".join(_first_run(paragraphs, Role.TITLE)) or None


def addressee_text(paragraphs: Sequence[Paragraph]) -> str | None:
    """The addressee (主送机关, or the 称谓 of a speech) without its colon; None when there is none."""
    return "".join(_first_run(paragraphs, Role.ADDRESSEE)).rstrip(":：" + _BLANKS) or None


def signature_text(paragraphs: Sequence[Paragraph]) -> str | None:
    """Who signs, several organs separated by a blank, without a date on the same line; None when nobody does."""
    names = []
    for line in _first_run(paragraphs, Role.SIGNATURE):
        split = elements.date_at_end(line)
        names.append(split[0] if split else line)
    return " ".join(name.strip(_BLANKS) for name in names) or None


def date_text(paragraphs: Sequence[Paragraph]) -> str | None:
    """The date as it stands, without brackets: that at the end, else that under the title; None when there is none."""
    for role in (Role.DATE, Role.SIGNATURE, Role.SUBTITLE):
        for paragraph in paragraphs:
            if paragraph.role is role and (split := elements.date_at_end(paragraph.text.rstrip("）)。 "))):
                return split[1]
    return None


def _first_run(paragraphs: Sequence[Paragraph], role: Role) -> list[str]:
    first = next((at for at, paragraph in enumerate(paragraphs) if paragraph.role is role), len(paragraphs))
    return [paragraph.text for paragraph in takewhile(lambda p: p.role is role, paragraphs[first:])]


# -- headings ---------------------------------------------------------------------------------------------------------


class _Unplaced(NamedTuple):
    paragraph: int
    number: Number | None
    rank: tuple[int, int]  # the kind of mark; those of one kind are siblings
    end: int
    run_in: bool


_UNNUMBERED = {1: Mark.CHINESE, 2: Mark.CHINESE_BRACKET, 3: Mark.ARABIC, 4: Mark.ARABIC_BRACKET}


def _unplaced(at: int, paragraph: Paragraph) -> _Unplaced:
    text = paragraph.text
    number = numbering.parse(text, loose=True)
    mark = number.mark if number else _UNNUMBERED[paragraph.role.heading_level or 4]
    stop = lead_end(paragraph)
    end = len(text[:stop].rstrip(_BLANKS))
    if text[:end].endswith("。"):
        end -= 1
    return _Unplaced(at, number, (mark, number.depth if number else 1), end, stop < len(text))


def _nested(headings: list[_Unplaced], paragraphs: Sequence[Paragraph]) -> list[Heading]:
    """Levels, parents and ends. An attachment, or a new title, begins a tree of its own."""
    breaks = [at for at, paragraph in enumerate(paragraphs) if paragraph.role in _ENDS_SECTION]
    placed: list[Heading] = []
    stack: list[int] = []  # indices into headings: the open sections, outermost first
    open_breaks = iter([*breaks, len(paragraphs)])
    next_break = next(open_breaks)
    for at, heading in enumerate(headings):
        if next_break < heading.paragraph:
            _close(placed, stack, 0, next_break)
            next_break = next(b for b in open_breaks if b > heading.paragraph)
        depth = _depth(headings, stack, at)
        _close(placed, stack, depth, heading.paragraph)
        text, start = paragraphs[heading.paragraph].text, len(heading.number.text) if heading.number else 0
        placed.append(
            Heading(
                level=depth + 1,
                number=heading.number.text if heading.number else "",
                text=text[start : heading.end].strip(_BLANKS),
                run_in=heading.run_in,
                kind="heading",
                paragraph=heading.paragraph,
                start=0,
                end=heading.end,
                stop=-1,
                parent=stack[-1] if stack else None,
            )
        )
        stack.append(at)
    _close(placed, stack, 0, next_break)
    return placed


def _close(placed: list[Heading], stack: list[int], depth: int, stop: int) -> None:
    while len(stack) > depth:
        at = stack.pop()
        placed[at] = replace(placed[at], stop=stop)


def _depth(headings: list[_Unplaced], stack: list[int], at: int) -> int:
    """How many of the open sections the heading stands in."""
    rank = headings[at].rank
    for depth in range(len(stack) - 1, -1, -1):
        if headings[stack[depth]].rank == rank:
            return depth
    depth = len(stack)
    while depth and headings[stack[depth - 1]].rank > rank and not _goes_on(headings, stack, depth, at):
        depth -= 1
    return depth


def _goes_on(headings: list[_Unplaced], stack: list[int], depth: int, at: int) -> bool:
    """Whether the list of stack[depth-1] is taken up again behind a list that begins at `at` inside it."""
    outer, inner = headings[stack[depth - 1]], headings[at]
    if not outer.number or not inner.number or inner.number.value != 1:
        return False
    above = {headings[seat].rank for seat in stack[: depth - 1]}
    for later in headings[at + 1 :]:
        if later.rank in above:
            return False
        if later.rank == outer.rank:
            return bool(later.number and later.number.value == outer.number.value + 1)
    return False


# -- points -----------------------------------------------------------------------------------------------------------

_VERBS = "是要抓靠看讲学查改严促强防保建树提推突健完加坚深优创做管用治重压落转带定立比问破听走注明拓狠紧盯实把"
_POINT = re.compile(rf"(?:^|(?<=[。；：，！？:;,.、）”\u3000 ]))(?P<han>[一二三四五六七八九]|十[一二三四五]?)(?P<verb>[{_VERBS}])")
_POINT_END = re.compile("[。；;！？]")


def _points(
    paragraphs: Sequence[Paragraph], first: int, stop: int, level: int, parent: int | None, skip: int = 0
) -> Iterator[Heading]:
    """The points of one section, whose heading takes the first `skip` characters of paragraph `first`."""
    runs: dict[str, list[tuple[int, int, int]]] = {}  # verb -> the run that grows: (paragraph, start, value)
    lists: list[list[tuple[int, int, int]]] = []
    for at in range(first, stop):
        paragraph = paragraphs[at]
        if paragraph.role is not Role.BODY and at != first or paragraph.role is Role.OPAQUE:
            continue
        for found in _POINT.finditer(paragraph.text, skip if at == first else 0):
            place = (at, found.start(), numbering.chinese_value(found["han"]))
            run = runs.get(found["verb"])
            if place[2] == 1:
                runs[found["verb"]] = run = [place]
                lists.append(run)
            elif run and run[-1][2] < place[2] <= run[-1][2] + 2:
                run.append(place)
    places = sorted(place for run in lists if len(run) > 1 for place in run)
    for seat, (at, start, _value) in enumerate(places):
        following = places[seat + 1] if seat + 1 < len(places) else (stop, 0, 0)
        yield _point(paragraphs[at].text, at, start, following, level, parent)


def _point(text: str, at: int, start: int, following: tuple[int, int, int], level: int, parent: int | None) -> Heading:
    limit = following[1] if following[0] == at else len(text)
    found = _POINT_END.search(text, start, limit)
    end = found.start() if found else limit
    if end - start > 30 and (comma := text.find("，", start, end)) >= 0:
        end = comma
    end = start + len(text[start:end].rstrip(_BLANKS + "，；,;"))
    number = text[start : start + 2] if text[start + 1] not in "一二三四五六七八九十" else text[start : start + 3]
    opens = start == 0 and (following[0] != at)
    return Heading(
        level=level,
        number=number,
        text=text[start + len(number) : end].strip(_BLANKS),
        run_in=bool(text[end:limit].strip(_BLANKS + "。；;")),
        kind="point",
        paragraph=at,
        start=start,
        end=end,
        stop=max(at + 1, following[0]) if opens else at + 1,
        parent=parent,
    )
