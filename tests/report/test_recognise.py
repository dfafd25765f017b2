from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengwen.report.decode import decode
from chengwen.report.outline import (
    outline,
    title_text,
)
from chengwen.report.paragraph import Paragraph, Role, clean
from chengwen.report.parts import addressee_text, date_text, signature_text
from chengwen.report.recognise import Line, recognise, recognise_lines

PROSE = "全年召开专题会议12次，开展集中学习24次，整改问题38个。要压实工作责任，坚持问题导向，确保各项任务落到实处。"
LETTERS = {
    Role.TITLE: "T",
    Role.SUBTITLE: "S",
    Role.DOCUMENT_NUMBER: "N",
    Role.ADDRESSEE: "A",
    Role.BODY: "B",
    Role.ATTACHMENT_NOTE: "F",
    Role.SIGNATURE: "G",
    Role.DATE: "D",
    Role.NOTE: "O",
    Role.ATTACHMENT_MARK: "M",
    Role.ATTACHMENT_TITLE: "U",
}


def cases() -> list[list[tuple[str, str]]]:
    text = (Path(__file__).parent / "cases" / "reports.txt").read_text(encoding="utf-8")
    blocks = [block for block in text.split("\n\n") if not block.startswith("#")]
    return [[(line[0], line[2:].replace("~", PROSE)) for line in block.strip().split("\n")] for block in blocks]


def recognised(source: str) -> list[Paragraph]:
    return list(recognise(source).report.paragraphs)


def roles(source: str) -> list[Role]:
    return [paragraph.role for paragraph in recognised(source)]


def letters(paragraphs: list[Paragraph]) -> list[str]:
    levels = {h.paragraph: str(h.level) for h in outline(paragraphs) if h.kind == "heading"}
    return [levels.get(at) or LETTERS[paragraph.role] for at, paragraph in enumerate(paragraphs)]


@pytest.mark.parametrize("case", cases(), ids=lambda case: re.sub("^#+ ", "", case[0][1])[:24])
@pytest.mark.parametrize("between", ["\n", "\n\n　　"], ids=["plain", "spaced"])
def test_every_line_of_a_report_is_told_for_what_it_is(case: list[tuple[str, str]], between: str) -> None:
    source = between.join(text for _letter, text in case)
    found = letters(recognised(source))
    assert list(zip(found, (text[:30] for _letter, text in case), strict=True)) == [
        (letter, text[:30]) for letter, text in case
    ]


def test_the_parts_of_a_report_can_be_asked_for() -> None:
    paragraphs = recognised(
        "中共某市委\n关于巡视整改情况的报告\n省委：\n　　现将有关情况报告如下。\n某市委\n某市人民政府\n2023年12月20日\n"
    )
    assert title_text(paragraphs) == "中共某市委关于巡视整改情况的报告"
    assert addressee_text(paragraphs) == "省委"
    assert signature_text(paragraphs) == "某市委 某市人民政府"
    assert date_text(paragraphs) == "2023年12月20日"


def test_absent_parts_are_none() -> None:
    paragraphs = recognised("今年以来，各项工作稳步推进，取得了较好成效。")
    assert (title_text(paragraphs), addressee_text(paragraphs)) == (None, None)
    assert (signature_text(paragraphs), date_text(paragraphs)) == (None, None)


def test_signature_and_date_on_one_line_are_told_apart() -> None:
    paragraphs = recognised("工作报告\n市委：\n今年工作有序推进，成效明显。\n某市农业局　2018年1月15日")
    assert (signature_text(paragraphs), date_text(paragraphs)) == ("某市农业局", "2018年1月15日")


def test_a_salutation_that_runs_into_the_text_is_still_the_addressee() -> None:
    paragraphs = recognised("在座谈会上的讲话\n同志们：今天召开座谈会，主要任务是总结工作、分析形势。")
    assert [paragraph.role for paragraph in paragraphs] == [Role.TITLE, Role.BODY]
    assert addressee_text(paragraphs) == "同志们"


def test_the_date_under_a_title_counts_when_there_is_no_other() -> None:
    paragraphs = recognised("在全市工作会议上的讲话\n（2023年1月5日）\n同志们：\n今天召开会议，总结部署工作。")
    assert date_text(paragraphs) == "2023年1月5日"


@pytest.mark.parametrize(
    "date",
    ["2023年1月5日", "二〇二三年一月五日", "二○二三年元月", "20××年×月×日", "2023.1.5", "2023-01-05", "2023年 月 日"],
)
def test_a_date_is_known_in_its_many_forms(date: str) -> None:
    assert roles(f"情况报告\n市委：\n今年以来工作进展顺利。\n某市财政局\n{date}")[-2:] == [Role.SIGNATURE, Role.DATE]


