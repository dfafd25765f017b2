"""Which lines are headings: by their numbers, or by how they stand between paragraphs of prose."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from chengwen.report import elements, numbering
from chengwen.report.numbering import Mark, Number
from chengwen.report.paragraph import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chengwen.report.lines import Item

# -- the table of contents --------------------------------------------------------------------------------------------

_PAGE = re.compile(r"[\s.．…·—-]+\d{1,3}$|[.．…·—-]{2,}$|\s")
_FEWEST = 3  # lines that make a table of contents, articles that make a regulation


def settle_contents(items: Sequence[Item]) -> None:
    """The lines of a table of contents (目录) come again as headings; where they are listed they are plain text."""
    keys = [_key(item.text) for item in items]
    at_last = {key: at for at, item in enumerate(items) for key in (keys[at], _key(item.text.partition("。")[0]))}
    at = 0
    while at < len(items):
        named = elements.is_contents(items[at].text)
        end = _end_of_contents(items, keys, at_last, at) if named else _end_of_run(items, keys, at_last, at)
        if end - at >= _FEWEST:
            for item in items[at:end]:
                item.be(Role.BODY)
            return
        at = max(end, at + 1)


def _key(text: str) -> str:
    return _PAGE.sub("", text).translate(_BRACKETS)


_BRACKETS = str.maketrans("（）", "()")


def _end_of_contents(items: Sequence[Item], keys: list[str], at_last: dict[str, int], at: int) -> int:
    """Behind the lines below 目录: where the first of them comes again."""
    for end in range(at + 2, len(items)):
        if keys[end] == keys[at + 1] or (end == at_last.get(keys[at + 1]) and items[end].number):
            return end
        if items[end].settled or len(items[end].text) > 60 or elements.is_prose(_PAGE.sub("", items[end].text)):
            break
    return at


def _end_of_run(items: Sequence[Item], keys: list[str], at_last: dict[str, int], at: int) -> int:
    """Behind the numbered lines from `at` on that all come again behind them."""
    end, seen = at, set[str]()
    while end < len(items) and items[end].number and not items[end].settled and len(keys[end]) <= 60:
        if keys[end] in seen or at_last[keys[end]] <= end:
            break
        seen.add(keys[end])
        end += 1
    return end if all(at_last[key] >= end for key in seen) else at


# -- headings ---------------------------------------------------------------------------------------------------------

_ROLES = {
    Mark.PART: Role.HEADING_1,
    Mark.CHAPTER: Role.HEADING_1,
    Mark.SECTION: Role.HEADING_2,
    Mark.CHINESE: Role.HEADING_1,
    Mark.CHINESE_BRACKET: Role.HEADING_2,
    Mark.ARABIC: Role.HEADING_3,
    Mark.ARABIC_BRACKET: Role.HEADING_4,
    Mark.CIRCLED: Role.HEADING_4,
}


def settle_headings(items: Sequence[Item]) -> None:
    """Settle every heading among the paragraphs that are still open; the rest is body."""
    _take_loose_numbers(items)
    _drop_ordinals(items)
    _drop_articles(items)
    _drop_enumerations(items)
    parts, shift = _parts(items), _levels_above(items)
    below_top = attached = False
    for at, item in enumerate(items):
        if item.settled:
            pass
        elif item.number:
            item.be(_role(item.number, below_top=below_top))
        elif item.line.outline_level:
            item.be(Role.heading(min(max(item.line.outline_level - shift, 1), 4)))
        elif at in parts:
            another = attached and elements.ends_a_title(item.text)
            item.be(Role.ATTACHMENT_TITLE if another else Role.HEADING_1, doubtful=True)
        elif _stands_alone(items, at):
            bare = elements.is_bare_heading(item.text) or not below_top
            item.be(Role.HEADING_1 if bare else Role.HEADING_2, doubtful=True)
        below_top = below_top or (item.number is not None and item.role is Role.HEADING_1)
        attached = attached or item.role is Role.ATTACHMENT_TITLE


def _role(number: Number, *, below_top: bool) -> Role:
    """The role that the mark has on paper; `below_top`: a numbered first-level heading stands above."""
    if number.mark is Mark.DECIMAL:
        return Role.heading(min(number.depth, 4))
    if number.mark is Mark.ORDINAL:
        return Role.HEADING_3 if below_top else Role.HEADING_1
    return _ROLES[number.mark]


def _levels_above(items: Sequence[Item]) -> int:
    """By how much the source's outline levels are deeper than ours: its level 1 may be the title."""
    levels = [item.line.outline_level for item in items if item.line.outline_level and not item.settled]
    return min(levels, default=1) - 1


def _take_loose_numbers(items: Sequence[Item]) -> None:
    """Numbers in a form that is one only where others like it stand in turn: 一　总则, 1.1 目的, 一）…"""
    loose = [
        (item, number)
        for item in items
        if not item.settled and not item.number and (number := numbering.parse(item.text, loose=True))
    ]
    seen: dict[tuple[Mark, str], list[tuple[Item, Number]]] = {}
    for item, number in loose:
        if number.mark is not Mark.DECIMAL:
            seen.setdefault((number.mark, re.sub(r"[\w\s]", "", number.text)), []).append((item, number))
    for found in seen.values():
        values = [number.value for _item, number in found]
        if 1 in values and 2 in values[values.index(1) :]:
            for item, number in found:
                item.number = number
    _take_decimals(items, [(item, number) for item, number in loose if number.mark is Mark.DECIMAL])


