"""What a report is made of: paragraphs with a role, a text, and spans that mark stretches of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

LINE_BREAK = "\u2028"
"""A break inside a paragraph (换行, Shift+Enter; `w:br` in a .docx)."""

OBJECT = "\ufffc"
"""Stands in the text for something that we keep but do not edit: an inline picture, a footnote mark, a field."""

_FORBIDDEN = re.compile("[\x00-\x08\n-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Role(StrEnum):
    """What a paragraph is (要素). The names in the comments are those of GB/T 9704-2012."""

    TITLE = "title"  # 标题
    SUBTITLE = "subtitle"  # 副标题, and what else stands under a title: date, meeting, speaker
    DOCUMENT_NUMBER = "document_number"  # 发文字号
    ADDRESSEE = "addressee"  # 主送机关
    HEADING_1 = "heading_1"  # 一、
    HEADING_2 = "heading_2"  # （一）
    HEADING_3 = "heading_3"  # 1.
    HEADING_4 = "heading_4"  # （1）
    BODY = "body"  # 正文
    ATTACHMENT_NOTE = "attachment_note"  # 附件说明
    SIGNATURE = "signature"  # 发文机关署名
    DATE = "date"  # 成文日期
    NOTE = "note"  # 附注
    ATTACHMENT_MARK = "attachment_mark"  # 附件 and its number, on top of an attachment
    ATTACHMENT_TITLE = "attachment_title"  # 附件标题
    OPAQUE = "opaque"  # a table, a picture: kept as it is, not edited

    @property
    def heading_level(self) -> int | None:
        """1 to 4 for a heading, None for everything else."""
        return _LEVELS.get(self)

    @staticmethod
    def heading(level: int) -> Role:
        """The heading of that level; raises KeyError unless 1 <= level <= 4."""
        return _HEADINGS[level]


_HEADINGS = {1: Role.HEADING_1, 2: Role.HEADING_2, 3: Role.HEADING_3, 4: Role.HEADING_4}
_LEVELS = {role: level for level, role in _HEADINGS.items()}


class SpanKind(StrEnum):
    FACT = "fact"  # value: the key into the ledger (台账)
    BLANK = "blank"  # value: the name of what is to be filled in
    BOLD = "bold"
    OBJECT = "object"  # one OBJECT character; value: its XML


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A marked stretch of a paragraph's text: [start, end) in str indices."""

    start: int
    end: int
    kind: SpanKind
    value: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: a line of plain text, a `w:p` of the .docx, a block of the editor.

    `spans` are sorted, not empty, inside the text, and those of one kind do not overlap. The text holds no line ends
    and no characters that XML forbids. `doubtful` means that the role was guessed and a person should look at it.
    `xml` is the kept source of an opaque paragraph; its text is only what is shown of it.
    Raises ValueError when one of this does not hold.
    """

    role: Role = Role.BODY
    text: str = ""
    spans: tuple[Span, ...] = ()
    doubtful: bool = False
    xml: str = ""

    def __post_init__(self) -> None:
        if bad := _FORBIDDEN.search(self.text):
            raise ValueError(f"forbidden character {bad.group()!r} at {bad.start()}")
        reached: dict[SpanKind, int] = {}
        previous: Span | None = None
        for span in self.spans:
            if not reached.get(span.kind, 0) <= span.start < span.end <= len(self.text):
                raise ValueError(f"misplaced {span}")
            if previous is not None and span < previous:
                raise ValueError(f"unsorted {span}")
            reached[span.kind] = span.end
            previous = span
        if self.xml and self.role is not Role.OPAQUE:
            raise ValueError("only an opaque paragraph has XML of its own")

    def with_role(self, role: Role) -> Paragraph:
        """The same text as another thing; a person chose it, so it is no longer doubtful."""
        return replace(self, role=role, doubtful=False)

    def with_text(self, start: int, end: int, text: str) -> Paragraph:
        """Replace text[start:end]. Spans move along; one that contains the place grows, one that is cut shrinks.

        An insertion at the very edge of a span does not join it. A span whose text is all gone goes with it.
        """
        shift = len(text) - (end - start)

        def moved(at: int, *, is_end: bool) -> int:
            if at < start or (at == start and (is_end or start == end)):
                return at if at < start or is_end else at + shift
            if at >= end:
                return at + shift
            return start if is_end else start + len(text)

        spans = []
        for span in self.spans:
            if span.kind is SpanKind.OBJECT and start < span.end and span.start < end:
                continue
            first, last = moved(span.start, is_end=False), moved(span.end, is_end=True)
            if first < last:
                spans.append(replace(span, start=first, end=last))
        return replace(self, text=self.text[:start] + text + self.text[end:], spans=tuple(sorted(spans)))

    def part(self, start: int, end: int) -> Paragraph:
        """text[start:end] with the spans that lie in it, cut to it."""
        spans = (
            replace(span, start=max(span.start, start) - start, end=min(span.end, end) - start)
            for span in self.spans
            if span.start < end and start < span.end
        )
        return replace(self, text=self.text[start:end], spans=tuple(sorted(spans)))

    def joined(self, other: Paragraph) -> Paragraph:
        """This paragraph with the text and spans of the other behind its own."""
        at = len(self.text)
        spans = (replace(span, start=span.start + at, end=span.end + at) for span in other.spans)
        return replace(self, text=self.text + other.text, spans=self.spans + tuple(spans))


def clean(text: str) -> str:
    """Without the characters that a paragraph cannot hold (control characters, line ends, lone surrogates)."""
    return _FORBIDDEN.sub("", text)
