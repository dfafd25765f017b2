from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengwen.check.sections import SectionState, missing_heading_splices, section_states
from chengwen.library.genres import Genre, genres, guess_genre
from chengwen.report.outline import outline
from chengwen.report.paragraph import Paragraph, Role
from chengwen.report.recognise import recognise
from chengwen.report.report import Report
from chengwen.resources import sample_report
from strategies import reports

GENRES = {genre.id: genre for genre in genres()}
IDEOLOGY = GENRES["ideology"]
TITLE = "某局关于2025年意识形态工作情况的报告"


def report(*lines: str) -> Report:
    return recognise("\n".join((TITLE, *lines))).report


def states(found: Report, genre: Genre = IDEOLOGY, waived: tuple[str, ...] = ()) -> tuple[SectionState, ...]:
    return section_states(found.paragraphs, outline(found.paragraphs), genre, dict.fromkeys(waived, "无"))


def told(found: Report, genre: Genre = IDEOLOGY) -> list[tuple[str, str, str]]:
    """Label, state, and the heading or what the missing one stands in front of."""
    headings = outline(found.paragraphs)
    lines = [*(paragraph.text for paragraph in found.paragraphs), "文末"]
    return [
        (one.section.label, one.state, lines[one.before] if one.heading is None else headings[one.heading].text)
        for one in states(found, genre)
    ]


def wrote(found: Report, label: str, genre: Genre = IDEOLOGY) -> str:
    """The lines after the missing section has been written, the cursor shown as ‸."""
    state = next(one for one in states(found, genre) if one.section.label == label)
    for splice in missing_heading_splices(found.paragraphs, state):
        found.apply(splice)
    lines = [paragraph.text for paragraph in found.paragraphs]
    lines[state.before + 1] += "‸"
    return "\n".join(lines[1:])


WORK, PROBLEMS, PLAN = "一、工作开展情况\n甲。", "二、存在问题\n乙。", "三、下步打算\n丙。"
SIGNED = ("某局", "2025年12月15日")


def test_a_complete_report_has_every_section() -> None:
    assert told(report(WORK, PROBLEMS, PLAN, *SIGNED)) == [
        ("工作开展情况", "present", "工作开展情况"),
        ("存在问题", "present", "存在问题"),
        ("下步打算", "present", "下步打算"),
    ]


def test_one_heading_may_serve_two_sections() -> None:
    assert told(report(WORK, "二、存在问题及下步打算", "乙。", *SIGNED))[1:] == [
        ("存在问题", "present", "存在问题及下步打算"),
        ("下步打算", "present", "存在问题及下步打算"),
    ]


def test_a_missing_section_belongs_in_front_of_the_one_that_follows() -> None:
    assert told(report(WORK, "二、阵地管理情况", "丁。", PLAN, *SIGNED))[1] == ("存在问题", "missing", "三、下步打算")


@pytest.mark.parametrize(
    ("tail", "before"),
    [
        ((), "文末"),
        (SIGNED, "某局"),
        (("特此报告。", *SIGNED), "特此报告。"),
        (("附件：1.责任清单", *SIGNED), "附件：1.责任清单"),
        ((*SIGNED, "附件1", "责任清单", "一、存在问题", "二、下步打算"), "某局"),
    ],
)
def test_where_nothing_follows_it_belongs_in_front_of_the_end(tail: tuple[str, ...], before: str) -> None:
    assert told(report(WORK, *tail))[1:] == [("存在问题", "missing", before), ("下步打算", "missing", before)]


def test_it_belongs_in_front_of_blank_lines_above_the_signature() -> None:
    roles = {"某局": Role.SIGNATURE, "一、工作情况": Role.HEADING_1}
    found = Report([Paragraph(roles.get(text, Role.BODY), text) for text in ("一、工作情况", "甲。", "", "", "某局")])
    assert [one.before for one in states(found)[1:]] == [2, 2]


def test_a_heading_that_waits_for_its_text_keeps_its_empty_line() -> None:
    found = report(WORK, *SIGNED)
    assert wrote(found, "存在问题") == "一、工作开展情况\n甲。\n二、存在的问题和不足\n‸\n某局\n2025年12月15日"
    assert wrote(found, "下步打算") == (
        "一、工作开展情况\n甲。\n二、存在的问题和不足\n\n三、下一步工作打算\n‸\n某局\n2025年12月15日"
    )


def test_what_the_first_level_spreads_over_headings_of_its_own_is_not_missed() -> None:
    flat = report("一、提高站位，压实责任", "甲。", "二、建强阵地，筑牢防线", "乙。", "三、存在不足", "丙。", *SIGNED)
    assert told(flat) == [("存在问题", "present", "存在不足"), ("下步打算", "missing", "某局")]


def test_a_heading_deep_inside_is_no_section_and_the_higher_one_counts() -> None:
    deep = report("一、工作情况", "（一）学习", "1.存在问题", "甲。", "2.其他", "乙。")
    assert told(deep)[1][1] == "missing"
    twice = report("一、工作情况", "（一）存在问题", "甲。", "二、存在的不足", "乙。", PLAN)
    assert told(twice)[1] == ("存在问题", "present", "存在的不足")


def test_what_is_waived_is_told_until_it_is_there() -> None:
    waived = ("ideology.problems", "ideology.work")
    assert [one.state for one in states(report(WORK), waived=waived)] == ["present", "waived", "missing"]


def test_what_is_optional_is_told_only_when_it_is_there() -> None:
    assert told(report("某局"), GENRES["report"]) == []
    assert [label for label, *_ in told(report(PROBLEMS), GENRES["report"])] == ["存在问题"]


