from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengwen.report.find import BadPattern, Hit, Query, find, replace
from chengwen.report.paragraph import LINE_BREAK, OBJECT, Paragraph, Role, Span, SpanKind
from chengwen.report.report import Report
from strategies import OFFICIAL, paragraphs, reports


def body(*texts: str) -> list[Paragraph]:
    return [Paragraph(text=text) for text in texts]


def replaced(given: list[Paragraph], query: Query, replacement: str) -> list[Paragraph]:
    report = Report(given)
    for splice in replace(report.paragraphs, find(report.paragraphs, query), query, replacement):
        report.apply(splice)
    return list(report.paragraphs)


def in_text(text: str, query: Query, replacement: str) -> str:
    return replaced(body(text), query, replacement)[0].text


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        (Query("工作"), [(0, 0, 2), (0, 5, 7), (2, 0, 2)]),
        (Query("work"), [(0, 8, 12), (1, 0, 4)]),
        (Query("WORK", match_case=True), [(1, 0, 4)]),
        (Query("work", match_width=False), [(0, 8, 12), (1, 0, 4), (1, 4, 8)]),
        (Query("WORK", match_case=True, match_width=False), [(1, 0, 4)]),
        (Query("，"), [(0, 2, 3)]),
        (Query(",", match_width=False), [(0, 2, 3)]),
        (Query(","), []),
        (Query(""), []),
        (Query("没有"), []),
        (Query("工."), []),
        (Query("工.", regex=True), [(0, 0, 2), (0, 5, 7), (2, 0, 2)]),
        (Query("^工作", regex=True), [(0, 0, 2), (2, 0, 2)]),
        (Query("工作$", regex=True), [(2, 0, 2)]),
        (Query("work", regex=True), [(0, 8, 12), (1, 0, 4)]),
        (Query("work", regex=True, match_case=True), [(0, 8, 12)]),
        (Query("(?r)工作", regex=True), [(0, 0, 2), (0, 5, 7), (2, 0, 2)]),
        (Query("总*", regex=True), []),
    ],
)
def test_what_is_asked_for_is_found(query: Query, hits: list[tuple[int, int, int]]) -> None:
    report = body("工作，开展工作 work", "WORKｗｏｒｋ", "工作")
    assert find(report, query) == hits


def test_only_the_asked_paragraphs_are_searched() -> None:
    assert find(body("一", "一", "一", "一"), Query("一"), 1, 3) == [(1, 0, 1), (2, 0, 1)]
    assert find(body("一", "一"), Query("一"), 1, 9) == [(1, 0, 1)]


def test_letters_that_lower_case_makes_longer_keep_their_places() -> None:
    assert find(body("İİa工作"), Query("A工")) == [(0, 2, 4)]


def test_what_is_not_edited_is_neither_found_nor_replaced() -> None:
    table = Paragraph(Role.OPAQUE, "工作", xml="<w:tbl/>")
    pictured = Paragraph(text=f"工{OBJECT}作工作", spans=(Span(1, 2, SpanKind.OBJECT, "<w:r/>"),))
    report = [table, pictured]
    assert find(report, Query("工作")) == [(1, 3, 5)]
    assert find(report, Query(OBJECT)) == []
    assert find(report, Query("工.", regex=True)) == [(1, 3, 5)]
    after = replaced(report, Query(".", regex=True), "")
    assert after == [table, Paragraph(text=OBJECT, spans=(Span(0, 1, SpanKind.OBJECT, "<w:r/>"),))]
    assert replace(report, [Hit(0, 0, 2), Hit(1, 0, 2)], Query("工作"), "x") == ()


@pytest.mark.parametrize(
    ("query", "replacement", "text"),
    [
        (Query("2022"), "2023", "2023年，2023年1月(2023)"),
        (Query("年"), "", "2022，20221月(2022)"),
        (Query("，"), "a\r\nb", f"2022年a{LINE_BREAK}b2022年1月(2022)"),
        (Query("，"), f"\x00、{OBJECT}\n", f"2022年、{LINE_BREAK}2022年1月(2022)"),
        (Query("("), r"\1$1\n", r"2022年，2022年1月\1$1\n2022)"),
        (Query(r"(\d+)年", regex=True), r"\1 年度", "2022 年度，2022 年度1月(2022)"),
        (Query(r"(\d+)年(，)?", regex=True), "$2$1$$", "，2022$2022$1月(2022)"),
        (Query(r"\((\d+)\)", regex=True), "〔$1〕", "2022年，2022年1月〔2022〕"),
        (Query("，", regex=True), r"\n\t\\", f"2022年{LINE_BREAK}\t\\2022年1月(2022)"),
        (Query(r"\d+", regex=True), "$0$0", "20222022年，20222022年11月(20222022)"),
    ],
)
def test_replacing(query: Query, replacement: str, text: str) -> None:
    assert in_text("2022年，2022年1月(2022)", query, replacement) == text