@pytest.mark.parametrize("mark", ["1、", "六．", "一.", "(1)", "1)", "１．", "㈠", "①"])
def test_unusual_marks_are_headings_too(mark: str) -> None:
    source = f"工作总结\n今年以来，各项工作稳步推进。\n{mark}加强领导，落实责任。成立领导小组，明确分工。"
    assert recognised(source)[2].role.heading_level


def test_the_role_follows_the_mark_on_paper_and_the_level_the_nesting() -> None:
    paragraphs = recognised("工作要点\n一、总体要求\n1.加强学习。坚持每周学习一次。\n（1）集中学习。每月一次。")
    assert [p.role for p in paragraphs[1:]] == [Role.HEADING_1, Role.HEADING_3, Role.HEADING_4]
    assert [heading.level for heading in outline(paragraphs)] == [1, 2, 3]


@pytest.mark.parametrize(
    "line",
    [
        "2011.2.15日，现场会在我镇召开，效果良好。",
        "1.5亿元的项目已经开工建设。",
        "2023年，全局工作稳步推进。",
        "3、4月份开展督查。",
    ],
)
def test_quantities_and_dates_that_open_a_paragraph_are_body(line: str) -> None:
    assert roles(f"工作总结\n今年以来，各项工作稳步推进。\n一、主要工作\n{line}")[-1] is Role.BODY


def test_flush_left_body_is_no_addressee_and_no_title() -> None:
    source = "为进一步加强和改进机关作风，现将有关事项明确如下：\n一、提高认识"
    assert roles(source) == [Role.BODY, Role.HEADING_1]


def test_a_paragraph_broken_into_lines_is_no_title() -> None:
    source = "2021年，市发展改革委深入学习贯彻上级决策部署\n和工作要求，全面落实各项任务。\n一、主要工作"
    assert roles(source) == [Role.BODY, Role.BODY, Role.HEADING_1]


def test_what_a_web_page_leaves_is_not_the_title() -> None:
    source = f"当前位置：首页 > 公开\n区司法局工作总结\n发布时间：2018-12-20 浏览次数：235\n{PROSE}\n责任编辑：办公室"
    assert roles(source) == [Role.NOTE, Role.TITLE, Role.NOTE, Role.BODY, Role.NOTE]


def test_a_table_of_contents_is_not_taken_for_headings() -> None:
    source = f"发展规划\n目　录\n一、总体要求……1\n二、主要任务……3\n一、总体要求\n{PROSE}\n二、主要任务\n{PROSE}"
    levels = [role.heading_level for role in roles(source)]
    assert levels == [None, None, None, None, 1, None, 1, None]


def test_what_no_mark_announces_is_doubtful() -> None:
    source = f"调研报告\n{PROSE}\n基本情况\n{PROSE}\n对策建议\n{PROSE}"
    found = recognised(source)
    assert [(p.role, p.doubtful) for p in found[2::2]] == [(Role.HEADING_1, True), (Role.HEADING_1, True)]


def test_markdown_marks_say_the_level_and_are_not_text() -> None:
    source = "# 工作总结\n\n## 主要工作\n\n全年工作顺利。\n\n### 理论学习\n\n全年学习12次。\n"
    found = recognise(source)
    assert [(p.role, p.text) for p in found.report.paragraphs if p.role is not Role.BODY] == [
        (Role.TITLE, "工作总结"),
        (Role.HEADING_1, "主要工作"),
        (Role.HEADING_2, "理论学习"),
    ]
    assert [source[start] for start in found.starts] == ["工", "主", "全", "理", "全"]


def test_what_a_style_says_for_certain_is_kept() -> None:
    lines = [Line("一、不是标题", role=Role.BODY), Line("某某", role=Role.HEADING_2), Line("附件", role=Role.TITLE)]
    assert [paragraph.role for paragraph, _at in recognise_lines(lines)] == [Role.BODY, Role.HEADING_2, Role.TITLE]


def test_outline_levels_and_alignment_help() -> None:
    lines = [
        Line("凝心聚力", centred=True, size=22),
        Line("开创新局", centred=True, size=22),
        Line("某市发展和改革委员会", centred=True, size=16),
        Line(PROSE),
        Line("总体要求", outline_level=1),
        Line(PROSE),
        Line("保障措施", bold=True),
        Line(PROSE),
        Line("特别工作小分队", right=True),
        Line("2023年1月5日", right=True),
    ]
    assert [paragraph.role for paragraph, _at in recognise_lines(lines)] == [
        Role.TITLE,
        Role.TITLE,
        Role.SUBTITLE,
        Role.BODY,
        Role.HEADING_1,
        Role.BODY,
        Role.HEADING_1,
        Role.BODY,
        Role.SIGNATURE,
        Role.DATE,
    ]


