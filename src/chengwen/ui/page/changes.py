"""What the writer did to the lines of the editor, said as paragraphs of the report; no Qt here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chengwen.report.bold import bold_stretches, with_bold
from chengwen.report.paragraph import OBJECT, Paragraph, Role, clean

# Characters that a text widget takes for the end of a block or frame, or does not show; each has a stand-in.
_SHOWN = str.maketrans(f"\u2029\ufdd0\ufdd1{OBJECT}", "\u00b6\ufffd\ufffd▣")
_UNSHOWN = re.compile(f"[\u2029\ufdd0\ufdd1{OBJECT}]")

# What Enter at the end of a paragraph gives; body elsewhere. Within a paragraph it gives two of the same kind.
_FOLLOWS = {
    Role.SIGNATURE: Role.DATE,
    Role.ATTACHMENT_NOTE: Role.ATTACHMENT_NOTE,
    Role.ATTACHMENT_MARK: Role.ATTACHMENT_TITLE,
}


def shown(paragraph: Paragraph) -> str:
    """The line that stands for the paragraph in the editor: its text, but for characters that a line cannot hold.

    It has the length of the text, except for an opaque paragraph, whose line is never empty.
    """
    if paragraph.role is Role.OPAQUE:
        return clean(paragraph.text.replace(OBJECT, "")).translate(_SHOWN) or "〔不可编辑的内容〕"
    # Looking takes a tenth of the time of translating, and there is hardly ever anything to find.
    return paragraph.text.translate(_SHOWN) if _UNSHOWN.search(paragraph.text) else paragraph.text


@dataclass(frozen=True, slots=True)
class Difference:
    """before[start:before_end] gave way to after[start:after_end]."""

    start: int
    before_end: int
    after_end: int


def difference(before: str, after: str, caret: int | None = None) -> Difference:
    """The shortest stretch that differs. Of several such (aa → aaa), the one that ends at `caret` in after."""
    shortest = min(len(before), len(after))
    tail = _common(before[::-1], after[::-1], shortest if caret is None else min(shortest, len(after) - caret))
    head = _common(before, after, shortest - tail)
    if caret is None:
        # Without a caret, what is inserted is taken to stand as late as it can.
        head = _common(before, after, shortest)
        tail = min(tail, shortest - head)
    return Difference(head, len(before) - tail, len(after) - tail)


def rewritten(
    before: Sequence[Paragraph], lines: Sequence[str], caret: int | None = None, pasted: Sequence[Role] = ()
) -> list[Paragraph] | None:
    """The paragraphs that the lines now mean, spans and roles kept wherever the text was.

    `caret` is the place of the cursor in the lines joined by line ends. `pasted` are the roles of pasted lines; for a
    line that was joined to text which stood there already, the role of that text wins.
    None: refused, because the change would cut or join something that is not edited (an opaque paragraph).
    """
    old, new = "\n".join(map(shown, before)), "\n".join(lines)
    place = difference(old, new, caret)
    i, a = _locate(before, place.start)
    j, b = _locate(before, place.before_end)
    pieces = [clean(piece) for piece in new[place.start : place.after_end].split("\n")]
    if not _leaves_opaque_whole(before[i], a, pieces[0], len(pieces) > 1 or b == len(shown(before[j]))):
        return None
    if not _leaves_opaque_whole(before[j], len(shown(before[j])) - b, pieces[-1], len(pieces) > 1 or a == 0):
        return None
    if len(pieces) == 1 and i == j:
        return [*before[:i], _retyped(before[i], a, b, pieces[0]), *before[j + 1 :]]
    head, tail = _part(before[i], 0, a), _part(before[j], b, len(shown(before[j])))
    if len(pieces) == 1:
        return [*before[:i], _joined(head, pieces[0], tail), *before[j + 1 :]]
    kept = {paragraph.text: paragraph for paragraph in before[i + 1 : j] if paragraph.role is not Role.OPAQUE}
    middle = [kept.get(piece) or Paragraph(text=piece) for piece in pieces[1:-1]]
    first = _appended(head, pieces[0])
    if not a and tail.text:
        first = Paragraph(text=pieces[0])
    last = _split_off(before[i], head, tail) if i == j else tail
    last = last if last.role is Role.OPAQUE else last.with_text(0, 0, pieces[-1])
    made = [first, *middle, last]
    if pasted:
        made = _with_pasted_roles(made, pasted, head_is_new=a == 0, tail_is_new=b == len(shown(before[j])))
    return [*before[:i], *made, *before[j + 1 :]]


def with_bold_pasted(paragraphs: Sequence[Paragraph], caret: int, pasted: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, into which those were pasted up to the caret, with what is bold in them bold here.

    `caret` is a place in the lines joined by line ends.
    """
    result = list(paragraphs)
    last, end = _locate(paragraphs, caret)
    for index, new in enumerate(pasted):
        at = last - len(pasted) + 1 + index
        if at < 0 or result[at].role is Role.OPAQUE:
            continue
        behind = end if index == len(pasted) - 1 else len(result[at].text)
        start = behind - len(new.text)
        if result[at].text[start:behind] == new.text:
            for first, stop in bold_stretches(new):
                result[at] = with_bold(result[at], start + first, start + stop, bold=True)
    return result


