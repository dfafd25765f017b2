"""Finding and replacing (查找替换) in a report; what is not edited is neither found nor replaced."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from chengwen.errors import ChengwenError
from chengwen.report.bold import bold_stretches, with_bold_only
from chengwen.report.paragraph import LINE_BREAK, OBJECT, Paragraph, Role, clean
from chengwen.report.splice import Splice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import regex

    _Place = tuple[int, int, regex.Match[str] | None]
    _Search = Callable[[str], Iterator[_Place]]

_PATIENCE = 0.5
"""Seconds that a pattern may take for the whole report."""

_LONGEST = 500  # characters of a pattern

_NARROW = str.maketrans({chr(at + 0xFEE0): chr(at) for at in range(0x21, 0x7F)} | {"\u3000": " "})
_LINE_END = re.compile("\r\n|[\r\n\u2029]")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_TEMPLATE = re.compile(r"\\(?:(?P<group>\d{1,2})|(?P<char>.))|\$(?:(?P<dollar_group>\d{1,2})|\$)", re.DOTALL)


class BadPattern(ChengwenError):
    """A pattern (正则) or a replacement that cannot be used, or a pattern that takes too long."""


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for. `regex`: `text` is a pattern of the regex library, and `match_width` says nothing.

    `match_width` (区分全半角) tells （ from (, as Word does unless told otherwise.
    """

    text: str
    regex: bool = False
    match_case: bool = False
    match_width: bool = True


class Hit(NamedTuple):
    """text[start:end] of that paragraph; never empty."""

    paragraph: int
    start: int
    end: int


def find(paragraphs: Sequence[Paragraph], query: Query, first: int = 0, stop: int | None = None) -> list[Hit]:
    """Where the query stands in paragraphs first..stop, in order; hits do not overlap. Raises BadPattern."""
    search = _matching(query) if query.regex else _holding(query)
    return [
        Hit(at, start, end)
        for at in range(first, len(paragraphs) if stop is None else min(stop, len(paragraphs)))
        for start, end, _match in _places(paragraphs[at], search)
    ]


def replace(paragraphs: Sequence[Paragraph], hits: Iterable[Hit], query: Query, replacement: str) -> tuple[Splice, ...]:
    r"""Put `replacement` in the place of those hits that the query still finds: a splice for each changed paragraph.

    What comes in is bold where the first character that it replaces was. A line end in the replacement becomes a line
    break; with a pattern, $1 and \1 stand for its groups, \n for a line break, \t for a tab, $$ and \\ for themselves.
    Raises BadPattern.
    """
    replacement = _LINE_END.sub(LINE_BREAK, replacement)
    search = _matching(query, replacement) if query.regex else _holding(query)
    splices = []
    there = sorted({hit for hit in hits if hit.paragraph < len(paragraphs)})
    for at, group in groupby(there, key=lambda hit: hit.paragraph):
        wanted = {(hit.start, hit.end) for hit in group}
        edits = [
            _Edit(start, end, clean(_expanded(replacement, match) if match else replacement).replace(OBJECT, ""))
            for start, end, match in _places(paragraphs[at], search)
            if (start, end) in wanted
        ]
        if edits and (new := _edited(paragraphs[at], edits)) != paragraphs[at]:
            splices.append(Splice(at, (paragraphs[at],), (new,)))
    return tuple(splices)


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


def _edited(paragraph: Paragraph, edits: Sequence[_Edit]) -> Paragraph:
    """All edits, in order, at once: what with_text does for one of them, in a time that does not grow with both."""
    starts = [edit.start for edit in edits]
    shifts = list(accumulate((len(edit.text) - edit.end + edit.start for edit in edits), initial=0))

    def moved(at: int, *, is_end: bool) -> int:
        seat = bisect_right(starts, at) - 1
        if seat < 0 or at >= edits[seat].end:
            return at + shifts[seat + 1]
        return edits[seat].start + shifts[seat] + (0 if is_end else len(edits[seat].text))

    kept = [
        dataclasses.replace(span, start=first, end=last)
        for span in paragraph.spans
        if (first := moved(span.start, is_end=False)) < (last := moved(span.end, is_end=True))
    ]
    pieces, reached = [], 0
    for edit in edits:
        pieces += [paragraph.text[reached : edit.start], edit.text]
        reached = edit.end
    text = "".join(pieces) + paragraph.text[reached:]
    new = dataclasses.replace(paragraph, text=text, spans=tuple(sorted(kept)))
    return with_bold_only(new, [*bold_stretches(new), *_bold_edits(paragraph, edits, shifts)])


