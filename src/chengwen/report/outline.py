"""The outline as a view of the paragraphs: headings by the document's own nesting, 一是/二是 points as leaves."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, Literal, NamedTuple

from chengwen.report import numbering
from chengwen.report.numbering import Mark, Number
from chengwen.report.paragraph import LINE_BREAK, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chengwen.report.paragraph import Paragraph

_BLANKS = " \t\u3000\xa0"
# A full stop inside a short quotation or a bracket does not end the sentence. Possessive: linear on any text.
_SENTENCE = re.compile(r"(?>《[^《》]{0,60}》|“[^“”]{0,40}”|（[^（）]{0,60}）|\([^()]{0,60}\)|[^。！？])*+[。！？]")
# A heading may be set off from its body by blanks alone.
_GAP = re.compile(r"[ \t]*[^，。；：！？\s]{4,20}(?:\u3000|\s{2})\s*")
_HEADINGS = frozenset(role for role in Role if role.heading_level)
TREE_BREAKS = frozenset(
    {Role.SIGNATURE, Role.DATE, Role.ATTACHMENT_NOTE, Role.ATTACHMENT_MARK, Role.ATTACHMENT_TITLE, Role.TITLE}
)


class Heading(NamedTuple):
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

    Behind its first sentence, the 。 included, or behind the label that opens it, the ： included, when body follows in
    the same paragraph; otherwise len(text).
    """
    return _lead(paragraph.text).stop


def outline(paragraphs: Sequence[Paragraph]) -> tuple[Heading, ...]:
    """Headings and points in document order."""
    headings = _raised([_Open(at, p) for at, p in enumerate(paragraphs) if p.role in _HEADINGS])
    _nest(headings, paragraphs)
    found: list[Heading] = []
    bounds = [heading.paragraph for heading in headings] + [len(paragraphs)]
    found.extend(_points(paragraphs, 0, bounds[0], 1, None))
    for at, heading in enumerate(headings):
        heading.seat = len(found)
        found.append(heading.closed(None if heading.parent is None else headings[heading.parent].seat))
        stop = min(heading.stop, bounds[at + 1])
        found.extend(_points(paragraphs, heading.paragraph, stop, heading.level + 1, heading.seat, heading.lead.end))
    return tuple(found)


def title_text(paragraphs: Sequence[Paragraph]) -> str | None:
    """The title, its lines joined without anything between them; None when there is none."""
    return "".join(first_run(paragraphs, Role.TITLE)).replace(LINE_BREAK, "") or None


def first_run(paragraphs: Sequence[Paragraph], role: Role) -> list[str]:
    """The texts of the first paragraphs of that role that follow one another."""
    first = next((at for at, paragraph in enumerate(paragraphs) if paragraph.role is role), len(paragraphs))
    return [paragraph.text for paragraph in takewhile(lambda p: p.role is role, paragraphs[first:])]


# -- headings ---------------------------------------------------------------------------------------------------------


class _Lead(NamedTuple):
    """The heading stretch of a paragraph: text[:stop], of which text[:end] is number and heading."""

    number: Number | None
    text: str
    end: int
    stop: int
    run_in: bool


_LABEL = re.compile(r"[^，。；：:、！？《“（(\s]{2,12}[：:](?=\S)")  # 一、会议时间：3月20日上午


@lru_cache(maxsize=8192)  # the outline is taken after each edit, and an edit changes few paragraphs
def _lead(text: str) -> _Lead:
    number = numbering.parse(text, loose=True)
    start = len(number.text) if number else 0
    found = _SENTENCE.match(text, start)
    stop = found.end() if found and text[found.end() :].strip(_BLANKS) else len(text)
    if (gap := _GAP.match(text, start)) and stop - gap.end() >= _LONGEST_POINT:
        stop = gap.end()
    if number and (label := _LABEL.match(text, start)):
        stop = label.end()
    heading = text[start:stop].rstrip(_BLANKS)
    closed = heading.endswith("。") or (stop < len(text) and heading.endswith(("：", ":")))
    heading = heading[:-1].rstrip(_BLANKS) if closed else heading
    return _Lead(number, heading.strip(_BLANKS), start + len(heading), stop, stop < len(text))


_UNNUMBERED = {1: Mark.CHINESE, 2: Mark.CHINESE_BRACKET, 3: Mark.ARABIC, 4: Mark.ARABIC_BRACKET}


class _Open:
    """A heading whose place in the tree is being found. Those of one rank (kind of mark) are siblings."""

    __slots__ = ("lead", "level", "paragraph", "parent", "rank", "seat", "stop")

    def __init__(self, at: int, paragraph: Paragraph) -> None:
        self.paragraph = at
        self.lead = _lead(paragraph.text)
        number = self.lead.number
        self.rank = (number.mark, number.depth) if number else (_UNNUMBERED[paragraph.role.heading_level or 4], 1)
        self.level = 1
        self.parent: int | None = None
        self.seat = self.stop = -1

    def closed(self, parent: int | None) -> Heading:
        number, text, end, _stop, run_in = self.lead
        mark = number.text if number else ""
        return Heading(self.level, mark, text, run_in, "heading", self.paragraph, 0, end, self.stop, parent)


def _raised(headings: list[_Open]) -> list[_Open]:
    """An unnumbered heading stands beside 一、, but over it where 一、 begins anew under several such headings."""
    top = (Mark.CHINESE, 1)
    begins = [at for at, h in enumerate(headings) if h.rank == top and h.lead.number and h.lead.number.value == 1]
    for at in begins if len(begins) > 1 else ():
        above = headings[at - 1] if at else None
        if above and above.lead.number is None and above.rank == top:
            above.rank = (Mark.PART, 1)
    return headings


