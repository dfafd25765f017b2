"""What each line of a text is (要素): title, addressee, headings, signature, date, by their marks and their places."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chengwen.report import numbering
from chengwen.report.numbering import Mark, Number
from chengwen.report.paragraph import Paragraph, Role, clean
from chengwen.report.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_BLANKS = " \t\u3000\xa0\ufeff\u200b-\u200d\u2060\u2000-\u200a\u202f\u205f\u1680\x00-\x1f\x7f\x85"
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