def _take_decimals(items: Sequence[Item], loose: Sequence[tuple[Item, Number]]) -> None:
    """1.1 is a number below 1, and 1.2 behind 1.1; a bare 1 is one where there is a 1.1 (else it is a table's row)."""
    paths = {_path(number) for _item, number in loose}
    paths |= {(item.number.value,) for item in items if item.number and item.number.mark is Mark.ARABIC}
    for item, number in loose:
        *above, value = _path(number)
        around = {(*above, value - 1)} if value > 1 else {tuple(above)}
        if not above:
            around = {(value, 1), (value - 1,), (value + 1,)} if any(len(path) > 1 for path in paths) else set()
        if around & paths:
            item.number = number


def _path(number: Number) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", number.text))


def _drop_ordinals(items: Sequence[Item]) -> None:
    """第一，…第二，… are headings when whole passages stand under them; paragraph after paragraph they are points."""
    places = [at for at, item in enumerate(items) if item.number and item.number.mark is Mark.ORDINAL]
    for run in _runs(places, items):
        spread = any(later - earlier > 1 for earlier, later in pairwise(run))
        short = all(not elements.is_prose(items[at].text) and len(items[at].text) <= 40 for at in run)
        if len(run) < 2 or not (spread or short):
            for at in run:
                items[at].number = None


_ARTICLE = re.compile(r"第[一二三四五六七八九十百零0-9]+条")


def _drop_articles(items: Sequence[Item]) -> None:
    """What is numbered inside an article (第三条) of a regulation is a list, not a section."""
    articles = {at for at, item in enumerate(items) if _ARTICLE.match(item.text)}
    if len(articles) < _FEWEST:
        return
    inside = False
    for at, item in enumerate(items):
        if at in articles:
            inside = True
        elif item.settled or (item.number and item.number.mark <= Mark.CHINESE):
            inside = False
        elif inside:
            item.number = None


def _drop_enumerations(items: Sequence[Item]) -> None:
    """Numbered lines that end with ； and hold no sentence are the parts of one sentence, not sections."""
    numbered = [item for item in items if item.number and item.number.mark > Mark.CHINESE and not item.settled]
    run: list[Item] = []
    for item in numbered:
        if run and not _is_next(run[-1], item):
            _drop_enumeration(run)
            run = []
        run.append(item)
    _drop_enumeration(run)


def _is_next(item: Item, following: Item) -> bool:
    one, other = item.number, following.number
    return bool(one and other and one.mark is other.mark and other.value == one.value + 1)


def _drop_enumeration(run: Sequence[Item]) -> None:
    if len(run) > 1 and run[0].text[-1] in "；;" and not any("。" in item.text[:-1] for item in run):
        for item in run:
            item.number = None


def _parts(items: Sequence[Item]) -> set[int]:
    """Lines without a number that stand over a list 一、二、… where such lists begin more than once."""
    begun = [at for at, item in enumerate(items) if not item.settled and _is_first(item.number)]
    parts = set()
    for at in begun if len(begun) > 1 else ():
        above = at - 1 if at and not elements.is_prose(items[at - 1].text) else at - 2
        if above >= 0 and _is_bare_line(items[above]):
            parts.add(above)
    return parts


def _is_first(number: Number | None) -> bool:
    return number is not None and number.mark is Mark.CHINESE and number.value == 1


def _is_bare_line(item: Item) -> bool:
    return not (item.settled or item.number or _NOT_A_HEADING.search(item.text)) and 3 <= len(item.text) <= 30


def _runs(places: Iterable[int], items: Sequence[Item]) -> list[list[int]]:
    runs: list[list[int]] = []
    for at in places:
        number = items[at].number
        if not runs or (number and number.value == 1):
            runs.append([])
        runs[-1].append(at)
    return runs


_NOT_A_HEADING = re.compile(r"[:：，,。；;！!？?…、*＊×]|\d{5,}|^[\dA-Za-z\W]+$|^[（(\[《“]|[）)]$")


def _stands_alone(items: Sequence[Item], at: int) -> bool:
    """A short line without a final mark between paragraphs of prose, which no number announces."""
    text = items[at].text
    if elements.is_bare_heading(text):
        return True
    if not 0 < at < len(items) - 1 or not 3 <= len(text) <= 30 or _NOT_A_HEADING.search(text):
        return False
    before, after = items[at - 1], items[at + 1]
    if items[at].line.right or (elements.is_organ(text) and after.settled):
        return False
    if items[at].line.bold and not after.line.bold and not after.settled:
        return True
    closed = before.text.endswith(("。", "！", "？", "；", "：", "”")) or before.role.heading_level
    return bool(closed) and not after.settled and not after.number and len(after.text) > 40 and "。" in after.text
