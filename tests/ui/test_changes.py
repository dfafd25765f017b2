from hypothesis import given
from hypothesis import strategies as st

from chengwen.report.paragraph import Paragraph, Role, Span, SpanKind
from chengwen.ui.page.changes import difference, rewritten, shown

CARD = Paragraph(Role.OPAQUE, "〔表格 2×2〕", xml="<w:tbl/>")
TITLE = Paragraph(Role.TITLE, "工作报告")
HEADING = Paragraph(Role.HEADING_1, "一、工作情况")
BODY = Paragraph(text="全年开会12次。")


def edited(*before: Paragraph, say: str) -> list[Paragraph] | None:
    """`say` is the text afterwards, lines parted by /, the caret at |."""
    text = say.replace("/", "\n")
    return rewritten(before, text.replace("|", "").split("\n"), text.index("|"))


texts = st.text(st.sampled_from("一二ab。\u2029\u2028😀"), max_size=6)
paragraphs = st.builds(Paragraph, st.sampled_from([Role.TITLE, Role.BODY, Role.HEADING_1]), texts)


@given(st.lists(paragraphs, min_size=1, max_size=4), st.data())
def test_the_paragraphs_say_what_the_lines_say(before: list[Paragraph], data: st.DataObject) -> None:
    old = "\n".join(map(shown, before))
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    typed = data.draw(st.text(st.sampled_from("一a\n😀"), max_size=4))
    lines = (old[:start] + typed + old[end:]).split("\n")
    after = rewritten(before, lines, data.draw(st.sampled_from([start + len(typed), None])))
    assert after is not None
    assert [shown(paragraph) for paragraph in after] == lines


@given(texts, texts, st.one_of(st.none(), st.integers(0, 6)))
def test_a_difference_turns_one_text_into_the_other(before: str, after: str, caret: int | None) -> None:
    place = difference(before, after, None if caret is None else min(caret, len(after)))
    assert before[: place.start] + after[place.start : place.after_end] + before[place.before_end :] == after


def test_of_equal_letters_the_one_before_the_caret_is_the_new_one() -> None:
    blank = Paragraph(text="好好", spans=(Span(0, 1, SpanKind.BLANK), Span(1, 2, SpanKind.FACT)))
    assert edited(blank, say="好好|好") == [blank.with_text(1, 1, "好")]


def test_spans_follow_the_text() -> None:
    blank = Paragraph(text="开会12次", spans=(Span(2, 4, SpanKind.FACT, "会议"),))
    assert edited(blank, say="共|开会12次") == [
        Paragraph(text="共开会12次", spans=(Span(3, 5, SpanKind.FACT, "会议"),))
    ]


def test_enter_after_a_heading_gives_body() -> None:
    assert edited(HEADING, say="一、工作情况/|") == [HEADING, Paragraph()]


def test_enter_before_a_heading_leaves_it_a_heading() -> None:
    assert edited(HEADING, say="/|一、工作情况") == [Paragraph(), HEADING]


def test_enter_on_an_empty_heading_gives_body() -> None:
    assert edited(Paragraph(Role.HEADING_1), say="/|") == [Paragraph(Role.HEADING_1), Paragraph()]


def test_enter_within_a_title_gives_two_lines_of_title() -> None:
    assert edited(TITLE, say="工作/|报告") == [Paragraph(Role.TITLE, "工作"), Paragraph(Role.TITLE, "报告")]


def test_enter_after_the_signature_gives_the_date() -> None:
    signature = Paragraph(Role.SIGNATURE, "某局")
    assert edited(signature, say="某局/|") == [signature, Paragraph(Role.DATE)]


def test_a_run_in_heading_is_parted_into_heading_and_body() -> None:
    run_in = Paragraph(Role.HEADING_2, "（一）抓学习。全年学习。")
    assert edited(run_in, say="（一）抓学习。/|全年学习。") == [
        Paragraph(Role.HEADING_2, "（一）抓学习。"),
        Paragraph(text="全年学习。"),
    ]


def test_backspace_joins_and_keeps_the_role_of_what_has_text() -> None:
    assert edited(HEADING, BODY, say="一、工作情况|全年开会12次。") == [
        Paragraph(Role.HEADING_1, "一、工作情况全年开会12次。")
    ]
    assert edited(Paragraph(), HEADING, say="|一、工作情况") == [HEADING]


def test_lines_that_stood_there_keep_their_role_when_something_around_them_changes() -> None:
    assert edited(BODY, HEADING, BODY, say="前全年开会12次。/一、工作情况/全年开会12次。后|") == [
        Paragraph(text="前全年开会12次。"),
        HEADING,
        Paragraph(text="全年开会12次。后"),
    ]


def test_a_card_takes_no_text() -> None:
    assert edited(BODY, CARD, say="全年开会12次。/〔表格 2×2字|〕") is None
    assert edited(BODY, CARD, say="全年开会12次。/字|〔表格 2×2〕") is None
    assert edited(BODY, CARD, say="全年开会12次。|〔表格 2×2〕") is None
    assert edited(CARD, BODY, say="〔表格 2×2〕|全年开会12次。") is None


def test_a_card_goes_as_a_whole() -> None:
    assert edited(BODY, CARD, BODY, say="全年|12次。") == [Paragraph(text="全年12次。")]
    assert edited(CARD, say="字|") == [Paragraph(text="字")]


def test_lines_may_be_put_before_and_after_a_card() -> None:
    assert edited(CARD, say="/|〔表格 2×2〕") == [Paragraph(), CARD]
    assert edited(CARD, say="〔表格 2×2〕/|") == [CARD, Paragraph()]
    assert edited(CARD, Paragraph(), say="〔表格 2×2〕|") == [CARD]


def test_pasted_lines_get_their_roles_but_those_joined_to_old_text_do_not() -> None:
    roles = [Role.HEADING_1, Role.HEADING_2, Role.BODY]
    lines = ["前一、甲", "（一）乙", "丙。后"]
    assert rewritten([Paragraph(text="前后")], lines, len("前一、甲\n（一）乙\n丙。"), roles) == [
        Paragraph(text="前一、甲"),
        Paragraph(Role.HEADING_2, "（一）乙"),
        Paragraph(text="丙。后"),
    ]
    whole = rewritten([Paragraph()], ["一、甲", "（一）乙", "丙。"], None, roles)
    assert whole is not None
    assert [paragraph.role for paragraph in whole] == roles
