"""What each line of a text is (要素): title, addressee, headings, signature, date, by their marks and their places."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chengwen.report.head import settle_head
from chengwen.report.lines import Item, Line, indent
from chengwen.report.paragraph import Paragraph
from chengwen.report.report import Report
from chengwen.report.sections import settle_contents, settle_headings
from chengwen.report.tail import settle_attachments, settle_end

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Line", "Recognised", "recognise", "recognise_lines"]

_BOLD = re.compile(r"\*\*(?=[^*\s])([^*]{4,}?)\*\*(?=\s*$)")
_MARKDOWN = re.compile(r"(#{1,6})[ \t\u3000\xa0]+(?=\S)")


@dataclass(frozen=True, slots=True)
class Recognised:
    """A report made of a text. `starts[i]` is the offset in `source` of the first character of paragraph i."""

    report: Report
    source: str
    starts: tuple[int, ...]


def recognise(source: str) -> Recognised:
    """The report that a plain text holds; never raises. `source` has universal newlines and no BOM.

    Blank lines are dropped. A paragraph's text is its line without the blanks around it (and without characters that a
    paragraph cannot hold), otherwise unchanged. The exceptions are the `## ` of a Markdown heading and the `**` on both
    ends of a whole line: they are markup that says what a style does, so they are read and not kept; `starts` then
    points behind them.
    """
    lines, start = [], 0
    for text in source.split("\n"):
        lines.append(_markdown(text, start))
        start += len(text) + 1
    found = recognise_lines(lines)
    starts = tuple(lines[at].start + indent(lines[at].text) for _paragraph, at in found)
    return Recognised(Report(paragraph for paragraph, _at in found), source, starts or (0,))


def _markdown(text: str, start: int) -> Line:
    found = _MARKDOWN.match(text, indent(text))
    if found and text[found.end() :].strip():
        level = len(found.group(1))
        return replace(_markdown(text[found.end() :], start + found.end()), outline_level=level)
    if bold := _BOLD.match(text, indent(text)):
        return Line(bold.group(1), start + bold.start(1), bold=True)
    return Line(text, start)


def recognise_lines(lines: Sequence[Line]) -> list[tuple[Paragraph, int]]:
    """Paragraphs with the index of the line each came from; blank lines are dropped; never raises.

    What a line says of itself (style, outline level, alignment, size) and the patterns of its text decide together.
    """
    items = [item for at, line in enumerate(lines) if (item := Item(at, line)).text]
    settle_contents(items)
    first = settle_head(items)
    settle_end(items[first:])
    settle_attachments(items[first:])
    settle_headings(items[first:])
    return [(Paragraph(item.role, item.text, doubtful=item.doubtful), item.at) for item in items]
