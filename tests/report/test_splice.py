from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengwen.report.paragraph import Paragraph
from chengwen.report.report import Report
from chengwen.report.splice import Splice, splice_between
from strategies import paragraphs, reports, splices


@given(reports, st.data())
def test_a_sequence_of_splices_undone_in_turn_restores_the_report(report: Report, data: st.DataObject) -> None:
    before = Report(report.paragraphs)
    done = []
    for _ in range(data.draw(st.integers(0, 6))):
        splice = data.draw(splices(report))
        report.apply(splice)
        done.append(splice)
    for splice in reversed(done):
        report.apply(splice.inverse())
    assert report == before


@given(st.lists(paragraphs(), max_size=6), st.lists(paragraphs(), max_size=6), st.lists(paragraphs(), max_size=3))
def test_the_splice_between_two_lists_makes_one_of_the_other(
    before: list[Paragraph], after: list[Paragraph], front: list[Paragraph]
) -> None:
    splice = splice_between(before, after, at=len(front))
    whole = [*front, *before, Paragraph(text="末")]
    report = Report(whole)
    report.apply(splice)
    assert list(report.paragraphs) == [*front, *after, Paragraph(text="末")]
    assert len(splice.removed) <= len(before)


def test_a_splice_that_does_not_fit_is_refused() -> None:
    report = Report([Paragraph(text="甲")])
    with pytest.raises(ValueError, match="does not hold"):
        report.apply(Splice(0, (Paragraph(text="乙"),), ()))
    with pytest.raises(ValueError, match="does not hold"):
        report.apply(Splice(2, (), (Paragraph(),)))
    with pytest.raises(ValueError, match="at least one"):
        report.apply(Splice(0, (Paragraph(text="甲"),), ()))
    assert report == Report([Paragraph(text="甲")])
