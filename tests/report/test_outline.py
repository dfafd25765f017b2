from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengwen.report.outline import lead_end, outline
from chengwen.report.paragraph import Paragraph, Role
from chengwen.report.recognise import recognise
from strategies import paragraphs

H1, H2, H3, BODY = Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.BODY


def tree(*lines: tuple[Role, str]) -> list[tuple[int, str, str]]:
    return [(h.level, h.number, h.text) for h in outline([Paragraph(role, text) for role, text in lines])]


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("一、总体要求", "一、总体要求"),
        ("一、总体要求。", "一、总体要求。"),
        ("（一）提高站位，夯实责任。局党组认真落实。", "（一）提高站位，夯实责任。"),
        ("1.什么是清廉？就是干净。", "1.什么是清廉？"),
        ("一、落实《条例（试行）。》要求。要认真学习。", "一、落实《条例（试行）。》要求。"),
        ("没有编号的标题。后面是正文。", "没有编号的标题。"),
        (
            "（一）强化组织领导　局党委高度重视这项工作，多次召开会议，专题研究部署，明确责任分工。",
            "（一）强化组织领导　",
        ),
        ("", ""),
    ],
)
def test_the_heading_ends_with_its_first_sentence(text: str, lead: str) -> None:
    assert text[: lead_end(Paragraph(H1, text))] == lead


def test_a_run_in_heading_tells_its_text_from_the_body() -> None:
    text = "（一）提高站位，夯实责任。局党组认真落实。"
    (heading,) = outline([Paragraph(H2, text)])
    assert (heading.number, heading.text, heading.run_in) == ("（一）", "提高站位，夯实责任", True)
    assert text[heading.start : heading.end] == "（一）提高站位，夯实责任"


def test_the_level_follows_the_nesting_of_the_document() -> None:
    assert tree((H1, "一、甲"), (H3, "1.乙"), (H3, "2.丙"), (H1, "二、丁"), (H2, "（一）戊"), (H3, "1.己")) == [
        (1, "一、", "甲"),
        (2, "1.", "乙"),
        (2, "2.", "丙"),
        (1, "二、", "丁"),
        (2, "（一）", "戊"),
        (3, "1.", "己"),
    ]


def test_numbers_that_run_straight_through_are_kept() -> None:
    found = tree((H1, "一、甲"), (H3, "1.乙"), (H1, "二、丙"), (H3, "2.丁"), (H3, "3.戊"))
    assert [(level, number) for level, number, _text in found] == [
        (1, "一、"),
        (2, "1."),
        (1, "二、"),
        (2, "2."),
        (2, "3."),
    ]


def test_a_list_inside_a_list_of_a_lower_mark_is_known_by_how_the_outer_goes_on() -> None:
    found = tree((H3, "1.甲"), (H2, "（一）乙"), (H2, "（二）丙"), (H3, "2.丁"))
    assert [level for level, *_rest in found] == [1, 2, 2, 1]


def test_parts_stand_over_the_lists_that_begin_anew_under_them() -> None:
    found = tree((H1, "工作总结"), (H1, "一、甲"), (H1, "二、乙"), (H1, "工作打算"), (H1, "一、丙"))
    assert [level for level, *_rest in found] == [1, 2, 2, 1, 2]


def test_a_foreword_stands_beside_the_numbered_sections() -> None:
    assert [level for level, *_rest in tree((H1, "前言"), (H1, "一、甲"), (H2, "（一）乙"), (H1, "结束语"))] == [
        1,
        1,
        2,
        1,
    ]


def test_decimals_nest_by_their_length() -> None:
    found = tree((H1, "1 总则"), (H2, "1.1 目的"), (H2, "1.2 依据"), (H3, "1.2.1 法规"), (H1, "2 组织"))
    assert [level for level, *_rest in found] == [1, 2, 2, 3, 1]


def test_sections_end_before_the_next_of_their_level_and_before_the_signature() -> None:
    lines = [
        (H1, "一、甲"),
        (BODY, "文。"),
        (H2, "（一）乙"),
        (BODY, "文。"),
        (H1, "二、丙"),
        (BODY, "文。"),
        (Role.DATE, "2023年1月5日"),
    ]
    found = outline([Paragraph(role, text) for role, text in lines])
    assert [(h.paragraph, h.stop, h.parent) for h in found] == [(0, 4, None), (2, 4, 0), (4, 6, None)]