def _common(one: str, other: str, limit: int) -> int:
    """How many characters at the beginning are the same, at most `limit`."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _locate(paragraphs: Sequence[Paragraph], place: int) -> tuple[int, int]:
    """The paragraph and the place in it, of a place in the shown lines joined by line ends."""
    for index, paragraph in enumerate(paragraphs):
        length = len(shown(paragraph))
        if place <= length:
            return index, place
        place -= length + 1
    raise ValueError("the place lies behind the paragraphs")


def _leaves_opaque_whole(edge: Paragraph, kept: int, touching: str, parted: bool) -> bool:
    """Whether what is kept of a paragraph at the edge of the change is nothing or, if it is opaque, all of it alone."""
    if edge.role is not Role.OPAQUE or not kept:
        return True
    return kept == len(shown(edge)) and not touching and parted


def _part(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    if paragraph.role is not Role.OPAQUE:
        return paragraph.part(start, end)
    return paragraph if start < end else Paragraph()


def _retyped(paragraph: Paragraph, start: int, end: int, text: str) -> Paragraph:
    if paragraph.role is Role.OPAQUE:
        return Paragraph(text=text)
    return paragraph.with_text(start, end, text)


def _appended(paragraph: Paragraph, text: str) -> Paragraph:
    at = len(paragraph.text)
    return paragraph.with_text(at, at, text) if text else paragraph


def _joined(head: Paragraph, text: str, tail: Paragraph) -> Paragraph:
    if tail.role is Role.OPAQUE:
        return tail
    if not head.text and not text and tail.text:
        return tail
    return _appended(head, text).joined(tail) if head.role is not Role.OPAQUE else head


def _split_off(paragraph: Paragraph, head: Paragraph, tail: Paragraph) -> Paragraph:
    """What of one paragraph stands behind the line end put into it, with its role."""
    if tail.role is Role.OPAQUE or (tail.text and (not head.text or paragraph.role.heading_level is None)):
        return tail
    return tail.with_role(_FOLLOWS.get(paragraph.role, Role.BODY))


def _with_pasted_roles(
    made: list[Paragraph], pasted: Sequence[Role], *, head_is_new: bool, tail_is_new: bool
) -> list[Paragraph]:
    result = list(made)
    for index in range(min(len(made), len(pasted))):
        at_head, at_tail = index == 0, index == len(made) - 1
        if (at_head and not head_is_new) or (at_tail and not tail_is_new) or made[index].role is Role.OPAQUE:
            continue
        result[index] = made[index].with_role(pasted[index])
    return result
