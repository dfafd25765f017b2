from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from chengwen.report.history import History
from chengwen.report.paragraph import Paragraph
from chengwen.report.report import Fields, Report
from chengwen.report.splice import Splice
from strategies import splices

Copy = tuple[list[Paragraph], Fields]


class HistoryAgainstCopies(RuleBasedStateMachine):
    """The history against a model that copies the whole report at every step."""

    def __init__(self) -> None:
        super().__init__()
        self.report = Report([Paragraph(text="一"), Paragraph(text="二")])
        self.history = History(self.report)
        self.past = [self.copy()]
        self.future: list[Copy] = []
        self.saved = self.past[0]

    def copy(self) -> Copy:
        return list(self.report.paragraphs), self.report.fields

    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        if self.history.apply([data.draw(splices(self.report))], "编辑"):
            self.past.append(self.copy())
            self.future.clear()

    @rule(genre=st.sampled_from(["", "summary", "duty"]))
    def choose(self, genre: str) -> None:
        if self.history.apply_fields(Fields(genre), "文种"):
            self.past.append(self.copy())
            self.future.clear()

    @precondition(lambda self: len(self.past) > 1)
    @rule()
    def undo(self) -> None:
        assert self.history.undo()
        self.future.append(self.past.pop())

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        assert self.history.redo()
        self.past.append(self.future.pop())

    @rule()
    def save(self) -> None:
        self.history.mark_clean()
        self.saved = self.past[-1]

    @invariant()
    def the_report_is_the_newest_copy(self) -> None:
        assert self.copy() == self.past[-1]
        assert (self.history.undo_label is None) == (len(self.past) == 1)
        assert (self.history.redo_label is None) == (not self.future)

    @invariant()
    def clean_means_as_saved(self) -> None:
        if self.history.is_clean:
            assert self.copy() == self.saved


TestHistoryAgainstCopies = HistoryAgainstCopies.TestCase


def type_text(history: History, report: Report, text: str) -> None:
    for character in text:
        old = report.paragraphs[0]
        new = old.with_text(len(old.text), len(old.text), character)
        history.apply([Splice(0, (old,), (new,))], "键入", typing=True)


def test_typing_is_undone_clause_by_clause() -> None:
    report = Report()
    history = History(report)
    type_text(history, report, "加强学习。狠抓落实")
    assert report.text() == "加强学习。狠抓落实"
    history.undo()
    assert report.text() == "加强学习。"
    history.undo()
    assert report.text() == ""
    assert history.undo() is None


def test_typing_after_a_move_of_the_cursor_is_a_step_of_its_own() -> None:
    report = Report()
    history = History(report)
    type_text(history, report, "甲")
    history.close_step()
    type_text(history, report, "乙")
    history.undo()
    assert report.text() == "甲"


def test_undoing_back_to_what_was_saved_is_clean_again() -> None:
    report = Report()
    history = History(report)
    type_text(history, report, "甲")
    history.mark_clean()
    type_text(history, report, "乙")
    assert not history.is_clean
    history.undo()
    assert history.is_clean
    assert report.text() == "甲"


def test_what_was_saved_and_then_undone_and_overwritten_is_never_clean_again() -> None:
    report = Report()
    history = History(report)
    type_text(history, report, "甲。")
    history.mark_clean()
    history.undo()
    type_text(history, report, "乙。")
    assert not history.is_clean


def test_a_splice_that_changes_nothing_is_no_step() -> None:
    report = Report()
    history = History(report)
    assert history.apply([Splice(0, (Paragraph(),), (Paragraph(),))], "无") == ()
    assert history.undo_label is None


def test_what_was_typed_and_taken_away_again_is_no_step() -> None:
    report = Report([Paragraph(text="甲")])
    history = History(report)
    old, new = Paragraph(text="甲"), Paragraph(text="甲乙")
    history.apply([Splice(0, (old,), (new,))], "键入", typing=True)
    history.apply([Splice(0, (new,), (old,))], "键入", typing=True)
    assert history.undo_label is None
    assert history.is_clean


def test_a_clause_ends_where_the_mark_was_typed_not_where_the_paragraph_ends() -> None:
    report = Report([Paragraph(text="。")])
    history = History(report)
    for text in ("甲。", "甲乙。"):
        history.apply([Splice(0, tuple(report.paragraphs), (Paragraph(text=text),))], "键入", typing=True)
    history.undo()
    assert report.text() == "。"


def test_fields_that_are_as_they_were_are_no_step() -> None:
    history = History(Report(fields=Fields("summary", {"summary.problems": "无"})))
    assert not history.apply_fields(Fields("summary", {"summary.problems": "无"}), "文种")
    assert history.undo_label is None


def test_typing_before_and_after_a_change_of_fields_are_steps_of_their_own() -> None:
    report = Report()
    history = History(report)
    type_text(history, report, "甲")
    history.apply_fields(Fields("summary"), "文种")
    assert not history.is_clean
    type_text(history, report, "乙")
    history.undo()
    assert (report.text(), report.fields) == ("甲", Fields("summary"))
    history.undo()
    assert (report.text(), report.fields) == ("甲", Fields())


def test_fields_cannot_be_changed_behind_the_history() -> None:
    said = {"summary.problems": "无"}
    fields = Fields("summary", said)
    said["summary.plan"] = "不需要"
    assert dict(fields.waived) == {"summary.problems": "无"}
    with pytest.raises(TypeError):
        fields.waived["summary.plan"] = "不需要"  # type: ignore[index]


@given(st.text(), st.dictionaries(st.text(max_size=3), st.text()))
def test_fields_hold_what_a_file_can_hold(genre: str, waived: dict[str, str]) -> None:
    fields = Fields(genre * 100, waived)
    assert Fields(fields.genre, fields.waived) == fields
    assert all(len(text) <= Fields.LONGEST for text in (fields.genre, *fields.waived, *fields.waived.values()))


def test_more_than_anybody_waives_is_cut_off() -> None:
    assert len(Fields(waived={str(at): "无" for at in range(1_000)}).waived) == Fields.MOST_WAIVED