def test_blank_lines_are_dropped_and_the_rest_says_where_it_came_from() -> None:
    found = recognise_lines([Line(""), Line("　　甲乙丙。"), Line(" \t"), Line("丁戊己。 ")])
    assert [(paragraph.text, at) for paragraph, at in found] == [("甲乙丙。", 1), ("丁戊己。", 3)]


PIECES = st.sampled_from(
    [
        *(
            "一、",
            "（一）",
            "1.",
            "1、",
            "1.1 ",
            "第一，",
            "第一条",
            "一是",
            "二是",
            "【做法】",
            "附件",
            "附件：1.",
            "目录",
            "——",
        ),
        *("关于", "报告", "的通知", "各位代表：", "2023年1月5日", "某市财政局", "工作", "要加强领导，落实责任。"),
        *("。", "；", "：", "“", "”", "（", "）", "\n", "　", "  ", "\xa0", "\ufeff", "\x00", "\u2028", "\ud800"),
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join) | st.text())
def test_no_character_is_lost_and_every_start_points_at_its_text(source: str) -> None:
    found = recognise(source)
    kept = "".join(re.sub(r"^#+\s", "", paragraph.text) for paragraph in found.report.paragraphs)
    blank = re.compile("[\\s\ufeff\u200b-\u200d\u2060]|(?m:^\\s*#+\\s)")
    assert blank.sub("", kept) == blank.sub("", clean(source.replace("\n", "\u2029")).replace("\u2029", "\n"))
    assert len(found.starts) == len(found.report.paragraphs)
    for paragraph, start in zip(found.report.paragraphs, found.starts, strict=True):
        assert not paragraph.text or source[start] == paragraph.text[0]


@given(st.lists(PIECES, max_size=30).map("".join))
def test_what_is_not_doubtful_is_recognised_again(source: str) -> None:
    once = recognised(source)
    if not any(paragraph.doubtful for paragraph in once):
        assert recognised("\n".join(paragraph.text for paragraph in once)) == once


def test_no_character_of_the_seeds_is_lost(seeds: list[Path]) -> None:
    for path in seeds:
        source = decode(path.read_bytes())
        found = recognise(source)
        assert [p.text for p in found.report.paragraphs] == [
            line.strip() for line in source.split("\n") if line.strip()
        ]
        for paragraph, start in zip(found.report.paragraphs, found.starts, strict=True):
            assert source.startswith(paragraph.text, start)


def test_the_seeds_have_the_headings_that_a_reader_sees(seeds: list[Path]) -> None:
    found = [outline(recognised(decode(path.read_bytes()))) for path in seeds]
    counts = [[sum(h.kind == "heading" and h.level == level for h in tree) for level in (1, 2, 3)] for tree in found]
    assert counts == [[3, 6, 0], [3, 8, 0], [3, 4, 0], [3, 4, 0], [5, 16, 0]]


def test_the_seeds_have_the_head_that_a_reader_sees(seeds: list[Path]) -> None:
    found = [recognised(decode(path.read_bytes())) for path in seeds]
    assert [title_text(p) for p in found] == [
        "市商务局党组关于2022年意识形态工作开展情况的报告",
        "2022年度党委（党组）意识形态工作情况报告",
        "2022年市局党委（党组）书记述职述责述廉报告",
        None,
        None,
    ]
    assert [addressee_text(p) for p in found] == [None, None, None, "市委", None]
    assert {(signature_text(p), date_text(p)) for p in found} == {(None, None)}


def test_a_line_wrapped_in_bold_marks_is_read_without_them() -> None:
    source = "**某局2023年工作总结**\n**一、工作情况**\n局党组认真落实责任，全年召开会议**次。\n**市**局配合。"
    found = recognise(source)
    assert [(p.role, p.text) for p in found.report.paragraphs] == [
        (Role.TITLE, "某局2023年工作总结"),
        (Role.HEADING_1, "一、工作情况"),
        (Role.BODY, "局党组认真落实责任，全年召开会议**次。"),
        (Role.BODY, "**市**局配合。"),
    ]
    assert [source[start] for start in found.starts] == ["某", "一", "局", "*"]


@pytest.mark.parametrize(
    "above",
    [
        "2023年11月5日 星期天",
        "信息名称：工作总结",
        "大会现场。 某报记者 某某 摄",
        "下载\n打印\n全屏\n【字号：\n加大\n】",
    ],
)
def test_what_a_page_shows_above_a_report_is_not_its_title(above: str) -> None:
    report = recognise(f"{above}\n某局2023年工作总结\n2023年，各项工作稳步推进，成效明显。").report
    assert title_text(report.paragraphs) == "某局2023年工作总结"
