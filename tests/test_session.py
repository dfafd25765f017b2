from __future__ import annotations

import os
from pathlib import Path

import pytest

from chengwen.errors import ChangedOnDisk, Unreadable, Unwritable
from chengwen.files import open_document
from chengwen.report.paragraph import Paragraph, Role
from chengwen.report.report import Fields
from chengwen.report.splice import Splice
from chengwen.resources import sample_report
from chengwen.session import Change, Session


def append(session: Session, text: str, origin: object = None) -> None:
    count = len(session.report.paragraphs)
    session.apply([Splice(count, (), (Paragraph(Role.BODY, text),))], "添加", origin=origin)


@pytest.fixture
def saved(tmp_path: Path) -> Session:
    session = Session()
    append(session, "一、工作情况")
    session.save(tmp_path / "报告.docx")
    return session


def test_what_is_saved_is_what_is_opened(saved: Session) -> None:
    assert saved.path is not None
    assert Session.open(saved.path).report == saved.report
    assert saved.is_clean


def test_listeners_hear_of_every_change_once_and_can_stop() -> None:
    session = Session()
    heard: list[Change] = []
    stop = session.listen(heard.append)
    append(session, "甲", origin="page")
    session.undo()
    session.redo()
    session.undo()
    session.undo()  # nothing left
    assert [(len(change.splices), change.origin, change.replayed) for change in heard] == [
        (1, "page", False),
        (1, None, True),
        (1, None, True),
        (1, None, True),
    ]
    stop()
    append(session, "乙")
    assert len(heard) == 4


def test_the_outline_follows_the_report() -> None:
    session = Session()
    assert session.outline == ()
    session.apply([Splice(1, (), (Paragraph(Role.HEADING_1, "一、工作情况"),))], "添加")
    assert [heading.text for heading in session.outline] == ["工作情况"]
    session.undo()
    assert session.outline == ()


def test_saving_does_not_overwrite_what_another_program_wrote(saved: Session) -> None:
    assert saved.path is not None
    other = Session.open(saved.path)
    append(other, "别人写的")
    other.save()
    append(saved, "我写的")
    with pytest.raises(ChangedOnDisk):
        saved.save()
    assert not saved.is_clean
    assert open_document(saved.path).report == other.report
    saved.save(overwrite=True)
    assert saved.is_clean
    assert open_document(saved.path).report == saved.report


def test_saving_again_and_again_needs_no_asking(saved: Session) -> None:
    for text in ("甲", "乙"):
        append(saved, text)
        saved.save()
    assert saved.path is not None
    assert open_document(saved.path).report == saved.report


def test_a_report_from_a_text_asks_where_to_save(tmp_path: Path) -> None:
    path = tmp_path / "稿.txt"
    path.write_text("一、工作情况\n局党组认真落实各项责任。", encoding="utf-8")
    session = Session.open(path)
    assert session.path is None
    assert session.name == "稿.txt"
    with pytest.raises(ValueError, match="no path"):
        session.save()
    with pytest.raises(Unwritable, match=r"只能保存为 \.docx"):
        session.save(path)
    session.save(tmp_path / "稿.docx")
    assert session.path == tmp_path / "稿.docx"


def test_a_failed_save_leaves_the_file_and_the_dirty_mark(saved: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    assert saved.path is not None
    before = saved.path.read_bytes()
    append(saved, "新")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unwritable, match="磁盘"):
        saved.save()
    assert saved.path.read_bytes() == before
    assert sorted(saved.path.parent.iterdir()) == [saved.path]
    assert not saved.is_clean


def test_opening_what_is_not_there_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"没有\.docx：文件.*不存在"):
        Session.open(tmp_path / "没有.docx")


def test_the_sample_opens_as_a_new_report() -> None:
    session = Session.open(sample_report())
    assert session.path is None
    assert session.source_path is None
    assert session.name == "中共云岭市商务局党组关于2025年意识形态工作情况的报告"
    assert Session().name == "未命名"


def test_a_waiver_is_undone_saved_and_told(saved: Session) -> None:
    heard: list[Change] = []
    saved.listen(heard.append)
    fields = Fields("summary", {"summary.problems": "上级另行要求"})
    saved.set_fields(fields, "文种", origin="window")
    saved.set_fields(fields, "文种")
    assert [(change.fields, change.splices, change.origin) for change in heard] == [(True, (), "window")]
    assert not saved.is_clean
    saved.undo()
    assert saved.report.fields == Fields()
    assert saved.is_clean
    saved.redo()
    assert [(change.fields, change.replayed) for change in heard[1:]] == [(True, True), (True, True)]
    saved.save()
    assert saved.path is not None
    assert Session.open(saved.path).report.fields == fields


def test_the_genre_is_the_chosen_one_else_what_the_title_says() -> None:
    session = Session()
    assert session.genre is None
    assert session.section_states() == ()
    session.apply([Splice(0, tuple(session.report.paragraphs), (Paragraph(Role.TITLE, "某局2025年工作总结"),))], "键入")
    assert session.genre is not None
    assert session.genre.id == "summary"
    session.set_fields(Fields("duty"), "文种")
    assert session.genre.id == "duty"
    session.set_fields(Fields("没有的文种"), "文种")
    assert session.genre.id == "summary"


def test_the_sections_follow_the_report_and_its_waivers() -> None:
    session = Session()
    session.set_fields(Fields("summary", {"summary.problems": "只报成绩"}), "不适用")
    assert [state.state for state in session.section_states()] == ["missing", "waived", "missing"]
    session.apply([Splice(1, (), (Paragraph(Role.HEADING_1, "一、存在问题"),))], "添加")
    assert [state.state for state in session.section_states()] == ["missing", "present", "missing"]
