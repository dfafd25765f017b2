"""Reports seen as trees: number and words of each heading and point, indented by level."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hypothesis import strategies as st

from chengwen.report.outline import Heading, outline
from chengwen.report.paragraph import Paragraph, Role
from chengwen.report.recognise import recognise
from chengwen.report.report import Report
from chengwen.report.splice import Splice

_ROLES = st.sampled_from(
    [Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4, Role.BODY, Role.SIGNATURE, Role.ATTACHMENT_MARK]
)
_NUMBERS = st.sampled_from(
    ["一、", "二、", "三、", "（一）", "（二）", "1.", "2.", "3、", "（1）", "①", "1.1", "十、", ""]
)
_WORDS = st.sampled_from(["甲", "乙。正文。", "一是学。二是干。", "5G建设", "：", ""])
structured = st.lists(
    st.one_of(
        st.builds(lambda role, number, words: Paragraph(role, number + words), _ROLES, _NUMBERS, _WORDS),
        st.just(Paragraph(Role.OPAQUE, "〔表格〕", xml="<w:tbl/>")),
    ),
    min_size=1,
    max_size=14,
)
"""Paragraphs with many headings, numbered well and badly."""


def read(text: str) -> Report:
    return recognise(text).report


def section(report: Report, words: str) -> Heading:
    return next(heading for heading in outline(report.paragraphs) if heading.text == words)


def tree(report: Report) -> str:
    return "\n".join(f"{'  ' * (h.level - 1)}{h.number}{h.text}" for h in outline(report.paragraphs))


def applied(report: Report, splices: Sequence[Splice]) -> Report:
    """The report after the splices, having seen that undoing them restores it."""
    before = Report(report.paragraphs)
    for splice in splices:
        report.apply(splice)
    again = Report(report.paragraphs)
    for splice in reversed(splices):
        again.apply(splice.inverse())
    assert again == before
    return report


def headings(paragraphs: Sequence[Paragraph]) -> list[Heading]:
    return [heading for heading in outline(paragraphs) if heading.kind == "heading"]


def others(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """What no change of the tree may touch, in a fixed order."""
    return sorted((p for p in paragraphs if not p.role.heading_level), key=lambda p: (p.role, p.text))
