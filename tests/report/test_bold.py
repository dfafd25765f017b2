from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chengwen.report.bold import is_bold, toggle_bold, with_bold
from chengwen.report.paragraph import OBJECT, Paragraph, Role, Span, SpanKind
from chengwen.report.report import Report
from strategies import paragraphs, reports


def bold_places(paragraph: Paragraph) -> set[int]:
    return {at for s in paragraph.spans if s.kind is SpanKind.BOLD for at in range(s.start, s.end)}


def bold(text: str, *stretches: tuple[int, int], role: Role = Role.BODY) -> Paragraph:
    return Paragraph(role, text, tuple(Span(start, end, SpanKind.BOLD) for start, end in stretches))


def toggled(given: list[Paragraph], first: tuple[int, int], last: tuple[int, int]) -> list[Paragraph]:
    report = Report(given)
    for splice in toggle_bold(report.paragraphs, first, last):
        report.apply(splice)
    return list(report.paragraphs)


def test_a_stretch_over_several_paragraphs_becomes_bold_and_plain_again() -> None:
    table = Paragraph(Role.OPAQUE, "项目", xml="<w:tbl/>")
    before = [bold("一二三四", (2, 3)), table, bold(""), bold("五六")]
    after = [bold("一二三四", (1, 4)), table, bold(""), bold("五六", (0, 1))]
    assert toggled(before, (0, 1), (3, 1)) == after
    assert toggled(after, (3, 1), (0, 1)) == [bold("一二三四"), table, bold(""), bold("五六")]


def test_a_piece_taken_out_leaves_both_ends_bold() -> None:
    assert toggled([bold("一二三四五", (0, 5))], (0, 2), (0, 3)) == [bold("一二三四五", (0, 2), (3, 5))]


def test_stretches_that_touch_become_one() -> None:
    assert toggled([bold("一二三四五", (0, 2), (3, 5))], (0, 2), (0, 3)) == [bold("一二三四五", (0, 5))]


def test_a_picture_in_the_stretch_does_not_keep_it_from_being_all_bold() -> None:
    picture = Span(1, 2, SpanKind.OBJECT, "<w:r/>")
    before = Paragraph(text=f"一{OBJECT}二", spans=(Span(0, 1, SpanKind.BOLD), picture, Span(2, 3, SpanKind.BOLD)))
    assert toggled([before], (0, 0), (0, 3)) == [Paragraph(text=before.text, spans=(picture,))]


def test_where_nothing_is_marked_nothing_changes() -> None:
    assert toggle_bold([bold("一二")], (0, 1), (0, 1)) == ()
    assert toggle_bold([Paragraph(Role.OPAQUE, "表", xml="<w:tbl/>")], (0, 0), (0, 1)) == ()


@given(paragraphs(), st.data())
def test_just_the_stretch_changes_and_nothing_but_bold(paragraph: Paragraph, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(paragraph.text)))
    end = data.draw(st.integers(start, len(paragraph.text)))
    for wanted in (True, False):
        new = with_bold(paragraph, start, end, bold=wanted)
        stretch = set(range(start, end))
        assert bold_places(new) - stretch == bold_places(paragraph) - stretch
        assert bold_places(new) & stretch == (stretch if wanted else set())
        others = [s for s in paragraph.spans if s.kind is not SpanKind.BOLD]
        assert [s for s in new.spans if s.kind is not SpanKind.BOLD] == others
        edges = [edge for s in new.spans if s.kind is SpanKind.BOLD for edge in (s.start, s.end)]
        assert len(set(edges)) == len(edges)


@given(reports, st.data())
def test_toggling_makes_the_stretch_one_thing_and_then_the_other(report: Report, data: st.DataObject) -> None:
    before = list(report.paragraphs)
    ends = []
    for _ in range(2):
        at = data.draw(st.integers(0, len(before) - 1))
        ends.append((at, data.draw(st.integers(0, len(before[at].text)))))
    once = toggled(before, *ends)
    twice = toggled(once, *ends)
    assert [(p.role, p.text) for p in once] == [(p.role, p.text) for p in before]
    first, last = min(ends), max(ends)
    for at in range(first[0], last[0] + 1):
        start = first[1] if at == first[0] else 0
        end = last[1] if at == last[0] else len(before[at].text)
        assert is_bold(once[at], start, end) or not bold_places(once[at]) & set(range(start, end))
        assert bold_places(once[at]) ^ bold_places(twice[at]) == set(range(start, end))
