"""The points of a section (一是…二是…, 第一，…第二，…) counted anew in their order."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from chengwen.report.numbering import chinese, chinese_value
from chengwen.report.paragraph import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chengwen.report.outline import Heading
    from chengwen.report.paragraph import Paragraph

_HAN = "[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_BEHIND_A_MARK = "(?<![^。；：，！？;:,.、）”\u3000 \u2028])"
_QUOTED = re.compile('“[^“”]*”|《[^《》]*》|‘[^‘’]*’|「[^「」]*」|『[^『』]*』|"[^"]*"')
_ORDINAL = re.compile("第[^阶]+(?P<stage>阶段)?")
_USUAL = ("是", "要")  # of these even a list that has lost its first is known


class _Point(NamedTuple):
    paragraph: int
    start: int
    end: int
    value: int


def recounted_points(paragraphs: Sequence[Paragraph], headings: Sequence[Heading]) -> list[Paragraph]:
    """The paragraphs with the points of each section and each verb counted 1, 2, 3 … A list is of two at least.

    `headings` is their outline. What stands in quotation marks or in 《》 is left alone.
    """
    result = list(paragraphs)
    points: list[tuple[_Point, int]] = []
    for first, stop, skip, verbs in _sections(paragraphs, headings):
        for verb in verbs:
            for listed in _lists(list(_found(paragraphs, range(first, stop), skip, verb))):
                points += [(point, value) for value, point in enumerate(listed, 1) if point.value != value]
    for point, value in sorted(points, reverse=True):  # from the back, so that the places before stay right
        result[point.paragraph] = result[point.paragraph].with_text(point.start, point.end, chinese(value))
    return result


def _sections(
    paragraphs: Sequence[Paragraph], headings: Sequence[Heading]
) -> Iterator[tuple[int, int, int, tuple[str, ...]]]:
    """Of each section without those in it: first, stop, where its body begins in the first, the verbs of its points."""
    bounds = [(h.paragraph, h.end, h.stop) for h in headings if h.kind == "heading"]
    starts = [0, *(first for first, _end, _stop in bounds)]
    ends = [*starts[1:], len(paragraphs)]
    verbs: dict[int, set[str]] = {}
    section = -1
    seats = {}
    for at, heading in enumerate(headings):
        if heading.kind == "heading":
            section += 1
            seats[at] = section
        else:
            verbs.setdefault(-1 if heading.parent is None else seats[heading.parent], set()).add(_verb(heading.number))
    for at, (first, end) in enumerate(zip(starts, ends, strict=True)):
        skip, stop = (bounds[at - 1][1], min(bounds[at - 1][2], end)) if at else (0, end)
        yield first, stop, skip, tuple(sorted(verbs.get(at - 1, set()).union(_USUAL)))


def _verb(number: str) -> str:
    """What tells the points of one list from those of another: 是 of 一是; 第 of 第一，; 第阶段 of 第一阶段"""
    ordinal = _ORDINAL.match(number)
    return number[-1] if ordinal is None else "第" + (ordinal["stage"] or "")


@lru_cache(maxsize=64)
def _pattern(verb: str) -> re.Pattern[str]:
    if verb.startswith("第"):
        return re.compile(f"{_BEHIND_A_MARK}第(?P<han>{_HAN}){verb[1:] or '[，,、：:]'}")
    return re.compile(f"{_BEHIND_A_MARK}(?P<han>{_HAN}){verb}")


def _found(paragraphs: Sequence[Paragraph], places: range, skip: int, verb: str) -> Iterator[_Point]:
    for at in places:
        begin = skip if at == places.start else 0
        if paragraphs[at].role is Role.BODY or (begin and paragraphs[at].role.heading_level):
            text = paragraphs[at].text
            found = [point for point in _pattern(verb).finditer(text) if point.start() >= begin]
            quoted = [span.span() for span in _QUOTED.finditer(text)] if found else []
            for point in found:
                if not any(start <= point.start() < end for start, end in quoted):
                    yield _Point(at, *point.span("han"), chinese_value(point["han"]))


def _lists(points: Sequence[_Point]) -> list[list[_Point]]:
    """The lists that the points of one verb make. A new one begins with 一, unless that only stands there twice."""
    found: list[list[_Point]] = []
    for point in points:
        if found and point.value > 1:
            found[-1].append(point)
        elif point.value <= 2:
            found.append([point])
    merged: list[list[_Point]] = []
    for listed in found:
        alone = merged and 1 in (len(listed), len(merged[-1]))
        if alone and _beside(merged[-1][-1], listed[0]):
            merged[-1] += listed
        else:
            merged.append(listed)
    return [listed for listed in merged if len(listed) > 1]


def _beside(one: _Point, other: _Point) -> bool:
    """In one paragraph, or each at the beginning of paragraphs that follow one another."""
    return one.paragraph == other.paragraph or (one.start == other.start == 0 and other.paragraph == one.paragraph + 1)
