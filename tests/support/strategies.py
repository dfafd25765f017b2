"""Reports, paragraphs and splices as hypothesis makes them."""

from __future__ import annotations

from hypothesis import strategies as st

from chengwen.report.paragraph import LINE_BREAK, Paragraph, Role, Span, SpanKind
from chengwen.report.report import Report
from chengwen.report.splice import Splice

OFFICIAL = "一二三是要（）、。，；：“”《》局党组工作学习2023年.1 \u3000*X" + LINE_BREAK
texts = st.text(st.sampled_from(OFFICIAL), max_size=30)
editable_roles = st.sampled_from([role for role in Role if role is not Role.OPAQUE])


@st.composite
def spans(draw: st.DrawFn, text: str) -> tuple[Span, ...]:
    """Spans of every kind but OBJECT; those of one kind do not overlap."""
    found = []
    for kind in (SpanKind.FACT, SpanKind.BLANK, SpanKind.BOLD):
        edges = draw(st.lists(st.integers(0, len(text)), max_size=4, unique=True))
        value = "" if kind is SpanKind.BOLD else draw(st.sampled_from(["", "次数", "a&b<c>"]))
        edges.sort()
        found += [Span(start, end, kind, value) for start, end in zip(edges[::2], edges[1::2], strict=False)]
    return tuple(sorted(found))


@st.composite
def paragraphs(draw: st.DrawFn) -> Paragraph:
    text = draw(texts)
    return Paragraph(draw(editable_roles), text, draw(spans(text)), draw(st.booleans()))


reports = st.lists(paragraphs(), min_size=1, max_size=8).map(Report)


@st.composite
def splices(draw: st.DrawFn, report: Report) -> Splice:
    """A splice that the report takes."""
    count = len(report.paragraphs)
    index = draw(st.integers(0, count))
    end = draw(st.integers(index, count))
    removed = tuple(report.paragraphs[index:end])
    inserted = draw(st.lists(paragraphs(), min_size=1 if len(removed) == count else 0, max_size=3))
    return Splice(index, removed, tuple(inserted))