def test_written_between_others_it_renumbers_them() -> None:
    assert wrote(report(WORK, "二、下步打算", "丙。", "三、有关建议", "丁。"), "存在问题") == (
        "一、工作开展情况\n甲。\n二、存在的问题和不足\n‸\n三、下步打算\n丙。\n四、有关建议\n丁。"
    )


def test_written_first_it_takes_the_first_number() -> None:
    assert wrote(report("一、存在问题", "乙。", "二、下步打算", "丙。"), "工作开展情况") == (
        "一、工作开展情况\n‸\n二、存在问题\n乙。\n三、下步打算\n丙。"
    )


def test_it_takes_the_mark_and_the_role_of_its_siblings() -> None:
    found = report("第一部分 工作开展情况", "甲。", "第二部分 下步打算", "丙。")
    assert "第二部分 存在的问题和不足\n‸\n第三部分 下步打算" in wrote(found, "存在问题")
    bare = Report([Paragraph(Role.TITLE, TITLE), Paragraph(Role.HEADING_1, "工作开展情况"), Paragraph(text="甲。")])
    assert wrote(bare, "存在问题") == "工作开展情况\n甲。\n存在的问题和不足\n‸"


def test_it_counts_on_in_the_hand_of_its_siblings() -> None:
    found = report("现将情况报告如下：", "一　工作情况", "甲。", "二　阵地情况", "乙。")
    assert wrote(found, "存在问题").endswith("乙。\n三　存在的问题和不足\n‸")


PART = ("第一部分 2025年情况", "（一）工作情况", "甲。")
OTHER = ("第二部分 其他", "一、附带事项", "丁。")


def test_sections_of_the_second_level_get_their_own_between_them() -> None:
    found = report(*PART, "（二）下步打算", "丙。", *OTHER)
    assert wrote(found, "存在问题") == "\n".join(
        (*PART, "（二）存在的问题和不足", "‸", "（三）下步打算", "丙。", *OTHER)
    )
    assert found.paragraphs[4].role is Role.HEADING_2


def test_sections_of_the_second_level_get_their_own_behind_them() -> None:
    assert wrote(report(*PART, *OTHER), "存在问题") == "\n".join((*PART, "（二）存在的问题和不足", "‸", *OTHER))


def test_in_front_of_the_first_of_the_second_level_the_mark_is_not_that_of_the_part_before() -> None:
    found = report(*OTHER, "第三部分 2025年情况", "（一）下步打算", "丙。")
    assert "（一）存在的问题和不足\n‸\n（二）下步打算" in wrote(found, "存在问题")


def test_between_two_that_are_one_it_belongs_at_the_end() -> None:
    assert told(report("一、工作情况及下步打算", "甲。", *SIGNED))[1] == ("存在问题", "missing", "某局")


def test_a_section_of_the_first_level_is_not_written_into_one_that_holds_the_next() -> None:
    found = report(WORK, "二、后续", "乙。", "（一）责任落实", "丁。", "（二）下步打算", "丙。")
    assert told(found)[1] == ("存在问题", "missing", "二、后续")


def test_a_report_without_any_heading_gets_its_first() -> None:
    assert wrote(report("现将情况报告如下：", *SIGNED), "工作开展情况") == (
        "现将情况报告如下：\n一、工作开展情况\n‸\n某局\n2025年12月15日"
    )
    empty = Report()
    assert wrote(empty, "下步打算") == "一、下一步工作打算\n‸"


def test_numbers_in_an_attachment_are_left_alone() -> None:
    found = report(WORK, *SIGNED, "附件1", "责任清单", "一、加强学习", "二、下步任务")
    assert wrote(found, "存在问题").endswith(
        "二、存在的问题和不足\n‸\n某局\n2025年12月15日\n附件1\n责任清单\n一、加强学习\n二、下步任务"
    )


headings = st.sampled_from(
    ["工作情况", "存在问题", "下步打算", "存在问题及下步打算", "压实责任", "现状", "对策建议", ""]
)
marks = st.sampled_from([("", 1), ("一、", 1), ("（一）", 2), ("1.", 3), ("第一部分 ", 1), ("一　", 1)])


@st.composite
def drafts(draw: st.DrawFn) -> Report:
    """Headings of sections in any order and at any level, among any paragraphs."""
    found = list(draw(reports).paragraphs)
    for (mark, level), text in draw(st.lists(st.tuples(marks, headings), max_size=5)):
        found.insert(draw(st.integers(0, len(found))), Paragraph(Role.heading(level), mark + text))
    return Report(found)


@given(drafts(), st.sampled_from(genres()))
def test_a_missing_section_is_there_once_written_and_nothing_else_has_changed(draft: Report, genre: Genre) -> None:
    for state in states(draft, genre):
        if state.state != "missing":
            continue
        found = Report(draft.paragraphs)
        splices = missing_heading_splices(found.paragraphs, state)
        for splice in splices:
            found.apply(splice)
        assert state.section in [one.section for one in states(found, genre) if one.state == "present"]
        assert found.paragraphs[state.before + 1] == Paragraph()
        rest = [p for at, p in enumerate(found.paragraphs) if at not in (state.before, state.before + 1)]
        assert [p for p in rest if not p.role.heading_level] == [
            p for p in draft.paragraphs if not p.role.heading_level
        ]
        for splice in reversed(splices):
            found.apply(splice.inverse())
        assert found == draft


def test_the_sample_and_the_seed_reports_are_complete(seeds: list[Path]) -> None:
    for path in (*seeds, sample_report()):
        found = recognise(path.read_text("utf-8")).report
        genre = guess_genre(found.paragraphs)
        assert genre is not None
        assert {one.state for one in states(found, genre)} == {"present"}