def test_a_line_break_is_found_as_the_pattern_calls_it() -> None:
    assert in_text(f"一{LINE_BREAK}二\\n", Query(r"\n", regex=True), "，") == "一，二\\n"
    assert in_text(f"一{LINE_BREAK}二\\n", Query(r"\\n", regex=True), "，") == f"一{LINE_BREAK}二，"


def test_roles_stay_and_new_text_is_bold_where_the_old_was() -> None:
    spans = (Span(0, 4, SpanKind.FACT, "a"), Span(2, 4, SpanKind.BOLD), Span(6, 8, SpanKind.BLANK))
    before = Paragraph(Role.HEADING_1, "甲乙工作丙工作工作", spans, doubtful=True)
    after = replaced([before], Query("工作"), "x")[0]
    expected = (Span(0, 3, SpanKind.FACT, "a"), Span(2, 3, SpanKind.BOLD))
    assert after == Paragraph(Role.HEADING_1, "甲乙x丙xx", expected, doubtful=True)


def test_only_hits_that_still_stand_are_replaced() -> None:
    report = body("工作工作")
    assert replace(report, [Hit(0, 1, 3), Hit(0, 0, 2), Hit(5, 0, 2)], Query("工作"), "x") == (
        *replace(report, [Hit(0, 0, 2)], Query("工作"), "x"),
    )
    parted = Paragraph(text="工作工作", spans=(Span(0, 1, SpanKind.BOLD), Span(1, 2, SpanKind.BOLD)))
    assert replace([parted], [Hit(0, 1, 3)], Query("工作"), "x") == ()
    assert replace(report, find(report, Query("工作")), Query("工作"), "工作") == ()


@pytest.mark.parametrize("pattern", ["(", "[", "*", "a**", "(?R", r"\p{nope}", "(" * 499, "字" * 501, "(?au)"])
def test_a_wrong_pattern_is_told(pattern: str) -> None:
    with pytest.raises(BadPattern, match=r"^正则"):
        find(body("字"), Query(pattern, regex=True))


def test_a_pattern_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(BadPattern, match="太慢"):
        find(body("意识形态" * 3000), Query("(?b)(?:工作){e<50}", regex=True))


def test_a_group_that_is_not_there_is_told() -> None:
    with pytest.raises(BadPattern, match="第 2 组"):
        replace(body("工作"), [Hit(0, 0, 2)], Query("(工作)", regex=True), "$2")


@given(reports, st.text(st.sampled_from(OFFICIAL), max_size=2), st.booleans(), st.booleans())
def test_hits_hold_the_query_and_do_not_overlap(report: Report, text: str, case: bool, width: bool) -> None:
    hits = find(report.paragraphs, Query(text, match_case=case, match_width=width))
    exact = [report.paragraphs[hit.paragraph].text[hit.start : hit.end] for hit in hits]
    assert all(len(found) == len(text) for found in exact)
    assert not case or not width or set(exact) <= {text}
    reached = (0, 0)
    for hit in hits:
        assert reached <= hit[:2]
        assert hit.start < hit.end
        reached = hit.paragraph, hit.end
    if text:
        assert len(exact) >= sum(p.text.count(text) for p in report.paragraphs)


@given(st.text(st.sampled_from(r"()[]{}*+?|\^$.<>=!#-:09abRnpPL局工，&~_" + "\n"), max_size=12), st.text(max_size=4))
def test_any_pattern_is_either_used_or_told(pattern: str, replacement: str) -> None:
    report = body("某局2023年工作，abab", "a<b>局局局")
    query = Query(pattern, regex=True)
    try:
        hits = find(report, query)
        splices = replace(report, hits, query, replacement)
    except BadPattern:
        return
    assert {splice.index for splice in splices} <= {hit.paragraph for hit in hits}


@given(paragraphs(), st.text(st.sampled_from("一是要。 "), min_size=1, max_size=2), st.text("甲乙", max_size=3))
def test_replacing_all_at_once_is_replacing_one_after_the_other(paragraph: Paragraph, text: str, new: str) -> None:
    query = Query(text)
    singly = paragraph
    for hit in reversed(find([paragraph], query)):
        for splice in replace([singly], [hit], query, new):
            (singly,) = splice.inserted
    together = replaced([paragraph], query, new)[0]
    assert together.text == singly.text == paragraph.text.replace(text, new)
    assert set(together.spans) == set(singly.spans)
    reference = paragraph
    for hit in reversed(find([paragraph], query)):
        reference = reference.with_text(hit.start, hit.end, new)
    others = [span for span in together.spans if span.kind is not SpanKind.BOLD]
    assert others == [span for span in reference.spans if span.kind is not SpanKind.BOLD]
