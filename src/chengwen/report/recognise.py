"""What each line of a text is (要素): title, addressee, headings, signature, date, by their marks and their places."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chengwen.report import elements, numbering
from chengwen.report.numbering import Mark, Number
from chengwen.report.paragraph import Paragraph, Role, clean
from chengwen.report.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_BLANKS = " \t\u3000\xa0\ufeff\u200b-\u200d\u2060\u2000-\u200a\u202f\u205f\u1680\x00-\x1f\x7f\x85\ud800-\udfff\ufffe\uffff"
_LEADING = re.compile(f"[{_BLANKS}]+")
_TRAILING = re.compile(f"[{_BLANKS}]+$")
_MARKDOWN = re.compile(r"(#{1,6})[ \u3000\xa0]+(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text as it stands, blanks around included, and what its source says of it.

    `start` is its offset in the source, `outline_level` 1 to 9, `size` in points, `face` the East-Asian font. A given
    `role` is certain (our own style) and is kept.
    """

    text: str
    start: int = 0
    role: Role | None = None
    outline_level: int | None = None
    centred: bool = False
    right: bool = False
    size: float | None = None
    bold: bool = False
    face: str = ""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A report made of a text. `starts[i]` is the offset in `source` of the first character of paragraph i."""

    report: Report
    source: str
    starts: tuple[int, ...]


def recognise(source: str) -> Recognised:
    """The report that a plain text holds; never raises. `source` has universal newlines and no BOM.

    Blank lines are dropped. A paragraph's text is its line without the blanks around it (and without characters that a
    paragraph cannot hold), otherwise unchanged. The one exception is the `## ` of a Markdown heading: it is markup that
    says the level, as a style does, so it is read and not kept; `starts` then points behind it.
    """
    lines, start = [], 0
    for text in source.split("\n"):
        lines.append(_markdown(text, start))
        start += len(text) + 1
    found = recognise_lines(lines)
    starts = tuple(lines[at].start + _leading(lines[at].text) for _paragraph, at in found)
    return Recognised(Report(paragraph for paragraph, _at in found), source, starts or (0,))


def _markdown(text: str, start: int) -> Line:
    blanks = _leading(text)
    if found := _MARKDOWN.match(text, blanks):
        return Line(text[found.end() :], start + found.end(), outline_level=len(found.group(1)))
    return Line(text, start)


def _leading(text: str) -> int:
    found = _LEADING.match(text)
    return found.end() if found else 0


@dataclass(slots=True)
class _Item:
    """A line on its way to become a paragraph."""

    at: int
    text: str
    line: Line
    number: Number | None
    role: Role = Role.BODY
    doubtful: bool = False
    settled: bool = field(default=False)

    def be(self, role: Role, *, doubtful: bool = False) -> None:
        if not self.settled:
            self.role, self.doubtful, self.settled = role, doubtful, True


def recognise_lines(lines: Sequence[Line]) -> list[tuple[Paragraph, int]]:
    """Paragraphs with the index of the line each came from; blank lines are dropped; never raises.

    What a line says of itself (style, outline level, alignment, size) and the patterns of its text decide together.
    """
    items = []
    for at, line in enumerate(lines):
        text = clean(_TRAILING.sub("", line.text[_leading(line.text) :]))
        if text:
            item = _Item(at, text, line, numbering.parse(text))
            if line.role is not None:
                item.be(line.role)
            items.append(item)
    body = _front(items)
    _contents(items[body:])
    _back(items[body:])
    _attachments(items[body:])
    _headings(items[body:])
    return [(Paragraph(item.role, item.text, doubtful=item.doubtful), item.at) for item in items]


# -- the head ---------------------------------------------------------------------------------------------------------


def _front(items: Sequence[_Item]) -> int:
    """Title, document number, subtitles, addressee; returns the index of the first paragraph behind them."""
    title = ""
    at = 0
    for at, item in enumerate(items[:16]):
        text = item.text
        if item.settled:
            if item.role is Role.TITLE:
                title += text
            elif item.role not in _HEAD:
                return at
        elif elements.is_addressee(text) or (
            text[-1] in "、，" and at + 1 < len(items) and title and elements.is_addressee(text + items[at + 1].text)
        ):
            item.be(Role.ADDRESSEE)
        elif items[at - 1].role is Role.ADDRESSEE and at:
            return at
        elif elements.is_web_junk(text):
            item.be(Role.NOTE, doubtful=True)
        elif elements.is_document_number(text):
            item.be(Role.DOCUMENT_NUMBER)
        elif elements.is_date(text) or _SUBTITLE.match(text):
            item.be(Role.SUBTITLE)
        elif _RED_HEAD.fullmatch(text):
            item.be(Role.NOTE, doubtful=True)
        elif item.number or elements.is_prose(text) or _CONTENTS.fullmatch(text) or _ATTACHMENT.match(text):
            return at
        elif role := _title_role(title, item, items[at + 1].text if at + 1 < len(items) else ""):
            item.be(role, doubtful=role is Role.SUBTITLE or not elements.ends_a_title(title + text))
            title += text if role is Role.TITLE else ""
        else:
            return at
    return at + 1


_HEAD = {Role.TITLE, Role.SUBTITLE, Role.DOCUMENT_NUMBER, Role.ADDRESSEE, Role.NOTE}
_SUBTITLE = re.compile(r"——|—|--|[（(][^（()）]*[)）]$|[-－]{1,2}\s?在")
_RED_HEAD = re.compile(r"\S{2,30}(?:政府|委员会|党委|局|办公室|厅|部|院)文件|机密|秘密|绝密|特急|加急|急件|内部资料.{0,12}")
_CONTENTS = re.compile(r"目[\s\u3000]*录")


def _title_role(title: str, item: _Item, following: str) -> Role | None:
    """TITLE, SUBTITLE, or None when the line no longer belongs to the head."""
    text = item.text
    if not title:
        return Role.TITLE
    if elements.goes_on(title) or elements.continues(text):
        return Role.TITLE
    if elements.ends_a_title(title):
        beside = elements.is_person(text) or elements.is_organ(text) or elements.ends_a_title(text)
        return Role.SUBTITLE if beside and len(text) <= 50 else None
    if elements.ends_a_title(text):
        return Role.TITLE
    if elements.is_person(text):
        return Role.SUBTITLE
    if len(text) > 50:
        return None
    return Role.TITLE if not elements.is_prose(following or "。") or elements.is_addressee(following) else None


# -- the end ----------------------------------------------------------------------------------------------------------


def _back(items: Sequence[_Item]) -> None:
    """Signatures and dates, notes behind them, and what a web page left at the end."""
    last = len(items)
    while last and (_is_tail(items[last - 1])):
        last -= 1
        items[last].be(Role.NOTE, doubtful=elements.is_web_junk(items[last].text))
    for at, item in enumerate(items):
        if item.settled or at == 0:
            continue
        before = items[at - 1]
        if elements.is_note(item.text):
            item.be(Role.NOTE)
        elif elements.is_date(item.text) and (at == last - 1 or _may_sign(before, items, at - 1) or _ends(items, at)):
            _sign(items, at - 1, dated=True)
            item.be(Role.DATE, doubtful=at < last - 1 and items[at - 1].role is not Role.SIGNATURE)
        elif _signed_and_dated(item.text):
            _sign(items, at - 1, dated=True)
            item.be(Role.SIGNATURE)
    if last > 1 and not items[last - 1].settled:
        _sign(items, last - 1, dated=False)


def _is_tail(item: _Item) -> bool:
    return not item.settled and (elements.is_web_junk(item.text) or elements.is_note(item.text))


def _ends(items: Sequence[_Item], at: int) -> bool:
    """Whether what follows cannot belong to the same text: an attachment, a note."""
    following = items[at + 1].text
    return bool(_ATTACHMENT.match(following)) or elements.is_note(following)


def _signed_and_dated(text: str) -> bool:
    split = elements.date_at_end(text) if len(text) <= 60 else None
    if not split or not split[0]:
        return False
    return elements.is_organ(split[0]) or elements.is_signer(split[0])


def _may_sign(item: _Item, items: Sequence[_Item], at: int) -> bool:
    """Whether the line before a date may be the name of who signs."""
    text = item.text
    if item.settled or item.number or len(text) > 40 or text[-1] in "。；：，！？;:,":
        return False
    return elements.is_organ(text) or elements.is_signer(text) or elements.is_person(text) or at > 0


def _sign(items: Sequence[_Item], at: int, *, dated: bool) -> None:
    """Make signatures of the lines that end at `at`, as far up as they look like names."""
    first = at
    while first > 0 and first > at - 8:
        item = items[first]
        text = item.text
        named = elements.is_organ(text) or elements.is_signer(text)
        if not named and dated and first == at:
            named = _may_sign(item, items, first) and len(text) <= 25
        if item.settled or item.number or not named:
            break
        item.be(Role.SIGNATURE, doubtful=not dated or not (elements.is_organ(text) or elements.is_signer(text)))
        first -= 1