def _nest(headings: list[_Open], paragraphs: Sequence[Paragraph]) -> None:
    """Find levels, parents and ends. An attachment, or a new title, begins a tree of its own."""
    breaks = [at for at, paragraph in enumerate(paragraphs) if paragraph.role in TREE_BREAKS]
    breaks.append(len(paragraphs))
    passed = 0
    stack: list[int] = []  # indices into headings: the open sections, outermost first
    for at, heading in enumerate(headings):
        if breaks[passed] < heading.paragraph:
            _close(headings, stack, 0, breaks[passed])
            passed = bisect_right(breaks, heading.paragraph)
        depth = _depth(headings, stack, at)
        _close(headings, stack, depth, heading.paragraph)
        heading.level, heading.parent = depth + 1, stack[-1] if stack else None
        stack.append(at)
    _close(headings, stack, 0, breaks[passed])


def _close(headings: list[_Open], stack: list[int], depth: int, stop: int) -> None:
    while len(stack) > depth:
        headings[stack.pop()].stop = stop


def _depth(headings: list[_Open], stack: list[int], at: int) -> int:
    """How many of the open sections the heading stands in."""
    rank = headings[at].rank
    for depth in range(len(stack) - 1, -1, -1):
        if headings[stack[depth]].rank == rank:
            return depth
    depth = len(stack)
    while depth and headings[stack[depth - 1]].rank > rank and not _goes_on(headings, stack, depth, at):
        depth -= 1
    return depth


def _goes_on(headings: list[_Open], stack: list[int], depth: int, at: int) -> bool:
    """Whether the list of stack[depth-1] is taken up again behind a list that begins at `at` inside it."""
    outer, inner = headings[stack[depth - 1]], headings[at]
    if not outer.lead.number or not inner.lead.number or inner.lead.number.value != 1:
        return False
    above = {headings[seat].rank for seat in stack[: depth - 1]}
    for later in headings[at + 1 : at + _FORESIGHT]:
        if later.rank in above:
            return False
        if later.rank == outer.rank:
            return later.lead.number is not None and later.lead.number.value == outer.lead.number.value + 1
    return False


_FORESIGHT = 100  # headings looked at to see how a list goes on


# -- points -----------------------------------------------------------------------------------------------------------

_VERBS = "是要抓靠看讲学查改严促强防保建树提推突健完加坚深优创做管用治重压落转带定立比问破听走注明拓狠紧盯实把"
_POINT = re.compile(
    rf"(?P<han>[一二三四五六七八九]|十[一二三四五]?)(?P<verb>[{_VERBS}])"
    r"|第(?P<nth>[一二三四五六七八九]|十[一二三四五]?)(?:[，,、：:]|(?P<stage>阶段)[：:]?)"
)
_BEFORE_A_POINT = frozenset("。；：，！？:;,.、）”\u3000 \u2028")
_POINT_END = re.compile("[。；;！？]")
_LONGEST_POINT = 30  # characters; a longer one is cut at its first comma


class _Place(NamedTuple):
    paragraph: int
    start: int
    number: str
    value: int


def _points(
    paragraphs: Sequence[Paragraph], first: int, stop: int, level: int, parent: int | None, skip: int = 0
) -> Iterator[Heading]:
    """The points of one section, whose heading takes the first `skip` characters of paragraph `first`."""
    if not any(_candidates(paragraph.text) for paragraph in paragraphs[first:stop]):
        return
    growing: dict[str, list[_Place]] = {}  # verb -> its run
    runs: list[list[_Place]] = []
    for at in range(first, stop):
        if paragraphs[at].role is not Role.BODY and (at != first or not skip):
            continue
        for start, number, verb, value in _candidates(paragraphs[at].text):
            if at == first and start < skip:
                continue
            run = growing.get(verb)
            if value == 1:
                growing[verb] = run = []
                runs.append(run)
            elif not run or not run[-1].value < value <= run[-1].value + 2:
                continue
            run.append(_Place(at, start, number, value))
    places = sorted(place for run in runs if len(run) > 1 for place in run)
    for seat, place in enumerate(places):
        following = places[seat + 1] if seat + 1 < len(places) else None
        yield _point(paragraphs, place, following, stop, level, parent)


@lru_cache(maxsize=8192)
def _candidates(text: str) -> tuple[tuple[int, str, str, int], ...]:
    """What may be points of a list: where each starts, its number, its verb, its value."""
    return tuple(
        (
            found.start(),
            found.group(),
            found["verb"] or found["stage"] or "",
            numbering.chinese_value(found["han"] or found["nth"]),
        )
        for found in _POINT.finditer(text)
        if not found.start() or text[found.start() - 1] in _BEFORE_A_POINT
    )


def _point(
    paragraphs: Sequence[Paragraph],
    place: _Place,
    following: _Place | None,
    stop: int,
    level: int,
    parent: int | None,
) -> Heading:
    at, start, number, _value = place
    text = paragraphs[at].text
    alone = following is None or following.paragraph != at
    limit = len(text) if following is None or alone else following.start
    found = _POINT_END.search(text, start, limit)
    end = found.start() if found else limit
    if end - start > _LONGEST_POINT and (comma := text.find("，", start + len(number), end)) >= 0:
        end = comma
    end = start + len(text[start:end].rstrip(_BLANKS + "，；,;"))
    reach = stop if following is None else following.paragraph
    return Heading(
        level=level,
        number=number,
        text=text[start + len(number) : end].strip(_BLANKS),
        run_in=start > 0 or bool(text[end:].strip(_BLANKS + "。；;")),
        kind="point",
        paragraph=at,
        start=start,
        end=end,
        stop=max(at + 1, reach) if start == 0 and alone else at + 1,
        parent=parent,
    )
