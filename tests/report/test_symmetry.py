"""The shape of headings, and which one limps; the verbs are read with the examples that stand beside them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given

from chengwen.report.outline import outline
from chengwen.report.recognise import recognise
from chengwen.report.report import Report
from chengwen.report.symmetry import shape, siblings_shapes
from chengwen.resources import resource
from strategies import reports, texts

EXAMPLES = tomllib.loads(resource("recognition", "verbs.toml").read_text("utf-8"))["examples"]


@pytest.mark.parametrize("text", EXAMPLES["are"])
def test_a_heading_of_verb_and_object_is_known(text: str) -> None:
    assert shape(text).kind == "动宾"


@pytest.mark.parametrize("text", EXAMPLES["are_not"])
def test_other_headings_are_not_taken_for_it(text: str) -> None:
    assert shape(text).kind != "动宾"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("提高政治站位，夯实主体责任", "6+6 动宾"),
        ("抓学习、促提升", "3+3 动宾"),
        ("压实“一岗双责、两手抓”制度", "11 动宾"),
        ("深入学习《条例，释义》 精神", "10 动宾"),
        ("加强 5G 建设", "6 动宾"),
        ("工作开展情况", "6"),
        ("", ""),
    ],
)
def test_clauses_are_counted_without_blanks_and_marks(text: str, label: str) -> None:
    assert shape(text).label == label


def limping(text: str) -> dict[str, str]:
    headings = outline(recognise(text).report.paragraphs)
    pairs = zip(headings, siblings_shapes(headings), strict=True)
    return {heading.text: verdict.limp for heading, verdict in pairs if verdict.limp}


def sections(*words: str, top: str = "一、工作情况\n") -> str:
    numbers = "一二三四五六七八九"
    return top + "\n".join(f"（{numbers[at]}）{text}。正文写在这里，写得长一些。" for at, text in enumerate(words))


def test_the_one_that_differs_limps_and_is_told_how() -> None:
    text = sections("提高政治站位，夯实主体责任", "强化理论武装，筑牢思想基础", "坚持正确导向，进一步加强阵地管理")
    assert limping(text) == {"坚持正确导向，进一步加强阵地管理": "其他各条是 6+6 动宾，这条是 6+9 动宾"}


def test_two_that_differ_are_measured_by_the_most() -> None:
    same = ["提高政治站位，夯实主体责任"] * 4
    assert limping(sections(*same, "加强领导", "存在的问题")) == {
        "加强领导": "多数各条是 6+6 动宾，这条是 4 动宾",
        "存在的问题": "多数各条是 6+6 动宾，这条是 5",
    }


def test_a_name_among_verbs_of_the_same_length_limps() -> None:
    text = sections("加强组织领导", "强化理论学习", "压实主体责任", "工作开展情况")
    assert limping(text) == {"工作开展情况": "其他各条是 6 动宾，这条不是动宾"}


@pytest.mark.parametrize(
    "words",
    [
        ("提高政治站位，夯实主体责任", "坚持正确导向，进一步加强阵地管理"),
        ("提高政治站位，夯实主体责任", "加强领导", "强化学习教育管理"),
        ("工作情况", "主要成效", "几点基本体会"),
        ("加强组织领导", "强化理论学习", "压实意识形态主体责任"),
        ("提高政治站位，夯实主体责任", "擘画未来蓝图，夯实主体责任", "强化理论武装，筑牢思想基础"),
    ],
)
def test_nobody_limps_without_a_clear_pattern(words: tuple[str, ...]) -> None:
    assert limping(sections(*words)) == {}


def test_the_names_of_sections_on_the_first_level_have_no_shape_to_keep() -> None:
    body = "正文写在这里，写得长一些。"
    heads = ["加强组织领导", "强化理论学习", "压实主体责任", "建强工作队伍", "存在的问题", "下一步打算"]
    text = "\n".join(f"{number}、{head}\n{body}" for number, head in zip("一二三四五六", heads, strict=True))
    assert limping(text) == {}
    assert limping(text.replace("压实主体责任", "压实责任")) == {"压实责任": "其他各条是 6 动宾，这条是 4 动宾"}


def test_points_are_compared_among_themselves() -> None:
    text = "一、工作打算\n一是抓责任落实。具体工作。二是抓工作落地。三是抓整改落实。四是强化队伍建设。具体工作。"
    assert limping(text) == {"强化队伍建设": "其他各条是 5 动宾，这条是 6 动宾"}


def test_a_long_point_that_is_cut_at_its_first_comma_is_not_accused() -> None:
    text = "一、工作打算\n一要提高政治站位，把牢政治方向。二要认真履职尽责，敢于担当作为。三要严明纪律规矩，做好表率。"
    assert limping(text) == {"严明纪律规矩，做好表率": "其他各条是 6+6 动宾，这条是 6+4 动宾"}
    long = "三要严明纪律规矩，做好表率，对各科室全体人员分批开展业务培训并在年底统一组织考核。"
    assert limping(text.replace("三要严明纪律规矩，做好表率。", long)) == {}


def test_lists_that_begin_anew_are_told_apart() -> None:
    first = "一是抓学习。二是抓落实。三是抓整改。四是抓作风。"
    assert limping(f"一、工作打算\n{first}同时，一是强化督导检查。二是强化责任追究。") == {}
    assert len(limping(f"一、工作打算\n{first}五是强化督导检查。六是强化责任追究。")) == 2


def test_sections_that_are_numbered_straight_through_are_compared_under_their_parent() -> None:
    words = ["抓学习", "抓落实", "抓整改", "抓作风", "强化督导检查", "强化责任追究"]
    lines = [f"{value}.{text}。正文写在这里。" for value, text in enumerate(words, 1)]
    assert limping("\n".join(["一、工作打算", *lines[:4], "二、保障措施", *lines[4:]])) == {}
    assert len(limping("\n".join(["一、工作打算", *lines]))) == 2


def test_real_reports_hardly_limp(seeds: list[Path]) -> None:
    found = {text: told for seed in seeds for text, told in limping(seed.read_text(encoding="utf-8")).items()}
    assert found == {}


@given(texts)
def test_any_text_has_a_shape(text: str) -> None:
    found = shape(text)
    assert sum(found.lengths) <= len(text)
    assert found.kind != "动宾" or found.lengths


@given(reports)
def test_every_heading_gets_a_verdict(report: Report) -> None:
    headings = outline(report.paragraphs)
    assert len(siblings_shapes(headings)) == len(headings)
