"""Bold (加粗) put on a stretch of the report, and taken off it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chengwen.report.paragraph import OBJECT, Paragraph, Role, Span, SpanKind
from chengwen.report.splice import Splice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Place = tuple[int, int]  # paragraph, str index in its text


def toggle_bold(paragraphs: Sequence[Paragraph], first: Place, last: Place) -> tuple[Splice, ...]:
    """Make what stands between the two places bold, or, when all of it is bold, not bold.

    A splice for each paragraph that changes. What is not edited (opaque paragraphs, objects) does not count.
    """
    stretches = list(_stretches(paragraphs, first, last))
    bold = not all(is_bold(paragraphs[at], start, end) for at, start, end in stretches)
    changed = ((at, with_bold(paragraphs[at], start, end, bold=bold)) for at, start, end in stretches)
    return tuple(Splice(at, (paragraphs[at],), (new,)) for at, new in changed if new != paragraphs[at])


def is_bold(paragraph: Paragraph, start: int, end: int) -> bool:
    """Whether all of text[start:end] but its objects is bold."""
    plain = [(start, end)]
    for s, e in bold_stretches(paragraph):
        begin, stop = plain.pop()
        plain += [(begin, min(s, stop)), (max(e, begin), stop)]
    return all(not paragraph.text[s:e].strip(OBJECT) for s, e in plain if s < e)


def with_bold(paragraph: Paragraph, start: int, end: int, *, bold: bool) -> Paragraph:
    """The paragraph with text[start:end] bold or not."""
    old = bold_stretches(paragraph)
    kept = [piece for s, e in old for piece in ((s, min(e, start)), (max(s, end), e)) if piece[0] < piece[1]]
    return with_bold_only(paragraph, [*kept, (start, end)] if bold and start < end else kept)


def with_bold_only(paragraph: Paragraph, stretches: Iterable[tuple[int, int]]) -> Paragraph:
    """The paragraph with these stretches bold, which hold text, and nothing else; those that touch become one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and merged[-1][1] >= start:
            start, reached = merged.pop()
            end = max(end, reached)
        merged.append((start, end))
    others = [span for span in paragraph.spans if span.kind is not SpanKind.BOLD]
    bold = [Span(start, end, SpanKind.BOLD) for start, end in merged]
    return replace(paragraph, spans=tuple(sorted([*others, *bold])))


def bold_stretches(paragraph: Paragraph) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in paragraph.spans if span.kind is SpanKind.BOLD]


def _stretches(paragraphs: Sequence[Paragraph], first: Place, last: Place) -> Iterator[tuple[int, int, int]]:
    """Paragraph, start and end of each stretch of the range that holds text."""
    first, last = min(first, last), max(first, last)
    for at in range(first[0], min(last[0] + 1, len(paragraphs))):
        paragraph = paragraphs[at]
        start = first[1] if at == first[0] else 0
        end = min(last[1], len(paragraph.text)) if at == last[0] else len(paragraph.text)
        if paragraph.role is not Role.OPAQUE and start < end:
            yield at, start, end