def test_an_attachment_begins_a_tree_of_its_own() -> None:
    found = tree((H1, "一、甲"), (H3, "1.乙"), (Role.ATTACHMENT_TITLE, "方案"), (H3, "1.丙"))
    assert [level for level, *_rest in found] == [1, 2, 1]


def test_points_inside_a_paragraph_are_leaves() -> None:
    text = "（一）加强领导。一是健全机制，压实责任。二是完善制度；三是强化督查。"
    found = outline([Paragraph(H2, text)])
    assert [(h.level, h.kind, h.number, h.text, h.parent) for h in found] == [
        (1, "heading", "（一）", "加强领导", None),
        (2, "point", "一是", "健全机制，压实责任", 0),
        (2, "point", "二是", "完善制度", 0),
        (2, "point", "三是", "强化督查", 0),
    ]
    assert all(text[h.start : h.end] == h.number + h.text for h in found)
    assert [h.stop for h in found] == [1, 1, 1, 1]


def test_points_that_open_paragraphs_reach_to_the_next() -> None:
    lines = [(H1, "一、甲"), (BODY, "一要学习。要坚持。"), (BODY, "续。"), (BODY, "二要落实。"), (H1, "二、乙")]
    found = outline([Paragraph(role, text) for role, text in lines])
    assert [(h.number, h.paragraph, h.stop) for h in found if h.kind == "point"] == [("一要", 1, 3), ("二要", 3, 4)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("一抓学习。二抓落实。三抓督查。", ["一抓", "二抓", "三抓"]),
        ("一靠政策，二靠科技。", ["一靠", "二靠"]),
        ("第一，提高认识。第二，落实责任。", ["第一，", "第二，"]),
        ("第一阶段：动员部署。第二阶段：组织实施。", ["第一阶段：", "第二阶段："]),
    ],
)
def test_other_words_make_points_as_well(text: str, numbers: list[str]) -> None:
    assert [point.number for point in outline([Paragraph(BODY, text)])] == numbers


@pytest.mark.parametrize(
    "text", ["一是加强学习。", "二是加强学习。三是加强落实。", "专一是美德，二是数字。", "一是甲。一是乙。"]
)
def test_a_lone_or_broken_point_is_no_list(text: str) -> None:
    assert outline([Paragraph(BODY, text)]) == ()


@given(st.lists(paragraphs(), max_size=12))
def test_the_outline_of_any_paragraphs_is_a_well_formed_tree(given_paragraphs: list[Paragraph]) -> None:
    check(given_paragraphs)


@given(
    st.lists(
        st.sampled_from(["一、甲。乙", "（一）", "1.丙", "①丁", "一是戊。二是己。", "正文。", "附件", "结束语"]),
        max_size=15,
    )
)
def test_the_outline_of_a_recognised_text_is_a_well_formed_tree(lines: list[str]) -> None:
    check(list(recognise("\n".join(lines)).report.paragraphs))


def check(given_paragraphs: list[Paragraph]) -> None:
    found = outline(given_paragraphs)
    assert [(h.paragraph, h.start) for h in found] == sorted((h.paragraph, h.start) for h in found)
    for at, heading in enumerate(found):
        text = given_paragraphs[heading.paragraph].text
        assert text[heading.start : heading.end].startswith(heading.number)
        assert heading.text in text[heading.start : heading.end]
        assert heading.paragraph < heading.stop <= len(given_paragraphs)
        if heading.parent is None:
            assert heading.level == 1
        else:
            parent = found[heading.parent]
            assert heading.parent < at
            assert heading.level == parent.level + 1
            assert heading.stop <= parent.stop


@pytest.mark.parametrize(
    ("text", "heading", "end"),
    [
        ("一、会议时间：3月20日上午9:00。", "会议时间", 7),
        ("（一）存在问题：一是学习不够。二是调研不够。", "存在问题", 8),
        ("二、存在的主要问题：", "存在的主要问题：", 10),
        ("（一）坚持以学促干，做到两个结合：一是结合实际。", "坚持以学促干，做到两个结合：一是结合实际", 24),
    ],
)
def test_a_label_that_opens_a_numbered_paragraph_is_its_heading(text: str, heading: str, end: int) -> None:
    paragraph = Paragraph(Role.HEADING_1, text)
    assert outline([paragraph])[0].text == heading
    assert lead_end(paragraph) == end