def _bold_edits(paragraph: Paragraph, edits: Sequence[_Edit], shifts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where the new text of those edits stands whose first character was bold."""
    bold = bold_stretches(paragraph)
    for edit, shift in zip(edits, shifts, strict=False):
        seat = bisect_right(bold, (edit.start, len(paragraph.text))) - 1
        if seat >= 0 and edit.start < bold[seat][1] and edit.text:
            yield edit.start + shift, edit.start + shift + len(edit.text)


# -- places in one text -----------------------------------------------------------------------------------------------


def _places(paragraph: Paragraph, search: _Search) -> Iterator[_Place]:
    if paragraph.role is Role.OPAQUE:
        return iter(())
    return (place for place in search(paragraph.text) if OBJECT not in paragraph.text[place[0] : place[1]])


def _holding(query: Query) -> _Search:
    wanted = _folded(query.text, query.match_case, query.match_width)

    def search(text: str) -> Iterator[_Place]:
        folded = _folded(text, query.match_case, query.match_width)
        at = folded.find(wanted) if wanted else -1
        while at >= 0:
            yield at, at + len(wanted), None
            at = folded.find(wanted, at + len(wanted))

    return search


@lru_cache(maxsize=8192)
def _folded(text: str, match_case: bool, match_width: bool) -> str:
    """The text without the differences that do not matter, of the same length."""
    if not match_width:
        text = text.translate(_NARROW)
    if match_case:
        return text
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _matching(query: Query, template: str = "") -> _Search:
    pattern = _compiled(query)
    _check_template(template, pattern.groups)
    deadline = monotonic() + _PATIENCE

    def search(text: str) -> Iterator[_Place]:
        try:
            matches = list(pattern.finditer(text, timeout=max(deadline - monotonic(), 0.001)))
        except TimeoutError as error:
            raise BadPattern("这个正则太慢，已停止查找；请写得更具体些") from error
        places = ((match.start(), match.end(), match) for match in matches if match.start() < match.end())
        return iter(sorted(places, key=lambda place: place[0]))  # (?r) finds them from the end

    return search


def _compiled(query: Query) -> regex.Pattern[str]:
    # It takes longer to import than the window may wait before its first paint.
    import regex

    if len(query.text) > _LONGEST:
        raise BadPattern(f"正则太长，请不要超过 {_LONGEST} 个字符")
    text = _ESCAPE.sub(lambda found: f"\\{LINE_BREAK}" if found[1] == "n" else found[0], query.text)
    try:
        return regex.compile(text, 0 if query.match_case else regex.IGNORECASE)
    except regex.error as error:
        raise BadPattern("正则写得不对，请检查括号和反斜杠") from error
    except (ValueError, KeyError, IndexError, OverflowError, RecursionError, MemoryError) as error:
        raise BadPattern("正则用不了，请写得简单些") from error


def _check_template(template: str, groups: int) -> None:
    for found in _TEMPLATE.finditer(template):
        number = int(found["group"] or found["dollar_group"] or 0)
        if number > groups:
            raise BadPattern(f"“替换为”里用了第 {number} 组，正则里只有 {groups} 组括号")


def _expanded(template: str, match: regex.Match[str]) -> str:
    def meant(found: re.Match[str]) -> str:
        number = found["group"] or found["dollar_group"]
        if number is not None:
            return match[int(number)] or ""
        char = found["char"] or "$"
        return {"n": LINE_BREAK, "t": "\t"}.get(char, char)

    return _TEMPLATE.sub(meant, template)
